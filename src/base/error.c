#include "base/error.h"

#include "base/language.h"

G_DEFINE_QUARK(samsyn-error-quark, samsyn_error)

bool fail(GError **error, ErrorCode code, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    GError *made = g_error_new_valist(SAMSYN_ERROR, code, language_text(format), arguments);
    va_end(arguments);
    g_propagate_error(error, made);
    return false;
}

bool error_is(const GError *error, ErrorCode code) {
    return g_error_matches(error, SAMSYN_ERROR, code);
}

bool error_is_for_people(const GError *error) {
    return error != NULL && error->domain == SAMSYN_ERROR && error->code != ERROR_INTERNAL;
}
