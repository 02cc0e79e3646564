#include "app.h"

#include "base/date.h"
#include "base/id.h"
#include "db/testdb.h"
#include "modules/accounts/accounts.h"
#include "modules/collaborations/collaborations.h"
#include "modules/people/people.h"
#include "modules/people/people_edit.h"
#include "services/audit/audit.h"
#include "services/auth/auth.h"
#include "web/request_parts.h"
#include "web/response_parts.h"
#include "web/router.h"

#include <glib.h>
#include <string.h>

/* Whoever has protected identity is on no page and in no file that an ordinary member can reach:
 * every address that a link leads to is asked for, and every route that needs nothing more than the
 * collaboration. Files that are packed (PDF, DOCX, XLSX) hold what the same handlers write as HTML,
 * CSV and JSON. */

#define KEY "mirja-stillronn"

typedef struct {
    char *file;
    DbPool *pool;
    App *app;
    Db *db;
    Arena *arena;
    Id collaboration;
    const char *token;
    GHashTable *seen;
    GQueue *waiting;
    size_t n_asked, n_told;
    bool leaves_plans;
} Walk;

static char *samsyn;

static void protect_in_earnest(Walk *walk, Id person);

static Walk walk_new(void) {
    g_autoptr(GError) error = NULL;
    Walk walk = {.file = testdb_where(), .arena = arena_new(), .waiting = g_queue_new()};
    const char *command[] = {samsyn, "demo", "--data", walk.file, NULL};
    Collaboration found;
    People people;
    int status;
    walk.seen = g_hash_table_new(g_str_hash, g_str_equal);
    g_spawn_sync(NULL, (char **)command, NULL, G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL, NULL, NULL,
                 &status, &error);
    g_assert_no_error(error);
    g_assert_cmpint(status, ==, 0);
    g_assert_true(db_pool_new(walk.file, &walk.pool, &error));
    g_assert_true(db_pool_connection(walk.pool, &walk.db, &error));
    g_assert_true(app_new(walk.pool, &walk.app, &error));
    g_assert_true(collaboration_by_name(walk.db, walk.arena, "jonkoping", &found, &error));
    walk.collaboration = found.id;
    g_assert_true(people_load(walk.db, walk.arena, walk.collaboration, NULL, &people, &error));
    protect_in_earnest(&walk, people_find(&people, KEY)->id);
    return walk;
}

static void walk_free(Walk *walk) {
    app_free(walk->app);
    db_pool_close(walk->pool);
    testdb_remove(walk->file);
    g_hash_table_unref(walk->seen);
    g_queue_free(walk->waiting);
    arena_free(walk->arena);
}

static Id element_of(const Walk *walk, ElementKind kind, const char *key) {
    const Rules *rules;
    g_assert_true(
        rules_load(walk->db, walk->arena, walk->collaboration, (Date){2021, 4, 15}, &rules, NULL));
    return rules_find(rules, kind, key)->element;
}

/* A change to a plan, one to the account itself, and how the person could be reached before. */
static bool write_down(Db *db, void *data, GError **error) {
    const AuditEntry *change = data;
    AuditEntry of_account = {.account = change->account,
                             .subject = change->account,
                             .action = "account.add",
                             .after = "mirja.stillronn@example.org"};
    AuditEntry before = {.collaboration = change->collaboration,
                         .account = change->account,
                         .subject = change->subject,
                         .parent = change->subject,
                         .action = "person.change",
                         .before = "Mirja, mirja.stillronn@example.org, 070-174 06 12"};
    return audit_write(db, change, NULL, error) && audit_write(db, &of_account, NULL, error) &&
           audit_write(db, &before, NULL, error);
}

static void send_letter(const Walk *walk, Id account) {
    g_autofree char *script = g_strdup_printf(
        "INSERT INTO letter (id, account, kind, to_name, to_email, subject, text, html, state, "
        "created_at, expires_at) VALUES (1, %" G_GINT64_FORMAT ", 'prov', 'Mirja Stillrönn', "
        "'mirja.stillronn@example.org', 'Prov', 'Hej Mirja', '', 'sent', 1, 2)",
        account.value);
    g_autoptr(GError) error = NULL;
    (void)!db_run_script(walk->db, script, &error);
    g_assert_no_error(error);
}

