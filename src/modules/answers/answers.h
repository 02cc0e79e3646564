#pragma once
#include "modules/people/people.h"
#include "modules/rounds/rounds.h"

/* Synpunkter på förslagen: one answer per respondent and round, drafted by its people, handed in by
 * their contact person or head. What stands in a draft is read by nobody else, the coordinator
 * included; what was handed in last is what counts. docs/rounds.md */

/* ---- what there is to answer ---- */

/* A proposal of the released list as a respondent reads it. size "S", "M", "L" or ""; hours per
 * office and year, 0 where the preparers have not said. */
typedef struct AnswerProposal {
    Id id, proposer, category;
    int64_t number, hours;
    const char *title, *need, *goal, *implementation, *time, *size, *note;
} AnswerProposal;
typedef struct AnswerProposals {
    const AnswerProposal *rows; /* by number */
    size_t n;
} AnswerProposals;
/* One statement. */
bool answer_proposals(Db *db, Arena *arena, Id collaboration, Id round, AnswerProposals *ret,
                      GError **error);

/* What is said of each proposal, and of the whole. All are texts as in the database, "" for what is
 * not said: mark high, medium, low or abstain; participates yes, no or unsure; inspectors, rank and
 * hours digits. */
typedef enum {
    CELL_MARK,
    CELL_PARTICIPATES,
    CELL_INSPECTORS,
    CELL_RANK,
    CELL_COMMENT,
    N_MARK_CELLS
} MarkCell;
typedef enum {
    WHOLE_HANDED_IN_BY, /* "Miljönämnden, § 31", "på delegation" */
    WHOLE_REFERENCE,    /* the office's own register number */
    WHOLE_HOURS,        /* what the office has for the collaboration next year */
    WHOLE_COMMENT,
    N_WHOLE_CELLS
} WholeCell;

/* A cell as forms and drafts name it: "mark-12" of proposal 12, "hours" of the whole. */
typedef struct AnswerCell {
    int64_t number; /* 0: of the whole */
    int cell;       /* MarkCell or WholeCell */
} AnswerCell;
bool answer_cell_from(const char *name, AnswerCell *ret);
const char *answer_cell_name(Arena *arena, AnswerCell cell);
/* "mark", "hours": the cell's key in drafts and versions. */
const char *answer_cell_key(AnswerCell cell);

/* The text as the cell holds it, or ERROR_INVALID: beyond a limit, no number, no choice. */
bool answer_cell_clean(Arena *arena, AnswerCell cell, const char *typed, const char **ret,
                       GError **error);

/* high, medium, low, abstain with their words (msgids: "Hög" …) and points; 0 for abstain. */
typedef struct MarkWord {
    const char *key, *word;
    int points;
} MarkWord;
enum { N_MARKS = 4 };
extern const MarkWord mark_words[N_MARKS];
/* The word of a mark, "" for none; msgid. */
const char *mark_word(const char *mark);
int mark_points(const char *mark);
extern const MarkWord participation_words[]; /* yes, no, unsure, {0}; no points */
const char *participation_word(const char *participates);
/* As people write them: "Hög ", "HÖG", "h", "3" are high; "-" and "avstår" abstain. "" for what is
 * blank, NULL for what is not understood. */
const char *mark_understood(const char *typed);
const char *participation_understood(const char *typed);

/* One cell per kind for each proposal of the list, in its order. */
typedef struct AnswerCells {
    const char *whole[N_WHOLE_CELLS]; /* never NULL */
    const char *(*of)[N_MARK_CELLS];
} AnswerCells;
AnswerCells answer_cells_none(Arena *arena, const AnswerProposals *proposals);
/* How many proposals have a mark. */
size_t answer_cells_marked(const AnswerCells *cells, const AnswerProposals *proposals);
bool answer_cells_equal(const AnswerCells *a, const AnswerCells *b,
                        const AnswerProposals *proposals);
/* "3, 8 och 12": the numbers without a mark, at most twenty and how many more. */
const char *answer_missing_words(Arena *arena, const AnswerCells *cells,
                                 const AnswerProposals *proposals);

/* ---- writing ---- */

/* Who writes an answer: somebody of the respondent, logged in or by a link. */
typedef struct AnswerWriter {
    Id collaboration, account;
    const Round *round;
    Id respondent;
    Date today;
    Instant now;
} AnswerWriter;

typedef struct Answer {
    Id id;                /* none: nobody has begun */
    Instant submitted_at; /* the latest time, or none */
    int64_t n_versions;
    AnswerCells draft, given;
    bool has_draft;   /* somebody has begun */
    bool has_changes; /* the draft is not what was handed in */
} Answer;

/* The respondent's own view of its answer. Three statements at most. */
bool answer_load(Db *db, Arena *arena, const AnswerWriter *writer, const AnswerProposals *proposals,
                 Answer *ret, GError **error);

/* What stands in the cell is written unless somebody else has changed it since the writer saw `was`
 * (CELL_CONFLICT). ERROR_CONFLICT outside the comment period, ERROR_NOT_FOUND for a proposal that
 * no longer stands. */
