#include "base/date.h"
#include "base/error.h"
#include "base/id.h"
#include "modules/people/people_change.h"
#include "services/auth/auth.h"
#include "services/auth/sessions.h"
#include "services/task_link/task_link.h"

#include <glib.h>
#include <string.h>

typedef struct {
    Change change;
    const PersonLeaving *who;
    /* "2021-05-31;post 1234 2021-06-30;seat 1235 ;access 1236 ": the last day, and what had another
     * before. */
    GString *ended;
} Ending;

static bool goes_on(Date from, Date to, Date last) {
    return date_compare(from, last) <= 0 && (!date_is_set(to) || date_compare(to, last) > 0);
}

static void note(const Ending *ending, const char *what, Id id, Date to) {
    Arena *arena = ending->change.arena;
    g_string_append_printf(ending->ended, ";%s %s %s", what, id_text(arena, id),
                           date_is_set(to) ? date_iso(arena, to) : "");
}

/* ---- what ends ---- */

static bool is_ending(const Ending *ending, const Post *post) {
    const PersonLeaving *who = ending->who;
    return id_equal(post->person, who->person) &&
           (!id_is_set(who->place) || id_equal(post->element, who->place)) &&
           goes_on(post->valid_from, post->valid_to, who->last);
}

static bool end_posts(Db *db, const Ending *ending, GError **error) {
    const People *people = &ending->change.people;
    for (size_t i = 0; i < people->n_posts; i++) {
        Post post = people->posts[i];
        if (!is_ending(ending, &post))
            continue;
        note(ending, "post", post.id, post.valid_to);
        post.valid_to = ending->who->last;
        if (!change_write_post(db, &ending->change, &people->posts[i], &post, error))
            return false;
    }
    return true;
}

static bool end_seats(Db *db, const Ending *ending, GError **error) {
    const People *people = &ending->change.people;
    for (size_t i = 0; i < people->n_seats; i++) {
        Seat seat = people->seats[i];
        if (!id_equal(seat.person, ending->who->person) ||
            !goes_on(seat.valid_from, seat.valid_to, ending->who->last))
            continue;
        note(ending, "seat", seat.id, seat.valid_to);
        seat.valid_to = ending->who->last;
        if (!change_write_seat(db, &ending->change, &people->seats[i], &seat, error))
            return false;
    }
    return true;
}

static bool audit_access(Db *db, const Change *change, const Member *member, Date before,
                         Date after, GError **error) {
    const char *roles = roles_in_words(change->arena, member->roles, SWEDISH);
    const char *words[2];
    for (int i = 0; i < 2; i++) {
        Date day = i == 0 ? before : after;
        words[i] = date_is_set(day) ? arena_printf(change->arena, "%s, till och med %s", roles,
                                                   date_kept(change->arena, day))
                                    : roles;
    }
    AuditEntry entry = {.action = "access.change",
                        .subject = member->account,
                        .before = words[0],
                        .after = words[1]};
    return change_audit(db, change, entry, error);
}

static bool end_membership(Db *db, const Ending *ending, const Member *member, GError **error) {
    if (roles_may(member->roles, MAY_INVITE))
        return fail(
            error, ERROR_CONFLICT,
            "%s är samordnare. Ändra det under Tillgång först, så att någon annan tar över.",
            member->name);
    note(ending, "access", member->account, member->ends_on);
    return audit_access(db, &ending->change, member, member->ends_on, ending->who->last, error);
}

/* Whoever may edit an office's people may not take a coordinator's access that way. */
static bool end_access(Db *db, const Ending *ending, GError **error) {
    const PersonLeaving *who = ending->who;
    Id collaboration = ending->change.editor->collaboration;
    const Member *members;
    size_t n;
    if (!members_of(db, ending->change.arena, collaboration, &members, &n, error))
        return false;
    for (size_t i = 0; i < n; i++)
        if (id_equal(members[i].person, who->person) &&
            goes_on((Date){0}, members[i].ends_on, who->last) &&
            !end_membership(db, ending, &members[i], error))
            return false;
    return memberships_end(db, collaboration, who->person, who->last, error);
}

static bool end_sessions(Db *db, const Ending *ending, GError **error) {
    const Member *members;
    size_t n;
    if (!members_of(db, ending->change.arena, ending->change.editor->collaboration, &members, &n,
                    error))
        return false;
    for (size_t i = 0; i < n; i++)
        if (id_equal(members[i].person, ending->who->person) &&
            !sessions_end_others(db, members[i].account, (Id){0}, error))
            return false;
    return true;
}

/* Logins and links are open now: they end when the last day has passed. */
static bool end_what_is_open(Db *db, const Ending *ending, GError **error) {
    const PeopleEditor *editor = ending->change.editor;
    if (date_compare(ending->who->last, editor->today) >= 0)
        return true;
    return end_sessions(db, ending, error) &&
           task_links_end_of_person(db, editor->collaboration, ending->who->person, editor->link,
                                    instant_now(), error);
}

