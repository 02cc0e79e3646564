#include "modules/plan_import/suggestions.h"

#include "base/language.h"
#include "base/similar.h"
#include "modules/goals/goals.h"
#include "modules/plan_import/spelling.h"

#include <string.h>

#define GOAL_PARTS_MAX 40
#define MOST_LETTERS_MAX 3
#define CATEGORIES_COMPARED_MAX 200 /* of a year */

static bool is_quote(gunichar letter) {
    return letter == '"' || letter == 0x201C || letter == 0x201D || letter == 0x00BB;
}

/* Splits at commas, semicolons, line breaks and list marks, but not within quotation marks or
 * brackets. */
static List parts_of(Arena *arena, const char *text) {
    List parts = {0};
    int depth = 0;
    bool quoted = false;
    const char *start = text;
    for (const char *at = text;; at = g_utf8_next_char(at)) {
        gunichar letter = g_utf8_get_char(at);
        bool cuts = letter == ',' || letter == ';' || letter == '\n' || letter == 0x2022;
        quoted ^= is_quote(letter);
        depth += letter == '(' ? 1 : letter == ')' && depth > 0 ? -1 : 0;
        if (letter != 0 && (!cuts || quoted || depth > 0))
            continue;
        const char *part = on_one_line(arena, arena_strndup(arena, start, (size_t)(at - start)));
        if (*part != '\0')
            list_add(arena, &parts, (char *)past_bullet(part));
        if (letter == 0 || parts.n == GOAL_PARTS_MAX)
            return parts;
        start = g_utf8_next_char(at);
    }
}

/* "Flertalet", "Mål 6", "Åtgärd 5 i …": says something else than a goal's name. */
static bool names_no_goal(Arena *arena, const char *part) {
    static const char *const others[] = {
        "flertal",     "flera ",      "alla",       "samtliga", "övergripande",      "åtgärd",
        "agenda 2030", "globala mål", "ej aktuell", "inga",     "miljökvalitetsmål", NULL};
    const char *folded = similar_fold(arena, part);
    for (const char *const *other = others; *other != NULL; other++)
        if (g_str_has_prefix(folded, *other))
            return true;
    const char *letters =
        similar_squash(arena, g_str_has_prefix(folded, "mål ") ? folded + strlen("mål ") : folded);
    return *letters == '\0' || strspn(letters, "0123456789") == strlen(letters) ||
           says_nothing_planned(part);
}

static bool warn_goal(Draft *draft, const char *part, const Line *line) {
    bool exact = false;
    const Goal *goal = goal_find(part, &exact);
    if (goal != NULL && !exact)
        draft_ask(draft, line, part, goal->name);
    return goal != NULL;
}

/* "Giffri miljö och Frisk luft": each of the two may be a goal. */
static bool warn_halves(Draft *draft, const char *part, const Line *line) {
    static const char *const joining[] = {" och ", " samt ", " & ", "/", NULL};
    for (const char *const *word = joining; *word != NULL; word++) {
        g_auto(GStrv) halves = g_strsplit(part, *word, 2);
        if (g_strv_length(halves) == 2 && goal_find(halves[0], NULL) != NULL &&
            goal_find(halves[1], NULL) != NULL)
            return warn_goal(draft, halves[0], line) && warn_goal(draft, halves[1], line);
    }
    return false;
}

/* "Flerpart" for "Flertalet". */
static bool warn_most(Draft *draft, const char *part, const Line *line) {
    static const char most[] = "Flertalet", stem[] = "fler";
    const char *folded = similar_fold(draft->arena, part),
               *meant = similar_fold(draft->arena, most);
    if (!g_str_has_prefix(folded, stem) ||
        similar_distance(folded, meant, MOST_LETTERS_MAX) > MOST_LETTERS_MAX)
        return false;
    draft_ask(draft, line, part, most);
    return true;
}

static void suggest_goals(Draft *draft, const char *text, const Line *line) {
    Arena *arena = draft->arena;
    List parts = parts_of(arena, text);
    for (size_t i = 0; i < parts.n; i++) {
        const char *part = parts.items[i], *next = i + 1 < parts.n ? parts.items[i + 1] : "";
        bool exact = false;
        if (*next != '\0' && goal_find(arena_printf(arena, "%s, %s", part, next), &exact) != NULL &&
            exact) {
            i++;
            continue;
        }
        if (names_no_goal(arena, part) || warn_goal(draft, part, line) ||
            warn_halves(draft, part, line) || warn_most(draft, part, line) ||
            goal_mentioned(part) != NULL)
            continue;
        draft_warn(draft, line,
                   T_("\"%s\" är inget av de 16 miljökvalitetsmålen eller de 17 globala målen. Det "
                      "behålls som text."),
                   shortened(arena, part));
    }
}

