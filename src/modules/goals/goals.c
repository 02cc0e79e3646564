#include "modules/goals/goals.h"

#include "base/language.h"
#include "base/similar.h"

#include <string.h>

static const Goal national[] = {
    {GOAL_NATIONAL, 1, N_("Begränsad klimatpåverkan"), NULL},
    {GOAL_NATIONAL, 2, N_("Frisk luft"), NULL},
    {GOAL_NATIONAL, 3, N_("Bara naturlig försurning"), NULL},
    {GOAL_NATIONAL, 4, N_("Giftfri miljö"), NULL},
    {GOAL_NATIONAL, 5, N_("Skyddande ozonskikt"), NULL},
    {GOAL_NATIONAL, 6, N_("Säker strålmiljö"), NULL},
    {GOAL_NATIONAL, 7, N_("Ingen övergödning"), NULL},
    {GOAL_NATIONAL, 8, N_("Levande sjöar och vattendrag"), NULL},
    {GOAL_NATIONAL, 9, N_("Grundvatten av god kvalitet"), NULL},
    {GOAL_NATIONAL, 10, N_("Hav i balans samt levande kust och skärgård"), NULL},
    {GOAL_NATIONAL, 11, N_("Myllrande våtmarker"), NULL},
    {GOAL_NATIONAL, 12, N_("Levande skogar"), NULL},
    {GOAL_NATIONAL, 13, N_("Ett rikt odlingslandskap"), NULL},
    {GOAL_NATIONAL, 14, N_("Storslagen fjällmiljö"), NULL},
    {GOAL_NATIONAL, 15, N_("God bebyggd miljö"), NULL},
    {GOAL_NATIONAL, 16, N_("Ett rikt växt- och djurliv"), NULL},
};

static const Goal global[] = {
    {GOAL_GLOBAL, 1, N_("Ingen fattigdom"), "#E5243B"},
    {GOAL_GLOBAL, 2, N_("Ingen hunger"), "#DDA63A"},
    {GOAL_GLOBAL, 3, N_("God hälsa och välbefinnande"), "#4C9F38"},
    {GOAL_GLOBAL, 4, N_("God utbildning för alla"), "#C5192D"},
    {GOAL_GLOBAL, 5, N_("Jämställdhet"), "#FF3A21"},
    {GOAL_GLOBAL, 6, N_("Rent vatten och sanitet för alla"), "#26BDE2"},
    {GOAL_GLOBAL, 7, N_("Hållbar energi för alla"), "#FCC30B"},
    {GOAL_GLOBAL, 8, N_("Anständiga arbetsvillkor och ekonomisk tillväxt"), "#A21942"},
    {GOAL_GLOBAL, 9, N_("Hållbar industri, innovationer och infrastruktur"), "#FD6925"},
    {GOAL_GLOBAL, 10, N_("Minskad ojämlikhet"), "#DD1367"},
    {GOAL_GLOBAL, 11, N_("Hållbara städer och samhällen"), "#FD9D24"},
    {GOAL_GLOBAL, 12, N_("Hållbar konsumtion och produktion"), "#BF8B2E"},
    {GOAL_GLOBAL, 13, N_("Bekämpa klimatförändringarna"), "#3F7E44"},
    {GOAL_GLOBAL, 14, N_("Hav och marina resurser"), "#0A97D9"},
    {GOAL_GLOBAL, 15, N_("Ekosystem och biologisk mångfald"), "#56C02B"},
    {GOAL_GLOBAL, 16, N_("Fredliga och inkluderande samhällen"), "#00689D"},
    {GOAL_GLOBAL, 17, N_("Genomförande och globalt partnerskap"), "#19486A"},
};

