#include "modules/activities/time_expression.h"

#include "base/date.h"
#include "base/text.h"

#include <glib.h>
#include <string.h>

#define YEAR_MIN 1990
#define YEAR_MAX 2200
#define WORDS_MAX 60

/* The words of a text: folded, split at everything that is neither letter nor digit. */
typedef struct {
    const char *items[WORDS_MAX];
    size_t n;
} Words;

typedef struct {
    const char *word;
    int first_month, last_month; /* 12-14 = December to February of the year after */
} NamedPeriod;

static const NamedPeriod seasons[] = {{"vår", 3, 5},     {"våren", 3, 5},      {"sommar", 6, 8},   {"sommaren", 6, 8},
                                      {"höst", 9, 11},   {"hösten", 9, 11},    {"vinter", 12, 14}, {"vintern", 12, 14},
                                      {"vt", 1, 6},      {"ht", 7, 12},        {"vårtermin", 1, 6}, {"hösttermin", 7, 12},
                                      {"vårterminen", 1, 6}, {"höstterminen", 7, 12}};

static const char *const numerals[] = {"noll", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv"};

static Words words_of(Arena *arena, const char *text) {
    Words words = {.n = 0};
    char *folded = text_fold(arena, text);
    for (char *c = folded; *c != '\0' && words.n < WORDS_MAX;) {
        while (*c != '\0' && !g_unichar_isalnum(g_utf8_get_char(c)))
            c = g_utf8_next_char(c);
        char *end = c;
        bool digits = g_ascii_isdigit(*c);
        while (*end != '\0' && g_unichar_isalnum(g_utf8_get_char(end)) && (bool)g_ascii_isdigit(*end) == digits)
            end = g_utf8_next_char(end);
        if (end > c)
            words.items[words.n++] = arena_strndup(arena, c, (size_t)(end - c));
        c = end;
    }
    return words;
}

static int number_of(const char *word) {
    if (g_ascii_isdigit(word[0]) && strlen(word) <= 4)
        return (int)g_ascii_strtoll(word, NULL, 10);
    for (size_t i = 1; i < G_N_ELEMENTS(numerals); i++)
        if (strcmp(word, numerals[i]) == 0)
            return (int)i;
    return -1;
}

static bool is_one_of(const char *word, const char *const *list, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (strcmp(word, list[i]) == 0)
            return true;
    return false;
}
#define IS_ONE_OF(word, list) is_one_of((word), (list), G_N_ELEMENTS(list))

static int month_of(const char *word) {
    static const char *const short_forms[] = {"jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec"};
    for (int month = 1; month <= 12; month++)
        if (strcmp(word, month_name(month)) == 0 || strcmp(word, short_forms[month - 1]) == 0)
            return month;
    return strcmp(word, "sept") == 0 ? 9 : 0;
}

static const NamedPeriod *season_of(const char *word) {
    for (size_t i = 0; i < G_N_ELEMENTS(seasons); i++)
        if (strcmp(word, seasons[i].word) == 0)
            return &seasons[i];
    return NULL;
}

static Date last_day(int year, int month) {
    year += (month - 1) / 12;
    month = (month - 1) % 12 + 1;
    Date next = month == 12 ? (Date){(int16_t)(year + 1), 1, 1} : (Date){(int16_t)year, (uint8_t)(month + 1), 1};
    return date_add_days(next, -1);
}

static void set_months(TimeExpression *time, int year, int first_month, int last_month) {
    time->kind = TIME_PERIOD;
    time->first = (Date){(int16_t)year, (uint8_t)first_month, 1};
    time->last = last_day(year, last_month);
}

static bool find_years(const Words *words, int *ret_first, int *ret_last) {
    bool found = false;
    for (size_t i = 0; i < words->n; i++) {
        int year = strlen(words->items[i]) == 4 ? number_of(words->items[i]) : -1;
        if (year < YEAR_MIN || year > YEAR_MAX)
            continue;
        *ret_first = found ? MIN(*ret_first, year) : year;
        *ret_last = found ? MAX(*ret_last, year) : year;
        found = true;
    }
    return found;
}

/* "3 gånger per år", "två ggr/år", "årligen", "varje månad", "kvartalsvis". */
static bool find_times(const Words *words, int *ret_times) {
    static const char *const occasions[] = {"gång", "gånger", "ggr", "ggn", "tillfällen", "träffar", "möten"};
    static const char *const yearly[] = {"årligen", "årligt", "årlig"};
    static const struct { const char *word; int times; } rhythms[] = {
        {"veckovis", 52}, {"månadsvis", 12}, {"månatligen", 12}, {"kvartalsvis", 4}, {"halvårsvis", 2}};
    for (size_t i = 0; i < words->n; i++) {
        const char *word = words->items[i];
        int before = i > 0 ? number_of(words->items[i - 1]) : -1;
        if (IS_ONE_OF(word, occasions) && before >= 1 && before <= 366) {
            *ret_times = before;
            return true;
        }
        if (IS_ONE_OF(word, yearly) || (strcmp(word, "år") == 0 && i > 0 && strcmp(words->items[i - 1], "varje") == 0)) {
            *ret_times = 1;
            return true;
        }
        for (size_t j = 0; j < G_N_ELEMENTS(rhythms); j++)
            if (strcmp(word, rhythms[j].word) == 0) {
                *ret_times = rhythms[j].times;
                return true;
            }
    }
    return false;
}

static bool is_continuous(const Words *words) {
    static const char *const always[] = {"löpande", "kontinuerligt", "kontinuerlig", "fortlöpande", "tillsvidare"};
    for (size_t i = 0; i < words->n; i++) {
        if (IS_ONE_OF(words->items[i], always))
            return true;
        if (i > 0 && strcmp(words->items[i], "året") == 0 && strcmp(words->items[i - 1], "hela") == 0)
            return true;
    }
    return false;
}

/* "5 maj 2021", "2021-05-05". */
static bool find_day(const Words *words, int year, TimeExpression *ret) {
    for (size_t i = 0; i + 1 < words->n; i++) {
        int number = number_of(words->items[i]), month = month_of(words->items[i + 1]);
        Date day = {(int16_t)year, (uint8_t)month, (uint8_t)MAX(number, 0)};
        if (number >= 1 && number <= 31 && month > 0 && date_valid(day) && strlen(words->items[i]) <= 2) {
            *ret = (TimeExpression){TIME_PERIOD, day, day, 0};
            return true;
        }
        int second = number_of(words->items[i + 1]);
        int third = i + 2 < words->n ? number_of(words->items[i + 2]) : -1;
        Date iso = {(int16_t)number, (uint8_t)MAX(second, 0), (uint8_t)MAX(third, 0)};
        if (number >= YEAR_MIN && number <= YEAR_MAX && second <= 12 && third <= 31 && date_valid(iso)) {
            *ret = (TimeExpression){TIME_PERIOD, iso, iso, 0};
            return true;
        }
    }
    return false;
}

static bool find_months(const Words *words, int year, TimeExpression *ret) {
    int first = 0, last = 0;
    for (size_t i = 0; i < words->n; i++) {
        const NamedPeriod *season = season_of(words->items[i]);
        int from = season != NULL ? season->first_month : month_of(words->items[i]);
        int to = season != NULL ? season->last_month : from;
        if (from == 0)
            continue;
        first = first == 0 ? from : first;
        last = to;
    }
    if (first == 0)
        return false;
    set_months(ret, year, first, last < first ? last + 12 : last);
    return true;
}

static bool find_quarter_or_week(const Words *words, int year, TimeExpression *ret) {
    static const char *const quarter[] = {"kvartal", "kvartalet", "kv", "q"};
    static const char *const week[] = {"v", "vecka", "veckorna"};
    for (size_t i = 0; i + 1 < words->n; i++) {
        int number = number_of(words->items[i + 1]);
        if (IS_ONE_OF(words->items[i], quarter) && number >= 1 && number <= 4) {
            set_months(ret, year, number * 3 - 2, number * 3);
            return true;
        }
        if (IS_ONE_OF(words->items[i], week) && number >= 1 && number <= 53) {
            Date fourth = {(int16_t)year, 1, 4};
            Date monday = date_add_days(fourth, (number - 1) * 7 - (date_weekday(fourth) - 1));
            *ret = (TimeExpression){TIME_PERIOD, monday, date_add_days(monday, 6), 0};
            return true;
        }
    }
    return false;
}

void time_expression(const char *text, int plan_year, TimeExpression *ret) {
    g_autoptr(Arena) arena = arena_new();
    Words words = words_of(arena, text);
    int first = plan_year, last = plan_year, times = 0;
    bool years = find_years(&words, &first, &last);
    TimeExpression time = {.kind = TIME_UNKNOWN};
    if (find_times(&words, &times))
        time = (TimeExpression){TIME_RECURRING, {(int16_t)first, 1, 1}, {(int16_t)last, 12, 31}, times};
    else if (is_continuous(&words))
        time = (TimeExpression){TIME_CONTINUOUS, {(int16_t)first, 1, 1}, {(int16_t)last, 12, 31}, 0};
    else if (!find_day(&words, first, &time) && !find_quarter_or_week(&words, first, &time) &&
             !find_months(&words, first, &time) && years)
        time = (TimeExpression){TIME_YEAR, {(int16_t)first, 1, 1}, {(int16_t)last, 12, 31}, 0};
    if (time.kind == TIME_PERIOD && last > first && time.last.year < last)
        time.last = date_add_years(time.last, last - first);
    *ret = time;
}

bool time_is_recurring(const TimeExpression *time) {
    return time->kind == TIME_RECURRING || time->kind == TIME_CONTINUOUS;
}
