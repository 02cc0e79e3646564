#pragma once
#include "web/router.h"

/* The phone book to print: by municipality and by subject area. Whoever has protected identity is
 * not in it. */
bool book_page(Request *request, Response *response, GError **error);
/* As PDF and DOCX (written down), and as HTML. */
bool book_file(Request *request, Response *response, GError **error);