static bool end_elsewhere(Db *db, const Ending *ending, GError **error) {
    const PeopleEditor *editor = ending->change.editor;
    Leaving leaving = {editor->collaboration, editor->account, ending->who->person,
                       ending->who->last, editor->today};
    for (size_t i = 0; editor->leaving != NULL && editor->leaving->steps[i] != NULL; i++)
        if (!editor->leaving->steps[i](db, ending->change.arena, &leaving, error))
            return false;
    return true;
}

static bool end_person(Db *db, void *data, GError **error) {
    Ending *ending = data;
    g_string_assign(ending->ended, date_iso(ending->change.arena, ending->who->last));
    if (!change_load(db, &ending->change, error) ||
        !change_find_person(&ending->change, ending->who->person, error) ||
        !end_posts(db, ending, error))
        return false;
    return id_is_set(ending->who->place) ||
           (end_seats(db, ending, error) && end_access(db, ending, error) &&
            end_what_is_open(db, ending, error) && end_elsewhere(db, ending, error));
}

bool person_leave(Db *db, Arena *arena, const PeopleEditor *editor, const PersonLeaving *who,
                  const char **ret_ended, GError **error) {
    g_autoptr(GString) ended = g_string_new(NULL);
    Ending ending = {{.arena = arena, .editor = editor}, who, ended};
    if (!date_is_set(who->last))
        return fail(error, ERROR_INVALID, "Skriv den sista dagen, som 2021-06-30.");
    if (!db_write(db, end_person, &ending, error))
        return false;
    *ret_ended = arena_strdup(arena, ended->str);
    return true;
}

bool person_end(Db *db, Arena *arena, const PeopleEditor *editor, Id person, Date last,
                GError **error) {
    const char *ended;
    return person_leave(db, arena, editor, &(PersonLeaving){.person = person, .last = last}, &ended,
                        error);
}

/* ---- taking it back ---- */

typedef struct {
    Change change;
    const char *ended;
    Date last;
} Returning;

static bool is_as_it_ended(const Returning *returning, Date to) {
    return date_compare(to, returning->last) == 0;
}

static bool return_post(Db *db, const Returning *returning, Id id, Date to, GError **error) {
    const Post *before = change_find_post(&returning->change, id);
    if (before == NULL || !is_as_it_ended(returning, before->valid_to))
        return true;
    Post post = *before;
    post.valid_to = to;
    return change_write_post(db, &returning->change, before, &post, error);
}

static bool return_seat(Db *db, const Returning *returning, Id id, Date to, GError **error) {
    const Seat *before = change_find_seat(&returning->change, id);
    if (before == NULL || !is_as_it_ended(returning, before->valid_to))
        return true;
    Seat seat = *before;
    seat.valid_to = to;
    return change_sits_already(&returning->change, &seat) ||
           change_write_seat(db, &returning->change, before, &seat, error);
}

static bool return_access(Db *db, const Returning *returning, Id account, Date to, GError **error) {
    const Change *change = &returning->change;
    Id collaboration = change->editor->collaboration;
    const Member *members;
    size_t n;
    if (!members_of(db, change->arena, collaboration, &members, &n, error))
        return false;
    for (size_t i = 0; i < n; i++)
        if (id_equal(members[i].account, account) && is_as_it_ended(returning, members[i].ends_on))
            return membership_set_end(db, collaboration, account, to, error) &&
                   audit_access(db, change, &members[i], members[i].ends_on, to, error);
    return true;
}

static bool return_one(Db *db, const Returning *returning, const char *text, GError **error) {
    g_auto(GStrv) words = g_strsplit(text, " ", 3);
    Id id;
    Date to = {0};
    if (g_strv_length(words) != 3 || !id_parse(words[1], &id))
        return true;
    (void)date_parse(words[2], &to);
    if (strcmp(words[0], "post") == 0)
        return return_post(db, returning, id, to, error);
    return strcmp(words[0], "seat") == 0 ? return_seat(db, returning, id, to, error)
                                         : return_access(db, returning, id, to, error);
}

static bool return_all(Db *db, void *data, GError **error) {
    Returning *returning = data;
    g_auto(GStrv) list = g_strsplit(returning->ended, ";", -1);
    if (!change_load(db, &returning->change, error))
        return false;
    if (list[0] == NULL || !date_parse(list[0], &returning->last))
        return true;
    for (char **text = list + 1; *text != NULL; text++)
        if (!return_one(db, returning, *text, error))
            return false;
    return true;
}

bool person_return(Db *db, Arena *arena, const PeopleEditor *editor, const char *ended,
                   GError **error) {
    return db_write(db, return_all,
                    &(Returning){.change = {.arena = arena, .editor = editor}, .ended = ended},
                    error);
}
