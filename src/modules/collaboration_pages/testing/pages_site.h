#pragma once
#include "modules/collaborations/testing/site.h"
#include "web/request_parts.h"
#include "web/response_parts.h"

/* The site that the tests of the pages of Samverkan ask. */

/* A site with the four collaborations and their people. */
typedef Site Fixture;

/* fixture_free() ends it. */
Fixture *fixture_new(void);
void fixture_free(Fixture *fixture);
/* In the language that the test speaks. */
Response *ask(const Fixture *fixture, Method method, const char *path, const char *form);
const char *body_of(const Fixture *fixture, const Response *response);
/* The page, which must be there. */
const char *page(const Fixture *fixture, const char *path);
void assert_has(const char *page_text, const char *text);
/* A number of the overview as it stands on the page. */
const char *figure(const Fixture *fixture, const char *label, int number);
/* The answer is a redirect. */
void post_ok(const Fixture *fixture, const char *path, const char *form);
/* The form comes back, and says this. */
void post_refused(const Fixture *fixture, const char *path, const char *form, const char *says);
Id collaboration_id(const Fixture *fixture, const char *name);
/* How many changes the collaboration's history tells of the noun, and that the latest is this one,
 * by Anna Prov. */
void assert_told(const Fixture *fixture, const char *noun, const char *action, size_t n,
                 const char *after);
/* How many changes the collaboration's history tells of the noun. */
size_t n_told(const Fixture *fixture, const char *noun);
const char *element_id(const Fixture *fixture, const char *collaboration, ElementKind kind,
                       const char *key);
