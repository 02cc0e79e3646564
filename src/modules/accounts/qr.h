#pragma once
#include "web/html.h"

/* A text as a QR code (ISO/IEC 18004): an SVG with its quiet zone and `label` for those who do not
 * see it. */
Html qr_picture(Arena *arena, const char *text, const char *label);
