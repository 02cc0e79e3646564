#include "modules/plan_import/import_pages.h"

#include "base/error.h"
#include "base/id.h"
#include "base/text.h"
#include "modules/plan_import/import_html.h"
#include "modules/plan_import/import_view.h"
#include "modules/plans/plan_words.h"

#include <string.h>

static const char *given(const char *text) {
    return text == NULL ? "" : text;
}

/* 0 = as the file says. */
static int year_from(const char *text) {
    return (int)g_ascii_strtoll(given(text), NULL, 10);
}

static const ImportDocument *documents_of(Arena *arena, const Rules *rules, const char *chosen,
                                          size_t *ret_n) {
    ImportDocument *documents =
        ARENA_ARRAY(arena, ImportDocument, rules_count(rules, ELEMENT_DOCUMENT));
    size_t n = 0;
    for (const Rule *rule = rules_next(rules, ELEMENT_DOCUMENT, NULL); rule != NULL;
         rule = rules_next(rules, ELEMENT_DOCUMENT, rule))
        documents[n++] = (ImportDocument){rule->key, rule->title, strcmp(rule->key, chosen) == 0};
    *ret_n = n;
    return documents;
}

/* ---- handing in ---- */

static bool set_waiting(Request *request, ImportStartView *view, GError **error) {
    PlanUploads uploads;
    if (!uploads_waiting(request->db, request->arena, request->collaboration, &uploads, error))
        return false;
    WaitingUpload *waiting = ARENA_ARRAY(request->arena, WaitingUpload, uploads.n);
    for (size_t i = 0; i < uploads.n; i++)
        waiting[i] = (WaitingUpload){
            uploads.rows[i].filename,
            collaboration_path(request, "/import/%s", id_text(request->arena, uploads.rows[i].id)),
            uploads.rows[i].account_name, uploads.rows[i].created_at};
    view->waiting = waiting;
    view->n_waiting = uploads.n;
    return true;
}

static bool show_start(Request *request, Response *response, const char *message, GError **error) {
    const Rules *rules;
    Frame *frame = frame_new(request, PLACE_IMPORT, N_("Läs in en plan"));
    ImportStartView view = {.frame = frame,
                            .path = collaboration_path(request, "/import"),
                            .message = message,
                            .text = given(request_field(request, "text")),
                            .first_year = given(request_field(request, "year"))};
    if (!rules_load(request->db, request->arena, request->collaboration, request->today, &rules,
                    error) ||
        !set_waiting(request, &view, error))
        return false;
    view.documents = documents_of(request->arena, rules, given(request_field(request, "document")),
                                  &view.n_documents);
    frame->has_errors = message != NULL;
    if (message != NULL)
        response_status(response, 422);
    import_start_html(response_html(response), &view);
    return true;
}

static bool import_page(Request *request, Response *response, GError **error) {
    return show_start(request, response, NULL, error);
}

/* The file; else the clipboard's HTML; else the text that was typed or pasted. */
static bool handed_in(Request *request, PlanUpload *ret, GError **error) {
    const Upload *file = request_upload(request, "file");
    const char *html = given(request_field(request, "html")),
               *text = given(request_field(request, "text"));
    const char *pasted = text_is_blank(html) ? text : html;
    ret->account = request->session->account;
    if (file != NULL && file->content.size > 0) {
        ret->filename = file->filename[0] == '\0' ? "plan" : file->filename;
        ret->content = file->content;
        return true;
    }
    if (file != NULL && file->filename[0] != '\0')
        return fail(error, ERROR_INVALID, "Filen %s är tom. Välj en annan.", file->filename);
    if (text_is_blank(pasted))
        return fail(error, ERROR_INVALID, "Välj en fil, eller klistra in tabellen.");
    ret->filename = "Inklistrad tabell";
    ret->content = (Bytes){(const uint8_t *)pasted, strlen(pasted)};
    return true;
}

