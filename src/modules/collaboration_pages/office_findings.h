#pragma once
#include "modules/collaboration_pages/context.h"
#include "modules/collaboration_pages/view.h"

/* Each municipality that is a party has one office in each of the collaboration's fields. What
 * differs from that, as sentences that lead to what can be mended: nothing is refused, since rules
 * are written one at a time. */
LinkRows office_findings(const Context *context);
