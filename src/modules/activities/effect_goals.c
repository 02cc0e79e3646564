#include "modules/activities/understanding_parts.h"

#include "base/language.h"
#include "base/text.h"
#include "modules/goals/goals.h"

#include <glib.h>
#include <string.h>

#define PARTS_MAX 80
#define PARTS_OF_A_NAME 4 /* "Hållbar industri, innovationer och infrastruktur" has two */

/* The cell parted at commas, semicolons, line ends and full stops; those within quotation marks
 * part nothing. A name may itself hold a comma, so parts are joined again where that makes a name.
 */
typedef struct {
    size_t start[PARTS_MAX], end[PARTS_MAX];
    size_t n;
    const char *text;
} Parts;

static bool parts_here(const char *at, bool quoted) {
    if (*at == '\n')
        return true;
    if (quoted)
        return false;
    if (*at != '.')
        return *at == ',' || *at == ';';
    return at[1] == ' ' && g_unichar_isupper(g_utf8_get_char(at + 2));
}

static void add_part(Parts *parts, size_t start, size_t end) {
    if (parts->n < PARTS_MAX && end > start) {
        parts->start[parts->n] = start;
        parts->end[parts->n++] = end;
    }
}

static bool is_quote(const char *at) {
    gunichar c = g_utf8_get_char(at);
    return c == '"' || c == 0x201C || c == 0x201D;
}

static void split(Parts *parts, const char *text) {
    bool quoted = false;
    const char *start = text;
    *parts = (Parts){.text = text};
    for (const char *c = text; *c != '\0'; c = g_utf8_next_char(c)) {
        quoted ^= is_quote(c);
        if (c > text && parts_here(c, quoted)) {
            add_part(parts, (size_t)(start - text), (size_t)(c - text));
            start = c + 1;
        }
    }
    size_t length = strlen(text);
    add_part(parts, (size_t)(start - text), length);
    if (parts->n == PARTS_MAX)
        parts->end[PARTS_MAX - 1] = length;
}

static const char *part_text(Arena *arena, const Parts *parts, size_t first, size_t last) {
    size_t start = parts->start[first];
    return text_trim(arena, arena_strndup(arena, parts->text + start, parts->end[last] - start));
}

/* true when a goal of the same kind, number and title is there already. */
static bool has_goal(const Activity *activity, const ActivityGoal *goal) {
    for (size_t i = 0; i < activity->n_goals; i++) {
        const ActivityGoal *other = &activity->goals[i];
        if (strcmp(other->kind, goal->kind) == 0 && other->number == goal->number &&
            strcmp(other->title, goal->title) == 0)
            return true;
    }
    return false;
}

static void add_goal(Activity *activity, ActivityGoal goal) {
    ActivityGoal *goals = (ActivityGoal *)activity->goals;
    if (activity->n_goals < GOALS_MAX && !has_goal(activity, &goal))
        goals[activity->n_goals++] = goal;
}

static const Goal *exact_goal(const char *text) {
    bool exact = false;
    const Goal *goal = goal_find(text, &exact);
    return exact ? goal : NULL;
}

static void add_named(Activity *activity, const Goal *goal) {
    add_goal(activity, (ActivityGoal){.kind = goal->kind == GOAL_NATIONAL ? "national" : "global",
                                      .number = goal->number,
                                      .title = ""});
}

static bool is_most(Arena *arena, const char *text) {
    Words words = words_of(arena, text);
    if (word_in(word_at(&words, 0), "flertalet"))
        return words.n == 1 || word_starts(word_at(&words, 1), "av miljömål miljökvalitetsmål mål");
    return word_in(word_at(&words, 0), "de") && word_in(word_at(&words, 1), "flesta") &&
           words.n <= 3;
}

static bool is_measure(Arena *arena, const char *text) {
    Words words = words_of(arena, text);
    return word_in(word_at(&words, 0), "åtgärd åtgärder åtgärden");
}

static const char *plain(Arena *arena, const char *text) {
    Words words = words_of(arena, text);
    g_autoptr(GString) joined = g_string_new(" ");
    for (size_t i = 0; i < words.n; i++)
        g_string_append_printf(joined, "%s ", words.items[i].folded);
    return arena_strdup(arena, joined->str);
}

static bool mentions(Arena *arena, const char *text, const char *name) {
    return text_is_blank(name) || strstr(plain(arena, text), plain(arena, name)) != NULL;
}

/* The measure of an action programme whose number and programme stand in the text, and whose
 * section is not another one. */
static const Rule *measure_of(Reader *reader, const char *text) {
    for (const Rule *rule = rules_next(reader->rules, ELEMENT_MEASURE, NULL); rule != NULL;
         rule = rules_next(reader->rules, ELEMENT_MEASURE, rule))
        if (!text_is_blank(rule_text(rule, "programme")) &&
            mentions(reader->arena, text, rule_text(rule, "number")) &&
            mentions(reader->arena, text, rule_text(rule, "programme")) &&
            mentions(reader->arena, text, rule_text(rule, "section")))
            return rule;
    return NULL;
}

