#include "modules/plans/history.h"

#include "base/language.h"
#include "modules/activities/activities.h"
#include "modules/plans/standing.h"
#include "web/translate.h"

#include <string.h>

#define SAME_SHOWN 40 /* bytes of unchanged text shown on each side of a change */

static const struct {
    const char *action, *words;
} actions[] = {
    {"activity.add", N_("lade till aktiviteten")},
    {"activity.cell", N_("ändrade")},
    {"activity.facts", N_("ändrade uppgifterna")},
    {"activity.follow_up", N_("följde upp")},
    {"activity.move", N_("flyttade aktiviteten")},
    {"activity.remove", N_("tog bort aktiviteten")},
    {"category.add", N_("lade till kategorin")},
    {"category.rename", N_("bytte namn på kategorin")},
    {"category.note", N_("ändrade anteckningen vid kategorin")},
    {"category.move", N_("flyttade kategorin")},
    {"category.remove", N_("tog bort kategorin")},
    {"chapter.add", N_("lade till avsnittet")},
    {"chapter.save", N_("ändrade avsnittet")},
    {"chapter.move", N_("flyttade avsnittet")},
    {"chapter.remove", N_("tog bort avsnittet")},
    {"plan.start", N_("började planen")},
    {"plan.import", N_("läste in planen från en fil")},
    {"plan.adopt", N_("fastställde planen")},
    {"plan.revise", N_("öppnade planen för revidering")},
    {"plan.publish", N_("publicerade planen")},
    {"plan.unpublish", N_("tog bort planen från den öppna sidan")},
    {"plan.roll_forward", N_("rullade planen framåt")},
};

const char *history_action(const char *action) {
    for (size_t i = 0; i < G_N_ELEMENTS(actions); i++)
        if (strcmp(actions[i].action, action) == 0)
            return actions[i].words;
    return action;
}

const char *history_field(const char *field) {
    static const struct {
        const char *field, *words;
    } others[] = {{"status", N_("Status")},
                  {"comment", N_("Kommentar")},
                  {"steps", N_("Steg")},
                  {"targets", N_("Mål")},
                  {"title", ""},
                  {"note", ""},
                  {"category", N_("Kategori")}};
    if (field == NULL)
        return "";
    for (int column = 0; column < N_ACTIVITY_COLUMNS; column++)
        if (strcmp(activity_columns[column].key, field) == 0)
            return activity_columns[column].heading;
    for (size_t i = 0; i < G_N_ELEMENTS(others); i++)
        if (strcmp(others[i].field, field) == 0)
            return others[i].words;
    return field;
}

const char *history_value(const char *field, const char *text) {
    if (text == NULL)
        return "";
    return g_strcmp0(field, "status") == 0 ? T_(activity_status_word(text)) : text;
}

/* The place before which at most `length` bytes of `text` are left, between two words. */
static const char *last_words(const char *text, size_t length) {
    size_t all = strlen(text);
    const char *start = strchr(text + (all < length ? 0 : all - length), ' ');
    return start == NULL ? text : start;
}

static char *first_words(Arena *arena, const char *text, size_t length) {
    const char *end = strlen(text) < length ? NULL : strchr(text + length, ' ');
    return end == NULL ? arena_strdup(arena, text)
                       : arena_strndup(arena, text, (size_t)(end - text));
}

/* What is the same in both texts is cut down to some words around what differs. */
static TextPart shortened(Arena *arena, TextPart part, bool first, bool last) {
    if (part.kind != PART_SAME || strlen(part.text) <= SAME_SHOWN * 2 || (first && last))
        return part;
    const char *before = first ? "" : first_words(arena, part.text, SAME_SHOWN),
               *after = last ? "" : last_words(part.text, SAME_SHOWN);
    return (TextPart){PART_SAME, arena_printf(arena, "%s …%s", before, after)};
}

static TextParts difference(Arena *arena, const char *before, const char *after) {
    TextParts all = word_difference(arena, before, after);
    TextPart *rows = ARENA_ARRAY(arena, TextPart, all.n);
    for (size_t i = 0; i < all.n; i++)
        rows[i] = shortened(arena, all.rows[i], i == 0, i + 1 == all.n);
    return (TextParts){rows, all.n};
}

static HistoryItem item_of(Arena *arena, const AuditRow *row) {
    HistoryItem item = {.at = row->at,
                        .who = row->account_name == NULL ? "" : row->account_name,
                        .what = history_action(row->action),
                        .field = history_field(row->field),
                        .title = "",
                        .is_undone = row->undone_at.seconds != 0};
    item.parts = difference(arena, history_value(row->field, row->before),
                            history_value(row->field, row->after));
    return item;
}

History history_of(Arena *arena, const AuditRows *rows) {
    HistoryItem *items = ARENA_ARRAY(arena, HistoryItem, rows->n);
    for (size_t i = 0; i < rows->n; i++)
        items[i] = item_of(arena, &rows->rows[i]);
    return (History){items, rows->n};
}
