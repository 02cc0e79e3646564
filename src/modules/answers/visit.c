#include "modules/answers/visit.h"

#include "base/error.h"
#include "base/id.h"
#include "base/language.h"

#include <string.h>

static const Rule *respondent_with_key(const AnswerVisit *visit, const char *key) {
    Elements all = round_respondents(visit->arena, visit->rules, &visit->round);
    for (size_t i = 0; i < all.n; i++)
        if (strcmp(all.rows[i]->key, key) == 0)
            return all.rows[i];
    return NULL;
}

static bool load_round(AnswerVisit *visit, Id id, GError **error) {
    Request *request = visit->request;
    if (!round_get(request->db, visit->arena, request->collaboration, id, &visit->round, error) ||
        !rules_load(request->db, visit->arena, request->collaboration, request->today,
                    &visit->rules, error))
        return false;
    visit->stage = round_stage(&visit->round, request->today);
    return true;
}

static bool come_by_link(AnswerVisit *visit, GError **error) {
    Request *request = visit->request;
    TaskLink wanted = {.collaboration = request->collaboration,
                       .kind = TASK_ANSWER,
                       .token = request_param(request, "token")};
    if (!task_link_find(request->db, visit->arena, &wanted, &visit->link, error) ||
        !load_round(visit, visit->link.subject, error))
        return false;
    visit->by_link = visit->is_own = true;
    visit->respondent = rules_get(visit->rules, visit->link.element);
    visit->path = task_link_url(visit->arena, "", request->collaboration_name, TASK_ANSWER,
                                visit->link.token);
    return true;
}

static bool come_logged_in(AnswerVisit *visit, GError **error) {
    Request *request = visit->request;
    const Session *session = request->session;
    Asker asker = {.collaboration = request->collaboration,
                   .account = session->account,
                   .person = session->person,
                   .roles = session->roles,
                   .today = request->today};
    Id round;
    if (!request_id(request, "round", &round, error) || !load_round(visit, round, error) ||
        !asker_load(request->db, visit->arena, &asker, error))
        return false;
    visit->respondent = respondent_with_key(visit, request_param(request, "respondent"));
    if (visit->respondent == NULL)
        return fail(error, ERROR_NOT_FOUND, "Kontoret lämnar inte synpunkter i den här omgången.");
    visit->is_own = asker_is_of(&asker, visit->respondent->element);
    visit->may_submit =
        visit->is_own &&
        (session->roles & (ONLY_ROLE(ROLE_CONTACT_PERSON) | ONLY_ROLE(ROLE_HEAD))) != 0;
    visit->writer.account = session->account;
    visit->path = collaboration_path(request, "/rounds/%s/answer/%s", id_text(visit->arena, round),
                                     visit->respondent->key);
    return true;
}

static bool load_people(AnswerVisit *visit, GError **error) {
    Request *request = visit->request;
    PeopleReader reader = people_reader(request->session, request->today);
    if (!people_load(request->db, visit->arena, request->collaboration,
                     visit->by_link ? NULL : &reader, &visit->people, error))
        return false;
    visit->submitters =
        answer_submitters(visit->arena, &visit->people, visit->respondent->element, request->today);
    return true;
}

static bool know_writer(AnswerVisit *visit, GError **error) {
    Request *request = visit->request;
    if (visit->respondent == NULL)
        return fail(error, ERROR_NOT_FOUND, "Kontoret lämnar inte synpunkter i den här omgången.");
    visit->writer.collaboration = request->collaboration;
    visit->writer.round = &visit->round;
    visit->writer.respondent = visit->respondent->element;
    visit->writer.today = request->today;
    visit->writer.now = request_moment(request);
    return true;
}

bool answer_visit_read(AnswerVisit *visit, GError **error) {
    Request *request = visit->request;
    return answer_proposals(request->db, visit->arena, request->collaboration, visit->round.id,
                            &visit->proposals, error) &&
           answer_load(request->db, visit->arena, &visit->writer, &visit->proposals, &visit->answer,
                       error);
}

static bool come(Request *request, Response *response, AnswerVisit *visit, GError **error) {
    *visit = (AnswerVisit){.request = request, .arena = request->arena};
    if (request_param(request, "token") == NULL)
        return come_logged_in(visit, error) && know_writer(visit, error);
    response_guard_address(response);
    return come_by_link(visit, error) && know_writer(visit, error);
}

bool answer_visit_to_save(Request *request, Response *response, AnswerVisit *ret, GError **error) {
    if (!come(request, response, ret, error))
        return false;
    return ret->is_own || fail(error, ERROR_FORBIDDEN,
                               "Ett utkast läses bara av kontoret själv. Det som är inlämnat står "
                               "bland synpunkterna.");
}

bool answer_visit(Request *request, Response *response, AnswerVisit *ret, GError **error) {
    return answer_visit_to_save(request, response, ret, error) && answer_visit_read(ret, error) &&
           load_people(ret, error);
}

bool answer_visit_given(Request *request, Response *response, AnswerVisit *ret, GError **error) {
    if (!come(request, response, ret, error))
        return false;
    if (!ret->is_own && ret->stage != STAGE_CLOSED && !session_may(request->session, MAY_PREPARE))
        return fail(error, ERROR_FORBIDDEN,
                    "Andras synpunkter kan läsas när besluten om förslagen är klara.");
    return answer_visit_read(ret, error) && load_people(ret, error);
}

Frame *answer_frame(const AnswerVisit *visit, const char *title) {
    const Request *request = visit->request;
    Frame *frame = frame_new(request, PLACE_PROPOSALS, title);
    if (visit->by_link) {
        frame->session = NULL;
        return frame;
    }
    frame_crumb(frame, N_("Förslag"), collaboration_path(request, "/rounds"));
    frame_crumb(frame, visit->round.title,
                collaboration_path(request, "/rounds/%s", id_text(visit->arena, visit->round.id)));
    return frame;
}
