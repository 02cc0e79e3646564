#include "modules/directory_import/import_pages.h"

#include "base/error.h"
#include "base/id.h"
#include "base/language.h"
#include "modules/directory_import/directory_import_html.h"
#include "modules/directory_import/import_view.h"
#include "services/auth/auth.h"

#include <string.h>

static PeopleEditor editor_of(const Request *request) {
    return (PeopleEditor){.collaboration = request->collaboration,
                          .account = request->session->account,
                          .today = request->today,
                          .leaving = request->leaving};
}

/* Whose places alone may be changed; none: all. */
static Id limited_to(const Request *request) {
    return session_may(request->session, MAY_EDIT_PEOPLE) ? (Id){0} : request->session->person;
}

static bool may_read_in(const Request *request, GError **error) {
    return session_may(request->session, MAY_EDIT_PEOPLE) || id_is_set(request->session->person) ||
           fail(error, ERROR_FORBIDDEN,
                "Ert konto hör inte till något kontor. Be samordnaren om hjälp.");
}

static const char *start_path(const Request *request) {
    return collaboration_path(request, "/directory/import");
}

/* ---- handing in ---- */

static bool load_places(const Request *request, const char *chosen, DirectoryImportStartView *view,
                        GError **error) {
    static const ElementKind kinds[] = {ELEMENT_OFFICE, ELEMENT_PARTY, ELEMENT_COMMITTEE};
    const Rules *rules;
    People people;
    Id editor = limited_to(request);
    if (!rules_load(request->db, request->arena, request->collaboration, request->today, &rules,
                    error) ||
        !people_load(request->db, request->arena, request->collaboration, NULL, &people, error))
        return false;
    PlaceChoice *places = ARENA_ARRAY(request->arena, PlaceChoice, rules->n);
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++)
        for (const Rule *rule = rules_next(rules, kinds[i], NULL); rule != NULL;
             rule = rules_next(rules, kinds[i], rule))
            if (!id_is_set(editor) ||
                person_works_at(&people, editor, rule->element, request->today)) {
                const char *id = id_text(request->arena, rule->element);
                places[view->n_places++] =
                    (PlaceChoice){id, rule->title, g_strcmp0(id, chosen) == 0};
            }
    view->places = places;
    return true;
}

static bool show_start(Request *request, Response *response, const char *message, GError **error) {
    Frame *frame = frame_new(request, PLACE_DIRECTORY, N_("Läs in personer"));
    frame_crumb(frame, N_("Telefonbok"), collaboration_path(request, "/directory"));
    DirectoryImportStartView view = {
        .frame = frame, .path = start_path(request), .message = message};
    const char *chosen = request->method == POST ? request_field(request, "element") : NULL;
    if (!may_read_in(request, error) || !load_places(request, chosen, &view, error))
        return false;
    frame->has_errors = message != NULL;
    if (message != NULL)
        response_status(response, 422);
    directory_import_start_html(response_html(response), &view);
    return true;
}

static bool start_page(Request *request, Response *response, GError **error) {
    return show_start(request, response, NULL, error);
}

static bool keep_file(Request *request, Id *ret_id, GError **error) {
    const Upload *file = request_upload(request, "file");
    if (file == NULL)
        return fail(error, ERROR_INVALID, "Välj en fil med personer.");
    PeopleUpload upload = {.account = request->session->account,
                           .filename = file->filename[0] == '\0' ? "personer" : file->filename,
                           .content = file->content};
    (void)id_parse(request_field(request, "element"), &upload.element);
    return people_upload_keep(request->db, request->arena, request->collaboration, &upload,
                              request->now, ret_id, error);
}

/* Where an office edits its own alone, only its own can be what is meant without saying. */
static bool place_is_theirs(const Request *request, GError **error) {
    DirectoryImportStartView view = {0};
    const char *chosen = request_field(request, "element");
    if (chosen == NULL || chosen[0] == '\0')
        return true;
    if (!load_places(request, chosen, &view, error))
        return false;
    for (size_t i = 0; i < view.n_places; i++)
        if (view.places[i].is_chosen)
            return true;
    return fail(error, ERROR_INVALID, "Välj ett kontor i listan.");
}

