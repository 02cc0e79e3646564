#pragma once
#include <glib.h>
#include <stddef.h>

/* A new CSV text that begins with the UTF-8 byte order mark, without which Excel misreads å ä ö.
 * The caller owns it (g_string_free). */
GString *csv_new(void);

/* Adds one record (RFC 4180: CR LF, quotes where needed). `delimiter` is ';' (what Swedish Excel
 * opens) or ','; NULL cells are empty. A cell that begins with = + - @ TAB or CR, and so could run
 * as a formula, gets a leading ', unless it is a number such as -5, -5,5 or -1 143 (OWASP, CSV
 * injection). */
void csv_add_row(GString *csv, char delimiter, const char *const *cells, size_t n_cells);
