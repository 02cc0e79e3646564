#pragma once
#include "web/web.h"

extern const Route access_routes[];
