#include "db/pg_sql.h"

#include <string.h>

#define VARIANT "-- pg:"

typedef struct {
    const char *at;
    const DbQuery *query; /* whose parameters :name means; NULL = there are none */
    GString *out;
    size_t statement; /* where the latest statement begins in `out` */
    bool between;     /* nothing but space since the latest statement's end */
    bool has_variant; /* the latest statement has been replaced */
    bool keeps_as_is; /* a variant: only parameters are replaced */
} Translation;

static bool is_word(char c) {
    return g_ascii_isalnum(c) || c == '_' || (unsigned char)c >= 0x80;
}

static size_t word_size(const char *at) {
    size_t size = 0;
    while (is_word(at[size]))
        size++;
    return size;
}

/* 'text' or "name", where a doubled quote stands for one. */
static size_t quoted_size(const char *at) {
    size_t size = 1;
    while (at[size] != '\0' && (at[size] != at[0] || at[size + 1] == at[0]))
        size += at[size] == at[0] ? 2 : 1;
    return at[size] == '\0' ? size : size + 1;
}

static void copy(Translation *translation, size_t size) {
    g_string_append_len(translation->out, translation->at, (gssize)size);
    translation->at += size;
}

static bool word_is(const char *at, size_t size, const char *word) {
    return strlen(word) == size && g_ascii_strncasecmp(at, word, size) == 0;
}

static void drop_comma(GString *out) {
    size_t size = out->len;
    while (size > 0 && g_ascii_isspace(out->str[size - 1]))
        size--;
    if (size > 0 && out->str[size - 1] == ',')
        g_string_truncate(out, size - 1);
}

/* WITHOUT ROWID: the size of both words, 0 where they do not stand. */
static size_t without_rowid_size(const char *at, size_t size) {
    if (!word_is(at, size, "WITHOUT"))
        return 0;
    size_t space = strspn(at + size, " \t\n"), next = word_size(at + size + space);
    return word_is(at + size + space, next, "ROWID") ? size + space + next : 0;
}

static const char *type_for(const char *at, size_t size) {
    static const char *const types[][2] = {
        {"INTEGER", "BIGINT"}, {"BLOB", "BYTEA"}, {"REAL", "DOUBLE PRECISION"}};
    for (size_t i = 0; i < G_N_ELEMENTS(types); i++)
        if (word_is(at, size, types[i][0]))
            return types[i][1];
    return NULL;
}

static void take_word(Translation *translation) {
    const char *at = translation->at;
    size_t size = word_size(at), rowid = without_rowid_size(at, size);
    const char *type = type_for(at, size);
    if (translation->keeps_as_is) {
        copy(translation, size);
    } else if (type != NULL) {
        g_string_append(translation->out, type);
        translation->at += size;
    } else if (rowid > 0 || word_is(at, size, "STRICT")) {
        drop_comma(translation->out);
        translation->at += rowid > 0 ? rowid : size;
    } else if (word_is(at, size, "x") && at[size] == '\'') {
        size_t quoted = quoted_size(at + size);
        g_string_append_printf(translation->out, "'\\x%.*s::bytea", (int)quoted - 1, at + size + 1);
        translation->at += size + quoted;
    } else {
        copy(translation, size);
    }
}

static void take_parameter(Translation *translation) {
    size_t size = word_size(translation->at + 1);
    const DbQuery *query = translation->query;
    for (size_t i = 0; query != NULL && i < query->n_parameters; i++)
        if (strlen(query->parameters[i].name) == size &&
            strncmp(query->parameters[i].name, translation->at + 1, size) == 0) {
            g_string_append_printf(translation->out, "$%zu", i + 1);
            translation->at += size + 1;
            return;
        }
    copy(translation, size + 1);
}

/* A comment; where it is a variant, that stands for the statement before it. */
static void take_comment(Translation *translation) {
    const char *at = translation->at;
    size_t size = strcspn(at, "\n"), start = strlen(VARIANT);
    translation->at += size;
    if (translation->query != NULL || !g_str_has_prefix(at, VARIANT) || !translation->between)
        return;
    if (!translation->has_variant)
        g_string_truncate(translation->out, translation->statement);
    translation->has_variant = true;
    g_string_append_len(translation->out, at + start, (gssize)(size - start));
}

static void end_statement(Translation *translation) {
    copy(translation, 1);
    translation->between = true;
    translation->has_variant = false;
}

/* Something that is neither space nor comment. */
static void take_token(Translation *translation) {
    const char *at = translation->at;
    if (translation->between)
        translation->statement = translation->out->len;
    translation->between = false;
    if (is_word(*at))
        take_word(translation);
    else if (*at == '\'' || *at == '"')
        copy(translation, quoted_size(at));
    else if (at[0] == ':' && at[1] == ':')
        copy(translation, 2);
    else if (at[0] == ':' && is_word(at[1]))
        take_parameter(translation);
    else if (*at == ';')
        end_statement(translation);
    else
        copy(translation, 1);
}

static char *translate(Arena *arena, const char *sql, const DbQuery *query, bool keeps_as_is) {
    g_autoptr(GString) out = g_string_sized_new(strlen(sql) + 1);
    Translation translation = {
        .at = sql, .query = query, .out = out, .between = true, .keeps_as_is = keeps_as_is};
    while (*translation.at != '\0')
        if (g_str_has_prefix(translation.at, "--"))
            take_comment(&translation);
        else if (g_ascii_isspace(*translation.at))
            copy(&translation, 1);
        else
            take_token(&translation);
    return arena_strndup(arena, out->str, out->len);
}

char *pg_sql_of_query(Arena *arena, const DbQuery *query) {
    const char *sql = query->pg != NULL ? query->pg : query->sql;
    return translate(arena, sql, query, query->pg != NULL);
}

char *pg_sql_of_script(Arena *arena, const char *sql) {
    return translate(arena, sql, NULL, false);
}
