#include "modules/plans/plan_words.h"

#include "web/translate.h"

#include <stdbool.h>
#include <string.h>

static bool is(const char *status, const char *what) {
    return strcmp(status, what) == 0;
}

const char *plan_status_word(const char *status) {
    return is(status, "fixed") ? N_("fastställt") : is(status, "preliminary") ? N_("preliminärt") : N_("förslagsbank");
}

const char *plan_status_many(const char *status) {
    return is(status, "fixed") ? N_("fastställda") : is(status, "preliminary") ? N_("preliminära") : N_("förslag");
}

const char *plan_status_chip(const char *status) {
    return is(status, "fixed") ? "approved" : is(status, "preliminary") ? "preliminary" : "";
}
