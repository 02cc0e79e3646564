#include "base/similar.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static bool is_invisible(gunichar letter) {
    return letter == 0x00AD || (letter >= 0x200B && letter <= 0x200D) || letter == 0x2060 ||
           letter == 0xFEFF;
}

static gunichar fold_letter(gunichar letter) {
    letter = g_unichar_tolower(letter);
    if (letter == 0x00E5 || letter == 0x00E4 || letter == 0x00F6)
        return letter;
    gunichar base, mark;
    while (g_unichar_decompose(letter, &base, &mark) && mark != 0)
        letter = base;
    return g_unichar_ismark(letter) ? 0 : letter;
}

static GString *fold_into(const char *text, bool letters_only) {
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    g_autofree char *composed = g_utf8_normalize(valid, -1, G_NORMALIZE_ALL_COMPOSE);
    GString *folded = g_string_new(NULL);
    bool space = false;
    for (const char *at = composed; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar letter = g_utf8_get_char(at);
        if (g_unichar_isspace(letter)) {
            space = folded->len > 0;
            continue;
        }
        letter = is_invisible(letter) ? 0 : fold_letter(letter);
        if (letter == 0 || (letters_only && !g_unichar_isalnum(letter)))
            continue;
        if (space && !letters_only)
            g_string_append_c(folded, ' ');
        space = false;
        g_string_append_unichar(folded, letter);
    }
    return folded;
}

static char *into_arena(Arena *arena, GString *text) {
    char *copy = arena_strndup(arena, text->str, text->len);
    g_string_free(text, TRUE);
    return copy;
}

char *similar_fold(Arena *arena, const char *text) {
    return into_arena(arena, fold_into(text, false));
}

char *similar_squash(Arena *arena, const char *text) {
    return into_arena(arena, fold_into(text, true));
}

/* The letters of `text` in `ret`, or -1 when they are more than fit. */
static int letters_of(const char *text, gunichar *ret) {
    int n = 0;
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    for (const char *at = valid; *at != '\0'; at = g_utf8_next_char(at)) {
        if (n == SIMILAR_LENGTH_MAX)
            return -1;
        ret[n++] = g_utf8_get_char(at);
    }
    return n;
}

typedef struct {
    gunichar a[SIMILAR_LENGTH_MAX], b[SIMILAR_LENGTH_MAX];
    int rows[3][SIMILAR_LENGTH_MAX + 1]; /* the row being made and the two before it */
} Alignment;

static int step(const Alignment *it, int i, int j) {
    const int *above = it->rows[(i + 2) % 3], *row = it->rows[i % 3],
              *before = it->rows[(i + 1) % 3];
    bool same = it->a[i - 1] == it->b[j - 1];
    int least = MIN(MIN(above[j], row[j - 1]) + 1, above[j - 1] + (same ? 0 : 1));
    if (i > 1 && j > 1 && it->a[i - 1] == it->b[j - 2] && it->a[i - 2] == it->b[j - 1])
        least = MIN(least, before[j - 2] + 1);
    return least;
}

static int align(Alignment *it, int n, int m, int limit) {
    for (int j = 0; j <= m; j++)
        it->rows[0][j] = j;
    for (int i = 1; i <= n; i++) {
        int *row = it->rows[i % 3];
        int least = row[0] = i;
        for (int j = 1; j <= m; j++) {
            row[j] = step(it, i, j);
            least = MIN(least, row[j]);
        }
        if (least > limit)
            return limit + 1;
    }
    return MIN(it->rows[n % 3][m], limit + 1);
}

int similar_distance(const char *a, const char *b, int limit) {
    if (strcmp(a, b) == 0)
        return 0;
    /* A letter is one to four bytes, so far too many bytes cannot be few letters. */
    if (strlen(a) > 4 * SIMILAR_LENGTH_MAX || strlen(b) > 4 * SIMILAR_LENGTH_MAX)
        return limit + 1;
    Alignment it;
    int n = letters_of(a, it.a), m = letters_of(b, it.b);
    if (n < 0 || m < 0 || abs(n - m) > limit)
        return limit + 1;
    return align(&it, n, m, limit);
}
