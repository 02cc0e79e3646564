#include "modules/plans/plan_words.h"

#include "web/translate.h"

#include <stdbool.h>
#include <string.h>

bool document_has_activities(Arena *arena, const Rule *document) {
    TextList content = rule_list(arena, document, "content");
    for (size_t i = 0; i < content.n; i++)
        if (strcmp(content.items[i], "activities") == 0)
            return true;
    return content.n == 0;
}

static bool is(const char *status, const char *what) {
    return strcmp(status, what) == 0;
}

const char *plan_status_word(const char *status) {
    return is(status, "fixed")         ? N_("fastställt")
           : is(status, "preliminary") ? N_("preliminärt")
                                       : N_("förslagsbank");
}

const char *plan_status_many(const char *status) {
    return is(status, "fixed")         ? N_("fastställda")
           : is(status, "preliminary") ? N_("preliminära")
                                       : N_("förslag");
}

const char *plan_status_chip(const char *status) {
    return is(status, "fixed") ? "approved" : is(status, "preliminary") ? "preliminary" : "";
}
