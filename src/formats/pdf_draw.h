#pragma once
#include "base/types.h"
#include "formats/pdf_flow.h"

/* Draws the flow's pages as PDF: every piece of content marked for its node in the tree of tags,
 * everything else marked as decoration, in the order of Page.marked. ret in the arena. */
bool pdf_draw(Flow *flow, Bytes *ret, GError **error);

/* The tag that decoration is drawn under; it becomes an artifact when the file is finished. */
#define DECORATION_TAG "NonStruct"
