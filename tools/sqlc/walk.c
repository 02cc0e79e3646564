#include "sqlc/walk.h"

#include "sqlc/conditions.h"

#include <string.h>

/* A table in FROM, or what an UPDATE or DELETE is about; a subquery has no table. */
typedef struct {
    const char *table, *alias;
    int line;
    bool bound;
} Place;

typedef struct {
    Place places[PLACES_MAX];
    size_t n;
} Scope;

/* Where the collaboration stands among the columns of an INSERT. */
typedef struct {
    const char *table;
    size_t position;
} Insert;

static void walk_query(Walker *walker, const Insert *insert);
static void walk_from(Walker *walker, Scope *scope);

static Token here(const Walker *walker) {
    return walker->tokens[walker->at];
}

static bool is_at(const Walker *walker, const char *word) {
    return token_is(here(walker), word);
}

static bool at_end(const Walker *walker) {
    return here(walker).kind == TOKEN_END;
}

static void skip(Walker *walker) {
    if (!at_end(walker))
        walker->at++;
}

static bool skip_if(Walker *walker, const char *word) {
    bool found = is_at(walker, word);
    if (found)
        skip(walker);
    return found;
}

static bool is_any(Token token, const char *const *words) {
    for (size_t i = 0; words[i] != NULL; i++)
        if (token_is(token, words[i]))
            return true;
    return false;
}

static bool begins_query(Token token) {
    static const char *const words[] = {"SELECT", "WITH", "VALUES", NULL};
    return is_any(token, words);
}

static bool ends_expression(const Walker *walker) {
    static const char *const words[] = {
        "FROM",      "WHERE",  "GROUP",     "HAVING", "WINDOW", "ORDER", "LIMIT", "UNION",
        "INTERSECT", "EXCEPT", "ON",        "USING",  "JOIN",   "LEFT",  "RIGHT", "FULL",
        "INNER",     "CROSS",  "RETURNING", "SET",    "DO",     ")",     ";",     NULL};
    const Token *token = &walker->tokens[walker->at];
    if (token->kind == TOKEN_END)
        return true;
    if (walker->at > 0 && token_is(token[-1], "."))
        return false;
    if (walker->at > 0 && token_is(*token, "FROM") && token_is(token[-1], "DISTINCT"))
        return false; /* IS DISTINCT FROM */
    return is_any(*token, words);
}

/* From `(` past its `)`, whatever is inside. */
static void walk_parentheses(Walker *walker) {
    skip(walker);
    if (walker->nesting == NESTING_MAX) {
        report(walker->problems, here(walker).line, "more than %d parentheses in each other",
               NESTING_MAX);
        while (!at_end(walker))
            skip(walker);
        return;
    }
    walker->nesting++;
    if (begins_query(here(walker)))
        walk_query(walker, NULL);
    while (!at_end(walker) && !is_at(walker, ")")) {
        if (is_at(walker, "("))
            walk_parentheses(walker);
        else
            skip(walker);
    }
    walker->nesting--;
    skip(walker);
}

/* One expression, or with `list` several with commas between. */
static Stretch walk_expression(Walker *walker, bool list) {
    const Token *start = &walker->tokens[walker->at];
    while (!ends_expression(walker) && (list || !is_at(walker, ","))) {
        bool in = is_at(walker, "IN");
        if (is_at(walker, "("))
            walk_parentheses(walker);
        else
            skip(walker);
        if (in && !is_at(walker, "("))
            report(walker->problems, here(walker).line,
                   "write IN (SELECT …) or IN (…), not the name of a table");
    }
    return (Stretch){start, &walker->tokens[walker->at]};
}

static void see(Walker *walker, const char *table) {
    g_autofree char *lower = g_ascii_strdown(table, -1);
    g_hash_table_add(walker->seen, arena_strdup(walker->arena, lower));
}

static bool is_apart(const Walker *walker, const char *table) {
    return table != NULL && schema_is_of_collaboration(walker->schema, table);
}

static void add_place(Walker *walker, Scope *scope, Place place) {
    if (scope->n == PLACES_MAX) {
        report(walker->problems, place.line, "more than %d tables in one FROM", PLACES_MAX);
        return;
    }
    if (place.table != NULL)
        see(walker, place.table);
    scope->places[scope->n++] = place;
}

