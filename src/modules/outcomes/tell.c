#include "modules/outcomes/tell.h"

#include "base/error.h"
#include "base/id.h"
#include "modules/frozen/frozen.h"
#include "modules/outcomes/outcomes_sql.h"
#include "services/audit/audit.h"
#include "services/auth/auth.h"
#include "services/mail/mail.h"
#include "web/translate.h"

#include <string.h>

const char *outcomes_not_ready(Arena *arena, const Outcomes *outcomes) {
    if (outcomes->stage == STAGE_CLOSED)
        return T_("Alla har redan fått veta vad det blev av förslagen.");
    if (outcomes->stage == STAGE_COMING || outcomes->stage == STAGE_COLLECTING)
        return T_("Omgången kan avslutas när tiden för förslag är slut.");
    if (outcomes->n == 0)
        return NULL;
    if (outcomes->stage != STAGE_DECIDING)
        return T_("Förslagen har inte fått sina beslut än.");
    if (outcomes->n_undecided > 0)
        return outcomes->n_undecided == 1
                   ? T_("Ett förslag saknar beslut. Ge det ett beslut först.")
                   : arena_printf(arena, T_("%d förslag saknar beslut. Ge dem beslut först."),
                                  (int)outcomes->n_undecided);
    if (outcomes->n_without_reason > 0)
        return T_("Några förslag till förslagsbanken eller avslag saknar skäl. Skriv dem först.");
    if (outcomes->n_astray > 0)
        return T_("Några förslag står inte i planen där besluten säger. Ställ planen rätt först.");
    return NULL;
}

/* ---- the letter ---- */

static const char *becomes(Arena *arena, const Proposal *proposal) {
    switch (proposal->outcome) {
    case OUTCOME_PLANNED:
        return arena_printf(arena, T_("kommer med i planen för %d."), (int)proposal->outcome_year);
    case OUTCOME_BANK:
        return T_("väntar i förslagsbanken.");
    default:
        return T_("kommer inte med.");
    }
}

static const char *shortened(Arena *arena, const char *text) {
    if (g_utf8_strlen(text, -1) <= LETTER_REASON_MAX)
        return text;
    const char *end = g_utf8_offset_to_pointer(text, LETTER_REASON_MAX);
    return arena_printf(arena, "%.*s…", (int)(end - text), text);
}

static const char *own_paragraph(Arena *arena, const Proposal *proposal) {
    const char *line = arena_printf(arena, T_("Förslag %d, %s, %s"), (int)proposal->number,
                                    proposal->texts[PROPOSAL_TITLE], becomes(arena, proposal));
    return proposal->outcome_reason[0] == '\0'
               ? line
               : arena_printf(arena, T_("%s Skäl: %s"), line,
                              shortened(arena, proposal->outcome_reason));
}

static const char *summary(Arena *arena, const Outcomes *outcomes) {
    int counts[N_OUTCOMES] = {0};
    for (size_t i = 0; i < outcomes->n; i++)
        counts[outcomes->rows[i].proposal->outcome]++;
    return arena_printf(
        arena,
        T_("Av omgångens %d förslag kommer %d med i planen, %d väntar i förslagsbanken och %d "
           "kommer inte med."),
        (int)outcomes->n, counts[OUTCOME_PLANNED], counts[OUTCOME_BANK], counts[OUTCOME_DECLINED]);
}

const char *const *outcome_letter(Arena *arena, const Outcomes *outcomes,
                                  const OutcomeRecipient *recipient) {
    const char **lines = ARENA_ARRAY(arena, const char *, LETTER_PROPOSALS_MAX + 4);
    size_t n = 0, shown = MIN(recipient->n_own, LETTER_PROPOSALS_MAX);
    lines[n++] = arena_printf(arena, T_("Nu är det beslutat vad det blir av förslagen inför %s."),
                              outcomes->round.title);
    for (size_t i = 0; i < shown; i++)
        lines[n++] = own_paragraph(arena, recipient->own[i]->proposal);
    if (recipient->n_own > shown)
        lines[n++] = arena_printf(arena, T_("Ni har %d förslag till. Följ länken för att se dem."),
                                  (int)(recipient->n_own - shown));
    lines[n++] = summary(arena, outcomes);
    return lines;
}

/* ---- telling ---- */

typedef struct {
    Arena *arena;
    const OutcomeTelling *telling;
    OutcomeTold told;
} Telling;

static Id account_of(const Member *members, size_t n, Id person) {
    for (size_t i = 0; i < n; i++)
        if (id_equal(members[i].person, person))
            return members[i].account;
    return (Id){0};
}

static void add_without(Telling *work, const char *places) {
    const char *before = work->told.without;
    work->told.without =
        before[0] == '\0' ? places : arena_printf(work->arena, "%s; %s", before, places);
}

