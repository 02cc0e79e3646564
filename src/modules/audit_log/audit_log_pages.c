#include "modules/audit_log/audit_log_pages.h"

#include "base/date.h"
#include "base/error.h"
#include "base/id.h"
#include "modules/audit_log/audit_log_html.h"
#include "modules/audit_log/audit_log_view.h"
#include "modules/audit_log/rule_lines.h"
#include "modules/plans/history.h"

#include <stddef.h>
#include <string.h>

#define PAGE_SIZE 100
#define SHOWN_MAX 300 /* characters of a text on the page; files have all of it */
#define FILE_ROWS_MAX 50000

static const FormField plain_fields[] = {
    {.name = "account",
     .label = N_("Vem"),
     .type = FORM_CHOICE,
     .offset = offsetof(LogForm, account)},
    {.name = "noun", .label = N_("Vad"), .type = FORM_CHOICE, .offset = offsetof(LogForm, noun)},
    {.name = "since",
     .label = N_("Från och med"),
     .type = FORM_DATE,
     .offset = offsetof(LogForm, since)},
    {.name = "until",
     .label = N_("Till och med"),
     .type = FORM_DATE,
     .offset = offsetof(LogForm, until)},
    {0}};

/* What one request asks for. */
typedef struct {
    LogFilter filter;
    LogForm form;
    FormErrors errors;
    const char *query; /* of the filter: "account=…&since=…", or "" */
    int64_t page;
} Asked;

/* ---- the filter ---- */

static bool fill_fields(Request *request, FormField *fields, GError **error) {
    const LogPerson *people;
    size_t n, nouns = 0;
    if (!log_people(request->db, request->arena, request->collaboration, &people, &n, error))
        return false;
    FormChoice *accounts = ARENA_ARRAY(request->arena, FormChoice, n + 1);
    for (size_t i = 0; i < n; i++)
        accounts[i] = (FormChoice){id_text(request->arena, people[i].account), people[i].name};
    accounts[n] = (FormChoice){0};
    while (log_nouns[nouns].noun != NULL)
        nouns++;
    FormChoice *what = ARENA_ARRAY(request->arena, FormChoice, nouns + 1);
    for (size_t i = 0; i < nouns; i++)
        what[i] = (FormChoice){log_nouns[i].noun, log_nouns[i].word};
    what[nouns] = (FormChoice){0};
    memcpy(fields, plain_fields, sizeof plain_fields);
    fields[0].choices = accounts;
    fields[1].choices = what;
    return true;
}

static const char *noun_from(const char *text) {
    for (const LogNoun *noun = log_nouns; noun->noun != NULL; noun++)
        if (g_strcmp0(noun->noun, text) == 0)
            return noun->noun;
    return NULL;
}

static void add_query(Request *request, Asked *asked, const char *name, const char *value) {
    if (value != NULL && value[0] != '\0')
        asked->query = arena_printf(request->arena, "%s%s%s=%s", asked->query,
                                    asked->query[0] == '\0' ? "" : "&", name, value);
}

/* What was typed stays in the field. */
static void fail_day(Asked *asked, const char *name, const char *text) {
    for (size_t i = 0; asked->errors.fields[i].name != NULL; i++)
        if (strcmp(asked->errors.fields[i].name, name) == 0)
            asked->errors.typed[i] = text;
    form_fail(&asked->errors, name, "Skriv dagen som 2021-05-05.");
}

static void take_day(Request *request, Asked *asked, const char *name, Date *ret) {
    const char *text = request_query(request, name);
    if (text == NULL || text[0] == '\0')
        return;
    if (date_parse(text, ret))
        add_query(request, asked, name, date_iso(request->arena, *ret));
    else
        fail_day(asked, name, text);
}

static void take_id(Request *request, Asked *asked, const char *name, Id *ret) {
    const char *text = request_query(request, name);
    if (text != NULL && id_parse(text, ret))
        add_query(request, asked, name, id_text(request->arena, *ret));
}

