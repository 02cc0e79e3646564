#include "base/id.h"
#include "modules/preparation/preparation.h"
#include "modules/preparation/preparation_sql.h"
#include "web/translate.h"

#include <string.h>

bool traces_load(Db *db, Arena *arena, Id collaboration, Id round, Traces *ret, GError **error) {
    SqlTracesOfRoundRows found;
    if (!sql_traces_of_round(db, arena, &(SqlTracesOfRoundIn){collaboration, round}, &found, error))
        return false;
    Trace *traces = ARENA_ARRAY(arena, Trace, found.n);
    for (size_t i = 0; i < found.n; i++) {
        const SqlTracesOfRoundRow *row = &found.rows[i];
        traces[i] = (Trace){row->proposal, row->origin,        row->kind,
                            row->number,   row->origin_number, row->origin_proposer};
    }
    *ret = (Traces){traces, found.n};
    return true;
}

typedef struct {
    int64_t *items;
    size_t n;
} Numbers;

/* "3", "3 och 7", "3, 7 och 9" */
static const char *listed(Arena *arena, Numbers numbers) {
    g_autoptr(GString) list = g_string_new(NULL);
    for (size_t i = 0; i < numbers.n; i++)
        g_string_append_printf(list, "%s%d",
                               i == 0              ? ""
                               : i + 1 < numbers.n ? ", "
                                                   : T_(" och "),
                               (int)numbers.items[i]);
    return arena_strdup(arena, list->str);
}

/* What it was merged with; what it was split into. */
static Numbers others(Arena *arena, const Traces *traces, const Trace *of) {
    Numbers found = {ARENA_ARRAY(arena, int64_t, traces->n), 0};
    bool is_merged = strcmp(of->kind, "merged") == 0;
    for (size_t i = 0; i < traces->n; i++) {
        const Trace *trace = &traces->rows[i];
        if (is_merged && id_equal(trace->proposal, of->proposal) &&
            !id_equal(trace->origin, of->origin))
            found.items[found.n++] = trace->origin_number;
        if (!is_merged && id_equal(trace->origin, of->origin))
            found.items[found.n++] = trace->number;
    }
    return found;
}

static const char *went_to(Arena *arena, const Traces *traces, Id proposal) {
    for (size_t i = 0; i < traces->n; i++) {
        const Trace *trace = &traces->rows[i];
        if (!id_equal(trace->origin, proposal))
            continue;
        const char *list = listed(arena, others(arena, traces, trace));
        return strcmp(trace->kind, "merged") == 0
                   ? arena_printf(arena, T_("Slogs ihop med förslag %s till förslag %d."), list,
                                  (int)trace->number)
                   : arena_printf(arena, T_("Delades i förslag %s."), list);
    }
    return "";
}

static const char *came_of(Arena *arena, const Traces *traces, Id proposal) {
    Numbers numbers = {ARENA_ARRAY(arena, int64_t, traces->n), 0};
    bool is_merged = false;
    for (size_t i = 0; i < traces->n; i++)
        if (id_equal(traces->rows[i].proposal, proposal)) {
            numbers.items[numbers.n++] = traces->rows[i].origin_number;
            is_merged = strcmp(traces->rows[i].kind, "merged") == 0;
        }
    if (numbers.n == 0)
        return "";
    const char *list = listed(arena, numbers);
    return is_merged ? arena_printf(arena, T_("Kommer av förslag %s, som slogs ihop."), list)
                     : arena_printf(arena, T_("Kommer av förslag %s, som delades."), list);
}

const char *trace_sentence(Arena *arena, const Traces *traces, Id proposal) {
    const char *from = came_of(arena, traces, proposal), *to = went_to(arena, traces, proposal);
    if (from[0] == '\0' || to[0] == '\0')
        return from[0] == '\0' ? to : from;
    return arena_printf(arena, "%s %s", from, to);
}
