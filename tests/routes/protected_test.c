#include "walk.h"

#include "base/date.h"
#include "base/id.h"
#include "modules/accounts/accounts.h"
#include "modules/people/people.h"
#include "modules/people/people_edit.h"
#include "services/audit/audit.h"
#include "web/router.h"

#include <string.h>

/* Whoever has protected identity is on no page and in no file that an ordinary member can reach:
 * every address that a link leads to is asked for, and every route that needs nothing more than the
 * collaboration. Files that are packed (PDF, DOCX, XLSX) hold what the same handlers write as HTML,
 * CSV and JSON. */

#define KEY "mirja-stillronn"

typedef struct {
    Walk walk;
    size_t n_asked, n_told;
    bool leaves_plans;
} Search;

static char *samsyn;

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
    Id office = walk_element(walk, (Date){2021, 4, 15}, ELEMENT_OFFICE, "habo-mullsjo");
    Post post = {.person = person,
                 .element = office,
                 .title = "Hemlig titel",
                 .function = "contact_person",
                 .subjects = ""};
    Seat seat = {.person = person,
                 .body = walk_element(walk, (Date){2021, 4, 15}, ELEMENT_BODY, "styrgrupp"),
                 .role = "member"};
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

static void begin(Search *search) {
    People people;
    *search = (Search){0};
    Walk *walk = &search->walk;
    walk_open(walk, samsyn);
    g_assert_true(people_load(walk->db, walk->arena, walk->collaboration, NULL, &people, NULL));
    protect_in_earnest(walk, people_find(&people, KEY)->id);
}

static void log_in(Walk *walk, Role role) {
    g_autofree char *email = g_strdup_printf("prov-%s@example.org", role_key(role));
    Membership membership = {.collaboration = walk->collaboration, .roles = ONLY_ROLE(role)};
    g_assert_true(account_add(walk->db,
                              &(NewAccount){email, "Prov", NULL, role == ROLE_SYSTEM_ADMINISTRATOR},
                              &membership.account, NULL));
    if (role != ROLE_SYSTEM_ADMINISTRATOR)
        g_assert_true(membership_put(walk->db, &membership, NULL));
    walk_be(walk, membership.account);
}

/* ---- asking ---- */

static bool is_of_a_plan(const char *address) {
    return strstr(address, "/plans/") != NULL || strstr(address, "/activities/") != NULL;
}

/* A list that is sorted otherwise holds the same. */
static void remember(Search *search, const char *address) {
    if (strstr(address, "sort=") == NULL && !(search->leaves_plans && is_of_a_plan(address)))
        walk_remember(&search->walk, address);
}

static void walk_all(Search *search, bool may_tell) {
    static const char *const words[] = {"Stillr", "stillr", "Mirja", "mirja", "Hemlig titel"};
    const char *address;
    while ((address = walk_next(&search->walk)) != NULL) {
        g_autoptr(Arena) arena = arena_new();
        const char *text = walk_ask(&search->walk, arena, address);
        search->n_asked++;
        for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
            if (strstr(text, words[i]) != NULL && strstr(address, "mirja") == NULL) {
                search->n_told++;
                if (!may_tell)
                    g_error("%s tells of “%s”", address, words[i]);
            }
        for (const char *const *link = walk_links(arena, address, text); *link != NULL; link++)
            remember(search, *link);
    }
}

/* Routes without a parameter but the collaboration. */
static void begin_with_routes(Search *search) {
    const Walk *walk = &search->walk;
    size_t n;
    const Route *const *routes = routes_all(app_router(walk->app), &n);
    for (size_t i = 0; i < n; i++) {
        const char *rest = g_str_has_prefix(routes[i]->pattern, "/:collab")
                               ? routes[i]->pattern + strlen("/:collab")
                               : NULL;
        if (routes[i]->method == GET && rest != NULL && strchr(rest, ':') == NULL)
            remember(search, arena_printf(walk->arena, "/jonkoping%s", rest));
        else if (routes[i]->method == GET && strchr(routes[i]->pattern, ':') == NULL)
            remember(search, routes[i]->pattern);
    }
    remember(search, "/jonkoping/search?q=still"); /* what was searched for stands on the page */
    remember(search, "/jonkoping/people/" KEY);
}

static void no_member_meets_them(void) {
    Search search;
    begin(&search);
    log_in(&search.walk, ROLE_MEMBER);
    begin_with_routes(&search);
    walk_all(&search, false);
    g_test_message("%zu addresses", search.n_asked);
    g_assert_cmpuint(search.n_asked, >, 150);
    walk_close(&search.walk);
}

static void nor_does_the_system_administrator(void) {
    Search search;
    begin(&search);
    log_in(&search.walk, ROLE_SYSTEM_ADMINISTRATOR);
    begin_with_routes(&search);
    walk_all(&search, false);
    g_assert_cmpuint(search.n_asked, >, 20);
    walk_close(&search.walk);
}

/* What the walk looks for is there: the coordinator meets it, and never the address or the number
 * in a file. */
static void the_coordinator_does(void) {
    Search search;
    begin(&search);
    log_in(&search.walk, ROLE_COORDINATOR);
    search.leaves_plans = true;
    begin_with_routes(&search);
    walk_all(&search, true);
    g_assert_cmpuint(search.n_told, >, 5);
    for (GList *at = g_hash_table_get_keys(search.walk.seen), *next; at != NULL; at = next) {
        g_autoptr(Arena) arena = arena_new();
        const char *address = at->data;
        bool is_file = strstr(address, ".csv") != NULL || strstr(address, ".json") != NULL;
        next = at->next;
        if (is_file && strstr(address, "extract") == NULL &&
            strstr(walk_ask(&search.walk, arena, address), "mirja.stillronn@") != NULL)
            g_error("%s holds the address", address);
        g_list_free_1(at);
    }
    walk_close(&search.walk);
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
