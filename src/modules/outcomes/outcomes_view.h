#pragma once
#include "modules/outcomes/outcomes.h"
#include "modules/rounds/round_head.h"
#include "ui/files.h"
#include "ui/form.h"
#include "ui/frame.h"

typedef struct OutcomeCard {
    const OutcomeRow *row;
    const char *proposer, *category; /* category: "" for none */
    const char *marks;               /* "5 hög, 3 medel, 1 låg", "" without answers */
    const char *suggestion;          /* "2022", "förslagsbanken", "avslag", "" */
    const char *outcome;             /* the same of the decision */
    const char *chip;                /* class of the decision's chip */
    const char *where;               /* how the plan says otherwise, or NULL */
    const char *path, *move;
    bool lacks_reason;
} OutcomeCard;

/* A place that a proposal can come to. */
typedef struct OutcomeColumn {
    const char *key;    /* "none", "2022", "bank", "declined" */
    const char *title;  /* "2022" */
    const char *status; /* msgid: "fastställs", "" */
    const char *kind;   /* class: fixed, preliminary, bank, open */
    const char *to;     /* "till 2022" */
    const char *path;   /* the board with this column on a phone */
    Outcome outcome;
    int64_t year;
    const OutcomeCard **cards;
    size_t n;
    int64_t hours, n_small, n_medium, n_large, n_unsized;
    bool is_shown;
} OutcomeColumn;

/* What an office says that it has, against what would be asked of it. */
typedef struct OfficeHours {
    const char *name;
    int64_t has;
    const int64_t *asked; /* by column that is a year */
    const bool *is_more;
} OfficeHours;

typedef struct OutcomeFilter {
    const char *title, *path;
    size_t n;
    bool is_current;
} OutcomeFilter;

/* One decision for several proposals. */
typedef struct OutcomeBulkForm {
    FormIds proposals;
    const char *column, *reason;
} OutcomeBulkForm;

typedef struct OutcomesView {
    RoundHead head; /* of the page of all; the page of one has a frame of its own */
    Outcomes outcomes;
    const char *path;       /* "/jonkoping/rounds/ID/outcomes" */
    const char *list_path;  /* the list as it is shown: "…/outcomes?view=list&show=2022" */
    const char *plan_path;  /* NULL as long as it is not begun */
    const char *begin_path; /* where it is begun */
    const OutcomeCard *cards;
    OutcomeColumn *columns;
    size_t n_columns;
    const OutcomeCard **listed; /* those of the list, sorted */
    size_t n_listed;
    OutcomeFilter filters[10], sorts[3];
    size_t n_filters, n_sorts;
    const OfficeHours *offices;
    size_t n_offices;
    bool leads, can_change, is_list, has_points, has_sizes, has_suggestions, can_tell, can_follow;
    const char *says; /* "31 förslag, 4 utan beslut" */
    Downloads downloads;
    const FormErrors *errors;      /* why what was chosen could not be done, or NULL */
    const OutcomeBulkForm *chosen; /* what was, or NULL */
} OutcomesView;

/* What the coordinator or, when all are told, a member sees. ERROR_FORBIDDEN for a member before.
 */
bool outcomes_view_load(Request *request, Id round, OutcomesView *ret, GError **error);

/* Fills in what the offices have and what is asked of them, in the order of the rules: those that
 * have said. One statement. */
bool outcome_offices_load(const Request *request, const Rules *rules, OutcomesView *view,
                          GError **error);

/* The list with the filter and order that the request asks for. */
const char *outcome_list_path(const Request *request, Id round);

/* Whether the proposal, and the column, was chosen in a form that comes back. */
bool outcome_is_chosen(const OutcomesView *view, Id proposal);
bool outcome_column_is_chosen(const OutcomesView *view, const char *key);

/* The column that a proposal stands in: "none", "2022", "bank", "declined". */
const char *outcome_column_key(Arena *arena, const Proposal *proposal);

typedef struct OutcomeForm {
    const char *column, *reason;
    int64_t edit;
} OutcomeForm;

typedef struct OutcomeComment {
    const char *office, *mark, *participates, *comment;
} OutcomeComment;

/* What one column of the activity says, and the proposal it came of. */
typedef struct OutcomeDifference {
    const char *label; /* msgid */
    const char *proposed, *planned;
} OutcomeDifference;

typedef struct OutcomeFormView {
    Frame *frame;
    const OutcomeCard *card;
    const char *path, *back, *stage;
    const char *next, *previous; /* addresses, NULL for none */
    const FormField *fields;
    const OutcomeForm *form;
    const FormErrors *errors;
    bool can_change;
    const OutcomeComment *comments;
    size_t n_comments;
    ProposalActivities activities;
    const char *activities_path;
    OutcomeDifference differences[N_ACTIVITY_COLUMNS];
    size_t n_differences;
    const char *activity_path; /* where they are */
    const char *category;
} OutcomeFormView;
