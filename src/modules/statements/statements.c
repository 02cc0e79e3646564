#include "modules/statements/statements.h"

#include "base/date.h"
#include "base/error.h"
#include "base/text.h"
#include "modules/statements/statements_sql.h"
#include "services/audit/audit.h"
#include "web/translate.h"

#include <string.h>

static const struct {
    const char *name, *title, *path;
} kinds[N_STATEMENTS] = {
    [STATEMENT_ACCESSIBILITY] = {"accessibility", N_("Tillgänglighet"), "/accessibility"},
    [STATEMENT_PERSONAL_DATA] = {"personal-data", N_("Personuppgifter"), "/personal-data"}};

const char *statement_title(StatementKind kind) {
    return kinds[kind].title;
}

const char *statement_path(StatementKind kind) {
    return kinds[kind].path;
}

bool statement_get(Db *db, Arena *arena, StatementKind kind, Statement *ret, GError **error) {
    const SqlStatementGetRow *found;
    SqlStatementGetIn in = {.name = kinds[kind].name};
    if (!sql_statement_get(db, arena, &in, &found, error))
        return false;
    *ret = found == NULL ? (Statement){kind, statement_standard(kind), 0, {0}}
                         : (Statement){kind, found->body, found->edit, found->changed_at};
    return true;
}

typedef struct {
    const Statement *statement;
    Id account;
} Putting;

static bool put_body(Db *db, const Putting *putting, GError **error) {
    const Statement *statement = putting->statement;
    const char *name = kinds[statement->kind].name;
    Instant now = instant_now();
    int64_t changes;
    SqlStatementAddIn first = {name, statement->body, putting->account, now};
    SqlStatementChangeIn later = {name, statement->body, statement->edit, putting->account, now};
    if (!(statement->edit == 0 ? sql_statement_add(db, &first, &changes, error)
                               : sql_statement_change(db, &later, &changes, error)))
        return false;
    return changes == 1 ||
           fail(error, ERROR_CONFLICT,
                "Någon annan har ändrat texten under tiden. Öppna sidan på nytt och skriv in er "
                "ändring där.");
}

static bool put(Db *db, void *data, GError **error) {
    const Putting *putting = data;
    g_autoptr(Arena) arena = arena_new();
    Statement before;
    StatementKind kind = putting->statement->kind;
    if (!statement_get(db, arena, kind, &before, error) || !put_body(db, putting, error))
        return false;
    AuditEntry entry = {.account = putting->account,
                        .action = "statement.change",
                        .field = kinds[kind].name,
                        .before = before.body,
                        .after = putting->statement->body};
    return audit_write(db, &entry, NULL, error);
}

bool statement_put(Db *db, Id account, const Statement *statement, GError **error) {
    if (text_is_blank(statement->body))
        return fail(error, ERROR_INVALID, "Skriv en text. Den visas för alla.");
    return text_within(T_("Texten"), statement->body, STATEMENT_MAX, error) &&
           db_write(db, put, &(Putting){statement, account}, error);
}

/* ---- the pieces of a body ---- */

static bool begins(const char *line, const char *sign) {
    return g_str_has_prefix(line, sign);
}

/* How many of the lines make up the piece that begins here. */
static size_t piece_length(char *const *lines) {
    size_t n = 1;
    if (begins(lines[0], "# "))
        return 1;
    bool list = begins(lines[0], "- ");
    while (lines[n] != NULL && lines[n][0] != '\0' && !begins(lines[n], "# ") &&
           begins(lines[n], "- ") == list)
        n++;
    return n;
}

static Piece piece_of(Arena *arena, char *const *lines, size_t n) {
    if (begins(lines[0], "# "))
        return (Piece){.kind = PIECE_HEADING, .text = text_trim(arena, lines[0] + 2)};
    if (begins(lines[0], "- ")) {
        const char **items = ARENA_ARRAY(arena, const char *, n);
        for (size_t i = 0; i < n; i++)
            items[i] = text_trim(arena, lines[i] + 2);
        return (Piece){.kind = PIECE_LIST, .items = items, .n_items = n};
    }
    g_autoptr(GString) text = g_string_new(lines[0]);
    for (size_t i = 1; i < n; i++)
        g_string_append_printf(text, " %s", lines[i]);
    return (Piece){.kind = PIECE_PARAGRAPH, .text = arena_strdup(arena, text->str)};
}

Pieces statement_pieces(Arena *arena, const char *body) {
    g_auto(GStrv) lines = g_strsplit(body, "\n", -1);
    size_t n_lines = g_strv_length(lines);
    Piece *pieces = ARENA_ARRAY(arena, Piece, n_lines);
    size_t n = 0;
    for (size_t i = 0; i < n_lines; i++)
        g_strstrip(lines[i]);
    for (size_t at = 0; at < n_lines;) {
        size_t length = lines[at][0] == '\0' ? 1 : piece_length(lines + at);
        if (lines[at][0] != '\0')
            pieces[n++] = piece_of(arena, lines + at, length);
        at += length;
    }
    return (Pieces){pieces, n};
}
