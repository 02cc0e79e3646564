#include "base/date.h"
#include "base/error.h"
#include "base/id.h"
#include "base/text.h"
#include "modules/answers/answer_content.h"
#include "modules/answers/answers_sql.h"
#include "modules/answers/given.h"
#include "modules/frozen/frozen.h"
#include "services/audit/audit.h"
#include "web/translate.h"

#include <string.h>

static bool audit(Db *db, const AnswerWriter *writer, Id answer, const char *action,
                  const char *after, GError **error) {
    AuditEntry entry = {.collaboration = writer->collaboration,
                        .account = writer->account,
                        .subject = answer,
                        .parent = writer->round->id,
                        .action = action,
                        .after = after};
    return audit_write(db, &entry, NULL, error);
}

/* The round as it is inside the transaction. */
static bool load_round(Db *db, Arena *arena, const AnswerWriter *writer, Round *ret,
                       GError **error) {
    return round_get(db, arena, writer->collaboration, writer->round->id, ret, error);
}

static bool is_commenting(Arena *arena, const Round *round, Date today, GError **error) {
    switch (round_stage(round, today)) {
    case STAGE_COMMENTING:
        return true;
    case STAGE_DECIDING:
    case STAGE_CLOSED:
        return fail(error, ERROR_CONFLICT,
                    "Tiden för synpunkter är slut. Den gick ut %s. Fråga samordnaren om ni "
                    "behöver ändra något.",
                    date_long(arena, round->dates.comments_end_on));
    default:
        return fail(error, ERROR_CONFLICT, "Synpunkter kan inte lämnas än.");
    }
}

/* The answer's row, made where there is none. */
static bool ensure(Db *db, Arena *arena, const AnswerWriter *writer, Id *ret, GError **error) {
    SqlAnswerOfIn in = {writer->collaboration, writer->round->id, writer->respondent};
    const SqlAnswerOfRow *row;
    if (!sql_answer_of(db, arena, &in, &row, error))
        return false;
    if (row != NULL) {
        *ret = row->id;
        return true;
    }
    SqlAnswerAddIn add = {writer->collaboration, db_new_id(db), writer->round->id,
                          writer->respondent, writer->now};
    *ret = add.id;
    return sql_answer_add(db, &add, error) &&
           audit(db, writer, add.id, "answer.begin", NULL, error);
}

/* ---- cells ---- */

typedef struct {
    Arena *arena;
    const AnswerWriter *writer;
    const AnswerCellEdit *edits;
    const char **cleaned;
    size_t n;
    AnswerCellResult *results;
    Id answer;
} Saving;

static bool still_stands(Db *db, const Saving *saving, AnswerCell cell, GError **error) {
    const SqlAnswerProposalNumberedRow *row;
    SqlAnswerProposalNumberedIn in = {saving->writer->collaboration, saving->writer->round->id,
                                      cell.number};
    if (cell.number == 0)
        return true;
    if (!sql_answer_proposal_numbered(db, saving->arena, &in, &row, error))
        return false;
    return row != NULL ||
           fail(error, ERROR_NOT_FOUND, "Förslag %d är inte kvar på listan. Läs om sidan.",
                (int)cell.number);
}

static bool save_cell(Db *db, Saving *saving, size_t i, GError **error) {
    const AnswerCellEdit *edit = &saving->edits[i];
    const char *key = answer_cell_key(edit->cell), *value = saving->cleaned[i];
    const SqlAnswerDraftCellRow *row;
    SqlAnswerDraftCellIn in = {saving->writer->collaboration, saving->answer, edit->cell.number,
                               key};
    if (!sql_answer_draft_cell(db, saving->arena, &in, &row, error))
        return false;
    const char *present = row == NULL ? "" : row->value;
    saving->results[i] = (AnswerCellResult){ANSWER_UNCHANGED, present};
    if (strcmp(present, value) == 0)
        return true;
    saving->results[i].outcome = ANSWER_CONFLICT;
    if (strcmp(present, edit->was == NULL ? "" : text_trim(saving->arena, edit->was)) != 0)
        return true;
    saving->results[i] = (AnswerCellResult){ANSWER_SAVED, value};
    SqlAnswerDraftPutIn put = {saving->writer->collaboration, saving->answer, edit->cell.number,
                               key, value};
    return still_stands(db, saving, edit->cell, error) && sql_answer_draft_put(db, &put, error);
}

