#include "modules/collaborations/configuration.h"

#include "base/date.h"
#include "base/error.h"
#include "base/language.h"
#include "base/text.h"
#include "modules/collaborations/rule_check.h"
#include "modules/collaborations/rule_kinds.h"
#include "modules/collaborations/seats.h"
#include "modules/collaborations/settings.h"

#include <glib.h>
#include <string.h>

#define KEYS_MAX 40

typedef struct {
    const char *name, *value;
    int line;
} Line;

typedef struct {
    Arena *arena;
    ConfigurationGroup *groups;
    size_t n;
    Line lines[KEYS_MAX]; /* of the group being read */
    size_t n_lines;
} Reader;

static bool wrong(GError **error, int line, const char *format, ...) G_GNUC_PRINTF(3, 4);

static bool wrong(GError **error, int line, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *what = g_strdup_vprintf(language_text(format), arguments);
    va_end(arguments);
    return fail(error, ERROR_INVALID, "Rad %d: %s", line, what);
}

/* ---- group heads ---- */

static bool read_key(const char *key, int line, GError **error) {
    size_t length = strlen(key);
    if (length == 0 || length > RULE_KEY_MAX ||
        strspn(key, "abcdefghijklmnopqrstuvwxyz0123456789-") != length)
        return wrong(error, line,
                     "”%s” är ingen nyckel. En nyckel har 1–%d tecken: a–z, 0–9 och -.", key,
                     RULE_KEY_MAX);
    return true;
}

/* "office aneby", "document verksamhetsplan @2021-01-01", "collaboration". */
static bool read_head(Reader *reader, const char *head, int line, GError **error) {
    g_auto(GStrv) words = g_strsplit(head, " ", 4);
    size_t n = g_strv_length(words);
    ConfigurationGroup group = {.line = line};
    if (reader->n == CONFIGURATION_GROUPS_MAX)
        return wrong(error, line, "filen har fler än %d grupper.", CONFIGURATION_GROUPS_MAX);
    if (n == 0 || !element_kind_from(words[0], &group.kind))
        return wrong(error, line, "”%s” är ingen grupp som finns. Se docs/collaboration-files.md.",
                     head);
    if (n > 3 || (group.kind == ELEMENT_COLLABORATION ? n != 1 : n < 2))
        return wrong(error, line,
                     "gruppens huvud ska vara [%s NYCKEL] eller [%s NYCKEL @2021-01-01].", words[0],
                     words[0]);
    if (n >= 2 && !read_key(words[1], line, error))
        return false;
    if (n == 3 && (words[2][0] != '@' || !date_parse(words[2] + 1, &group.changed_on)))
        return wrong(error, line, "”%s” ska vara @ och en dag, som @2021-01-01.", words[2]);
    group.key = n >= 2 ? arena_strdup(reader->arena, words[1]) : "";
    reader->groups[reader->n++] = group;
    reader->n_lines = 0;
    return true;
}

/* ---- lines of a group ---- */

static const Line *find_line(const Reader *reader, const char *name) {
    for (size_t i = 0; i < reader->n_lines; i++)
        if (strcmp(reader->lines[i].name, name) == 0)
            return &reader->lines[i];
    return NULL;
}

static bool read_period_date(Reader *reader, const Line *at, Date *ret, GError **error) {
    const ConfigurationGroup *group = &reader->groups[reader->n - 1];
    if (!rule_kinds[group->kind].has_period || date_is_set(group->changed_on))
        return wrong(error, at->line, "%s står bara i den första gruppen för en sak.", at->name);
    if (!date_parse(at->value, ret))
        return wrong(error, at->line, "”%s” ska vara en dag, som 2021-01-01.", at->value);
    return true;
}

static bool read_line(Reader *reader, const char *text, int line, GError **error) {
    const char *equals = strchr(text, '=');
    if (reader->n == 0 || equals == NULL)
        return wrong(error, line, "raden ska vara [grupp] eller nyckel=värde.");
    ConfigurationGroup *group = &reader->groups[reader->n - 1];
    Line at = {arena_strndup(reader->arena, text, (size_t)(equals - text)), equals + 1, line};
    if (find_line(reader, at.name) != NULL)
        return wrong(error, line, "%s står två gånger i gruppen. Behåll en av dem.", at.name);
    if (reader->n_lines == KEYS_MAX)
        return wrong(error, line, "gruppen har för många rader.");
    reader->lines[reader->n_lines++] = at;
    if (strcmp(at.name, "from") == 0)
        return read_period_date(reader, &at, &group->valid_from, error);
    if (strcmp(at.name, "to") == 0)
        return read_period_date(reader, &at, &group->valid_to, error);
    const RuleKey *key = rule_key(group->kind, at.name);
    if (key == NULL)
        return wrong(error, line, "%s finns inte i %s.", at.name, element_kind_names[group->kind]);
    const Settings *value = settings_parse(reader->arena, text);
    g_autofree char *problem =
        rule_value_problem(key, rule_key_is_list(key) ? at.value : settings_text(value, at.name));
    return problem == NULL || wrong(error, line, "%s: %s", at.name, problem);
}

