#pragma once
#include "base/arena.h"
#include "modules/collaborations/collaborations.h"

/* The keys of one rule with their values, as they stand in a configuration file: one `key=value` a line,
 * values with GKeyFile's escapes (docs/collaboration-files.md). */
typedef struct Settings Settings;

/* Keeps `lines` and the arena: both must live as long as the settings. */
const Settings *settings_parse(Arena *arena, const char *lines);

/* The value with its escapes resolved except in lists, or "" when the key is not there. */
const char *settings_text(const Settings *settings, const char *key);

/* The items of a list value: separated by ';', "\;" is a semicolon. */
TextList settings_split(Arena *arena, const char *value);
