#include "modules/collaborations/configuration.h"

#include "base/date.h"
#include "base/error.h"
#include "base/language.h"
#include "modules/collaborations/collaborations_sql.h"
#include "modules/collaborations/configuration_write.h"
#include "modules/collaborations/rule_kinds.h"
#include "services/audit/audit.h"

#include <glib.h>
#include <string.h>

/* The rules of one element, in the file (groups) or in the database (rows): a run of n. */
typedef struct {
    const SqlRule *rows;
    size_t n;
    bool seen;
} Stored;

typedef struct {
    Arena *arena;
    const ConfigurationImport *import;
    Configuration file;
    Stored *stored;
    size_t n_stored;
    ConfigurationSummary summary;
    GPtrArray *changes, *missing;
    bool has_edition; /* a new one has been set */
} Importing;

static void group_stored(Importing *importing, const SqlRulesAllRows *found) {
    importing->stored = ARENA_ARRAY(importing->arena, Stored, found->n);
    for (size_t i = 0; i < found->n; i++) {
        bool same = i > 0 && found->rows[i].element.value == found->rows[i - 1].element.value;
        if (!same)
            importing->stored[importing->n_stored++] = (Stored){&found->rows[i], 0, false};
        importing->stored[importing->n_stored - 1].n++;
    }
}

/* The collaboration's own name never changes, so its element is found by its kind. */
static Stored *find_stored(Importing *importing, const ConfigurationGroup *group) {
    for (size_t i = 0; i < importing->n_stored; i++) {
        const SqlRule *row = importing->stored[i].rows;
        if (strcmp(row->kind, element_kind_names[group->kind]) == 0 &&
            strcmp(row->key, group->key) == 0)
            return &importing->stored[i];
    }
    return NULL;
}

static size_t groups_of_element(const Configuration *file, size_t first) {
    size_t n = 1;
    while (first + n < file->n && date_is_set(file->groups[first + n].changed_on))
        n++;
    return n;
}

static bool same_rule(const SqlRule *row, const ConfigurationGroup *group) {
    return strcmp(row->settings, group->settings) == 0 && strcmp(row->title, group->title) == 0 &&
           date_compare(row->valid_from, group->valid_from) == 0 &&
           date_compare(row->valid_to, group->valid_to) == 0;
}

static bool same_rules(const Stored *stored, const ConfigurationGroup *groups, size_t n) {
    if (stored->n != n)
        return false;
    for (size_t i = 0; i < n; i++)
        if (!same_rule(&stored->rows[i], &groups[i]))
            return false;
    return true;
}

static void append_settings(Arena *arena, GString *text, Date from, Date to, const char *settings) {
    if (date_is_set(from))
        g_string_append_printf(text, "valid_from=%s\n", date_iso(arena, from));
    if (date_is_set(to))
        g_string_append_printf(text, "valid_to=%s\n", date_iso(arena, to));
    g_string_append(text, settings);
}

static const char *all_settings(Arena *arena, const Stored *stored) {
    g_autoptr(GString) text = g_string_new(NULL);
    for (size_t i = 0; stored != NULL && i < stored->n; i++)
        append_settings(arena, text, stored->rows[i].valid_from, stored->rows[i].valid_to,
                        stored->rows[i].settings);
    return stored == NULL ? NULL : arena_strdup(arena, text->str);
}

static const char *group_settings(Arena *arena, const ConfigurationGroup *groups, size_t n) {
    g_autoptr(GString) text = g_string_new(NULL);
    for (size_t i = 0; i < n; i++)
        append_settings(arena, text, groups[i].valid_from, groups[i].valid_to, groups[i].settings);
    return arena_strdup(arena, text->str);
}

/* Before the first that is written: see rules_load(). */
static bool begin_edition(Db *db, Importing *importing, GError **error) {
    SqlCollaborationUpdateIn in = {importing->summary.collaboration, importing->file.title,
                                   importing->file.dormant_from, db_new_id(db)};
    bool had = importing->has_edition;
    importing->has_edition = true;
    return had || sql_collaboration_update(db, &in, error);
}

static bool write_rules(Db *db, const Importing *importing, Id element,
                        const ConfigurationGroup *groups, size_t n, GError **error) {
    Id collaboration = importing->summary.collaboration;
    if (!sql_rules_delete(db, &(SqlRulesDeleteIn){collaboration, element}, error))
        return false;
    for (size_t i = 0; i < n; i++) {
        SqlRuleInsertIn in = {collaboration,        db_new_id(db),      element,
                              groups[i].valid_from, groups[i].valid_to, groups[i].title,
                              groups[i].settings};
        if (!sql_rule_insert(db, &in, error))
            return false;
    }
    return true;
}

static bool write_element(Db *db, Importing *importing, const Stored *stored,
                          const ConfigurationGroup *groups, size_t n, int64_t position,
                          GError **error) {
    Id collaboration = importing->summary.collaboration;
    Id element = stored == NULL ? db_new_id(db) : stored->rows->element;
    SqlElementInsertIn new = {collaboration, element, element_kind_names[groups->kind], groups->key,
                              position};
    if (!begin_edition(db, importing, error))
        return false;
    if (stored == NULL && !sql_element_insert(db, &new, error))
        return false;
    if (stored != NULL &&
        !sql_element_move(db, &(SqlElementMoveIn){collaboration, element, position}, error))
        return false;
    AuditEntry entry = {.collaboration = collaboration,
                        .account = importing->import->account,
                        .subject = element,
                        .parent = collaboration,
                        .action = stored == NULL ? "rule.add" : "rule.change",
                        .before = all_settings(importing->arena, stored),
                        .after = group_settings(importing->arena, groups, n)};
    return write_rules(db, importing, element, groups, n, error) &&
           audit_write(db, &entry, NULL, error);
}

