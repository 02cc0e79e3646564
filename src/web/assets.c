#include "web/assets.h"
#include "web/asset_answer.h"

#include <string.h>

bool asset_answer(const Request *request, Response *response) {
    (void)request, (void)response;
    return false;
}

const char *asset_url(const char *name) {
    return name;
}
