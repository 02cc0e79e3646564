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

/* The seven columns, described once: key in addresses, forms, JSON and audit; heading; limit in characters. */
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
    Id id, party;     /* party none = all municipalities of the collaboration */
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
    const char *carried; /* "", preliminary, recurring, bank, unfinished */
    int64_t edit;
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

/* All activities of a plan with their targets, steps, parties, goals and responsibilities, by category
 * and position. Six statements, however many activities. */
bool activities_of_plan(Db *db, Arena *arena, Id collaboration, Id plan, Activities *ret, GError **error);

/* One activity, whole. ERROR_NOT_FOUND when the collaboration has none such. */
bool activity_get(Db *db, Arena *arena, Id collaboration, Id id, Activity *ret, GError **error);

/* Stores an activity whole, with the id, place and texts it has; the rows beside it get new ids. Nothing is
 * understood or audited: for copies (roll-forward, import), within the caller's transaction. */
bool activity_insert(Db *db, Id collaboration, const Activity *activity, GError **error);

/* Adds an activity last in its category, with ids made here; cells are trimmed. The data beside the text
 * is understood from the cells unless given. Within the caller's transaction; audited. */
bool activity_add(Db *db, Arena *arena, Id collaboration, Id account, const Activity *activity, Id *ret_id, GError **error);

/* One cell, as typed. `was` is what the writer saw: if the cell has been changed since by somebody else,
 * nothing is written and ret_outcome says CELL_CONFLICT with the present text; an unchanged text writes
 * nothing. What the cell means (targets, steps, goals, parties, responsibilities) is understood anew, but
 * what a person has chosen or marked by hand stays. Too long a text: ERROR_INVALID, saying the limit. */
typedef enum { CELL_SAVED, CELL_UNCHANGED, CELL_CONFLICT } CellOutcome;
typedef struct CellEdit {
    Id collaboration, account, activity;
    ActivityColumn column;
    const char *was, *text;
} CellEdit;
typedef struct CellResult {
    CellOutcome outcome;
    const char *text; /* the cell as it now is */
    const char *changed_by; /* CELL_CONFLICT: who, or NULL */
    Id audit;         /* CELL_SAVED: the change, for undo */
} CellResult;
bool activity_edit_cell(Db *db, Arena *arena, const CellEdit *edit, CellResult *ret, GError **error);

/* Takes back the account's latest cell change in the plan that is not undone yet. ERROR_CONFLICT when the
 * cell has been changed since, ERROR_NOT_FOUND when there is nothing to undo. */
typedef struct UndoResult {
    Id activity;
    ActivityColumn column;
    const char *text;
} UndoResult;
bool activity_undo(Db *db, Arena *arena, Id collaboration, Id account, Id plan, UndoResult *ret, GError **error);
