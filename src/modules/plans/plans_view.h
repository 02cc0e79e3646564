#pragma once
#include "base/word_difference.h"
#include "modules/goals/goals.h"
#include "modules/plans/plan_head.h"
#include "modules/plans/standing.h"

/* A line of the list of plans. */
typedef struct PlanRow {
    const char *title, *path, *state, *chip, *decided, *published;
    int64_t n_activities;
    const char *next; /* what to do with it next, or "" */
    bool is_late;
} PlanRow;

/* A document that a plan can be begun for: its name and the first year that has none. */
typedef struct PlanToStart {
    const char *key, *title, *deadline;
    int first_year;
} PlanToStart;

typedef struct PlansView {
    const Frame *frame;
    bool can_edit;
    const PlanRow *rows;
    size_t n_rows;
    const PlanToStart *starts;
    size_t n_starts;
} PlansView;

/* One effect goal as it is shown: a numbered chip, or text. */
typedef struct GoalChip {
    const char *kind, *name; /* name: "Giftfri miljö" */
    int64_t number;
} GoalChip;

/* Two people changed one cell: the text that stands there now, and the one that was typed. */
typedef struct CellConflict {
    ActivityColumn column;
    const char *who; /* "" when it is not known */
    Instant at;
    const char *now, *typed;
    TextParts parts; /* from `now` to `typed` */
} CellConflict;

typedef struct ActivityRow {
    const Activity *activity;
    const char *path;
    Standing standing;
    bool is_bank, can_edit;
    const GoalChip *goals;
    size_t n_goals;
    const CellConflict *conflict; /* or NULL */
    const char *changed;          /* the key of a column that was just taken back, or NULL */
} ActivityRow;

typedef struct CategoryBand {
    const PlanCategory *category;
    const char *path; /* where the category is changed */
    const ActivityRow *rows;
    size_t n_rows;
} CategoryBand;

typedef struct FilterLink {
    const char *title, *path;
    size_t count;
    bool is_current;
} FilterLink;

typedef struct FilterMenu {
    const char *title, *chosen, *all_path; /* chosen: its label, or "" */
    const FilterLink *links;
    size_t n_links;
} FilterMenu;

#define FILTER_MENUS_MAX 5

typedef struct PlanView {
    PlanHead head;
    const PlanYear *year;
    bool is_bank;
    const CategoryBand *bands;
    size_t n_bands, n_rows, n_all;
    FilterMenu menus[FILTER_MENUS_MAX];
    size_t n_menus;
    const char *query;
    bool is_narrowed;
    const char *const *goal_names; /* to choose among when an effect goal is typed */
    size_t n_goal_names;
} PlanView;