static void read_filter(Request *request, const FormField *fields, Asked *asked) {
    const char *page = request_query(request, "page");
    *asked = (Asked){
        .filter = {.collaboration = request->collaboration},
        .errors = {.arena = request->arena,
                   .fields = fields,
                   .typed = ARENA_ARRAY(request->arena, const char *, G_N_ELEMENTS(plain_fields))},
        .query = ""};
    take_id(request, asked, "account", &asked->filter.account);
    asked->filter.noun = noun_from(request_query(request, "noun"));
    add_query(request, asked, "noun", asked->filter.noun);
    take_day(request, asked, "since", &asked->filter.since);
    take_day(request, asked, "until", &asked->filter.until);
    asked->page = page == NULL ? 1 : CLAMP(g_ascii_strtoll(page, NULL, 10), 1, 1000000);
    asked->form = (LogForm){
        id_is_set(asked->filter.account) ? id_text(request->arena, asked->filter.account) : NULL,
        asked->filter.noun, asked->filter.since, asked->filter.until};
}

static void take_subject(Request *request, Asked *asked) {
    take_id(request, asked, "subject", &asked->filter.subject);
}

/* ---- the page ---- */

static const char *moment(Arena *arena, Instant instant) {
    LocalTime time = local_time(instant);
    return arena_printf(arena, "%s %02d.%02d", date_short(arena, time.date), time.hour,
                        time.minute);
}

static const char *shown(Arena *arena, const char *text) {
    if (text == NULL)
        return "";
    if (g_utf8_strlen(text, -1) <= SHOWN_MAX)
        return text;
    const char *end = g_utf8_offset_to_pointer(text, SHOWN_MAX);
    return arena_printf(arena, "%.*s…", (int)(end - text), text);
}

static const char *or_empty(const char *text) {
    return text == NULL ? "" : text;
}

/* One side of the change, where the other says what is new in it. */
static const char *side(Arena *arena, const LogEntry *entry, const char *text, const char *other) {
    return g_str_has_prefix(entry->action, "rule.") ? rule_lines(arena, text, other)
                                                    : history_value(entry->field, text);
}

/* Whoever stands at the server is no account. */
static const char *who(const LogEntry *entry) {
    return entry->account_name == NULL ? T_("på servern") : entry->account_name;
}

static const char *base_path(const Request *request) {
    return id_is_set(request->collaboration) ? collaboration_path(request, "/log") : "/log";
}

static LogRow row_of(const Request *request, const LogEntry *entry) {
    Arena *arena = request->arena;
    return (LogRow){
        .when = moment(arena, entry->at),
        .who = who(entry),
        .what = log_action_words(entry->action),
        .name = or_empty(entry->subject_name),
        .field = T_(history_field(entry->field)),
        .before = shown(arena, side(arena, entry, entry->before, entry->after)),
        .after = shown(arena, side(arena, entry, entry->after, entry->before)),
        .same_path = id_is_set(entry->subject)
                         ? arena_printf(arena, "%s?subject=%s", base_path(request),
                                        id_text(arena, entry->subject))
                         : NULL,
        .is_undone = entry->undone_at.seconds != 0,
    };
}

static const char *page_path(const Request *request, const Asked *asked, int64_t page) {
    return arena_printf(request->arena, "%s?%s%spage=%" G_GINT64_FORMAT, base_path(request),
                        asked->query, asked->query[0] == '\0' ? "" : "&", page);
}

static void add_entries(const Request *request, const Asked *asked, const LogEntries *entries,
                        LogView *view) {
    LogRow *rows = ARENA_ARRAY(request->arena, LogRow, entries->n);
    for (size_t i = 0; i < entries->n; i++)
        rows[i] = row_of(request, &entries->rows[i]);
    view->rows = rows;
    view->n_rows = entries->n;
    view->n_found = entries->n_found;
    view->page = (size_t)asked->page;
    view->n_pages = (size_t)((entries->n_found + PAGE_SIZE - 1) / PAGE_SIZE);
    if (asked->page > 1)
        view->previous_path = page_path(request, asked, asked->page - 1);
    if (view->page < view->n_pages)
        view->next_path = page_path(request, asked, asked->page + 1);
}

static Frame *log_frame(const Request *request) {
    bool here = id_is_set(request->collaboration);
    Frame *frame = frame_new(request, here ? PLACE_SETTINGS : PLACE_NONE, N_("Logg"));
    if (here)
        frame_crumb(frame, N_("Inställningar"), collaboration_path(request, "/settings"));
    return frame;
}

