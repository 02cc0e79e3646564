#include "modules/rounds/rounds.h"

#include "base/date.h"
#include "base/error.h"
#include "base/id.h"
#include "base/text.h"
#include "modules/rounds/rounds_sql.h"
#include "services/audit/audit.h"
#include "web/translate.h"

#include <string.h>

#define CRITERION_MAX 300

static Round round_of_row(const SqlRound *row) {
    SizeHours size_hours = {0};
    (void)size_hours_parse(row->size_hours, &size_hours);
    return (Round){.id = row->id,
                   .document = row->document,
                   .first_year = row->first_year,
                   .title = row->title,
                   .dates = {row->opens_on, row->closes_on, row->releases_on, row->comments_end_on,
                             row->meeting_on, row->decides_on},
                   .meeting = row->meeting,
                   .prepared_by = row->prepared_by,
                   .adopted_by = row->adopted_by,
                   .proposals_from = row->proposals_from,
                   .comments_from = row->comments_from,
                   .size_hours = size_hours,
                   .released_at = row->released_at,
                   .told_at = row->told_at,
                   .edit = row->edit};
}

bool rounds_list(Db *db, Arena *arena, Id collaboration, Rounds *ret, GError **error) {
    SqlRoundsListRows found;
    if (!sql_rounds_list(db, arena, &(SqlRoundsListIn){collaboration}, &found, error))
        return false;
    Round *rounds = ARENA_ARRAY(arena, Round, found.n);
    for (size_t i = 0; i < found.n; i++)
        rounds[i] = round_of_row(&found.rows[i]);
    *ret = (Rounds){rounds, found.n};
    return true;
}

bool round_get(Db *db, Arena *arena, Id collaboration, Id id, Round *ret, GError **error) {
    const SqlRound *found;
    if (!sql_round_one(db, arena, &(SqlRoundOneIn){collaboration, id}, &found, error))
        return false;
    if (found == NULL)
        return fail(error, ERROR_NOT_FOUND, "Omgången finns inte.");
    *ret = round_of_row(found);
    return true;
}

bool round_of_plan(Db *db, Arena *arena, Id collaboration, Id document, int64_t first_year,
                   const Round **ret, GError **error) {
    const SqlRound *found;
    SqlRoundOfDocumentIn in = {collaboration, document, first_year};
    if (!sql_round_of_document(db, arena, &in, &found, error))
        return false;
    Round *round = ARENA_NEW(arena, Round);
    if (found != NULL)
        *round = round_of_row(found);
    *ret = found == NULL ? NULL : round;
    return true;
}

bool round_criteria(Db *db, Arena *arena, Id collaboration, Id round, Criteria *ret,
                    GError **error) {
    SqlRoundCriteriaRows found;
    if (!sql_round_criteria(db, arena, &(SqlRoundCriteriaIn){collaboration, round}, &found, error))
        return false;
    Criterion *criteria = ARENA_ARRAY(arena, Criterion, found.n);
    for (size_t i = 0; i < found.n; i++)
        criteria[i] = (Criterion){found.rows[i].id, found.rows[i].title};
    *ret = (Criteria){criteria, found.n};
    return true;
}

/* ---- dates in order ---- */

typedef struct {
    const char *what; /* msgid */
    Date day;
} Step;

/* Those that are none are no step; a meeting may be on any day before the decision. */
static bool check_dates(const RoundDates *dates, GError **error) {
    const Step steps[] = {{N_("Första dag för förslag"), dates->opens_on},
                          {N_("Sista dag för förslag"), dates->closes_on},
                          {N_("Beredningen klar"), dates->releases_on},
                          {N_("Sista dag för synpunkter"), dates->comments_end_on},
                          {N_("Beslut senast"), dates->decides_on}};
    const Step *earlier = NULL;
    g_autoptr(Arena) arena = arena_new();
    for (size_t i = 0; i < G_N_ELEMENTS(steps); i++) {
        if (!date_is_set(steps[i].day))
            continue;
        if (earlier != NULL && date_compare(steps[i].day, earlier->day) < 0)
            return fail(error, ERROR_INVALID,
                        "%s, %s, kan inte ligga före %s, %s. Ändra någon av dem.",
                        T_(steps[i].what), date_long(arena, steps[i].day), T_(earlier->what),
                        date_long(arena, earlier->day));
        earlier = &steps[i];
    }
    if (date_is_set(dates->meeting_on) && date_compare(dates->meeting_on, dates->decides_on) > 0)
        return fail(
            error, ERROR_INVALID,
            "Träffen före beslutet kan inte vara efter den dag då beslutet ska vara fattat, %s.",
            date_long(arena, dates->decides_on));
    return true;
}

