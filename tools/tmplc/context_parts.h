#pragma once
#include "tmplc/context.h"

/* Elements (elements.c). */

/* The name of the element that is open, "" outside all. */
const char *element_innermost(const Context *context);

/* Only text is read inside: title and textarea; only code: script and style (HTML Living Standard,
 * "escapable raw text" and "raw text"). */
bool element_holds_text(const char *element);
bool element_holds_code(const char *element);

/* White space is kept as it stands. */
bool element_keeps_space(const Context *context);

/* A tag's name is complete, `back` characters after its "<": white space before a block tag goes.
 */
void element_named(Context *context, Markup *markup, size_t back);

/* The tag in context->tag ends with its ">". */
bool element_open(Context *context, Markup *markup, bool closed_itself);
bool element_close(Context *context, Markup *markup);

/* One white space for a run of them, none where it is not seen. */
void markup_space(Markup *markup, bool line);

/* Addresses (address.c). */

/* One more character of an address attribute; fails for a scheme such as `javascript:`. */
bool address_read(Context *context, Markup *markup, char c);

/* As context_value(), in an address attribute. */
const char *address_value(Context *context, Markup *markup);

/* Fails with "a value is refused WHERE: REMEDY"; returns NULL. */
const char *markup_refuse(Markup *markup, const char *where, const char *remedy);
