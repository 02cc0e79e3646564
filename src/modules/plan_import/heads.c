#include "modules/plan_import/heads.h"

#include "base/similar.h"
#include "modules/plan_import/words.h"

#include <string.h>

#define TITLE_LENGTH_MAX 100
#define FUZZY_LENGTH_MIN 6
#define ENDING_LENGTH_MIN 3

/* How a name of a column can stand in its title: as one of its words or the end of one; only as the
 * whole title; as the beginning of its first word; as the whole title, unless another column says
 * it more clearly. */
typedef enum { WORD, WHOLE, STEM, WEAKLY } SynonymUse;

/* Names of columns, squashed. */
typedef struct Synonym {
    const char *name;
    int means;
    SynonymUse use;
} Synonym;

static const Synonym synonyms[] = {
    {"aktivitet", READ_ACTIVITY, WORD},
    {"aktiviteter", READ_ACTIVITY, WORD},
    {"aktivitetensnamn", READ_ACTIVITY, WHOLE},
    {"rubrik", READ_ACTIVITY, WEAKLY},
    {"titel", READ_ACTIVITY, WEAKLY},
    {"namn", READ_ACTIVITY, WEAKLY},
    {"benämning", READ_ACTIVITY, WORD},
    {"insats", READ_ACTIVITY, WORD},
    {"insatser", READ_ACTIVITY, WORD},
    {"projekt", READ_ACTIVITY, WHOLE},
    {"delprojekt", READ_ACTIVITY, WHOLE},
    {"projektnamn", READ_ACTIVITY, WHOLE},
    {"uppgift", READ_ACTIVITY, WEAKLY},
    {"vad", READ_ACTIVITY, WHOLE},
    {"aktivitetsförslag", READ_ACTIVITY, WHOLE},
    {"förslag", READ_ACTIVITY, WHOLE},
    {"mål", READ_GOAL, WORD},
    {"aktivitetsmål", READ_GOAL, WORD},
    {"målsättning", READ_GOAL, WORD},
    {"delmål", READ_GOAL, WORD},
    {"syfte", READ_GOAL, WORD},
    {"syften", READ_GOAL, WORD},
    {"ändamål", READ_GOAL, WORD},
    {"varför", READ_GOAL, WORD},
    {"resultat", READ_GOAL, WORD},
    {"genomförande", READ_IMPLEMENTATION, WORD},
    {"hur", READ_IMPLEMENTATION, WORD},
    {"åtgärd", READ_IMPLEMENTATION, WORD},
    {"åtgärder", READ_IMPLEMENTATION, WORD},
    {"beskrivning", READ_IMPLEMENTATION, WORD},
    {"arbetssätt", READ_IMPLEMENTATION, WORD},
    {"tillvägagångssätt", READ_IMPLEMENTATION, WORD},
    {"metod", READ_IMPLEMENTATION, WORD},
    {"innehåll", READ_IMPLEMENTATION, WORD},
    {"upplägg", READ_IMPLEMENTATION, WORD},
    {"tid", READ_TIME, WORD},
    {"tidförgenomförande", READ_TIME, WHOLE},
    {"när", READ_TIME, WORD},
    {"tidpunkt", READ_TIME, WORD},
    {"tidplan", READ_TIME, WORD},
    {"tidsplan", READ_TIME, WORD},
    {"tidsperiod", READ_TIME, WORD},
    {"period", READ_TIME, WORD},
    {"datum", READ_TIME, WORD},
    {"klart", READ_TIME, WORD},
    {"år", HEAD_YEAR, WHOLE},
    {"årtal", HEAD_YEAR, WHOLE},
    {"verksamhetsår", HEAD_YEAR, WHOLE},
    {"planår", HEAD_YEAR, WHOLE},
    {"ansvar", READ_RESPONSIBLE, WORD},
    {"ansvarig", READ_RESPONSIBLE, WORD},
    {"ansvariga", READ_RESPONSIBLE, WORD},
    {"vem", READ_RESPONSIBLE, WORD},
    {"vemgör", READ_RESPONSIBLE, WHOLE},
    {"projektledare", READ_RESPONSIBLE, WHOLE},
    {"sammankallande", READ_RESPONSIBLE, WORD},
    {"utförare", READ_RESPONSIBLE, WORD},
    {"samverkansparter", READ_PARTIES, WORD},
    {"samverkanspartner", READ_PARTIES, WORD},
    {"samverkanspart", READ_PARTIES, WORD},
    {"samverkan", READ_PARTIES, WHOLE},
    {"samverkanmed", READ_PARTIES, WHOLE},
    {"samarbetspartner", READ_PARTIES, WORD},
    {"samarbetsparter", READ_PARTIES, WORD},
    {"parter", READ_PARTIES, WORD},
    {"deltagare", READ_PARTIES, WORD},
    {"deltagande", READ_PARTIES, WORD},
    {"deltar", READ_PARTIES, WORD},
    {"medverkande", READ_PARTIES, WORD},
    {"medverkar", READ_PARTIES, WORD},
    {"aktörer", READ_PARTIES, WORD},
    {"berörda", READ_PARTIES, WORD},
    {"inblandade", READ_PARTIES, WORD},
    {"vilka", READ_PARTIES, WHOLE},
    {"vilkadeltar", READ_PARTIES, WHOLE},
    {"vilkaärmed", READ_PARTIES, WHOLE},
    {"tillsammansmed", READ_PARTIES, WHOLE},
    {"effektmål", READ_EFFECT_GOALS, WORD},
    {"effekt", READ_EFFECT_GOALS, WORD},
    {"effekter", READ_EFFECT_GOALS, WORD},
    {"miljömål", READ_EFFECT_GOALS, WORD},
    {"miljökvalitetsmål", READ_EFFECT_GOALS, WORD},
    {"globalamål", READ_EFFECT_GOALS, WHOLE},
    {"globalamålen", READ_EFFECT_GOALS, WHOLE},
    {"nationellamål", READ_EFFECT_GOALS, WHOLE},
    {"långsiktigtmål", READ_EFFECT_GOALS, WHOLE},
    {"långsiktigamål", READ_EFFECT_GOALS, WHOLE},
    {"hållbarhetsmål", READ_EFFECT_GOALS, WORD},
    {"folkhälsomål", READ_EFFECT_GOALS, WORD},
    {"agenda2030", READ_EFFECT_GOALS, WHOLE},
    {"agenda", READ_EFFECT_GOALS, WORD},
    {"bidrartill", READ_EFFECT_GOALS, WHOLE},
    {"nytta", READ_EFFECT_GOALS, WORD},
    {"kategori", HEAD_CATEGORY, WORD},
    {"aktivitetstyp", HEAD_CATEGORY, WHOLE},
    {"typavaktivitet", HEAD_CATEGORY, WHOLE},
    {"område", HEAD_CATEGORY, WORD},
    {"grupp", HEAD_CATEGORY, WHOLE},
    {"typ", HEAD_CATEGORY, WHOLE},
    {"ansvar", READ_RESPONSIBLE, STEM},
    {"projektled", READ_RESPONSIBLE, STEM},
    {"ledning", READ_RESPONSIBLE, STEM},
    {"leds", READ_RESPONSIBLE, STEM},
    {"leder", READ_RESPONSIBLE, STEM},
    {"arbets", READ_IMPLEMENTATION, STEM},
    {"genomför", READ_IMPLEMENTATION, STEM},
    {"målsätt", READ_GOAL, STEM},
    {"syft", READ_GOAL, STEM},
    {"tids", READ_TIME, STEM},
    {"deltag", READ_PARTIES, STEM},
    {"medverk", READ_PARTIES, STEM},
    {"samarbet", READ_PARTIES, STEM},
    {"samverkanspart", READ_PARTIES, STEM},
    {"effekt", READ_EFFECT_GOALS, STEM},
};

