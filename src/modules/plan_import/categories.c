#include "modules/plan_import/categories.h"

#include "base/similar.h"

#include <string.h>

#define NEAR_LENGTH_MIN 8 /* letters; shorter names are too easily like each other */
#define NEAR_LETTERS_MAX 2
#define COMPARED_NAMES_MAX 200
#define WORD_LENGTH_MIN 4
#define WORD_ENDING_MAX 2 /* "workshop" and "workshops" are one word */
#define LISTED_ENOUGH                                                                              \
    2 /* rows named as the collaboration's categories that make its list decide                    \
       */
#define TITLE_WORDS_MIN 5 /* categories are called something shorter */

static bool is_option(const Draft *draft, const char *squashed) {
    for (size_t i = 0; i < draft->options.n_categories; i++)
        if (strcmp(draft->option_squashed[i], squashed) == 0)
            return true;
    return false;
}

bool category_is_known(const Draft *draft, const char *squashed) {
    return is_option(draft, squashed) || g_hash_table_contains(draft->seen, squashed);
}

static void learn(Draft *draft, const char *name) {
    const char *bare = on_one_line(draft->arena, without_continued(draft->arena, name));
    char *squashed = similar_squash(draft->arena, bare);
    size_t times = GPOINTER_TO_SIZE(g_hash_table_lookup(draft->seen, squashed));
    g_hash_table_insert(draft->seen, squashed, GSIZE_TO_POINTER(times + 1));
    if (times == 0)
        list_add(draft->arena, &draft->seen_names, (char *)bare);
}

static bool shows_category(const Draft *draft, const Row *rows, size_t i, size_t end) {
    const Line *line = &draft->lines.at[i];
    if (rows[i].role != ROLE_LONE || starts_lower(line->text) || is_sentence(line->text) ||
        ends_open(line->text))
        return false;
    size_t next = next_row(rows, i + 1, end);
    bool has_rows = next < end && (rows[next].role == ROLE_FULL || rows[next].role == ROLE_NOTE);
    return line->emphasised || has_rows;
}

void categories_learn(Draft *draft, const List *sections, const Row *rows) {
    for (size_t s = 0; s < sections->n; s++) {
        const Section *section = sections->items[s];
        if (section->kind != SECTION_YEAR)
            continue;
        for (size_t i = section->first; i < section->end; i++) {
            const Line *line = &draft->lines.at[i];
            draft->n_listed += rows[i].role == ROLE_LONE && is_option(draft, line->squashed);
            if (shows_category(draft, rows, i, section->end))
                learn(draft, line->text);
        }
    }
}

static bool is_nearly(const char *squashed, const char *other) {
    int letters = (int)g_utf8_strlen(other, -1);
    if (letters < NEAR_LENGTH_MIN)
        return false;
    int distance =
        similar_distance(squashed, other, MIN(NEAR_LETTERS_MAX, letters / NEAR_LENGTH_MIN));
    return distance > 0 && distance <= MIN(NEAR_LETTERS_MAX, letters / NEAR_LENGTH_MIN);
}

static bool is_nearly_option(const Draft *draft, const char *squashed) {
    for (size_t i = 0; i < MIN(draft->options.n_categories, COMPARED_NAMES_MAX); i++)
        if (is_nearly(squashed, draft->option_squashed[i]))
            return true;
    return false;
}

static bool same_word(const char *a, const char *b) {
    size_t length = MIN(strlen(a), strlen(b)), longer = MAX(strlen(a), strlen(b));
    return longer - length <= WORD_ENDING_MAX && strncmp(a, b, length) == 0;
}

static bool is_joining_word(const char *word) {
    return strcmp(word, "och") == 0 || strcmp(word, "samt") == 0 || strcmp(word, "eller") == 0 ||
           strlen(word) < WORD_LENGTH_MIN;
}

static size_t n_naming_words(char **words) {
    size_t n = 0;
    for (; *words != NULL; words++)
        n += !is_joining_word(*words);
    return n;
}

static bool has_same_word(char **words, const char *wanted) {
    for (; *words != NULL; words++)
        if (!is_joining_word(*words) && same_word(*words, wanted))
            return true;
    return false;
}

static char **naming_words(Arena *arena, const char *name) {
    return g_strsplit_set(similar_fold(arena, name), " /,;.:&()-", -1);
}

/* All words of the shorter name are in the longer one, and are more than half of it. */
static bool shares_words(Arena *arena, const char *name, const char *other) {
    g_auto(GStrv) a = naming_words(arena, name);
    g_auto(GStrv) b = naming_words(arena, other);
    char **shorter = n_naming_words(a) <= n_naming_words(b) ? a : b,
         **longer = shorter == a ? b : a;
    size_t shared = 0;
    for (char **word = shorter; *word != NULL; word++) {
        if (is_joining_word(*word))
            continue;
        if (!has_same_word(longer, *word))
            return false;
        shared++;
    }
    return shared >= 2 && shared * 2 > n_naming_words(longer);
}

/* "Handläggare stöd miljöskydd" begins as "Handläggarstöd" does. */
static bool begins_nearly(Arena *arena, const char *name, const char *other) {
    const char *squashed = similar_squash(arena, name),
               *squashed_other = similar_squash(arena, other);
    int letters = (int)g_utf8_strlen(squashed_other, -1);
    if (letters < NEAR_LENGTH_MIN || g_str_has_prefix(squashed, squashed_other))
        return false;
    for (int more = -1; more <= 1; more++) {
        if (letters + more > g_utf8_strlen(squashed, -1))
            continue;
        g_autofree char *start = g_utf8_substring(squashed, 0, letters + more);
        if (similar_distance(start, squashed_other, 1) == 1)
            return true;
    }
    return false;
}

