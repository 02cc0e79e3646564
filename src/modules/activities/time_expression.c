#include "modules/activities/time_expression.h"

#include "base/date.h"
#include "modules/activities/words.h"

#include <glib.h>
#include <string.h>

#define YEAR_MIN 1990
#define YEAR_MAX 2200

typedef struct {
    const char *words;           /* separated by spaces */
    int first_month, last_month; /* above 12 = in the year after */
} NamedPeriod;

static const NamedPeriod named_periods[] = {
    {"vår våren vårens vårkanten försommaren", 3, 5},
    {"sommar sommaren sommarens", 6, 8},
    {"höst hösten höstens senhösten", 9, 11},
    {"vinter vintern vinterns", 12, 14},
    {"vt vårtermin vårterminen", 1, 6},
    {"ht hösttermin höstterminen", 7, 12},
    {"läsåret läsår", 8, 18},
    {"midsommar", 6, 6},
    {"årsskiftet", 12, 13},
    {"jul julen", 12, 12},
};

static Date last_day(int year, int month) {
    year += (month - 1) / 12;
    month = (month - 1) % 12 + 1;
    Date next = month == 12 ? (Date){(int16_t)(year + 1), 1, 1}
                            : (Date){(int16_t)year, (uint8_t)(month + 1), 1};
    return date_add_days(next, -1);
}

static void set_months(TimeExpression *time, int year, int first_month, int last_month) {
    *time = (TimeExpression){.kind = TIME_PERIOD,
                             .first = {(int16_t)year, (uint8_t)first_month, 1},
                             .last = last_day(year, last_month)};
}

static int year_at(const Words *words, size_t i) {
    const char *word = word_at(words, i);
    int year = strlen(word) == 4 && g_ascii_isdigit(word[0]) ? word_number(word) : 0;
    return year >= YEAR_MIN && year <= YEAR_MAX ? year : 0;
}

/* A whole number of one or two digits, else -1. */
static int digits_at(const Words *words, size_t i) {
    const char *word = word_at(words, i);
    return g_ascii_isdigit(word[0]) && strlen(word) <= 2 ? word_number(word) : -1;
}

static bool is_range_sign(const Words *words, size_t i) {
    return word_joined_by(words, i, "-") || word_joined_by(words, i, "–") ||
           word_joined_by(words, i, "/");
}

/* The second year of "2021-22". */
static int short_year_at(const Words *words, size_t i, int century_of) {
    int number = digits_at(words, i);
    bool two = strlen(word_at(words, i)) == 2 && number > 12;
    return two && is_range_sign(words, i - 1) && number > century_of % 100
               ? century_of / 100 * 100 + number
               : 0;
}

static bool find_years(const Words *words, int *ret_first, int *ret_last) {
    bool found = false;
    for (size_t i = 0; i < words->n; i++) {
        int year = year_at(words, i), ends = year == 0 ? 0 : short_year_at(words, i + 1, year);
        if (year == 0)
            continue;
        *ret_first = found ? MIN(*ret_first, year) : year;
        *ret_last = MAX(found ? *ret_last : year, MAX(year, ends));
        found = true;
    }
    return found;
}

/* How many a year: of months there are twelve. */
static int units_in_a_year(const char *word) {
    static const struct {
        const char *words;
        int times;
    } units[] = {{"vecka veckan", 52},
                 {"månad månaden mån", 12},
                 {"kvartal kvartalet", 4},
                 {"tertial tertialet", 3},
                 {"halvår halvåret termin terminen", 2},
                 {"år året", 1}};
    for (size_t i = 0; i < G_N_ELEMENTS(units); i++)
        if (word_in(word, units[i].words))
            return units[i].times;
    return 0;
}

static void set_rhythm(TimeExpression *time, int times, int every_years) {
    *time = (TimeExpression){
        .kind = TIME_RECURRING, .times = CLAMP(times, 0, 366), .every_years = every_years};
}

