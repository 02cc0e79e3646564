#include "modules/answers/confirm.h"

#include "base/error.h"
#include "base/id.h"
#include "modules/answers/answers_sql.h"
#include "modules/answers/confirm_html.h"
#include "modules/answers/confirm_view.h"
#include "services/task_link/task_code.h"

#include <string.h>

/* "v•••@aneby.se": enough for whoever knows the address, and nothing of a protected one. */
static const char *masked(Arena *arena, const Person *person) {
    const char *at = strchr(person->email, '@');
    const char *first_end = g_utf8_next_char(person->email);
    if (person->is_protected)
        return T_(protected_identity);
    return arena_printf(arena, "%.*s•••%s", (int)(first_end - person->email), person->email,
                        at == NULL ? "" : at);
}

static const char *function_words(const AnswerVisit *visit, const Person *person) {
    for (size_t i = 0; i < visit->people.n_posts; i++) {
        const Post *post = &visit->people.posts[i];
        if (id_equal(post->person, person->id) &&
            id_equal(post->element, visit->respondent->element) &&
            (strcmp(post->function, "head") == 0 || strcmp(post->function, "contact_person") == 0))
            return person_function_label(post->function);
    }
    return "";
}

static void add_addresses(const AnswerVisit *visit, ConfirmView *view) {
    ConfirmAddress *rows = ARENA_ARRAY(visit->arena, ConfirmAddress, visit->submitters.n);
    size_t n = 0;
    for (size_t i = 0; i < visit->submitters.n; i++) {
        const Person *person = visit->submitters.rows[i];
        if (person->email != NULL)
            rows[n++] = (ConfirmAddress){person->id, masked(visit->arena, person),
                                         function_words(visit, person)};
    }
    view->addresses = rows;
    view->n_addresses = n;
}

static const char *present(const AnswerVisit *visit) {
    return answer_draft_hash(visit->arena, &visit->answer.draft, &visit->proposals);
}

/* It stays until the answer's own page has been read again. */
static const char *seen_of(const AnswerVisit *visit) {
    const char *posted =
        visit->request->method == POST ? request_field(visit->request, "seen") : NULL;
    return posted == NULL ? present(visit) : posted;
}

static const Person *submitter_with_id(const AnswerVisit *visit, Id id) {
    for (size_t i = 0; i < visit->submitters.n; i++)
        if (id_equal(visit->submitters.rows[i]->id, id))
            return visit->submitters.rows[i];
    return NULL;
}

/* NULL: nobody, or somebody who may not hand in. */
static const Person *chosen(const AnswerVisit *visit) {
    Id id;
    if (!id_parse(request_field(visit->request, "person"), &id))
        return visit->submitters.n == 1 ? visit->submitters.rows[0] : NULL;
    return submitter_with_id(visit, id);
}

static Id proposed(const AnswerVisit *visit, const ConfirmView *view) {
    const Person *person = visit->request->method == POST ? chosen(visit) : NULL;
    if (person == NULL || person->email == NULL)
        person = submitter_with_id(visit, visit->link.person);
    if (person != NULL && person->email != NULL)
        return person->id;
    return view->n_addresses > 0 ? view->addresses[0].person : (Id){0};
}

static bool show(const AnswerVisit *visit, Response *response, const char *sent_to,
                 const char *problem) {
    const char *abstain = visit->request->method == POST ? request_field(visit->request, "abstain")
                                                         : request_query(visit->request, "abstain");
    Frame *frame = answer_frame(visit, N_("Lämna in svaret"));
    ConfirmView view = {
        .frame = frame,
        .visit = visit,
        .sent_to = sent_to,
        .problem = problem,
        .abstain = abstain != NULL,
        .n_missing =
            visit->proposals.n - answer_cells_marked(&visit->answer.draft, &visit->proposals),
        .missing = answer_missing_words(visit->arena, &visit->answer.draft, &visit->proposals),
        .seen = seen_of(visit)};
    add_addresses(visit, &view);
    view.chosen = proposed(visit, &view);
    if (problem != NULL) {
        frame->has_errors = true;
        response_status(response, 422);
    }
    confirm_page_html(response_html(response), &view);
    return true;
}

static bool is_among(const SqlAnswerLetterAddressesRows *written, const char *email) {
    for (size_t i = 0; i < written->n && email != NULL; i++)
        if (g_ascii_strcasecmp(written->rows[i].email, email) == 0)
            return true;
    return false;
}

/* A code goes where the coordinator's letters have gone: an address that somebody has put into the
 * telephone book since, by the office's link to it, confirms nothing. */
