#include "modules/directory/directory_lists.h"

#include <stddef.h>

#define NAME                                                                                       \
    {                                                                                              \
        "name", N_("Namn"), LIST_TEXT, offsetof(DirectoryRow, name),                               \
            .second_offset = offsetof(DirectoryRow, title), .second_key = "title",                 \
            .second_heading = N_("Befattning")                                                     \
    }
#define PLACE                                                                                      \
    { "place", N_("Arbetar på"), LIST_TEXT, offsetof(DirectoryRow, places_read) }
#define MUNICIPALITIES                                                                             \
    {                                                                                              \
        "municipalities", N_("Kommuner"), LIST_TEXT, offsetof(DirectoryRow, municipalities_read),  \
            .only_in_files = true                                                                  \
    }
#define SUBJECTS                                                                                   \
    {                                                                                              \
        "subjects", N_("Områden"), LIST_TEXT, offsetof(DirectoryRow, subjects_read),               \
            .second_offset = offsetof(DirectoryRow, bodies_read), .second_key = "bodies",          \
            .second_heading = N_("Sitter i"), .both_heading = N_("Områden och organ")              \
    }
#define PHONE(row)                                                                                 \
    {                                                                                              \
        "phone", N_("Telefon"), LIST_LINK, offsetof(row, phone),                                   \
            .chip_offset = offsetof(row, phone_link)                                               \
    }
#define EMAIL(row)                                                                                 \
    {                                                                                              \
        "email", N_("E-post"), LIST_LINK, offsetof(row, email),                                    \
            .chip_offset = offsetof(row, email_link)                                               \
    }
#define SINCE                                                                                      \
    { "since", N_("Sedan"), LIST_DATE, offsetof(DirectoryRow, since) }

static const ListColumn
    names[] = {NAME, PLACE, SUBJECTS, MUNICIPALITIES, {0}},
    contact_details[] = {NAME,           PLACE, SUBJECTS, PHONE(DirectoryRow), EMAIL(DirectoryRow),
                         MUNICIPALITIES, {0}},
    new_names[] = {NAME, SINCE, PLACE, SUBJECTS, MUNICIPALITIES, {0}},
    new_contact_details[] = {
        NAME,           SINCE, PLACE, SUBJECTS, PHONE(DirectoryRow), EMAIL(DirectoryRow),
        MUNICIPALITIES, {0}};

static const ListFilter filters[] = {
    {"place", N_("Kontor eller part"), offsetof(DirectoryRow, places), .is_list = true},
    {"municipality", N_("Kommun"), offsetof(DirectoryRow, municipalities), .is_list = true},
    {"function", N_("Uppgift"), offsetof(DirectoryRow, functions), .is_list = true},
    {"subject", N_("Område"), offsetof(DirectoryRow, subjects), .is_list = true},
    {"body", N_("Organ"), offsetof(DirectoryRow, bodies), .is_list = true},
    {0}};

#define PEOPLE(its_columns, its_empty, its_filename)                                               \
    {                                                                                              \
        .columns = its_columns, .filters = filters, .row_size = sizeof(DirectoryRow),              \
        .path_offset = offsetof(DirectoryRow, path), .noun_one = N_("1 person"),                   \
        .noun_many = N_("personer"), .empty = its_empty, .filename = its_filename                  \
    }
#define LOGGED_PEOPLE(its_columns, its_empty, its_filename)                                        \
    {                                                                                              \
        .columns = its_columns, .filters = filters, .row_size = sizeof(DirectoryRow),              \
        .path_offset = offsetof(DirectoryRow, path), .noun_one = N_("1 person"),                   \
        .noun_many = N_("personer"), .empty = its_empty, .filename = its_filename,                 \
        .is_logged = true, .has_cards = true, .mark_name = "person",                               \
        .mark_offset = offsetof(DirectoryRow, key)                                                 \
    }

#define NOBODY                                                                                     \
    N_("Här står de som arbetar i samverkan, och hur ni når dem. Lägg till den första personen.")
