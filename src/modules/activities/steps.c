#include "modules/activities/understanding_parts.h"

#include "base/date.h"
#include "base/language.h"
#include "modules/activities/time_words.h"

#include <glib.h>
#include <string.h>

#define YEAR_MIN 1990
#define YEAR_MAX 2200

static int year_named(const Words *words, size_t i, int otherwise) {
    const char *word = word_at(words, i);
    int year = strlen(word) == 4 && g_ascii_isdigit(word[0]) ? word_number(word) : 0;
    return year >= YEAR_MIN && year <= YEAR_MAX ? year : otherwise;
}

static Date last_of_month(int year, int month) {
    Date next = month == 12 ? (Date){(int16_t)(year + 1), 1, 1}
                            : (Date){(int16_t)year, (uint8_t)(month + 1), 1};
    return date_add_days(next, -1);
}

/* "15 mars", "15 mars 2022", "mars", "mars 2022", "2022-03-15" at word i. In prose only whole names
 * of months count: "Jan" is a person as well, except after a day. */
static bool date_at(const Words *words, size_t i, int year, Date *ret_first, Date *ret_last) {
    const char *word = word_at(words, i);
    int month = time_word(word)->month, day = word_number(word_at(words, i - 1));
    bool after_day = i > 0 && g_ascii_isdigit(word_at(words, i - 1)[0]);
    if (month > 0 && (after_day || strcmp(word, month_name(month)) == 0)) {
        int named = year_named(words, i + 1, year);
        Date exact = {(int16_t)named, (uint8_t)month, (uint8_t)CLAMP(day, 0, 99)};
        bool whole_month = !after_day || !date_valid(exact);
        *ret_first = whole_month ? (Date){(int16_t)named, (uint8_t)month, 1} : exact;
        *ret_last = whole_month ? last_of_month(named, month) : exact;
        return true;
    }
    if (!word_joined_by(words, i, "-") || !word_joined_by(words, i + 1, "-"))
        return false;
    Date iso = {(int16_t)year_named(words, i, 0),
                (uint8_t)CLAMP(word_number(word_at(words, i + 1)), 0, 99),
                (uint8_t)CLAMP(word_number(word_at(words, i + 2)), 0, 99)};
    if (!date_valid(iso))
        return false;
    *ret_first = *ret_last = iso;
    return true;
}

/* The word before the date, past its day and "den". */
static const char *word_before_date(const Words *words, size_t i) {
    size_t before = i - 1;
    if (g_ascii_isdigit(word_at(words, before)[0]))
        before--;
    if (word_in(word_at(words, before), "den början mitten slutet av"))
        before--;
    if (word_in(word_at(words, before), "den början mitten slutet"))
        before--;
    return word_at(words, before);
}

/* "från och med april", "efter mars", "fr.o.m. 15 mars": where something begins. */
static bool is_beginning(const Words *words, size_t i) {
    size_t before = i - 1 - (size_t)(i > 0 && g_ascii_isdigit(word_at(words, i - 1)[0]));
    if (word_in(word_at(words, before), "den"))
        before--;
    if (word_in(word_at(words, before), "från efter sedan from"))
        return true;
    return word_in(word_at(words, before), "med m") &&
           word_in(word_at(words, before - 1), "och o") &&
           word_in(word_at(words, before - 2), "från fr");
}

/* The last day that the sentence names, none when it names none; "efter mars" is where something
 * begins. */
static Date due_of(const Words *words, int year) {
    Date due = {0};
    for (size_t i = 0; i < words->n; i++) {
        Date first, last;
        if (!date_at(words, i, year, &first, &last))
            continue;
        if (is_beginning(words, i))
            continue;
        if (word_in(word_before_date(words, i), "före innan"))
            last = date_add_days(first, -1);
        if (date_compare(last, due) > 0)
            due = last;
    }
    return due;
}

/* "Eventuellt ordna en utbildning" is the optional step "Ordna en utbildning". */
static bool take_optional(Arena *arena, const char **title) {
    Words words = words_of(arena, *title);
    size_t begins = 0;
    if (word_in(word_at(&words, 0), "eventuellt ev"))
        begins = 1;
    else if (word_in(word_at(&words, 0), "vid om") && word_in(word_at(&words, 1), "behov möjligt"))
        begins = 2;
    if (begins > 0 && begins < words.n) {
        const char *rest = *title + words.items[begins].start;
        g_autofree char *first = g_utf8_strup(rest, g_utf8_next_char(rest) - rest);
        *title = arena_printf(arena, "%s%s", first, g_utf8_next_char(rest));
        return true;
    }
    for (size_t i = 0; i < words.n && i < 4; i++)
        if (word_in(word_at(&words, i), "eventuellt eventuell eventuella ev"))
            return true;
    return false;
}

void understand_steps(Reader *reader, Activity *activity) {
    bool more = false;
    const Sentences *sentences =
        sentences_of(reader->arena, activity->cells[COLUMN_IMPLEMENTATION], &more);
    ActivityStep *steps = ARENA_ARRAY(reader->arena, ActivityStep, sentences->n);
    for (size_t i = 0; i < sentences->n; i++) {
        const char *title = sentences->items[i];
        Words words = words_of(reader->arena, title);
        steps[i].due_on = due_of(&words, reader->year);
        steps[i].is_optional = take_optional(reader->arena, &title);
        steps[i].title = text_shortened(reader->arena, title, TITLE_MAX);
    }
    activity->steps = steps;
    activity->n_steps = sentences->n;
    if (more)
        reader_note(reader, COLUMN_IMPLEMENTATION,
                    T_("Genomförandet har fler än %d meningar. De första blev steg."), STEPS_MAX);
}
