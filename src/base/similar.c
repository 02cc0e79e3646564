#include "base/similar.h"

#include "base/text.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* The signs of `text` that stay, in place. */
static void keep_only(char *text, bool (*stays)(gunichar)) {
    char *to = text;
    for (const char *at = text; *at != '\0';) {
        const char *next = g_utf8_next_char(at);
        if (stays(g_utf8_get_char(at))) {
            memmove(to, at, (size_t)(next - at));
            to += next - at;
        }
        at = next;
    }
    *to = '\0';
}

static bool is_visible(gunichar sign) {
    return sign != 0x00AD && sign != 0x200C && sign != 0x200D;
}

static bool is_letter_or_digit(gunichar sign) {
    return g_unichar_isalnum(sign);
}

char *similar_fold(Arena *arena, const char *text) {
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    char *folded = text_fold(arena, valid);
    keep_only(folded, is_visible);
    return text_collapse(arena, folded);
}

char *similar_squash(Arena *arena, const char *text) {
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    char *folded = text_fold(arena, valid);
    keep_only(folded, is_letter_or_digit);
    return folded;
}

/* The letters of `text` in `ret`, or -1 when they are more than fit. */
static int letters_of(const char *text, gunichar *ret) {
    int n = 0;
    g_autofree char *made_valid =
        g_utf8_validate(text, -1, NULL) ? NULL : g_utf8_make_valid(text, -1);
    for (const char *at = made_valid == NULL ? text : made_valid; *at != '\0';
         at = g_utf8_next_char(at)) {
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
    size_t size_a = strlen(a), size_b = strlen(b),
           difference = MAX(size_a, size_b) - MIN(size_a, size_b);
    if (MAX(size_a, size_b) > 4 * SIMILAR_LENGTH_MAX || difference > 4 * (size_t)limit)
        return limit + 1;
    Alignment it;
    int n = letters_of(a, it.a), m = letters_of(b, it.b);
    if (n < 0 || m < 0 || abs(n - m) > limit)
        return limit + 1;
    return align(&it, n, m, limit);
}