/* How sure a title's meaning is. */
enum {
    SCORE_NONE,
    SCORE_SOME_WORD,
    SCORE_STEM,
    SCORE_ENDING,
    SCORE_FIRST_WORD,
    SCORE_NEARLY,
    SCORE_WHOLE
};

static const char *letters_only(Arena *arena, const char *title) {
    char *squashed = similar_squash(arena, title), *to = squashed;
    bool has_letter = strcspn(squashed, "0123456789") > 0;
    if (!has_letter || strcmp(squashed, "agenda2030") == 0)
        return squashed;
    for (const char *at = squashed; *at != '\0'; at++)
        if (!g_ascii_isdigit(*at))
            *to++ = *at;
    *to = '\0';
    return squashed;
}

/* The words of a title; "SAMVERKANS- PARTER" is one word. */
static GStrv words_of(Arena *arena, const char *title) {
    char *folded = similar_fold(arena, title);
    for (char *hyphen = strstr(folded, "- "); hyphen != NULL; hyphen = strstr(hyphen, "- "))
        memmove(hyphen, hyphen + 2, strlen(hyphen + 2) + 1);
    return g_strsplit_set(folded, " /,:;.&?", -1);
}

typedef struct Title {
    const char *whole; /* squashed, without what stands in brackets */
    GStrv words;
} Title;

