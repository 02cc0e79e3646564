#include "sqlc/query_file.h"

#include "base/text.h"
#include "sqlc/files.h"

#include <string.h>

typedef struct {
    Arena *arena;
    const char *text;
    Diagnostics *diagnostics;
    Query *queries;
    size_t n;
    Query *current; /* NULL before the first `-- name:` */
} Parser;

static bool parse_kind(const char *text, DbQueryKind *ret) {
    static const char *const kinds[] = {":one", ":maybe", ":many", ":exec", ":changes"};
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++)
        if (strcmp(text, kinds[i]) == 0) {
            *ret = (DbQueryKind)i;
            return true;
        }
    return false;
}

static bool name_is_taken(const Parser *parser, const char *name) {
    for (size_t i = 0; i < parser->n; i++)
        if (strcmp(parser->queries[i].name, name) == 0)
            return true;
    return false;
}

/* `activity_get :one` */
static void start_query(Parser *parser, const char *value, int line) {
    const char *space = strchr(value, ' ');
    const char *name =
        space == NULL ? value : arena_strndup(parser->arena, value, (size_t)(space - value));
    DbQueryKind kind = QUERY_EXEC;
    if (space == NULL || !parse_kind(text_trim(parser->arena, space), &kind))
        report(parser->diagnostics, line,
               "`-- name: %s` needs one of :one, :maybe, :many, :exec, :changes", name);
    if (!is_member_name(name))
        report(parser->diagnostics, line, "“%s” is no name: lower case, digits and _", name);
    else if (name_is_taken(parser, name))
        report(parser->diagnostics, line, "there is already a query %s", name);
    if (parser->n == QUERIES_MAX) {
        report(parser->diagnostics, line, "more than %d queries in one file", QUERIES_MAX);
        return;
    }
    parser->current = &parser->queries[parser->n++];
    *parser->current = (Query){.name = name, .kind = kind, .line = line};
}

static bool has_field(const Fields *fields, const char *name) {
    for (size_t i = 0; i < fields->n; i++)
        if (strcmp(fields->fields[i].name, name) == 0)
            return true;
    return false;
}

static void add_field(Parser *parser, Fields *fields, size_t max, Field field) {
    if (has_field(fields, field.name)) {
        report(parser->diagnostics, field.line, "%s stands twice", field.name);
        return;
    }
    if (fields->n == max) {
        report(parser->diagnostics, field.line, "more than %zu", max);
        return;
    }
    if (fields->fields == NULL)
        fields->fields = ARENA_ARRAY(parser->arena, Field, max);
    fields->fields[fields->n++] = field;
}

/* `collaboration id, title text` */
static void parse_fields(Parser *parser, Fields *fields, size_t max, const char *value, int line) {
    g_auto(GStrv) parts = g_strsplit(value, ",", -1);
    for (size_t i = 0; parts[i] != NULL; i++) {
        const char *part = text_collapse(parser->arena, parts[i]);
        const char *space = strchr(part, ' ');
        Field field = {.line = line};
        if (space == NULL || !type_by_name(space + 1, &field.type)) {
            report(parser->diagnostics, line,
                   "“%s” must be a name and a type: id, text, int, bool, date, instant, money, "
                   "blob or real",
                   part);
            continue;
        }
        field.name = arena_strndup(parser->arena, part, (size_t)(space - part));
        if (is_member_name(field.name))
            add_field(parser, fields, max, field);
        else
            report(parser->diagnostics, line, "“%s” cannot be a name in C", field.name);
    }
}

/* `collaborations (own memberships)` */
static void parse_spans(Parser *parser, const char *value, int line) {
    const char *rest = g_str_has_prefix(value, "collaborations")
                           ? text_trim(parser->arena, value + strlen("collaborations"))
                           : "";
    size_t size = strlen(rest);
    if (size < 3 || rest[0] != '(' || rest[size - 1] != ')') {
        report(parser->diagnostics, line, "write `-- spans: collaborations (the reason)`");
        return;
    }
    parser->current->spans = arena_strndup(parser->arena, rest + 1, size - 2);
    parser->current->spans_line = line;
}

static void parse_row_type(Parser *parser, const char *value, int line) {
    bool good = g_ascii_isupper(value[0]) && strlen(value) <= NAME_SIZE_MAX;
    for (const char *at = value; *at != '\0'; at++)
        good = good && g_ascii_isalnum(*at);
    if (good)
        parser->current->row_type = value;
    else
        report(parser->diagnostics, line, "“%s” is no name for a type: ActivityRow", value);
}

