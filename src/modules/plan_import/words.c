#include "modules/plan_import/words.h"

#include "base/similar.h"

#include <string.h>

#define SENTENCE_LENGTH 110
#define HEADING_LENGTH_MAX 120
#define HEADING_WORDS_MAX 14
#define NOTE_LENGTH_MAX 80
#define SHOWN_LENGTH 80

static gunichar last_letter(const char *text) {
    return *text == '\0' ? 0 : g_utf8_get_char(g_utf8_prev_char(text + strlen(text)));
}

static size_t length_of(const char *text) {
    return (size_t)g_utf8_strlen(text, -1);
}

static int words_in(const char *text) {
    int n = 0;
    bool inside = false;
    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
        bool space = g_unichar_isspace(g_utf8_get_char(at));
        n += !space && !inside;
        inside = !space;
    }
    return n;
}

bool ends_finished(const char *text) {
    const char *end = text + strlen(text);
    while (end > text) {
        const char *previous = g_utf8_prev_char(end);
        if (strchr(")\"'", *previous) == NULL && g_utf8_get_char(previous) != 0x201D)
            return strchr(".!?:", *previous) != NULL;
        end = previous;
    }
    return false;
}

bool is_sentence(const char *text) {
    if (length_of(text) > SENTENCE_LENGTH)
        return true;
    return words_in(text) >= 3 && strchr(".!?", text[strlen(text) - 1]) != NULL;
}

bool is_heading_like(const char *text) {
    gunichar first = g_utf8_get_char(text);
    if (*text == '\0' || length_of(text) > HEADING_LENGTH_MAX || words_in(text) > HEADING_WORDS_MAX)
        return false;
    if (!g_unichar_isupper(first) && !g_unichar_isdigit(first))
        return false;
    return strchr(".,;!?", text[strlen(text) - 1]) == NULL;
}

bool starts_lower(const char *text) {
    return g_unichar_islower(g_utf8_get_char(text));
}

bool is_capitals(const char *text) {
    int capitals = 0;
    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
        if (g_unichar_islower(g_utf8_get_char(at)))
            return false;
        capitals += g_unichar_isupper(g_utf8_get_char(at)) ? 1 : 0;
    }
    return capitals >= 2;
}

static bool is_one_of(const char *word, const char *const *words) {
    for (; *words != NULL; words++)
        if (strcmp(word, *words) == 0)
            return true;
    return false;
}

static const char *last_word(const char *folded) {
    const char *space = strrchr(folded, ' ');
    return space == NULL ? folded : space + 1;
}

bool ends_open(const char *text) {
    static const char *const leading[] = {
        "och",   "eller",  "samt",  "i",        "på",        "för",  "av",       "med",  "till",
        "från",  "om",     "inom",  "vid",      "under",     "hos",  "mot",      "utan", "mellan",
        "genom", "enligt", "som",   "att",      "där",       "när",  "då",       "den",  "det",
        "de",    "en",     "ett",   "vilka",    "inklusive", "både", "antingen", "ur",   "över",
        "efter", "innan",  "kring", "gällande", "avseende",  NULL};
    if (*text == '\0')
        return false;
    gunichar last = last_letter(text);
    if (last == ',' || last == '-' || last == 0x2013 || last == '/' || last == '(' || last == '&')
        return true;
    g_autoptr(Arena) arena = arena_new();
    return is_one_of(last_word(similar_fold(arena, text)), leading);
}

const char *past_bullet(const char *text) {
    gunichar mark = g_utf8_get_char(text);
    bool bullet = mark == 0x2022 || mark == 0x00B7 || mark == 0x25CF || mark == 0x25AA ||
                  mark == 0xF0B7 || mark == '-' || mark == 0x2013 || mark == '*' || mark == 'o';
    if (!bullet)
        return text;
    const char *after = g_utf8_next_char(text), *at = after;
    while (g_unichar_isspace(g_utf8_get_char(at)))
        at = g_utf8_next_char(at);
    return at == after || *at == '\0' ? text : at;
}

static int digits_at(const char *at, int n) {
    int value = 0;
    for (int i = 0; i < n; i++) {
        if (!g_ascii_isdigit(at[i]))
            return -1;
        value = 10 * value + (at[i] - '0');
    }
    return g_ascii_isdigit(at[n]) ? -1 : value;
}

static bool is_date_rest(const char *at) {
    return *at == '-' && digits_at(at + 1, 2) > 0 && at[3] == '-';
}

