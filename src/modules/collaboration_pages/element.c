#include "modules/collaboration_pages/element.h"

#include "base/date.h"
#include "base/id.h"
#include "modules/collaboration_pages/body_work.h"
#include "modules/collaboration_pages/samverkan_html.h"
#include "modules/people/body_check.h"
#include "ui/frame.h"

#include <string.h>

#define LINKS_MAX 500

/* ---- people at an office, a party or a committee ---- */

static MemberRow member_row(const Context *context, const Post *post) {
    const Person *person = people_get(&context->people, post->person);
    const Municipality *for_one =
        post->municipality == NULL ? NULL : municipality_by_code(context, post->municipality);
    const char *title = post_words(post);
    if (for_one != NULL)
        title = arena_printf(context->arena, T_("%s för %s"), title, for_one->short_title);
    else if (id_is_set(post->deputy_for))
        title = arena_printf(context->arena, T_("%s, vikarierar när chef saknas"), title);
    return (MemberRow){.name = person->name,
                       .path = person_path(context, person),
                       .title = title,
                       .subjects = subject_words(context->arena, post->subjects),
                       .period = period_words(context->arena, post->valid_from, post->valid_to),
                       .is_protected = person->is_protected};
}

static void gather_members(const Context *context, ElementView *view) {
    MemberRow *rows = ARENA_ARRAY(context->arena, MemberRow, context->people.n_posts);
    for (size_t i = 0; i < context->people.n_posts; i++) {
        const Post *post = &context->people.posts[i];
        if (id_equal(post->element, view->rule->element) &&
            (!date_is_set(post->valid_to) || date_compare(post->valid_to, context->rules->on) >= 0))
            rows[view->n_members++] = member_row(context, post);
    }
    view->has_members = true;
    view->members = rows;
}

/* ---- places in a body ---- */

/* That somebody is a member goes without saying. */
static const char *role_words(const Context *context, const Seat *seat) {
    return strcmp(seat->role, "member") == 0 && !seat->is_substitute ? ""
                                                                     : seat_words(context, seat);
}

static PlaceRow place_row(const Context *context, const char *place, const char *asks,
                          const Seat *seat) {
    if (seat == NULL)
        return (PlaceRow){.place = place, .asks = asks, .role = "", .period = ""};
    const Person *person = people_get(&context->people, seat->person);
    return (PlaceRow){.place = place,
                      .asks = asks,
                      .name = person->name,
                      .path = person_path(context, person),
                      .role = role_words(context, seat),
                      .period = period_words(context->arena, seat->valid_from, seat->valid_to),
                      .is_protected = person->is_protected};
}

static const char *works_for(const Context *context, const Seat *seat) {
    const Post *post = person_post(&context->people, seat->person, context->rules->on);
    const Rule *place = post == NULL ? NULL : rules_get(context->rules, post->element);
    return place == NULL ? NULL : rule_short(place);
}

/* A place for all municipalities together is shown with where they come from. */
static PlaceRow seat_row(const Context *context, const BodyPlace *place, const Seat *seat) {
    const SeatRule *rule = place->rule;
    PlaceRow row =
        place_row(context, place->title,
                  rule->function[0] == '\0' ? "" : seat_holder(rule->function, false), seat);
    if (seat != NULL && rule->who == SEAT_MUNICIPALITIES)
        row.work = works_for(context, seat);
    return row;
}

static PlaceRow other_row(const Context *context, const BodyCheck *check, size_t i) {
    PlaceRow row =
        place_row(context, check->n_places == 0 ? "" : T_("utan egen plats"), "", check->others[i]);
    row.work = works_for(context, check->others[i]);
    return row;
}

static void gather_places(const Context *context, ElementView *view) {
    BodyCheck check = body_check(context->arena, context->rules, &context->people, view->rule);
    size_t n = check.n_others + check.n_vacant;
    for (size_t i = 0; i < check.n_places; i++)
        n += check.places[i].n;
    PlaceRow *rows = ARENA_ARRAY(context->arena, PlaceRow, n);
    for (size_t i = 0; i < check.n_places; i++) {
        const BodyPlace *place = &check.places[i];
        for (size_t seat = 0; seat < place->n; seat++)
            rows[view->n_places++] = seat_row(context, place, place->seats[seat]);
        for (size_t seat = place->n; seat < (size_t)place->rule->min; seat++)
            rows[view->n_places++] = seat_row(context, place, NULL);
    }
    for (size_t i = 0; i < check.n_others; i++)
        rows[view->n_places++] = other_row(context, &check, i);
    view->has_places = true;
    view->places = rows;
    view->breaches = check.breaches;
    if (check.breaches.n > 0)
        view->chip = check.n_vacant == 1  ? N_("en vakant plats")
                     : check.n_vacant > 1 ? N_("vakanta platser")
                                          : N_("att se över");
    view->chip_class = "chip-attention";
}

