#pragma once
#include "ui/files.h"

/* What an office has handed in: every version with what changed, as a page and a document; and the
 * files that versions came as. */
bool answer_receipt_page(Request *request, Response *response, GError **error);
bool answer_receipt_file(Request *request, Response *response, GError **error);
bool answer_version_file(Request *request, Response *response, GError **error);
