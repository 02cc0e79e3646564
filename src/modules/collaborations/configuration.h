#pragma once
#include "modules/collaborations/collaborations.h"

/* A collaboration's rules as a readable file: docs/collaboration-files.md. */

#define CONFIGURATION_SIZE_MAX ((size_t)1024 * 1024)
#define CONFIGURATION_GROUPS_MAX 5000

/* One `[kind KEY @date]` with its lines. */
typedef struct ConfigurationGroup {
    ElementKind kind;
    const char *key; /* of the collaboration itself: its name */
    Date changed_on; /* @date; none for the first group of an element */
    Date valid_from, valid_to;
    const char *title;    /* derived where the kind has none: what people call it */
    const char *settings; /* canonical key=value lines, in the order of the kind */
    int line;
} ConfigurationGroup;

typedef struct Configuration {
    const char *name, *title;
    Date dormant_from;
    const ConfigurationGroup *groups;
    size_t n;
} Configuration;

/* Reads and checks a whole file: every key and value, every reference. ERROR_INVALID names the
 * line, what is wrong there and how to mend it. */
bool configuration_read(Arena *arena, const char *text, size_t size, Configuration *ret,
                        GError **error);

typedef struct ConfigurationSummary {
    Id collaboration;
    size_t n_added, n_changed, n_unchanged;
    TextList changes; /* "Kontor: Aneby, nytt", a sentence each */
    TextList missing; /* in the database but not in the file: they stay */
} ConfigurationSummary;

/* Makes the collaboration's rules what the file says, in one transaction, audited. What is in the
 * database but not in the file stays and is listed. The same file again changes nothing. dry_run:
 * only says what it would do. `only` (may be none): the file must be this collaboration's. */
typedef struct ConfigurationImport {
    const char *text;
    size_t size;
    Id account, only;
    bool dry_run;
} ConfigurationImport;
bool configuration_import(Db *db, Arena *arena, const ConfigurationImport *import,
                          ConfigurationSummary *ret, GError **error);

/* The file that gives these rules; for what was imported and not changed since, the same bytes. */
bool configuration_export(Db *db, Arena *arena, Id collaboration, const char **ret_text,
                          GError **error);