static int score_words(const Title *title, const Synonym *synonym) {
    int score = SCORE_NONE;
    for (int i = 0; title->words[i] != NULL; i++) {
        const char *word = title->words[i];
        bool same = strcmp(word, synonym->name) == 0;
        bool ends = g_utf8_strlen(synonym->name, -1) >= ENDING_LENGTH_MIN &&
                    g_str_has_suffix(word, synonym->name);
        if (i == 0 && (same || ends))
            return same ? SCORE_FIRST_WORD : SCORE_ENDING;
        if (same || ends)
            score = SCORE_SOME_WORD;
    }
    return score;
}

static bool is_nearly(const char *whole, const char *name) {
    size_t a = strlen(whole), b = strlen(name);
    return b >= FUZZY_LENGTH_MIN && MAX(a, b) - MIN(a, b) <= 2 &&
           similar_distance(whole, name, 1) <= 1;
}

static int score(const Title *title, const Synonym *synonym) {
    if (synonym->use == STEM)
        return title->words[0] != NULL && g_str_has_prefix(title->words[0], synonym->name)
                   ? SCORE_STEM
                   : SCORE_NONE;
    if (strcmp(title->whole, synonym->name) == 0)
        return synonym->use == WEAKLY ? SCORE_FIRST_WORD : SCORE_WHOLE;
    if (is_nearly(title->whole, synonym->name))
        return SCORE_NEARLY;
    return synonym->use == WORD ? score_words(title, synonym) : SCORE_NONE;
}

static bool has_word_from(const Title *title, const char *stem) {
    for (char **word = title->words; *word != NULL; word++)
        if (g_str_has_prefix(*word, stem))
            return true;
    return false;
}

/* "Vad ska göras", "Vad vi vill uppnå", "Så gör vi": questions, not names. */
static int asked_for(const Title *title) {
    bool what = title->words[0] != NULL && strcmp(title->words[0], "vad") == 0;
    if (what && (has_word_from(title, "uppnå") || has_word_from(title, "vill")))
        return READ_GOAL;
    if (has_word_from(title, "gör") &&
        (what || has_word_from(title, "så") || has_word_from(title, "hur")))
        return READ_IMPLEMENTATION;
    return HEAD_UNKNOWN;
}

typedef struct Meanings {
    int scores[HEAD_YEAR + 1]; /* how well a title says each */
} Meanings;

