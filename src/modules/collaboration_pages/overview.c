#include "modules/collaboration_pages/body_members.h"
#include "modules/collaboration_pages/element.h"
#include "modules/collaboration_pages/lists.h"
#include "modules/collaboration_pages/office_findings.h"
#include "modules/collaboration_pages/pages.h"
#include "modules/collaboration_pages/samverkan_html.h"
#include "modules/people/body_check.h"

#include "base/date.h"
#include "services/auth/auth.h"

#include <string.h>

static Fact one_fact(const Context *context, const char *key) {
    return rule_fact(context, context->self, rule_key(ELEMENT_COLLABORATION, key));
}

static Facts collaboration_facts(const Context *context) {
    static const char *const keys[] = {"counties", "since", "fields"};
    Fact *facts = ARENA_ARRAY(context->arena, Fact, G_N_ELEMENTS(keys));
    Facts found = {facts, 0};
    for (size_t i = 0; i < G_N_ELEMENTS(keys); i++)
        if (rule_text(context->self, keys[i])[0] != '\0')
            facts[found.n++] = one_fact(context, keys[i]);
    return found;
}

/* ---- numbers ---- */

static bool serves_party(const Context *context, const Rule *office) {
    TextList codes = rule_list(context->arena, office, "municipalities");
    for (size_t i = 0; i < codes.n; i++)
        if (municipality_party(context, codes.items[i]) != NULL)
            return true;
    return false;
}

static size_t municipalities_in_field(const Context *context, const char *field) {
    size_t n = 0;
    for (const Rule *party = rules_next(context->rules, ELEMENT_PARTY, NULL); party != NULL;
         party = rules_next(context->rules, ELEMENT_PARTY, party)) {
        if (strcmp(rule_text(party, "kind"), "municipality") != 0)
            continue;
        bool found = false;
        for (const Rule *office = rules_next(context->rules, ELEMENT_OFFICE, NULL);
             office != NULL && !found; office = rules_next(context->rules, ELEMENT_OFFICE, office))
            found =
                rule_has_item(context->arena, office, "fields", field) &&
                rule_has_item(context->arena, office, "municipalities", rule_text(party, "code"));
        n += found;
    }
    return n;
}

static size_t offices_in_field(const Context *context, const char *field) {
    size_t n = 0;
    for (const Rule *office = rules_next(context->rules, ELEMENT_OFFICE, NULL); office != NULL;
         office = rules_next(context->rules, ELEMENT_OFFICE, office))
        n += (field == NULL || rule_has_item(context->arena, office, "fields", field)) &&
             serves_party(context, office);
    return n;
}

static void gather_numbers(const Context *context, OverviewView *view) {
    const Figure figures[] = {{N_("kommuner"), count_municipalities(context)},
                              {N_("kontor"), offices_in_field(context, NULL)},
                              {N_("parter"), count_parties(context)},
                              {N_("organ"), rules_count(context->rules, ELEMENT_BODY)},
                              {N_("personer i tjänst"), count_people(context)}};
    Figure *copy = ARENA_ARRAY(context->arena, Figure, G_N_ELEMENTS(figures));
    TextList fields = rule_list(context->arena, context->self, "fields");
    FieldRow *rows = ARENA_ARRAY(context->arena, FieldRow, fields.n);
    const RuleKey *key = rule_key(ELEMENT_COLLABORATION, "fields");
    for (size_t i = 0; i < G_N_ELEMENTS(figures); i++)
        copy[i] = figures[i];
    for (size_t i = 0; i < fields.n; i++)
        rows[i] = (FieldRow){choice_label(key->choices, fields.items[i]),
                             municipalities_in_field(context, fields.items[i]),
                             offices_in_field(context, fields.items[i])};
    view->figures = copy;
    view->n_figures = G_N_ELEMENTS(figures);
    view->fields = rows;
    view->n_fields = fields.n;
}

/* ---- who leads ---- */

static LinkRows coordinators(const Context *context) {
    LinkRow *rows = ARENA_ARRAY(context->arena, LinkRow, context->people.n_posts);
    LinkRows found = {rows, 0};
    const char *share = rule_text(context->self, "coordinator_share");
    for (size_t i = 0; i < context->people.n_posts; i++) {
        const Post *post = &context->people.posts[i];
        if (strcmp(post->function, "coordinator") != 0 ||
            !period_covers(post->valid_from, post->valid_to, context->rules->on))
            continue;
        const Person *person = people_get(&context->people, post->person);
        rows[found.n++] = (LinkRow){
            .title = person->name,
            .path = person_path(context, person),
            .soft =
                share[0] == '\0' ? "" : arena_printf(context->arena, T_("%s %% av heltid"), share)};
    }
    return found;
}

