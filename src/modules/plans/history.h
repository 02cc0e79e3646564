#pragma once
#include "base/word_difference.h"
#include "services/audit/audit.h"
#include "web/request.h"

/* The audit as people read it: who did what, when, with the old and new words marked. */
typedef struct HistoryItem {
    Instant at;
    const char *who;
    const char *what;    /* msgid, "ändrade" */
    const char *field;   /* msgid or text, "Mål"; "" for none */
    const char *title;   /* of what was changed, where that is not plain from the page; "" */
    const char *path;    /* its page, or NULL */
    TextParts parts;   /* none where there is no text */
    bool is_undone;
} HistoryItem;

typedef struct History {
    const HistoryItem *rows;
    size_t n;
} History;

/* `action` as a msgid; the action itself for one that is unknown. */
const char *history_action(const char *action);

/* A field that was changed as a msgid, "" for none; and what it held before or after: words of the
 * language spoken where the database has a code. An unknown field stands for itself, as does a text. */
const char *history_field(const char *field);
const char *history_value(const char *field, const char *text);

History history_of(Arena *arena, const AuditRows *rows);