/* The conditions bind places from `first` on. */
static void bind_places(Scope *scope, Stretch condition, size_t first) {
    for (size_t i = first; i < scope->n; i++) {
        Place *place = &scope->places[i];
        if (place->table != NULL && condition_binds(condition, place->alias, scope->n == 1))
            place->bound = true;
    }
}

static void report_unbound(const Walker *walker, const Scope *scope) {
    for (size_t i = 0; i < scope->n; i++) {
        const Place *place = &scope->places[i];
        if (!place->bound && is_apart(walker, place->table))
            report(walker->problems, place->line,
                   "%s belongs to a collaboration: add `AND %s.collaboration = :collaboration` to "
                   "WHERE or ON, or say `-- spans: collaborations (the reason)`",
                   place->table, place->alias);
    }
}

/* `name` or `main.name`; the last part. */
static Token walk_name(Walker *walker) {
    Token name = here(walker);
    skip(walker);
    while (skip_if(walker, ".")) {
        name = here(walker);
        skip(walker);
    }
    return name;
}

static bool is_alias(Token token) {
    static const char *const words[] = {
        "ON",      "USING", "WHERE",  "GROUP",  "ORDER",     "LIMIT",  "HAVING",
        "WINDOW",  "JOIN",  "LEFT",   "RIGHT",  "FULL",      "INNER",  "CROSS",
        "NATURAL", "UNION", "SET",    "EXCEPT", "INTERSECT", "VALUES", "RETURNING",
        "INDEXED", "NOT",   "SELECT", "WITH",   "DEFAULT",   NULL};
    return token.kind == TOKEN_NAME || (token.kind == TOKEN_WORD && !is_any(token, words));
}

static const char *walk_alias(Walker *walker, const char *name) {
    bool as = skip_if(walker, "AS");
    if (!as && !is_alias(here(walker)))
        return name;
    const char *alias = here(walker).text;
    skip(walker);
    return alias;
}

static void walk_index_hint(Walker *walker) {
    if (skip_if(walker, "NOT"))
        skip(walker);
    else if (skip_if(walker, "INDEXED")) {
        skip(walker);
        skip(walker);
    }
}

static void walk_table(Walker *walker, Scope *scope) {
    Token name = walk_name(walker);
    Place place = {.table = name.text, .line = name.line};
    if (is_at(walker, "("))
        walk_parentheses(walker);
    place.alias = walk_alias(walker, name.text);
    walk_index_hint(walker);
    add_place(walker, scope, place);
}

static void walk_subquery_or_joins(Walker *walker, Scope *scope) {
    int line = here(walker).line;
    if (begins_query(walker->tokens[walker->at + 1])) {
        walk_parentheses(walker);
        add_place(walker, scope, (Place){.line = line, .alias = walk_alias(walker, "")});
    } else if (walker->nesting < NESTING_MAX) {
        skip(walker);
        walker->nesting++;
        walk_from(walker, scope);
        walker->nesting--;
        skip(walker);
    } else {
        walk_parentheses(walker);
    }
}

/* `, `, `JOIN`, `LEFT OUTER JOIN` …; false when FROM is at its end. */
static bool walk_join_operator(Walker *walker, bool *ret_outer) {
    static const char *const words[] = {"NATURAL", "INNER", "CROSS", "OUTER",
                                        "LEFT",    "RIGHT", "FULL",  NULL};
    *ret_outer = false;
    if (skip_if(walker, ","))
        return true;
    while (is_any(here(walker), words)) {
        if (is_at(walker, "RIGHT") || is_at(walker, "FULL"))
            report(walker->problems, here(walker).line,
                   "RIGHT and FULL JOIN cannot be checked: turn it round");
        *ret_outer = *ret_outer || is_at(walker, "LEFT");
        skip(walker);
    }
    return skip_if(walker, "JOIN");
}

/* ON of a LEFT JOIN binds only what it joins: the rows to its left stay, whatever it says. */
static void walk_from(Walker *walker, Scope *scope) {
    size_t group = scope->n;
    bool outer = false;
    do {
        size_t first = scope->n;
        if (is_at(walker, "("))
            walk_subquery_or_joins(walker, scope);
        else
            walk_table(walker, scope);
        if (skip_if(walker, "ON"))
            bind_places(scope, walk_expression(walker, false), outer ? first : group);
        else if (skip_if(walker, "USING"))
            walk_parentheses(walker);
    } while (!at_end(walker) && walk_join_operator(walker, &outer));
}

