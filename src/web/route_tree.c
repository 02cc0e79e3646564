#include "base/error.h"
#include "web/request_parts.h"
#include "web/router_parts.h"

#include <string.h>

struct RouteNode {
    GHashTable *literals; /* segment → RouteNode */
    GPtrArray *endings;   /* Ending, longest first: the parameters */
    RouteMatch routes;
};

typedef struct Ending {
    char *text; /* ".csv", "" */
    RouteNode *node;
} Ending;

static void ending_free(gpointer data) {
    Ending *ending = data;
    route_tree_free(ending->node);
    g_free(ending->text);
    g_free(ending);
}

static void free_node(gpointer node) {
    route_tree_free(node);
}

RouteNode *route_tree_new(void) {
    RouteNode *node = g_new0(RouteNode, 1);
    node->literals = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_node);
    node->endings = g_ptr_array_new_with_free_func(ending_free);
    return node;
}

void route_tree_free(RouteNode *root) {
    if (root == NULL)
        return;
    g_hash_table_unref(root->literals);
    g_ptr_array_unref(root->endings);
    g_free(root);
}

static size_t name_length(const char *parameter) {
    return strspn(parameter, "abcdefghijklmnopqrstuvwxyz_");
}

static gint by_length(gconstpointer a, gconstpointer b) {
    const Ending *left = *(Ending *const *)a, *right = *(Ending *const *)b;
    size_t left_length = strlen(left->text), right_length = strlen(right->text);
    return (left_length < right_length) - (left_length > right_length);
}

static RouteNode *child_for_ending(RouteNode *node, const char *text) {
    for (guint i = 0; i < node->endings->len; i++) {
        Ending *ending = g_ptr_array_index(node->endings, i);
        if (strcmp(ending->text, text) == 0)
            return ending->node;
    }
    Ending *ending = g_new(Ending, 1);
    *ending = (Ending){g_strdup(text), route_tree_new()};
    g_ptr_array_add(node->endings, ending);
    g_ptr_array_sort(node->endings, by_length);
    return ending->node;
}

static RouteNode *child_for_literal(RouteNode *node, const char *segment) {
    RouteNode *child = g_hash_table_lookup(node->literals, segment);
    if (child == NULL) {
        child = route_tree_new();
        g_hash_table_insert(node->literals, g_strdup(segment), child);
    }
    return child;
}

static bool segment_valid(const char *segment) {
    const char *literal = segment;
    if (segment[0] == ':') {
        size_t length = name_length(segment + 1);
        literal = segment + 1 + length;
        if (length == 0 || (*literal != '\0' && *literal != '.'))
            return false;
        return strspn(literal, ".abcdefghijklmnopqrstuvwxyz0123456789-") == strlen(literal);
    }
    return *literal != '\0' &&
           strspn(literal, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._") ==
               strlen(literal);
}

static RouteNode *find_or_add(RouteNode *node, char **segments) {
    for (char **segment = segments; *segment != NULL; segment++) {
        if (!segment_valid(*segment))
            return NULL;
        node = **segment == ':' ? child_for_ending(node, *segment + 1 + name_length(*segment + 1))
                                : child_for_literal(node, *segment);
    }
    return node;
}

bool route_tree_add(RouteNode *root, const Route *route, GError **error) {
    RouteNode *node = root;
    if (route->pattern[0] != '/')
        return fail(error, ERROR_INTERNAL, "route %s: must begin with /", route->pattern);
    if (route->pattern[1] != '\0') {
        g_auto(GStrv) segments = g_strsplit(route->pattern + 1, "/", -1);
        node = find_or_add(root, segments);
    }
    if (node == NULL || route->handler == NULL || route->body_limit > BODY_LIMIT_UPLOAD)
        return fail(error, ERROR_INTERNAL, "route %s: malformed", route->pattern);
    if (route->permission == 0)
        return fail(error, ERROR_INTERNAL, "route %s: no permission in the row", route->pattern);
    if (node->routes.by_method[route->method] != NULL)
        return fail(error, ERROR_INTERNAL, "route %s: stands twice", route->pattern);
    node->routes.by_method[route->method] = route;
    return true;
}

static bool found(RouteMatch match) {
    return match.by_method[GET] != NULL || match.by_method[POST] != NULL;
}

static bool has_ending(const char *segment, const char *ending) {
    return strlen(segment) > strlen(ending) && g_str_has_suffix(segment, ending);
}

RouteMatch route_tree_match(const RouteNode *root, const char *const *segments, size_t n_segments) {
    if (n_segments == 0)
        return root->routes;
    RouteMatch match = {0};
    const RouteNode *literal = g_hash_table_lookup(root->literals, segments[0]);
    if (literal != NULL)
        match = route_tree_match(literal, segments + 1, n_segments - 1);
    for (guint i = 0; i < root->endings->len && !found(match); i++) {
        const Ending *ending = g_ptr_array_index(root->endings, i);
        if (has_ending(segments[0], ending->text))
            match = route_tree_match(ending->node, segments + 1, n_segments - 1);
    }
    return match;
}

bool route_tree_takes(const RouteNode *root, const char *segment) {
    return g_hash_table_contains(root->literals, segment);
}

static void set_param(Request *request, const char *parameter, const char *segment) {
    size_t length = name_length(parameter), ending = strlen(parameter + length);
    pairs_add(request->arena, &request->parts->params,
              arena_strndup(request->arena, parameter, length),
              arena_strndup(request->arena, segment, strlen(segment) - ending));
}

void route_set_params(Request *request, const Route *route) {
    const Target *target = &request->parts->target;
    const char *at = route->pattern;
    for (size_t i = 0; i < target->n_segments; i++) {
        at++;
        size_t length = strcspn(at, "/");
        if (*at == ':')
            set_param(request, arena_strndup(request->arena, at + 1, length - 1),
                      target->segments[i]);
        at += length;
    }
}
