#include "modules/collaboration_pages/lists.h"

#include "base/id.h"
#include "modules/collaboration_pages/facts.h"
#include "modules/people/body_check.h"

#include <stddef.h>
#include <string.h>

#define EACH_RULE(variable, context, kind)                                                         \
    const Rule *variable = rules_next((context)->rules, kind, NULL);                               \
    variable != NULL;                                                                              \
    variable = rules_next((context)->rules, kind, variable)

static size_t people_at(const Context *context, Id element) {
    size_t n = 0;
    for (size_t i = 0; i < context->people.n_posts; i++) {
        const Post *post = &context->people.posts[i];
        n += id_equal(post->element, element) &&
             period_covers(post->valid_from, post->valid_to, context->rules->on);
    }
    return n;
}

static const char *name_of(const Person *person) {
    return person == NULL ? "" : person->name;
}

/* ---- parties ---- */

typedef struct {
    const char *title, *kind, *part, *code, *path;
    int64_t n_people;
} PartyRow;

static const ListColumn party_columns[] = {
    {"title", N_("Part"), LIST_TEXT, offsetof(PartyRow, title),
     .second_offset = offsetof(PartyRow, part), .second_key = "part",
     .second_heading = N_("Ställning")},
    {"kind", N_("Slag"), LIST_TEXT, offsetof(PartyRow, kind)},
    {"code", N_("Kod hos SCB"), LIST_TEXT, offsetof(PartyRow, code)},
    {"people", N_("Personer"), LIST_NUMBER, offsetof(PartyRow, n_people)},
    {0}};

static const ListFilter party_filters[] = {{"kind", N_("Slag"), offsetof(PartyRow, kind)},
                                           {"part", N_("Ställning"), offsetof(PartyRow, part)},
                                           {0}};

static const ListDescription party_description = {
    .columns = party_columns,
    .filters = party_filters,
    .row_size = sizeof(PartyRow),
    .path_offset = offsetof(PartyRow, path),
    .noun_one = N_("1 part"),
    .noun_many = N_("parter"),
    .empty = N_("Här står de kommuner och myndigheter som samverkar. Lägg till den första parten."),
    .filename = N_("parter")};

static const char *standing(const Context *context, const Rule *party) {
    if (strcmp(rule_text(party, "external"), "true") == 0)
        return T_("deltar utan att vara part");
    const Rule *whole = rules_find(context->rules, ELEMENT_PARTY, rule_text(party, "part_of"));
    if (whole != NULL)
        return arena_printf(context->arena, T_("del av %s"), whole->title);
    for (EACH_RULE(principal, context, ELEMENT_PRINCIPAL))
        if (strcmp(rule_text(principal, "party"), party->key) == 0)
            return T_("huvudman");
    return "";
}

static int64_t people_in_party(const Context *context, const Rule *party) {
    size_t n = people_at(context, party->element);
    if (strcmp(rule_text(party, "kind"), "municipality") != 0)
        return (int64_t)n;
    for (EACH_RULE(office, context, ELEMENT_OFFICE))
        if (rule_has_item(context->arena, office, "municipalities", rule_text(party, "code")))
            n += people_at(context, office->element);
    return (int64_t)n;
}

static const void *party_rows(const Context *context, size_t *ret_n) {
    PartyRow *rows =
        ARENA_ARRAY(context->arena, PartyRow, rules_count(context->rules, ELEMENT_PARTY));
    size_t n = 0;
    for (EACH_RULE(party, context, ELEMENT_PARTY))
        rows[n++] = (PartyRow){.title = party->title,
                               .kind = T_(rule_choice(party, "kind")),
                               .part = standing(context, party),
                               .code = rule_text(party, "code"),
                               .path = element_path(context, ELEMENT_PARTY, party->key),
                               .n_people = people_in_party(context, party)};
    *ret_n = n;
    return rows;
}

const CollaborationList party_list = {"parties",          N_("Parter"),       N_("Ny part"),
                                      "/rules/party/new", &party_description, party_rows};

/* ---- offices ---- */

typedef struct {
    const char *title, *municipalities, *not_counted, *fields, *head, *deputy, *contact, *form,
        *path;
    int64_t n_people;
} OfficeRow;

