#pragma once
#include "modules/directory/directory.h"
#include "ui/list.h"

/* A frame for a page below the directory. */
Frame *directory_frame(const Request *request, const char *title);

/* Whoever may read how people are reached. */
bool reads_contact_details(const Request *request);

/* The directory as the request searches, filters and sorts it. */
const List *directory_list(const Context *context, bool with_contact_details);

/* Writes down that somebody took how `n` people are reached, and as what ("telefonbok.csv"); within
 * a POST. Nothing is written for whoever may not read it. */
bool write_export(const Request *request, const char *what, size_t n, GError **error);

/* "Organ: Styrgruppen, sök: avlopp": what a list is narrowed by, in words; "" for nothing. */
const char *selection_words(const List *list);
