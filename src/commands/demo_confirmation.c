#include "commands/demo_confirmation.h"

#include "base/date.h"
#include "base/error.h"
#include "base/id.h"
#include "modules/collaborations/collaborations.h"
#include "modules/confirmation/confirmation.h"
#include "services/auth/auth.h"

#include <string.h>

typedef struct {
    Db *db;
    Arena *arena;
    GKeyFile *file;
    Id collaboration;
    const Rules *rules;
    People people;
    Confirmation confirmation;
} Demo;

/* Noon of the day; what happens in a demo happened then. */
static Instant noon(Date day) {
    return (Instant){date_end(day).seconds - 12 * 3600};
}

static Date day_of(const Demo *demo, const char *group, const char *key) {
    g_autofree char *text = g_key_file_get_string(demo->file, group, key, NULL);
    Date day = {0};
    (void)date_parse(text, &day);
    return day;
}

/* The parts of a value, separated by ';'; NULL where the group does not have the key. */
static char **parts_of(const Demo *demo, const char *group, const char *key) {
    return g_key_file_get_string_list(demo->file, group, key, NULL, NULL);
}

static bool read_all(Demo *demo, GError **error) {
    return people_load(demo->db, demo->arena, demo->collaboration, NULL, &demo->people, error) &&
           confirmation_latest(demo->db, demo->arena, demo->collaboration, &demo->confirmation,
                               error);
}

/* ---- the coordinator ---- */

static bool find_coordinator(const Demo *demo, Id *ret, GError **error) {
    const Member *members;
    size_t n;
    if (!members_of(demo->db, demo->arena, demo->collaboration, &members, &n, error))
        return false;
    for (size_t i = 0; i < n; i++)
        if ((members[i].roles & ONLY_ROLE(ROLE_COORDINATOR)) != 0)
            *ret = members[i].account;
    return true;
}

static ConfirmationSender sender_on(const Demo *demo, Id coordinator, Date day) {
    const Rule *collaboration = rules_next(demo->rules, ELEMENT_COLLABORATION, NULL);
    return (ConfirmationSender){.collaboration = demo->collaboration,
                                .account = coordinator,
                                .name = collaboration->key,
                                .title = collaboration->title,
                                .origin = "https://samsyn.example.org",
                                .today = day,
                                .now = noon(day)};
}

static bool start(const Demo *demo, Id coordinator, GError **error) {
    Id *ids = ARENA_ARRAY(demo->arena, Id, rules_count(demo->rules, ELEMENT_OFFICE));
    size_t n = 0;
    for (const Rule *office = rules_next(demo->rules, ELEMENT_OFFICE, NULL); office != NULL;
         office = rules_next(demo->rules, ELEMENT_OFFICE, office))
        ids[n++] = office->element;
    ConfirmationSender sender =
        sender_on(demo, coordinator, day_of(demo, "confirmation", "started_on"));
    return confirmation_start(demo->db, demo->arena, &sender,
                              day_of(demo, "confirmation", "last_on"), (FormIds){ids, n}, error);
}

static bool remind(const Demo *demo, Id coordinator, GError **error) {
    ConfirmationSender sender =
        sender_on(demo, coordinator, day_of(demo, "confirmation", "reminded_on"));
    size_t n;
    return confirmation_remind(demo->db, demo->arena, &sender, &n, error);
}

/* ---- an office ---- */

static ConfirmationActor actor_of(const Demo *demo, const char *group) {
    const Rule *office = rules_find(demo->rules, ELEMENT_OFFICE, group + strlen("office "));
    Id element = office == NULL ? (Id){0} : office->element;
    Date day = day_of(demo, group, "on");
    return (ConfirmationActor){
        .editor = {.collaboration = demo->collaboration, .today = day, .by_office = element},
        .confirmation = demo->confirmation.id,
        .element = element,
        .now = noon(day)};
}

