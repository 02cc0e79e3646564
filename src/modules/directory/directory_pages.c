#include "modules/directory/directory_pages.h"

#include "modules/directory/addresses.h"
#include "modules/directory/book.h"
#include "modules/directory/cards.h"
#include "modules/directory/directory_frame.h"
#include "modules/directory/directory_html.h"
#include "modules/directory/directory_lists.h"
#include "modules/directory/directory_view.h"

#include <string.h>

/* ---- the tabs ---- */

typedef enum { EVERYBODY, NEW, CONTACTS, GONE, PROTECTED, N_VIEWS } View;

static const struct {
    const char *segment, *title, *tab;
} views[N_VIEWS] = {
    [EVERYBODY] = {"", N_("Telefonbok"), N_("Alla")},
    [NEW] = {"/new", N_("Nya det senaste året"), N_("Nya det senaste året")},
    [CONTACTS] = {"/contacts", N_("Kontaktpersoner"), N_("Kontaktpersoner")},
    [GONE] = {"/former", N_("Tidigare"), N_("Tidigare")},
    [PROTECTED] = {"/protected", N_("Skyddade personuppgifter"), N_("Skyddade")},
};

static const char *path_of(const Request *request, View view) {
    return collaboration_path(request, "/directory%s", views[view].segment);
}

static bool is_offered(const Context *context, View view, size_t n) {
    return view < GONE || (may_add_person(context) && (view == GONE || n > 0));
}

static Tabs tabs_of(const Context *context, View current) {
    Arena *arena = context->arena;
    DirectoryRows all = directory_rows(context);
    const size_t counts[N_VIEWS] = {[EVERYBODY] = directory_present(arena, all).n,
                                    [NEW] = directory_new(arena, all, context->rules->on).n,
                                    [CONTACTS] = directory_contacts(context).n -
                                                 directory_contacts(context).n_missing,
                                    [GONE] = directory_gone(arena, all).n,
                                    [PROTECTED] = directory_protected(arena, all).n};
    Tab *tabs = ARENA_ARRAY(arena, Tab, N_VIEWS);
    size_t n = 0;
    for (View view = EVERYBODY; view < N_VIEWS; view++)
        if (is_offered(context, view, counts[view]))
            tabs[n++] = (Tab){views[view].tab, path_of(context->request, view), counts[view],
                              view == current};
    return (Tabs){tabs, n};
}

/* ---- the lists ---- */

static const List *people_list(const Context *context, const ListDescription *description,
                               DirectoryRows rows) {
    return list_make(context->request, description, rows.rows, rows.n);
}

static const List *list_of(const Context *context, View view, bool with_contact_details) {
    Arena *arena = context->arena;
    DirectoryRows all = directory_rows(context);
    switch (view) {
    case NEW:
        return people_list(context, new_people_description(with_contact_details),
                           directory_new(arena, all, context->rules->on));
    case GONE:
        return people_list(context, &gone_description, directory_gone(arena, all));
    case PROTECTED:
        return people_list(context, &protected_description, directory_protected(arena, all));
    case CONTACTS: {
        ContactRows rows = directory_contacts(context);
        return list_make(context->request, contacts_description(with_contact_details), rows.rows,
                         rows.n);
    }
    default:
        return directory_list(context, with_contact_details);
    }
}

static Frame *frame_of(const Request *request, View view) {
    return view == EVERYBODY ? frame_new(request, PLACE_DIRECTORY, views[view].title)
                             : directory_frame(request, views[view].title);
}

static void say_what_it_holds(const Context *context, View view, DirectoryView *page) {
    page->sentence = "";
    if (view == PROTECTED)
        page->sentence = T_("De som står här syns inte i telefonboken, i filer eller bland "
                            "e-postadresserna, och bara för er som sköter personerna.");
    if (view == CONTACTS) {
        ContactRows contacts = directory_contacts(context);
        page->sentence = contacts.n == 0 ? "" : contacts.sentence;
        page->needs_attention = contacts.n_missing > 0 && contacts.n_missing < contacts.n;
    }
}

/* Those who are contact persons, in the list of everybody. */
static const char *contact_addresses(const Request *request) {
    g_autofree char *function =
        g_uri_escape_string(T_(person_function_label("contact_person")), NULL, false);
    return collaboration_path(request, "/directory/addresses?function=%s", function);
}

static bool has_contacts(const Context *context) {
    ContactRows contacts = directory_contacts(context);
    return contacts.n_missing < contacts.n;
}

