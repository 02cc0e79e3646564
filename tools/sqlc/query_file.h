#pragma once
#include "db/query.h"
#include "sqlc/diagnostics.h"
#include "sqlc/tokens.h"

#define QUERIES_MAX 500
#define NAME_SIZE_MAX 60

/* A parameter, or a column of the result. */
typedef struct {
    const char *name;
    DbFieldType type;
    int line;
} Field;

typedef struct {
    Field *fields;
    size_t n;
} Fields;

/* One named query as it stands in the file. */
typedef struct {
    const char *name;
    DbQueryKind kind;
    int line; /* of `-- name:` */
    Fields parameters;
    Fields row;           /* of `-- row:` */
    const char *row_type; /* NULL = none */
    const char *spans;    /* the reason, NULL = none */
    int spans_line;
    const char *sql; /* without the semicolon */
    int sql_line;
    const char *pg;
    Token *tokens; /* of sql, ended by TOKEN_END */
    size_t n_tokens;
    bool has_sql;

    Fields columns; /* filled in by check.h */
    bool writes;
} Query;

typedef struct {
    const char *stem; /* "plans" */
    Query *queries;
    size_t n;
} QueryFile;

/* Reads a .sql file's text. True when nothing was reported. */
bool query_file_parse(Arena *arena, const char *text, QueryFile *ret, Diagnostics *diagnostics);

/* "int64_t" and "FIELD_INT" for FIELD_INT; the type of a name in notes ("int"). */
const char *type_in_c(DbFieldType type);
const char *type_constant(DbFieldType type);
bool type_by_name(const char *name, DbFieldType *ret);

/* true for what may stand as a member of a C struct: lower case, not a keyword. */
bool is_member_name(const char *name);
