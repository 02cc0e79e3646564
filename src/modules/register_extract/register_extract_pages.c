#include "modules/register_extract/register_extract_pages.h"

#include "base/date.h"
#include "base/error.h"
#include "modules/people/people.h"
#include "modules/register_extract/register_extract_html.h"
#include "modules/register_extract/register_extract_view.h"

#include <jansson.h>
#include <string.h>

/* Whom the address is about: the person that it names, or whoever asks. */
static bool find_named(Request *request, const People *people, const char *key,
                       ExtractSubject *subject, GError **error) {
    const Person *person = people_find(people, key);
    if (person == NULL)
        return fail(error, ERROR_NOT_FOUND, "Personen finns inte här.");
    *subject = (ExtractSubject){.collaboration = request->collaboration,
                                .person = person->id,
                                .name = person->name,
                                .email = person->email};
    return extract_account(request->db, request->arena, request->collaboration, person->id,
                           &subject->account, error);
}

static void find_own(const Request *request, const People *people, ExtractSubject *subject) {
    const Session *session = request->session;
    const Person *person = people_get(people, session->person);
    *subject = (ExtractSubject){.collaboration = request->collaboration,
                                .person = session->person,
                                .account = session->account,
                                .name = person == NULL ? session->name : person->name,
                                .email = session->email,
                                .is_own = true};
}

static bool load(Request *request, ExtractSubject *subject, Extract *extract, GError **error) {
    const char *key = request_param(request, "key");
    People people;
    if (!people_load(request->db, request->arena, request->collaboration, NULL, &people, error))
        return false;
    if (key == NULL)
        find_own(request, &people, subject);
    else if (!find_named(request, &people, key, subject, error))
        return false;
    return extract_make(request->db, request->arena, subject, extract, error);
}

static bool extract_page(Request *request, Response *response, GError **error) {
    ExtractSubject subject;
    Extract extract;
    const char *key = request_param(request, "key");
    if (!load(request, &subject, &extract, error))
        return false;
    Frame *frame = frame_new(request, PLACE_DIRECTORY, N_("Registerutdrag"));
    if (key != NULL) {
        frame_crumb(frame, N_("Telefonbok"), collaboration_path(request, "/directory"));
        frame_crumb(frame, subject.name, collaboration_path(request, "/people/%s", key));
    }
    ExtractView view = {.frame = frame,
                        .extract = &extract,
                        .nothing = extract_nothing(request->arena, &extract),
                        .downloads = {.path = request->path, .query = "", .is_report = true},
                        .json_path = arena_printf(request->arena, "%s.json", request->path)};
    extract_page_html(response_html(response), &view);
    return true;
}

/* ---- the file ---- */

static json_t *line_json(Arena *arena, const ExtractPart *part, const ExtractLine *line) {
    json_t *object = json_object();
    if (part->moment != NULL) {
        LocalTime time = local_time(line->at);
        const char *at =
            arena_printf(arena, "%s %02d:%02d", date_iso(arena, time.date), time.hour, time.minute);
        json_object_set_new(object, "at", line->at.seconds == 0 ? json_null() : json_string(at));
    }
    for (size_t i = 0; i < EXTRACT_TEXTS && part->keys[i] != NULL; i++)
        json_object_set_new(object, part->keys[i], json_string(line->texts[i]));
    return object;
}

static json_t *extract_json(Arena *arena, const Request *request, const Extract *extract) {
    json_t *whole = json_object();
    json_object_set_new(whole, "name", json_string(extract->subject->name));
    json_object_set_new(whole, "collaboration", json_string(request->collaboration_title));
    json_object_set_new(whole, "made_on",
                        json_string(date_iso(arena, date_of_instant(request->now))));
    for (size_t i = 0; i < extract->n; i++) {
        const ExtractPart *part = &extract->parts[i];
        json_t *lines = json_array();
        for (size_t j = 0; j < part->n; j++)
            json_array_append_new(lines, line_json(arena, part, &part->lines[j]));
        json_object_set_new(whole, part->key, lines);
    }
    return whole;
}

static bool extract_file(Request *request, Response *response, GError **error) {
    ExtractSubject subject;
    Extract extract;
    if (!load(request, &subject, &extract, error))
        return false;
    json_t *whole = extract_json(request->arena, request, &extract);
    char *text = json_dumps(whole, JSON_INDENT(2) | JSON_PRESERVE_ORDER);
    json_decref(whole);
    const char *kept = arena_strdup(request->arena, text);
    free(text);
    return response_file(response, "application/json", "registerutdrag.json",
                         (Bytes){(const uint8_t *)kept, strlen(kept)});
}

static bool extract_document(Request *request, Response *response, GError **error) {
    ExtractSubject subject;
    Extract extract;
    return load(request, &subject, &extract, error) &&
           answer_report(request, response, extract_report(request, &extract), "registerutdrag",
                         error);
}

const Route register_extract_routes[] = {
    {GET, "/:collab/people/:key/extract", extract_page, MAY_EDIT_PEOPLE, .slow = true},
    {GET, "/:collab/people/:key/extract.json", extract_file, MAY_EDIT_PEOPLE, .slow = true},
    REPORT_ROUTES("/:collab/people/:key/extract", extract_document, MAY_EDIT_PEOPLE),
    {GET, "/:collab/me/extract", extract_page, MAY_READ_COLLABORATION, .slow = true},
    {GET, "/:collab/me/extract.json", extract_file, MAY_READ_COLLABORATION, .slow = true},
    REPORT_ROUTES("/:collab/me/extract", extract_document, MAY_READ_COLLABORATION),
    {0},
};
