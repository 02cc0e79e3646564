#include "modules/activities/time_expression.h"

#include "base/date.h"
#include "modules/activities/time_words.h"
#include "modules/activities/words.h"

#include <glib.h>
#include <string.h>

#define YEAR_MIN 1990
#define YEAR_MAX 2200

/* The words of the text, and what each says about time. */
typedef struct {
    Words words;
    const TimeWord **says;
} TimeText;

static TimeText time_text(Arena *arena, const char *text) {
    Words words = words_of(arena, text);
    const TimeWord **says = ARENA_ARRAY(arena, const TimeWord *, words.n);
    for (size_t i = 0; i < words.n; i++)
        says[i] = time_word(words.items[i].folded);
    return (TimeText){words, says};
}

static const TimeWord *says(const TimeText *text, size_t i) {
    static const TimeWord nothing = {""};
    return i < text->words.n ? text->says[i] : &nothing;
}

static bool has(const TimeText *text, size_t i, unsigned roles) {
    return (says(text, i)->roles & roles) != 0;
}

static const char *folded(const TimeText *text, size_t i) {
    return word_at(&text->words, i);
}

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

static int year_at(const TimeText *text, size_t i) {
    const char *word = folded(text, i);
    int year = strlen(word) == 4 && g_ascii_isdigit(word[0]) ? word_number(word) : 0;
    return year >= YEAR_MIN && year <= YEAR_MAX ? year : 0;
}

/* A whole number of one or two digits, else -1. */
static int digits_at(const TimeText *text, size_t i) {
    const char *word = folded(text, i);
    return g_ascii_isdigit(word[0]) && strlen(word) <= 2 ? word_number(word) : -1;
}

static bool is_range_sign(const TimeText *text, size_t i) {
    return word_joined_by(&text->words, i, "-") || word_joined_by(&text->words, i, "–") ||
           word_joined_by(&text->words, i, "/");
}

/* The second year of "2021-22". */
static int short_year_at(const TimeText *text, size_t i, int century_of) {
    int number = digits_at(text, i);
    bool two = strlen(folded(text, i)) == 2 && number > 12;
    return two && is_range_sign(text, i - 1) && number > century_of % 100
               ? century_of / 100 * 100 + number
               : 0;
}

static bool find_years(const TimeText *text, int *ret_first, int *ret_last) {
    bool found = false;
    for (size_t i = 0; i < text->words.n; i++) {
        int year = year_at(text, i), ends = year == 0 ? 0 : short_year_at(text, i + 1, year);
        if (year == 0)
            continue;
        *ret_first = found ? MIN(*ret_first, year) : year;
        *ret_last = MAX(found ? *ret_last : year, MAX(year, ends));
        found = true;
    }
    return found;
}