static bool principals(const Context *context, LinkRows *ret, GError **error) {
    AllRules all;
    const Request *request = context->request;
    if (!rules_of_kind(request->db, context->arena, request->collaboration, ELEMENT_PRINCIPAL, &all,
                       error))
        return false;
    LinkRow *rows = ARENA_ARRAY(context->arena, LinkRow, all.n);
    for (size_t i = 0; i < all.n; i++)
        rows[i] = (LinkRow){
            .title = all.rows[i].title,
            .path = element_path(context, ELEMENT_PARTY, rule_text(&all.rows[i], "party")),
            .soft = period_words(context->arena, all.rows[i].valid_from, all.rows[i].valid_to)};
    *ret = (LinkRows){rows, all.n};
    return true;
}

/* ---- documents and bodies ---- */

static const char *horizon_words(const Context *context, const Rule *document) {
    size_t n = rule_list(context->arena, document, "years").n;
    const char *years = rule_value_words(context, document, rule_key(ELEMENT_DOCUMENT, "years"));
    return n == 1 ? arena_printf(context->arena, T_("1 år: %s"), years)
                  : arena_printf(context->arena, T_("%zu år: %s"), n, years);
}

static const char *adoption_words(const Context *context, const Rule *document) {
    const Rule *body = rules_find(context->rules, ELEMENT_BODY, rule_text(document, "adopted_by"));
    int month = (int)rule_number(document, "deadline_month");
    const char *by = body == NULL ? "" : body->title;
    if (month == 0)
        return arena_printf(context->arena, T_("fastställs av %s"), by);
    bool before = strcmp(rule_text(document, "deadline_year"), "before") == 0;
    return arena_printf(context->arena, T_("fastställs av %s senast i %s %s"), by,
                        month_word(month), before ? T_("året före") : T_("samma år"));
}

static LinkRows documents(const Context *context) {
    LinkRow *rows =
        ARENA_ARRAY(context->arena, LinkRow, rules_count(context->rules, ELEMENT_DOCUMENT));
    LinkRows found = {rows, 0};
    for (const Rule *document = rules_next(context->rules, ELEMENT_DOCUMENT, NULL);
         document != NULL; document = rules_next(context->rules, ELEMENT_DOCUMENT, document))
        rows[found.n++] = (LinkRow){.title = document->title,
                                    .path = element_path(context, ELEMENT_DOCUMENT, document->key),
                                    .soft = arena_printf(context->arena, "%s · %s",
                                                         horizon_words(context, document),
                                                         adoption_words(context, document))};
    return found;
}

static const char *body_words(const Context *context, const Rule *body, const BodyCheck *check) {
    const char *meetings =
        rule_value_words(context, body, rule_key(ELEMENT_BODY, "meetings_per_year"));
    const char *noun = check->n_members == 1 ? T_("person") : T_("personer");
    const char *people =
        check->n_members == 0 ? "" : arena_printf(context->arena, "%zu %s", check->n_members, noun);
    if (meetings[0] == '\0' || people[0] == '\0')
        return meetings[0] == '\0' ? people : meetings;
    return arena_printf(context->arena, "%s · %s", meetings, people);
}

static void gather_bodies(const Context *context, OverviewView *view) {
    LinkRows offices = office_findings(context);
    size_t n = rules_count(context->rules, ELEMENT_BODY),
           breaches_max = offices.n + context->people.n_seats + 1000;
    LinkRow *own = ARENA_ARRAY(context->arena, LinkRow, n),
            *external = ARENA_ARRAY(context->arena, LinkRow, n);
    LinkRow *breaches = ARENA_ARRAY(context->arena, LinkRow, breaches_max);
    view->bodies.rows = own;
    view->external_bodies.rows = external;
    view->breaches.rows = breaches;
    for (size_t i = 0; i < offices.n; i++)
        breaches[view->breaches.n++] = offices.rows[i];
    for (const Rule *body = rules_next(context->rules, ELEMENT_BODY, NULL); body != NULL;
         body = rules_next(context->rules, ELEMENT_BODY, body)) {
        BodyCheck check = body_check(context->arena, context->rules, &context->people, body);
        const char *path = element_path(context, ELEMENT_BODY, body->key);
        LinkRow row = {body->title, path, body_words(context, body, &check)};
        if (strcmp(rule_text(body, "external"), "true") == 0)
            external[view->external_bodies.n++] = row;
        else
            own[view->bodies.n++] = row;
        for (size_t i = 0; i < check.breaches.n && view->breaches.n < breaches_max; i++)
            breaches[view->breaches.n++] =
                (LinkRow){check.breaches.items[i], path, N_("Se organet")};
    }
}

