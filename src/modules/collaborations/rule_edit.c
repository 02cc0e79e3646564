#include "modules/collaborations/rule_edit.h"

#include "base/date.h"
#include "base/error.h"
#include "base/language.h"
#include "base/text.h"
#include "modules/collaborations/collaborations_sql.h"
#include "modules/collaborations/configuration.h"
#include "modules/collaborations/configuration_write.h"
#include "modules/collaborations/rule_kinds.h"
#include "modules/collaborations/settings.h"

#include <glib.h>
#include <string.h>

typedef struct Editing Editing;

struct Editing {
    Arena *arena;
    const RuleEdit *edit;
    bool (*apply)(Editing *editing, GError **error);
    GArray *rows; /* SqlRule, as the file will have them */
    const char *key;
};

static SqlRule *row_at(const Editing *editing, size_t i) {
    return &g_array_index(editing->rows, SqlRule, i);
}

static bool is_of_element(const Editing *editing, const SqlRule *row) {
    return strcmp(row->kind, element_kind_names[editing->edit->kind]) == 0 &&
           strcmp(row->key, editing->edit->key) == 0;
}

/* The rows of the element: *ret_first and the number of them, 0 when there is no such element. */
static size_t find_rows(const Editing *editing, size_t *ret_first) {
    size_t n = 0;
    for (size_t i = 0; i < editing->rows->len; i++)
        if (is_of_element(editing, row_at(editing, i)) && n++ == 0)
            *ret_first = i;
    return n;
}

/* ---- writing it back ---- */

/* What is wrong, without the line ("Rad 4: ") of a file that nobody has seen. */
static bool without_line(GError **error, GError *problem) {
    const char *sentence = problem->message, *line = T_("Rad %d: %s");
    if (error_is(problem, ERROR_INVALID) && strncmp(sentence, line, strcspn(line, "%")) == 0 &&
        strstr(sentence, ": ") != NULL)
        sentence = strstr(sentence, ": ") + 2;
    g_autofree char *first = g_utf8_strup(sentence, g_utf8_next_char(sentence) - sentence);
    ErrorCode code = (ErrorCode)problem->code;
    bool ours = problem->domain == SAMSYN_ERROR;
    return fail(error, ours ? code : ERROR_INTERNAL, "%s%s", first, g_utf8_next_char(sentence));
}

static bool write_back(Db *db, const Editing *editing, GError **error) {
    g_autoptr(GError) problem = NULL;
    const char *text = configuration_text(editing->arena, &g_array_index(editing->rows, SqlRule, 0),
                                          editing->rows->len);
    ConfigurationImport import = {.text = text,
                                  .size = strlen(text),
                                  .account = editing->edit->account,
                                  .only = editing->edit->collaboration};
    ConfigurationSummary summary;
    return configuration_import(db, editing->arena, &import, &summary, &problem) ||
           without_line(error, problem);
}

static bool run(Db *db, void *data, GError **error) {
    Editing *editing = data;
    SqlRulesAllRows found;
    if (!sql_rules_all(db, editing->arena,
                       &(SqlRulesAllIn){.collaboration = editing->edit->collaboration}, &found,
                       error))
        return false;
    if (found.n == 0)
        return fail(error, ERROR_NOT_FOUND, "Samverkan finns inte.");
    g_array_set_size(editing->rows, 0);
    g_array_append_vals(editing->rows, found.rows, (guint)found.n);
    return editing->apply(editing, error) && write_back(db, editing, error);
}

static bool perform(Db *db, Arena *arena, const RuleEdit *edit, bool (*apply)(Editing *, GError **),
                    const char **ret_key, GError **error) {
    g_autoptr(GArray) rows = g_array_new(FALSE, FALSE, sizeof(SqlRule));
    Editing editing = {.arena = arena, .edit = edit, .apply = apply, .rows = rows};
    if (!db_write(db, run, &editing, error))
        return false;
    if (ret_key != NULL)
        *ret_key = editing.key;
    return true;
}

/* ---- adding ---- */

static bool key_is_free(const Editing *editing, const char *key) {
    const char *kind = element_kind_names[editing->edit->kind];
    if (is_who_word(key) || strcmp(key, "new") == 0)
        return false;
    for (size_t i = 0; i < editing->rows->len; i++)
        if (strcmp(row_at(editing, i)->kind, kind) == 0 &&
            strcmp(row_at(editing, i)->key, key) == 0)
            return false;
    return true;
}

static const char *free_key(const Editing *editing) {
    const Settings *settings = settings_parse(editing->arena, editing->edit->settings);
    static const char *const names[] = {"short", "title", "party", "number"};
    const char *name = "";
    for (size_t i = 0; i < G_N_ELEMENTS(names) && name[0] == '\0'; i++)
        name = settings_text(settings, names[i]);
    const char *key = text_key(editing->arena, name, RULE_KEY_MAX - 4);
    if (key[0] == '\0')
        key = "ny";
    const char *wanted = key;
    for (int i = 2; !key_is_free(editing, key); i++)
        key = arena_printf(editing->arena, "%s-%d", wanted, i);
    return key;
}