static bool start_action(Request *request, Response *response, GError **error) {
    g_autoptr(GError) problem = NULL;
    Id id;
    if (!may_read_in(request, error))
        return false;
    if (place_is_theirs(request, &problem) && keep_file(request, &id, &problem))
        return response_redirect(response,
                                 arena_printf(request->arena, "%s/%s", start_path(request),
                                              id_text(request->arena, id)));
    if (error_is(problem, ERROR_INVALID))
        return show_start(request, response, problem->message, error);
    g_propagate_error(error, g_steal_pointer(&problem));
    return false;
}

/* ---- what somebody has chosen ---- */

static const char *asked(const Request *request, const char *name) {
    return request->method == POST ? request_field(request, name) : request_query(request, name);
}

static PersonColumn column_from(const char *key) {
    for (PersonColumn column = PERSON_NOTHING; column < N_PERSON_COLUMNS; column++)
        if (strcmp(person_column_keys[column], key) == 0)
            return column;
    return PERSON_NOTHING;
}

/* NULL: nothing is chosen, so the guess holds. */
static const PersonColumn *chosen_columns(const Request *request) {
    PersonColumn *columns = ARENA_ARRAY(request->arena, PersonColumn, PEOPLE_COLUMNS_MAX);
    bool any = false;
    for (size_t i = 0; i < PEOPLE_COLUMNS_MAX; i++) {
        const char *key = asked(request, arena_printf(request->arena, "c%zu", i));
        any = any || key != NULL;
        columns[i] = key == NULL ? PERSON_NOTHING : column_from(key);
    }
    return any ? columns : NULL;
}

/* "same-12" is of the row with that index. */
static const Id *chosen_people(const Request *request) {
    Id *chosen = ARENA_ARRAY(request->arena, Id, PEOPLE_ROWS_MAX + 1);
    const Pairs *fields = request_fields(request);
    if (request->method != POST)
        return NULL;
    for (size_t i = 0; i < fields->n; i++) {
        if (!g_str_has_prefix(fields->items[i].name, "same-"))
            continue;
        guint64 row = g_ascii_strtoull(fields->items[i].name + strlen("same-"), NULL, 10);
        if (row <= PEOPLE_ROWS_MAX)
            (void)id_parse(fields->items[i].value, &chosen[row]);
    }
    return chosen;
}

static PeopleChoices choices_of(const Request *request) {
    return (PeopleChoices){.columns = chosen_columns(request),
                           .same = chosen_people(request),
                           .editor = limited_to(request)};
}

/* ---- the preview ---- */

static const char *work_words(Arena *arena, const PersonRow *row) {
    const char *function = row->function == NULL ? "" : T_(person_function_label(row->function));
    const char *words = row->title != NULL ? row->title : function;
    if (row->subjects == NULL)
        return words;
    g_auto(GStrv) subjects = g_strsplit(row->subjects, ";", -1);
    g_autofree char *joined = g_strjoinv(", ", subjects);
    return words[0] == '\0' ? arena_strdup(arena, joined)
                            : arena_printf(arena, "%s · %s", words, joined);
}

static PreviewRow preview_row(Arena *arena, const PersonRow *row, size_t i) {
    PreviewRow shown = {.line = row->line,
                        .name = row->name == NULL ? "" : row->name,
                        .work = work_words(arena, row),
                        .contact = row->email == NULL ? "" : row->email,
                        .place = row->place == NULL ? "" : rule_short(row->place),
                        .says = row->says};
    if (row->near != NULL) {
        shown.field = arena_printf(arena, "same-%zu", i);
        shown.near_id = id_text(arena, row->near->id);
        shown.near_name = row->near->name;
    }
    return shown;
}

static void gather_part(Arena *arena, const PersonRows *rows, PersonRowState state,
                        PreviewPart *part) {
    size_t n = MIN(rows->counts[state], (size_t)ROWS_SHOWN_MAX);
    PreviewRow *shown = ARENA_ARRAY(arena, PreviewRow, n);
    for (size_t i = 0; i < rows->n && part->n < n; i++)
        if (rows->rows[i].state == state)
            shown[part->n++] = preview_row(arena, &rows->rows[i], i);
    part->rows = shown;
    part->count = rows->counts[state];
}

static void gather_columns(Arena *arena, const PeopleTable *table, const PersonColumn *chosen,
                           DirectoryImportView *view) {
    PreviewColumn *columns = ARENA_ARRAY(arena, PreviewColumn, table->n_columns);
    for (size_t i = 0; i < table->n_columns; i++)
        columns[i] = (PreviewColumn){
            .name = arena_printf(arena, "c%zu", i),
            .heading = table->headings[i],
            .sample = table->n_rows == 0 ? "" : people_table_cell(table->rows[0], i),
            .column = chosen == NULL ? table->columns[i] : chosen[i]};
    view->columns = columns;
    view->n_columns = table->n_columns;
}

