#include "modules/plans/undo_offer.h"

#include "base/id.h"

#include <string.h>

const char *done_path(Arena *arena, const char *path, const char *done, Id change) {
    const char *fragment = strchrnul(path, '#'), *first = strchr(path, '?') == NULL ? "?" : "&";
    const char *undo =
        id_is_set(change) ? arena_printf(arena, "&undo=%s", id_text(arena, change)) : "";
    return arena_printf(arena, "%.*s%sdone=%s%s%s", (int)(fragment - path), path, first, done, undo,
                        fragment);
}

bool redirect_undoable(Response *response, const Request *request, const char *path,
                       const char *done, Id change) {
    return response_redirect(response, done_path(request->arena, path, done, change));
}

void offer_undo(Frame *frame, const char *plan_path, const char *to) {
    const char *change = request_query(frame->request, "undo");
    Id id;
    if (frame->message == NULL || change == NULL || !id_parse(change, &id))
        return;
    frame->undo_path = arena_printf(frame->request->arena, "%s/undo", plan_path);
    frame->undo_change = change;
    frame->undo_to = to;
}
