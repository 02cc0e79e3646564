#include "services/titles/titles.h"

#include "base/similar.h"
#include "services/titles/titles_sql.h"

#include <string.h>

#define GRAM 3
#define FOLDED_MAX 500 /* characters */

/* Long titles are alike by their beginning. */
static const char *folded_title(Arena *arena, const char *title) {
    const char *folded = similar_fold(arena, title);
    if (g_utf8_strlen(folded, -1) <= FOLDED_MAX)
        return folded;
    const char *end = g_utf8_offset_to_pointer(folded, FOLDED_MAX);
    return arena_strndup(arena, folded, (size_t)(end - folded));
}

static bool has_grams(const char *folded) {
    return g_utf8_strlen(folded, -1) >= GRAM;
}

bool titles_remove(Db *db, Id collaboration, const char *kind, Id subject, GError **error) {
    SqlTitleCountOutIn out = {collaboration, kind, subject};
    SqlTitleRemoveGramsIn grams = {collaboration, kind, subject};
    SqlTitleRemoveIn row = {collaboration, kind, subject};
    return sql_title_count_out(db, &out, error) && sql_title_remove_grams(db, &grams, error) &&
           sql_title_remove(db, &row, error);
}

static bool add(Db *db, Id collaboration, const char *kind, Id subject, const char *folded,
                GError **error) {
    SqlTitleSetIn row = {collaboration, kind, subject, folded};
    SqlTitleAddGramsIn grams = {collaboration, kind, subject, folded};
    SqlTitleCountInIn in = {collaboration, kind, subject};
    return sql_title_set(db, &row, error) && sql_title_add_grams(db, &grams, error) &&
           sql_title_count_in(db, &in, error);
}

bool titles_put(Db *db, Id collaboration, const char *kind, Id subject, const char *title,
                GError **error) {
    g_autoptr(Arena) arena = arena_new();
    const char *folded = folded_title(arena, title);
    const SqlTitleFoldedRow *before;
    if (!sql_title_folded(db, arena, &(SqlTitleFoldedIn){collaboration, kind, subject}, &before,
                          error))
        return false;
    if (before != NULL && strcmp(before->folded, folded) == 0)
        return true;
    return (before == NULL || titles_remove(db, collaboration, kind, subject, error)) &&
           (!has_grams(folded) || add(db, collaboration, kind, subject, folded, error));
}

bool titles_alike(Db *db, Arena *arena, Id collaboration, const char *typed, AlikeTitles *ret,
                  GError **error) {
    const char *folded = folded_title(arena, typed);
    SqlTitlesAlikeRows found;
    *ret = (AlikeTitles){0};
    if (!has_grams(folded))
        return true;
    if (!sql_titles_alike(db, arena, &(SqlTitlesAlikeIn){collaboration, folded}, &found, error))
        return false;
    AlikeTitle *rows = ARENA_ARRAY(arena, AlikeTitle, found.n);
    for (size_t i = 0; i < found.n; i++)
        rows[i] =
            (AlikeTitle){collaboration, found.rows[i].subject, found.rows[i].kind, found.rows[i].n};
    *ret = (AlikeTitles){rows, found.n};
    return true;
}

bool titles_alike_elsewhere(Db *db, Arena *arena, Id collaboration, Date today, const char *typed,
                            AlikeTitles *ret, GError **error) {
    const char *folded = folded_title(arena, typed);
    SqlTitlesAlikeElsewhereIn in = {collaboration, folded, today};
    SqlTitlesAlikeElsewhereRows found;
    *ret = (AlikeTitles){0};
    if (!has_grams(folded))
        return true;
    if (!sql_titles_alike_elsewhere(db, arena, &in, &found, error))
        return false;
    AlikeTitle *rows = ARENA_ARRAY(arena, AlikeTitle, found.n);
    for (size_t i = 0; i < found.n; i++)
        rows[i] = (AlikeTitle){found.rows[i].collaboration, found.rows[i].subject,
                               found.rows[i].kind, found.rows[i].n};
    *ret = (AlikeTitles){rows, found.n};
    return true;
}

/* ---- likeness ---- */

static GHashTable *grams_of(const char *folded) {
    GHashTable *grams = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (const char *at = folded; g_utf8_strlen(at, -1) >= GRAM; at = g_utf8_next_char(at))
        g_hash_table_add(grams, g_utf8_substring(at, 0, GRAM));
    return grams;
}

int titles_likeness(Arena *arena, const char *a, const char *b) {
    g_autoptr(GHashTable) of_a = grams_of(folded_title(arena, a));
    g_autoptr(GHashTable) of_b = grams_of(folded_title(arena, b));
    unsigned all = g_hash_table_size(of_a) + g_hash_table_size(of_b), both = 0;
    GHashTableIter iter;
    gpointer gram;
    g_hash_table_iter_init(&iter, of_a);
    while (g_hash_table_iter_next(&iter, &gram, NULL))
        both += g_hash_table_contains(of_b, gram);
    return all == 0 ? 0 : (int)(200 * both / all);
}
