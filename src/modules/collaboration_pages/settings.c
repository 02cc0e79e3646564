#include "modules/collaboration_pages/settings.h"

#include "base/error.h"
#include "modules/collaboration_pages/rules_html.h"
#include "modules/collaboration_pages/rules_view.h"
#include "modules/collaborations/configuration.h"
#include "services/auth/auth.h"

#include <string.h>

static Tabs settings_tabs(const Context *context, const char *current) {
    static const struct {
        const char *path, *title;
    } tabs[] = {{"/settings", N_("Samverkan")},
                {"/rules/principal", N_("Huvudman")},
                {"/rules/document", N_("Planer och fastställande")},
                {"/rules/category", N_("Kategorier")},
                {"/rules/measure", N_("Åtgärdsprogram")},
                {"/access", N_("Tillgång")},
                {"/log", N_("Logg")},
                {"/settings/file", N_("Hämta och läs in")},
                {"/parties", N_("Parter")},
                {"/offices", N_("Kontor")},
                {"/committees", N_("Nämnder")},
                {"/bodies", N_("Organ")}};
    Tab *rows = ARENA_ARRAY(context->arena, Tab, G_N_ELEMENTS(tabs));
    for (size_t i = 0; i < G_N_ELEMENTS(tabs); i++)
        rows[i] = (Tab){tabs[i].title, collaboration_path(context->request, "%s", tabs[i].path), 0,
                        strcmp(tabs[i].path, current) == 0};
    return (Tabs){rows, G_N_ELEMENTS(tabs)};
}

static SettingsFrame settings_frame(const Context *context, const char *current) {
    return (SettingsFrame){frame_new(context->request, PLACE_SETTINGS, N_("Inställningar")),
                           settings_tabs(context, current)};
}

bool settings_page(Request *request, Response *response, GError **error) {
    Context context;
    if (!context_load(request, &context, error))
        return false;
    SettingsView view = {.frame = settings_frame(&context, "/settings"),
                         .title = N_("Samverkan"),
                         .lead = N_("Det som gäller för hela samverkan."),
                         .facts = rule_facts(&context, context.self)};
    if (context.may_edit_rules)
        view.edit_path = collaboration_path(request, "/rules/collaboration/%s", context.self->key);
    settings_page_html(response_html(response), &view);
    return true;
}

/* ---- the rules of one kind ---- */

static const struct {
    ElementKind kind;
    const char *title, *lead, *empty, *add;
} kinds[] = {
    {ELEMENT_PRINCIPAL, N_("Huvudman"), N_("Den part som har hand om samverkan åt de andra."),
     N_("Ingen huvudman är inlagd."), N_("Ny huvudman")},
    {ELEMENT_DOCUMENT, N_("Planer och fastställande"),
     N_("Vilka dokument ni gör, hur många år de gäller, vem som fastställer dem och senast när. En "
        "ändring gäller från den dag ni anger; äldre planer följer de äldre reglerna."),
     N_("Inga dokument är inlagda. Lägg till verksamhetsplanen först."), N_("Nytt dokument")},
    {ELEMENT_CATEGORY, N_("Kategorier"),
     N_("Rubrikerna som aktiviteterna står under i planen, i planens ordning."),
     N_("Inga kategorier är inlagda. Utan dem står alla aktiviteter under en rubrik."),
     N_("Ny kategori")},
    {ELEMENT_MEASURE, N_("Åtgärdsprogram"),
     N_("Åtgärder i länets egna program, som aktiviteter kan ha som effektmål."),
     N_("Inga åtgärder är inlagda. Miljömålen och de globala målen finns alltid."),
     N_("Ny åtgärd")}};

static const char *summary_of(const Context *context, const Rule *rule) {
    const char *period = period_words(context->arena, rule->valid_from, rule->valid_to);
    const char *words = "";
    if (rule->kind == ELEMENT_DOCUMENT)
        words = rule_value_words(context, rule, rule_key(ELEMENT_DOCUMENT, "years"));
    else if (rule->kind == ELEMENT_CATEGORY)
        words =
            arena_printf(context->arena, "%s · %s",
                         rule_value_words(context, rule, rule_key(ELEMENT_CATEGORY, "document")),
                         T_(rule_choice(rule, "kind")));
    else if (rule->kind == ELEMENT_MEASURE)
        words = rule_text(rule, "programme");
    if (words[0] == '\0' || period[0] == '\0')
        return words[0] == '\0' ? period : words;
    return arena_printf(context->arena, "%s · %s", words, period);
}

/* A line for each element: its rule of today, or else its latest. */
static LinkRows lines_of_kind(const Context *context, const AllRules *all) {
    LinkRow *rows = ARENA_ARRAY(context->arena, LinkRow, all->n);
    size_t n = 0;
    for (size_t i = 0, next; i < all->n; i = next) {
        for (next = i + 1;
             next < all->n && all->rows[next].element.value == all->rows[i].element.value;)
            next++;
        const RuleHistory history = {&all->rows[i], next - i};
        const Rule *rule = history_on(&history, context->rules->on);
        rows[n++] = (LinkRow){rule->title, element_path(context, rule->kind, rule->key),
                              summary_of(context, rule)};
    }
    return (LinkRows){rows, n};
}

