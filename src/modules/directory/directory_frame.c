#include "modules/directory/directory_frame.h"

#include "modules/directory/directory_lists.h"
#include "services/audit/audit.h"

Frame *directory_frame(const Request *request, const char *title) {
    Frame *frame = frame_new(request, PLACE_DIRECTORY, title);
    frame_crumb(frame, N_("Telefonbok"), collaboration_path(request, "/directory"));
    return frame;
}

bool reads_contact_details(const Request *request) {
    return session_may(request->session, MAY_READ_CONTACT_DETAILS);
}

const List *directory_list(const Context *context, bool with_contact_details) {
    DirectoryRows rows = directory_present(context->arena, directory_rows(context));
    return list_make(context->request, directory_description(with_contact_details), rows.rows,
                     rows.n);
}

static bool write_entry(Db *db, void *data, GError **error) {
    return audit_write(db, data, NULL, error);
}

bool write_export(const Request *request, const char *what, size_t n, GError **error) {
    AuditEntry entry = {
        .collaboration = request->collaboration,
        .account = request->session->account,
        .action = "directory.export",
        .after =
            arena_printf(request->arena, n == 1 ? "%s, %zu person" : "%s, %zu personer", what, n)};
    return !reads_contact_details(request) || db_write(request->db, write_entry, &entry, error);
}

const char *selection_words(const List *list) {
    const char *words = "";
    Arena *arena = list->request->arena;
    for (const ListFilter *filter = list->description->filters;
         filter != NULL && filter->key != NULL; filter++) {
        const char *value = request_query(list->request, filter->key);
        if (value != NULL && value[0] != '\0')
            words = arena_printf(arena, "%s%s%s: %s", words, words[0] == '\0' ? "" : " · ",
                                 T_(filter->label), value);
    }
    if (list->query[0] != '\0')
        words = arena_printf(arena, "%s%s%s: %s", words, words[0] == '\0' ? "" : " · ",
                             T_("Sökord"), list->query);
    return words;
}