static bool keep_those_written_to(AnswerVisit *visit, GError **error) {
    SqlAnswerLetterAddressesRows written;
    SqlAnswerLetterAddressesIn in = {visit->request->collaboration, visit->round.id,
                                     visit->respondent->element};
    const Person **rows = ARENA_ARRAY(visit->arena, const Person *, visit->submitters.n);
    size_t n = 0;
    if (!sql_answer_letter_addresses(visit->request->db, visit->arena, &in, &written, error))
        return false;
    for (size_t i = 0; i < visit->submitters.n; i++)
        if (is_among(&written, visit->submitters.rows[i]->email))
            rows[n++] = visit->submitters.rows[i];
    visit->submitters = (Submitters){rows, n};
    return true;
}

/* *ret_done: the time is over, and the answer is that page. */
static bool come(Request *request, Response *response, AnswerVisit *visit, bool *ret_done,
                 GError **error) {
    if (!answer_visit(request, response, visit, error) || !keep_those_written_to(visit, error))
        return false;
    *ret_done = visit->stage != STAGE_COMMENTING;
    return !*ret_done || response_redirect(response, visit->path);
}

bool answer_confirm_page(Request *request, Response *response, GError **error) {
    AnswerVisit visit;
    bool done;
    return come(request, response, &visit, &done, error) &&
           (done || show(&visit, response, NULL, NULL));
}

bool answer_code_action(Request *request, Response *response, GError **error) {
    AnswerVisit visit;
    bool done, throttled;
    if (!come(request, response, &visit, &done, error) || done)
        return done;
    if (strcmp(seen_of(&visit), present(&visit)) != 0)
        return show(&visit, response, NULL, T_(answer_not_as_seen));
    const Person *person = chosen(&visit);
    if (person == NULL || person->email == NULL)
        return show(&visit, response, NULL, T_("Välj vem koden ska skickas till."));
    TaskCodeLetter letter = {
        .link = &visit.link,
        .to_name = person->name,
        .to_email = person->email,
        .what = arena_printf(request->arena,
                             T_("Koden behövs för att lämna in synpunkterna från %s på förslagen "
                                "till %s."),
                             visit.respondent->title, visit.round.title),
        .address = request->peer,
        .now = request->now};
    if (!task_code_send(request->db, request->arena, &letter, &throttled, error))
        return false;
    if (throttled)
        return show(&visit, response, NULL,
                    T_("Flera koder har redan skickats. Vänta en kvart och försök igen, eller be "
                       "samordnaren om en ny länk."));
    return show(&visit, response, masked(request->arena, person), NULL);
}

/* ---- the code, and handing in with it ---- */

typedef struct {
    AnswerVisit *visit;
    const char *typed;
    TaskCodeAnswer code;
} Confirming;

static Id person_of(const AnswerVisit *visit, const char *email) {
    for (size_t i = 0; i < visit->submitters.n; i++)
        if (g_strcmp0(visit->submitters.rows[i]->email, email) == 0)
            return visit->submitters.rows[i]->id;
    return (Id){0};
}

static bool confirm(Db *db, void *data, GError **error) {
    Confirming *confirming = data;
    AnswerVisit *visit = confirming->visit;
    if (!task_code_check(db, visit->arena, &visit->link, confirming->typed, visit->request->now,
                         &confirming->code, error))
        return false;
    if (confirming->code.outcome != TASK_CODE_RIGHT)
        return true;
    AnswerSubmission submission = {.way = "link",
                                   .confirmed_by = person_of(visit, confirming->code.email),
                                   .n_seen = visit->answer.n_versions,
                                   .seen = request_field(visit->request, "seen"),
                                   .abstain_rest =
                                       request_field(visit->request, "abstain") != NULL};
    return answer_submit(db, visit->arena, &visit->writer, &submission, error);
}

static const char *address_chosen(const AnswerVisit *visit) {
    const Person *person = chosen(visit);
    return person == NULL || person->email == NULL ? T_("adressen ni valde")
                                                   : masked(visit->arena, person);
}

bool answer_confirm_action(Request *request, Response *response, GError **error) {
    AnswerVisit visit;
    bool done;
    g_autoptr(GError) problem = NULL;
    if (!come(request, response, &visit, &done, error) || done)
        return done;
    Confirming confirming = {.visit = &visit, .typed = request_field(request, "code")};
    if (!db_write(request->db, confirm, &confirming, &problem)) {
        if (error_is(problem, ERROR_INVALID) || error_is(problem, ERROR_CONFLICT))
            return show(&visit, response, NULL, problem->message);
        g_propagate_error(error, g_steal_pointer(&problem));
        return false;
    }
    if (confirming.code.outcome == TASK_CODE_WRONG)
        return show(&visit, response, address_chosen(&visit),
                    T_("Koden stämmer inte. Titta i brevet och skriv den igen."));
    if (confirming.code.outcome == TASK_CODE_OVER)
        return show(&visit, response, NULL, T_("Koden gäller inte längre. Be om en ny."));
    return redirect_done(response, request, arena_printf(request->arena, "%s/receipt", visit.path),
                         "answer-submitted");
}
