#include "modules/directory/cards.h"

#include "base/error.h"
#include "formats/vcard.h"
#include "modules/directory/directory_frame.h"
#include "modules/directory/directory_lists.h"

#include <string.h>

static VcardContact contact_of(const Request *request, const DirectoryRow *row) {
    return (VcardContact){.uid = arena_printf(request->arena, "%s%s", request->origin, row->path),
                          .name = row->name,
                          .organization = row->places_read,
                          .title = row->title,
                          .email = row->email,
                          .phone = row->phone,
                          .categories = row->subjects};
}

static bool send(const Request *request, Response *response, const DirectoryRow *const *rows,
                 size_t n, const char *name, GError **error) {
    VcardContact *contacts = ARENA_ARRAY(request->arena, VcardContact, n);
    Bytes bytes;
    for (size_t i = 0; i < n; i++)
        contacts[i] = contact_of(request, rows[i]);
    const char *file = arena_printf(request->arena, "%s.vcf", name);
    return vcard_write(request->arena, contacts, n, request->now, &bytes, error) &&
           write_export(request, file, n, error) &&
           response_file(response, "text/vcard; charset=utf-8", file, bytes);
}

bool cards_file(Request *request, Response *response, GError **error) {
    Context context;
    if (!context_load(request, &context, error))
        return false;
    const List *list = directory_list(&context, true);
    return send(request, response, (const DirectoryRow *const *)list->found, list->n_found,
                tr(request->language, N_("telefonbok")), error);
}

bool new_cards_file(Request *request, Response *response, GError **error) {
    Context context;
    if (!context_load(request, &context, error))
        return false;
    DirectoryRows rows = directory_new(request->arena, directory_rows(&context), request->today);
    const List *list = list_make(request, new_people_description(true), rows.rows, rows.n);
    return send(request, response, (const DirectoryRow *const *)list->found, list->n_found,
                tr(request->language, N_("nya-medarbetare")), error);
}

bool card_file(Request *request, Response *response, GError **error) {
    Context context;
    const char *key = request_param(request, "key");
    if (!context_load(request, &context, error))
        return false;
    DirectoryRows all = directory_rows(&context);
    for (size_t i = 0; i < all.n; i++) {
        const DirectoryRow *row = &all.rows[i];
        if (strcmp(row->person->key, key) == 0 && !row->person->is_protected)
            return send(request, response, &row, 1, key, error);
    }
    return fail(error, ERROR_NOT_FOUND, "Personen finns inte här.");
}
