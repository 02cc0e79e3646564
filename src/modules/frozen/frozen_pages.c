#include "modules/frozen/frozen_pages.h"

#include "base/date.h"
#include "base/error.h"
#include "base/id.h"
#include "modules/frozen/frozen_html.h"
#include "modules/frozen/frozen_view.h"
#include "modules/frozen/register_list.h"
#include "services/auth/auth.h"
#include "ui/files.h"

#include <stddef.h>
#include <string.h>

/* ---- the list ---- */

static const ListColumn columns[] = {
    {"title", N_("Handling"), LIST_TEXT, offsetof(FrozenRow, title)},
    {"sender", N_("Lämnat av"), LIST_TEXT, offsetof(FrozenRow, sender)},
    {"kind", N_("Slag"), LIST_TEXT, offsetof(FrozenRow, kind)},
    {"handed_in_on", N_("Inkom"), LIST_DATE, offsetof(FrozenRow, handed_in_on)},
    {"number", N_("Diarienummer"), LIST_TEXT, offsetof(FrozenRow, number)},
    {0}};

static const ListFilter filters[] = {{"state", N_("Läge"), offsetof(FrozenRow, state)},
                                     {"kind", N_("Slag"), offsetof(FrozenRow, kind)},
                                     {"sender", N_("Lämnat av"), offsetof(FrozenRow, sender)},
                                     {0}};

static const ListDescription description = {
    .columns = columns,
    .filters = filters,
    .row_size = sizeof(FrozenRow),
    .path_offset = offsetof(FrozenRow, path),
    .noun_one = N_("1 handling"),
    .noun_many = N_("handlingar"),
    .empty = N_("Inget är inlämnat än. När en omgångs förslag släpps står de här."),
    .filename = N_("att-diariefora")};

static const char *kind_word(const char *kind) {
    return strcmp(kind, "proposal") == 0 ? N_("förslag")
           : strcmp(kind, "answer") == 0 ? N_("synpunkter")
                                         : N_("beslut om förslag");
}

/* What was typed in a form that was refused stays. */
static FrozenRow row_of(const Request *request, const FrozenDocument *document) {
    const char *id = id_text(request->arena, document->id);
    const char *field = arena_printf(request->arena, "number-%s", id);
    const char *typed = request->method == POST ? request_field(request, field) : NULL;
    bool has_number = document->register_number[0] != '\0';
    return (FrozenRow){.document = document,
                       .path = collaboration_path(request, "/register/%s.pdf", id),
                       .title = document->title,
                       .sender = document->sender,
                       .kind = T_(kind_word(document->kind)),
                       .state = has_number ? T_("med nummer") : T_("utan nummer"),
                       .number = typed == NULL ? document->register_number : typed,
                       .field = field,
                       .id = id,
                       .handed_in_on = date_of_instant(document->handed_in_at),
                       .is_made = document->content_hash[0] != '\0'};
}

typedef struct {
    FrozenDocuments documents;
    FrozenRow *rows;
    const List *list;
} Page;

static bool load(Request *request, Page *ret, GError **error) {
    if (!frozen_list(request->db, request->arena, request->collaboration, &ret->documents, error))
        return false;
    ret->rows = ARENA_ARRAY(request->arena, FrozenRow, ret->documents.n);
    for (size_t i = 0; i < ret->documents.n; i++)
        ret->rows[i] = row_of(request, &ret->documents.rows[i]);
    ret->list = list_make(request, &description, ret->rows, ret->documents.n);
    return true;
}

static bool show(Request *request, Response *response, const Page *page, const FormErrors *errors) {
    const char *typed = errors == NULL ? NULL : request_field(request, "text");
    Frame *frame = frame_new(request, PLACE_PROPOSALS, N_("Att diarieföra"));
    FrozenView view = {.frame = frame,
                       .list = page->list,
                       .path = collaboration_path(request, "/register"),
                       .typed = typed == NULL ? "" : typed,
                       .errors = errors};
    frame_crumb(frame, N_("Förslag"), collaboration_path(request, "/rounds"));
    for (size_t i = 0; i < page->documents.n; i++)
        view.n_without += page->documents.rows[i].register_number[0] == '\0';
    frame_errors(frame, response, errors);
    register_page_html(response_html(response), &view);
    return true;
}

static bool register_page(Request *request, Response *response, GError **error) {
    Page page;
    return load(request, &page, error) && show(request, response, &page, NULL);
}

static bool register_file(Request *request, Response *response, GError **error) {
    Page page;
    return load(request, &page, error) && list_file(response, page.list, error);
}

static bool document_page(Request *request, Response *response, GError **error) {
    Bytes pdf;
    const char *title;
    Id id;
    return request_id(request, "document", &id, error) &&
           frozen_content(request->db, request->arena, request->collaboration, id, &pdf, &title,
                          error) &&
           response_document(response, "application/pdf",
                             arena_printf(request->arena, "%s.pdf", title), pdf);
}

/* ---- numbers ---- */

static FrozenNumbers numbers_of(const Request *request, const FrozenNumber *rows, size_t n) {
    return (FrozenNumbers){request->collaboration, request->session->account, rows, n,
                           request->now};
}