static bool are_set(const RoundDates *dates, GError **error) {
    if (date_is_set(dates->opens_on) && date_is_set(dates->closes_on) &&
        date_is_set(dates->releases_on) && date_is_set(dates->decides_on))
        return true;
    return fail(error, ERROR_INVALID,
                "Fyll i alla dagar. Bara synpunkter och träffen före beslutet får vara tomma.");
}

/* ---- beginning ---- */

typedef struct {
    const RoundStart *start;
    Id id;
} Starting;

const char *round_title(Arena *arena, const Rule *document, int first_year) {
    size_t years = rule_list(arena, document, "years").n;
    if (years < 2)
        return arena_printf(arena, "%s %d", document->title, first_year);
    return arena_printf(arena, "%s %d–%d", document->title, first_year,
                        first_year + (int)years - 1);
}

/* A last day for comments means a comment round, also where the rule has none. */
static const char *comments_from(const RoundStart *start) {
    const char *ruled = rule_text(start->document, "comments_from");
    if (!date_is_set(start->dates.comments_end_on))
        return "";
    return ruled[0] == '\0' ? "offices" : ruled;
}

static SqlRoundAddIn row_of_start(Arena *arena, const RoundStart *start, Id id) {
    const Rule *document = start->document;
    const RoundDates *dates = &start->dates;
    return (SqlRoundAddIn){.collaboration = start->collaboration,
                           .id = id,
                           .document = document->element,
                           .first_year = start->first_year,
                           .title = round_title(arena, document, start->first_year),
                           .opens_on = dates->opens_on,
                           .closes_on = dates->closes_on,
                           .releases_on = dates->releases_on,
                           .comments_end_on = dates->comments_end_on,
                           .meeting = start->meeting,
                           .meeting_on = dates->meeting_on,
                           .decides_on = dates->decides_on,
                           .proposals_from = rule_text(document, "proposals_from"),
                           .comments_from = comments_from(start),
                           .size_hours = rule_text(document, "size_hours"),
                           .prepared_by = start->prepared_by,
                           .adopted_by = start->adopted_by,
                           .now = start->now};
}

static bool add_criteria(Db *db, Arena *arena, const Starting *starting, GError **error) {
    const RoundStart *start = starting->start;
    TextList criteria = rule_list(arena, start->document, "criteria");
    for (size_t i = 0; i < criteria.n; i++) {
        SqlRoundCriterionAddIn row = {start->collaboration, db_new_id(db), starting->id, (int64_t)i,
                                      criteria.items[i]};
        if (!text_within(T_("Ett kriterium"), criteria.items[i], CRITERION_MAX, error) ||
            !sql_round_criterion_add(db, &row, error))
            return false;
    }
    return true;
}

static bool write_start(Db *db, void *data, GError **error) {
    Starting *starting = data;
    const RoundStart *start = starting->start;
    g_autoptr(Arena) arena = arena_new();
    int64_t added;
    starting->id = db_new_id(db);
    SqlRoundAddIn row = row_of_start(arena, start, starting->id);
    if (!sql_round_add(db, &row, &added, error))
        return false;
    if (added == 0)
        return fail(error, ERROR_CONFLICT, "Det finns redan en omgång för %s.", row.title);
    AuditEntry entry = {.collaboration = start->collaboration,
                        .account = start->account,
                        .subject = starting->id,
                        .action = "round.add",
                        .after = row.title};
    return add_criteria(db, arena, starting, error) && audit_write(db, &entry, NULL, error);
}

