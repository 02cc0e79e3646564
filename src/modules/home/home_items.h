#pragma once
#include "modules/home/home_view.h"

/* What waits for the person, what is coming within eight weeks, and what has happened. A fixed
 * number of statements. */
bool home_items(const Request *request, HomeView *view, GError **error);
