#pragma once
/* Everything a module's pages need. */
#include "web/assets.h"
#include "web/form.h"
#include "web/html.h"
#include "web/request.h"
#include "web/response.h"
#include "web/router.h"