static const PreviewPart parts[N_PERSON_ROW_STATES] = {
    [PERSON_ROW_UNREADABLE] = {N_("Kan inte läsas"), "unreadable", "chip-attention",
                               N_("läses inte in")},
    [PERSON_ROW_CHANGED] = {N_("Ändras"), "changed", "chip-info", N_("ändras")},
    [PERSON_ROW_NEW] = {N_("Nya"), "new", "chip-approved", N_("ny")},
    [PERSON_ROW_SAME] = {N_("Oförändrade"), "same", "", N_("oförändrad")}};

static void show_preview(Request *request, Response *response, const PeopleUpload *upload,
                         const PeopleChoices *choices, const PeoplePreview *preview) {
    Frame *frame = frame_new(request, PLACE_DIRECTORY, N_("Läs in personer"));
    frame_crumb(frame, N_("Telefonbok"), collaboration_path(request, "/directory"));
    DirectoryImportView view = {.frame = frame,
                                .path = arena_printf(request->arena, "%s/%s", start_path(request),
                                                     id_text(request->arena, upload->id)),
                                .filename = upload->filename,
                                .notes = preview->table.notes,
                                .n_notes = preview->table.n_notes};
    gather_columns(request->arena, &preview->table, choices->columns, &view);
    for (PersonRowState state = 0; state < N_PERSON_ROW_STATES; state++) {
        view.parts[state] = parts[state];
        gather_part(request->arena, &preview->rows, state, &view.parts[state]);
    }
    view.n_changing =
        preview->rows.counts[PERSON_ROW_NEW] + preview->rows.counts[PERSON_ROW_CHANGED];
    directory_import_preview_html(response_html(response), &view);
}

static bool find_upload(Request *request, PeopleUpload *ret, GError **error) {
    Id id;
    return may_read_in(request, error) && request_id(request, "upload", &id, error) &&
           people_upload_get(request->db, request->arena, request->collaboration,
                             request->session->account, id, ret, error);
}

static bool preview_page(Request *request, Response *response, GError **error) {
    PeopleUpload upload;
    PeoplePreview preview;
    PeopleEditor editor = editor_of(request);
    PeopleChoices choices = choices_of(request);
    if (!find_upload(request, &upload, error) ||
        !people_preview(request->db, request->arena, &editor, &upload, &choices, &preview, error))
        return false;
    show_preview(request, response, &upload, &choices, &preview);
    return true;
}

static bool apply_action(Request *request, Response *response, GError **error) {
    PeopleUpload upload;
    PersonRows rows;
    PeopleEditor editor = editor_of(request);
    PeopleChoices choices = choices_of(request);
    if (!find_upload(request, &upload, error) ||
        !people_upload_apply(request->db, request->arena, &editor, &upload, &choices, &rows, error))
        return false;
    bool changed = rows.counts[PERSON_ROW_NEW] + rows.counts[PERSON_ROW_CHANGED] > 0;
    return redirect_done(response, request, collaboration_path(request, "/directory"),
                         changed ? "people-imported" : "people-unchanged");
}

static bool discard_action(Request *request, Response *response, GError **error) {
    PeopleUpload upload;
    return find_upload(request, &upload, error) &&
           people_upload_remove(request->db, request->collaboration, upload.id, error) &&
           redirect_done(response, request, start_path(request), "people-discarded");
}

const Route directory_import_routes[] = {
    {GET, "/:collab/directory/import", start_page, MAY_EDIT_OFFICE_PEOPLE},
    {POST, "/:collab/directory/import", start_action, MAY_EDIT_OFFICE_PEOPLE,
     .body_limit = BODY_LIMIT_UPLOAD},
    {GET, "/:collab/directory/import/:upload", preview_page, MAY_EDIT_OFFICE_PEOPLE, .slow = true},
    {POST, "/:collab/directory/import/:upload", apply_action, MAY_EDIT_OFFICE_PEOPLE},
    {POST, "/:collab/directory/import/:upload/discard", discard_action, MAY_EDIT_OFFICE_PEOPLE},
    {0},
};
