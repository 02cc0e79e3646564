#include "modules/activities/understanding_parts.h"

#include <glib.h>
#include <string.h>

/* Who does what: "X står för det praktiska och Y för innehållet". In each sentence the words that
 * say what (marks) are found; who does it stands before, after the mark before, or after
 * a colon. */

typedef struct {
    const char *kind;
    size_t first, last; /* words of the mark */
    bool is_verb;       /* what follows it is what is done, not who does the next thing */
} Mark;

typedef struct {
    Reader *reader;
    ActivityResponsibility *rows;
    size_t n;
    const Words *words;
} Split;

static const char *kind_at(const Words *words, size_t i) {
    const char *word = word_at(words, i);
    if (word_in(word, "praktiska praktiken praktikaliteterna samordning samordningen samordnar "
                      "administrationen "
                      "administration logistiken"))
        return "practical";
    if (word_in(word, "innehåll innehållet sakinnehåll sakinnehållet programmet programinnehållet"))
        return "content";
    if (word_in(word, "sammankallande sammankallar kallar"))
        return "convener";
    if (word_in(word, "värd värdkommun värdar"))
        return "host";
    if (word_in(word, "bjuder") && word_in(word_at(words, i + 1), "in"))
        return "convener";
    return word_in(word, "håller") && word_in(word_at(words, i + 1), "ihop") ? "practical" : NULL;
}

static bool is_joint(const char *word) {
    return word_in(word, "och samt medan men då också för att");
}

static bool is_verb_phrase(const char *word) {
    return word_in(
        word,
        "står svarar ansvarar ordnar har tar sköter håller är för det den på om hand med ansvar "
        "ansvaret "
        "huvudansvar huvudansvaret som och samt också då att bidrar vara turas ska skall ansvarig "
        "ansvariga blir sig");
}

/* Who: the words from `first` to before `end`, without joints before and verbs behind. */
static const char *who_of(const Split *split, size_t first, size_t end) {
    while (first < end && is_joint(word_at(split->words, first)))
        first++;
    while (end > first && is_verb_phrase(word_at(split->words, end - 1)))
        end--;
    return first < end ? words_text(split->reader->arena, split->words, first, end - 1) : NULL;
}

static void add_row(Split *split, const char *kind, const char *title) {
    for (size_t i = 0; i < split->n; i++)
        if (strcmp(split->rows[i].kind, kind) == 0 && strcmp(split->rows[i].title, title) == 0)
            return;
    if (split->n < RESPONSIBILITIES_MAX)
        split->rows[split->n++] = (ActivityResponsibility){
            .kind = kind, .title = text_shortened(split->reader->arena, title, TITLE_MAX)};
}

static size_t find_marks(const Words *words, Mark *marks, size_t max) {
    size_t n = 0;
    for (size_t i = 0; i < words->n && n < max; i++) {
        const char *kind = kind_at(words, i);
        if (kind == NULL ||
            (n > 0 && strcmp(marks[n - 1].kind, kind) == 0 && marks[n - 1].last + 1 == i))
            continue;
        bool two = word_in(word_at(words, i), "bjuder håller");
        bool verb = two || word_in(word_at(words, i), "samordnar sammankallar kallar");
        marks[n++] = (Mark){kind, i, i + (size_t)two, verb};
        i += (size_t)two;
    }
    return n;
}

static bool colon_after(const Words *words, size_t i) {
    return i < words->n && words->text[words->items[i].end] == ':';
}

static bool comma_after(const Words *words, size_t i) {
    return i < words->n &&
           (words->text[words->items[i].end] == ',' || words->text[words->items[i].end] == ';');
}

/* The first word after a comma between two words; `end` when there is none. */
static size_t after_comma(const Words *words, size_t first, size_t end) {
    for (size_t i = first; i + 1 < end; i++)
        if (comma_after(words, i))
            return i + 1;
    return end;
}

/* Where the next one may be named: after "samordnar arbetet och", "värd för mötena och". */
static size_t past_object(const Words *words, const Mark *mark, size_t next) {
    size_t from = mark->last + 1;
    if (comma_after(words, mark->last) ||
        (!mark->is_verb && !word_in(word_at(words, from), "för till av i på vid under")))
        return from;
    for (size_t i = from; i < next; i++) {
        if (word_in(word_at(words, i), "och samt men medan"))
            return i + 1;
        if (comma_after(words, i))
            return i + 1;
    }
    return next;
}

/* "Länsstyrelsen för innehåll ihop med inspel från värdkommunen": who helps belongs to who is
 * named. */
static const char *with_helpers(const Split *split, const char *who, size_t after) {
    size_t end = after_comma(split->words, after, split->words->n);
    if (after > 0 && comma_after(split->words, after - 1))
        return who;
    bool helped = word_in(word_at(split->words, after), "ihop tillsammans i") ||
                  (word_in(word_at(split->words, after), "med") && after + 1 < end);
    if (!helped || after >= end)
        return who;
    return arena_printf(split->reader->arena, "%s %s", who,
                        words_text(split->reader->arena, split->words, after, end - 1));
}

/* Words after the last mark and a comma: somebody who does something else. */
static void add_rest(Split *split, size_t after) {
    size_t first = after > 0 && comma_after(split->words, after - 1)
                       ? after
                       : after_comma(split->words, after, split->words->n);
    if (first < split->words->n && who_of(split, first, split->words->n) != NULL)
        add_row(split, "whole",
                words_text(split->reader->arena, split->words, first, split->words->n - 1));
}

static bool read_marks(Split *split, const Mark *marks, size_t n) {
    const char *who = NULL;
    size_t from = 0;
    for (size_t i = 0; i < n; i++) {
        size_t next = i + 1 < n ? marks[i + 1].first : split->words->n;
        bool before_colon = colon_after(split->words, marks[i].last);
        const char *named = before_colon
                                ? who_of(split, marks[i].last + 1,
                                         after_comma(split->words, marks[i].last + 1, next))
                                : who_of(split, from, marks[i].first);
        who = named != NULL ? named : who;
        if (who == NULL)
            return false;
        bool last = i + 1 == n && !before_colon;
        add_row(split, marks[i].kind, last ? with_helpers(split, who, marks[i].last + 1) : who);
        from = before_colon ? after_comma(split->words, marks[i].last + 1, next)
                            : past_object(split->words, &marks[i], next);
    }
    add_rest(split, from);
    return true;
}

static void read_sentence(Split *split, const char *sentence) {
    Mark marks[RESPONSIBILITIES_MAX];
    Words words = words_of(split->reader->arena, sentence);
    split->words = &words;
    size_t n = find_marks(&words, marks, G_N_ELEMENTS(marks)), rows = split->n;
    if (n > 0 && read_marks(split, marks, n))
        return;
    split->n = rows;
    add_row(split, "whole", sentence);
}

void understand_responsibilities(Reader *reader, Activity *activity) {
    Split split = {.reader = reader,
                   .rows =
                       ARENA_ARRAY(reader->arena, ActivityResponsibility, RESPONSIBILITIES_MAX)};
    const Sentences *sentences =
        sentences_of(reader->arena, activity->cells[COLUMN_RESPONSIBLE], NULL);
    for (size_t i = 0; i < sentences->n; i++)
        read_sentence(&split, sentences->items[i]);
    activity->responsibilities = split.rows;
    activity->n_responsibilities = split.n;
}
