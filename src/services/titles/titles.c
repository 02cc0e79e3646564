#include "services/titles/titles.h"

#include "base/similar.h"
#include "services/titles/titles_sql.h"

#include <stdlib.h>
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

/* ---- which groups are asked for ---- */

enum { GRAMS_ASKED_MAX = 12, GRAMS_OF_WORD = 3 };

typedef struct {
    const char *folded;
    GString *asked;
    size_t n_words, n_asked;
    int64_t n_titles;
    unsigned char of_word[FOLDED_MAX + 1]; /* how many of each word */
} Asking;

static size_t word_of(const char *folded, const char *at) {
    size_t word = 0;
    for (; folded < at; folded++)
        word += *folded == ' ';
    return word;
}

/* A word of many letters has many groups, which all lead to the same titles. */
static void ask_for(Asking *asking, const char *gram, int64_t n) {
    const char *at = strstr(asking->folded, gram);
    size_t word = at == NULL ? 0 : word_of(asking->folded, at);
    size_t most = MAX(GRAMS_OF_WORD, GRAMS_ASKED_MAX / asking->n_words);
    if (asking->n_asked == GRAMS_ASKED_MAX || asking->of_word[word] >= most ||
        asking->n_titles + n > TITLES_LOOKED_AT_MAX)
        return;
    asking->of_word[word]++;
    asking->n_asked++;
    asking->n_titles += n;
    g_string_append(asking->asked, gram);
}

static Asking asking_for(const char *folded) {
    return (Asking){.folded = folded,
                    .asked = g_string_new(NULL),
                    .n_words = word_of(folded, folded + strlen(folded)) + 1};
}

static const char *asked(Arena *arena, Asking *asking) {
    const char *grams = arena_strdup(arena, asking->asked->str);
    g_string_free(asking->asked, TRUE);
    return grams;
}

/* ---- likeness ---- */

/* Groups as numbers, sorted, each once. */
typedef struct {
    uint64_t *rows;
    size_t n;
} Grams;

static int compare_grams(const void *a, const void *b) {
    uint64_t first = *(const uint64_t *)a, second = *(const uint64_t *)b;
    return (first > second) - (first < second);
}

static Grams grams_of(Arena *arena, const char *folded) {
    Grams grams = {ARENA_ARRAY(arena, uint64_t, strlen(folded)), 0};
    uint64_t gram = 0;
    size_t letters = 0, n = 0;
    for (const char *at = folded; *at != '\0'; at = g_utf8_next_char(at)) {
        gram = (gram << 21 | g_utf8_get_char(at)) & (((uint64_t)1 << 63) - 1);
        if (++letters >= GRAM)
            grams.rows[n++] = gram;
    }
    if (n > 0)
        qsort(grams.rows, n, sizeof *grams.rows, compare_grams);
    for (size_t i = 0; i < n; i++)
        if (i == 0 || grams.rows[i] != grams.rows[i - 1])
            grams.rows[grams.n++] = grams.rows[i];
    return grams;
}

static int likeness(const Grams *a, const Grams *b) {
    size_t all = a->n + b->n, both = 0;
    for (size_t i = 0, j = 0; i < a->n && j < b->n;) {
        both += a->rows[i] == b->rows[j];
        if (a->rows[i] <= b->rows[j])
            i++;
        else
            j++;
    }
    return all == 0 ? 0 : (int)(200 * both / all);
}

int titles_likeness(Arena *arena, const char *a, const char *b) {
    Grams of_a = grams_of(arena, folded_title(arena, a)),
          of_b = grams_of(arena, folded_title(arena, b));
    return likeness(&of_a, &of_b);
}

static int by_likeness(const void *a, const void *b) {
    return ((const AlikeTitle *)b)->likeness - ((const AlikeTitle *)a)->likeness;
}

static AlikeTitles most_alike_first(AlikeTitle *rows, size_t n) {
    if (n > 0)
        qsort(rows, n, sizeof *rows, by_likeness);
    return (AlikeTitles){rows, n};
}

/* ---- looking ---- */

