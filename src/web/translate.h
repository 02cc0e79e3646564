#pragma once
#include "base/text.h"

#include <stddef.h>

/* The text for a Swedish source text in `language`; the source text itself where the language is
 * "sv", unknown or has no translation. Never copies; an English text is part of the program. */
const char *tr(const char *language, const char *msgid);

/* One language's texts, sorted by msgid as strcmp does; compiled from po/LANGUAGE.po. */
typedef struct TrEntry {
    const char *msgid, *msgstr;
} TrEntry;
/* The English for language_set_catalog(); NULL where it is lacking. */
const char *tr_english(const char *msgid);

extern const TrEntry tr_en[];
extern const size_t tr_en_count;
