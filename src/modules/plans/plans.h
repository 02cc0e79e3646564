#pragma once
#include "base/arena.h"
#include "base/types.h"
#include "db/db.h"
#include "modules/activities/activities.h"
#include "modules/collaborations/collaborations.h"

/* A rolling plan: the working copy that people edit, the versions that a body has adopted, and the
 * way from one year's plan to the next. A Plan in memory has one shape, wherever it comes from: the
 * tables (plan_load), an adopted version (plan_version_load) or a file (plan_import). Page, PDF,
 * CSV, comparison and extract all read that shape. */

typedef struct PlanCategory {
    Id id;
    const char *title; /* "" where the document has no heading */
    const char *note;  /* "Ej fastställt": nothing planned, and said so */
    const Activity *activities;
    size_t n_activities;
} PlanCategory;

typedef struct PlanYear {
    Id id;
    int year;
    const char *status; /* fixed, preliminary, bank */
    const PlanCategory *categories;
    size_t n_categories;
} PlanYear;

typedef struct PlanChapter {
    Id id;
    const char *kind; /* text: paragraphs parted by an empty line; table: rows of cells by tabs */
    const char *heading, *body;
    int64_t edit;
} PlanChapter;

typedef struct NationalActivity {
    Id id;
    int year;
    const char *heading, *title, *authority;
} NationalActivity;

typedef struct Plan {
    Id id, document, came_from;
    const char *title;
    int first_year, last_year;
    const char *state; /* draft, adopted, revision */
    int64_t edit;
    const PlanYear *years;
    size_t n_years;
    const PlanChapter *chapters;
    size_t n_chapters;
    const NationalActivity *national;
    size_t n_national;
} Plan;

/* The category of a year with this title; NULL when the plan has none. */
const PlanCategory *plan_category_titled(const Plan *plan, int year, const char *title);

typedef struct PlanVersion {
    Id id, plan, body;
    int64_t number;
    Date adopted_on;
    const char *paragraph; /* "§ 14" */
    const char *note;
    const char *content_hash;
    Instant created_at, published_at;
} PlanVersion;
typedef struct PlanVersions {
    const PlanVersion *rows;
    size_t n;
} PlanVersions;

/* A line of the list of plans. */
typedef struct PlanSummary {
    Id id, document;
    const char *title, *state;
    int64_t first_year, last_year, n_activities, n_versions;
    Date adopted_on;       /* latest version, or none */
    const char *paragraph; /* latest version */
    bool is_published;
} PlanSummary;
typedef struct PlanSummaries {
    const PlanSummary *rows;
    size_t n;
} PlanSummaries;
/* Newest first year first. One statement. */
bool plans_list(Db *db, Arena *arena, Id collaboration, PlanSummaries *ret, GError **error);

/* The year that an activity stands in, without its categories. ERROR_NOT_FOUND. One statement. */
bool plan_year_of_activity(Db *db, Arena *arena, Id collaboration, Id activity, PlanYear *ret,
                           GError **error);

/* The plan of a document that begins in a year; none when there is no such plan. One statement. */
bool plan_beginning(Db *db, Arena *arena, Id collaboration, Id document, int first_year, Id *ret,
                    GError **error);

/* The whole working copy. At most 11 statements. ERROR_NOT_FOUND. */
bool plan_load(Db *db, Arena *arena, Id collaboration, Id id, Plan *ret, GError **error);

/* Starts an empty draft of a document for its horizon from first_year, with the statuses and
 * categories of its rules on that day. ERROR_CONFLICT when the document already has a plan for that
 * year. */
typedef struct PlanStart {
    const Rules *rules;
    const Rule *document;
    Id account;
    int first_year;
} PlanStart;
bool plan_start(Db *db, Arena *arena, const PlanStart *start, Id *ret_id, GError **error);

/* Versions of a plan, newest first; one version frozen as it was adopted. */
bool plan_versions(Db *db, Arena *arena, Id collaboration, Id plan, PlanVersions *ret,
                   GError **error);