static void check_inserted(const Walker *walker, const Insert *insert, Stretch values, int line) {
    if (insert == NULL)
        return;
    for (size_t i = 0; i < insert->position && values.start < values.end; i++) {
        Stretch piece = first_piece(values);
        for (const Token *token = piece.start; token < piece.end; token++)
            if (token_is(*token, "*") && token + 1 == piece.end)
                report(walker->problems, line, "name the columns that are inserted, instead of *");
        values.start = piece.end < values.end ? piece.end + 1 : values.end;
    }
    if (!is_bound_value(first_piece(values)))
        report(walker->problems, line, "%s.collaboration must be inserted as :collaboration",
               insert->table);
}

static void walk_values(Walker *walker, const Insert *insert) {
    do {
        const Token *open = &walker->tokens[walker->at];
        walk_parentheses(walker);
        const Token *close = &walker->tokens[walker->at - 1];
        if (close > open)
            check_inserted(walker, insert, (Stretch){open + 1, close}, open->line);
    } while (skip_if(walker, ","));
}

static void walk_select(Walker *walker, const Insert *insert) {
    Scope scope = {.n = 0};
    int line = here(walker).line;
    if (!skip_if(walker, "DISTINCT"))
        skip_if(walker, "ALL");
    check_inserted(walker, insert, walk_expression(walker, true), line);
    if (skip_if(walker, "FROM"))
        walk_from(walker, &scope);
    if (skip_if(walker, "WHERE"))
        bind_places(&scope, walk_expression(walker, false), 0);
    while (is_at(walker, "GROUP") || is_at(walker, "HAVING") || is_at(walker, "WINDOW")) {
        skip(walker);
        walk_expression(walker, true);
    }
    report_unbound(walker, &scope);
}

static void walk_with(Walker *walker) {
    skip_if(walker, "RECURSIVE");
    do {
        Token name = walk_name(walker);
        if (schema_has_table(walker->schema, name.text))
            report(walker->problems, name.line, "%s is already the name of a table", name.text);
        while (!at_end(walker) && !is_at(walker, "AS"))
            skip(walker);
        while (!at_end(walker) && !is_at(walker, "("))
            skip(walker);
        walk_parentheses(walker);
    } while (skip_if(walker, ","));
}

static bool walk_compound_operator(Walker *walker) {
    bool found =
        skip_if(walker, "UNION") || skip_if(walker, "INTERSECT") || skip_if(walker, "EXCEPT");
    if (found)
        skip_if(walker, "ALL");
    return found;
}

/* SELECT … UNION … ORDER BY … LIMIT …; `insert` when its rows are inserted. */
static void walk_query(Walker *walker, const Insert *insert) {
    if (skip_if(walker, "WITH"))
        walk_with(walker);
    do {
        if (skip_if(walker, "SELECT"))
            walk_select(walker, insert);
        else if (skip_if(walker, "VALUES"))
            walk_values(walker, insert);
    } while (walk_compound_operator(walker));
    while (is_at(walker, "ORDER") || is_at(walker, "LIMIT")) {
        skip(walker);
        walk_expression(walker, true);
    }
}

/* `SET a = 1, b = 2`: the collaboration of a row never changes. */
static void walk_set(Walker *walker, const char *table) {
    int line = here(walker).line;
    Stretch rest = walk_expression(walker, true);
    while (rest.start < rest.end && is_apart(walker, table)) {
        Stretch piece = first_piece(rest);
        for (const Token *token = piece.start; token < piece.end && !token_is(*token, "="); token++)
            if (token_names(*token, "collaboration"))
                report(walker->problems, line, "%s.collaboration is never changed", table);
        rest.start = piece.end < rest.end ? piece.end + 1 : rest.end;
    }
}

static void walk_returning(Walker *walker) {
    if (skip_if(walker, "RETURNING"))
        walk_expression(walker, true);
}

static void refuse_or(Walker *walker) {
    if (!is_at(walker, "OR"))
        return;
    report(walker->problems, here(walker).line,
           "OR REPLACE, OR IGNORE … reach rows of others: use ON CONFLICT");
    skip(walker);
    skip(walker);
}

