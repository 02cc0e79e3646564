#include "modules/collaboration_pages/context.h"

#include "base/date.h"
#include "base/error.h"
#include "base/id.h"
#include "services/auth/auth.h"

#include <string.h>

static void set_permissions(Context *context) {
    const Session *session = context->request->session;
    context->may_edit_rules = session_may(session, MAY_EDIT_RULES);
    context->may_edit_people = session_may(session, MAY_EDIT_PEOPLE);
    context->may_edit_office_people = session_may(session, MAY_EDIT_OFFICE_PEOPLE);
}

static bool load_on(const Request *request, const PeopleReader *reader, Date on, Context *ret,
                    GError **error) {
    Context context = {.request = request, .arena = request->arena};
    if (!rules_load(request->db, request->arena, request->collaboration, on, &context.rules,
                    error) ||
        !people_load(request->db, request->arena, request->collaboration, reader, &context.people,
                     error) ||
        !municipalities_load(request->db, request->arena, &context.municipalities,
                             &context.n_municipalities, error) ||
        !counties_load(request->db, request->arena, &context.counties, &context.n_counties, error))
        return false;
    context.self = rules_next(context.rules, ELEMENT_COLLABORATION, NULL);
    if (context.self == NULL)
        return fail(error, ERROR_NOT_FOUND, "Samverkan har inga regler som gäller %s.",
                    date_compare(on, request->today) == 0 ? T_("idag") : T_("den dagen"));
    set_permissions(&context);
    *ret = context;
    return true;
}

bool context_load_as(const Request *request, const PeopleReader *reader, Context *ret,
                     GError **error) {
    return load_on(request, reader, request->today, ret, error);
}

bool context_load_on(const Request *request, Date on, Context *ret, GError **error) {
    PeopleReader reader = people_reader(request->session, request->today);
    return load_on(request, &reader, on, ret, error);
}

bool context_load(const Request *request, Context *ret, GError **error) {
    PeopleReader reader = people_reader(request->session, request->today);
    return context_load_as(request, &reader, ret, error);
}

bool context_load_for_person(const Request *request, Context *ret, GError **error) {
    PeopleReader reader = people_reader(request->session, request->today);
    reader.sees_protected_contact_details = true;
    return context_load_as(request, &reader, ret, error);
}

bool is_own_office(const Context *context, Id office) {
    return person_works_at(&context->people, context->request->session->person, office,
                           context->rules->on);
}

Id own_office(const Context *context) {
    for (const Rule *office = rules_next(context->rules, ELEMENT_OFFICE, NULL); office != NULL;
         office = rules_next(context->rules, ELEMENT_OFFICE, office))
        if (is_own_office(context, office->element))
            return office->element;
    return (Id){0};
}

bool may_edit_person(const Context *context, Id person) {
    size_t own = 0, all = 0;
    for (size_t i = 0; i < context->people.n_posts; i++) {
        const Post *post = &context->people.posts[i];
        if (!id_equal(post->person, person) ||
            !period_covers(post->valid_from, post->valid_to, context->rules->on))
            continue;
        own += is_own_office(context, post->element);
        all++;
    }
    return context->may_edit_people || (context->may_edit_office_people && all > 0 && own == all);
}

const Municipality *municipality_by_code(const Context *context, const char *code) {
    for (size_t i = 0; i < context->n_municipalities; i++)
        if (strcmp(context->municipalities[i].code, code) == 0)
            return &context->municipalities[i];
    return NULL;
}

const char *county_title(const Context *context, const char *code) {
    for (size_t i = 0; i < context->n_counties; i++)
        if (strcmp(context->counties[i].code, code) == 0)
            return context->counties[i].title;
    return code;
}

const Rule *municipality_party(const Context *context, const char *code) {
    for (const Rule *party = rules_next(context->rules, ELEMENT_PARTY, NULL); party != NULL;
         party = rules_next(context->rules, ELEMENT_PARTY, party))
        if (strcmp(rule_text(party, "kind"), "municipality") == 0 &&
            strcmp(rule_text(party, "code"), code) == 0)
            return party;
    return NULL;
}

bool may_add_person(const Context *context) {
    return context->may_edit_people ||
           (context->may_edit_office_people && id_is_set(own_office(context)));
}

static const char *joined(Arena *arena, const char *list, const char *item) {
    return list[0] == '\0' ? item : arena_printf(arena, "%s, %s", list, item);
}

const char *municipality_names(const Context *context, const Rule *rule) {
    TextList codes = rule_list(context->arena, rule, "municipalities");
    const char *names = "";
    for (size_t i = 0; i < codes.n; i++) {
        const Municipality *municipality = municipality_by_code(context, codes.items[i]);
        names = joined(context->arena, names,
                       municipality == NULL ? codes.items[i] : municipality->short_title);
    }
    return names;
}

const char *field_names(const Context *context, const Rule *rule) {
    TextList fields = rule_list(context->arena, rule, "fields");
    const char *names = "";
    const RuleKey *key = rule_key(rule->kind, "fields");
    for (size_t i = 0; i < fields.n; i++)
        names = joined(context->arena, names, T_(choice_label(key->choices, fields.items[i])));
    return names;
}

