#include "modules/collaboration_pages/body_work.h"

#include "base/date.h"
#include "base/id.h"
#include "modules/collaboration_pages/body_work_sql.h"

static const char *joined(Arena *arena, const char *list, const char *item) {
    return list[0] == '\0' ? item : arena_printf(arena, "%s; %s", list, item);
}

static const char *preparing_words(const Context *context, const SqlBodyRoundsRow *round) {
    Arena *arena = context->arena;
    if (round->is_released)
        return arena_printf(arena, T_("beredde %zu förslag"), (size_t)round->n_proposals);
    return arena_printf(arena, T_("bereder till %s"), date_short(arena, round->releases_on));
}

static const char *deciding_words(const Context *context, const SqlBodyRoundsRow *round) {
    Arena *arena = context->arena;
    if (round->is_told)
        return arena_printf(arena, T_("beslutade: %zu av %zu förslag kom med i planen"),
                            (size_t)round->n_planned, (size_t)round->n_proposals);
    return arena_printf(arena, T_("beslutar %s"), date_short(arena, round->decides_on));
}

static const char *meeting_words(const Context *context, const SqlBodyRoundsRow *round) {
    return arena_printf(context->arena,
                        date_compare(round->meeting_on, context->request->today) < 0
                            ? T_("möttes inför beslutet %s")
                            : T_("möts inför beslutet %s"),
                        date_short(context->arena, round->meeting_on));
}

static LinkRow round_row(const Context *context, const SqlBodyRoundsRow *round) {
    const char *words = "";
    if (round->prepares)
        words = joined(context->arena, words, preparing_words(context, round));
    if (round->meets && date_is_set(round->meeting_on))
        words = joined(context->arena, words, meeting_words(context, round));
    if (round->adopts)
        words = joined(context->arena, words, deciding_words(context, round));
    return (LinkRow){
        round->title,
        collaboration_path(context->request, "/rounds/%s", id_text(context->arena, round->id)),
        words};
}

static LinkRow adoption_row(const Context *context, const SqlBodyAdoptionsRow *version) {
    Arena *arena = context->arena;
    const char *title = version->title, *day = date_long(arena, version->adopted_on);
    if (version->number > 1)
        title = arena_printf(arena, T_("%s, version %zu"), title, (size_t)version->number);
    return (LinkRow){title,
                     collaboration_path(context->request, "/plans/%s/versions/%" G_GINT64_FORMAT,
                                        id_text(arena, version->plan), version->number),
                     version->paragraph[0] == '\0'
                         ? day
                         : arena_printf(arena, "%s, %s", day, version->paragraph)};
}

bool body_work(const Context *context, const Rule *body, BodyWork *ret, GError **error) {
    const Request *request = context->request;
    SqlBodyRoundsRows rounds;
    SqlBodyAdoptionsRows adoptions;
    if (!sql_body_rounds(request->db, context->arena,
                         &(SqlBodyRoundsIn){request->collaboration, body->element}, &rounds,
                         error) ||
        !sql_body_adoptions(request->db, context->arena,
                            &(SqlBodyAdoptionsIn){request->collaboration, body->element},
                            &adoptions, error))
        return false;
    LinkRow *first = ARENA_ARRAY(context->arena, LinkRow, rounds.n),
            *second = ARENA_ARRAY(context->arena, LinkRow, adoptions.n);
    for (size_t i = 0; i < rounds.n; i++)
        first[i] = round_row(context, &rounds.rows[i]);
    for (size_t i = 0; i < adoptions.n; i++)
        second[i] = adoption_row(context, &adoptions.rows[i]);
    *ret = (BodyWork){{first, rounds.n}, {second, adoptions.n}};
    return true;
}