static bool say_left(const Demo *demo, const char *group, const ConfirmationActor *actor,
                     GError **error) {
    g_auto(GStrv) words = parts_of(demo, group, "left");
    const Person *person = words == NULL ? NULL : people_find(&demo->people, words[0]);
    Date last = {0};
    return person == NULL ||
           (date_parse(words[1], &last) &&
            confirmation_left(demo->db, demo->arena, actor, person->id, last, error));
}

static bool say_new(const Demo *demo, const char *group, const ConfirmationActor *actor,
                    GError **error) {
    g_auto(GStrv) words = parts_of(demo, group, "new");
    if (words == NULL)
        return true;
    Person person = {.name = words[0], .email = words[1], .phone = words[2]};
    Post post = {.function = words[3], .subjects = words[4]};
    (void)date_parse(words[5], &post.valid_from);
    return confirmation_new(demo->db, demo->arena, actor, &person, &post, error);
}

static bool say_phone(const Demo *demo, const char *group, const ConfirmationActor *actor,
                      GError **error) {
    g_auto(GStrv) words = parts_of(demo, group, "phone");
    const Person *found = words == NULL ? NULL : people_find(&demo->people, words[0]);
    const Post *post =
        found == NULL ? NULL : person_post(&demo->people, found->id, actor->editor.today);
    if (post == NULL)
        return true;
    Person person = *found;
    person.phone = words[1];
    return confirmation_change(demo->db, demo->arena, actor, &person, post, error);
}

/* Whoever the office has not said anything else of is as they stand. */
static bool say_right(const Demo *demo, const ConfirmationActor *actor, GError **error) {
    ConfirmationPersons persons = confirmation_persons(
        demo->arena, &demo->confirmation, &demo->people, actor->element, actor->editor.today);
    for (size_t i = 0; i < persons.n; i++)
        if (persons.rows[i].outcome == CONFIRMATION_NONE &&
            !confirmation_right(demo->db, demo->arena, actor, persons.rows[i].person->id, error))
            return false;
    return confirmation_done(demo->db, demo->arena, actor, error);
}

static bool go_through(Demo *demo, const char *group, GError **error) {
    if (!read_all(demo, error))
        return false;
    ConfirmationActor actor = actor_of(demo, group);
    if (!say_left(demo, group, &actor, error) || !say_new(demo, group, &actor, error) ||
        !say_phone(demo, group, &actor, error) || !read_all(demo, error))
        return false;
    return !g_key_file_get_boolean(demo->file, group, "done", NULL) ||
           say_right(demo, &actor, error);
}

/* ---- the whole ---- */

static bool fill(Demo *demo, char **groups, GError **error) {
    Date reminded_on = day_of(demo, "confirmation", "reminded_on");
    bool is_reminded = false;
    Id coordinator = {0};
    if (!rules_load(demo->db, demo->arena, demo->collaboration,
                    day_of(demo, "confirmation", "started_on"), &demo->rules, error) ||
        !find_coordinator(demo, &coordinator, error) || !start(demo, coordinator, error))
        return false;
    for (char **group = groups; *group != NULL; group++) {
        if (!g_str_has_prefix(*group, "office "))
            continue;
        if (!is_reminded && date_compare(day_of(demo, *group, "on"), reminded_on) > 0) {
            is_reminded = true;
            if (!remind(demo, coordinator, error))
                return false;
        }
        if (!go_through(demo, *group, error)) {
            g_prefix_error(error, "[%s]: ", *group);
            return false;
        }
    }
    return true;
}

bool demo_confirmation(Db *db, Arena *arena, Id collaboration, const char *text, GError **error) {
    g_autoptr(GKeyFile) file = g_key_file_new();
    if (!g_key_file_load_from_data(file, text, (gsize)-1, G_KEY_FILE_NONE, error))
        return false;
    g_auto(GStrv) groups = g_key_file_get_groups(file, NULL);
    Demo demo = {.db = db, .arena = arena, .file = file, .collaboration = collaboration};
    return fill(&demo, groups, error);
}
