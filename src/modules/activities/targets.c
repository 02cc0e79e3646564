#include "modules/activities/understanding_parts.h"

#include <glib.h>
#include <string.h>

/* Measurable targets in the sentences of a goal: who takes part, visits each, inspectors. */

typedef struct {
    Reader *reader;
    ActivityTarget *targets;
    size_t n;
    const Words *words;
    bool *is_read; /* by word: the number has become a target */
} Scan;

static void add_target(Scan *scan, const char *kind, int amount, const char *title) {
    for (size_t i = 0; i < scan->n; i++)
        if (strcmp(scan->targets[i].kind, kind) == 0 && strcmp(scan->targets[i].title, title) == 0)
            return;
    if (scan->n < TARGETS_MAX)
        scan->targets[scan->n++] = (ActivityTarget){.kind = kind, .amount = amount, .title = title};
}

static bool is_municipalities(const char *word) {
    return word_in(word,
                   "kommuner kommunerna kommun länskommuner medlemskommuner medlemskommunerna");
}

static bool is_offices(const char *word) {
    return word_in(
        word,
        "kontor kontoren kontoret miljökontor miljökontoren miljökontoret byggkontor byggkontoren "
        "förvaltningar förvaltningarna förvaltning miljöförvaltningar miljöförvaltningarna nämnd");
}

static bool is_visiting(const char *word) {
    return word_in(
        word,
        "besöker besöka besökt inspekterar inspektera kontrollerar kontrollera granskar granska "
        "tillsynar tillsyna");
}

static bool takes_part_at(const Words *words, size_t i) {
    const char *word = word_at(words, i);
    if (word_in(word, "deltar delta deltagit medverkar medverka ingår genomför genomföra") ||
        is_visiting(word))
        return true;
    return word_in(word, "är vara") && word_in(word_at(words, i + 1), "med");
}

/* The noun of "alla länets 13 kommuner" from word i on, or 0. */
static size_t all_of_them(const Words *words, size_t i) {
    if (!word_in(word_at(words, i), "alla samtliga varje"))
        return 0;
    for (size_t j = i + 1; j <= i + 4 && j < words->n; j++) {
        if (is_municipalities(word_at(words, j)) || is_offices(word_at(words, j)))
            return j;
        if (!word_in(word_at(words, j), "länets länens av de våra") &&
            word_number(word_at(words, j)) < 0)
            return 0;
    }
    return 0;
}

static bool has_part_taking_after(const Words *words, size_t i) {
    for (size_t j = i + 1; j < words->n && j <= i + 6; j++)
        if (takes_part_at(words, j))
            return true;
    return false;
}

static void find_all_taking_part(Scan *scan) {
    for (size_t i = 0; i < scan->words->n; i++) {
        size_t noun = all_of_them(scan->words, i);
        if (noun > 0 && has_part_taking_after(scan->words, noun))
            add_target(scan, "participation", 0,
                       is_offices(word_at(scan->words, noun)) ? "Alla kontor deltar"
                                                              : "Alla kommuner deltar");
    }
}

static bool is_at_least(const char *word) {
    return word_in(word, "minst åtminstone");
}

/* "en" and "ett" are numbers only after "minst". */
static int number_at(const Scan *scan, size_t i) {
    const char *word = word_at(scan->words, i);
    int number = word_number(word);
    return number == 1 && !g_ascii_isdigit(word[0]) && !is_at_least(word_at(scan->words, i - 1))
               ? -1
               : number;
}

/* The 13 of "alla länets 13 kommuner" and of "10 av 13 kommuner". */
static bool is_how_many_all_are(const Words *words, size_t i) {
    for (size_t first = i > 4 ? i - 4 : 0; first < i; first++)
        if (all_of_them(words, first) > i)
            return true;
    return word_in(word_at(words, i - 1), "av") && word_number(word_at(words, i - 2)) > 0;
}

/* "Minst 10 kommuner deltar", "10 av 13 kommuner deltar". */
static bool some_taking_part_at(Scan *scan, size_t i, int number) {
    size_t noun = i + 1;
    if (word_in(word_at(scan->words, noun), "av"))
        noun = i + 2 + (size_t)(word_number(word_at(scan->words, i + 2)) > 0);
    noun += (size_t)word_in(word_at(scan->words, noun), "länets");
    if (!is_municipalities(word_at(scan->words, noun)) || !has_part_taking_after(scan->words, noun))
        return false;
    if (is_how_many_all_are(scan->words, i))
        return true;
    add_target(scan, "participation", number,
               arena_printf(scan->reader->arena, "Minst %d kommuner deltar", number));
    return true;
}

/* What each is said to do: "per kommun", "i varje kommun", "fem besök vardera"; NULL when nothing
 * is. */
static const char *each_named(const Words *words, size_t noun) {
    for (size_t i = 0; i < words->n; i++) {
        bool each = word_in(word_at(words, i), "per varje") || word_joined_by(words, i, "/");
        if (each && is_municipalities(word_at(words, i + 1)))
            return "kommun";
        if (each && is_offices(word_at(words, i + 1)))
            return "kontor";
    }
    for (size_t i = noun + 1; i <= noun + 3 && i < words->n; i++)
        if (word_in(word_at(words, i), "vardera") ||
            (word_in(word_at(words, i), "var") &&
             (i + 1 == words->n || word_in(word_at(words, i + 1), "och"))))
            return "kommun";
    return NULL;
}

