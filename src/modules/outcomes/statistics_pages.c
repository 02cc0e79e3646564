#include "base/error.h"
#include "base/id.h"
#include "modules/outcomes/outcomes_pages.h"
#include "modules/outcomes/statistics_html.h"
#include "services/auth/auth.h"

#include <string.h>

static bool load(Request *request, StatisticsView *view, GError **error) {
    Asker asker;
    Id round = {0};
    const char *wanted = request_query(request, "round");
    if (wanted != NULL && !id_parse(wanted, &round))
        return fail(error, ERROR_NOT_FOUND, "Omgången finns inte.");
    return asker_of_request(request, &asker, error) &&
           statistics_load(request->db, request->arena, &asker, round, &view->statistics, error);
}

static void set_filters(const Request *request, StatisticsView *view) {
    const Rounds *rounds = &view->statistics.rounds;
    const char *wanted = request_query(request, "round");
    StatisticsFilter *filters = ARENA_ARRAY(request->arena, StatisticsFilter, rounds->n + 1);
    filters[view->n_filters++] = (StatisticsFilter){N_("Alla omgångar"), "?", wanted == NULL};
    for (size_t i = 0; i < rounds->n; i++) {
        const char *id = id_text(request->arena, rounds->rows[i].id);
        filters[view->n_filters++] =
            (StatisticsFilter){rounds->rows[i].title, arena_printf(request->arena, "?round=%s", id),
                               g_strcmp0(wanted, id) == 0};
    }
    view->filters = filters;
}

static bool statistics_page(Request *request, Response *response, GError **error) {
    Frame *frame = frame_new(request, PLACE_PROPOSALS, N_("Statistik över förslagen"));
    StatisticsView view = {.frame = frame};
    const char *wanted = request_query(request, "round");
    if (!load(request, &view, error))
        return false;
    frame_crumb(frame, N_("Förslag"), collaboration_path(request, "/rounds"));
    set_filters(request, &view);
    view.downloads = (Downloads){
        .path = collaboration_path(request, "/rounds/statistics"),
        .query = wanted == NULL ? "" : url_format(request->arena, "?round=%s", wanted).text,
        .is_table = true};
    statistics_page_html(response_html(response), &view);
    return true;
}

/* ---- the file ---- */

static const TableColumn columns[] = {{"kind", N_("Vad"), TABLE_TEXT},
                                      {"name", N_("Namn"), TABLE_TEXT},
                                      {"proposals", N_("Förslag"), TABLE_NUMBER},
                                      {"planned", N_("I planen"), TABLE_NUMBER},
                                      {"bank", N_("Väntar"), TABLE_NUMBER},
                                      {"declined", N_("Avslagna"), TABLE_NUMBER},
                                      {"undecided", N_("Utan beslut"), TABLE_NUMBER},
                                      {"share", N_("Andel i planen, procent"), TABLE_NUMBER},
                                      {"days", N_("Dagar till besked, median"), TABLE_NUMBER}};

static const char *kind_word(const char *kind) {
    return kind[0] == 'r' ? T_("Omgång") : kind[0] == 'p' ? T_("Förslag från") : T_("Kategori");
}

static TableCell number_or_none(int64_t number) {
    return (TableCell){.number = number, .is_none = number < 0};
}

static void fill_row(const void *data, Arena *arena, size_t row, TableCell *ret_cells) {
    const StatisticsRow *from = &((const StatisticsRow *)data)[row];
    (void)arena;
    ret_cells[0].text = kind_word(from->kind);
    ret_cells[1].text = from->name;
    ret_cells[2].number = from->n;
    ret_cells[3].number = from->n_planned;
    ret_cells[4].number = from->n_bank;
    ret_cells[5].number = from->n_declined;
    ret_cells[6].number = from->n_undecided;
    ret_cells[7] = number_or_none(statistics_share(from));
    ret_cells[8] = number_or_none(from->median_days);
}

static bool statistics_file(Request *request, Response *response, GError **error) {
    StatisticsView view = {0};
    TableColumn *translated = ARENA_ARRAY(request->arena, TableColumn, G_N_ELEMENTS(columns));
    if (!load(request, &view, error))
        return false;
    for (size_t i = 0; i < G_N_ELEMENTS(columns); i++) {
        translated[i] = columns[i];
        translated[i].heading = T_(columns[i].heading);
    }
    Table table = {.title = T_("Statistik över förslagen"),
                   .collaboration = request->collaboration_title,
                   .created = request->now,
                   .columns = translated,
                   .n_columns = G_N_ELEMENTS(columns),
                   .n_rows = view.statistics.n,
                   .row = fill_row,
                   .data = view.statistics.rows};
    return answer_table(request, response, &table, "statistik-forslag", error);
}

const Route statistics_routes[] = {
    {GET, "/:collab/rounds/statistics", statistics_page, MAY_READ_COLLABORATION},
    TABLE_ROUTES("/:collab/rounds/statistics", statistics_file, MAY_READ_COLLABORATION),
    {0},
};