static void add_measure(Reader *reader, Activity *activity, const char *text) {
    const Rule *rule = measure_of(reader, text);
    const char *title = rule == NULL ? "" : rule_text(rule, "title");
    if (title[0] == '\0')
        title = text_shortened(reader->arena, text, TITLE_MAX);
    add_goal(activity, (ActivityGoal){.kind = "measure", .title = title});
    if (rule == NULL)
        reader_note(
            reader, COLUMN_EFFECT_GOALS,
            T_("”%s” finns inte bland samverkans åtgärdsprogram. Texten är kvar som åtgärd."),
            text_shortened(reader->arena, text, 120));
}

static void add_other(Reader *reader, Activity *activity, const char *text) {
    const Goal *similar = goal_find(text, NULL);
    const char *title = text_shortened(reader->arena, text, TITLE_MAX);
    add_goal(activity, (ActivityGoal){.kind = "other", .title = title});
    if (similar != NULL)
        reader_note(reader, COLUMN_EFFECT_GOALS,
                    T_("”%s” är inget av målen. Menas ”%s”? Texten är kvar som den står."),
                    text_shortened(reader->arena, text, 120), similar->name);
    else
        reader_note(
            reader, COLUMN_EFFECT_GOALS,
            T_("”%s” är varken miljökvalitetsmål eller globalt mål. Texten är kvar som den står."),
            text_shortened(reader->arena, text, 120));
}

/* "Frisk luft och Giftfri miljö": both sides are names. */
static bool take_two(Reader *reader, Activity *activity, const char *text) {
    static const char *const joints[] = {" och ", " samt ", " & ", " / ", "/"};
    for (size_t i = 0; i < G_N_ELEMENTS(joints); i++)
        for (const char *joint = strstr(text, joints[i]); joint != NULL;
             joint = strstr(joint + 1, joints[i])) {
            const char *left = arena_strndup(reader->arena, text, (size_t)(joint - text));
            const char *right = joint + strlen(joints[i]);
            const Goal *first = exact_goal(left), *second = exact_goal(right);
            if (first == NULL || (second == NULL && !is_most(reader->arena, right)))
                continue;
            add_named(activity, first);
            if (second != NULL)
                add_named(activity, second);
            else
                add_goal(activity, (ActivityGoal){.kind = "most", .title = ""});
            return true;
        }
    return false;
}

/* As many parts as name a measure of the rules, the shortest first; 0 when they name none. */
static size_t take_known_measure(Reader *reader, Activity *activity, const Parts *parts, size_t i) {
    if (!is_measure(reader->arena, part_text(reader->arena, parts, i, i)))
        return 0;
    for (size_t count = 1; count <= MIN(PARTS_OF_A_NAME, parts->n - i); count++) {
        const char *text = part_text(reader->arena, parts, i, i + count - 1);
        if (measure_of(reader, text) == NULL)
            continue;
        add_measure(reader, activity, text);
        return count;
    }
    return 0;
}

/* As many parts as make one name, the longest first; returns how many, 0 when they make none. */
static size_t take_name(Reader *reader, Activity *activity, const Parts *parts, size_t i) {
    for (size_t count = MIN(PARTS_OF_A_NAME, parts->n - i); count > 1; count--) {
        const char *text = part_text(reader->arena, parts, i, i + count - 1);
        const Goal *goal = exact_goal(text);
        if (goal != NULL)
            add_named(activity, goal);
        else if (count > 2 || !take_two(reader, activity, text))
            continue;
        return count;
    }
    return take_known_measure(reader, activity, parts, i);
}

/* "Miljömål: Frisk luft", "Globala mål: Ingen hunger": the name stands after the colon. */
static const char *after_heading(Arena *arena, const char *text) {
    const char *colon = strchr(text, ':');
    if (colon == NULL)
        return text;
    Words heading = words_of(arena, arena_strndup(arena, text, (size_t)(colon - text)));
    bool is_heading =
        heading.n <= 3 && word_ends(word_at(&heading, heading.n - 1), "mål målen 2030");
    return is_heading && heading.n > 0 ? text_trim(arena, colon + 1) : text;
}

static void take_single(Reader *reader, Activity *activity, const char *whole) {
    const char *text = after_heading(reader->arena, whole);
    Words words = words_of(reader->arena, text);
    const Goal *goal = exact_goal(text);
    if (words.n == 0)
        return;
    if (goal != NULL)
        add_named(activity, goal);
    else if (is_most(reader->arena, text))
        add_goal(activity, (ActivityGoal){.kind = "most", .title = ""});
    else if (is_measure(reader->arena, text))
        add_measure(reader, activity, text);
    else if (!take_two(reader, activity, text))
        add_other(reader, activity, text);
}

void understand_goals(Reader *reader, Activity *activity) {
    Parts parts;
    split(&parts, activity->cells[COLUMN_EFFECT_GOALS]);
    activity->goals = ARENA_ARRAY(reader->arena, ActivityGoal, GOALS_MAX);
    activity->n_goals = 0;
    for (size_t i = 0; i < parts.n;) {
        size_t taken = take_name(reader, activity, &parts, i);
        if (taken == 0)
            take_single(reader, activity, part_text(reader->arena, &parts, i, i));
        i += MAX(taken, 1);
    }
}
