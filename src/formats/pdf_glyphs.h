#pragma once
#include <cairo.h>
#include <pango/pango.h>

/* Draws a line of left-to-right text with its baseline at (x, y), so that the words can be read
 * back from the page: a space stays where a line was broken at one, and a letter is its own sign.
 */
void draw_glyph_line(cairo_t *cairo, PangoLayoutLine *line, double x, double y);
