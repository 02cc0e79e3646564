#include "modules/audit_log/audit_log.h"

#include "base/date.h"
#include "base/id.h"
#include "modules/audit_log/audit_log_sql.h"

/* The instant when a day begins in Stockholm, which is one or two hours before it does in UTC. */
static Instant day_begins(Date day) {
    g_autoptr(GDateTime) midnight = g_date_time_new_utc(day.year, day.month, day.day, 0, 0, 0);
    Instant at = {g_date_time_to_unix(midnight) - 3 * 3600};
    while (date_compare(date_of_instant(at), day) < 0)
        at.seconds += 3600;
    return at;
}

typedef struct {
    const LogFilter *filter;
    Arena *arena;
    int64_t count, skip;
    LogEntries *entries;
} Reading;

/* How somebody with protected identity could be reached before they had it stands in what was kept
 * then: it is read by nobody. */
static const char *value_of(const SqlLogEntry *row, const char *value) {
    bool tells = g_str_has_prefix(row->action, "person.") ||
                 g_str_has_prefix(row->action, "access.") ||
                 g_str_has_prefix(row->action, "account.");
    return value != NULL && tells && row->is_about_protected ? "skyddade personuppgifter" : value;
}

static LogEntry entry_of(const SqlLogEntry *row) {
    return (LogEntry){.id = row->id,
                      .account = row->account,
                      .subject = row->subject,
                      .parent = row->parent,
                      .account_name = row->account_name,
                      .subject_name = row->subject_name,
                      .action = row->action,
                      .field = row->field,
                      .before = value_of(row, row->before),
                      .after = value_of(row, row->after),
                      .at = row->at,
                      .undone_at = row->undone_at};
}

static void take_rows(const Reading *reading, const SqlLogEntry *rows, size_t n) {
    LogEntry *entries = ARENA_ARRAY(reading->arena, LogEntry, n);
    for (size_t i = 0; i < n; i++)
        entries[i] = entry_of(&rows[i]);
    reading->entries->rows = entries;
    reading->entries->n = n;
}

static SqlLogPageIn page_in(const Reading *reading) {
    const LogFilter *filter = reading->filter;
    SqlLogPageIn in = {.collaboration = filter->collaboration,
                       .account = filter->account,
                       .subject = filter->subject,
                       .count = reading->count,
                       .skip = reading->skip};
    if (filter->noun != NULL) {
        in.first_action = arena_printf(reading->arena, "%s.", filter->noun);
        in.last_action = arena_printf(reading->arena, "%s/", filter->noun); /* '/' follows '.' */
    }
    if (date_is_set(filter->since))
        in.since = day_begins(filter->since);
    if (date_is_set(filter->until))
        in.before_this = day_begins(date_add_days(filter->until, 1));
    return in;
}

static bool read_of_collaboration(Db *db, const Reading *reading, GError **error) {
    SqlLogPageIn in = page_in(reading);
    SqlLogCountIn counting = {in.collaboration, in.account,     in.first_action, in.last_action,
                              in.since,         in.before_this, in.subject};
    SqlLogPageRows found;
    SqlLogCountRow count;
    if (!sql_log_page(db, reading->arena, &in, &found, error) ||
        !sql_log_count(db, reading->arena, &counting, &count, error))
        return false;
    take_rows(reading, found.rows, found.n);
    reading->entries->n_found = count.amount;
    return true;
}

static bool read_of_installation(Db *db, const Reading *reading, GError **error) {
    SqlLogPageIn all = page_in(reading);
    SqlLogPageOfInstallationIn in = {all.account,     all.first_action, all.last_action, all.since,
                                     all.before_this, all.subject,      all.count,       all.skip};
    SqlLogCountOfInstallationIn counting = {all.account, all.first_action, all.last_action,
                                            all.since,   all.before_this,  all.subject};
    SqlLogPageOfInstallationRows found;
    SqlLogCountOfInstallationRow count;
    if (!sql_log_page_of_installation(db, reading->arena, &in, &found, error) ||
        !sql_log_count_of_installation(db, reading->arena, &counting, &count, error))
        return false;
    take_rows(reading, found.rows, found.n);
    reading->entries->n_found = count.amount;
    return true;
}

static bool read_log(Db *db, void *data, GError **error) {
    const Reading *reading = data;
    return id_is_set(reading->filter->collaboration) ? read_of_collaboration(db, reading, error)
                                                     : read_of_installation(db, reading, error);
}

bool log_read(Db *db, Arena *arena, const LogFilter *filter, int64_t count, int64_t skip,
              LogEntries *ret, GError **error) {
    LogEntries entries = {0};
    Reading reading = {filter, arena, count, skip, &entries};
    if (!db_read(db, read_log, &reading, error))
        return false;
    *ret = entries;
    return true;
}

static void add_person(LogPerson *people, size_t *n, Id account, const char *name) {
    people[(*n)++] = (LogPerson){account, name};
}

bool log_people(Db *db, Arena *arena, Id collaboration, const LogPerson **ret, size_t *ret_n,
                GError **error) {
    SqlLogPeopleRows here = {0};
    SqlLogPeopleOfInstallationRows elsewhere = {0};
    SqlLogPeopleIn in = {collaboration};
    if (!(id_is_set(collaboration) ? sql_log_people(db, arena, &in, &here, error)
                                   : sql_log_people_of_installation(db, arena, &elsewhere, error)))
        return false;
    LogPerson *people = ARENA_ARRAY(arena, LogPerson, here.n + elsewhere.n);
    size_t n = 0;
    for (size_t i = 0; i < here.n; i++)
        add_person(people, &n, here.rows[i].id, here.rows[i].name);
    for (size_t i = 0; i < elsewhere.n; i++)
        add_person(people, &n, elsewhere.rows[i].id, elsewhere.rows[i].name);
    *ret = people;
    *ret_n = n;
    return true;
}
