#include "modules/plan_import/titles.h"

#include "base/similar.h"
#include "modules/plan_import/heads.h"
#include "modules/plan_import/words.h"

#include <string.h>

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

const char *title_letters(Arena *arena, const char *title) {
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

Meanings title_meanings(Arena *arena, const char *text) {
    Meanings meanings = {{0}};
    if (*text == '\0' || g_utf8_strlen(text, -1) > TITLE_LENGTH_MAX)
        return meanings;
    char *bare = without_brackets(arena, text);
    if (*bare == '\0')
        bare = arena_strdup(arena, text);
    Title title = {title_letters(arena, bare), words_of(arena, bare)};
    if (asked_for(&title) != HEAD_UNKNOWN)
        meanings.scores[asked_for(&title)] = SCORE_WHOLE;
    for (size_t i = 0; i < G_N_ELEMENTS(synonyms); i++) {
        int *best = &meanings.scores[synonyms[i].means];
        *best = MAX(*best, score(&title, &synonyms[i]));
    }
    g_strfreev(title.words);
    return meanings;
}
