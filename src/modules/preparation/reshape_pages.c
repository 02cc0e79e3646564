#include "modules/preparation/preparation_pages.h"
#include "modules/preparation/reshape_html.h"
#include "modules/preparation/reshape_view.h"

#include "base/error.h"
#include "base/id.h"
#include "base/text.h"

#include <string.h>

#define MERGED_PART SIZE_MAX /* the names of texts have no number */

/* ---- texts ---- */

/* "title", or "title-2" of the second part. */
static const char *text_name(Arena *arena, ProposalText text, size_t part) {
    const char *key = proposal_texts[text].key;
    return part == MERGED_PART ? key : arena_printf(arena, "%s-%zu", key, part + 1);
}

static const char *const *posted_texts(const Request *request, size_t part) {
    const char **texts = ARENA_ARRAY(request->arena, const char *, N_PROPOSAL_TEXTS);
    for (ProposalText text = 0; text < N_PROPOSAL_TEXTS; text++)
        texts[text] = request_field(request, text_name(request->arena, text, part));
    return texts;
}

static const char *own_error(const FormErrors *errors, ProposalText text, const char *typed) {
    g_autoptr(GError) problem = NULL;
    if (errors == NULL || text_within(T_(proposal_texts[text].label), typed,
                                      (size_t)proposal_texts[text].max_length, &problem))
        return NULL;
    return arena_strdup(errors->arena, problem->message);
}

static ReshapeText text_view(const Request *request, ProposalText text, size_t part,
                             const char *first, const FormErrors *errors) {
    const char *name = text_name(request->arena, text, part);
    const char *typed = errors == NULL ? NULL : request_field(request, name);
    ReshapeText view = {.name = name,
                        .label = proposal_texts[text].label,
                        .typed = typed == NULL ? first : typed,
                        .is_long = proposal_texts[text].is_long};
    view.error = own_error(errors, text, view.typed);
    return view;
}

/* ---- merging ---- */

typedef struct {
    Preparing preparing;
    Proposal *olds;
    ProposalSeen *seen;
    size_t n;
} Chosen;

static size_t ids_of(const Pairs *pairs, Id *ret) {
    size_t n = 0;
    for (size_t i = 0; i < pairs->n; i++)
        if (strcmp(pairs->items[i].name, "proposal") == 0 &&
            id_parse(pairs->items[i].value, &ret[n]))
            n++;
    return n;
}

static void take_edits(const Pairs *pairs, Chosen *chosen) {
    size_t n = 0;
    for (size_t i = 0; i < pairs->n; i++)
        if (strcmp(pairs->items[i].name, "edit") == 0 && n < chosen->n)
            chosen->seen[n++].edit = g_ascii_strtoll(pairs->items[i].value, NULL, 10);
}

static bool load_chosen(Request *request, Chosen *ret, GError **error) {
    const Pairs *pairs =
        request->method == POST ? request_fields(request) : request_queries(request);
    Id *ids = ARENA_ARRAY(request->arena, Id, pairs->n);
    *ret = (Chosen){0};
    if (!preparing_load(request, &ret->preparing, error))
        return false;
    ret->n = ids_of(pairs, ids);
    if (ret->n < 2 || ret->n > RESHAPE_MAX)
        return fail(error, ERROR_INVALID,
                    "Kryssa för 2 till %d förslag i listan och välj sedan Slå ihop.", RESHAPE_MAX);
    ret->olds = ARENA_ARRAY(request->arena, Proposal, ret->n);
    ret->seen = ARENA_ARRAY(request->arena, ProposalSeen, ret->n);
    for (size_t i = 0; i < ret->n; i++) {
        if (!proposal_get(request->db, request->arena, &ret->preparing.asker, ids[i], &ret->olds[i],
                          error))
            return false;
        ret->seen[i] = (ProposalSeen){ids[i], ret->olds[i].edit};
    }
    take_edits(pairs, ret);
    return true;
}

/* What is the same is written once. */
static const char *joined(Arena *arena, const Chosen *chosen, ProposalText text) {
    g_autoptr(GString) all = g_string_new(NULL);
    for (size_t i = 0; i < chosen->n; i++) {
        const char *one = chosen->olds[i].texts[text];
        if (one[0] != '\0' && strstr(all->str, one) == NULL)
            g_string_append_printf(all, "%s%s",
                                   all->len == 0                  ? ""
                                   : proposal_texts[text].is_long ? "\n\n"
                                                                  : ", ",
                                   one);
    }
    return arena_strdup(arena, all->str);
}