/* Everything that could tell of the person: a post as head and contact person, a seat, an account
 * that has changed something. */
static void protect_in_earnest(Walk *walk, Id person) {
    PeopleEditor editor = {.collaboration = walk->collaboration};
    Id office = element_of(walk, ELEMENT_OFFICE, "habo-mullsjo");
    Post post = {.person = person,
                 .element = office,
                 .title = "Hemlig titel",
                 .function = "contact_person",
                 .subjects = ""};
    Seat seat = {
        .person = person, .body = element_of(walk, ELEMENT_BODY, "styrgrupp"), .role = "member"};
    Membership membership = {.collaboration = walk->collaboration,
                             .person = person,
                             .roles = ONLY_ROLE(ROLE_COORDINATOR)};
    AuditEntry entry = {.collaboration = walk->collaboration, .action = "plan.publish"};
    NewAccount account = {"mirja.stillronn@example.org", "Mirja Stillrönn", NULL, false};
    g_assert_true(post_put(walk->db, walk->arena, &editor, &post, NULL));
    g_assert_true(seat_put(walk->db, walk->arena, &editor, &seat, NULL));
    g_assert_true(account_add(walk->db, &account, &membership.account, NULL));
    g_assert_true(membership_put(walk->db, &membership, NULL));
    entry.account = membership.account;
    entry.subject = person;
    g_assert_true(db_write(walk->db, write_down, &entry, NULL));
    send_letter(walk, membership.account);
}

static void log_in(Walk *walk, Role role) {
    g_autofree char *email = g_strdup_printf("prov-%s@example.org", role_key(role));
    Membership membership = {.collaboration = walk->collaboration, .roles = ONLY_ROLE(role)};
    g_assert_true(account_add(walk->db,
                              &(NewAccount){email, "Prov", NULL, role == ROLE_SYSTEM_ADMINISTRATOR},
                              &membership.account, NULL));
    if (role != ROLE_SYSTEM_ADMINISTRATOR)
        g_assert_true(membership_put(walk->db, &membership, NULL));
    g_assert_true(login_as_persona(
        walk->db, walk->arena, &(SessionOf){.account = membership.account, .now = instant_now()},
        &walk->token, NULL));
}

/* ---- asking ---- */

static bool is_packed(const char *address) {
    g_auto(GStrv) path = g_strsplit(address, "?", 2);
    return g_str_has_suffix(path[0], ".pdf") || g_str_has_suffix(path[0], ".docx") ||
           g_str_has_suffix(path[0], ".xlsx");
}

/* A list that is sorted otherwise holds the same. */
static bool is_of_a_plan(const char *address) {
    return strstr(address, "/plans/") != NULL || strstr(address, "/activities/") != NULL;
}

static void remember(Walk *walk, const char *address) {
    g_auto(GStrv) parts = g_strsplit(address, "#", 2);
    bool is_ours = g_str_has_prefix(address, "/") && !g_str_has_prefix(address, "//");
    if (!is_ours || is_packed(parts[0]) || (walk->leaves_plans && is_of_a_plan(parts[0])) ||
        strstr(parts[0], "sort=") != NULL || g_hash_table_contains(walk->seen, parts[0]))
        return;
    const char *kept = arena_strdup(walk->arena, parts[0]);
    g_hash_table_add(walk->seen, (gpointer)kept);
    g_queue_push_tail(walk->waiting, (gpointer)kept);
}

static const char *unescaped(Arena *arena, const char *href) {
    g_auto(GStrv) parts = g_strsplit(href, "&amp;", -1);
    g_autofree char *joined = g_strjoinv("&", parts);
    return arena_strdup(arena, joined);
}

static void follow_links(Walk *walk, Arena *arena, const char *address, const char *text) {
    g_auto(GStrv) parts = g_strsplit(text, "href=\"", -1);
    g_auto(GStrv) path = g_strsplit(address, "?", 2);
    for (char **part = parts[0] == NULL ? parts : parts + 1; *part != NULL; part++) {
        char *end = strchr(*part, '"');
        if (end == NULL)
            continue;
        *end = '\0';
        const char *href = unescaped(arena, *part);
        if (path[1] != NULL && strchr(href, '?') != NULL)
            continue; /* one choice at a time */
        remember(walk, href[0] == '?' ? arena_printf(arena, "%s%s", path[0], href) : href);
    }
}