static bool save(Db *db, void *data, GError **error) {
    Saving *saving = data;
    Round round;
    if (!load_round(db, saving->arena, saving->writer, &round, error) ||
        !is_commenting(saving->arena, &round, saving->writer->today, error) ||
        !ensure(db, saving->arena, saving->writer, &saving->answer, error))
        return false;
    for (size_t i = 0; i < saving->n; i++)
        if (!save_cell(db, saving, i, error))
            return false;
    return true;
}

bool answer_save(Db *db, Arena *arena, const AnswerWriter *writer, const AnswerCellEdit *edits,
                 size_t n, AnswerCellResult *ret_results, GError **error) {
    Saving saving = {.arena = arena,
                     .writer = writer,
                     .edits = edits,
                     .cleaned = ARENA_ARRAY(arena, const char *, n),
                     .n = n,
                     .results = ret_results};
    for (size_t i = 0; i < n; i++)
        if (!answer_cell_clean(arena, edits[i].cell, edits[i].typed, &saving.cleaned[i], error))
            return false;
    return n == 0 || db_write(db, save, &saving, error);
}

/* ---- handing in ---- */

typedef struct {
    Arena *arena;
    const AnswerWriter *writer;
    const AnswerSubmission *submission;
    const AnswerCells *registered; /* NULL: the draft is handed in */
    Round round;
    AnswerProposals proposals;
    Answer answer;
    AnswerCells cells;
} Submitting;

static int64_t number_of(const char *digits) {
    return digits[0] == '\0' ? -1 : g_ascii_strtoll(digits, NULL, 10);
}

static bool put_comments(Db *db, const Submitting *submitting, GError **error) {
    for (size_t i = 0; i < submitting->proposals.n; i++) {
        SqlAnswerCommentAddIn in = {.collaboration = submitting->writer->collaboration,
                                    .answer = submitting->answer.id,
                                    .number = submitting->proposals.rows[i].number,
                                    .body = submitting->cells.of[i][CELL_COMMENT]};
        if (in.body[0] != '\0' && !sql_answer_comment_add(db, &in, error))
            return false;
    }
    return true;
}

static const char *packed(const Submitting *submitting, MarkCell cell) {
    return given_pack(submitting->arena, &submitting->cells, &submitting->proposals, cell);
}

static bool put_given(Db *db, const Submitting *submitting, GError **error) {
    const AnswerWriter *writer = submitting->writer;
    const char *const *whole = submitting->cells.whole;
    SqlAnswerCommentsClearIn clear = {writer->collaboration, submitting->answer.id};
    SqlAnswerPutGivenIn given = {.collaboration = writer->collaboration,
                                 .id = submitting->answer.id,
                                 .handed_in_by = whole[WHOLE_HANDED_IN_BY],
                                 .reference = whole[WHOLE_REFERENCE],
                                 .hours = number_of(whole[WHOLE_HOURS]),
                                 .comment = whole[WHOLE_COMMENT],
                                 .marks = packed(submitting, CELL_MARK),
                                 .participates = packed(submitting, CELL_PARTICIPATES),
                                 .inspectors = packed(submitting, CELL_INSPECTORS),
                                 .ranks = packed(submitting, CELL_RANK),
                                 .now = writer->now};
    return sql_answer_comments_clear(db, &clear, error) &&
           sql_answer_put_given(db, &given, error) && put_comments(db, submitting, error);
}

static bool put_draft_cell(Db *db, const Submitting *submitting, AnswerCell cell, const char *value,
                           GError **error) {
    SqlAnswerDraftPutIn in = {submitting->writer->collaboration, submitting->answer.id, cell.number,
                              answer_cell_key(cell), value};
    return value[0] == '\0' || sql_answer_draft_put(db, &in, error);
}

/* What was registered, for an office that has not begun; and the marks that "abstain_rest" gave. */
static bool put_draft(Db *db, const Submitting *submitting, GError **error) {
    for (int cell = 0; cell < N_WHOLE_CELLS; cell++)
        if (!put_draft_cell(db, submitting, (AnswerCell){0, cell}, submitting->cells.whole[cell],
                            error))
            return false;
    for (size_t i = 0; i < submitting->proposals.n; i++)
        for (int cell = 0; cell < N_MARK_CELLS; cell++)
            if (!put_draft_cell(db, submitting,
                                (AnswerCell){submitting->proposals.rows[i].number, cell},
                                submitting->cells.of[i][cell], error))
                return false;
    return true;
}