/* Also "alla kommuner besöker minst fem": what all do, each does. */
static const char *each_of(const Words *words, size_t noun) {
    const char *named = each_named(words, noun);
    for (size_t i = 0; i < noun && named == NULL; i++) {
        size_t all = all_of_them(words, i);
        if (all > 0 && all < noun)
            named = is_offices(word_at(words, all)) ? "kontor" : "kommun";
    }
    return named;
}

static bool visiting_before(const Words *words, size_t i) {
    for (size_t j = 0; j < i && j < words->n; j++)
        if (is_visiting(word_at(words, j)))
            return true;
    return false;
}

/* "besök", "kontroller": what is counted, from the noun; NULL when it is no visit. */
static const char *visit_noun(const Scan *scan, size_t noun, int number) {
    const char *word = word_at(scan->words, noun);
    if (word_ends(word, "kontroll kontroller"))
        return number == 1 ? "kontroll" : "kontroller";
    if (word_ends(word, "inspektion inspektioner"))
        return number == 1 ? "inspektion" : "inspektioner";
    if (word_ends(word, "provtagning provtagningar"))
        return number == 1 ? "provtagning" : "provtagningar";
    if (word_ends(word, "besök verksamhet verksamheter objekt anläggning anläggningar") ||
        visiting_before(scan->words, noun))
        return "besök";
    return NULL;
}

static bool visits_at(Scan *scan, size_t i, int number) {
    for (size_t noun = i + 1; noun <= i + 2 && noun < scan->words->n; noun++) {
        const char *visits = visit_noun(scan, noun, number), *each = each_of(scan->words, noun);
        if (visits == NULL || each == NULL || number == 0 ||
            is_municipalities(word_at(scan->words, noun)))
            continue;
        add_target(scan, "visits_each", number,
                   arena_printf(scan->reader->arena, "Minst %d %s per %s", number, visits, each));
        return true;
    }
    return false;
}

static const char *group_after(Arena *arena, const Words *words, size_t i) {
    for (size_t j = i + 1; j < words->n && j <= i + 8; j++) {
        if (word_ends(word_at(words, j), "gruppen grupperna"))
            return arena_printf(arena, "i %s", word_at(words, j));
        if (word_ends(word_at(words, j), "projektgrupp projektet"))
            return "i projektgruppen";
    }
    return NULL;
}

static bool inspectors_at(Scan *scan, size_t i, int number) {
    for (size_t noun = i + 1; noun <= i + 2 && noun < scan->words->n; noun++) {
        const char *word = word_at(scan->words, noun);
        bool inspectors = word_ends(word, "inspektörer inspektör handläggare");
        const char *group = group_after(scan->reader->arena, scan->words, noun);
        if (number == 0 || each_named(scan->words, noun) != NULL ||
            (!inspectors && (group == NULL || !word_in(word, "personer deltagare medarbetare"))))
            continue;
        if (group == NULL && !has_part_taking_after(scan->words, noun))
            continue;
        add_target(scan, "inspectors", number,
                   arena_printf(scan->reader->arena, "Minst %d inspektör%s %s", number,
                                number == 1 ? "" : "er", group == NULL ? "deltar" : group));
        return true;
    }
    return false;
}

static void find_numbers(Scan *scan) {
    for (size_t i = 0; i < scan->words->n; i++) {
        int number = number_at(scan, i);
        if (number >= 0)
            scan->is_read[i] = some_taking_part_at(scan, i, number) ||
                               inspectors_at(scan, i, number) || visits_at(scan, i, number);
    }
}

static bool is_unread_number(const Scan *scan, size_t i) {
    return i < scan->words->n && !scan->is_read[i] && word_number(word_at(scan->words, i)) >= 0;
}

/* Something is counted that is none of the known: the sentence itself is the target. */
static void find_other(Scan *scan, const char *sentence) {
    bool percent_sign = strchr(sentence, '%') != NULL;
    for (size_t i = 0; i < scan->words->n; i++) {
        bool at_least = word_in(word_at(scan->words, i), "minst åtminstone högst") &&
                        (is_unread_number(scan, i + 1) || is_unread_number(scan, i + 2));
        bool percent = is_unread_number(scan, i) &&
                       (percent_sign || word_in(word_at(scan->words, i + 1), "procent"));
        if (at_least || percent) {
            add_target(scan, "other", 0, text_shortened(scan->reader->arena, sentence, TITLE_MAX));
            return;
        }
    }
}

static void scan_cell(Scan *scan, const char *cell, bool is_goal) {
    Arena *arena = scan->reader->arena;
    const Sentences *sentences = sentences_of(arena, cell, NULL);
    for (size_t i = 0; i < sentences->n; i++) {
        Words words = words_of(arena, sentences->items[i]);
        scan->words = &words;
        scan->is_read = ARENA_ARRAY(arena, bool, words.n);
        find_all_taking_part(scan);
        find_numbers(scan);
        if (is_goal)
            find_other(scan, sentences->items[i]);
    }
}

void understand_targets(Reader *reader, Activity *activity) {
    Scan scan = {.reader = reader,
                 .targets = ARENA_ARRAY(reader->arena, ActivityTarget, TARGETS_MAX)};
    scan_cell(&scan, activity->cells[COLUMN_GOAL], true);
    scan_cell(&scan, activity->cells[COLUMN_IMPLEMENTATION], false);
    activity->targets = scan.targets;
    activity->n_targets = scan.n;
}
