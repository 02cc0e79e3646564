#include "base/error.h"
#include "web/request.h"

bool id_parse(const char *text, Id *ret);

bool request_id(const Request *request, const char *name, Id *ret_id, GError **error) {
    const char *text = request_param(request, name);
    if (text == NULL || !id_parse(text, ret_id))
        return fail(error, ERROR_NOT_FOUND, "Sidan finns inte. Kontrollera adressen.");
    return true;
}