bool plan_version_load(Db *db, Arena *arena, Id collaboration, Id plan, int64_t number,
                       PlanVersion *ret_version, Plan *ret_plan, GError **error);

/* The plan as canonical JSON, the form in which a version is kept; reading it gives the
 * same Plan. */
char *plan_to_json(Arena *arena, const Plan *plan);
bool plan_from_json(Arena *arena, const char *json, Plan *ret, GError **error);

/* Adoption: freezes the working copy as the next version and locks it. ERROR_CONFLICT when it is
 * adopted already without changes since, or when `edit` is not the plan's edit any more (somebody
 * changed it after the adopter looked). */
typedef struct Adoption {
    Id collaboration, account, plan, body;
    int64_t edit;
    Date adopted_on;
    const char *paragraph, *note;
    bool is_published;
} Adoption;
bool plan_adopt(Db *db, Arena *arena, const Adoption *adoption, int64_t *ret_number,
                GError **error);

/* Opens an adopted plan for changes: its next adoption is a revision. */
bool plan_revise(Db *db, Arena *arena, Id collaboration, Id account, Id plan, GError **error);

/* Makes a version public in place of the one before; number 0 takes it back. ERROR_NOT_FOUND when
 * there is no such plan or version, ERROR_INVALID when the number is below 0. */
bool plan_publish(Db *db, Arena *arena, Id collaboration, Id account, Id plan, int64_t number,
                  GError **error);

/* The number of the version that is public, or 0. */
bool plan_published_number(Db *db, Arena *arena, Id collaboration, Id plan, int64_t *ret_number,
                           GError **error);

/* Roll-forward: starts next year's plan from this one. The year that was preliminary (or outlook)
 * becomes fixed, a new one opens behind it, recurring activities come along into it with their
 * years moved on ("Våren 2022" → "Våren 2023"), the bank stays, chapters come along, `unfinished`
 * activities of the year that ends come along too. Nothing of the old plan is changed. */
typedef struct RollForward {
    Id collaboration, account, plan;
    const Rule *document; /* as it is for the new plan's first year */
    const Id *unfinished;
    size_t n_unfinished;
} RollForward;
/* The plan that would come of it, not stored: for showing what goes where beforehand. Its rows have
 * no ids, but `came_from` and `carried`. */
Plan plan_rolled_forward(Arena *arena, const Plan *old, const RollForward *roll);
bool plan_roll_forward(Db *db, Arena *arena, const RollForward *roll, Id *ret_plan, GError **error);

/* Comparison cell by cell. */
typedef enum {
    DIFFERENCE_SAME,
    DIFFERENCE_CHANGED,
    DIFFERENCE_ADDED,
    DIFFERENCE_REMOVED,
    DIFFERENCE_MOVED
} DifferenceKind;
typedef struct ActivityDifference {
    DifferenceKind kind;
    const Activity *before, *after; /* NULL where there is none */
    int year_before, year_after;
    const char *category_before, *category_after;
    bool cell_changed[N_ACTIVITY_COLUMNS];
} ActivityDifference;
typedef struct TextDifference {
    DifferenceKind kind;
    /* Chapters, national activities, years and statuses, notes of categories, title. */
    const char *heading, *before, *after;
    bool is_of_plan; /* its title, or the status of a year */
} TextDifference;
typedef struct PlanDifference {
    const ActivityDifference *activities;
    size_t n_activities;
    const TextDifference *texts;
    size_t n_texts;
    size_t n_changed, n_added, n_removed, n_moved;
} PlanDifference;
/* Activities are matched by id, or (MATCH_BY_ORIGIN: a plan and the one that it began from) by what
 * they were carried from, else (MATCH_BY_TITLE: a file against a plan) by year, category and folded
 * title in order, so that the same title twice in the bank pairs up one to one. Unchanged
 * activities are included, in the order of `after`, removed ones at the place they had. */
typedef enum { MATCH_BY_ID, MATCH_BY_ORIGIN, MATCH_BY_TITLE } PlanMatch;
void plan_compare(Arena *arena, const Plan *before, const Plan *after, PlanMatch match,
                  PlanDifference *ret);
