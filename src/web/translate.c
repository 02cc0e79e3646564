#include "web/translate.h"

#include <stdlib.h>
#include <string.h>

static int compare(const void *msgid, const void *entry) {
    return strcmp(msgid, ((const TrEntry *)entry)->msgid);
}

const char *tr_english(const char *msgid) {
    const TrEntry *entry = bsearch(msgid, tr_en, tr_en_count, sizeof(TrEntry), compare);
    return entry == NULL ? NULL : entry->msgstr;
}

const char *tr(const char *language, const char *msgid) {
    if (msgid == NULL || language == NULL || strcmp(language, "en") != 0)
        return msgid;
    const char *english = tr_english(msgid);
    return english == NULL ? msgid : english;
}