/* How many a year: of months there are twelve. */
static int units_at(const TimeText *text, size_t i) {
    return says(text, i)->units;
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
static bool every_at(const TimeText *text, size_t i, TimeExpression *ret) {
    if (!has(text, i, TIME_EVERY | TIME_EVERY_OTHER | TIME_EVERY_NTH))
        return false;
    size_t unit = i + 2 + (size_t)has(text, i + 2, TIME_ORDINAL_ENDING);
    int next = units_at(text, i + 1), after = units_at(text, unit);
    int ordinal = word_ordinal(folded(text, i + 1));
    if (has(text, i, TIME_EVERY) && next > 0)
        set_every(ret, next, 1);
    else if (has(text, i, TIME_EVERY_OTHER) && next > 0)
        set_every(ret, next, 2);
    else if (has(text, i, TIME_EVERY_NTH) && ordinal > 0 && after > 0)
        set_every(ret, after, ordinal);
    else
        return false;
    return true;
}

/* "per år", "om året", "i månaden", "/kvartal" after the word at i; 0 = no unit is named. */
static int units_after(const TimeText *text, size_t i) {
    int next = units_at(text, i + 1);
    if (next > 0 && word_joined_by(&text->words, i, "/"))
        return next;
    if (has(text, i + 1, TIME_PER))
        return units_at(text, i + 2);
    return has(text, i + 1, TIME_A_YEAR) ? 1 : 0;
}

static int count_before(const TimeText *text, size_t i) {
    if (has(text, i - 1, TIME_SOME))
        return 0;
    int first = is_range_sign(text, i - 2) ? word_number(folded(text, i - 2)) : 0;
    return first >= 1 ? first : word_number(folded(text, i - 1));
}

/* "3 gånger per år", "två ggr/år", "en gång i månaden", "fyra träffar per år". */
static bool count_at(const TimeText *text, size_t i, TimeExpression *ret) {
    bool times = has(text, i, TIME_TIMES);
    if (!times &&
        !word_ends(folded(text, i), "träff träffar möte möten tillfälle tillfällen nummer utskick"))
        return false;
    int count = count_before(text, i), units = units_after(text, i);
    if (count < 0 || count > 366 || (units == 0 && (!times || count == 1)))
        return false;
    set_rhythm(ret, count * MAX(units, 1), 1);
    return true;
}

static bool rhythm_at(const TimeText *text, size_t i, TimeExpression *ret) {
    if (!says(text, i)->is_rhythm)
        return false;
    set_rhythm(ret, says(text, i)->times, 1);
    return true;
}

/* The one that says most: "återkommande, tre gånger per år" is three times. */
static bool find_recurrence(const TimeText *text, TimeExpression *ret) {
    bool found = false;
    for (size_t i = 0; i < text->words.n; i++) {
        TimeExpression here;
        if (!every_at(text, i, &here) && !count_at(text, i, &here) && !rhythm_at(text, i, &here))
            continue;
        if (!found || (ret->times <= 1 && here.times > ret->times))
            *ret = here;
        found = true;
    }
    return found;
}

static bool is_continuous(const TimeText *text) {
    for (size_t i = 0; i < text->words.n; i++)
        if (has(text, i, TIME_CONTINUOUSLY) ||
            (has(text, i, TIME_WHOLE) && has(text, i + 1, TIME_OF_WHOLE)) ||
            (has(text, i, TIME_THE_YEAR) && has(text, i + 1, TIME_ROUND)) ||
            (has(text, i, TIME_UNTIL) && has(text, i + 1, TIME_FURTHER)))
            return true;
    return false;
}

/* "5 maj 2021", "5/5 2021", "2021-05-05" at word i; years not named are `year`. */
static bool day_at(const TimeText *text, size_t i, int year, Date *ret) {
    int number = digits_at(text, i), month = says(text, i + 1)->month;
    int named = year_at(text, i + 2);
    if (number < 1 && year_at(text, i) == 0)
        return false;
    if (month == 0 && word_joined_by(&text->words, i, "/"))
        month = digits_at(text, i + 1);
    Date day = {(int16_t)(named > 0 ? named : year), (uint8_t)MAX(month, 0),
                (uint8_t)MAX(number, 0)};
    if (year_at(text, i) > 0 && word_joined_by(&text->words, i, "-") &&
        word_joined_by(&text->words, i + 1, "-"))
        day = (Date){(int16_t)year_at(text, i), (uint8_t)MAX(digits_at(text, i + 1), 0),
                     (uint8_t)MAX(digits_at(text, i + 2), 0)};
    if (!date_valid(day))
        return false;
    *ret = day;
    return true;
}

/* The first day of "5–6 maj". */
static Date first_of_days(const TimeText *text, size_t i, Date day) {
    int number = digits_at(text, i - 1);
    bool range = number >= 1 && number < day.day && !has(text, i - 2, TIME_WEEK);
    return range ? (Date){day.year, day.month, (uint8_t)number} : day;
}

static bool find_days(const TimeText *text, int year, TimeExpression *ret) {
    TimeExpression time = {.kind = TIME_UNKNOWN};
    for (size_t i = 0; i < text->words.n; i++) {
        Date day;
        if (!day_at(text, i, year, &day))
            continue;
        if (time.kind == TIME_UNKNOWN)
            time = (TimeExpression){.kind = TIME_PERIOD, .first = first_of_days(text, i, day)};
        time.last = day;
    }
    if (time.kind == TIME_UNKNOWN)
        return false;
    if (date_compare(time.last, time.first) < 0)
        time.last = date_add_years(time.last, 1);
    if (date_compare(time.last, time.first) < 0) /* "6 maj 2021, 2 maj 2020" is no period */
        return false;
    *ret = time;
    return true;
}

static Date monday_of_week(int year, int week) {
    Date fourth = {(int16_t)year, 1, 4};
    return date_add_days(fourth, (week - 1) * 7 - (date_weekday(fourth) - 1));
}

/* "v. 12", "vecka 12–14", "v 12–v 14". */
static bool find_weeks(const TimeText *text, int year, TimeExpression *ret) {
    for (size_t i = 0; i < text->words.n; i++) {
        int week = has(text, i, TIME_WEEKS) ? digits_at(text, i + 1) : 0;
        if (week < 1 || week > 53)
            continue;
        size_t next = i + 2 + (size_t)has(text, i + 2, TIME_NEXT_WEEK);
        int last = digits_at(text, next);
        if (last <= week || last > 53 || says(text, next + 1)->month > 0)
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
static int numbered_at(const TimeText *text, size_t i, int max) {
    int after = digits_at(text, i + 1), before = word_ordinal(folded(text, i - 1));
    if (before == 0 && has(text, i - 1, TIME_ORDINAL_ENDING))
        before = word_ordinal(folded(text, i - 2));
    int number = after >= 1 && after <= max ? after : before;
    return number <= max ? number : 0;
}

static bool find_part_of_year(const TimeText *text, int year, TimeExpression *ret) {
    int first = 0, last = 0;
    for (size_t i = 0; i < text->words.n; i++) {
        int months = says(text, i)->part;
        int number = months == 0 ? 0 : numbered_at(text, i, 12 / months);
        if (number == 0)
            continue;
        int until = digits_at(text, i + 2);
        bool range = until > number && until <= 12 / months && is_range_sign(text, i + 1);
        first = first == 0 ? number * months - months + 1 : first;
        last = (range ? until : number) * months;
    }
    if (first == 0 || last < first)
        return false;
    set_months(ret, year, first, last);
    return true;
}

static bool named_period_at(const TimeText *text, size_t i, int *ret_first, int *ret_last) {
    const TimeWord *word = says(text, i);
    int month = word->month;
    if (month == 0 && year_at(text, i - 1) > 0 && word_joined_by(&text->words, i - 1, "-") &&
        strlen(folded(text, i)) == 2)
        month = digits_at(text, i) <= 12 ? MAX(digits_at(text, i), 0) : 0;
    *ret_first = month > 0 ? month : word->first_month;
    *ret_last = month > 0 ? month : word->last_month;
    return *ret_first > 0;
}

static bool find_months(const TimeText *text, int year, TimeExpression *ret) {
    int first = 0, last = 0;
    for (size_t i = 0; i < text->words.n; i++) {
        int from, to;
        if (!named_period_at(text, i, &from, &to))
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

static bool names_this_year(const TimeText *text) {
    for (size_t i = 0; i < text->words.n; i++)
        if (has(text, i, TIME_THIS_YEAR) ||
            (has(text, i, TIME_IN) && has(text, i + 1, TIME_YEAR_ALONE)))
            return true;
    return false;
}

static void whole_years(TimeExpression *time, int first, int last) {
    time->first = (Date){(int16_t)first, 1, 1};
    time->last = (Date){(int16_t)last, 12, 31};
}

static void understand(const TimeText *text, int plan_year, TimeExpression *time) {
    int first = plan_year, last = plan_year;
    TimeExpression period = {.kind = TIME_UNKNOWN};
    bool years = find_years(text, &first, &last);
    bool found = find_days(text, first, &period) || find_weeks(text, first, &period) ||
                 find_part_of_year(text, first, &period) || find_months(text, first, &period);
    if (found && last > first && period.last.year < last)
        period.last = date_add_years(period.last, last - period.last.year);
    if (find_recurrence(text, time)) {
        whole_years(time, first, last);
        if (found) {
            time->first = period.first;
            time->last = period.last;
        }
    } else if (is_continuous(text)) {
        time->kind = TIME_CONTINUOUS;
        whole_years(time, first, last);
    } else if (found) {
        *time = period;
    } else if (years || names_this_year(text)) {
        time->kind = TIME_YEAR;
        whole_years(time, first, last);
    }
}

void time_expression(const char *written, int plan_year, TimeExpression *ret) {
    g_autoptr(Arena) arena = arena_new();
    TimeText text = time_text(arena, written);
    TimeExpression time = {.kind = TIME_UNKNOWN};
    understand(&text, plan_year, &time);
    *ret = time;
}

Date time_ends(const char *written, int plan_year) {
    TimeExpression time;
    time_expression(written, plan_year, &time);
    bool ends = time.kind != TIME_UNKNOWN && time.kind != TIME_CONTINUOUS;
    return ends ? time.last : (Date){0};
}

bool time_is_recurring(const TimeExpression *time) {
    return time->kind == TIME_CONTINUOUS ||
           (time->kind == TIME_RECURRING && time->every_years <= 1);
}
