#pragma once
#include "modules/directory/directory.h"
#include "ui/list.h"

/* A list of the directory, on its tab. */
typedef struct DirectoryView {
    const Frame *frame;
    Tabs tabs;
    const List *list;
    const char *title;    /* msgid */
    const char *sentence; /* what the list says as a whole, or "" */
    bool needs_attention;
    const char *add_path, *addresses_path, *book_path; /* NULL: not for the reader, or not here */
    const char *import_path, *round_path;              /* likewise */
} DirectoryView;

/* Somebody whose address may be copied. */
typedef struct AddressRow {
    const char *key, *name, *place, *email; /* email "": none is known */
    bool is_chosen;
} AddressRow;

typedef struct AddressesView {
    const Frame *frame;
    const char *path, *query, *back, *selection; /* selection: "Område: avlopp", or "" */
    const AddressRow *rows;
    size_t n;
    const char *addresses; /* separated by "; " */
    size_t n_addresses, n_chosen, n_without;
    bool is_of_marked; /* only those who were marked in the list */
} AddressesView;

typedef struct BookView {
    const Frame *frame;
    Downloads downloads;
    size_t n_people, n_municipalities;
} BookView;
