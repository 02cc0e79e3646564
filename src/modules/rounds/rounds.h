#pragma once
#include "modules/collaborations/collaborations.h"
#include "modules/collaborations/size_hours.h"
#include "services/auth/permission.h"

/* A round: what is proposed for a document's plan from a year on, from the first day that proposals
 * are taken until everybody has been told what became of them. docs/rounds.md */

/* Where a round is. Follows from its dates and two acts (releasing the list, telling the outcomes),
 * so that nobody has to remember to switch it. */
typedef enum {
    STAGE_COMING,     /* before opens_on */
    STAGE_COLLECTING, /* to closes_on */
    STAGE_PREPARING,  /* until the preparers release the list */
    STAGE_COMMENTING, /* to comments_end_on, where the round has a comment round */
    STAGE_DECIDING,   /* until the outcomes are told */
    STAGE_CLOSED,
    N_STAGES
} Stage;

/* comments_end_on none: no comment round; meeting_on none: no meeting before the decision. Each is
 * the last day of its stage. */
typedef struct RoundDates {
    Date opens_on, closes_on, releases_on, comments_end_on, meeting_on, decides_on;
} RoundDates;

typedef struct Round {
    Id id, document;
    int64_t first_year;
    const char *title; /* of the plan: "Verksamhetsplan 2022–2024" */
    RoundDates dates;
    Id meeting;     /* the body that meets before the decision, or none */
    Id prepared_by; /* a body; none: the coordinator */
    Id adopted_by;
    const char *proposals_from, *comments_from; /* words of the rule, separated by ';' */
    SizeHours size_hours; /* what a size stands for where the preparers give no hours */
    Instant released_at, told_at;
    int64_t edit;
} Round;

typedef struct Rounds {
    const Round *rows;
    size_t n;
} Rounds;

/* The last day of the month in which a document's plan from this year on is to be adopted; none
 * when its rule has no deadline. */
Date document_deadline(const Rule *document, int first_year);

/* The rule of a document that a round for its plan from this year on follows: the one in force on 1
 * January of the year in which it is to be adopted (docs/collaboration-files.md). NULL when the
 * document does not exist then. */
const Rule *round_rule(const RuleHistory *document, int first_year);

/* The dates by the rule, counted back from the deadline (31 December of the year before where there
 * is none); weeks 27 to 32 are not counted, and no date falls within them. */
RoundDates round_dates(const Rule *document, int first_year);

/* The same, counted back from another day of decision. Four weeks of comments where the rule says
 * none. */
RoundDates round_dates_before(const Rule *document, Date decides_on, bool has_comments);

Stage round_stage(const Round *round, Date today);
/* msgid: "Förslag tas emot" … */
const char *stage_word(Stage stage);
/* The last day of the stage, or none (coming: the day before it opens). */
Date stage_ends(const Round *round, Stage stage);

/* Newest first year first. One statement. */
bool rounds_list(Db *db, Arena *arena, Id collaboration, Rounds *ret, GError **error);

/* ERROR_NOT_FOUND. One statement. */
bool round_get(Db *db, Arena *arena, Id collaboration, Id id, Round *ret, GError **error);

/* The round of a plan, or NULL. One statement. */
bool round_of_plan(Db *db, Arena *arena, Id collaboration, Id document, int64_t first_year,
                   const Round **ret, GError **error);

/* What the proposals of a round are screened against, in order. One statement. */
typedef struct Criterion {
    Id id;
    const char *title;
} Criterion;
typedef struct Criteria {
    const Criterion *rows;
    size_t n;
} Criteria;
bool round_criteria(Db *db, Arena *arena, Id collaboration, Id round, Criteria *ret,
                    GError **error);

/* What a document's plan from a year on is called: "Verksamhetsplan 2022–2024". */
const char *round_title(Arena *arena, const Rule *document, int first_year);

/* Begins a round for a document and a year, with what its rule says but these dates and bodies.
 * ERROR_CONFLICT when the document has one for that year, ERROR_INVALID when the dates are not in
 * order or the document takes no proposals. */
typedef struct RoundStart {
    Id collaboration, account;
    const Rule *document; /* round_rule() */
    int first_year;
    RoundDates dates;
    Id prepared_by, meeting, adopted_by; /* the first two may be none */
    Instant now;
} RoundStart;
bool round_start(Db *db, const RoundStart *start, Id *ret_id, GError **error);

/* Changes what can be changed of a round (dates, bodies, who comments). Where the round is then
 * collecting again, the released list is taken in; answers stay. ERROR_CONFLICT when the outcomes
 * are told, or somebody has changed the round since. ERROR_INVALID as round_start(). */
typedef struct RoundChange {
    Id collaboration, account;
    const Round *round; /* id and edit as read, the rest as it is to be */
    Date today;
} RoundChange;
bool round_change(Db *db, const RoundChange *change, GError **error);

/* The preparers release the list: to comments, or to the decision. ERROR_CONFLICT unless the round
 * is preparing. In the caller's db_write(). */
typedef struct RoundAct {
    Id collaboration, account, round;
    Date today;
    Instant now;
} RoundAct;
bool round_release(Db *db, Arena *arena, const RoundAct *act, GError **error);

/* ---- who takes part ---- */

/* Who asks, as a round sees it. `elements`: ";ID;ID;", where the person has a post or a seat on the
 * day, and the collaboration itself for its coordinator; bound as :mine by queries that read
 * drafts. */
typedef struct Asker {
    Id collaboration, account, person;
    Roles roles;
    Date today;
    const char *elements;
    const Id *of;
    size_t n_of;
} Asker;
/* Fills in `elements` and `of`. One statement. */
bool asker_load(Db *db, Arena *arena, Asker *asker, GError **error);
bool asker_is_of(const Asker *asker, Id element);

/* Offices and parties by the words of a rule ("offices;county_board"), in the order of the
 * configuration; `preparers` gives `prepared_by`, `coordinator` the collaboration itself. */
typedef struct Elements {
    const Rule *const *rows;
    size_t n;
} Elements;
bool elements_hold(Elements elements, Id element);
Elements round_proposers(Arena *arena, const Rules *rules, const Round *round);
Elements round_respondents(Arena *arena, const Rules *rules, const Round *round);

/* Those of them that the asker belongs to. */
Elements round_own_proposers(Arena *arena, const Rules *rules, const Round *round,
                             const Asker *asker);
Elements round_own_respondents(Arena *arena, const Rules *rules, const Round *round,
                               const Asker *asker);

/* The categories of the round's document, and whether what was chosen is one of them, or none:
 * ERROR_INVALID. */
Elements round_categories(Arena *arena, const Rules *rules, const Round *round);
bool round_check_category(Arena *arena, const Rules *rules, const Round *round, Id category,
                          GError **error);

/* What an element is called among proposers and respondents: its short name, "Samordnaren" for the
 * collaboration. `rule` NULL: "en part som inte finns kvar". */
const char *party_name(const Rule *rule);
