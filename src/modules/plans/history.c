#include "modules/plans/history.h"

#include "modules/activities/activities.h"
#include "modules/plans/standing.h"
#include "web/translate.h"

#include <string.h>

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

static const char *field_words(const char *field) {
    static const struct {
        const char *field, *words;
    } others[] = {{"status", N_("Status")}, {"comment", N_("Kommentar")}, {"title", ""}, {"note", ""}, {"category", N_("Kategori")}};
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

static const char *in_words(const char *field, const char *text) {
    if (text == NULL)
        return "";
    return g_strcmp0(field, "status") == 0 ? activity_status_word(text) : text;
}

static HistoryItem item_of(Arena *arena, const AuditRow *row) {
    HistoryItem item = {.at = row->at,
                        .who = row->account_name == NULL ? "" : row->account_name,
                        .what = history_action(row->action),
                        .field = field_words(row->field),
                        .title = "",
                        .is_undone = row->undone_at.seconds != 0};
    item.parts = word_difference(arena, in_words(row->field, row->before), in_words(row->field, row->after));
    return item;
}

History history_of(Arena *arena, const AuditRows *rows) {
    HistoryItem *items = ARENA_ARRAY(arena, HistoryItem, rows->n);
    for (size_t i = 0; i < rows->n; i++)
        items[i] = item_of(arena, &rows->rows[i]);
    return (History){items, rows->n};
}
