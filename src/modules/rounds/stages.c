#include "modules/rounds/rounds.h"

#include "base/date.h"
#include "base/text.h"
#include "web/translate.h"

#include <string.h>

/* Nothing is due when nobody is there. */
#define QUIET_FIRST_WEEK 27
#define QUIET_LAST_WEEK 32
/* Where a round has comments though its rule has none. */
#define COMMENT_WEEKS_ELSE 4

Date document_deadline(const Rule *document, int first_year) {
    int month = (int)rule_number(document, "deadline_month");
    if (month == 0)
        return (Date){0};
    int year = first_year - (strcmp(rule_text(document, "deadline_year"), "before") == 0);
    Date next_month = month == 12 ? (Date){(int16_t)(year + 1), 1, 1}
                                  : (Date){(int16_t)year, (uint8_t)(month + 1), 1};
    return date_add_days(next_month, -1);
}

/* The rule itself says in which year the plan is adopted: the latest whose year it holds in. */
const Rule *round_rule(const RuleHistory *document, int first_year) {
    for (size_t i = document->n; i > 0; i--) {
        const Rule *rule = &document->rules[i - 1];
        Date deadline = document_deadline(rule, first_year);
        int year = date_is_set(deadline) ? deadline.year : first_year - 1;
        if (period_covers(rule->valid_from, rule->valid_to, (Date){(int16_t)year, 1, 1}))
            return rule;
    }
    return NULL;
}

static bool is_quiet(Date day) {
    int week = date_week(day);
    return week >= QUIET_FIRST_WEEK && week <= QUIET_LAST_WEEK;
}

static Date before_quiet_weeks(Date day) {
    while (is_quiet(day))
        day = date_add_days(day, -date_weekday(day));
    return day;
}

static Date weeks_before(Date day, int weeks) {
    for (int i = 0; i < weeks; i++)
        day = before_quiet_weeks(date_add_days(day, -7));
    return day;
}

static Date before(Date day, const Rule *document, const char *key) {
    return weeks_before(day, (int)rule_number(document, key));
}

static int comment_weeks(const Rule *document) {
    int weeks = (int)rule_number(document, "comment_weeks");
    return weeks > 0 ? weeks : COMMENT_WEEKS_ELSE;
}

RoundDates round_dates_before(const Rule *document, Date decides_on, bool has_comments) {
    RoundDates dates = {.decides_on = decides_on};
    Date decided_from = before(decides_on, document, "decide_weeks");
    dates.releases_on = decided_from;
    if (has_comments) {
        dates.comments_end_on = decided_from;
        dates.releases_on = weeks_before(decided_from, comment_weeks(document));
    }
    dates.closes_on = before(dates.releases_on, document, "prepare_weeks");
    dates.opens_on = before(dates.closes_on, document, "collect_weeks");
    if (rule_text(document, "meeting_before")[0] != '\0')
        dates.meeting_on =
            weeks_before(dates.decides_on, (int)rule_number(document, "decide_weeks") / 2);
    return dates;
}

RoundDates round_dates(const Rule *document, int first_year) {
    Date deadline = document_deadline(document, first_year);
    Date decides_on = date_is_set(deadline) ? before_quiet_weeks(deadline)
                                            : (Date){(int16_t)(first_year - 1), 12, 31};
    return round_dates_before(document, decides_on,
                              rule_text(document, "comments_from")[0] != '\0');
}

Stage round_stage(const Round *round, Date today) {
    const RoundDates *dates = &round->dates;
    if (round->told_at.seconds != 0)
        return STAGE_CLOSED;
    if (date_compare(today, dates->opens_on) < 0)
        return STAGE_COMING;
    if (date_compare(today, dates->closes_on) <= 0)
        return STAGE_COLLECTING;
    if (round->released_at.seconds == 0)
        return STAGE_PREPARING;
    bool commenting =
        date_is_set(dates->comments_end_on) && date_compare(today, dates->comments_end_on) <= 0;
    return commenting ? STAGE_COMMENTING : STAGE_DECIDING;
}

const char *stage_word(Stage stage) {
    static const char *const words[N_STAGES] = {N_("Inte öppnad"),      N_("Förslag tas emot"),
                                                N_("Förslagen bereds"), N_("Synpunkter lämnas"),
                                                N_("Beslut väntar"),    N_("Avslutad")};
    return words[stage];
}

Date stage_ends(const Round *round, Stage stage) {
    const RoundDates *dates = &round->dates;
    const Date ends[N_STAGES] = {dates->opens_on,        dates->closes_on,  dates->releases_on,
                                 dates->comments_end_on, dates->decides_on, {0}};
    return ends[stage];
}
