#include "base/date.h"
#include "base/id.h"
#include "base/text.h"
#include "modules/preparation/load.h"
#include "web/translate.h"

#include <string.h>

/* What each value is called in forms, in the log and among people. */
static const struct {
    const char *name, *label;
    bool of_criterion;
} kinds[N_PREPARED] = {
    [PREPARED_SIZE] = {"size", N_("Storlek"), false},
    [PREPARED_HOURS] = {"hours", N_("Timmar"), false},
    [PREPARED_SUGGESTION] = {"suggestion", N_("Förslag till beslut"), false},
    [PREPARED_CATEGORY] = {"category", N_("Kategori"), false},
    [PREPARED_NOTE] = {"note", N_("Till dem som läser listan"), false},
    [PREPARED_RESULT] = {"result", N_("Bedömning"), true},
    [PREPARED_REMARK] = {"remark", N_("Anteckning"), true},
};

bool prepared_from(const char *name, Prepared *ret) {
    for (PreparedKind kind = 0; name != NULL && kind < N_PREPARED; kind++) {
        size_t length = strlen(kinds[kind].name);
        Prepared found = {.kind = kind};
        if (strncmp(name, kinds[kind].name, length) != 0)
            continue;
        bool whole = kinds[kind].of_criterion
                         ? name[length] == '-' && id_parse(name + length + 1, &found.criterion)
                         : name[length] == '\0';
        if (whole) {
            *ret = found;
            return true;
        }
    }
    return false;
}

const char *prepared_name(Arena *arena, Prepared prepared) {
    const char *name = kinds[prepared.kind].name;
    return kinds[prepared.kind].of_criterion
               ? arena_printf(arena, "%s-%s", name, id_text(arena, prepared.criterion))
               : name;
}

const char *prepared_label(Prepared prepared) {
    return kinds[prepared.kind].label;
}

static const char *suggestion_value(Arena *arena, const Preparation *preparation) {
    return preparation->suggestion == OUTCOME_PLANNED
               ? arena_printf(arena, "%d", (int)preparation->year)
               : outcome_key(preparation->suggestion);
}

static const char *of_criterion(const Criteria *criteria, const Preparation *preparation,
                                Prepared prepared) {
    size_t i = criterion_index(criteria, prepared.criterion);
    if (i == criteria->n)
        return "";
    return prepared.kind == PREPARED_RESULT ? screened_key(preparation->screenings[i].result)
                                            : preparation->screenings[i].remark;
}

const char *prepared_value(Arena *arena, const Criteria *criteria, const Preparation *preparation,
                           Prepared prepared) {
    switch (prepared.kind) {
    case PREPARED_SIZE:
        return preparation->size;
    case PREPARED_HOURS:
        return preparation->hours == 0 ? "" : arena_printf(arena, "%d", (int)preparation->hours);
    case PREPARED_SUGGESTION:
        return suggestion_value(arena, preparation);
    case PREPARED_CATEGORY:
        return id_is_set(preparation->category) ? id_text(arena, preparation->category) : "";
    case PREPARED_NOTE:
        return preparation->note;
    default:
        return of_criterion(criteria, preparation, prepared);
    }
}

static const char *category_words(const Rules *rules, const char *value) {
    Id id;
    const Rule *rule = id_parse(value, &id) ? rules_get(rules, id) : NULL;
    return rule == NULL ? "" : rule->title;
}

static const char *suggestion_value_words(Arena *arena, const char *value) {
    Outcome outcome = outcome_from(value);
    return outcome == OUTCOME_NONE ? value : suggestion_words(arena, outcome, 0);
}

const char *prepared_words(Arena *arena, const Rules *rules, Prepared prepared, const char *value) {
    Screened result;
    switch (prepared.kind) {
    case PREPARED_CATEGORY:
        return category_words(rules, value);
    case PREPARED_SUGGESTION:
        return suggestion_value_words(arena, value);
    case PREPARED_RESULT:
        return screened_from(value, &result) ? T_(screened_word(result)) : "";
    default:
        return value;
    }
}

bool prepared_may_change(Stage stage, PreparedKind kind) {
    if (stage == STAGE_COLLECTING || stage == STAGE_PREPARING)
        return true;
    return stage == STAGE_DECIDING && kind <= PREPARED_CATEGORY;
}

/* A document of one year may wait until the next; the bank is a suggestion of its own. */
PreparedYears prepared_years(const Rules *rules, const Round *round) {
    const Rule *document = rules_get(rules, round->document);
    g_autoptr(Arena) arena = arena_new();
    int64_t n = 0;
    TextList years = document == NULL ? (TextList){0} : rule_list(arena, document, "years");
    for (size_t i = 0; i < years.n; i++)
        n += strcmp(years.items[i], "bank") != 0;
    return (PreparedYears){round->first_year, round->first_year + MAX(n, 2) - 1};
}