static bool put_version(Db *db, const Submitting *submitting, GError **error) {
    const AnswerWriter *writer = submitting->writer;
    const AnswerSubmission *submission = submitting->submission;
    const Rules *rules;
    if (!rules_load(db, submitting->arena, writer->collaboration, writer->today, &rules, error))
        return false;
    const Rule *respondent = rules_get(rules, writer->respondent);
    const char *content = answer_content_json(submitting->arena, submitting->round.title,
                                              respondent == NULL ? "" : respondent->title,
                                              &submitting->cells, &submitting->proposals);
    g_autofree char *hash = g_compute_checksum_for_string(G_CHECKSUM_SHA256, content, -1);
    SqlAnswerVersionAddIn in = {.collaboration = writer->collaboration,
                                .id = db_new_id(db),
                                .answer = submitting->answer.id,
                                .number = submitting->answer.n_versions + 1,
                                .way = submission->way,
                                .received =
                                    submission->received == NULL ? "" : submission->received,
                                .received_on = submission->received_on,
                                .content = content,
                                .content_hash = hash,
                                .account = writer->account,
                                .confirmed_by = submission->confirmed_by,
                                .now = writer->now,
                                .file_name = submission->file_name,
                                .file = submission->file};
    const char *after =
        arena_printf(submitting->arena, "%s, version %d",
                     respondent == NULL ? "" : rule_short(respondent), (int)in.number);
    FrozenDocument frozen = {
        .kind = "answer",
        .subject = in.id,
        .title = arena_printf(submitting->arena, "Synpunkter från %s, version %d",
                              respondent == NULL ? "" : respondent->title, (int)in.number),
        .sender = respondent == NULL ? "" : respondent->title,
        .handed_in_at = writer->now};
    return sql_answer_version_add(db, &in, error) &&
           frozen_add(db, writer->collaboration, &frozen, 1, writer->now, error) &&
           audit(db, writer, submitting->answer.id,
                 submitting->registered == NULL ? "answer.submit" : "answer.register", after,
                 error);
}

static bool load_standing(Db *db, Submitting *submitting, GError **error) {
    const AnswerWriter *writer = submitting->writer;
    Id id;
    return load_round(db, submitting->arena, writer, &submitting->round, error) &&
           answer_proposals(db, submitting->arena, writer->collaboration, submitting->round.id,
                            &submitting->proposals, error) &&
           ensure(db, submitting->arena, writer, &id, error) &&
           answer_load(db, submitting->arena, writer, &submitting->proposals, &submitting->answer,
                       error);
}

static bool nobody_was_before(Db *db, const Submitting *submitting, GError **error) {
    AnswerVersions versions;
    if (submitting->answer.n_versions <= submitting->submission->n_seen)
        return true;
    if (!answer_versions(db, submitting->arena, submitting->writer->collaboration,
                         submitting->answer.id, &versions, error))
        return false;
    LocalTime at = local_time(versions.rows[0].submitted_at);
    return fail(error, ERROR_CONFLICT,
                "Svaret lämnades in av %s kl. %02d.%02d, medan ni hade sidan öppen. Läs igenom det "
                "och lämna in igen om något ska ändras.",
                versions.rows[0].by[0] == '\0' ? T_("någon annan") : versions.rows[0].by, at.hour,
                at.minute);
}

const char answer_not_as_seen[] = N_("Någon har ändrat i svaret sedan ni öppnade sidan. Gå "
                                     "tillbaka, läs igenom det och lämna in det igen.");

const char *answer_draft_hash(Arena *arena, const AnswerCells *draft,
                              const AnswerProposals *proposals) {
    const char *content = answer_content_json(arena, "", "", draft, proposals);
    g_autofree char *hash = g_compute_checksum_for_string(G_CHECKSUM_SHA256, content, -1);
    return arena_strdup(arena, hash);
}