static void add_pg(Parser *parser, const char *value) {
    const char *before = parser->current->pg;
    parser->current->pg =
        before == NULL ? value : arena_printf(parser->arena, "%s\n%s", before, value);
}

static void parse_note(Parser *parser, const char *key, const char *value, int line) {
    if (strcmp(key, "name") == 0) {
        start_query(parser, value, line);
        return;
    }
    if (parser->current == NULL)
        return;
    if (strcmp(key, "in") == 0)
        parse_fields(parser, &parser->current->parameters, DB_PARAMETERS_MAX, value, line);
    else if (strcmp(key, "row") == 0)
        parse_fields(parser, &parser->current->row, DB_COLUMNS_MAX, value, line);
    else if (strcmp(key, "row-type") == 0)
        parse_row_type(parser, value, line);
    else if (strcmp(key, "spans") == 0)
        parse_spans(parser, value, line);
    else if (strcmp(key, "pg") == 0)
        add_pg(parser, value);
}

/* `-- key: value`; any other comment is a comment. */
static void parse_comment(Parser *parser, const char *comment, int line) {
    const char *text = text_trim(parser->arena, comment + 2);
    size_t size = strspn(text, "abcdefghijklmnopqrstuvwxyz-");
    if (size > 0 && text[size] == ':')
        parse_note(parser, arena_strndup(parser->arena, text, size),
                   text_trim(parser->arena, text + size + 1), line);
}

static void add_token(Query *query, GArray *tokens, Token token, size_t sql_start) {
    token.start -= sql_start;
    token.end -= sql_start;
    g_array_append_val(tokens, token);
    query->n_tokens = tokens->len;
}

/* The statement that begins at the lexer, up to and with its semicolon. */
static void parse_sql(Parser *parser, Lexer *lexer) {
    Query scratch = {.name = "", .line = lexer->line};
    Query *query =
        parser->current != NULL && !parser->current->has_sql ? parser->current : &scratch;
    if (query == &scratch)
        report(parser->diagnostics, lexer->line, "SQL without `-- name:` above it");
    g_autoptr(GArray) tokens = g_array_new(FALSE, FALSE, sizeof(Token));
    size_t start = lexer->at;
    query->sql_line = lexer->line;
    query->has_sql = true;
    Token token = next_token(lexer);
    for (; token.kind != TOKEN_END && !token_is(token, ";"); token = next_token(lexer)) {
        if (token.kind == TOKEN_WRONG)
            report(parser->diagnostics, token.line, "cannot read “%.20s”", token.text);
        add_token(query, tokens, token, start);
    }
    if (token.kind == TOKEN_END)
        report(parser->diagnostics, query->line, "%s has no semicolon at its end", query->name);
    query->sql = text_trim(parser->arena,
                           arena_strndup(parser->arena, parser->text + start, token.start - start));
    Token end = {.kind = TOKEN_END,
                 .text = "",
                 .start = token.start,
                 .end = token.start,
                 .line = token.line};
    add_token(query, tokens, end, start);
    query->n_tokens--;
    query->tokens = ARENA_ARRAY(parser->arena, Token, tokens->len);
    memcpy(query->tokens, tokens->data, tokens->len * sizeof(Token));
}

static void parse_text(Parser *parser) {
    Lexer lexer = {.arena = parser->arena, .source = parser->text, .line = 1};
    while (parser->text[lexer.at] != '\0') {
        const char *here = parser->text + lexer.at;
        if (*here == '\n') {
            lexer.line++;
            lexer.at++;
        } else if (g_ascii_isspace(*here)) {
            lexer.at++;
        } else if (here[0] == '-' && here[1] == '-') {
            size_t size = strcspn(here, "\n");
            parse_comment(parser, arena_strndup(parser->arena, here, size), lexer.line);
            lexer.at += size;
        } else {
            parse_sql(parser, &lexer);
        }
    }
}

bool query_file_parse(Arena *arena, const char *text, QueryFile *ret, Diagnostics *diagnostics) {
    Parser parser = {.arena = arena, .text = text, .diagnostics = diagnostics};
    parser.queries = ARENA_ARRAY(arena, Query, QUERIES_MAX);
    size_t before = diagnostics->n;
    parse_text(&parser);
    for (size_t i = 0; i < parser.n; i++)
        if (!parser.queries[i].has_sql)
            report(diagnostics, parser.queries[i].line, "%s has no SQL", parser.queries[i].name);
    *ret = (QueryFile){file_stem(arena, diagnostics->file), parser.queries, parser.n};
    return diagnostics->n == before;
}
