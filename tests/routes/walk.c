#include "walk.h"

#include "base/date.h"
#include "db/testdb.h"
#include "modules/accounts/accounts.h"
#include "web/request_parts.h"
#include "web/response_parts.h"
#include "web/router.h"

#include <string.h>

void walk_open(Walk *walk, const char *samsyn) {
    g_autoptr(GError) error = NULL;
    *walk = (Walk){.file = testdb_where(), .arena = arena_new(), .waiting = g_queue_new()};
    char *command[] = {(char *)samsyn, "demo", "--data", walk->file, NULL};
    Collaboration found;
    int status;
    walk->seen = g_hash_table_new(g_str_hash, g_str_equal);
    g_spawn_sync(NULL, command, NULL, G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL, NULL, NULL, &status,
                 &error);
    g_assert_no_error(error);
    g_assert_cmpint(status, ==, 0);
    g_assert_true(db_pool_new(walk->file, &walk->pool, &error));
    g_assert_true(db_pool_connection(walk->pool, &walk->db, &error));
    g_assert_true(app_new(walk->pool, &walk->app, &error));
    g_assert_true(collaboration_by_name(walk->db, walk->arena, "jonkoping", &found, &error));
    walk->collaboration = found.id;
}

void walk_close(Walk *walk) {
    app_free(walk->app);
    db_pool_close(walk->pool);
    testdb_remove(walk->file);
    g_hash_table_unref(walk->seen);
    g_queue_free(walk->waiting);
    arena_free(walk->arena);
}

void walk_be(Walk *walk, Id account) {
    SessionOf of = {.account = account, .now = instant_now()};
    g_assert_true(login_as_persona(walk->db, walk->arena, &of, &walk->token, NULL));
}

Id walk_element(const Walk *walk, Date on, ElementKind kind, const char *key) {
    const Rules *rules;
    g_assert_true(rules_load(walk->db, walk->arena, walk->collaboration, on, &rules, NULL));
    return rules_find(rules, kind, key)->element;
}

static bool is_packed(const char *address) {
    g_auto(GStrv) path = g_strsplit(address, "?", 2);
    return g_str_has_suffix(path[0], ".pdf") || g_str_has_suffix(path[0], ".docx") ||
           g_str_has_suffix(path[0], ".xlsx");
}

void walk_remember(Walk *walk, const char *address) {
    g_auto(GStrv) parts = g_strsplit(address, "#", 2);
    bool is_ours = g_str_has_prefix(address, "/") && !g_str_has_prefix(address, "//");
    if (!is_ours || is_packed(parts[0]) || g_hash_table_contains(walk->seen, parts[0]))
        return;
    const char *kept = arena_strdup(walk->arena, parts[0]);
    g_hash_table_add(walk->seen, (gpointer)kept);
    g_queue_push_tail(walk->waiting, (gpointer)kept);
}

const char *walk_next(Walk *walk) {
    return g_queue_pop_head(walk->waiting);
}

const char *walk_ask(const Walk *walk, Arena *arena, const char *address) {
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

static const char *unescaped(Arena *arena, const char *href) {
    g_auto(GStrv) parts = g_strsplit(href, "&amp;", -1);
    g_autofree char *joined = g_strjoinv("&", parts);
    return arena_strdup(arena, joined);
}

const char *const *walk_links(Arena *arena, const char *address, const char *text) {
    g_auto(GStrv) parts = g_strsplit(text, "href=\"", -1);
    g_auto(GStrv) path = g_strsplit(address, "?", 2);
    const char **links = ARENA_ARRAY(arena, const char *, g_strv_length(parts) + 1);
    size_t n = 0;
    for (char **part = parts[0] == NULL ? parts : parts + 1; *part != NULL; part++) {
        (*part)[strcspn(*part, "\"")] = '\0';
        const char *href = unescaped(arena, *part);
        if (path[1] == NULL || strchr(href, '?') == NULL)
            links[n++] = href[0] == '?' ? arena_printf(arena, "%s%s", path[0], href) : href;
    }
    return links;
}
