#pragma once
#include "web/router.h"

/* Handlers of the settings: what the rules are, each kind's list, and the whole as a file. */
bool settings_page(Request *request, Response *response, GError **error);
bool rules_page(Request *request, Response *response, GError **error);
bool file_page(Request *request, Response *response, GError **error);
bool export_file(Request *request, Response *response, GError **error);
bool preview_action(Request *request, Response *response, GError **error);
bool import_action(Request *request, Response *response, GError **error);

/* A file of 1 MiB, percent-encoded. */
#define CONFIGURATION_BODY_LIMIT ((size_t)4 * 1024 * 1024)