static Meanings meanings_of(Arena *arena, const char *text) {
    Meanings meanings = {{0}};
    if (*text == '\0' || g_utf8_strlen(text, -1) > TITLE_LENGTH_MAX)
        return meanings;
    char *bare = without_brackets(arena, text);
    if (*bare == '\0')
        bare = arena_strdup(arena, text);
    Title title = {letters_only(arena, bare), words_of(arena, bare)};
    if (asked_for(&title) != HEAD_UNKNOWN)
        meanings.scores[asked_for(&title)] = SCORE_WHOLE;
    for (size_t i = 0; i < G_N_ELEMENTS(synonyms); i++) {
        int *best = &meanings.scores[synonyms[i].means];
        *best = MAX(*best, score(&title, &synonyms[i]));
    }
    g_strfreev(title.words);
    return meanings;
}

static bool is_taken(const Head *head, int means) {
    return head_column(head, means) < head->n;
}

/* The surest titles choose first, so that "Mål" does not take what "Effektmål" means. */
static void choose(Head *head, const Meanings *meanings, int wanted) {
    for (size_t i = 0; i < head->n; i++)
        for (int means = 0; means <= HEAD_YEAR && head->columns[i].means == HEAD_UNKNOWN; means++)
            if (meanings[i].scores[means] == wanted && !is_taken(head, means))
                head->columns[i].means = means;
}

static size_t first_own_column(const Head *head) {
    size_t i = 0;
    while (i < head->n && head->columns[i].means >= N_READ_COLUMNS)
        i++;
    return i;
}

/* A plan's first column is its activities, whatever it is called; only a goal stays one. */
static void find_activity_column(Head *head) {
    if (is_taken(head, READ_ACTIVITY))
        return;
    size_t first = first_own_column(head);
    int means = first < head->n ? head->columns[first].means : READ_GOAL;
    if (means == HEAD_UNKNOWN || means == READ_IMPLEMENTATION)
        head->columns[first].means = READ_ACTIVITY;
}

static int year_of(const char *title) {
    YearsIn years = years_in(title);
    return years.n == 1 && title[strcspn(title, "0123456789")] != '\0' && strlen(title) > 4
               ? years.first
               : 0;
}

static int map_titles(Arena *arena, Head *head) {
    g_autofree Meanings *meanings = g_new0(Meanings, head->n + 1);
    int sure = 0;
    for (size_t i = 0; i < head->n; i++) {
        meanings[i] = meanings_of(arena, head->columns[i].title);
        head->columns[i].means = HEAD_UNKNOWN;
    }
    for (int wanted = SCORE_WHOLE; wanted > SCORE_NONE; wanted--) {
        choose(head, meanings, wanted);
        if (wanted == SCORE_STEM)
            for (size_t i = 0; i < head->n; i++)
                sure += head->columns[i].means != HEAD_UNKNOWN;
    }
    size_t activity = head_column(head, READ_ACTIVITY);
    head->year = activity < head->n ? year_of(head->columns[activity].title) : 0;
    find_activity_column(head);
    return sure;
}

static bool has_long_title(const Line *line) {
    for (size_t i = 0; i < line->n_cells; i++)
        if (g_utf8_strlen(line->cells[i], -1) > TITLE_LENGTH_MAX)
            return true;
    return false;
}

static void titles_from(Arena *arena, const Line *line, Head *head) {
    *head = (Head){.n = line->n_cells, .columns = ARENA_ARRAY(arena, HeadColumn, line->n_cells)};
    for (size_t i = 0; i < head->n; i++)
        head->columns[i] = (HeadColumn){HEAD_UNKNOWN, line->cells[i], false};
}

/* How many titles are surely known, 0 when the row cannot be a head row. */
static int n_sure(Arena *arena, const Line *line, Head *head) {
    if (!line_is_full(line) || has_long_title(line))
        return 0;
    titles_from(arena, line, head);
    return map_titles(arena, head);
}

