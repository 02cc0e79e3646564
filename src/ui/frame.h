#pragma once
#include "services/auth/auth.h"
#include "web/form.h"
#include "web/web.h"

/* What stands around every page: top bar, side navigation, head of the page. docs/interface.md says
 * how it looks; a page's template begins with {% wrap ui_frame(view->frame) %} (or ui_public for
 * pages of the public). */

typedef enum {
    PLACE_NONE,
    PLACE_HOME,
    PLACE_PLAN,
    PLACE_PROPOSALS,
    PLACE_IMPORT,
    PLACE_DIRECTORY,
    PLACE_COLLABORATION,
    PLACE_SETTINGS
} Place;

typedef struct Crumb {
    const char *title, *path;
} Crumb;

#define FRAME_CRUMBS_MAX 5

typedef struct Frame {
    const Request *request;
    const Session *session; /* NULL for the public */
    Place place;
    const char *title; /* of the document: where one is */
    bool has_errors;   /* "Fel: " first in the title */
    bool is_projector;
    const char *message; /* what was just done, or NULL */
    /* What the button beside it posts, and where; NULL = none. */
    const char *undo_path, *undo_change, *undo_to;
    Crumb crumbs[FRAME_CRUMBS_MAX];
    size_t n_crumbs;
} Frame;

/* A frame for the request; in the request's arena. What was just done (`?done=` of a redirect) is
 * in it. */
Frame *frame_new(const Request *request, Place place, const char *title);

/* For a page that shows a form, before it is written: where the form has errors the title says so
 * and the status is 422. `errors` NULL: it is shown for the first time. */
void frame_errors(Frame *frame, Response *response, const FormErrors *errors);

/* Adds a step of the way here, outermost first; the page itself is added by the template. */
void frame_crumb(Frame *frame, const char *title, const char *path);

/* The address of a page of the request's collaboration: "/plans" → "/jonkoping/plans". */
const char *collaboration_path(const Request *request, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* A redirect to a page that then says what was done; `done` is a key of the table in messages.c. */
bool redirect_done(Response *response, const Request *request, const char *path, const char *done);

/* The sentence for a key of `?done=`; NULL for an unknown one. */
const char *done_message(const char *key);
