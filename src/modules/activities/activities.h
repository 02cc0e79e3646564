#pragma once
#include "base/arena.h"
#include "base/types.h"
#include "db/db.h"

/* An activity of a plan: the seven columns as written, and beside them what they mean as data. */

typedef enum {
    COLUMN_TITLE,
    COLUMN_GOAL,
    COLUMN_IMPLEMENTATION,
    COLUMN_TIME,
    COLUMN_RESPONSIBLE,
    COLUMN_PARTIES,
    COLUMN_EFFECT_GOALS,
    N_ACTIVITY_COLUMNS
} ActivityColumn;

/* The seven columns, described once: key in addresses, forms, JSON and audit; heading; limit in
 * characters. */
typedef struct ActivityColumnInfo {
    const char *key, *heading;
    int max_length;
} ActivityColumnInfo;
extern const ActivityColumnInfo activity_columns[N_ACTIVITY_COLUMNS];

typedef struct ActivityTarget {
    Id id;
    const char *kind; /* participation, visits_each, inspectors, other */
    int64_t amount;
    const char *title;
    bool is_reached;
} ActivityTarget;

typedef struct ActivityStep {
    Id id;
    const char *title;
    Date due_on;
    bool is_optional; /* "eventuellt" */
    Date done_on;
} ActivityStep;

typedef struct ActivityParty {
    Id id, party;     /* party none = all municipalities; that comes first, then as in the rules */
    const char *role; /* takes_part, guidance, own_supervision */
} ActivityParty;

typedef struct ActivityGoal {
    Id id;
    const char *kind; /* national, global, measure, most, other */
    int64_t number;
    const char *title;
} ActivityGoal;

typedef struct ActivityResponsibility {
    Id id;
    const char *kind; /* whole, practical, content, convener, host */
    const char *title;
} ActivityResponsibility;

typedef struct Activity {
    Id id, plan, category;
    int64_t position;
    const char *cells[N_ACTIVITY_COLUMNS]; /* never NULL */
    bool is_recurring;
    const char *size; /* "", S, M, L */
    int64_t hours;    /* per office and year; 0 = not said */
    const char *host; /* "", open, chosen */
    Id host_element;
    const char *leader, *project_group;
    const char *status; /* planned, ongoing, late, done, cancelled, moved */
    const char *comment;
    Id came_from;
    Id proposal; /* of a round, that it came of; or none */
    const char *carried; /* "", preliminary, recurring, bank, unfinished */
    int64_t edit;
    Date ends; /* the last day of its time, in the year of its place; none when it is open */
    const ActivityTarget *targets;
    size_t n_targets;
    const ActivityStep *steps;
    size_t n_steps;
    const ActivityParty *parties;
    size_t n_parties;
    const ActivityGoal *goals;
    size_t n_goals;
    const ActivityResponsibility *responsibilities;
    size_t n_responsibilities;
} Activity;

typedef struct Activities {
    const Activity *rows;
    size_t n;
} Activities;

/* All activities of a plan with their targets, steps, parties, goals and responsibilities, by
 * category and position. Six statements, however many activities. */
bool activities_of_plan(Db *db, Arena *arena, Id collaboration, Id plan, Activities *ret,
                        GError **error);

/* One activity, whole. ERROR_NOT_FOUND when the collaboration has none such. */
bool activity_get(Db *db, Arena *arena, Id collaboration, Id id, Activity *ret, GError **error);

/* Stores an activity whole, with the id, place and texts it has; the rows beside it get new ids.
 * Nothing is understood or audited: for copies (roll-forward, import), within the caller's
 * transaction. */
bool activity_insert(Db *db, Id collaboration, const Activity *activity, GError **error);

/* The column with this key, or "title" for the first; false when there is none such. */
bool activity_column_from(const char *key, ActivityColumn *ret);

/* ---- Editing. Every change checks that the plan is not locked (state 'adopted': ERROR_CONFLICT
 * that says to revise it), raises the plan's edit and updated_at, and is audited with the plan as
 * parent: activity.cell, activity.facts, activity.move, activity.remove, activity.add, category.…
 * ERROR_NOT_FOUND when the collaboration has no such row. The history of an activity is
 * audit_of_subject(). ---- */

/* Adds an activity to its category before the activity `before`, or last when that is none or
 * stands in another category; ids are made here, cells are trimmed. The data beside the text is
 * understood from the cells unless given. Texts that are NULL are empty. Joins the caller's
 * transaction, or makes one. */
typedef struct ActivityAddition {
    Id collaboration, account;
    const Activity *activity;
    Id before;
} ActivityAddition;
bool activity_add(Db *db, Arena *arena, const ActivityAddition *addition, Id *ret_id,
                  GError **error);

/* One cell, as typed: line ends become \n, tabs spaces, white space at the ends goes. `was` is what
 * the writer saw: if the cell has been changed since by somebody else, nothing is written and
 * ret_outcome says CELL_CONFLICT with the present text; an unchanged text writes nothing. What the
 * cell means (targets, steps, goals, parties, responsibilities, host, recurrence) is understood
 * anew row by row: what a person has added, changed or taken away stays so, and marks stay on rows
 * whose title stays, and on steps that are worded anew. Too long a text, or an activity without a
 * title: ERROR_INVALID, saying the limit. */
