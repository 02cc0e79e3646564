#include "base/language.h"

#include <string.h>

static _Thread_local Language spoken;
static const char *(*english_of)(const char *msgid);

void language_speak(Language language) {
    spoken = language;
}

Language language_spoken(void) {
    return spoken;
}

const char *language_tag(Language language) {
    return language == ENGLISH ? "en" : "sv";
}

Language language_from_tag(const char *tag) {
    return g_strcmp0(tag, "en") == 0 ? ENGLISH : SWEDISH;
}

void language_set_catalog(const char *(*english)(const char *msgid)) {
    english_of = english;
}

const char *language_text_in(Language language, const char *msgid) {
    if (language != ENGLISH || msgid == NULL || english_of == NULL)
        return msgid;
    const char *text = english_of(msgid);
    return text == NULL ? msgid : text;
}

const char *language_text(const char *msgid) {
    return language_text_in(spoken, msgid);
}