static const ReshapeText *merged_texts(const Request *request, const Chosen *chosen,
                                       const FormErrors *errors) {
    ReshapeText *texts = ARENA_ARRAY(request->arena, ReshapeText, N_PROPOSAL_TEXTS);
    for (ProposalText text = 0; text < N_PROPOSAL_TEXTS; text++) {
        const char **olds = ARENA_ARRAY(request->arena, const char *, chosen->n);
        const char *first = text == PROPOSAL_TITLE ? chosen->olds[0].texts[text]
                                                   : joined(request->arena, chosen, text);
        for (size_t i = 0; i < chosen->n; i++)
            olds[i] = chosen->olds[i].texts[text];
        texts[text] = text_view(request, text, MERGED_PART, first, errors);
        texts[text].olds = olds;
    }
    return texts;
}

static Options proposer_options(const Chosen *chosen, const char *typed) {
    const Preparing *preparing = &chosen->preparing;
    const Rule *self = rules_next(preparing->rules, ELEMENT_COLLABORATION, NULL);
    Option *rows = ARENA_ARRAY(preparing->arena, Option, chosen->n + 1);
    size_t n = 0;
    for (size_t i = 0; i <= chosen->n; i++) {
        Id id = i < chosen->n ? chosen->olds[i].proposer : self == NULL ? (Id){0} : self->element;
        const char *value = id_text(preparing->arena, id);
        bool is_new = id_is_set(id);
        for (size_t j = 0; j < n; j++)
            is_new = is_new && strcmp(rows[j].value, value) != 0;
        if (is_new)
            rows[n++] = (Option){value, element_name(preparing, id),
                                 typed != NULL && strcmp(typed, value) == 0};
    }
    return (Options){rows, n};
}

static const ReshapeOld *old_views(const Chosen *chosen) {
    ReshapeOld *olds = ARENA_ARRAY(chosen->preparing.arena, ReshapeOld, chosen->n);
    for (size_t i = 0; i < chosen->n; i++)
        olds[i] = (ReshapeOld){id_text(chosen->preparing.arena, chosen->olds[i].id),
                               element_name(&chosen->preparing, chosen->olds[i].proposer),
                               preparing_path_of(&chosen->preparing, chosen->olds[i].id),
                               &chosen->olds[i]};
    return olds;
}

static bool show_merge(Request *request, Response *response, const Chosen *chosen,
                       const FormErrors *errors) {
    const Preparing *preparing = &chosen->preparing;
    Frame *frame = preparing_frame(preparing, N_("Slå ihop förslag"));
    const char *category = errors == NULL ? NULL : request_field(request, "category");
    const char *of_first = id_is_set(chosen->olds[0].category)
                               ? id_text(request->arena, chosen->olds[0].category)
                               : "";
    MergeView view = {.frame = frame,
                      .path = arena_printf(request->arena, "%s/merge", preparing->path),
                      .back = preparing->path,
                      .olds = old_views(chosen),
                      .n_olds = chosen->n,
                      .texts = merged_texts(request, chosen, errors),
                      .n_texts = N_PROPOSAL_TEXTS,
                      .proposers = proposer_options(chosen, request_field(request, "proposer")),
                      .categories = prepared_options(preparing, PREPARED_CATEGORY,
                                                     category == NULL ? of_first : category),
                      .errors = errors};
    frame_errors(frame, response, errors);
    merge_page_html(response_html(response), &view);
    return true;
}

static bool merge_page(Request *request, Response *response, GError **error) {
    Chosen chosen;
    return load_chosen(request, &chosen, error) && show_merge(request, response, &chosen, NULL);
}

static bool merge_action(Request *request, Response *response, GError **error) {
    g_autoptr(GError) problem = NULL;
    FormErrors errors = {.arena = request->arena};
    Chosen chosen;
    Id id;
    if (!load_chosen(request, &chosen, error))
        return false;
    ProposalMerge merge = {.asker = &chosen.preparing.asker,
                           .round = chosen.preparing.round.id,
                           .origins = chosen.seen,
                           .n = chosen.n,
                           .texts = posted_texts(request, MERGED_PART),
                           .now = request_moment(request)};
    (void)id_parse(request_field(request, "proposer"), &merge.proposer);
    (void)id_parse(request_field(request, "category"), &merge.category);
    if (proposals_merge(request->db, &merge, &id, &problem))
        return redirect_done(response, request, preparing_path_of(&chosen.preparing, id),
                             "proposals-merged");
    return form_take(&errors, problem, error) && show_merge(request, response, &chosen, &errors);
}

