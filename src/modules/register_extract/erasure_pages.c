#include "base/error.h"
#include "base/id.h"
#include "modules/register_extract/erasure.h"
#include "modules/register_extract/erasure_html.h"
#include "modules/register_extract/erasure_view.h"
#include "modules/register_extract/register_extract_pages.h"

#include <stddef.h>
#include <string.h>

typedef struct {
    const char *reason;
} ErasureForm;

static const FormField fields[] = {
    {.name = "reason",
     .label = N_("Beslut eller regel"),
     .type = FORM_TEXT,
     .offset = offsetof(ErasureForm, reason),
     .required = true,
     .max_length = ERASURE_REASON_MAX,
     .hint = N_("Sparas i loggen. Skriv inte namnet. Till exempel: gallringsbeslut dnr 2021-14.")},
    {0}};

typedef struct {
    Request *request;
    const Rules *rules;
    People people;
    const Person *person;
    const Member *member;
} Asking;

static bool find_member(Asking *asking, GError **error) {
    const Request *request = asking->request;
    const Member *members;
    size_t n;
    if (!members_of(request->db, request->arena, request->collaboration, &members, &n, error))
        return false;
    for (size_t i = 0; i < n; i++)
        if (id_equal(members[i].person, asking->person->id))
            asking->member = &members[i];
    return true;
}

static bool begin(Request *request, Asking *asking, GError **error) {
    *asking = (Asking){.request = request};
    if (!rules_load(request->db, request->arena, request->collaboration, request->today,
                    &asking->rules, error) ||
        !people_load(request->db, request->arena, request->collaboration, NULL, &asking->people,
                     error))
        return false;
    asking->person = people_find(&asking->people, request_param(request, "key"));
    if (asking->person == NULL)
        return fail(error, ERROR_NOT_FOUND, "Personen finns inte här.");
    return find_member(asking, error);
}

/* What stays, with how much of it there is. */
static bool gather_stays(const Asking *asking, ErasureView *view, GError **error) {
    static const struct {
        const char *part, *why;
    } kept[] = {
        {"posts", N_("Utan namn. De visar vilka uppgifter som fanns, och när.")},
        {"seats", N_("Utan namn. Beslut vilar på vilka platser som var tillsatta.")},
        {"activities",
         N_("Namnet står i planens text. Ändra texten där, om det inte behövs längre.")},
        {"chapters",
         N_("Namnet står i planens text. Ändra texten där, om det inte behövs längre.")},
        {"frozen", N_("Fastställda planer är allmänna handlingar och ändras inte.")},
        {"versions", N_("Beslut är allmänna handlingar. Den som skrev in dem visas utan namn.")},
        {"changes_of", N_("Vad som ändrades i samverkan. Den som gjorde det visas utan namn.")}};
    const Request *request = asking->request;
    Extract extract;
    ExtractSubject *subject = ARENA_NEW(request->arena, ExtractSubject);
    ErasureStay *stays = ARENA_ARRAY(request->arena, ErasureStay, G_N_ELEMENTS(kept));
    *subject =
        (ExtractSubject){.collaboration = request->collaboration,
                         .person = asking->person->id,
                         .account = asking->member == NULL ? (Id){0} : asking->member->account,
                         .name = asking->person->name,
                         .email = asking->person->email};
    if (!extract_make(request->db, request->arena, subject, &extract, error))
        return false;
    for (size_t i = 0; i < G_N_ELEMENTS(kept); i++)
        for (size_t j = 0; j < extract.n; j++)
            if (strcmp(extract.parts[j].key, kept[i].part) == 0)
                stays[view->n_stays++] =
                    (ErasureStay){extract.parts[j].title, kept[i].why, extract.parts[j].n};
    view->stays = stays;
    return true;
}

static bool show(const Asking *asking, Response *response, const ErasureForm *form,
                 const FormErrors *errors, GError **error) {
    Request *request = asking->request;
    const char *back = collaboration_path(request, "/people/%s", asking->person->key);
    Frame *frame = frame_new(request, PLACE_DIRECTORY, N_("Radera"));
    frame_crumb(frame, N_("Telefonbok"), collaboration_path(request, "/directory"));
    frame_crumb(frame, asking->person->name, back);
    ErasureView view = {.frame = frame,
                        .name = asking->person->name,
                        .path = arena_printf(request->arena, "%s/erase", back),
                        .back = back,
                        .obstacle = erasure_obstacle(request->arena, asking->rules, &asking->people,
                                                     asking->person->id, asking->member),
                        .has_account = asking->member != NULL,
                        .fields = fields,
                        .form = form,
                        .errors = errors};
    if (!gather_stays(asking, &view, error))
        return false;
    frame_errors(frame, response, errors);
    erasure_page_html(response_html(response), &view);
    return true;
}

static bool erasure_page(Request *request, Response *response, GError **error) {
    Asking asking;
    return begin(request, &asking, error) &&
           show(&asking, response, &(ErasureForm){0}, NULL, error);
}

static bool erasure_action(Request *request, Response *response, GError **error) {
    Asking asking;
    ErasureForm form = {0};
    FormErrors errors = {0};
    bool keeps_account;
    g_autoptr(GError) problem = NULL;
    if (!begin(request, &asking, error))
        return false;
    if (form_parse(request, fields, &form, &errors)) {
        Erasure erasure = {.collaboration = request->collaboration,
                           .account = request->session->account,
                           .person = asking.person->id,
                           .reason = form.reason,
                           .today = request->today};
        if (person_erase(request->db, request->arena, &erasure, &keeps_account, &problem))
            return redirect_done(response, request, collaboration_path(request, "/directory"),
                                 keeps_account ? "person-erased-not-account" : "person-erased");
        if (!form_take(&errors, problem, error))
            return false;
    }
    return show(&asking, response, &form, &errors, error);
}

const Route erasure_routes[] = {
    {GET, "/:collab/people/:key/erase", erasure_page, MAY_EDIT_PEOPLE, .slow = true},
    {POST, "/:collab/people/:key/erase", erasure_action, MAY_EDIT_PEOPLE},
    {0},
};