static bool move_element(Db *db, Importing *importing, const Stored *stored, int64_t position,
                         GError **error) {
    SqlElementMoveIn in = {importing->summary.collaboration, stored->rows->element, position};
    return importing->import->dry_run || stored->rows->position == position ||
           (begin_edition(db, importing, error) && sql_element_move(db, &in, error));
}

static bool import_element(Db *db, Importing *importing, size_t first, GError **error) {
    const ConfigurationGroup *groups = &importing->file.groups[first];
    size_t n = groups_of_element(&importing->file, first);
    Stored *stored = find_stored(importing, groups);
    int64_t position = (int64_t)first + 1;
    if (stored != NULL)
        stored->seen = true;
    if (stored != NULL && same_rules(stored, groups, n)) {
        importing->summary.n_unchanged++;
        return move_element(db, importing, stored, position, error);
    }
    importing->summary.n_added += stored == NULL;
    importing->summary.n_changed += stored != NULL;
    g_ptr_array_add(importing->changes,
                    arena_printf(importing->arena, "%s: %s, %s", T_(rule_kinds[groups->kind].one),
                                 groups->title, stored == NULL ? T_("nytt") : T_("ändrat")));
    return importing->import->dry_run ||
           write_element(db, importing, stored, groups, n, position, error);
}

static bool write_collaboration(Db *db, Importing *importing, GError **error) {
    const SqlCollaboration *row;
    const Configuration *file = &importing->file;
    if (!sql_collaboration_by_name(db, importing->arena, &(SqlCollaborationByNameIn){file->name},
                                   &row, error))
        return false;
    Id only = importing->import->only;
    if (only.value != 0 && (row == NULL || row->id.value != only.value))
        return fail(error, ERROR_INVALID, "Filen gäller en annan samverkan (%s).", file->name);
    importing->summary.collaboration = row == NULL ? db_new_id(db) : row->id;
    Id id = importing->summary.collaboration;
    if (importing->import->dry_run)
        return true;
    importing->has_edition = row == NULL;
    if (row == NULL)
        return sql_collaboration_insert(db,
                                        &(SqlCollaborationInsertIn){id, file->name, file->title,
                                                                    file->dormant_from,
                                                                    db_new_id(db)},
                                        error);
    return (strcmp(row->title, file->title) == 0 &&
            date_compare(row->dormant_on, file->dormant_from) == 0) ||
           begin_edition(db, importing, error);
}

static TextList texts_of(Arena *arena, const GPtrArray *list) {
    const char **items = ARENA_ARRAY(arena, const char *, list->len);
    for (guint i = 0; i < list->len; i++)
        items[i] = g_ptr_array_index(list, i);
    return (TextList){items, list->len};
}

static void list_missing(Importing *importing) {
    for (size_t i = 0; i < importing->n_stored; i++)
        if (!importing->stored[i].seen)
            g_ptr_array_add(importing->missing, (gpointer)importing->stored[i].rows->title);
}

static bool import_file(Db *db, void *data, GError **error) {
    Importing *importing = data;
    SqlRulesAllRows found;
    importing->n_stored = 0;
    importing->summary = (ConfigurationSummary){0};
    g_ptr_array_set_size(importing->changes, 0);
    g_ptr_array_set_size(importing->missing, 0);
    if (!write_collaboration(db, importing, error))
        return false;
    SqlRulesAllIn all = {.collaboration = importing->summary.collaboration};
    if (!sql_rules_all(db, importing->arena, &all, &found, error))
        return false;
    group_stored(importing, &found);
    for (size_t i = 0; i < importing->file.n; i += groups_of_element(&importing->file, i))
        if (!import_element(db, importing, i, error))
            return false;
    list_missing(importing);
    return true;
}

bool configuration_import(Db *db, Arena *arena, const ConfigurationImport *import,
                          ConfigurationSummary *ret, GError **error) {
    g_autoptr(GPtrArray) changes = g_ptr_array_new(), missing = g_ptr_array_new();
    Importing importing = {
        .arena = arena, .import = import, .changes = changes, .missing = missing};
    if (!configuration_read(arena, import->text, import->size, &importing.file, error) ||
        !db_write(db, import_file, &importing, error))
        return false;
    importing.summary.changes = texts_of(arena, changes);
    importing.summary.missing = texts_of(arena, missing);
    *ret = importing.summary;
    return true;
}

bool configuration_export(Db *db, Arena *arena, Id collaboration, const char **ret_text,
                          GError **error) {
    SqlRulesAllRows rules;
    if (!sql_rules_all(db, arena, &(SqlRulesAllIn){.collaboration = collaboration}, &rules, error))
        return false;
    if (rules.n == 0)
        return fail(error, ERROR_NOT_FOUND, "Samverkan finns inte.");
    *ret_text = configuration_text(arena, rules.rows, rules.n);
    return true;
}
