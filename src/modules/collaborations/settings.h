#pragma once
#include "base/arena.h"
#include "modules/collaborations/collaborations.h"

/* The keys of one rule with their values, as they stand in a configuration file: one `key=value` a
 * line, values with GKeyFile's escapes (docs/collaboration-files.md). */
typedef struct Settings Settings;

/* In the arena; never changed. */
const Settings *settings_parse(Arena *arena, const char *lines);

/* The value of a text with its escapes resolved, or "" when the key is not there. */
const char *settings_text(const Settings *settings, const char *key);

/* The value as it stands in the file, or "". */
const char *settings_raw(const Settings *settings, const char *key);

/* The items of a list as it stands in the file: separated by ';', their escapes resolved; "\;" is a
 * semicolon. */
TextList settings_split(Arena *arena, const char *raw);