static bool is_placeholder(const char *word) {
    size_t length = strlen(word);
    bool filled = length == 0 || strspn(word, "._-xX?") == length || strcmp(word, "…") == 0 ||
                  strcmp(word, "N.N.") == 0 || strcmp(word, "NN") == 0;
    return filled;
}

static bool is_host_word(const char *word) {
    g_autoptr(Arena) arena = arena_new();
    const char *squashed = similar_squash(arena, word);
    return strcmp(squashed, "värdkommun") == 0 || strcmp(squashed, "värd") == 0;
}

/* The sentence has a municipality that is host, but no name before it: "kommun är värdkommun", "…
 * kommun är värd". */
static bool sentence_lacks_host(const char *sentence) {
    g_auto(GStrv) words = g_strsplit_set(sentence, " \n", -1);
    const char *before = "";
    bool nameless = false, host = false;
    for (char **word = words; *word != NULL; word++) {
        if (**word == '\0')
            continue;
        host |= is_host_word(*word);

        bool municipality = g_ascii_strcasecmp(*word, "kommun") == 0;
        bool no_subject = word == words && strcmp(*word, "är") == 0;
        nameless |= (municipality && is_placeholder(before)) || no_subject;
        before = *word;
    }
    return nameless && host;
}

/* "Värdkommun:" with nothing behind it. */
static bool lacks_host_after_colon(Arena *arena, const char *text) {
    const char *at = strstr(similar_fold(arena, text), "värdkommun:");
    if (at == NULL)
        return false;
    at += strlen("värdkommun:");
    at += strspn(at, " ._-?…");
    return *at == '\0' || says_nothing_planned(at);
}

static void suggest_host(Draft *draft, const char *text, const Line *line) {
    g_autoptr(Arena) arena = arena_new();
    g_auto(GStrv) sentences = g_strsplit(text, ". ", -1);
    for (char **sentence = sentences; *sentence != NULL; sentence++)
        if (sentence_lacks_host(g_strstrip(*sentence))) {
            draft_warn(draft, line, T_("Värdkommun saknas: \"%s\""),
                       shortened(draft->arena, *sentence));
            return;
        }
    if (lacks_host_after_colon(arena, text))
        draft_warn(draft, line, T_("Värdkommun saknas: \"%s\""), shortened(draft->arena, text));
}

static void suggest_cell(Draft *draft, const List *parts, ReadColumn column) {
    if (parts->n == 0)
        return;
    g_autoptr(GString) text = g_string_new(NULL);
    for (size_t i = 0; i < parts->n; i++)
        join_onto(text, ((const DraftPart *)parts->items[i])->text);
    const Line *line = ((const DraftPart *)parts->items[0])->line;
    suggest_host(draft, text->str, line);
    if (column == READ_EFFECT_GOALS)
        suggest_goals(draft, text->str, line);
}

static void suggest_category(Draft *draft, const Spelling *spelling,
                             const DraftCategory *category) {
    if (category->line == NULL)
        return;
    const char *meant = category_respelled(draft, category->name);
    if (meant == NULL)
        meant = spelling_meant(draft->arena, spelling, category->name);
    if (meant != NULL)
        draft_ask(draft, category->line, category->name, meant);
}

static void suggest_activity(Draft *draft, const Spelling *spelling,
                             const DraftActivity *activity) {
    for (int column = 0; column < N_READ_COLUMNS; column++)
        suggest_cell(draft, &activity->cells[column], (ReadColumn)column);
    const List *title = &activity->cells[READ_ACTIVITY];
    const DraftPart *part = title->n == 1 ? title->items[0] : NULL;
    const char *undivided =
        part == NULL ? NULL : spelling_undivided(draft->arena, spelling, part->text);
    if (undivided != NULL)
        draft_ask(draft, part->line, part->text, undivided);
}

static void suggest_year(Draft *draft, const Spelling *spelling, const DraftYear *year) {
    for (size_t i = 0; i < year->categories.n; i++) {
        const DraftCategory *category = year->categories.items[i];
        if (i < CATEGORIES_COMPARED_MAX)
            suggest_category(draft, spelling, category);
        for (size_t k = 0; k < category->activities.n; k++)
            suggest_activity(draft, spelling, category->activities.items[k]);
    }
}

void suggest(Draft *draft) {
    g_autoptr(Spelling) spelling = spelling_of(&draft->lines);
    for (size_t i = 0; i < draft->years.n; i++)
        suggest_year(draft, spelling, draft->years.items[i]);
}