/* Their names as similar_fold() gives them, in the same order; a test holds the two together. */
static const char *const folded_names[] = {
    "begränsad klimatpåverkan",
    "frisk luft",
    "bara naturlig försurning",
    "giftfri miljö",
    "skyddande ozonskikt",
    "säker strålmiljö",
    "ingen övergödning",
    "levande sjöar och vattendrag",
    "grundvatten av god kvalitet",
    "hav i balans samt levande kust och skärgård",
    "myllrande våtmarker",
    "levande skogar",
    "ett rikt odlingslandskap",
    "storslagen fjällmiljö",
    "god bebyggd miljö",
    "ett rikt växt- och djurliv",
    "ingen fattigdom",
    "ingen hunger",
    "god hälsa och välbefinnande",
    "god utbildning för alla",
    "jämställdhet",
    "rent vatten och sanitet för alla",
    "hållbar energi för alla",
    "anständiga arbetsvillkor och ekonomisk tillväxt",
    "hållbar industri, innovationer och infrastruktur",
    "minskad ojämlikhet",
    "hållbara städer och samhällen",
    "hållbar konsumtion och produktion",
    "bekämpa klimatförändringarna",
    "hav och marina resurser",
    "ekosystem och biologisk mångfald",
    "fredliga och inkluderande samhällen",
    "genomförande och globalt partnerskap",
};

#define N_GOALS (G_N_ELEMENTS(national) + G_N_ELEMENTS(global))
G_STATIC_ASSERT(G_N_ELEMENTS(folded_names) == N_GOALS);

#define WRONG_LETTERS_MAX 3
#define LETTERS_PER_WRONG_LETTER                                                                   \
    5 /* "giftfri miljö" may have two wrong letters, "frisk luft" one */

const Goal *goals_of_kind(GoalKind kind, size_t *ret_n) {
    *ret_n = kind == GOAL_NATIONAL ? G_N_ELEMENTS(national) : G_N_ELEMENTS(global);
    return kind == GOAL_NATIONAL ? national : global;
}

const Goal *goal_by_number(GoalKind kind, int number) {
    size_t n;
    const Goal *goals = goals_of_kind(kind, &n);
    return number >= 1 && (size_t)number <= n ? &goals[number - 1] : NULL;
}

static const Goal *goal_at(size_t i) {
    return i < G_N_ELEMENTS(national) ? &national[i] : &global[i - G_N_ELEMENTS(national)];
}

/* Past "mål 3:", "3.", "nr 3 -": how lists of the goals are numbered. */
static const char *after_number(const char *folded) {
    const char *at = folded;
    if (g_str_has_prefix(at, "mål "))
        at += strlen("mål ");
    size_t digits = strspn(at, "0123456789");
    if (digits == 0 || digits > 2)
        return folded;
    at += digits;
    at += strspn(at, " .:)-–");
    return *at == '\0' ? folded : at;
}

static const char *without_full_stop(Arena *arena, const char *text) {
    size_t length = strlen(text);
    while (length > 0 && strchr(" .,;:", text[length - 1]) != NULL)
        length--;
    return arena_strndup(arena, text, length);
}

const Goal *goal_find(const char *text, bool *ret_exact) {
    g_autoptr(Arena) arena = arena_new();
    const char *wanted = without_full_stop(arena, after_number(similar_fold(arena, text)));
    const Goal *best = NULL;
    int best_distance = WRONG_LETTERS_MAX + 1;
    for (size_t i = 0; i < N_GOALS && best_distance > 0; i++) {
        const char *name = folded_names[i];
        int allowed = (int)g_utf8_strlen(name, -1) / LETTERS_PER_WRONG_LETTER;
        int distance = similar_distance(wanted, name, MIN(allowed, best_distance - 1));
        if (distance <= allowed && distance < best_distance) {
            best = goal_at(i);
            best_distance = distance;
        }
    }
    if (best != NULL && ret_exact != NULL)
        *ret_exact = best_distance == 0;
    return best;
}

static bool is_letter_at(const char *at) {
    return g_unichar_isalnum(g_utf8_get_char(at));
}

static bool names_as_words(const char *folded, const char *name) {
    for (const char *at = strstr(folded, name); at != NULL; at = strstr(at + 1, name)) {
        bool starts = at == folded || !is_letter_at(g_utf8_prev_char(at));
        const char *end = at + strlen(name);
        if (starts && (*end == '\0' || !is_letter_at(end)))
            return true;
    }
    return false;
}

const Goal *goal_mentioned(const char *text) {
    g_autoptr(Arena) arena = arena_new();
    const char *folded = similar_fold(arena, text);
    for (size_t i = 0; i < N_GOALS; i++)
        if (names_as_words(folded, folded_names[i]))
            return goal_at(i);
    return NULL;
}
