#include "ui/frame.h"

#include <stdarg.h>
#include <string.h>

Frame *frame_new(const Request *request, Place place, const char *title) {
    Frame *frame = ARENA_NEW(request->arena, Frame);
    *frame = (Frame){.request = request,
                     .session = request->session,
                     .place = place,
                     .title = title,
                     .message = done_message(request_query(request, "done"))};
    return frame;
}

void frame_errors(Frame *frame, Response *response, const FormErrors *errors) {
    frame->has_errors = errors != NULL;
    if (frame->has_errors)
        response_status(response, 422);
}

void frame_crumb(Frame *frame, const char *title, const char *path) {
    g_assert(frame->n_crumbs < FRAME_CRUMBS_MAX);
    frame->crumbs[frame->n_crumbs++] = (Crumb){title, path};
}

const char *collaboration_path(const Request *request, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    const char *rest = arena_vprintf(request->arena, format, arguments);
    va_end(arguments);
    size_t n_name = strlen(request->collaboration_name), n_rest = strlen(rest);
    char *path = arena_buffer(request->arena, 1 + n_name + n_rest + 1);
    path[0] = '/';
    memcpy(path + 1, request->collaboration_name, n_name);
    memcpy(path + 1 + n_name, rest, n_rest + 1);
    return path;
}

bool redirect_done(Response *response, const Request *request, const char *path, const char *done) {
    return response_redirect(response, arena_printf(request->arena, "%s%sdone=%s", path,
                                                    strchr(path, '?') == NULL ? "?" : "&", done));
}