static bool log_page(Request *request, Response *response, GError **error) {
    FormField fields[G_N_ELEMENTS(plain_fields)];
    Asked asked;
    LogEntries entries;
    if (!fill_fields(request, fields, error))
        return false;
    read_filter(request, fields, &asked);
    Frame *frame = log_frame(request);
    LogView view = {.frame = frame,
                    .path = base_path(request),
                    .lead = N_("Allt som har ändrats, och vem som gjorde det."),
                    .fields = fields,
                    .form = &asked.form,
                    .errors = asked.errors.n > 0 ? &asked.errors : NULL};
    const char *without = asked.query;
    take_subject(request, &asked);
    if (id_is_set(asked.filter.subject)) {
        view.subject = id_text(request->arena, asked.filter.subject);
        view.without_path = arena_printf(request->arena, "%s?%s", view.path, without);
    }
    if (!log_read(request->db, request->arena, &asked.filter, PAGE_SIZE,
                  (asked.page - 1) * PAGE_SIZE, &entries, error))
        return false;
    add_entries(request, &asked, &entries, &view);
    Downloads downloads = {
        .path = view.path,
        .query = asked.query[0] == '\0' ? "" : arena_printf(request->arena, "?%s", asked.query),
        .is_table = true};
    view.downloads = &downloads;
    frame_errors(frame, response, view.errors);
    audit_log_page_html(response_html(response), &view);
    return true;
}

/* ---- the files ---- */

static void fill_row(const void *data, Arena *arena, size_t row, TableCell *ret_cells) {
    const LogEntry *entry = &((const LogEntries *)data)->rows[row];
    LocalTime time = local_time(entry->at);
    ret_cells[0].date = time.date;
    ret_cells[1].text = arena_printf(arena, "%02d.%02d", time.hour, time.minute);
    ret_cells[2].text = who(entry);
    ret_cells[3].text = entry->action;
    ret_cells[4].text = id_is_set(entry->subject) ? id_text(arena, entry->subject) : "";
    ret_cells[5].text = or_empty(entry->subject_name);
    ret_cells[6].text = or_empty(entry->field);
    ret_cells[7].text = or_empty(entry->before);
    ret_cells[8].text = or_empty(entry->after);
    ret_cells[9].date =
        entry->undone_at.seconds == 0 ? (Date){0} : date_of_instant(entry->undone_at);
}

static bool log_file(Request *request, Response *response, GError **error) {
    const char *language = request->language;
    const TableColumn columns[] = {{"day", tr(language, N_("Dag")), TABLE_DATE},
                                   {"time", tr(language, N_("Klockslag")), TABLE_TEXT},
                                   {"account", tr(language, N_("Vem")), TABLE_TEXT},
                                   {"action", tr(language, N_("Vad")), TABLE_TEXT},
                                   {"subject", tr(language, N_("Sak")), TABLE_TEXT},
                                   {"subject_name", tr(language, N_("Namn")), TABLE_TEXT},
                                   {"field", tr(language, N_("Fält")), TABLE_TEXT},
                                   {"before", tr(language, N_("Före")), TABLE_TEXT},
                                   {"after", tr(language, N_("Efter")), TABLE_TEXT},
                                   {"undone", tr(language, N_("Ångrad")), TABLE_DATE}};
    Asked asked;
    LogEntries entries;
    read_filter(request, plain_fields, &asked);
    take_subject(request, &asked);
    if (asked.errors.n > 0)
        return fail(error, ERROR_INVALID, "%s", asked.errors.items[0].message);
    if (!log_read(request->db, request->arena, &asked.filter, FILE_ROWS_MAX + 1, 0, &entries,
                  error))
        return false;
    if (entries.n > FILE_ROWS_MAX)
        return fail(error, ERROR_INVALID,
                    "Loggen har fler än %d ändringar. Välj en kortare tid och hämta igen.",
                    FILE_ROWS_MAX);
    const char *name = tr(language, N_("Logg"));
    Table table = {.title = name,
                   .collaboration = request->collaboration_title,
                   .created = request->now,
                   .columns = columns,
                   .n_columns = G_N_ELEMENTS(columns),
                   .n_rows = entries.n,
                   .row = fill_row,
                   .data = &entries};
    return answer_table(request, response, &table, name, error);
}

const Route audit_log_routes[] = {
    {GET, "/:collab/log", log_page, MAY_EDIT_RULES},
    TABLE_ROUTES("/:collab/log", log_file, MAY_EDIT_RULES),
    {GET, "/log", log_page, MAY_ADMINISTER},
    TABLE_ROUTES("/log", log_file, MAY_ADMINISTER),
    {0},
};