/* ---- splitting ---- */

static size_t number_of_parts(const Request *request) {
    const char *typed =
        request->method == POST ? request_field(request, "parts") : request_query(request, "parts");
    guint64 n;
    return typed != NULL && g_ascii_string_to_unsigned(typed, 10, 2, RESHAPE_MAX, &n, NULL)
               ? (size_t)n
               : 2;
}

static const ReshapePart *part_views(const Request *request, const Proposal *proposal, size_t n,
                                     const FormErrors *errors) {
    ReshapePart *parts = ARENA_ARRAY(request->arena, ReshapePart, n);
    for (size_t i = 0; i < n; i++) {
        ReshapeText *texts = ARENA_ARRAY(request->arena, ReshapeText, N_PROPOSAL_TEXTS);
        for (ProposalText text = 0; text < N_PROPOSAL_TEXTS; text++)
            texts[text] = text_view(request, text, i, proposal->texts[text], errors);
        parts[i] = (ReshapePart){i + 1, texts, N_PROPOSAL_TEXTS};
    }
    return parts;
}

static bool show_split(Request *request, Response *response, const Preparing *preparing,
                       const Proposal *proposal, const FormErrors *errors) {
    bool more = request->method == POST && request_field(request, "more") != NULL;
    size_t n = MIN(number_of_parts(request) + more, RESHAPE_MAX);
    const char *back = preparing_path_of(preparing, proposal->id);
    Frame *frame = preparing_frame(preparing, N_("Dela förslag"));
    SplitView view = {.frame = frame,
                      .path = arena_printf(request->arena, "%s/split", back),
                      .back = back,
                      .may_have_more = n < RESHAPE_MAX,
                      .proposal = proposal,
                      .parts = part_views(request, proposal, n, errors),
                      .n_parts = n,
                      .errors = errors};
    frame_errors(frame, response, errors != NULL && errors->n > 0 ? errors : NULL);
    split_page_html(response_html(response), &view);
    return true;
}

static bool split_page(Request *request, Response *response, GError **error) {
    Preparing preparing;
    Proposal proposal;
    return preparing_load(request, &preparing, error) &&
           preparing_proposal(&preparing, &proposal, error) &&
           show_split(request, response, &preparing, &proposal, NULL);
}

static bool split_action(Request *request, Response *response, GError **error) {
    g_autoptr(GError) problem = NULL;
    FormErrors errors = {.arena = request->arena};
    const char *edit = request_field(request, "edit");
    const char *const *texts[RESHAPE_MAX];
    Preparing preparing;
    Proposal proposal;
    Id first;
    if (!preparing_load(request, &preparing, error) ||
        !preparing_proposal(&preparing, &proposal, error))
        return false;
    ProposalParts parts = {&preparing.asker,
                           preparing.round.id,
                           {proposal.id, edit == NULL ? 0 : g_ascii_strtoll(edit, NULL, 10)},
                           texts,
                           number_of_parts(request),
                           request_moment(request)};
    if (request_field(request, "more") != NULL)
        return show_split(request, response, &preparing, &proposal, &errors);
    for (size_t i = 0; i < parts.n; i++)
        texts[i] = posted_texts(request, i);
    if (proposal_split(request->db, &parts, &first, &problem))
        return redirect_done(response, request, preparing_path_of(&preparing, first),
                             "proposal-split");
    return form_take(&errors, problem, error) &&
           show_split(request, response, &preparing, &proposal, &errors);
}

static bool undo_action(Request *request, Response *response, GError **error) {
    Preparing preparing;
    Proposal proposal;
    return preparing_load(request, &preparing, error) &&
           preparing_proposal(&preparing, &proposal, error) &&
           reshape_undo(request->db, &preparing.asker, proposal.id, error) &&
           redirect_done(response, request, preparing.path, "reshape-undone");
}

const Route reshape_routes[] = {
    {GET, "/:collab/rounds/:round/preparation/merge", merge_page, MAY_PREPARE},
    {POST, "/:collab/rounds/:round/preparation/merge", merge_action, MAY_PREPARE},
    {GET, "/:collab/rounds/:round/preparation/:proposal/split", split_page, MAY_PREPARE},
    {POST, "/:collab/rounds/:round/preparation/:proposal/split", split_action, MAY_PREPARE},
    {POST, "/:collab/rounds/:round/preparation/:proposal/undo", undo_action, MAY_PREPARE},
    {0},
};
