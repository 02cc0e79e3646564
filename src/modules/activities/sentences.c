#include "modules/activities/words.h"

#include "base/text.h"

#include <glib.h>
#include <string.h>

static bool is_end_mark(char c) {
    return c == '.' || c == '!' || c == '?';
}

static bool is_gap(const char *at) {
    return *at == '\0' || g_unichar_isspace(g_utf8_get_char(at));
}

static bool has_short_parts(const char *word) {
    for (const char *part = word; *part != '\0';) {
        size_t length = strcspn(part, ".");
        if (length == 0 || text_length(part) - text_length(part + length) > 3)
            return false;
        part += length + (part[length] == '.');
    }
    return true;
}

static bool goes_on_in_capitals(const char *at) {
    while (*at != '\0' && g_unichar_isspace(g_utf8_get_char(at)))
        at = g_utf8_next_char(at);
    return *at == '\0' || g_unichar_isupper(g_utf8_get_char(at));
}

/* "t.ex", "ca", "ev", "v", "15 apr", and the number of a list: the full stop after it ends no
 * sentence. */
static bool is_abbreviation(Arena *arena, const char *start, const char *stop) {
    const char *word = stop;
    while (word > start && !g_unichar_isspace(g_utf8_get_char(g_utf8_prev_char(word))))
        word = g_utf8_prev_char(word);
    while (word < stop && (*word == '(' || *word == '"'))
        word++;
    const char *folded = text_fold(arena, arena_strndup(arena, word, (size_t)(stop - word)));
    if (word_in(folded, "osv etc mm m.m mfl m.fl"))
        return !goes_on_in_capitals(stop + 1);
    if (strchr(folded, '.') != NULL)
        return !g_ascii_isdigit(folded[0]) && has_short_parts(folded);
    if (word_in(folded, "ca cirka ev bl ex kl nr kap resp inkl exkl max min dvs tex jan feb mar "
                        "apr aug sep sept okt nov "
                        "dec tel jfr ang fr tom from"))
        return true;
    return text_length(folded) <= 1 || (word == start && word_number(folded) >= 0);
}

/* A line end parts, unless the next line goes on in lower case. */
static bool is_line_end(const char *at) {
    if (*at != '\n')
        return false;
    while (*at != '\0' && g_unichar_isspace(g_utf8_get_char(at)))
        at = g_utf8_next_char(at);
    return !g_unichar_islower(g_utf8_get_char(at));
}

static const char *sentence_end(Arena *arena, const char *start) {
    for (const char *c = start; *c != '\0'; c = g_utf8_next_char(c)) {
        if (is_line_end(c))
            return c;
        if (is_end_mark(*c) && is_gap(c + 1) && (*c != '.' || !is_abbreviation(arena, start, c)))
            return c + 1;
    }
    return start + strlen(start);
}

/* Past "• ", "– ", "* ", "1. ", "2) ", "a) ". */
static const char *after_bullet(const char *text) {
    static const char *const bullets[] = {"•", "·", "–", "—", "-", "*", "\uf0b7", "o "};
    for (size_t i = 0; i < G_N_ELEMENTS(bullets); i++)
        if (g_str_has_prefix(text, bullets[i]) &&
            is_gap(text + strlen(bullets[i]) - (bullets[i][1] == ' ')))
            return text + strlen(bullets[i]);
    size_t digits = strspn(text, "0123456789");
    size_t marker = digits > 0 ? digits : (size_t)g_ascii_isalpha(text[0]);
    bool numbered =
        marker > 0 && marker <= 3 && strchr(digits > 0 ? ".)" : ")", text[marker]) != NULL;
    return numbered && text[marker] != '\0' && g_ascii_isspace(text[marker + 1]) ? text + marker + 2
                                                                                 : text;
}

static const char *plain_sentence(Arena *arena, const char *start, const char *end) {
    const char *text = text_collapse(arena, arena_strndup(arena, start, (size_t)(end - start)));
    text = text_trim(arena, after_bullet(text));
    size_t length = strlen(text);
    while (length > 0 &&
           (text[length - 1] == '.' || text[length - 1] == ';' || text[length - 1] == ','))
        length--;
    return text_trim(arena, arena_strndup(arena, text, length));
}

const Sentences *sentences_of(Arena *arena, const char *text, bool *ret_more) {
    Sentences *sentences = ARENA_NEW(arena, Sentences);
    const char *at = text;
    while (*at != '\0' && sentences->n < SENTENCES_MAX) {
        const char *end = sentence_end(arena, at);
        const char *plain = plain_sentence(arena, at, end);
        Words words = words_of(arena, plain);
        if (words.n > 0)
            sentences->items[sentences->n++] = plain;
        at = end;
        while (*at != '\0' && g_unichar_isspace(g_utf8_get_char(at)))
            at = g_utf8_next_char(at);
    }
    if (ret_more != NULL)
        *ret_more = *at != '\0';
    return sentences;
}
