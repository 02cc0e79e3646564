#pragma once
#include "po/catalog.h"

/* Every text to be translated below the folder `root`: {% t %} in *.html, N_("…"), T_("…") and
 * fail(…, "…") and wrong(…, "…") in *.c and *.h, tests left out.
 * Places are named from `root`'s parent. NULL and *error for a template that does not compile. */
Catalog *collect_messages(const char *root, GError **error);
