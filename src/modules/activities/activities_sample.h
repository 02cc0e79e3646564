#pragma once
#include "base/date.h"
#include "base/error.h"
#include "base/id.h"
#include "db/testdb.h"
#include "modules/activities/activities.h"
#include "modules/activities/change.h"
#include "modules/collaborations/collaborations.h"
#include "services/audit/audit.h"

#include <glib.h>
#include <string.h>

/* For the tests of changing activities: two collaborations with a plan of three years each, and two
 * people. Reads collaborations/ below the working directory. Everything aborts when it cannot be
 * done. */
typedef struct {
    Db *db;
    Arena *arena;
    Id ours, theirs, anna, bo;
    const Rules *rules;
} Fixture;

/* The ids of our plan; theirs are the same plus 10000. */
static const Id plan = {1001};
static const Id year_2021 = {1101}, year_2022 = {1102}, bank = {1103};
static const Id projects = {1201}, meetings = {1202}, projects_2022 = {1203};
#define THEIRS 10000

void set_up(Fixture *fixture, gconstpointer data);
/* Both collaborations, plans and people into an empty database: fixture->db is there already. */
void fill(Fixture *fixture);
void tear_down(Fixture *fixture, gconstpointer data);
/* SQL that sets the stage. */
void run(Fixture *fixture, const char *sql);
void lock_plan(Fixture *fixture);
/* One of ours on 1 January 2021, by its key. */
Id element(const Fixture *fixture, ElementKind kind, const char *key);
Id party(const Fixture *fixture, const char *key);
/* Adds an activity with all seven cells, as Anna. */
Id add_to(Fixture *fixture, Id category, const char *title);
Activity get(const Fixture *fixture, Id id);
int64_t plan_edit(const Fixture *fixture);
/* The audit of one row, newest first. */
AuditRows history(const Fixture *fixture, Id subject);
/* Everything that may change in a collaboration's plan, as one text. */
const char *all_of(const Fixture *fixture, Id collaboration, Id whose_plan);
const char *ours_all(const Fixture *fixture);
/* The titles of a category in order, each followed by a space. */
const char *titles_in(const Fixture *fixture, Id category);
/* A cell that was `was` when the writer saw it. */
CellResult edit_as(Fixture *fixture, Id account, Id activity, ActivityColumn column,
                   const char *was, const char *text);
/* As Anna, who has seen the cell as it is. */
CellResult edit_cell(Fixture *fixture, Id activity, ActivityColumn column, const char *text);
UndoResult undo(Fixture *fixture);
/* Fails with this code and changes nothing. */
void undo_fails(Fixture *fixture, ErrorCode code);
/* As Anna; must be saved or be the same. */
Id facts_edit(Fixture *fixture, Id id, const Activity *facts, int64_t edit);
/* The same in the other collaboration. */
Id their(Id id);

#define ADD(group, test) g_test_add("/" group "/" #test, Fixture, NULL, set_up, test, tear_down)
