#pragma once
#include <glib.h>
#include <stdbool.h>

/* What can go wrong, as seen from outside. `web/` maps each to one HTTP answer; `main` to an exit
 * code. What a person typed wrongly in a form is not an error: it is form data with messages. */
typedef enum {
    ERROR_NOT_FOUND = 1,
    ERROR_FORBIDDEN,
    ERROR_CONFLICT, /* somebody else changed it meanwhile, or the state does not allow it */
    ERROR_INVALID,  /* the input cannot be understood; the message says what, where and how to mend
                     */
    ERROR_UNAVAILABLE, /* the database is busy or cannot be read: try again */
    ERROR_FULL,        /* the disk is full: nothing can be saved until somebody makes room */
    ERROR_INTERNAL,    /* our own mistake */
} ErrorCode;

#define SAMSYN_ERROR (samsyn_error_quark())
GQuark samsyn_error_quark(void);

/* Sets *error (which may be NULL) to a message written for the person who reads it, in the language
 * spoken (base/language.h; the format is translated), and returns false, so that a function can end with `return fail(error, ERROR_INVALID, "…", …);`. */
bool fail(GError **error, ErrorCode code, const char *format, ...) G_GNUC_PRINTF(3, 4);

/* true if `error` is one of ours with this code. */
bool error_is(const GError *error, ErrorCode code);

/* true if the message is written for the person who reads it: ours, and not ERROR_INTERNAL, whose
 * message may hold SQL or a path and belongs in the log alone. */
bool error_is_for_people(const GError *error);
