#pragma once
#include "base/types.h"
#include "ui/frame.h"

/* "Ångra" beside the sentence about what was just done. */

/* Where one is after undoing; the plan's row when it is none of these. */
#define UNDO_TO_BOARD "board"
#define UNDO_TO_ACTIVITY "activity"

/* `path`, which may have a fragment, with what was done there and, when it is not none, the change
 * (of the audit) that the page may offer to take back. */
const char *done_path(Arena *arena, const char *path, const char *done, Id change);

/* redirect_done() with the change (of the audit) that may be taken back. */
bool redirect_undoable(Response *response, const Request *request, const char *path,
                       const char *done, Id change);

/* The button on the page that such a redirect leads to, which posts to the plan's /undo and goes
 * `to`. */
void offer_undo(Frame *frame, const char *plan_path, const char *to);