/* What follows INTO, UPDATE or DELETE FROM. */
static Place walk_target(Walker *walker) {
    Token name = walk_name(walker);
    see(walker, name.text);
    Place place = {.table = name.text, .line = name.line};
    place.alias = is_at(walker, "(") ? name.text : walk_alias(walker, name.text);
    walk_index_hint(walker);
    return place;
}

static bool names_collaboration(Stretch columns) {
    for (const Token *token = columns.start; token < columns.end; token++)
        if (token_names(*token, "collaboration"))
            return true;
    return false;
}

/* ON CONFLICT (collaboration, id) DO UPDATE SET …: the row in the way is of the same collaboration
 * when the key has it, or when WHERE says so. */
static void walk_upsert(Walker *walker, Place target) {
    int line = here(walker).line;
    skip(walker); /* CONFLICT */
    Stretch key = {NULL, NULL};
    if (is_at(walker, "(")) {
        key.start = &walker->tokens[walker->at];
        walk_parentheses(walker);
        key.end = &walker->tokens[walker->at];
    }
    if (skip_if(walker, "WHERE"))
        walk_expression(walker, false);
    skip(walker); /* DO */
    bool updates = is_at(walker, "UPDATE");
    skip(walker);
    Scope scope = {.places = {target}, .n = 1};
    if (updates && skip_if(walker, "SET"))
        walk_set(walker, target.table);
    if (skip_if(walker, "WHERE"))
        bind_places(&scope, walk_expression(walker, false), 0);
    if (updates && is_apart(walker, target.table) && !names_collaboration(key) &&
        !scope.places[0].bound)
        report(walker->problems, line,
               "DO UPDATE could reach another collaboration's row: name collaboration in "
               "ON CONFLICT (…), or add WHERE %s.collaboration = :collaboration",
               target.alias);
}

/* The position of `collaboration` among the columns; false when it is not there. */
static bool walk_columns(Walker *walker, size_t *ret_position) {
    bool found = false;
    size_t position = 0;
    if (!skip_if(walker, "("))
        return false;
    for (; !at_end(walker) && !is_at(walker, ")"); skip(walker)) {
        if (is_at(walker, ","))
            position++;
        else if (token_names(here(walker), "collaboration")) {
            *ret_position = position;
            found = true;
        }
    }
    skip(walker);
    return found;
}

static void walk_insert(Walker *walker) {
    refuse_or(walker);
    skip_if(walker, "INTO");
    Place target = walk_target(walker);
    Insert insert = {.table = target.table};
    bool named = walk_columns(walker, &insert.position), apart = is_apart(walker, target.table);
    if (apart && !named)
        report(walker->problems, target.line,
               "%s belongs to a collaboration: INSERT must name the column collaboration and set "
               "it to :collaboration",
               target.table);
    if (skip_if(walker, "DEFAULT"))
        skip(walker);
    else
        walk_query(walker, apart && named ? &insert : NULL);
    while (skip_if(walker, "ON"))
        walk_upsert(walker, target);
    walk_returning(walker);
}

static void walk_update(Walker *walker) {
    refuse_or(walker);
    Scope scope = {.places = {walk_target(walker)}, .n = 1};
    if (skip_if(walker, "SET"))
        walk_set(walker, scope.places[0].table);
    if (skip_if(walker, "FROM"))
        walk_from(walker, &scope);
    if (skip_if(walker, "WHERE"))
        bind_places(&scope, walk_expression(walker, false), 0);
    report_unbound(walker, &scope);
    walk_returning(walker);
}

static void walk_delete(Walker *walker) {
    skip_if(walker, "FROM");
    Scope scope = {.places = {walk_target(walker)}, .n = 1};
    if (skip_if(walker, "WHERE"))
        bind_places(&scope, walk_expression(walker, false), 0);
    report_unbound(walker, &scope);
    walk_returning(walker);
}

void walk_statement(Walker *walker) {
    if (skip_if(walker, "WITH"))
        walk_with(walker);
    if (skip_if(walker, "INSERT"))
        walk_insert(walker);
    else if (skip_if(walker, "UPDATE"))
        walk_update(walker);
    else if (skip_if(walker, "DELETE"))
        walk_delete(walker);
    else
        walk_query(walker, NULL);
    if (!at_end(walker))
        report(walker->problems, here(walker).line,
               "cannot tell whether collaborations are kept apart, from “%s” on",
               here(walker).text);
}