static bool keep_file(Request *request, Id *ret_id, GError **error) {
    PlanUpload upload = {0};
    PlanImport import;
    if (!handed_in(request, &upload, error))
        return false;
    PlanImportFile file = {.collaboration = request->collaboration,
                           .account = upload.account,
                           .content = upload.content,
                           .document = request_field(request, "document"),
                           .first_year = year_from(request_field(request, "year"))};
    if (!plan_import_read(request->db, request->arena, &file, &import, error))
        return false;
    upload.document = import.document->element;
    return upload_store(request->db, request->arena, request->collaboration, &upload, ret_id,
                        error);
}

/* A year or document that somebody chose stays chosen in the preview. */
static const char *preview_path(Request *request, Id id) {
    const char *document = given(request_field(request, "document")),
               *year = given(request_field(request, "year"));
    const char *path = collaboration_path(request, "/import/%s", id_text(request->arena, id));
    if (*document == '\0' && *year == '\0')
        return path;
    return arena_printf(request->arena, "%s?document=%s&year=%d", path, document, year_from(year));
}

static bool is_about_the_file(const GError *problem) {
    return error_is(problem, ERROR_INVALID) || error_is(problem, ERROR_CONFLICT) ||
           error_is(problem, ERROR_NOT_FOUND);
}

static bool import_upload_action(Request *request, Response *response, GError **error) {
    g_autoptr(GError) problem = NULL;
    Id id;
    if (keep_file(request, &id, &problem))
        return response_redirect(response, preview_path(request, id));
    if (is_about_the_file(problem))
        return show_start(request, response, arena_strdup(request->arena, problem->message), error);
    g_propagate_error(error, g_steal_pointer(&problem));
    return false;
}

/* ---- the preview ---- */

typedef struct {
    PlanUpload upload;
    PlanImport import;
} Preview;

static bool load_preview(Request *request, const char *document, const char *year,
                         const ImportAnswers *answers, Preview *ret, GError **error) {
    Id id;
    if (!request_id(request, "upload", &id, error) ||
        !upload_load(request->db, request->arena, request->collaboration, id, &ret->upload, error))
        return false;
    PlanImportFile file = {.collaboration = request->collaboration,
                           .account = request->session->account,
                           .content = ret->upload.content,
                           .document = document,
                           .first_year = year_from(year),
                           .answers = *answers};
    return plan_import_read(request->db, request->arena, &file, &ret->import, error);
}

static bool show_preview(Request *request, Response *response, const Preview *preview,
                         const char *conflict) {
    const Plan *existing = preview->import.existing;
    Frame *frame = frame_new(request, PLACE_IMPORT, N_("Granska"));
    PreviewView view = {.frame = frame,
                        .upload = &preview->upload,
                        .path = collaboration_path(request, "/import/%s",
                                                   id_text(request->arena, preview->upload.id)),
                        .start_path = collaboration_path(request, "/import"),
                        .conflict = conflict};
    frame_crumb(frame, N_("Läs in en plan"), view.start_path);
    if (existing != NULL)
        view.plan_path =
            collaboration_path(request, "/plans/%s", id_text(request->arena, existing->id));
    view.documents = documents_of(request->arena, preview->import.rules,
                                  preview->import.document->key, &view.n_documents);
    preview_fill(request->arena, &preview->import, given(request_query(request, "show")), &view);
    import_preview_html(response_html(response), &view);
    return true;
}

static bool preview_page(Request *request, Response *response, GError **error) {
    Preview preview;
    return load_preview(request, request_query(request, "document"), request_query(request, "year"),
                        &(ImportAnswers){0}, &preview, error) &&
           show_preview(request, response, &preview, NULL);
}

/* ---- the decision ---- */

static const Id *removed_ids(const Request *request, size_t *ret_n) {
    const Pairs *fields = request_fields(request);
    Id *ids = ARENA_ARRAY(request->arena, Id, fields->n);
    *ret_n = 0;
    for (size_t i = 0; i < fields->n; i++)
        if (strcmp(fields->items[i].name, "remove") == 0 &&
            id_parse(fields->items[i].value, &ids[*ret_n]))
            (*ret_n)++;
    return ids;
}

typedef struct {
    const Request *request;
    const Preview *preview;
    PlanImportChoice choice;
    PlanImportSummary summary;
} Deciding;

