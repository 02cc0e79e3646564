#include "modules/directory/addresses.h"

#include "modules/directory/directory_frame.h"
#include "modules/directory/directory_html.h"
#include "modules/directory/directory_lists.h"
#include "modules/directory/directory_view.h"

#include <string.h>

typedef struct {
    const Request *request;
    GHashTable *marked; /* keys of the persons that were posted; NULL: everybody */
    GHashTable *taken;  /* addresses, folded: a shared one stands there once */
    GString *addresses;
    AddressesView *view;
} Gathering;

static AddressRow address_row(const Gathering *gathering, const DirectoryRow *row) {
    const Person *person = row->person;
    return (AddressRow){.key = person->key,
                        .name = row->name,
                        .place = row->places_read[0] != '\0' ? row->places_read : row->bodies_read,
                        .email = person->email == NULL ? "" : person->email,
                        .is_chosen = gathering->marked == NULL ||
                                     g_hash_table_contains(gathering->marked, person->key)};
}

static void take_address(Gathering *gathering, const AddressRow *row) {
    AddressesView *view = gathering->view;
    if (!row->is_chosen)
        return;
    view->n_chosen++;
    if (row->email[0] == '\0') {
        view->n_without++;
        return;
    }
    if (!g_hash_table_add(gathering->taken,
                          g_ascii_strdown(row->email, (gssize)strlen(row->email))))
        return;
    g_string_append_printf(gathering->addresses, "%s%s", view->n_addresses == 0 ? "" : "; ",
                           row->email);
    view->n_addresses++;
}

/* Those without an address first, since they are reached otherwise; else as the list has them. */
static void gather(Gathering *gathering, const List *list) {
    AddressRow *rows = ARENA_ARRAY(gathering->request->arena, AddressRow, list->n_found);
    size_t n = 0;
    for (int known = 0; known <= 1; known++)
        for (size_t i = 0; i < list->n_found; i++) {
            AddressRow row = address_row(gathering, list->found[i]);
            if ((row.email[0] != '\0') != (known == 1) ||
                (gathering->view->is_of_marked && !row.is_chosen))
                continue;
            take_address(gathering, &row);
            rows[n++] = row;
        }
    gathering->view->rows = rows;
    gathering->view->n = n;
    gathering->view->addresses = arena_strdup(gathering->request->arena, gathering->addresses->str);
}

static GHashTable *marked_in(const Request *request) {
    const Pairs *fields = request_fields(request);
    GHashTable *marked = g_hash_table_new(g_str_hash, g_str_equal);
    for (size_t i = 0; i < fields->n; i++)
        if (strcmp(fields->items[i].name, "person") == 0)
            g_hash_table_add(marked, (gpointer)fields->items[i].value);
    return marked;
}

static bool show(Request *request, Response *response, const List *list, const char *back) {
    g_autoptr(GHashTable) marked = request->method == POST ? marked_in(request) : NULL;
    g_autoptr(GHashTable) taken = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GString) addresses = g_string_new(NULL);
    const char *query = list_query(request->arena, list);
    AddressesView view = {.frame = directory_frame(request, N_("Kopiera e-postadresser")),
                          .path = arena_printf(request->arena, "%s%s", request->path, query),
                          .back = arena_printf(request->arena, "%s%s", back, query),
                          .selection = selection_words(list),
                          .is_of_marked =
                              request->method == POST && request_field(request, "marked") != NULL};
    gather(&(Gathering){request, marked, taken, addresses, &view}, list);
    addresses_page_html(response_html(response), &view);
    return true;
}

bool addresses_page(Request *request, Response *response, GError **error) {
    Context context;
    return context_load(request, &context, error) &&
           show(request, response, directory_list(&context, true),
                collaboration_path(request, "/directory"));
}

bool new_addresses_page(Request *request, Response *response, GError **error) {
    Context context;
    if (!context_load(request, &context, error))
        return false;
    DirectoryRows rows = directory_new(request->arena, directory_rows(&context), request->today);
    return show(request, response,
                list_make(request, new_people_description(true), rows.rows, rows.n),
                collaboration_path(request, "/directory/new"));
}