typedef enum { CELL_SAVED, CELL_UNCHANGED, CELL_CONFLICT } CellOutcome;
typedef struct CellEdit {
    Id collaboration, account, activity;
    ActivityColumn column;
    const char *was, *text;
} CellEdit;
typedef struct CellResult {
    CellOutcome outcome;
    const char *text;       /* the cell as it now is */
    const char *changed_by; /* CELL_CONFLICT: who, or NULL */
    Instant changed_at;     /* CELL_CONFLICT: when, or none */
    Id audit;               /* CELL_SAVED: the change, for undo */
} CellResult;
bool activity_edit_cell(Db *db, Arena *arena, const CellEdit *edit, CellResult *ret,
                        GError **error);

/* Everything beside the cells, as one form: size, hours, host, host_element, leader, project_group,
 * is_recurring and all five kinds of rows of `facts`; its other members are not read. Rows with an
 * id are the stored row changed, rows without one are new (or the stored row that says the same);
 * they keep their marks, which only follow-up sets. At most 60 rows of a kind, titles 1-500
 * characters, hours 0-100,000. ERROR_CONFLICT when `edit` is not the activity's edit any more,
 * ERROR_INVALID what cannot be stored. ret_audit is none when nothing was different. */
typedef struct FactsEdit {
    Id collaboration, account, activity;
    int64_t edit;
    const Activity *facts;
} FactsEdit;
bool activity_edit_facts(Db *db, Arena *arena, const FactsEdit *edit, Id *ret_audit,
                         GError **error);

/* Follow-up: status, comment (at most 5,000 characters) and marks; steps and targets that are not
 * named stay as they are. Allowed when the plan is adopted too, since it is no part of a version;
 * raises the activity's edit, not the plan's. ERROR_CONFLICT when `edit` is not the activity's edit
 * any more. */
typedef struct StepMark {
    Id step;
    Date done_on; /* none = not done */
} StepMark;
typedef struct TargetMark {
    Id target;
    bool is_reached;
} TargetMark;
typedef struct FollowUp {
    Id collaboration, account, activity;
    int64_t edit;
    const char *status, *comment;
    const StepMark *steps;
    size_t n_steps;
    const TargetMark *targets;
    size_t n_targets;
} FollowUp;
bool activity_follow_up(Db *db, Arena *arena, const FollowUp *follow_up, GError **error);

/* Moves an activity within its plan: to `category`, or, when that is none, to the category with the
 * same title in `plan_year`, which is made last in the year where there is none; there before the
 * activity `before`, or last when that is none or stands in another category. ERROR_INVALID when
 * the place is of another plan. Nothing is written when it stands there already. *ret_audit (may be
 * NULL): the change, for undo; none when nothing was written. */
typedef struct ActivityMove {
    Id collaboration, account, activity;
    Id plan_year, category, before;
} ActivityMove;
bool activity_move(Db *db, Arena *arena, const ActivityMove *move, Id *ret_audit, GError **error);

/* Takes an activity out of the plan. activity_undo() puts it back whole, with its id and its
 * history. *ret_audit (may be NULL): the change, for undo. */
typedef struct ActivityRemoval {
    Id collaboration, account, activity;
} ActivityRemoval;
bool activity_remove(Db *db, Arena *arena, const ActivityRemoval *removal, Id *ret_audit,
                     GError **error);

/* Takes back a change of the account in the plan (cell, facts, move or removal), or, when `change`
 * is none, the latest that is not undone yet. ERROR_CONFLICT when somebody has changed the same
 * since, or it is undone already; the latest is then passed over next time. ERROR_NOT_FOUND when
 * there is nothing to undo. */
typedef struct ActivityUndo {
    Id collaboration, account, plan;
    Id change; /* of the audit, or none */
} ActivityUndo;
typedef struct UndoResult {
    Id activity;
    const char *action;    /* activity.cell, activity.facts, activity.move or activity.remove */
    ActivityColumn column; /* activity.cell: which, and its text as it is again; else
                              N_ACTIVITY_COLUMNS, NULL */
    const char *text;
} UndoResult;
bool activity_undo(Db *db, Arena *arena, const ActivityUndo *undo, UndoResult *ret, GError **error);

/* Categories of a plan year: title 1-200 characters, not twice in a year; note at most 500 ("Ej
 * fastställt"). Each call reads the members of CategoryEdit that it names. ERROR_CONFLICT when
 * somebody has changed what the writer saw. */
typedef struct CategoryEdit {
    Id collaboration, account;
    Id category;  /* all but add */
    Id plan_year; /* add */
    const char *title, *note;
    const char *was_title, *was_note; /* rename, note: what the writer saw; NULL = not asked */
    Id before; /* move: the category of the same year that it shall stand before, none = last */
} CategoryEdit;
bool category_add(Db *db, Arena *arena, const CategoryEdit *edit, Id *ret_id,
                  GError **error); /* plan_year, title */
bool category_rename(Db *db, Arena *arena, const CategoryEdit *edit, GError **error);   /* title */
bool category_set_note(Db *db, Arena *arena, const CategoryEdit *edit, GError **error); /* note */
bool category_move(Db *db, Arena *arena, const CategoryEdit *edit, GError **error);     /* before */
/* ERROR_CONFLICT when activities stand in it. */
bool category_remove(Db *db, Arena *arena, const CategoryEdit *edit, GError **error);

/* How far an activity of the plan year has come on a day. Optional steps count once they are done.
 * Late: the last day of its time, or the due date of a step that is not optional, has passed and it
 * is not done, or its status says late. What is done, cancelled or moved is never late, nor what
 * goes on continuously. */
typedef struct ActivityProgress {
    size_t steps_done, steps_all, targets_reached, targets_all;
    bool is_late;
    Date late_since; /* the earliest day that has passed; none when only the status says late */
} ActivityProgress;
ActivityProgress activity_progress(const Activity *activity, Date today);