static Letter letter_to(Arena *arena, const Outcomes *outcomes, const OutcomeRecipient *recipient,
                        const OutcomeTelling *telling) {
    return (Letter){
        .kind = "outcomes",
        .to_name = recipient->person->name,
        .to_email = recipient->person->email,
        .subject = arena_printf(arena, T_("Vad det blev av förslagen: %s"), outcomes->round.title),
        .paragraphs = outcome_letter(arena, outcomes, recipient),
        .action_label = T_("Se alla förslag och beslut"),
        .action_url = telling->url,
        .reason = arena_printf(arena, T_("Ni får brevet för att ni företräder %s i %s."),
                               recipient->places, telling->collaboration_title),
        .now = telling->now};
}

bool outcome_letter_check(Arena *arena, const Outcomes *outcomes, const OutcomeRecipient *recipient,
                          const OutcomeTelling *telling, GError **error) {
    Letter letter = letter_to(arena, outcomes, recipient, telling);
    return letter_check(&letter, error);
}

static bool write_letter(Db *db, Telling *work, const Outcomes *outcomes,
                         const OutcomeRecipient *recipient, Id account, GError **error) {
    Letter letter = letter_to(work->arena, outcomes, recipient, work->telling);
    letter.account = account;
    if (!letter_check(&letter, NULL)) {
        add_without(work, recipient->places);
        return true;
    }
    work->told.n++;
    return mail_add(db, &letter, NULL, error);
}

static bool write_in_their_language(Db *db, Telling *work, const Outcomes *outcomes,
                                    const OutcomeRecipient *recipient, Id account, GError **error) {
    Language spoken = language_spoken(), theirs = SWEDISH;
    if (id_is_set(account) && !account_language(db, work->arena, account, &theirs, error))
        return false;
    language_speak(theirs);
    bool written = write_letter(db, work, outcomes, recipient, account, error);
    language_speak(spoken);
    return written;
}

static bool write_letters(Db *db, Telling *work, const Outcomes *outcomes, GError **error) {
    const OutcomeTelling *telling = work->telling;
    OutcomeRecipients recipients;
    const Member *members;
    size_t n;
    work->told = (OutcomeTold){0, ""};
    if (outcomes->n == 0)
        return true;
    if (!outcome_recipients(db, work->arena, telling->collaboration, NULL, telling->today, outcomes,
                            &recipients, error) ||
        !members_of(db, work->arena, telling->collaboration, &members, &n, error))
        return false;
    for (size_t i = 0; i < recipients.n; i++)
        if (!write_in_their_language(db, work, outcomes, &recipients.rows[i],
                                     account_of(members, n, recipients.rows[i].person->id), error))
            return false;
    return true;
}

/* What is kept is Swedish. */
static bool freeze(Db *db, const Telling *work, const Outcomes *outcomes, GError **error) {
    const OutcomeTelling *telling = work->telling;
    FrozenDocument document = {
        .kind = "outcomes",
        .subject = telling->round,
        .title = arena_printf(work->arena, "Beslut om förslagen till %s", outcomes->round.title),
        .sender = telling->collaboration_title,
        .handed_in_at = telling->told_at};
    return outcomes->n == 0 ||
           frozen_add(db, telling->collaboration, &document, 1, telling->now, error);
}

static bool write_told(Db *db, void *data, GError **error) {
    Telling *work = data;
    const OutcomeTelling *telling = work->telling;
    Outcomes outcomes;
    int64_t changed;
    SqlRoundTellIn row = {telling->collaboration, telling->round, telling->told_at};
    AuditEntry entry = {.collaboration = telling->collaboration,
                        .account = telling->account,
                        .subject = telling->round,
                        .action = "round.tell"};
    if (!outcomes_load(db, work->arena, telling->collaboration, telling->round, telling->today,
                       &outcomes, error))
        return false;
    const char *why_not = outcomes_not_ready(work->arena, &outcomes);
    if (why_not != NULL)
        return fail(error, ERROR_CONFLICT, "%s", why_not);
    if (!sql_round_tell(db, &row, &changed, error) || !write_letters(db, work, &outcomes, error) ||
        !freeze(db, work, &outcomes, error))
        return false;
    if (work->told.without[0] != '\0')
        entry.after =
            arena_printf(work->arena, "inget brev till en som företräder %s", work->told.without);
    return audit_write(db, &entry, NULL, error);
}

bool outcomes_tell(Db *db, Arena *arena, const OutcomeTelling *telling, OutcomeTold *ret,
                   GError **error) {
    Telling work = {.arena = arena, .telling = telling};
    if (!db_write(db, write_told, &work, error))
        return false;
    *ret = work.told;
    return true;
}