typedef bool (*Likeness)(Arena *arena, const char *name, const char *other);

static bool is_like(Arena *arena, const char *name, const char *other) {
    return is_nearly(similar_squash(arena, name), similar_squash(arena, other)) ||
           shares_words(arena, name, other);
}

static const char *first_like(const char *name, const char *const *others, size_t n,
                              Likeness like) {
    for (size_t i = 0; i < MIN(n, COMPARED_NAMES_MAX); i++) {
        g_autoptr(Arena) arena = arena_new();
        if (like(arena, name, others[i]))
            return others[i];
    }
    return NULL;
}

static const char *known_like(const Draft *draft, const char *name, Likeness like) {
    if (category_is_known(draft, similar_squash(draft->arena, name)))
        return NULL;
    const char *option =
        first_like(name, draft->options.categories, draft->options.n_categories, like);
    return option != NULL ? option
                          : first_like(name, (const char *const *)draft->seen_names.items,
                                       draft->seen_names.n, like);
}

const char *category_meant(const Draft *draft, const char *name) {
    return known_like(draft, name, is_like);
}

const char *category_begun(const Draft *draft, const char *name) {
    return known_like(draft, name, begins_nearly);
}

static size_t times_seen(const Draft *draft, const char *squashed) {
    return GPOINTER_TO_SIZE(g_hash_table_lookup(draft->seen, squashed));
}

const char *category_respelled(const Draft *draft, const char *name) {
    Arena *arena = draft->arena;
    const char *squashed = similar_squash(arena, name);
    if (is_option(draft, squashed))
        return NULL;
    const char *option =
        first_like(name, draft->options.categories, draft->options.n_categories, is_like);
    bool earlier = true;
    for (size_t i = 0; option == NULL && i < MIN(draft->seen_names.n, COMPARED_NAMES_MAX); i++) {
        const char *other = similar_squash(arena, draft->seen_names.items[i]);
        size_t times = times_seen(draft, other), own = times_seen(draft, squashed);
        earlier = earlier && strcmp(other, squashed) != 0;
        if (is_nearly(squashed, other) && (times > own || (times == own && earlier)))
            option = draft->seen_names.items[i];
    }
    return option;
}

/* Rows in capitals, or in bold, that are categories make other rows less likely to be. */
static bool lacks_style(const Draft *draft, const Line *line) {
    if (draft->seen_names.n < LISTED_ENOUGH)
        return false;
    size_t capitals = 0;
    for (size_t i = 0; i < draft->seen_names.n; i++)
        capitals += is_capitals(draft->seen_names.items[i]);
    return capitals * 2 > draft->seen_names.n && !is_capitals(line->text);
}

static bool has_many_words(const char *text) {
    g_auto(GStrv) words = g_strsplit(text, " ", -1);
    return g_strv_length(words) >= TITLE_WORDS_MIN;
}

/* Activities follow at once, as they do below a category. */
static LoneRow decide_above_activities(const Draft *draft, const Line *line, LonePlace place) {
    bool listed = draft->n_listed >= LISTED_ENOUGH;
    if (lacks_style(draft, line))
        return (LoneRow){LONE_ACTIVITY, true};
    if (listed && (place.category_is_empty || has_many_words(line->text)))
        return (LoneRow){LONE_ACTIVITY, true};
    return (LoneRow){LONE_CATEGORY, listed || place.category_is_empty};
}

static LoneRow decide_by_neighbours(const Draft *draft, const Row *rows, size_t i, size_t end,
                                    LonePlace place) {
    const Line *line = &draft->lines.at[i];
    size_t next = next_row(rows, i + 1, end);
    RowRole follows = next < end ? rows[next].role : ROLE_NONE;
    if (follows == ROLE_REST)
        return (LoneRow){LONE_ACTIVITY, false};
    if (follows == ROLE_NOTE)
        return (LoneRow){LONE_CATEGORY, false};
    if (follows == ROLE_FULL)
        return decide_above_activities(draft, line, place);
    if (place.has_category || !place.has_full_rows)
        return (LoneRow){LONE_ACTIVITY, true};
    return (LoneRow){LONE_CATEGORY, true};
}

LoneRow lone_decide(const Draft *draft, const Row *rows, size_t i, size_t end, LonePlace place) {
    const Line *line = &draft->lines.at[i];
    const char *squashed =
        similar_squash(draft->arena, without_continued(draft->arena, line->text));
    if (line->emphasised || is_option(draft, squashed))
        return (LoneRow){LONE_CATEGORY, false};
    if (is_nearly_option(draft, squashed))
        return (LoneRow){LONE_CATEGORY, false};
    if (ends_open(line->text))
        return (LoneRow){LONE_ACTIVITY, false};
    LoneRow decided = decide_by_neighbours(draft, rows, i, end, place);
    bool elsewhere = times_seen(draft, squashed) > (shows_category(draft, rows, i, end) ? 1 : 0);
    return elsewhere ? (LoneRow){LONE_CATEGORY, false} : decided;
}