/* The second year of "2021-23", or 0. */
static int short_second(const char *at, int first) {
    size_t dash = *at == '-' || *at == '/' ? 1 : g_str_has_prefix(at, "–") ? strlen("–") : 0;
    int value = dash == 0 ? -1 : digits_at(at + dash, 2);
    return value > first % 100 && at[dash + 2] != '-' ? first - first % 100 + value : 0;
}

static void note_year(YearsIn *years, int year) {
    if (years->n++ == 0)
        years->first = year;
    years->last = year;
}

YearsIn years_in(const char *text) {
    YearsIn years = {0};
    for (const char *at = text; *at != '\0'; at++) {
        if (!g_ascii_isdigit(*at))
            continue;
        int year = digits_at(at, 4);
        if (year >= 1990 && year <= 2099 && !is_date_rest(at + 4)) {
            note_year(&years, year);
            if (short_second(at + 4, year) != 0)
                note_year(&years, short_second(at + 4, year));
        }
        while (g_ascii_isdigit(at[1]) || (at[1] == '-' && is_date_rest(at + 1)))
            at += at[1] == '-' ? 6 : 1;
    }
    return years;
}

static bool is_all_dashes(const char *text) {
    int dashes = 0;
    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar letter = g_utf8_get_char(at);
        if (letter != '-' && (letter < 0x2010 || letter > 0x2015) && letter != 0x2212)
            return false;
        dashes++;
    }
    return dashes > 0;
}

static bool has_prefix_of(const char *word, const char *const *prefixes) {
    for (; *prefixes != NULL; prefixes++)
        if (g_str_has_prefix(word, *prefixes))
            return true;
    return false;
}

static bool is_about_planning(const char *word) {
    static const char *const stems[] = {"fastställ", "planera",   "inplanera", "beslut",
                                        "bestäm",    "aktivitet", "insats",    "klar",
                                        "aktuell",   "påtänkt",   "föresl",    NULL};
    static const char *const fillers[] = {"ännu",  "än",     "är",    "några", "i",   "nuläget",
                                          "finns", "år",     "det",   "detta", "för", "än",
                                          "här",   "senare", "under", NULL};
    return has_prefix_of(word, stems) || is_one_of(word, fillers) || years_in(word).n > 0;
}

static bool denies(const char *word) {
    static const char *const words[] = {"ej",    "inte", "inget", "inga",
                                        "ingen", "ännu", "icke",  NULL};
    return is_one_of(word, words);
}

static bool is_denial(const char *folded) {
    g_auto(GStrv) words = g_strsplit_set(folded, " .,:;()/", -1);
    int denying = 0, said = 0;
    for (char **word = words; *word != NULL; word++) {
        if (**word == '\0')
            continue;
        bool denial = denies(*word);
        if (!denial && (said == 0 || !is_about_planning(*word)))
            return false;
        denying += denial;
        said++;
    }
    return denying > 0;
}

bool says_nothing_planned(const char *text) {
    static const char *const whole[] = {"fastställs senare",
                                        "beslutas senare",
                                        "bestäms senare",
                                        "planeras senare",
                                        "saknas",
                                        "vakant",
                                        "n/a",
                                        NULL};
    if (is_all_dashes(text))
        return true;
    if (*text == '\0' || length_of(text) > NOTE_LENGTH_MAX)
        return false;
    g_autoptr(Arena) arena = arena_new();
    char *folded = similar_fold(arena, text);
    size_t length = strlen(folded);
    if (length > 0 && folded[length - 1] == '.')
        folded[length - 1] = '\0';
    return is_one_of(folded, whole) || is_denial(folded);
}

bool is_amount(const char *text) {
    static const char *const units[] = {"",    "kr",  "tkr", "mkr", "ksek",   "msek",
                                        "sek", "kkr", "%",   ":-",  "kronor", NULL};
    g_autoptr(Arena) arena = arena_new();
    const char *at = similar_fold(arena, text);
    at += *at == '-' || *at == '+'    ? 1
          : g_str_has_prefix(at, "−") ? strlen("−")
          : g_str_has_prefix(at, "–") ? strlen("–")
                                      : 0;
    int digits = 0;
    for (; *at != '\0' && strchr("0123456789 .,", *at) != NULL; at++)
        digits += g_ascii_isdigit(*at) ? 1 : 0;
    return digits > 0 && is_one_of(at, units);
}