/* Whoever confirms with a code stands for what they have read. */
static bool is_as_seen(const Submitting *submitting, GError **error) {
    const char *seen = submitting->submission->seen;
    return seen == NULL ||
           strcmp(seen, answer_draft_hash(submitting->arena, &submitting->answer.draft,
                                          &submitting->proposals)) == 0 ||
           fail(error, ERROR_CONFLICT, "%s", answer_not_as_seen);
}

static void abstain_rest(Submitting *submitting) {
    for (size_t i = 0; i < submitting->proposals.n; i++)
        if (submitting->cells.of[i][CELL_MARK][0] == '\0')
            submitting->cells.of[i][CELL_MARK] = "abstain";
}

static bool is_complete(const Submitting *submitting, GError **error) {
    size_t left =
        submitting->proposals.n - answer_cells_marked(&submitting->cells, &submitting->proposals);
    if (left == 0)
        return true;
    return fail(
        error, ERROR_INVALID,
        left == 1 ? N_("Förslag %s saknar svar. Välj hög, medel, låg eller avstår, eller "
                       "kryssa för att ni avstår för det som saknar svar.")
                  : N_("Förslag %s saknar svar. Välj hög, medel, låg eller avstår för "
                       "vart och ett, eller kryssa för att ni avstår för dem som saknar "
                       "svar."),
        answer_missing_words(submitting->arena, &submitting->cells, &submitting->proposals));
}

static bool submit(Db *db, void *data, GError **error) {
    Submitting *submitting = data;
    if (!load_standing(db, submitting, error) ||
        !is_commenting(submitting->arena, &submitting->round, submitting->writer->today, error) ||
        !nobody_was_before(db, submitting, error) || !is_as_seen(submitting, error))
        return false;
    submitting->cells = submitting->answer.draft;
    if (submitting->submission->abstain_rest)
        abstain_rest(submitting);
    if (!is_complete(submitting, error))
        return false;
    if (submitting->answer.n_versions > 0 &&
        answer_cells_equal(&submitting->cells, &submitting->answer.given, &submitting->proposals))
        return fail(error, ERROR_CONFLICT,
                    "Svaret är redan inlämnat, och ingenting har ändrats sedan dess.");
    return put_draft(db, submitting, error) && put_given(db, submitting, error) &&
           put_version(db, submitting, error);
}

bool answer_submit(Db *db, Arena *arena, const AnswerWriter *writer,
                   const AnswerSubmission *submission, GError **error) {
    Submitting submitting = {.arena = arena, .writer = writer, .submission = submission};
    return db_write(db, submit, &submitting, error);
}

/* ---- registering ---- */

static bool may_register(const Submitting *submitting, GError **error) {
    Stage stage = round_stage(&submitting->round, submitting->writer->today);
    if (stage == STAGE_CLOSED)
        return fail(error, ERROR_CONFLICT,
                    "Alla har fått veta besluten, så svaren kan inte ändras längre.");
    if (stage != STAGE_COMMENTING && stage != STAGE_DECIDING)
        return fail(error, ERROR_CONFLICT, "Synpunkter kan inte föras in än.");
    return !text_is_blank(submitting->submission->received) ||
           fail(error, ERROR_INVALID,
                "Skriv hur svaret kom, till exempel ”inkom 12 april per e-post”.");
}

static bool register_given(Db *db, void *data, GError **error) {
    Submitting *submitting = data;
    if (!load_standing(db, submitting, error) || !may_register(submitting, error) ||
        !nobody_was_before(db, submitting, error))
        return false;
    submitting->cells = *submitting->registered;
    return (submitting->answer.has_draft || put_draft(db, submitting, error)) &&
           put_given(db, submitting, error) && put_version(db, submitting, error);
}

bool answer_register(Db *db, Arena *arena, const AnswerWriter *writer, const AnswerCells *cells,
                     const AnswerSubmission *submission, GError **error) {
    Submitting submitting = {
        .arena = arena, .writer = writer, .submission = submission, .registered = cells};
    if (!text_within(T_("Hur svaret kom"), submission->received, HANDED_IN_BY_MAX, error))
        return false;
    if (submission->file.size > ANSWER_FILE_MAX)
        return fail(error, ERROR_INVALID, "Filen får vara högst 10 MB.");
    return db_write(db, register_given, &submitting, error);
}