bool rules_page(Request *request, Response *response, GError **error) {
    const char *name = request_param(request, "kind");
    Context context;
    AllRules all;
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
        if (strcmp(element_kind_names[kinds[i].kind], name) != 0)
            continue;
        if (!context_load(request, &context, error) ||
            !rules_of_kind(request->db, request->arena, request->collaboration, kinds[i].kind, &all,
                           error))
            return false;
        SettingsView view = {
            .frame = settings_frame(&context, arena_printf(request->arena, "/rules/%s", name)),
            .title = kinds[i].title,
            .lead = kinds[i].lead,
            .rows = lines_of_kind(&context, &all),
            .empty = kinds[i].empty,
            .add = kinds[i].add};
        if (context.may_edit_rules)
            view.add_path = collaboration_path(request, "/rules/%s/new", name);
        settings_page_html(response_html(response), &view);
        return true;
    }
    return fail(error, ERROR_NOT_FOUND, "Sidan finns inte.");
}

/* ---- the file ---- */

static FileView file_view(const Context *context) {
    return (FileView){.frame = settings_frame(context, "/settings/file"),
                      .export_path = collaboration_path(context->request, "/settings/file/export"),
                      .import_path = context->may_edit_rules
                                         ? collaboration_path(context->request, "/settings/file")
                                         : NULL};
}

bool file_page(Request *request, Response *response, GError **error) {
    Context context;
    if (!context_load(request, &context, error))
        return false;
    FileView view = file_view(&context);
    file_page_html(response_html(response), &view);
    return true;
}

bool export_file(Request *request, Response *response, GError **error) {
    const char *text;
    if (!configuration_export(request->db, request->arena, request->collaboration, &text, error))
        return false;
    Bytes content = {(const uint8_t *)text, strlen(text)};
    return response_file(response, "text/plain; charset=utf-8",
                         arena_printf(request->arena, "%s.conf", request->collaboration_name),
                         content);
}

static const FormField file_fields[] = {{.name = "file", .label = N_("Fil"), .type = FORM_TEXT},
                                        {0}};

static bool show_problem(const Context *context, Response *response, const char *sentence) {
    FormErrors errors = {.arena = context->arena, .fields = file_fields};
    FileView view = file_view(context);
    form_fail(&errors, "file", "%s", sentence);
    view.errors = &errors;
    response_status(response, 422);
    file_page_html(response_html(response), &view);
    return true;
}

static ConfigurationImport import_of(const Request *request, const char *text, size_t size,
                                     bool dry_run) {
    return (ConfigurationImport){.text = text,
                                 .size = size,
                                 .account = request->session->account,
                                 .only = request->collaboration,
                                 .dry_run = dry_run};
}

/* What the file would change; nothing is written. */
bool preview_action(Request *request, Response *response, GError **error) {
    Context context;
    ConfigurationSummary summary;
    g_autoptr(GError) problem = NULL;
    const Upload *file = request_upload(request, "file");
    if (!context_load(request, &context, error))
        return false;
    if (file == NULL)
        return show_problem(&context, response, T_("Välj en fil först."));
    ConfigurationImport import =
        import_of(request, (const char *)file->content.data, file->content.size, true);
    if (!configuration_import(request->db, request->arena, &import, &summary, &problem)) {
        if (error_is(problem, ERROR_INVALID))
            return show_problem(&context, response, problem->message);
        g_propagate_error(error, g_steal_pointer(&problem));
        return false;
    }
    FileView view = file_view(&context);
    view.text = arena_strndup(request->arena, import.text, import.size);
    view.changes = summary.changes;
    view.missing = summary.missing;
    view.n_unchanged = summary.n_unchanged;
    file_page_html(response_html(response), &view);
    return true;
}

/* Browsers send line ends of a form as CR LF. */
static const char *with_line_feeds(Arena *arena, const char *text) {
    char *plain = arena_strdup(arena, text), *to = plain;
    for (const char *from = text; *from != '\0'; from++)
        if (*from != '\r')
            *to++ = *from;
    *to = '\0';
    return plain;
}

bool import_action(Request *request, Response *response, GError **error) {
    Context context;
    ConfigurationSummary summary;
    g_autoptr(GError) problem = NULL;
    const char *posted = request_field(request, "text");
    if (!context_load(request, &context, error))
        return false;
    if (posted == NULL)
        return show_problem(&context, response, T_("Välj en fil först."));
    const char *text = with_line_feeds(request->arena, posted);
    ConfigurationImport import = import_of(request, text, strlen(text), false);
    if (configuration_import(request->db, request->arena, &import, &summary, &problem))
        return redirect_done(response, request, collaboration_path(request, "/settings/file"),
                             "configuration-imported");
    if (error_is(problem, ERROR_INVALID))
        return show_problem(&context, response, problem->message);
    g_propagate_error(error, g_steal_pointer(&problem));
    return false;
}
