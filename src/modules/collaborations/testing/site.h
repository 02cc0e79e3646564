#pragma once
#include "modules/collaborations/collaborations.h"
#include "services/auth/auth.h"
#include "web/router.h"

/* A site to test rules and pages on, without a server: a database that is gone afterwards
 * (db/testdb.h) with the rules of collaborations, and somebody who asks. The test finds the
 * project's files by G_TEST_SRCDIR. Whatever goes wrong here ends the test. */
typedef struct Site {
    Db *db;
    Arena *arena;
    Collaboration own, other; /* "jonkoping" and "stockholm", with nobody in them */
    Session session;          /* who asks: Anna Prov, a coordinator; a test gives her other roles */
    bool is_public;           /* nobody asks */
    Date today;               /* 15 April 2021 */
    Instant now;              /* noon of that day */
    RouterHooks hooks;
    Router *router;
} Site;

/* `tables`: what router_new() takes; NULL for a test of rules alone. site_free() ends it. */
Site *site_new(const Route *const *tables);
void site_free(Site *site);

/* The rules of the own collaboration today. */
const Rules *site_rules(const Site *site);

/* What the site answers: page or file as text, "" for none; where a redirect leads, or "". */
typedef struct SiteAnswer {
    int status;
    const char *text, *location;
} SiteAnswer;

/* In the language that the test speaks. `target`: "/jonkoping/things?q=a". */
SiteAnswer site_get(const Site *site, const char *target);
/* `form`: the urlencoded body; SITE_FORM() makes it of names and values by turns. */
SiteAnswer site_post(const Site *site, const char *target, const char *form);
const char *site_form(const Site *site, const char *const *fields);
#define SITE_FORM(site, ...) site_form((site), (const char *const[]){__VA_ARGS__, NULL})

/* A request as it comes to the site's router, for a test that says more in it. */
Request *site_request(const Site *site, Method method, const char *target, const char *form);

/* The status is this, and `text` stands in the answer. */
void assert_answer(SiteAnswer answer, int status, const char *text);
