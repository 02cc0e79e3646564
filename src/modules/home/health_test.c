#include "db/testdb.h"
#include "modules/home/home.h"
#include "web/request_parts.h"
#include "web/response_parts.h"

#include <glib.h>
#include <string.h>

static bool give_database(void *data, Db **ret_db, GError **error) {
    (void)error;
    *ret_db = data;
    return true;
}

static int ask(Db *db, const char *says) {
    static const Route *const tables[] = {health_routes, NULL};
    const RouterHooks hooks = {.data = db, .database = give_database};
    g_autoptr(Arena) arena = arena_new();
    g_autoptr(Router) router = NULL;
    g_autoptr(GError) error = NULL;
    g_assert_true(router_new(tables, &hooks, &router, &error));
    const Response *response = router_answer(router, request_sample(arena, GET, "/healthz", NULL));
    g_assert_cmpmem(response->body.data, response->body.size, says, strlen(says));
    g_assert_cmpuint(response->cookies.n, ==, 0);
    g_assert_cmpstr(pairs_get_header(&response->headers, "Cache-Control"), ==, "no-store");
    return response->status;
}

static void says_whether_the_database_answers(void) {
    g_autoptr(Db) db = testdb_new();
    g_autoptr(GError) error = NULL;
    g_assert_cmpint(ask(db, "ok\n"), ==, 200);
    g_assert_true(db_run_script(db, "DROP TABLE setting", &error));
    g_assert_cmpint(ask(db, "unavailable\n"), ==, 503);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/health/database", says_whether_the_database_answers);
    return g_test_run();
}