static void offer(const Context *context, View view, DirectoryView *page) {
    const Request *request = context->request;
    const char *query = list_query(request->arena, page->list);
    if (may_add_person(context) && view != CONTACTS)
        page->add_path = collaboration_path(request, "/people/new");
    if (may_add_person(context) && view == EVERYBODY)
        page->import_path = collaboration_path(request, "/directory/import");
    if (context->may_edit_people && view == EVERYBODY)
        page->round_path = collaboration_path(request, "/confirmation");
    if (!reads_contact_details(request))
        return;
    if (view == EVERYBODY || view == NEW)
        page->addresses_path =
            arena_printf(request->arena, "%s/addresses%s", path_of(request, view), query);
    if (view == CONTACTS && has_contacts(context))
        page->addresses_path = contact_addresses(request);
    if (view == EVERYBODY)
        page->book_path = collaboration_path(request, "/directory/book");
}

static bool show(Request *request, Response *response, View view, GError **error) {
    Context context;
    if (!context_load(request, &context, error))
        return false;
    DirectoryView page = {.frame = frame_of(request, view),
                          .tabs = tabs_of(&context, view),
                          .list = list_of(&context, view, reads_contact_details(request)),
                          .title = views[view].title};
    say_what_it_holds(&context, view, &page);
    offer(&context, view, &page);
    directory_page_html(response_html(response), &page);
    return true;
}

/* A file with how people are reached is fetched by POST, and written down; by GET there are names
 * only. */
static bool send(Request *request, Response *response, View view, GError **error) {
    Context context;
    PeopleReader reader = people_reader(request->session, request->today);
    reader.sees_contact_details = request->method == POST;
    reader.sees_protected = false; /* a file goes where nobody knows who reads it */
    reader.person = (Id){0};
    if (!context_load_as(request, &reader, &context, error))
        return false;
    const List *list = list_of(&context, view, reader.sees_contact_details);
    const char *what = arena_printf(request->arena, "%s%s", list->description->filename,
                                    strrchr(request->path, '.'));
    return (request->method == GET || write_export(request, what, list->n_found, error)) &&
           list_file(response, list, error);
}

#define VIEW_HANDLERS(name, view)                                                                  \
    static bool name##_page(Request *request, Response *response, GError **error) {                \
        return show(request, response, view, error);                                               \
    }                                                                                              \
    static bool name##_file(Request *request, Response *response, GError **error) {                \
        return send(request, response, view, error);                                               \
    }

VIEW_HANDLERS(everybody, EVERYBODY)
VIEW_HANDLERS(new_people, NEW)
VIEW_HANDLERS(contacts, CONTACTS)
VIEW_HANDLERS(gone, GONE)

static bool protected_page(Request *request, Response *response, GError **error) {
    return show(request, response, PROTECTED, error);
}

#define BOTH_TABLE_ROUTES(path, handler)                                                           \
    TABLE_ROUTES(path, handler, MAY_READ_COLLABORATION),                                           \
        LOGGED_TABLE_ROUTES(path, handler, MAY_READ_CONTACT_DETAILS)

const Route directory_routes[] = {
    {GET, "/:collab/directory", everybody_page, MAY_READ_COLLABORATION},
    BOTH_TABLE_ROUTES("/:collab/directory", everybody_file),
    {POST, "/:collab/directory.vcf", cards_file, MAY_READ_CONTACT_DETAILS},
    {GET, "/:collab/directory/addresses", addresses_page, MAY_READ_CONTACT_DETAILS},
    {POST, "/:collab/directory/addresses", addresses_page, MAY_READ_CONTACT_DETAILS},
    {GET, "/:collab/directory/new", new_people_page, MAY_READ_COLLABORATION},
    BOTH_TABLE_ROUTES("/:collab/directory/new", new_people_file),
    {POST, "/:collab/directory/new.vcf", new_cards_file, MAY_READ_CONTACT_DETAILS},
    {GET, "/:collab/directory/new/addresses", new_addresses_page, MAY_READ_CONTACT_DETAILS},
    {POST, "/:collab/directory/new/addresses", new_addresses_page, MAY_READ_CONTACT_DETAILS},
    {GET, "/:collab/directory/contacts", contacts_page, MAY_READ_COLLABORATION},
    BOTH_TABLE_ROUTES("/:collab/directory/contacts", contacts_file),
    {GET, "/:collab/directory/former", gone_page, MAY_EDIT_OFFICE_PEOPLE},
    TABLE_ROUTES("/:collab/directory/former", gone_file, MAY_EDIT_OFFICE_PEOPLE),
    {GET, "/:collab/directory/protected", protected_page, MAY_EDIT_OFFICE_PEOPLE},
    {GET, "/:collab/directory/book", book_page, MAY_READ_CONTACT_DETAILS},
    {GET, "/:collab/directory/book.html", book_file, MAY_READ_CONTACT_DETAILS, .slow = true,
     .is_swedish = true},
    {POST, "/:collab/directory/book.pdf", book_file, MAY_READ_CONTACT_DETAILS, .slow = true,
     .is_swedish = true},
    {POST, "/:collab/directory/book.docx", book_file, MAY_READ_CONTACT_DETAILS, .slow = true,
     .is_swedish = true},
    {POST, "/:collab/people/:key.vcf", card_file, MAY_READ_CONTACT_DETAILS},
    {0},
};