static const char *ask(const Walk *walk, Arena *arena, const char *address) {
    Request *request = request_sample(arena, GET, address, NULL);
    pairs_add(arena, &request->parts->cookies, cookie_name(request, SESSION_COOKIE), walk->token);
    const Response *response = router_answer(app_router(walk->app), request);
    if (response->status == 500)
        g_error("%s answers 500", address);
    if (response->html != NULL)
        return html_out_text(response->html);
    return response->body.size == 0
               ? ""
               : arena_strndup(arena, (const char *)response->body.data, response->body.size);
}

static void walk_all(Walk *walk, bool may_tell) {
    static const char *const words[] = {"Stillr", "stillr", "Mirja", "mirja", "Hemlig titel"};
    const char *address;
    while ((address = g_queue_pop_head(walk->waiting)) != NULL) {
        g_autoptr(Arena) arena = arena_new();
        const char *text = ask(walk, arena, address);
        walk->n_asked++;
        for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
            if (strstr(text, words[i]) != NULL && strstr(address, "mirja") == NULL) {
                walk->n_told++;
                if (!may_tell)
                    g_error("%s tells of “%s”", address, words[i]);
            }
        follow_links(walk, arena, address, text);
    }
}

/* Routes without a parameter but the collaboration. */
static void begin(Walk *walk) {
    size_t n;
    const Route *const *routes = routes_all(app_router(walk->app), &n);
    for (size_t i = 0; i < n; i++) {
        const char *rest = g_str_has_prefix(routes[i]->pattern, "/:collab")
                               ? routes[i]->pattern + strlen("/:collab")
                               : NULL;
        if (routes[i]->method == GET && rest != NULL && strchr(rest, ':') == NULL)
            remember(walk, arena_printf(walk->arena, "/jonkoping%s", rest));
        else if (routes[i]->method == GET && strchr(routes[i]->pattern, ':') == NULL)
            remember(walk, routes[i]->pattern);
    }
    remember(walk, "/jonkoping/search?q=still"); /* what was searched for stands on the page */
    remember(walk, "/jonkoping/people/" KEY);
}

static void no_member_meets_them(void) {
    Walk walk = walk_new();
    log_in(&walk, ROLE_MEMBER);
    begin(&walk);
    walk_all(&walk, false);
    g_test_message("%zu addresses", walk.n_asked);
    g_assert_cmpuint(walk.n_asked, >, 150);
    walk_free(&walk);
}

static void nor_does_the_system_administrator(void) {
    Walk walk = walk_new();
    log_in(&walk, ROLE_SYSTEM_ADMINISTRATOR);
    begin(&walk);
    walk_all(&walk, false);
    g_assert_cmpuint(walk.n_asked, >, 20);
    walk_free(&walk);
}

/* What the walk looks for is there: the coordinator meets it, and never the address or the number
 * in a file. */
static void the_coordinator_does(void) {
    Walk walk = walk_new();
    log_in(&walk, ROLE_COORDINATOR);
    walk.leaves_plans = true;
    begin(&walk);
    walk_all(&walk, true);
    g_assert_cmpuint(walk.n_told, >, 5);
    for (GList *at = g_hash_table_get_keys(walk.seen), *next; at != NULL; at = next) {
        g_autoptr(Arena) arena = arena_new();
        const char *address = at->data;
        bool is_file = strstr(address, ".csv") != NULL || strstr(address, ".json") != NULL;
        next = at->next;
        if (is_file && strstr(address, "extract") == NULL &&
            strstr(ask(&walk, arena, address), "mirja.stillronn@") != NULL)
            g_error("%s holds the address", address);
        g_list_free_1(at);
    }
    walk_free(&walk);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_assert_cmpint(argc, ==, 2);
    samsyn = argv[1];
    g_test_add_func("/protected/member", no_member_meets_them);
    g_test_add_func("/protected/system-administrator", nor_does_the_system_administrator);
    g_test_add_func("/protected/coordinator", the_coordinator_does);
    return g_test_run();
}
