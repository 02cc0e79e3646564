#include "base/error.h"
#include "base/id.h"
#include "web/request.h"

bool request_id(const Request *request, const char *name, Id *ret_id, GError **error) {
    const char *text = request_param(request, name);
    if (text == NULL || !id_parse(text, ret_id))
        return fail(error, ERROR_NOT_FOUND, "Sidan finns inte. Kontrollera adressen.");
    return true;
}