bool round_start(Db *db, const RoundStart *start, Id *ret_id, GError **error) {
    Starting starting = {start, {0}};
    if (rule_text(start->document, "proposals_from")[0] == '\0')
        return fail(error, ERROR_INVALID,
                    "%s tar inte emot förslag. Ange vem som lämnar förslag i dokumentets regel.",
                    start->document->title);
    if (start->adopted_by.value == 0)
        return fail(error, ERROR_INVALID, "Välj vem som beslutar.");
    if (!are_set(&start->dates, error) || !check_dates(&start->dates, error) ||
        !db_write(db, write_start, &starting, error))
        return false;
    *ret_id = starting.id;
    return true;
}

/* ---- changing ---- */

static const char *dates_kept(Arena *arena, const RoundDates *dates) {
    return arena_printf(arena, "%s · %s · %s · %s · %s · %s", date_kept(arena, dates->opens_on),
                        date_kept(arena, dates->closes_on), date_kept(arena, dates->releases_on),
                        date_kept(arena, dates->comments_end_on),
                        date_kept(arena, dates->meeting_on), date_kept(arena, dates->decides_on));
}

static bool put_change(Db *db, const RoundChange *change, const Round *before, GError **error) {
    const Round *round = change->round;
    const RoundDates *dates = &round->dates;
    bool collects = date_compare(change->today, dates->closes_on) <= 0;
    int64_t changed;
    SqlRoundPutIn row = {.collaboration = change->collaboration,
                         .id = round->id,
                         .edit = round->edit,
                         .opens_on = dates->opens_on,
                         .closes_on = dates->closes_on,
                         .releases_on = dates->releases_on,
                         .comments_end_on = dates->comments_end_on,
                         .meeting = round->meeting,
                         .meeting_on = dates->meeting_on,
                         .decides_on = dates->decides_on,
                         .comments_from = round->comments_from,
                         .prepared_by = round->prepared_by,
                         .adopted_by = round->adopted_by,
                         .released_at = collects ? (Instant){0} : before->released_at};
    if (!sql_round_put(db, &row, &changed, error))
        return false;
    return changed == 1 || fail(error, ERROR_CONFLICT,
                                "Någon annan har ändrat omgången under tiden. Öppna sidan på nytt "
                                "och gör er ändring där.");
}

static bool write_change(Db *db, void *data, GError **error) {
    const RoundChange *change = data;
    g_autoptr(Arena) arena = arena_new();
    Round before;
    if (!round_get(db, arena, change->collaboration, change->round->id, &before, error))
        return false;
    if (before.told_at.seconds != 0)
        return fail(error, ERROR_CONFLICT,
                    "Omgången är avslutad: alla har fått veta vad det blev av förslagen.");
    AuditEntry entry = {.collaboration = change->collaboration,
                        .account = change->account,
                        .subject = before.id,
                        .action = "round.change",
                        .field = "dates",
                        .before = dates_kept(arena, &before.dates),
                        .after = dates_kept(arena, &change->round->dates)};
    return put_change(db, change, &before, error) && audit_write(db, &entry, NULL, error);
}

bool round_change(Db *db, const RoundChange *change, GError **error) {
    const Round *round = change->round;
    return are_set(&round->dates, error) && check_dates(&round->dates, error) &&
           db_write(db, write_change, (void *)change, error);
}

/* ---- releasing ---- */

bool round_release(Db *db, Arena *arena, const RoundAct *act, GError **error) {
    Round round;
    if (!round_get(db, arena, act->collaboration, act->round, &round, error))
        return false;
    if (round_stage(&round, act->today) != STAGE_PREPARING)
        return fail(
            error, ERROR_CONFLICT,
            "Listan kan släppas när tiden för förslag är slut och den inte redan är släppt.");
    AuditEntry entry = {.collaboration = act->collaboration,
                        .account = act->account,
                        .subject = act->round,
                        .action = "round.release"};
    SqlRoundSetReleasedIn row = {act->collaboration, act->round, act->now};
    return sql_round_set_released(db, &row, error) && audit_write(db, &entry, NULL, error);
}
