#include "modules/collaboration_pages/element.h"

#include "base/date.h"

#include <string.h>

/* "Senast i månaden: september → maj" for every key that differs. */
static const char *const *differences(const Context *context, const Rule *before, const Rule *after,
                                      size_t *ret_n) {
    const RuleKey *keys = rule_kinds[after->kind].keys;
    size_t n_keys = 0, n = 0;
    while (keys[n_keys].name != NULL)
        n_keys++;
    const char **changes = ARENA_ARRAY(context->arena, const char *, n_keys);
    for (size_t i = 0; i < n_keys; i++) {
        if (strcmp(rule_text(before, keys[i].name), rule_text(after, keys[i].name)) == 0)
            continue;
        const char *was = rule_value_words(context, before, &keys[i]),
                   *is = rule_value_words(context, after, &keys[i]);
        changes[n++] =
            arena_printf(context->arena, "%s: %s → %s", T_(keys[i].label),
                         was[0] == '\0' ? T_("inget") : was, is[0] == '\0' ? T_("inget") : is);
    }
    *ret_n = n;
    return changes;
}

static const char *from_words(Arena *arena, const Rule *rule, bool first) {
    if (!date_is_set(rule->valid_from))
        return T_("Från början");
    return arena_printf(arena, first ? T_("Finns från %s") : T_("Gäller från %s"),
                        date_long(arena, rule->valid_from));
}

static const char *end_words(Arena *arena, Date last) {
    return arena_printf(arena, T_("Upphörde efter %s"), date_long(arena, last));
}

void element_history(const Context *context, const RuleHistory *history, const HistoryRow **ret,
                     size_t *ret_n) {
    HistoryRow *rows = ARENA_ARRAY(context->arena, HistoryRow, history->n + 1);
    size_t n = 0;
    Date last = history->rules[history->n - 1].valid_to;
    if (date_is_set(last))
        rows[n++] = (HistoryRow){.from = end_words(context->arena, last)};
    for (size_t i = history->n; i > 0; i--) {
        const Rule *rule = &history->rules[i - 1];
        HistoryRow row = {.from = from_words(context->arena, rule, i == 1),
                          .is_current =
                              period_covers(rule->valid_from, rule->valid_to, context->rules->on),
                          .is_coming = date_compare(rule->valid_from, context->rules->on) > 0};
        if (i > 1)
            row.changes = differences(context, rule - 1, rule, &row.n_changes);
        rows[n++] = row;
    }
    *ret = rows;
    *ret_n = n;
}
