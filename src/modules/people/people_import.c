#include "modules/people/people.h"

#include "base/date.h"
#include "base/error.h"
#include "modules/collaborations/collaborations.h"
#include "modules/people/people_sql.h"
#include "services/auth/auth.h"

#include <glib.h>
#include <string.h>

typedef struct {
    Arena *arena;
    Id collaboration;
    GKeyFile *file;
    SqlElementsByKeyRows elements;
    GHashTable *known; /* key of a person that is there → its Id */
    GHashTable *added; /* groups whose person is new */
    PeopleSummary summary;
} Importing;

static const char *value(const Importing *importing, const char *group, const char *key) {
    g_autofree char *text = g_key_file_get_string(importing->file, group, key, NULL);
    return arena_strdup(importing->arena, text);
}

static bool find_element(const Importing *importing, ElementKind kind, const char *key, Id *ret) {
    for (size_t i = 0; i < importing->elements.n; i++)
        if (strcmp(importing->elements.rows[i].kind, element_kind_names[kind]) == 0 &&
            strcmp(importing->elements.rows[i].key, key) == 0) {
            *ret = importing->elements.rows[i].id;
            return true;
        }
    return false;
}

/* The element that a key of the group names; none when the group does not have the key. */
static bool read_element(const Importing *importing, const char *group, const char *name,
                         ElementKind kind, Id *ret, GError **error) {
    const char *key = value(importing, group, name);
    if (key == NULL || find_element(importing, kind, key, ret))
        return true;
    return fail(error, ERROR_INVALID, "[%s]: %s=%s finns inte i samverkan.", group, name, key);
}

static bool read_date(const Importing *importing, const char *group, const char *name, Date *ret,
                      GError **error) {
    const char *text = value(importing, group, name);
    if (text == NULL || date_parse(text, ret))
        return true;
    return fail(error, ERROR_INVALID, "[%s]: %s=%s ska vara en dag som 2021-01-01.", group, name,
                text);
}

static bool read_place(const Importing *importing, const char *group, Id *ret, GError **error) {
    if (!read_element(importing, group, "office", ELEMENT_OFFICE, ret, error) ||
        !read_element(importing, group, "party", ELEMENT_PARTY, ret, error) ||
        !read_element(importing, group, "committee", ELEMENT_COMMITTEE, ret, error))
        return false;
    if (ret->value == 0)
        return fail(error, ERROR_INVALID, "[%s]: office, party eller committee saknas.", group);
    return true;
}

static bool add_post(Db *db, const Importing *importing, const char *group, Id person, Date from,
                     Date to, GError **error) {
    const char *subjects = value(importing, group, "subjects"),
               *function = value(importing, group, "function");
    SqlPostPutIn in = {.collaboration = importing->collaboration,
                       .id = db_new_id(db),
                       .person = person,
                       .title = value(importing, group, "title"),
                       .municipality = value(importing, group, "municipality"),
                       .function = function == NULL ? "other" : function,
                       .subjects = subjects == NULL ? "" : subjects,
                       .valid_from = from,
                       .valid_to = to};
    return read_place(importing, group, &in.element, error) &&
           read_element(importing, group, "deputy_for", ELEMENT_OFFICE, &in.deputy_for, error) &&
           sql_post_put(db, &in, error);
}

/* "styrgrupp:member" or "styrgrupp:member:anna-berg", who sits there instead of anna-berg. */
static bool read_seat(const Importing *importing, const char *group, const char *text,
                      SqlSeatPutIn *seat, GError **error) {
    g_auto(GStrv) words = g_strsplit(text, ":", 3);
    guint n = g_strv_length(words);
    if (n == 0 || !find_element(importing, ELEMENT_BODY, words[0], &seat->body))
        return fail(error, ERROR_INVALID, "[%s]: organet %s finns inte i samverkan.", group,
                    n == 0 ? "" : words[0]);
    seat->role = n > 1 ? arena_strdup(importing->arena, words[1]) : "member";
    if (n < 3)
        return true;
    const Id *member = g_hash_table_lookup(importing->known, words[2]);
    if (member == NULL)
        return fail(error, ERROR_INVALID, "[%s]: %s, som ersätts i %s, finns inte.", group,
                    words[2], words[0]);
    seat->is_substitute = true;
    seat->substitute_for = *member;
    return true;
}

/* When everybody is there, since a substitute may stand before the member. */
static bool add_seats(Db *db, const Importing *importing, const char *group, GError **error) {
    const char *bodies = value(importing, group, "bodies");
    const Id *person = g_hash_table_lookup(importing->added, group);
    g_auto(GStrv) list = g_strsplit(bodies == NULL ? "" : bodies, ";", -1);
    for (char **item = list; *item != NULL && person != NULL; item++) {
        SqlSeatPutIn in = {
            .collaboration = importing->collaboration, .id = db_new_id(db), .person = *person};
        if (!read_date(importing, group, "from", &in.valid_from, error) ||
            !read_date(importing, group, "to", &in.valid_to, error) ||
            !read_seat(importing, group, *item, &in, error) || !sql_seat_put(db, &in, error))
            return false;
    }
    return true;
}