#define NOBODY_NEW                                                                                 \
    N_("Här står inspektörer och chefer som har börjat det senaste året. Just nu är det ingen.")

const ListDescription *directory_description(bool with_contact_details) {
    static const ListDescription with = LOGGED_PEOPLE(contact_details, NOBODY, N_("telefonbok")),
                                 without = PEOPLE(names, NOBODY, N_("telefonbok"));
    return with_contact_details ? &with : &without;
}

const ListDescription *new_people_description(bool with_contact_details) {
    static const ListDescription with = LOGGED_PEOPLE(new_contact_details, NOBODY_NEW,
                                                      N_("nya-medarbetare")),
                                 without = PEOPLE(new_names, NOBODY_NEW, N_("nya-medarbetare"));
    return with_contact_details ? &with : &without;
}

/* ---- who has left ---- */

static const ListColumn gone_columns[] = {
    {"name", N_("Namn"), LIST_TEXT, offsetof(DirectoryRow, name)},
    {"last", N_("Sista dag"), LIST_DATE, offsetof(DirectoryRow, last)},
    {0}};

const ListDescription gone_description = {
    .columns = gone_columns,
    .row_size = sizeof(DirectoryRow),
    .path_offset = offsetof(DirectoryRow, path),
    .noun_one = N_("1 person"),
    .noun_many = N_("personer"),
    .empty = N_("Här står de som har slutat, och de som ännu inte har någon befattning. Just nu är "
                "det ingen."),
    .filename = N_("tidigare")};

/* ---- protected identity ---- */

static const ListColumn protected_columns[] = {NAME, PLACE, {0}};

const ListDescription protected_description = {
    .columns = protected_columns,
    .row_size = sizeof(DirectoryRow),
    .path_offset = offsetof(DirectoryRow, path),
    .noun_one = N_("1 person"),
    .noun_many = N_("personer"),
    .empty = N_("Här står de som har skyddade personuppgifter. Just nu är det ingen.")};

/* ---- contact persons ---- */

#define CONTACT_NAMES                                                                              \
    {"municipality", N_("Kommun"), LIST_TEXT, offsetof(ContactRow, municipality)},                 \
        {"contact",                                                                                \
         N_("Kontaktperson"),                                                                      \
         LIST_TEXT,                                                                                \
         offsetof(ContactRow, names),                                                              \
         .second_offset = offsetof(ContactRow, titles),                                            \
         .second_key = "title",                                                                    \
         .second_heading = N_("Befattning")},                                                      \
    {                                                                                              \
        "office", N_("Arbetar på"), LIST_TEXT, offsetof(ContactRow, office)                        \
    }
#define CONTACT_STATE                                                                              \
    {                                                                                              \
        "state", N_("Läge"), LIST_CHIP, offsetof(ContactRow, state),                               \
            .chip_offset = offsetof(ContactRow, chip)                                              \
    }

static const ListColumn contact_names[] = {CONTACT_NAMES, CONTACT_STATE, {0}},
                        contact_reached[] = {CONTACT_NAMES,
                                             PHONE(ContactRow),
                                             EMAIL(ContactRow),
                                             CONTACT_STATE,
                                             {0}};

static const ListFilter contact_filters[] = {{"state", N_("Läge"), offsetof(ContactRow, state)},
                                             {0}};

#define CONTACTS(its_columns, logged)                                                              \
    {                                                                                              \
        .columns = its_columns, .filters = contact_filters, .row_size = sizeof(ContactRow),        \
        .path_offset = offsetof(ContactRow, path), .noun_one = N_("1 kommun"),                     \
        .noun_many = N_("kommuner"),                                                               \
        .empty = N_("Samverkan har inga kommuner. Lägg till dem under Parter."),                   \
        .filename = N_("kontaktpersoner"), .is_logged = logged                                     \
    }

const ListDescription *contacts_description(bool with_contact_details) {
    static const ListDescription with = CONTACTS(contact_reached, true),
                                 without = CONTACTS(contact_names, false);
    return with_contact_details ? &with : &without;
}