bool titles_alike(Db *db, Arena *arena, Id collaboration, const char *typed, AlikeTitles *ret,
                  GError **error) {
    const char *folded = folded_title(arena, typed);
    SqlTitleGramsRows grams;
    SqlTitlesWithGramsRows found;
    *ret = (AlikeTitles){0};
    if (!has_grams(folded))
        return true;
    if (!sql_title_grams(db, arena, &(SqlTitleGramsIn){collaboration, folded}, &grams, error))
        return false;
    Asking asking = asking_for(folded);
    for (size_t i = 0; i < grams.n; i++)
        ask_for(&asking, grams.rows[i].gram, grams.rows[i].n);
    SqlTitlesWithGramsIn in = {collaboration, asked(arena, &asking)};
    if (in.grams[0] == '\0')
        return true;
    if (!sql_titles_with_grams(db, arena, &in, &found, error))
        return false;
    Grams of_typed = grams_of(arena, folded);
    AlikeTitle *rows = ARENA_ARRAY(arena, AlikeTitle, found.n);
    for (size_t i = 0; i < found.n; i++) {
        Grams of_found = grams_of(arena, found.rows[i].folded);
        rows[i] = (AlikeTitle){collaboration, found.rows[i].subject, found.rows[i].kind,
                               found.rows[i].folded, likeness(&of_typed, &of_found)};
    }
    *ret = most_alike_first(rows, found.n);
    return true;
}

/* ";1;2;" of those that share theirs; "" when nobody does. */
static bool load_open(Db *db, Arena *arena, Id collaboration, Date today, const char **ret,
                      GError **error) {
    SqlTitlesOpenRows open;
    if (!sql_titles_open(db, arena, &(SqlTitlesOpenIn){collaboration, today}, &open, error))
        return false;
    g_autoptr(GString) ids = g_string_new(open.n == 0 ? "" : ";");
    for (size_t i = 0; i < open.n; i++)
        g_string_append_printf(ids, "%" G_GINT64_FORMAT ";", open.rows[i].collaboration.value);
    *ret = arena_strdup(arena, ids->str);
    return true;
}

static bool ask_elsewhere(Db *db, Arena *arena, const char *open, const char *folded,
                          const char **ret, GError **error) {
    SqlTitleGramsElsewhereRows grams;
    SqlTitleGramsElsewhereIn in = {open, folded};
    if (!sql_title_grams_elsewhere(db, arena, &in, &grams, error))
        return false;
    Asking asking = asking_for(folded);
    for (size_t i = 0; i < grams.n; i++)
        ask_for(&asking, grams.rows[i].gram, grams.rows[i].n);
    *ret = asked(arena, &asking);
    return true;
}

bool titles_alike_elsewhere(Db *db, Arena *arena, Id collaboration, Date today, const char *typed,
                            AlikeTitles *ret, GError **error) {
    const char *folded = folded_title(arena, typed);
    SqlTitlesWithGramsElsewhereIn in = {"", ""};
    SqlTitlesWithGramsElsewhereRows found;
    *ret = (AlikeTitles){0};
    if (!has_grams(folded))
        return true;
    if (!load_open(db, arena, collaboration, today, &in.open, error))
        return false;
    if (in.open[0] != '\0' && !ask_elsewhere(db, arena, in.open, folded, &in.grams, error))
        return false;
    if (in.grams[0] == '\0')
        return true;
    if (!sql_titles_with_grams_elsewhere(db, arena, &in, &found, error))
        return false;
    Grams of_typed = grams_of(arena, folded);
    AlikeTitle *rows = ARENA_ARRAY(arena, AlikeTitle, found.n);
    for (size_t i = 0; i < found.n; i++) {
        Grams of_found = grams_of(arena, found.rows[i].folded);
        rows[i] =
            (AlikeTitle){found.rows[i].collaboration, found.rows[i].subject, found.rows[i].kind,
                         found.rows[i].folded, likeness(&of_typed, &of_found)};
    }
    *ret = most_alike_first(rows, found.n);
    return true;
}