/* One known title is enough when it says "Aktivitet" and the others look like titles too. */
static bool is_short_head(Arena *arena, const Line *line) {
    bool says_activity = false;
    for (size_t i = 0; i < line->n_cells; i++) {
        says_activity |= meanings_of(arena, line->cells[i]).scores[READ_ACTIVITY] >= SCORE_NEARLY;
        if (strcspn(line->cells[i], "0123456789") < strlen(line->cells[i]) ||
            ends_finished(line->cells[i]) ||
            g_utf8_strlen(line->cells[i], -1) > TITLE_LENGTH_MAX / 3)
            return false;
    }
    return says_activity;
}

bool head_read(Arena *arena, const Line *line, Head *ret) {
    int sure = n_sure(arena, line, ret);
    return (sure >= 2 && (size_t)sure * 2 >= line->n_filled) ||
           (sure == 1 && is_short_head(arena, line));
}

static size_t n_same_titles(Arena *arena, const Line *line, const Head *head) {
    size_t same = 0;
    for (size_t i = 0; i < MIN(line->n_cells, head->n); i++)
        same += *line->cells[i] != '\0' && strcmp(letters_only(arena, line->cells[i]),
                                                  letters_only(arena, head->columns[i].title)) == 0;
    return same;
}

bool head_repeats(Arena *arena, const Line *line, const Head *head, Head *ret) {
    int sure = n_sure(arena, line, ret);
    if (sure == 0)
        return false;
    if (sure >= 3 && (size_t)sure * 2 >= line->n_filled)
        return true;
    return n_same_titles(arena, line, head) * 3 >= line->n_filled * 2;
}

static bool is_bracketed(const char *title) {
    return *title == '(' && title[strlen(title) - 1] == ')';
}

static bool completes(Arena *arena, const char *title, const char *rest) {
    if (is_bracketed(rest))
        return true;
    if (*title == '\0')
        return false;
    Meanings whole = meanings_of(arena, arena_printf(arena, "%s%s", title, rest));
    for (int means = 0; means <= HEAD_YEAR; means++)
        if (whole.scores[means] == SCORE_WHOLE)
            return true;
    return false;
}

bool head_goes_on(Arena *arena, const Line *line, Head *head) {
    if (line->kind != LINE_ROW || line->n_cells > head->n)
        return false;
    for (size_t i = 0; i < line->n_cells; i++)
        if (*line->cells[i] != '\0' && !completes(arena, head->columns[i].title, line->cells[i]))
            return false;
    for (size_t i = 0; i < line->n_cells; i++)
        if (*line->cells[i] != '\0')
            head->columns[i].title =
                arena_printf(arena, "%s %s", head->columns[i].title, line->cells[i]);
    map_titles(arena, head);
    return true;
}

void head_usual(Arena *arena, Head *ret) {
    *ret = (Head){.n = N_READ_COLUMNS, .columns = ARENA_ARRAY(arena, HeadColumn, N_READ_COLUMNS)};
    for (int column = 0; column < N_READ_COLUMNS; column++)
        ret->columns[column] = (HeadColumn){column, "", false};
}

int head_n_known(const Head *head) {
    int known = 0;
    for (size_t i = 0; i < head->n; i++)
        known += head->columns[i].means >= 0 && head->columns[i].means < N_READ_COLUMNS;
    return known;
}

size_t head_column(const Head *head, int means) {
    size_t i = 0;
    while (i < head->n && head->columns[i].means != means)
        i++;
    return i;
}

bool head_has(const Head *head, int means) {
    return is_taken(head, means);
}

size_t head_title_column(const Head *head) {
    size_t column = head_column(head, READ_ACTIVITY);
    for (size_t i = 0; column == head->n && i < head->n; i++)
        if (head->columns[i].means >= 0 && head->columns[i].means < N_READ_COLUMNS)
            column = i;
    return column;
}

int head_means(const Head *head, size_t column) {
    return column < head->n ? head->columns[column].means : HEAD_UNKNOWN;
}

void head_read_years_as_time(Head *head) {
    size_t column = head_column(head, HEAD_YEAR);
    if (column < head->n && !head_has(head, READ_TIME))
        head->columns[column].means = READ_TIME;
}
