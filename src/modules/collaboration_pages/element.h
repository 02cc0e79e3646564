#pragma once
#include "modules/collaboration_pages/view.h"
#include "web/router.h"

/* The page of one party, office, committee or body; its key is the address's ":key". */
bool element_page(Request *request, Response *response, ElementKind kind, GError **error);

/* What held of the thing from when, newest first, each with what changed. */
void element_history(const Context *context, const RuleHistory *history, const HistoryRow **ret,
                     size_t *ret_n);