static void remember(const Importing *importing, GHashTable *table, const char *name, Id id) {
    Id *kept = ARENA_NEW(importing->arena, Id);
    *kept = id;
    g_hash_table_insert(table, arena_strdup(importing->arena, name), kept);
}

static bool add_account(Db *db, const Importing *importing, const char *group, const char *email,
                        const char *name, Id person, GError **error) {
    const char *role = value(importing, group, "role");
    bool administrator = g_strcmp0(role, "system_administrator") == 0;
    Membership membership = {
        .collaboration = importing->collaboration, .person = person, .roles = roles_of_keys(role)};
    if (role == NULL || strcmp(role, "none") == 0)
        return true;
    return account_add(db, &(NewAccount){email, name, NULL, administrator}, &membership.account,
                       error) &&
           (administrator || membership_put(db, &membership, error));
}

static bool is_protected(const Importing *importing, const char *group) {
    return g_strcmp0(value(importing, group, "protected"), "true") == 0;
}

static bool add_person(Db *db, Importing *importing, const char *group, const char *key,
                       GError **error) {
    SqlPersonInsertIn in = {.collaboration = importing->collaboration,
                            .id = db_new_id(db),
                            .key = key,
                            .name = value(importing, group, "name"),
                            .email = value(importing, group, "email"),
                            .phone = value(importing, group, "phone"),
                            .is_protected = is_protected(importing, group)};
    Date from = {0}, to = {0};
    if (in.name == NULL || in.email == NULL)
        return fail(error, ERROR_INVALID, "[%s]: name eller email saknas.", group);
    if (g_hash_table_contains(importing->known, key)) {
        importing->summary.n_unchanged++;
        return true;
    }
    importing->summary.n_added++;
    remember(importing, importing->known, key, in.id);
    remember(importing, importing->added, group, in.id);
    return read_date(importing, group, "from", &from, error) &&
           read_date(importing, group, "to", &to, error) && sql_person_insert(db, &in, error) &&
           add_post(db, importing, group, in.id, from, to, error) &&
           add_account(db, importing, group, in.email, in.name, in.id, error);
}

static bool load_known(Db *db, Importing *importing, GError **error) {
    SqlPersonKeysRows found;
    if (!sql_person_keys(db, importing->arena, &(SqlPersonKeysIn){importing->collaboration}, &found,
                         error) ||
        !sql_elements_by_key(db, importing->arena, &(SqlElementsByKeyIn){importing->collaboration},
                             &importing->elements, error))
        return false;
    g_hash_table_remove_all(importing->known);
    g_hash_table_remove_all(importing->added);
    for (size_t i = 0; i < found.n; i++)
        remember(importing, importing->known, found.rows[i].key, found.rows[i].id);
    return true;
}

static bool import_people(Db *db, void *data, GError **error) {
    Importing *importing = data;
    g_auto(GStrv) groups = g_key_file_get_groups(importing->file, NULL);
    importing->summary = (PeopleSummary){0};
    if (!load_known(db, importing, error))
        return false;
    for (char **group = groups; *group != NULL; group++) {
        if (!g_str_has_prefix(*group, "person "))
            return fail(error, ERROR_INVALID,
                        "[%s] är ingen grupp som finns i en fil med personer.", *group);
        if (!add_person(db, importing, *group, *group + strlen("person "), error))
            return false;
    }
    for (char **group = groups; *group != NULL; group++)
        if (!add_seats(db, importing, *group, error))
            return false;
    return true;
}

bool people_import(Db *db, Arena *arena, Id collaboration, const char *text, size_t size,
                   PeopleSummary *ret, GError **error) {
    g_autoptr(GKeyFile) file = g_key_file_new();
    g_autoptr(GHashTable) known = g_hash_table_new(g_str_hash, g_str_equal),
                          added = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GError) problem = NULL;
    Importing importing = {.arena = arena,
                           .collaboration = collaboration,
                           .file = file,
                           .known = known,
                           .added = added};
    if (size > PEOPLE_FILE_SIZE_MAX)
        return fail(error, ERROR_INVALID, "Filen är större än 1 MiB.");
    if (!g_key_file_load_from_data(file, text, size, G_KEY_FILE_NONE, &problem))
        return fail(error, ERROR_INVALID, "Filen kan inte läsas: %s", problem->message);
    if (!db_write(db, import_people, &importing, error))
        return false;
    *ret = importing.summary;
    return true;
}