static bool decide(Db *db, void *data, GError **error) {
    Deciding *deciding = data;
    const Request *request = deciding->request;
    return plan_import_apply(db, request->arena, &deciding->preview->import, &deciding->choice,
                             &deciding->summary, error) &&
           upload_remove(db, request->collaboration, deciding->preview->upload.id, error);
}

/* The number behind a field's prefix: "q17" is 17. */
static bool numbered(const char *name, const char *prefix, size_t *ret_number) {
    if (!g_str_has_prefix(name, prefix))
        return false;
    const char *digits = name + strlen(prefix);
    char *end;
    guint64 number = g_ascii_strtoull(digits, &end, 10);
    *ret_number = (size_t)number;
    return g_ascii_isdigit(*digits) && *end == '\0';
}

static ImportAnswers answers_of(const Request *request) {
    const Pairs *fields = request_fields(request);
    size_t room = MIN(fields->n, ANSWERS_MAX), number;
    size_t *meant = ARENA_ARRAY(request->arena, size_t, room);
    AnsweredPlace *places = ARENA_ARRAY(request->arena, AnsweredPlace, room);
    ImportAnswers answers = {.meant = meant, .places = places};
    for (size_t i = 0; i < fields->n && answers.n_meant + answers.n_places < room; i++) {
        const char *name = fields->items[i].name, *value = fields->items[i].value;
        if (numbered(name, "q", &number) && strcmp(value, "yes") == 0)
            meant[answers.n_meant++] = number;
        else if (numbered(name, "place", &number) && *value != '\0')
            places[answers.n_places++] = (AnsweredPlace){number, value};
    }
    return answers;
}

/* The plan as it is now beside the file, with the sentence about what happened. */
static bool show_again(Request *request, Response *response, const char *message, GError **error) {
    Preview preview;
    if (!load_preview(request, request_field(request, "document"), request_field(request, "year"),
                      &(ImportAnswers){0}, &preview, error))
        return false;
    response_status(response, 409);
    return show_preview(request, response, &preview, message);
}

static bool import_action(Request *request, Response *response, GError **error) {
    Preview preview;
    Deciding deciding = {.request = request, .preview = &preview};
    ImportAnswers answers = answers_of(request);
    g_autoptr(GError) problem = NULL;
    if (!load_preview(request, request_field(request, "document"), request_field(request, "year"),
                      &answers, &preview, error))
        return false;
    deciding.choice.edit = g_ascii_strtoll(given(request_field(request, "edit")), NULL, 10);
    deciding.choice.removed = removed_ids(request, &deciding.choice.n_removed);
    if (!db_write(request->db, decide, &deciding, &problem)) {
        if (error_is(problem, ERROR_CONFLICT))
            return show_again(request, response, arena_strdup(request->arena, problem->message),
                              error);
        g_propagate_error(error, g_steal_pointer(&problem));
        return false;
    }
    const char *plan = collaboration_path(
        request, "/plans/%s%s", id_text(request->arena, deciding.summary.plan),
        document_has_activities(request->arena, preview.import.document) ? "" : "/chapters");
    return redirect_done(response, request, plan,
                         deciding.summary.is_unchanged ? "plan-unchanged" : "plan-imported");
}

static bool discard_action(Request *request, Response *response, GError **error) {
    Id id;
    return request_id(request, "upload", &id, error) &&
           upload_remove(request->db, request->collaboration, id, error) &&
           redirect_done(response, request, collaboration_path(request, "/import"), "discarded");
}

const Route import_routes[] = {
    {GET, "/:collab/import", import_page, MAY_EDIT_PLAN},
    {POST, "/:collab/import", import_upload_action, MAY_EDIT_PLAN, .body_limit = BODY_LIMIT_UPLOAD},
    {GET, "/:collab/import/:upload", preview_page, MAY_EDIT_PLAN, .slow = true},
    {POST, "/:collab/import/:upload", import_action, MAY_EDIT_PLAN},
    {POST, "/:collab/import/:upload/discard", discard_action, MAY_EDIT_PLAN},
    {0},
};
