#include "modules/preparation/preparing.h"

#include "base/error.h"
#include "base/id.h"

#include <string.h>

static const char *matrix_path(const Request *request, Id round) {
    return collaboration_path(request, "/rounds/%s/preparation", id_text(request->arena, round));
}

Preparing preparing_of(const Request *request, const RoundHead *head) {
    return (Preparing){.request = request,
                       .arena = request->arena,
                       .asker = head->asker,
                       .rules = head->rules,
                       .round = head->round,
                       .stage = head->stage,
                       .path = matrix_path(request, head->round.id)};
}

bool preparing_load(Request *request, Preparing *ret, GError **error) {
    Id round;
    Preparing made = {.request = request, .arena = request->arena};
    if (!request_id(request, "round", &round, error) ||
        !asker_of_request(request, &made.asker, error) ||
        !rules_load(request->db, request->arena, request->collaboration, request->today,
                    &made.rules, error) ||
        !round_get(request->db, request->arena, request->collaboration, round, &made.round, error))
        return false;
    made.stage = round_stage(&made.round, request->today);
    made.path = matrix_path(request, round);
    *ret = made;
    return true;
}

Frame *preparing_frame(const Preparing *preparing, const char *title) {
    Frame *frame = frame_new(preparing->request, PLACE_PROPOSALS, title);
    frame_crumb(frame, N_("Förslag"), collaboration_path(preparing->request, "/rounds"));
    frame_crumb(frame, preparing->round.title,
                collaboration_path(preparing->request, "/rounds/%s",
                                   id_text(preparing->arena, preparing->round.id)));
    frame_crumb(frame, N_("Beredning"), preparing->path);
    return frame;
}

const char *preparing_path_of(const Preparing *preparing, Id proposal) {
    return arena_printf(preparing->arena, "%s/%s", preparing->path,
                        id_text(preparing->arena, proposal));
}

const char *element_name(const Preparing *preparing, Id element) {
    return party_name(rules_get(preparing->rules, element));
}

const char *category_name(const Preparing *preparing, Id category) {
    const Rule *rule = id_is_set(category) ? rules_get(preparing->rules, category) : NULL;
    return rule == NULL ? "" : rule->title;
}

bool preparing_proposal(const Preparing *preparing, Proposal *ret, GError **error) {
    Id id;
    if (!request_id(preparing->request, "proposal", &id, error) ||
        !proposal_get(preparing->request->db, preparing->arena, &preparing->asker, id, ret, error))
        return false;
    return (ret->number != 0 && id_equal(ret->round, preparing->round.id)) ||
           fail(error, ERROR_NOT_FOUND, "Förslaget finns inte i den här omgången.");
}

bool preparing_is_open(const Preparing *preparing) {
    return preparing->stage == STAGE_COLLECTING || preparing->stage == STAGE_PREPARING;
}

/* ---- what there is to choose ---- */

typedef struct {
    Option *rows;
    size_t n;
    const char *chosen;
} Choosing;

static void offer(Choosing *choosing, const char *value, const char *words) {
    choosing->rows[choosing->n++] = (Option){value, words, strcmp(value, choosing->chosen) == 0};
}

static void offer_suggestions(const Preparing *preparing, Choosing *choosing) {
    Arena *arena = preparing->arena;
    PreparedYears years = prepared_years(preparing->rules, &preparing->round);
    for (int64_t year = years.first; year <= years.last; year++) {
        const char *words = arena_printf(arena, "%d", (int)year);
        offer(choosing, words, words);
    }
    offer(choosing, outcome_key(OUTCOME_BANK), suggestion_words(arena, OUTCOME_BANK, 0));
    offer(choosing, outcome_key(OUTCOME_DECLINED), suggestion_words(arena, OUTCOME_DECLINED, 0));
}

static void offer_sizes(const Preparing *preparing, Choosing *choosing) {
    static const char *const sizes[] = {"S", "M", "L"};
    for (size_t i = 0; i < G_N_ELEMENTS(sizes); i++)
        offer(choosing, sizes[i],
              size_in_words(preparing->arena, &preparing->round.size_hours, sizes[i]));
}

Options prepared_options(const Preparing *preparing, PreparedKind kind, const char *chosen) {
    Elements categories = round_categories(preparing->arena, preparing->rules, &preparing->round);
    Choosing choosing = {ARENA_ARRAY(preparing->arena, Option, categories.n + 16), 0, chosen};
    if (kind == PREPARED_CATEGORY) {
        for (size_t i = 0; i < categories.n; i++)
            offer(&choosing, id_text(preparing->arena, categories.rows[i]->element),
                  categories.rows[i]->title);
    } else if (kind == PREPARED_SUGGESTION) {
        offer_suggestions(preparing, &choosing);
    } else {
        offer_sizes(preparing, &choosing);
    }
    return (Options){choosing.rows, choosing.n};
}
