#pragma once
#include <stddef.h>

#define HTML_MAX_ATTRIBUTES 64 /* of one element; the rest are left out */

/* Makes HTML of unknown origin fit for libxml2, in place and without moving anything: blanks out
 * document types, processing instructions and Office's conditions such as <![if !vml]> (which
 * libxml2 would read as text), stray characters in tags, and attributes beyond the limit, each of
 * which libxml2 would compare with all the others. */
void html_prepare(char *html, size_t size);