static void set_every(TimeExpression *time, int units, int every) {
    bool years = units == 1;
    set_rhythm(time, years ? 1 : MAX(units / every, 1), years ? every : 1);
}

/* "varje månad", "varannan vecka", "vart tredje år". */
static bool every_at(const Words *words, size_t i, TimeExpression *ret) {
    const char *word = word_at(words, i);
    size_t unit = i + 2 + (size_t)word_in(word_at(words, i + 2), "a e");
    int next = units_in_a_year(word_at(words, i + 1)),
        after = units_in_a_year(word_at(words, unit));
    int ordinal = word_ordinal(word_at(words, i + 1));
    if (word_in(word, "varje var vart") && next > 0)
        set_every(ret, next, 1);
    else if (word_in(word, "varannan vartannat") && next > 0)
        set_every(ret, next, 2);
    else if (word_in(word, "var vart") && ordinal > 0 && after > 0)
        set_every(ret, after, ordinal);
    else
        return false;
    return true;
}

/* "per år", "om året", "i månaden", "/kvartal" after the word at i; 0 = no unit is named. */
static int units_after(const Words *words, size_t i) {
    int next = units_in_a_year(word_at(words, i + 1));
    if (next > 0 && word_joined_by(words, i, "/"))
        return next;
    if (word_in(word_at(words, i + 1), "per om i under varje"))
        return units_in_a_year(word_at(words, i + 2));
    return word_in(word_at(words, i + 1), "årligen") ? 1 : 0;
}

static int count_before(const Words *words, size_t i) {
    const char *word = word_at(words, i - 1);
    if (word_in(word, "några flera par återkommande"))
        return 0;
    int first = word_number(word_at(words, i - 2));
    return first >= 1 && is_range_sign(words, i - 2) ? first : word_number(word);
}

/* "3 gånger per år", "två ggr/år", "en gång i månaden", "fyra träffar per år". */
static bool count_at(const Words *words, size_t i, TimeExpression *ret) {
    const char *word = word_at(words, i);
    bool times = word_in(word, "gång gånger ggr ggn gg");
    if (!times && !word_ends(word, "träff träffar möte möten tillfälle tillfällen nummer utskick"))
        return false;
    int count = count_before(words, i), units = units_after(words, i);
    if (count < 0 || count > 366 || (units == 0 && (!times || count == 1)))
        return false;
    set_rhythm(ret, count * MAX(units, 1), 1);
    return true;
}

static bool rhythm_at(const Words *words, size_t i, TimeExpression *ret) {
    static const struct {
        const char *words;
        int times;
    } rhythms[] = {
        {"veckovis", 52},  {"månadsvis månatligen månatlig", 12}, {"kvartalsvis", 4},
        {"halvårsvis", 2}, {"årligen årligt årlig årsvis", 1},    {"återkommande regelbundet", 0}};
    for (size_t j = 0; j < G_N_ELEMENTS(rhythms); j++)
        if (word_in(word_at(words, i), rhythms[j].words)) {
            set_rhythm(ret, rhythms[j].times, 1);
            return true;
        }
    return false;
}

/* The one that says most: "återkommande, tre gånger per år" is three times. */
static bool find_recurrence(const Words *words, TimeExpression *ret) {
    bool found = false;
    for (size_t i = 0; i < words->n; i++) {
        TimeExpression here;
        if (!every_at(words, i, &here) && !count_at(words, i, &here) && !rhythm_at(words, i, &here))
            continue;
        if (!found || (ret->times <= 1 && here.times > ret->times))
            *ret = here;
        found = true;
    }
    return found;
}

static bool is_continuous(const Words *words) {
    for (size_t i = 0; i < words->n; i++) {
        const char *word = word_at(words, i), *next = word_at(words, i + 1);
        if (word_in(word,
                    "löpande kontinuerligt kontinuerlig fortlöpande tillsvidare ständigt pågående"))
            return true;
        if ((word_in(word, "hela") && word_in(next, "året tiden")) ||
            (word_in(word, "året") && word_in(next, "runt om")) ||
            (word_in(word, "tills") && word_in(next, "vidare")))
            return true;
    }
    return false;
}