static const char *posted(const Request *request, const char *name) {
    const char *value = request_field(request, name);
    return value == NULL ? "" : value;
}

static bool named_document(const char *name, const char *before, Id *ret) {
    return g_str_has_prefix(name, before) && id_parse(name + strlen(before), ret);
}

static const char *other_number(Arena *arena, const char *now) {
    return now[0] == '\0'
               ? T_("Någon annan har tagit bort det som stod här. Vad ska gälla?")
               : arena_printf(arena, T_("Någon annan har skrivit %s. Vad ska gälla?"), now);
}

static bool number_action(Request *request, Response *response, GError **error) {
    g_autoptr(GError) problem = NULL;
    FrozenNumber number = {.was = posted(request, "was"), .number = posted(request, "value")};
    NumberSaved saved = {.at = request->now};
    FrozenNumbers numbers = numbers_of(request, &number, 1);
    if (!named_document(posted(request, "name"), "number-", &number.document))
        return fail(error, ERROR_INVALID, "Handlingen finns inte. Läs in sidan igen.");
    if (!frozen_number(request->db, request->arena, &numbers, &saved.now, &problem)) {
        if (!error_is_for_people(problem)) {
            g_propagate_error(error, g_steal_pointer(&problem));
            return false;
        }
        saved.sentence = problem->message;
        response_status(response, 422);
    } else if (saved.now != NULL) {
        saved.sentence = other_number(request->arena, saved.now);
        response_status(response, 409);
    }
    register_number_saved_html(response_html(response), &saved);
    return true;
}

/* Without script: what differs from what was shown. */
static size_t posted_numbers(const Request *request, FrozenNumber *ret) {
    const Pairs *pairs = request_fields(request);
    size_t n = 0;
    for (size_t i = 0; i < pairs->n; i++) {
        FrozenNumber number = {.was = pairs->items[i].value};
        if (!named_document(pairs->items[i].name, "was-", &number.document))
            continue;
        number.number = posted(request, arena_printf(request->arena, "number-%s",
                                                     id_text(request->arena, number.document)));
        if (strcmp(number.number, number.was) != 0)
            ret[n++] = number;
    }
    return n;
}

static void show_conflicts(const Page *page, const FrozenNumber *numbers, const char *const *now,
                           size_t n, FormErrors *errors) {
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; now[i] != NULL && j < page->documents.n; j++)
            if (id_equal(page->documents.rows[j].id, numbers[i].document)) {
                page->rows[j].error = other_number(errors->arena, now[i]);
                form_fail(errors, NULL, "%s: %s", page->rows[j].title, page->rows[j].error);
            }
}

static bool save_action(Request *request, Response *response, GError **error) {
    g_autoptr(GError) problem = NULL;
    FormErrors errors = {.arena = request->arena};
    size_t n = request_fields(request)->n;
    FrozenNumber *rows = ARENA_ARRAY(request->arena, FrozenNumber, n);
    const char **now = ARENA_ARRAY(request->arena, const char *, n);
    Page page;
    FrozenNumbers numbers = numbers_of(request, rows, posted_numbers(request, rows));
    if (!frozen_number(request->db, request->arena, &numbers, now, &problem) &&
        !form_take(&errors, problem, error))
        return false;
    if (!load(request, &page, error))
        return false;
    if (problem == NULL)
        show_conflicts(&page, rows, now, numbers.n, &errors);
    return errors.n > 0 ? show(request, response, &page, &errors)
                        : redirect_done(response, request, collaboration_path(request, "/register"),
                                        "saved");
}

static bool take_list(Request *request, const FrozenDocuments *documents, GError **error) {
    RegisterLines lines;
    FrozenNumber *rows;
    if (!register_list_parse(request->arena, posted(request, "text"), &lines, error) ||
        !register_list_match(request->arena, &lines, documents, &rows, error))
        return false;
    FrozenNumbers numbers = numbers_of(request, rows, lines.n);
    const char **now = ARENA_ARRAY(request->arena, const char *, lines.n);
    return frozen_number(request->db, request->arena, &numbers, now, error);
}

static bool paste_action(Request *request, Response *response, GError **error) {
    g_autoptr(GError) problem = NULL;
    FormErrors errors = {.arena = request->arena};
    Page page;
    if (!load(request, &page, error))
        return false;
    if (take_list(request, &page.documents, &problem))
        return redirect_done(response, request, collaboration_path(request, "/register"), "saved");
    return form_take(&errors, problem, error) && show(request, response, &page, &errors);
}

const Route frozen_routes[] = {
    {GET, "/:collab/register", register_page, MAY_LEAD_ROUNDS},
    TABLE_ROUTES("/:collab/register", register_file, MAY_LEAD_ROUNDS),
    {GET, "/:collab/register/:document.pdf", document_page, MAY_LEAD_ROUNDS, .is_swedish = true},
    {POST, "/:collab/register", save_action, MAY_LEAD_ROUNDS},
    {POST, "/:collab/register/number", number_action, MAY_LEAD_ROUNDS},
    {POST, "/:collab/register/paste", paste_action, MAY_LEAD_ROUNDS},
    {0},
};