/* What people call the thing, where the kind has no title of its own. */
static const char *derived_title(Reader *reader, const ConfigurationGroup *group) {
    const Line *title = find_line(reader, "title"), *party = find_line(reader, "party");
    if (title != NULL)
        return settings_text(
            settings_parse(reader->arena, arena_printf(reader->arena, "title=%s\n", title->value)),
            "title");
    if (group->kind == ELEMENT_PRINCIPAL && party != NULL)
        return party->value;
    const Line *number = find_line(reader, "number"), *section = find_line(reader, "section");
    return arena_printf(reader->arena, "Åtgärd nr %s%s%s", number == NULL ? "" : number->value,
                        section == NULL ? "" : ", ", section == NULL ? "" : section->value);
}

static bool finish_group(Reader *reader, GError **error) {
    if (reader->n == 0)
        return true;
    ConfigurationGroup *group = &reader->groups[reader->n - 1];
    g_autoptr(GString) canonical = g_string_new(NULL);
    for (const RuleKey *key = rule_kinds[group->kind].keys; key->name != NULL; key++) {
        const Line *line = find_line(reader, key->name);
        if (line == NULL && key->required)
            return wrong(error, group->line, "%s saknas i gruppen.", key->name);
        if (line != NULL)
            g_string_append_printf(canonical, "%s=%s\n", key->name, line->value);
    }
    if (date_is_set(group->valid_to) && date_compare(group->valid_from, group->valid_to) > 0)
        return wrong(error, group->line, "to ligger före from.");
    group->settings = arena_strdup(reader->arena, canonical->str);
    group->title = derived_title(reader, group);
    if (group->kind == ELEMENT_COLLABORATION)
        group->key = find_line(reader, "name")->value;
    return true;
}

static bool read_lines(Reader *reader, char *text, GError **error) {
    int number = 0;
    for (char *line = text; *line != '\0';) {
        size_t length = strcspn(line, "\n");
        char *next = line + length + (line[length] == '\n');
        line[length] = '\0';
        number++;
        if (length > 0 && line[length - 1] == '\r')
            return wrong(error, number, "raden slutar med CR LF. Spara filen med radslut LF.");
        if (line[0] == '[' && line[length - 1] == ']') {
            line[length - 1] = '\0';
            if (!finish_group(reader, error) || !read_head(reader, line + 1, number, error))
                return false;
        } else if (length > 0 && !read_line(reader, line, number, error)) {
            return false;
        }
        line = next;
    }
    return finish_group(reader, error);
}

/* ---- the whole ---- */

static const ConfigurationGroup *find_group(const Reader *reader, ElementKind kind,
                                            const char *key) {
    for (size_t i = 0; i < reader->n; i++)
        if (reader->groups[i].kind == kind && strcmp(reader->groups[i].key, key) == 0)
            return &reader->groups[i];
    return NULL;
}

static bool check_references(const Reader *reader, const ConfigurationGroup *group,
                             GError **error) {
    const Settings *settings = settings_parse(reader->arena, group->settings);
    for (const RuleKey *key = rule_kinds[group->kind].keys; key->name != NULL; key++) {
        ElementKind kind =
            key->type == KEY_WHO || key->type == KEY_WHOS ? ELEMENT_PARTY : key->kind;
        if (!rule_key_refers(key))
            continue;
        TextList list = settings_split(reader->arena, settings_raw(settings, key->name));
        for (size_t i = 0; i < list.n; i++) {
            const char *word = list.items[i];
            bool known = g_strcmp0(word, key->or_word) == 0 ||
                         ((key->type == KEY_WHO || key->type == KEY_WHOS) && is_who_word(word));
            if (!known && find_group(reader, kind, word) == NULL)
                return wrong(error, group->line,
                             "%s i [%s %s] pekar på ”%s”, som inte finns bland [%s …].", key->name,
                             element_kind_names[group->kind], group->key, word,
                             element_kind_names[kind]);
        }
    }
    return true;
}

static bool check_seats(const Reader *reader, const ConfigurationGroup *group,
                        const Settings *settings, GError **error) {
    TextList list = settings_split(reader->arena, settings_raw(settings, "seats"));
    SeatRule rule;
    for (size_t i = 0; i < list.n; i++) {
        bool read = seat_rule_parse(reader->arena, list.items[i], &rule);
        if (!read && list.n > 1)
            return wrong(error, group->line, "as_needed i seats ska stå ensamt.");
        if (read && rule.who == SEAT_PARTY && find_group(reader, ELEMENT_PARTY, rule.party) == NULL)
            return wrong(error, group->line, "seats pekar på ”%s”, som inte finns bland [party …].",
                         rule.party);
    }
    return true;
}

static bool check_party(const ConfigurationGroup *group, const Settings *settings, GError **error) {
    const char *kind = settings_text(settings, "kind");
    size_t length = strlen(settings_text(settings, "code"));
    size_t wanted = strcmp(kind, "municipality") == 0                                  ? 4
                    : strcmp(kind, "county_board") == 0 || strcmp(kind, "region") == 0 ? 2
                                                                                       : length;
    if (length != wanted)
        return wrong(error, group->line, "code ska ha %zu siffror för en part av slaget %s.",
                     wanted, kind);
    return true;
}