/* "5 maj 2021", "5/5 2021", "2021-05-05" at word i; years not named are `year`. */
static bool day_at(const Words *words, size_t i, int year, Date *ret) {
    int number = digits_at(words, i), month = word_month(word_at(words, i + 1));
    int named = year_at(words, i + 2);
    if (month == 0 && word_joined_by(words, i, "/"))
        month = digits_at(words, i + 1);
    Date day = {(int16_t)(named > 0 ? named : year), (uint8_t)MAX(month, 0),
                (uint8_t)MAX(number, 0)};
    if (year_at(words, i) > 0 && word_joined_by(words, i, "-") && word_joined_by(words, i + 1, "-"))
        day = (Date){(int16_t)year_at(words, i), (uint8_t)MAX(digits_at(words, i + 1), 0),
                     (uint8_t)MAX(digits_at(words, i + 2), 0)};
    if (!date_valid(day))
        return false;
    *ret = day;
    return true;
}

/* The first day of "5–6 maj". */
static Date first_of_days(const Words *words, size_t i, Date day) {
    int number = digits_at(words, i - 1);
    bool range =
        number >= 1 && number < day.day && !word_in(word_at(words, i - 2), "v vecka veckorna");
    return range ? (Date){day.year, day.month, (uint8_t)number} : day;
}

static bool find_days(const Words *words, int year, TimeExpression *ret) {
    TimeExpression time = {.kind = TIME_UNKNOWN};
    for (size_t i = 0; i < words->n; i++) {
        Date day;
        if (!day_at(words, i, year, &day))
            continue;
        if (time.kind == TIME_UNKNOWN)
            time = (TimeExpression){.kind = TIME_PERIOD, .first = first_of_days(words, i, day)};
        time.last = day;
    }
    if (time.kind == TIME_UNKNOWN)
        return false;
    if (date_compare(time.last, time.first) < 0)
        time.last = date_add_years(time.last, 1);
    *ret = time;
    return true;
}

static Date monday_of_week(int year, int week) {
    Date fourth = {(int16_t)year, 1, 4};
    return date_add_days(fourth, (week - 1) * 7 - (date_weekday(fourth) - 1));
}

/* "v. 12", "vecka 12–14", "v 12–v 14". */
static bool find_weeks(const Words *words, int year, TimeExpression *ret) {
    for (size_t i = 0; i < words->n; i++) {
        int week = digits_at(words, i + 1);
        if (!word_in(word_at(words, i), "v vecka veckor veckorna") || week < 1 || week > 53)
            continue;
        size_t next = i + 2 + (size_t)word_in(word_at(words, i + 2), "v vecka och");
        int last = digits_at(words, next);
        if (last <= week || last > 53 || word_month(word_at(words, next + 1)) > 0)
            last = week;
        *ret = (TimeExpression){.kind = TIME_PERIOD,
                                .first = monday_of_week(year, week),
                                .last = date_add_days(monday_of_week(year, last), 6)};
        return true;
    }
    return false;
}

/* The number of "kvartal 2", "Q2", "andra kvartalet", "1:a halvåret" at word i, up to `max`; else
 * 0. */
static int numbered_at(const Words *words, size_t i, int max) {
    int after = digits_at(words, i + 1), before = word_ordinal(word_at(words, i - 1));
    if (word_in(word_at(words, i - 1), "a e") && before == 0)
        before = word_ordinal(word_at(words, i - 2));
    int number = after >= 1 && after <= max ? after : before;
    return number <= max ? number : 0;
}