const char *element_path(const Context *context, ElementKind kind, const char *key) {
    const char *segment = element_kind_segment(kind);
    if (segment != NULL)
        return collaboration_path(context->request, "/%s/%s", segment, key);
    if (!context->may_edit_rules)
        return NULL;
    return collaboration_path(context->request, "/rules/%s/%s", element_kind_names[kind], key);
}

const char *person_path(const Context *context, const Person *person) {
    if (person->key[0] == '\0')
        return NULL;
    return collaboration_path(context->request, "/people/%s", person->key);
}

const char *period_words(Arena *arena, Date from, Date to) {
    if (date_is_set(from) && date_is_set(to))
        return arena_printf(arena, "%s–%s", date_short(arena, from), date_short(arena, to));
    if (date_is_set(from))
        return arena_printf(arena, T_("sedan %s"), date_short(arena, from));
    return date_is_set(to) ? arena_printf(arena, T_("till och med %s"), date_short(arena, to)) : "";
}

const char *subject_words(Arena *arena, const char *subjects) {
    g_auto(GStrv) list = g_strsplit(subjects, ";", -1);
    g_autofree char *words = g_strjoinv(", ", list);
    return arena_strdup(arena, words);
}

static int64_t seat_position(const Context *context, const Seat *seat) {
    const Rule *body = rules_get(context->rules, seat->body);
    return body == NULL ? G_MAXINT64 : body->position;
}

SeatList seats_of_person(const Context *context, Id person) {
    const Seat **rows = ARENA_ARRAY(context->arena, const Seat *, context->people.n_seats);
    size_t n = 0;
    for (size_t i = 0; i < context->people.n_seats; i++) {
        const Seat *seat = &context->people.seats[i];
        if (!id_equal(seat->person, person))
            continue;
        size_t at = n++;
        for (; at > 0 && seat_position(context, rows[at - 1]) > seat_position(context, seat); at--)
            rows[at] = rows[at - 1];
        rows[at] = seat;
    }
    return (SeatList){rows, n};
}

const char *seat_words(const Context *context, const Seat *seat) {
    const Person *member = people_get(&context->people, seat->substitute_for);
    const char *role = T_(seat_role_label(seat->role)), *substitute = T_("ersättare");
    if (!seat->is_substitute)
        return role;
    if (member != NULL && member->key[0] != '\0')
        substitute = arena_printf(context->arena, T_("ersättare för %s"), member->name);
    return strcmp(seat->role, "member") == 0
               ? substitute
               : arena_printf(context->arena, "%s, %s", role, substitute);
}

size_t count_parties(const Context *context) {
    size_t n = 0;
    for (const Rule *party = rules_next(context->rules, ELEMENT_PARTY, NULL); party != NULL;
         party = rules_next(context->rules, ELEMENT_PARTY, party))
        n += rule_text(party, "external")[0] == '\0' && rule_text(party, "part_of")[0] == '\0';
    return n;
}

size_t count_municipalities(const Context *context) {
    size_t n = 0;
    for (const Rule *party = rules_next(context->rules, ELEMENT_PARTY, NULL); party != NULL;
         party = rules_next(context->rules, ELEMENT_PARTY, party))
        n += strcmp(rule_text(party, "kind"), "municipality") == 0;
    return n;
}

size_t count_people(const Context *context) {
    size_t n = 0;
    for (size_t i = 0; i < context->people.n; i++)
        n += person_is_active(&context->people, context->people.persons[i].id, context->rules->on);
    return n;
}

Tabs collaboration_tabs(const Context *context, const char *current) {
    const struct {
        const char *segment, *title;
        size_t count;
    } tabs[] = {{"collaboration", N_("Översikt"), 0},
                {"parties", N_("Parter"), rules_count(context->rules, ELEMENT_PARTY)},
                {"offices", N_("Kontor"), rules_count(context->rules, ELEMENT_OFFICE)},
                {"committees", N_("Nämnder"), rules_count(context->rules, ELEMENT_COMMITTEE)},
                {"bodies", N_("Organ"), rules_count(context->rules, ELEMENT_BODY)}};
    Tab *rows = ARENA_ARRAY(context->arena, Tab, G_N_ELEMENTS(tabs));
    for (size_t i = 0; i < G_N_ELEMENTS(tabs); i++)
        rows[i] = (Tab){tabs[i].title, collaboration_path(context->request, "/%s", tabs[i].segment),
                        tabs[i].count, strcmp(tabs[i].segment, current) == 0};
    return (Tabs){rows, G_N_ELEMENTS(tabs)};
}

Frame *people_frame(const Context *context, const char *title) {
    Frame *frame = frame_new(context->request, PLACE_DIRECTORY, title);
    frame_crumb(frame, N_("Telefonbok"), collaboration_path(context->request, "/directory"));
    return frame;
}

Frame *collaboration_frame(const Context *context, const char *title) {
    Frame *frame = frame_new(context->request, PLACE_COLLABORATION, title);
    frame_crumb(frame, N_("Samverkan"), collaboration_path(context->request, "/collaboration"));
    return frame;
}
