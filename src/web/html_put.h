#pragma once
#include "web/html.h"

/* For the writers of values only. */

#define NO_BREAK_SPACE "\xC2\xA0"
#define PUT(out, literal) html_put_raw(out, literal, sizeof(literal) - 1)

/* Digits with zeros before them, `width` (at most 8) in all; `value` is not negative. */
void html_put_padded(HtmlOut *out, int value, int width);

static inline bool html_out_is_english(const HtmlOut *out) {
    return out->language != NULL && strcmp(out->language, "en") == 0;
}
