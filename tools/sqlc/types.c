#include "sqlc/query_file.h"

#include <string.h>

typedef struct {
    const char *name, *in_c, *constant;
    DbFieldType type;
} TypeRow;

static const TypeRow types[] = {
    {"id", "Id", "FIELD_ID", FIELD_ID},
    {"text", "const char *", "FIELD_TEXT", FIELD_TEXT},
    {"int", "int64_t", "FIELD_INT", FIELD_INT},
    {"bool", "bool", "FIELD_BOOL", FIELD_BOOL},
    {"date", "Date", "FIELD_DATE", FIELD_DATE},
    {"instant", "Instant", "FIELD_INSTANT", FIELD_INSTANT},
    {"money", "Money", "FIELD_MONEY", FIELD_MONEY},
    {"blob", "Bytes", "FIELD_BLOB", FIELD_BLOB},
    {"real", "double", "FIELD_REAL", FIELD_REAL},
};

static const TypeRow *row_of(DbFieldType type) {
    for (size_t i = 0; i < G_N_ELEMENTS(types); i++)
        if (types[i].type == type)
            return &types[i];
    g_assert_not_reached();
}

const char *type_in_c(DbFieldType type) {
    return row_of(type)->in_c;
}

const char *type_constant(DbFieldType type) {
    return row_of(type)->constant;
}

bool type_by_name(const char *name, DbFieldType *ret) {
    for (size_t i = 0; i < G_N_ELEMENTS(types); i++)
        if (strcmp(types[i].name, name) == 0) {
            *ret = types[i].type;
            return true;
        }
    return false;
}

bool is_member_name(const char *name) {
    static const char *const keywords[] = {
        "auto",     "break",  "case",   "char",     "const",    "continue", "default",  "do",
        "double",   "else",   "enum",   "extern",   "float",    "for",      "goto",     "if",
        "inline",   "int",    "long",   "register", "restrict", "return",   "short",    "signed",
        "sizeof",   "static", "struct", "switch",   "typedef",  "union",    "unsigned", "void",
        "volatile", "while",  "typeof", "asm",      "bool",     "true",     "false",    NULL};
    size_t size = strlen(name);
    if (size == 0 || size > NAME_SIZE_MAX || !g_ascii_islower(name[0]))
        return false;
    for (size_t i = 0; i < size; i++)
        if (!g_ascii_islower(name[i]) && !g_ascii_isdigit(name[i]) && name[i] != '_')
            return false;
    return !g_strv_contains(keywords, name);
}