static bool check_document(const Reader *reader, const ConfigurationGroup *group,
                           const Settings *settings, GError **error) {
    TextList years = settings_split(reader->arena, settings_raw(settings, "years"));
    bool month = settings_text(settings, "deadline_month")[0] != '\0',
         year = settings_text(settings, "deadline_year")[0] != '\0';
    for (size_t i = 0; i + 1 < years.n; i++)
        if (strcmp(years.items[i], "bank") == 0)
            return wrong(error, group->line, "bank får bara stå sist i years.");
    if (month != year)
        return wrong(error, group->line,
                     "deadline_month och deadline_year ska stå tillsammans, eller ingen av dem.");
    return true;
}

/* What the keys of one group ask of each other. */
static bool check_sense(const Reader *reader, const ConfigurationGroup *group, GError **error) {
    const Settings *settings = settings_parse(reader->arena, group->settings);
    if (group->kind != ELEMENT_COLLABORATION && is_who_word(group->key))
        return wrong(error, group->line, "”%s” betyder något särskilt och kan inte vara en nyckel.",
                     group->key);
    switch (group->kind) {
    case ELEMENT_PARTY:
        return check_party(group, settings, error);
    case ELEMENT_BODY:
        return check_seats(reader, group, settings, error);
    case ELEMENT_DOCUMENT:
        return check_document(reader, group, settings, error);
    default:
        return true;
    }
}

/* A changed rule follows the group it changes, oldest first; no thing stands twice. */
static bool check_history(const Reader *reader, size_t at, GError **error) {
    const ConfigurationGroup *group = &reader->groups[at], *before = at == 0 ? NULL : group - 1;
    bool follows =
        before != NULL && before->kind == group->kind && strcmp(before->key, group->key) == 0;
    if (date_is_set(group->changed_on)) {
        Date earliest = !follows                          ? (Date){0}
                        : date_is_set(before->changed_on) ? before->changed_on
                                                          : before->valid_from;
        if (!follows || date_compare(group->changed_on, earliest) <= 0)
            return wrong(error, group->line,
                         "[%s %s @…] ska följa direkt efter den grupp som den ändrar, äldst först.",
                         element_kind_names[group->kind], group->key);
        return true;
    }
    if (find_group(reader, group->kind, group->key) != group)
        return wrong(error, group->line, "[%s %s] finns redan på rad %d.",
                     element_kind_names[group->kind], group->key,
                     find_group(reader, group->kind, group->key)->line);
    return true;
}

static bool check_whole(Reader *reader, GError **error) {
    if (reader->n == 0 || reader->groups[0].kind != ELEMENT_COLLABORATION)
        return wrong(error, 1, "filen ska börja med [collaboration].");
    for (size_t i = 0; i < reader->n; i++)
        if (!check_history(reader, i, error) ||
            !check_references(reader, &reader->groups[i], error) ||
            !check_sense(reader, &reader->groups[i], error))
            return false;
    for (size_t i = 0; i < reader->n; i++)
        if (reader->groups[i].kind == ELEMENT_PRINCIPAL)
            reader->groups[i].title =
                find_group(reader, ELEMENT_PARTY, reader->groups[i].title)->title;
    return true;
}

/* Each rule lasts to the day before the next of the same thing; the last as long as the thing. */
static void set_periods(Reader *reader) {
    for (size_t i = 0; i < reader->n; i++) {
        ConfigurationGroup *group = &reader->groups[i],
                           *next = i + 1 < reader->n ? group + 1 : NULL;
        if (date_is_set(group->changed_on))
            group->valid_from = group->changed_on;
        if (next == NULL || !date_is_set(next->changed_on))
            continue;
        next->valid_to = group->valid_to;
        group->valid_to = date_add_days(next->changed_on, -1);
    }
}

bool configuration_read(Arena *arena, const char *text, size_t size, Configuration *ret,
                        GError **error) {
    if (size > CONFIGURATION_SIZE_MAX)
        return fail(error, ERROR_INVALID,
                    "Filen är större än 1 MiB. En samverkans regler ryms i mindre.");
    if (!text_valid(text, size))
        return fail(error, ERROR_INVALID,
                    "Filen är inte skriven med UTF-8. Spara den med den teckenkodningen.");
    Reader *reader = ARENA_NEW(arena, Reader);
    reader->arena = arena;
    reader->groups = ARENA_ARRAY(arena, ConfigurationGroup, CONFIGURATION_GROUPS_MAX);
    if (!read_lines(reader, arena_strndup(arena, text, size), error) || !check_whole(reader, error))
        return false;
    set_periods(reader);
    const Settings *self = settings_parse(arena, reader->groups[0].settings);
    *ret = (Configuration){
        settings_text(self, "name"), settings_text(self, "title"), {0}, reader->groups, reader->n};
    (void)date_parse(settings_text(self, "dormant_from"), &ret->dormant_from);
    return true;
}