typedef enum { ANSWER_SAVED, ANSWER_UNCHANGED, ANSWER_CONFLICT } AnswerCellOutcome;
typedef struct AnswerCellEdit {
    AnswerCell cell;
    const char *was, *typed;
} AnswerCellEdit;
typedef struct AnswerCellResult {
    AnswerCellOutcome outcome;
    const char *value; /* as it now is */
} AnswerCellResult;
bool answer_save(Db *db, Arena *arena, const AnswerWriter *writer, const AnswerCellEdit *edits,
                 size_t n, AnswerCellResult *ret_results, GError **error);

/* ---- handing in ---- */

/* What comes with a version. way: page, link, word, excel, paste or registered. */
typedef struct AnswerSubmission {
    const char *way;
    const char *received; /* registered: "inkom 12 april per e-post", and why after the close */
    Date received_on;
    const char *file_name; /* NULL: none */
    Bytes file;
    Id confirmed_by;   /* whose code confirmed it, or none */
    int64_t n_seen;    /* versions there were when it was shown */
    const char *seen;  /* answer_draft_hash() of what was shown, or NULL */
    bool abstain_rest; /* what has no mark is "abstain" */
} AnswerSubmission;

extern const char answer_not_as_seen[]; /* msgid */
/* What the draft holds, as one word. */
const char *answer_draft_hash(Arena *arena, const AnswerCells *draft,
                              const AnswerProposals *proposals);

/* Hands in the draft as a new version. ERROR_INVALID where proposals have no mark, ERROR_CONFLICT
 * outside the comment period, when somebody else has handed it in or written in it since, or when
 * nothing has changed. In a db_write() of its own or the caller's. */
bool answer_submit(Db *db, Arena *arena, const AnswerWriter *writer,
                   const AnswerSubmission *submission, GError **error);

/* The coordinator enters what came in another way, as a version of the office's; also after the
 * comment period, with the reason in `received`, until the outcomes are told. Proposals may be
 * without mark. An office that has not begun gets the same as its draft. */
bool answer_register(Db *db, Arena *arena, const AnswerWriter *writer, const AnswerCells *cells,
                     const AnswerSubmission *submission, GError **error);
#define ANSWER_FILE_MAX ((size_t)10 * 1024 * 1024)

/* ---- versions ---- */

typedef struct AnswerVersion {
    Id id;
    int64_t number;
    const char *way, *received, *content, *content_hash, *file_name; /* file_name NULL: none */
    const char *by; /* who, "" for somebody not shown */
    Date received_on;
    Instant submitted_at;
} AnswerVersion;
typedef struct AnswerVersions {
    const AnswerVersion *rows; /* newest first */
    size_t n;
} AnswerVersions;
bool answer_versions(Db *db, Arena *arena, Id collaboration, Id answer, AnswerVersions *ret,
                     GError **error);
/* msgid: "på sidan", "genom länken i brevet" … */
const char *answer_way_words(const char *way);

/* What a version holds, read from its content alone. */
typedef struct AnswerSaid {
    int64_t number;
    const char *title;
    const char *cells[N_MARK_CELLS];
} AnswerSaid;
typedef struct AnswerContent {
    const char *round, *respondent; /* titles */
    const char *whole[N_WHOLE_CELLS];
    const AnswerSaid *rows;
    size_t n;
} AnswerContent;
bool answer_content(Arena *arena, const char *content, AnswerContent *ret, GError **error);

/* The file that a version came as. ERROR_NOT_FOUND. */
bool answer_file(Db *db, Arena *arena, Id collaboration, Id answer, int64_t number,
                 const char **ret_name, Bytes *ret, GError **error);

/* ---- all answers of a round ---- */

/* What everybody who leads or prepares may know of an answer: that it is begun, what was handed in.
 * hours -1: not said. */
typedef struct AnswerStanding {
    Id id, respondent;
    bool is_submitted, is_begun;
    const char *handed_in_by, *reference, *comment, *way, *received;
    int64_t hours, n_versions;
    Instant submitted_at, reminded_at;
} AnswerStanding;
typedef struct AnswerStandings {
    const AnswerStanding *rows;
    size_t n;
} AnswerStandings;
/* One statement. */
bool answer_standings(Db *db, Arena *arena, Id collaboration, Id round, AnswerStandings *ret,
                      GError **error);
/* NULL when nobody there has begun. */
const AnswerStanding *answer_standing(const AnswerStandings *standings, Id respondent);
/* How many of the respondents have handed in. */
size_t answers_submitted(const AnswerStandings *standings, const Elements *respondents);

/* Who may hand in for a respondent: contact person and head on the day. */
typedef struct Submitters {
    const Person *const *rows;
    size_t n;
} Submitters;
Submitters answer_submitters(Arena *arena, const People *people, Id respondent, Date on);
/* "Vilma Tjärnholt eller Karin Ström", or "kontorets kontaktperson eller chef". */
const char *answer_submitters_words(Arena *arena, Submitters submitters);

#define HANDED_IN_BY_MAX 200
#define REFERENCE_MAX 60
#define ANSWER_COMMENT_MAX 5000
#define MARK_COMMENT_MAX 2000
#define INSPECTORS_MAX 1000
#define RANK_MAX 1000
#define HOURS_MAX 1000000