static bool overview_page(Request *request, Response *response, GError **error) {
    Context context;
    if (!context_load(request, &context, error))
        return false;
    OverviewView view = {.frame = frame_new(request, PLACE_COLLABORATION, N_("Samverkan")),
                         .tabs = collaboration_tabs(&context, "collaboration"),
                         .purpose = rule_text(context.self, "purpose"),
                         .may_edit = context.may_edit_rules,
                         .facts = collaboration_facts(&context),
                         .coordinators = coordinators(&context),
                         .documents = documents(&context),
                         .coordinator_title = rule_text(context.self, "coordinator_title"),
                         .settings_path = collaboration_path(request, "/settings")};
    gather_numbers(&context, &view);
    gather_bodies(&context, &view);
    if (!principals(&context, &view.principals, error))
        return false;
    overview_page_html(response_html(response), &view);
    return true;
}

/* ---- the lists ---- */

static const List *make_list(const Context *context, const CollaborationList *list) {
    size_t n;
    const void *rows = list->rows(context, &n);
    return list_make(context->request, list->description, rows, n);
}

static bool show_list(Request *request, Response *response, const CollaborationList *list,
                      GError **error) {
    Context context;
    if (!context_load(request, &context, error))
        return false;
    ListView view = {.frame = collaboration_frame(&context, list->title),
                     .tabs = collaboration_tabs(&context, list->segment),
                     .list = make_list(&context, list),
                     .findings = list == &office_list ? office_findings(&context) : (LinkRows){0},
                     .title = list->title,
                     .add = list->add,
                     .add_path = context.may_edit_rules
                                     ? collaboration_path(request, "%s", list->add_path)
                                     : NULL};
    collaboration_list_page_html(response_html(response), &view);
    return true;
}

static bool send_file(Request *request, Response *response, const CollaborationList *list,
                      GError **error) {
    Context context;
    return context_load(request, &context, error) &&
           list_file(response, make_list(&context, list), error);
}

#define LIST_HANDLERS(name, list)                                                                  \
    static bool name##_page(Request *request, Response *response, GError **error) {                \
        return show_list(request, response, &list, error);                                         \
    }                                                                                              \
    static bool name##_file(Request *request, Response *response, GError **error) {                \
        return send_file(request, response, &list, error);                                         \
    }

LIST_HANDLERS(parties, party_list)
LIST_HANDLERS(offices, office_list)
LIST_HANDLERS(committees, committee_list)
LIST_HANDLERS(bodies, body_list)

static bool party_page(Request *request, Response *response, GError **error) {
    return element_page(request, response, ELEMENT_PARTY, error);
}

static bool office_page(Request *request, Response *response, GError **error) {
    return element_page(request, response, ELEMENT_OFFICE, error);
}

static bool committee_page(Request *request, Response *response, GError **error) {
    return element_page(request, response, ELEMENT_COMMITTEE, error);
}

static bool body_page(Request *request, Response *response, GError **error) {
    return element_page(request, response, ELEMENT_BODY, error);
}

const Route collaboration_routes[] = {
    {GET, "/:collab/collaboration", overview_page, MAY_READ_COLLABORATION},
    {GET, "/:collab/parties", parties_page, MAY_READ_COLLABORATION},
    TABLE_ROUTES("/:collab/parties", parties_file, MAY_READ_COLLABORATION),
    {GET, "/:collab/parties/:key", party_page, MAY_READ_COLLABORATION},
    {GET, "/:collab/offices", offices_page, MAY_READ_COLLABORATION},
    TABLE_ROUTES("/:collab/offices", offices_file, MAY_READ_COLLABORATION),
    {GET, "/:collab/offices/:key", office_page, MAY_READ_COLLABORATION},
    {GET, "/:collab/committees", committees_page, MAY_READ_COLLABORATION},
    TABLE_ROUTES("/:collab/committees", committees_file, MAY_READ_COLLABORATION),
    {GET, "/:collab/committees/:key", committee_page, MAY_READ_COLLABORATION},
    {GET, "/:collab/bodies", bodies_page, MAY_READ_COLLABORATION},
    TABLE_ROUTES("/:collab/bodies", bodies_file, MAY_READ_COLLABORATION),
    {GET, "/:collab/bodies/:key", body_page, MAY_READ_COLLABORATION},
    {GET, "/:collab/bodies/:key/members", body_members_page, MAY_EDIT_PEOPLE},
    {POST, "/:collab/bodies/:key/members", body_members_action, MAY_EDIT_PEOPLE},
    {0},
};
