#pragma once
#include "modules/collaborations/testing/site.h"
#include "modules/plans/plans.h"

/* The pages of a plan as the router answers them, in a database with two collaborations. */

typedef struct {
    Site *site;
    Db *db; /* the site's, as what follows */
    Arena *arena;
    Collaboration own, other;
    Id account;
    Id plan, other_plan;
    Role role; /* of whoever asks; ROLE_PUBLIC: nobody */
} Fixture;

typedef struct {
    int status;
    const char *text, *location, *elsewhere;
} Page;

/* A coordinator of the first collaboration, with a plan of `n` activities; one plan of the other.
 */
void fixture_init(Fixture *fixture, size_t n);
void fixture_clear(Fixture *fixture);

/* The own plan as it is stored now, and the first activity of its first year. */
Plan load(const Fixture *fixture);
Activity first_activity(const Fixture *fixture);

/* The answer to a GET, or to a POST of a form; `script` as the page's own scripts ask. */
Page ask(const Fixture *fixture, const char *target, const char *form, bool script);
Page get(const Fixture *fixture, const char *target);

#define FORM(fixture, ...) SITE_FORM((fixture)->site, __VA_ARGS__)

/* Addresses below the plan and below its first activity. */
const char *plan_path(const Fixture *fixture, const char *below);
const char *activity_path(const Fixture *fixture, const char *below);

/* How often `what` stands in the text; that it stands in an answer. */
size_t count(const char *text, const char *what);
void contains(Page answer, const char *what);

/* Lines of the audit: about the own plan and what is in it, about one subject (10 at most). */
size_t n_told(const Fixture *fixture);
size_t n_audited(const Fixture *fixture, Id subject);

/* One cell of the first activity, as the table's script saves it. */
Page save_cell(const Fixture *fixture, const char *column, const char *was, const char *text);

/* Every plan is adopted from now on. */
void lock(const Fixture *fixture);