/* ---- what it takes part in ---- */

typedef struct {
    const Context *context;
    LinkRow *rows;
    size_t n;
} Links;

static void add_link(Links *links, const Rule *rule, const char *soft) {
    if (links->n < LINKS_MAX)
        links->rows[links->n++] =
            (LinkRow){rule->title, element_path(links->context, rule->kind, rule->key), soft};
}

static bool works_at(const Context *context, Id person, Id place) {
    for (size_t i = 0; i < context->people.n_posts; i++) {
        const Post *post = &context->people.posts[i];
        if (id_equal(post->person, person) && id_equal(post->element, place) &&
            period_covers(post->valid_from, post->valid_to, context->rules->on))
            return true;
    }
    return false;
}

/* The names of those from here who sit in the body. */
static const char *sitting_from(const Context *context, const Rule *body, const Rule *place) {
    const char *names = "";
    for (size_t i = 0; i < context->people.n_seats; i++) {
        const Seat *seat = &context->people.seats[i];
        if (!id_equal(seat->body, body->element) ||
            !period_covers(seat->valid_from, seat->valid_to, context->rules->on) ||
            !works_at(context, seat->person, place->element))
            continue;
        const char *name = people_get(&context->people, seat->person)->name;
        names = names[0] == '\0' ? name : arena_printf(context->arena, "%s, %s", names, name);
    }
    return names;
}

static void add_bodies(Links *links, const Rule *rule) {
    const Context *context = links->context;
    for (const Rule *body = rules_next(context->rules, ELEMENT_BODY, NULL); body != NULL;
         body = rules_next(context->rules, ELEMENT_BODY, body)) {
        const char *names = sitting_from(context, body, rule);
        if (names[0] != '\0' || rule_has_item(context->arena, body, "participants", rule->key))
            add_link(links, body, names);
    }
}

static void add_offices(Links *links, const Rule *rule) {
    const Context *context = links->context;
    for (const Rule *office = rules_next(context->rules, ELEMENT_OFFICE, NULL); office != NULL;
         office = rules_next(context->rules, ELEMENT_OFFICE, office)) {
        bool of_committee = rule->kind == ELEMENT_COMMITTEE &&
                            strcmp(rule_text(office, "committee"), rule->key) == 0;
        bool of_municipality =
            rule->kind == ELEMENT_PARTY && strcmp(rule_text(rule, "kind"), "municipality") == 0 &&
            rule_has_item(context->arena, office, "municipalities", rule_text(rule, "code"));
        if (of_committee || of_municipality)
            add_link(links, office, field_names(context, office));
    }
}

static void add_documents(Links *links, const Rule *body) {
    const Context *context = links->context;
    for (const Rule *document = rules_next(context->rules, ELEMENT_DOCUMENT, NULL);
         document != NULL; document = rules_next(context->rules, ELEMENT_DOCUMENT, document)) {
        if (strcmp(rule_text(document, "adopted_by"), body->key) == 0)
            add_link(links, document, N_("fastställer"));
        else if (strcmp(rule_text(document, "proposed_by"), body->key) == 0)
            add_link(links, document, N_("föreslår"));
    }
}

static void gather_parts(const Context *context, ElementView *view) {
    Links links = {context, ARENA_ARRAY(context->arena, LinkRow, LINKS_MAX), 0};
    switch (view->rule->kind) {
    case ELEMENT_BODY:
        add_documents(&links, view->rule);
        view->parts_title = N_("Dokument");
        break;
    case ELEMENT_OFFICE:
        add_bodies(&links, view->rule);
        view->parts_title = N_("Deltar i");
        break;
    default:
        add_offices(&links, view->rule);
        add_bodies(&links, view->rule);
        view->parts_title =
            view->rule->kind == ELEMENT_PARTY ? N_("Kontor och organ") : N_("Kontor");
    }
    view->parts = (LinkRows){links.rows, links.n};
}

