#include "base/error.h"
#include "base/id.h"
#include "modules/outcomes/bank_html.h"
#include "modules/outcomes/outcomes_changes.h"
#include "modules/outcomes/outcomes_pages.h"
#include "modules/rounds/round_head.h"
#include "services/auth/auth.h"

#include <stddef.h>
#include <string.h>

static const ListColumn columns[] = {
    {"title", N_("Förslag"), LIST_TEXT, offsetof(BankRow, title),
     .second_offset = offsetof(BankRow, second), .second_key = "from",
     .second_heading = N_("Förslag från")},
    {"category", N_("Kategori"), LIST_TEXT, offsetof(BankRow, category)},
    {"round", N_("Omgång"), LIST_TEXT, offsetof(BankRow, round)},
    {"points", N_("Poäng"), LIST_NUMBER, offsetof(BankRow, points)},
    {"state", N_("Läge"), LIST_CHIP, offsetof(BankRow, state),
     .chip_offset = offsetof(BankRow, chip)},
    {"reason", N_("Skäl"), LIST_TEXT, offsetof(BankRow, reason)},
    {0}};

static const ListFilter filters[] = {{"state", N_("Läge"), offsetof(BankRow, state)},
                                     {"category", N_("Kategori"), offsetof(BankRow, category)},
                                     {"year", N_("År"), offsetof(BankRow, year)},
                                     {0}};

static const ListDescription description = {
    .columns = columns,
    .filters = filters,
    .row_size = sizeof(BankRow),
    .path_offset = offsetof(BankRow, path),
    .noun_one = N_("1 förslag"),
    .noun_many = N_("förslag"),
    .empty = N_("Här samlas de förslag som får vänta eller inte kommer med, när en omgång är "
                "beslutad."),
    .filename = N_("forslagsbank")};

static BankRow row_of(const Request *request, const BankItem *item) {
    Arena *arena = request->arena;
    bool proposed = id_is_set(item->proposal);
    const char *id = id_text(arena, proposed ? item->proposal : item->activity);
    return (BankRow){.title = item->title,
                     .second = proposed ? arena_printf(arena, T_("Förslag %d från %s"),
                                                       (int)item->number, item->proposer)
                                        : "",
                     .category = item->category,
                     .round = item->round,
                     .state = item->outcome == OUTCOME_BANK ? N_("väntar") : N_("avslaget"),
                     .chip = "",
                     .reason = item->reason,
                     .year = arena_printf(arena, "%d", (int)item->first_year),
                     .points = item->points,
                     .path = proposed ? collaboration_path(request, "/proposals/%s", id)
                                      : collaboration_path(request, "/activities/%s", id),
                     .id = id};
}

static bool load_list(Request *request, const Asker *asker, const List **ret, GError **error) {
    BankItems items;
    if (!bank_load(request->db, request->arena, asker, &items, error))
        return false;
    BankRow *rows = ARENA_ARRAY(request->arena, BankRow, items.n);
    for (size_t i = 0; i < items.n; i++)
        rows[i] = row_of(request, &items.rows[i]);
    *ret = list_make(request, &description, rows, items.n);
    return true;
}

/* ---- where it can be offered ---- */

static Elements proposers_in(const Request *request, const Rules *rules, const Round *round,
                             const Asker *asker) {
    return session_may(request->session, MAY_LEAD_ROUNDS)
               ? round_proposers(request->arena, rules, round)
               : round_own_proposers(request->arena, rules, round, asker);
}

static void set_proposers(const Request *request, Elements elements, BankView *view) {
    FormChoice *choices = ARENA_ARRAY(request->arena, FormChoice, elements.n + 2);
    if (view->leads)
        choices[view->n_proposers++] = (FormChoice){"", T_("som förra gången")};
    for (size_t i = 0; i < elements.n; i++)
        choices[view->n_proposers++] = (FormChoice){
            id_text(request->arena, elements.rows[i]->element), party_name(elements.rows[i])};
    view->proposers = choices;
}

static bool find_rounds(Request *request, const Asker *asker, BankView *view, GError **error) {
    Rounds rounds;
    const Rules *rules;
    if (!session_may(request->session, MAY_TAKE_PART))
        return true;
    if (!rounds_list(request->db, request->arena, request->collaboration, &rounds, error) ||
        !rules_load(request->db, request->arena, request->collaboration, request->today, &rules,
                    error))
        return false;
    FormChoice *choices = ARENA_ARRAY(request->arena, FormChoice, rounds.n + 1);
    for (size_t i = 0; i < rounds.n; i++) {
        const Round *round = &rounds.rows[i];
        Elements elements = proposers_in(request, rules, round, asker);
        if (round_stage(round, request->today) != STAGE_COLLECTING || elements.n == 0)
            continue;
        choices[view->n_rounds++] = (FormChoice){id_text(request->arena, round->id), round->title};
        if (view->n_rounds == 1)
            set_proposers(request, elements, view);
    }
    view->rounds = choices;
    return true;
}

static bool bank_page(Request *request, Response *response, GError **error) {
    Asker asker;
    Frame *frame = frame_new(request, PLACE_PROPOSALS, N_("Förslagsbank"));
    BankView view = {.frame = frame,
                     .path = collaboration_path(request, "/bank"),
                     .leads = session_may(request->session, MAY_LEAD_ROUNDS)};
    frame_crumb(frame, N_("Förslag"), collaboration_path(request, "/rounds"));
    if (!asker_of_request(request, &asker, error) ||
        !load_list(request, &asker, &view.list, error) ||
        !find_rounds(request, &asker, &view, error))
        return false;
    bank_page_html(response_html(response), &view);
    return true;
}

static bool bank_file(Request *request, Response *response, GError **error) {
    Asker asker;
    const List *list;
    return asker_of_request(request, &asker, error) && load_list(request, &asker, &list, error) &&
           list_file(response, list, error);
}

/* ---- offering again ---- */

typedef struct {
    FormIds items;
    Id round, proposer;
} AgainForm;

static const FormField again_fields[] = {
    {.name = "item",
     .label = N_("Förslag"),
     .type = FORM_IDS,
     .offset = offsetof(AgainForm, items)},
    {.name = "round", .label = N_("Omgång"), .type = FORM_ID, .offset = offsetof(AgainForm, round)},
    {.name = "proposer",
     .label = N_("Förslag från"),
     .type = FORM_ID,
     .offset = offsetof(AgainForm, proposer)},
    {0}};

static bool again_action(Request *request, Response *response, GError **error) {
    Asker asker;
    Id last;
    AgainForm form = {0};
    FormErrors errors = {0};
    if (!form_parse(request, again_fields, &form, &errors))
        return fail(error, ERROR_INVALID, "%s", errors.items[0].message);
    BankOffer offer = {&asker,           form.round,   form.proposer,
                       form.items.items, form.items.n, request_moment(request)};
    if (!asker_of_request(request, &asker, error) ||
        !bank_offer(request->db, request->arena, &offer, &last, error))
        return false;
    const char *path =
        form.items.n == 1
            ? collaboration_path(request, "/proposals/%s", id_text(request->arena, last))
            : collaboration_path(request, "/rounds/%s", id_text(request->arena, form.round));
    return redirect_done(response, request, path, "offered-again");
}

const Route bank_routes[] = {
    {GET, "/:collab/bank", bank_page, MAY_READ_COLLABORATION},
    TABLE_ROUTES("/:collab/bank", bank_file, MAY_READ_COLLABORATION),
    {POST, "/:collab/bank", again_action, MAY_TAKE_PART},
    {0},
};