static const ListColumn office_columns[] = {
    {"title", N_("Kontor"), LIST_TEXT, offsetof(OfficeRow, title)},
    {"municipalities", N_("Kommuner"), LIST_TEXT, offsetof(OfficeRow, municipalities),
     .second_offset = offsetof(OfficeRow, not_counted), .second_key = "not_counted",
     .second_heading = N_("Anmärkning")},
    {"fields", N_("Område"), LIST_TEXT, offsetof(OfficeRow, fields)},
    {"head", N_("Chef"), LIST_TEXT, offsetof(OfficeRow, head),
     .second_offset = offsetof(OfficeRow, deputy), .second_key = "deputy",
     .second_heading = N_("Vikarie")},
    {"contact", N_("Kontaktperson"), LIST_TEXT, offsetof(OfficeRow, contact)},
    {"people", N_("Personer"), LIST_NUMBER, offsetof(OfficeRow, n_people)},
    {0}};

static const ListFilter office_filters[] = {{"fields", N_("Område"), offsetof(OfficeRow, fields)},
                                            {"form", N_("Organisation"), offsetof(OfficeRow, form)},
                                            {0}};

static const ListDescription office_description = {
    .columns = office_columns,
    .filters = office_filters,
    .row_size = sizeof(OfficeRow),
    .path_offset = offsetof(OfficeRow, path),
    .noun_one = N_("1 kontor"),
    .noun_many = N_("kontor"),
    .empty = N_(
        "Här står miljökontoren och vilka kommuner de arbetar för. Lägg till det första kontoret."),
    .filename = N_("kontor")};

/* The municipalities that are parties, or those that are not. */
static const char *served(const Context *context, const Rule *office, bool counted) {
    TextList codes = rule_list(context->arena, office, "municipalities");
    const char *names = "";
    for (size_t i = 0; i < codes.n; i++) {
        const Municipality *municipality = municipality_by_code(context, codes.items[i]);
        const char *name = municipality == NULL ? codes.items[i] : municipality->short_title;
        if ((municipality_party(context, codes.items[i]) != NULL) == counted)
            names = names[0] == '\0' ? name : arena_printf(context->arena, "%s, %s", names, name);
    }
    return names;
}

static OfficeRow office_row(const Context *context, const Rule *office) {
    const Person *head =
        people_with_function(&context->people, office->element, "head", context->rules->on);
    const Person *deputy =
        head != NULL ? NULL : people_deputy(&context->people, office->element, context->rules->on);
    const char *more = served(context, office, false);
    return (OfficeRow){
        .title = office->title,
        .municipalities = served(context, office, true),
        .not_counted = more[0] == '\0'
                           ? ""
                           : arena_printf(context->arena, T_("även %s, som inte räknas"), more),
        .fields = field_names(context, office),
        .head = head == NULL ? T_("vakant") : head->name,
        .deputy =
            deputy == NULL ? "" : arena_printf(context->arena, T_("%s vikarierar"), deputy->name),
        .contact = name_of(people_with_function(&context->people, office->element, "contact_person",
                                                context->rules->on)),
        .form = T_(rule_choice(office, "form")),
        .path = element_path(context, ELEMENT_OFFICE, office->key),
        .n_people = (int64_t)people_at(context, office->element)};
}

static const void *office_rows(const Context *context, size_t *ret_n) {
    OfficeRow *rows =
        ARENA_ARRAY(context->arena, OfficeRow, rules_count(context->rules, ELEMENT_OFFICE));
    size_t n = 0;
    for (EACH_RULE(office, context, ELEMENT_OFFICE))
        rows[n++] = office_row(context, office);
    *ret_n = n;
    return rows;
}

const CollaborationList office_list = {"offices",           N_("Kontor"),        N_("Nytt kontor"),
                                       "/rules/office/new", &office_description, office_rows};

/* ---- committees ---- */

typedef struct {
    const char *title, *municipalities, *fields, *term, *offices, *path;
} CommitteeRow;

static const ListColumn committee_columns[] = {
    {"title", N_("Nämnd"), LIST_TEXT, offsetof(CommitteeRow, title)},
    {"municipalities", N_("Kommuner"), LIST_TEXT, offsetof(CommitteeRow, municipalities)},
    {"fields", N_("Område"), LIST_TEXT, offsetof(CommitteeRow, fields)},
    {"term", N_("Mandatperiod"), LIST_TEXT, offsetof(CommitteeRow, term)},
    {"offices", N_("Kontor"), LIST_TEXT, offsetof(CommitteeRow, offices)},
    {0}};

static const ListFilter committee_filters[] = {
    {"fields", N_("Område"), offsetof(CommitteeRow, fields)}, {0}};

static const ListDescription committee_description = {
    .columns = committee_columns,
    .filters = committee_filters,
    .row_size = sizeof(CommitteeRow),
    .path_offset = offsetof(CommitteeRow, path),
    .noun_one = N_("1 nämnd"),
    .noun_many = N_("nämnder"),
    .empty = N_("Här står de nämnder som kontoren svarar inför. Lägg till den första nämnden."),
    .filename = N_("namnder")};