static const char *past_word(const char *at, const char *word) {
    return g_str_has_prefix(at, word) ? at + strlen(word) : NULL;
}

bool is_page_number(const char *text) {
    if (strlen(text) > 24)
        return false;
    g_autoptr(Arena) arena = arena_new();
    const char *at = similar_fold(arena, text), *rest;
    if ((rest = past_word(at, "sida ")) != NULL || (rest = past_word(at, "sid ")) != NULL ||
        (rest = past_word(at, "s. ")) != NULL || (rest = past_word(at, "- ")) != NULL)
        at = rest;
    size_t digits = strspn(at, "0123456789");
    if (digits == 0 || digits > 3)
        return false;
    at += digits;
    if ((rest = past_word(at, " av ")) != NULL)
        at = rest;
    at += strspn(at, " (/-");
    digits = strspn(at, "0123456789");
    at += digits;
    at += strspn(at, ")- ");
    return digits <= 3 && *at == '\0';
}

/* Spaces beside a line break go with it; spaces between words stay as they are. */
char *on_one_line(Arena *arena, const char *text) {
    char *line = arena_strdup(arena, text), *to = line;
    for (const char *at = line; *at != '\0'; at++) {
        size_t blank = strspn(at, " \n\r\t");
        if (blank > 0 && strcspn(at, "\n\r\t") < blank) {
            *to++ = ' ';
            at += blank - 1;
        } else {
            *to++ = *at;
        }
    }
    *to = '\0';
    return g_strstrip(line);
}

char *without_brackets(Arena *arena, const char *text) {
    char *bare = arena_strdup(arena, text), *to = bare;
    int depth = 0;
    for (const char *at = bare; *at != '\0'; at++) {
        depth += *at == '(';
        if (depth == 0)
            *to++ = *at;
        depth -= *at == ')' && depth > 0;
    }
    *to = '\0';
    return g_strstrip(bare);
}

char *without_continued(Arena *arena, const char *text) {
    static const char *const endings[] = {"(forts.)", "(forts)", "(fortsättning)", "(fortsatt)",
                                          "forts.",   "forts",   "fortsättning",   NULL};
    char *bare = arena_strdup(arena, text);
    for (const char *const *ending = endings; *ending != NULL; ending++) {
        size_t length = strlen(bare), cut = strlen(*ending);
        if (length <= cut || g_ascii_strcasecmp(bare + length - cut, *ending) != 0)
            continue;
        length -= cut;
        while (length > 0 && strchr(" ,-", bare[length - 1]) != NULL)
            length--;
        bare[length] = '\0';
        return length == 0 ? arena_strdup(arena, text) : bare;
    }
    return bare;
}

/* "hälso-" + "och sjukvård": the hyphen stands for the rest of the word. */
static bool shares_word(const char *below) {
    static const char *const sharing[] = {"och ",   "eller ", "samt ", "respektive ",
                                          "resp. ", "/",      NULL};
    return has_prefix_of(below, sharing);
}

/* A hyphen that divides a word stands between two small letters, and the word's first part is more
 * than one letter, as in no "e-tjänst" or "PFAS-halt". */
static bool hyphen_divides(const char *above, const char *below) {
    const char *hyphen = above + strlen(above) - 1;
    const char *before = g_utf8_prev_char(hyphen);
    if (!g_unichar_islower(g_utf8_get_char(before)) || !starts_lower(below) || before == above)
        return false;
    return g_unichar_isalpha(g_utf8_get_char(g_utf8_prev_char(before)));
}

bool join_onto(GString *above, const char *below) {
    bool hyphen = above->len > 1 && above->str[above->len - 1] == '-' &&
                  g_unichar_isalnum(g_utf8_get_char(g_utf8_prev_char(above->str + above->len - 1)));
    bool divided = hyphen && !shares_word(below) && hyphen_divides(above->str, below);
    if (divided)
        g_string_truncate(above, above->len - 1);
    else if (above->len > 0 && *below != '\0' && (!hyphen || shares_word(below)))
        g_string_append_c(above, ' ');
    g_string_append(above, below);
    return divided;
}

char *shortened(Arena *arena, const char *text) {
    const char *line = on_one_line(arena, text);
    if (length_of(line) <= SHOWN_LENGTH)
        return arena_strdup(arena, line);
    const char *cut = g_utf8_offset_to_pointer(line, SHOWN_LENGTH - 1);
    return arena_printf(arena, "%.*s…", (int)(cut - line), line);
}