static bool find_part_of_year(const Words *words, int year, TimeExpression *ret) {
    int first = 0, last = 0;
    for (size_t i = 0; i < words->n; i++) {
        int months = word_in(word_at(words, i), "kvartal kvartalet kv q") ? 3
                     : word_in(word_at(words, i), "tertial tertialet")    ? 4
                     : word_in(word_at(words, i), "halvår halvåret h")    ? 6
                                                                          : 0;
        int number = months == 0 ? 0 : numbered_at(words, i, 12 / months);
        if (number == 0)
            continue;
        int until = digits_at(words, i + 2);
        bool range = until > number && until <= 12 / months && is_range_sign(words, i + 1);
        first = first == 0 ? number * months - months + 1 : first;
        last = (range ? until : number) * months;
    }
    if (first == 0 || last < first)
        return false;
    set_months(ret, year, first, last);
    return true;
}

static bool named_period_at(const Words *words, size_t i, int *ret_first, int *ret_last) {
    const char *word = word_at(words, i);
    int month = word_month(word);
    if (year_at(words, i - 1) > 0 && month == 0 && word_joined_by(words, i - 1, "-") &&
        strlen(word) == 2)
        month = digits_at(words, i) <= 12 ? MAX(digits_at(words, i), 0) : 0;
    *ret_first = *ret_last = month;
    for (size_t j = 0; j < G_N_ELEMENTS(named_periods) && month == 0; j++)
        if (word_in(word, named_periods[j].words)) {
            *ret_first = named_periods[j].first_month;
            *ret_last = named_periods[j].last_month;
        }
    return *ret_first > 0;
}

static bool find_months(const Words *words, int year, TimeExpression *ret) {
    int first = 0, last = 0;
    for (size_t i = 0; i < words->n; i++) {
        int from, to;
        if (!named_period_at(words, i, &from, &to))
            continue;
        first = first == 0 ? from : first;
        last = to;
    }
    if (first == 0)
        return false;
    bool winter_first = first == 12 && last == 5;
    set_months(ret, year, winter_first ? 1 : first,
               last < first && !winter_first ? last + 12 : last);
    return true;
}

static bool names_this_year(const Words *words) {
    for (size_t i = 0; i < words->n; i++)
        if (word_in(word_at(words, i), "året verksamhetsåret") ||
            (word_in(word_at(words, i), "i") && word_in(word_at(words, i + 1), "år")))
            return true;
    return false;
}

static void whole_years(TimeExpression *time, int first, int last) {
    time->first = (Date){(int16_t)first, 1, 1};
    time->last = (Date){(int16_t)last, 12, 31};
}

static void understand(const Words *words, int plan_year, TimeExpression *time) {
    int first = plan_year, last = plan_year;
    TimeExpression period = {.kind = TIME_UNKNOWN};
    bool years = find_years(words, &first, &last);
    bool found = find_days(words, first, &period) || find_weeks(words, first, &period) ||
                 find_part_of_year(words, first, &period) || find_months(words, first, &period);
    if (found && last > first && period.last.year < last)
        period.last = date_add_years(period.last, last - period.last.year);
    if (find_recurrence(words, time)) {
        whole_years(time, first, last);
        if (found) {
            time->first = period.first;
            time->last = period.last;
        }
    } else if (is_continuous(words)) {
        time->kind = TIME_CONTINUOUS;
        whole_years(time, first, last);
    } else if (found) {
        *time = period;
    } else if (years || names_this_year(words)) {
        time->kind = TIME_YEAR;
        whole_years(time, first, last);
    }
}

void time_expression(const char *text, int plan_year, TimeExpression *ret) {
    g_autoptr(Arena) arena = arena_new();
    Words words = words_of(arena, text);
    TimeExpression time = {.kind = TIME_UNKNOWN};
    understand(&words, plan_year, &time);
    *ret = time;
}

bool time_is_recurring(const TimeExpression *time) {
    return time->kind == TIME_CONTINUOUS ||
           (time->kind == TIME_RECURRING && time->every_years <= 1);
}