static const char *offices_of(const Context *context, const Rule *committee) {
    const char *names = "";
    for (EACH_RULE(office, context, ELEMENT_OFFICE))
        if (strcmp(rule_text(office, "committee"), committee->key) == 0)
            names = names[0] == '\0'
                        ? rule_short(office)
                        : arena_printf(context->arena, "%s, %s", names, rule_short(office));
    return names;
}

static const void *committee_rows(const Context *context, size_t *ret_n) {
    CommitteeRow *rows =
        ARENA_ARRAY(context->arena, CommitteeRow, rules_count(context->rules, ELEMENT_COMMITTEE));
    const RuleKey *term = rule_key(ELEMENT_COMMITTEE, "term");
    size_t n = 0;
    for (EACH_RULE(committee, context, ELEMENT_COMMITTEE))
        rows[n++] =
            (CommitteeRow){.title = committee->title,
                           .municipalities = municipality_names(context, committee),
                           .fields = field_names(context, committee),
                           .term = rule_value_words(context, committee, term),
                           .offices = offices_of(context, committee),
                           .path = element_path(context, ELEMENT_COMMITTEE, committee->key)};
    *ret_n = n;
    return rows;
}

const CollaborationList committee_list = {"committees",           N_("Nämnder"),
                                          N_("Ny nämnd"),         "/rules/committee/new",
                                          &committee_description, committee_rows};

/* ---- bodies ---- */

typedef struct {
    const char *title, *kind, *purpose, *owner, *meetings, *state, *chip, *path;
    int64_t n_members;
} BodyRow;

static const ListColumn body_columns[] = {
    {"title", N_("Organ"), LIST_TEXT, offsetof(BodyRow, title),
     .second_offset = offsetof(BodyRow, owner), .second_key = "owner",
     .second_heading = N_("Tillhörighet")},
    {"kind", N_("Slag"), LIST_TEXT, offsetof(BodyRow, kind),
     .second_offset = offsetof(BodyRow, purpose), .second_key = "purpose",
     .second_heading = N_("Syfte")},
    {"meetings", N_("Möten"), LIST_TEXT, offsetof(BodyRow, meetings)},
    {"members", N_("Personer"), LIST_NUMBER, offsetof(BodyRow, n_members)},
    {"state", N_("Platser"), LIST_CHIP, offsetof(BodyRow, state),
     .chip_offset = offsetof(BodyRow, chip)},
    {0}};

static const ListFilter body_filters[] = {{"kind", N_("Slag"), offsetof(BodyRow, kind)},
                                          {"state", N_("Platser"), offsetof(BodyRow, state)},
                                          {0}};

static const ListDescription body_description = {
    .columns = body_columns,
    .filters = body_filters,
    .row_size = sizeof(BodyRow),
    .path_offset = offsetof(BodyRow, path),
    .noun_one = N_("1 organ"),
    .noun_many = N_("organ"),
    .empty = N_("Här står styrgrupp, arbetsgrupper och andra organ, och vilka som sitter i dem. "
                "Lägg till det första organet."),
    .filename = N_("organ")};

static BodyRow body_row(const Context *context, const Rule *body) {
    BodyCheck check = body_check(context->arena, context->rules, &context->people, body);
    bool broken = check.breaches.n > 0;
    return (BodyRow){
        .title = body->title,
        .kind = T_(rule_choice(body, "kind")),
        .purpose = rule_text(body, "purpose"),
        .owner = strcmp(rule_text(body, "external"), "true") == 0 ? T_("hör till någon annan") : "",
        .meetings = rule_value_words(context, body, rule_key(ELEMENT_BODY, "meetings_per_year")),
        .state = broken               ? N_("att se över")
                 : check.n_places > 0 ? N_("enligt regeln")
                                      : "",
        .chip = broken ? "attention" : "approved",
        .path = element_path(context, ELEMENT_BODY, body->key),
        .n_members = (int64_t)check.n_members};
}

static const void *body_rows(const Context *context, size_t *ret_n) {
    BodyRow *rows = ARENA_ARRAY(context->arena, BodyRow, rules_count(context->rules, ELEMENT_BODY));
    size_t n = 0;
    for (EACH_RULE(body, context, ELEMENT_BODY))
        rows[n++] = body_row(context, body);
    *ret_n = n;
    return rows;
}

const CollaborationList body_list = {"bodies",          N_("Organ"),       N_("Nytt organ"),
                                     "/rules/body/new", &body_description, body_rows};