static void mark_period(const Context *context, const RuleHistory *history, ElementView *view) {
    Date first = history->rules[0].valid_from, last = history->rules[history->n - 1].valid_to;
    view->chip = "";
    view->chip_class = "";
    if (date_is_set(last) && date_compare(last, context->rules->on) < 0)
        view->chip =
            arena_printf(context->arena, T_("till och med %s"), date_long(context->arena, last));
    else if (date_compare(first, context->rules->on) > 0)
        view->chip = arena_printf(context->arena, T_("från %s"), date_long(context->arena, first));
}

/* ---- a body on another day ---- */

/* Who has sat there, the latest first. */
static void gather_former(const Context *context, ElementView *view) {
    PlaceRow *rows = ARENA_ARRAY(context->arena, PlaceRow, context->people.n_seats);
    for (size_t i = context->people.n_seats; i > 0; i--) {
        const Seat *seat = &context->people.seats[i - 1];
        if (id_equal(seat->body, view->rule->element) && date_is_set(seat->valid_to) &&
            date_compare(seat->valid_to, context->rules->on) < 0)
            rows[view->n_former++] = place_row(context, "", "", seat);
    }
    view->former = rows;
}

/* The day of ?on=, or today; what is no day is said on the page. */
static Date day_asked(const Request *request, bool *ret_is_day) {
    const char *text = request_query(request, "on");
    Date on = request->today;
    *ret_is_day = text == NULL || text[0] == '\0' || date_parse(text, &on);
    return on;
}

/* The directory, narrowed to those who sit or work here today. */
static void offer_lists(const Context *context, ElementView *view) {
    const Request *request = context->request;
    const char *filter = view->rule->kind == ELEMENT_BODY ? "body" : "place";
    g_autofree char *value = g_uri_escape_string(rule_short(view->rule), NULL, false);
    if (date_compare(context->rules->on, request->today) != 0 ||
        view->n_places + view->n_members == 0)
        return;
    view->list_path = collaboration_path(request, "/directory?%s=%s", filter, value);
    if (session_may(request->session, MAY_READ_CONTACT_DETAILS))
        view->addresses_path =
            collaboration_path(request, "/directory/addresses?%s=%s", filter, value);
}

static bool gather_body(const Context *context, bool is_day, ElementView *view, GError **error) {
    const Request *request = context->request;
    BodyWork work;
    if (!body_work(context, view->rule, &work, error))
        return false;
    view->rounds = work.rounds;
    view->adoptions = work.adoptions;
    gather_places(context, view);
    gather_former(context, view);
    view->on = context->rules->on;
    view->on_typed = is_day ? date_iso(context->arena, view->on) : request_query(request, "on");
    view->is_no_day = !is_day;
    view->is_another_day = date_compare(view->on, request->today) != 0;
    view->is_past = date_compare(view->on, request->today) < 0;
    if (context->may_edit_people && !view->is_another_day)
        view->add_members_path = collaboration_path(request, "/bodies/%s/members", view->rule->key);
    return true;
}

bool element_page(Request *request, Response *response, ElementKind kind, GError **error) {
    Context context;
    RuleHistory history;
    bool is_day = true;
    Date on = kind == ELEMENT_BODY ? day_asked(request, &is_day) : request->today;
    if (!context_load_on(request, on, &context, error) ||
        !rules_history(request->db, request->arena, request->collaboration, kind,
                       request_param(request, "key"), &history, error))
        return false;
    ElementView view = {.rule = history_on(&history, on)};
    Frame *frame = collaboration_frame(&context, view.rule->title);
    frame_crumb(frame, rule_kinds[kind].many,
                collaboration_path(request, "/%s", element_kind_segment(kind)));
    view.frame = frame;
    view.facts = rule_facts(&context, view.rule);
    mark_period(&context, &history, &view);
    if (kind != ELEMENT_BODY)
        gather_members(&context, &view);
    else if (!gather_body(&context, is_day, &view, error))
        return false;
    offer_lists(&context, &view);
    gather_parts(&context, &view);
    element_history(&context, &history, &view.history, &view.n_history);
    if (context.may_edit_rules)
        view.edit_path =
            collaboration_path(request, "/rules/%s/%s", element_kind_names[kind], view.rule->key);
    element_page_html(response_html(response), &view);
    return true;
}