static size_t end_of_kind(const Editing *editing) {
    size_t end = 0;
    ElementKind kind;
    for (size_t i = 0; i < editing->rows->len; i++)
        if (element_kind_from(row_at(editing, i)->kind, &kind) && kind <= editing->edit->kind)
            end = i + 1;
    return end;
}

static bool apply_add(Editing *editing, GError **error) {
    (void)error;
    editing->key = free_key(editing);
    SqlRule row = {.element = {-1}, /* nothing has it yet */
                   .kind = element_kind_names[editing->edit->kind],
                   .key = editing->key,
                   .title = "",
                   .valid_from = editing->edit->on,
                   .settings = editing->edit->settings};
    g_array_insert_val(editing->rows, (guint)end_of_kind(editing), row);
    return true;
}

bool rule_add(Db *db, Arena *arena, const RuleEdit *edit, const char **ret_key, GError **error) {
    return perform(db, arena, edit, apply_add, ret_key, error);
}

/* ---- changing ---- */

/* The last of the element's rules that begins on that day or before; the first when none does. */
static size_t rule_at(const Editing *editing, size_t first, size_t n, Date on) {
    size_t found = first;
    for (size_t i = first; i < first + n; i++)
        if (date_compare(row_at(editing, i)->valid_from, on) <= 0)
            found = i;
    return found;
}

static bool insert_from(Editing *editing, size_t after, GError **error) {
    const RuleEdit *edit = editing->edit;
    SqlRule row = *row_at(editing, after);
    if (date_compare(edit->on, row.valid_from) < 0)
        return fail(error, ERROR_INVALID, "%s finns först från %s. Välj en senare dag.", row.title,
                    date_long(editing->arena, row.valid_from));
    if (date_is_set(row.valid_to) && date_compare(edit->on, row.valid_to) > 0)
        return fail(error, ERROR_INVALID, "%s upphörde %s. Välj en tidigare dag.", row.title,
                    date_long(editing->arena, row.valid_to));
    row.valid_from = edit->on;
    row.settings = edit->settings;
    g_array_insert_val(editing->rows, (guint)after + 1, row);
    return true;
}

static bool apply_change(Editing *editing, GError **error) {
    const RuleEdit *edit = editing->edit;
    size_t first = 0, n = find_rows(editing, &first);
    if (n == 0)
        return fail(error, ERROR_NOT_FOUND, "Det finns inget här som heter ”%s”.", edit->key);
    size_t at = rule_at(editing, first, n, date_is_set(edit->on) ? edit->on : edit->today);
    if (date_is_set(edit->on) && date_compare(row_at(editing, at)->valid_from, edit->on) != 0)
        return insert_from(editing, at, error);
    row_at(editing, at)->settings = edit->settings;
    return true;
}

bool rule_change(Db *db, Arena *arena, const RuleEdit *edit, GError **error) {
    return perform(db, arena, edit, apply_change, NULL, error);
}

/* ---- ending ---- */

static bool apply_end(Editing *editing, GError **error) {
    const RuleEdit *edit = editing->edit;
    size_t first = 0, n = find_rows(editing, &first);
    if (n == 0)
        return fail(error, ERROR_NOT_FOUND, "Det finns inget här som heter ”%s”.", edit->key);
    SqlRule *last = row_at(editing, first + n - 1);
    if (date_is_set(edit->on) && date_compare(edit->on, last->valid_from) < 0)
        return fail(error, ERROR_INVALID,
                    "Sista dagen kan inte ligga före %s, då den senaste regeln började gälla.",
                    date_long(editing->arena, last->valid_from));
    last->valid_to = edit->on;
    return true;
}

bool rule_end(Db *db, Arena *arena, const RuleEdit *edit, GError **error) {
    return perform(db, arena, edit, apply_end, NULL, error);
}

/* ---- values as lines ---- */

static void append_escaped(GString *line, const char *text, bool in_list) {
    if (*text == ' ') {
        g_string_append(line, "\\s");
        text++;
    }
    for (; *text != '\0'; text++)
        if (*text == '\\')
            g_string_append(line, "\\\\");
        else if (*text == '\n')
            g_string_append(line, "\\n");
        else if (*text == ';' && in_list)
            g_string_append(line, "\\;");
        else if (*text != '\r')
            g_string_append_c(line, *text);
}

const char *settings_line(Arena *arena, const char *key, const char *text) {
    g_autoptr(GString) line = g_string_new(NULL);
    if (text == NULL || text[0] == '\0')
        return "";
    append_escaped(line, text, false);
    return arena_printf(arena, "%s=%s\n", key, line->str);
}

const char *settings_list_line(Arena *arena, const char *key, const char *const *items, size_t n) {
    g_autoptr(GString) line = g_string_new(key);
    if (n == 0)
        return "";
    g_string_append_c(line, '=');
    for (size_t i = 0; i < n; i++) {
        if (i > 0)
            g_string_append_c(line, ';');
        append_escaped(line, items[i], true);
    }
    g_string_append_c(line, '\n');
    return arena_strdup(arena, line->str);
}
