#include "modules/people/people_change.h"

#include "base/date.h"
#include "base/error.h"
#include "base/id.h"
#include "base/text.h"
#include "modules/people/people_sql.h"
#include "services/audit/audit.h"

#include <glib.h>
#include <string.h>

#define KEY_MAX 60

bool change_audit(Db *db, const Change *change, AuditEntry entry, GError **error) {
    entry.collaboration = change->editor->collaboration;
    entry.account = change->editor->account;
    entry.office = change->editor->by_office;
    return audit_write(db, &entry, NULL, error);
}

bool change_load(Db *db, Change *change, GError **error) {
    return people_load(db, change->arena, change->editor->collaboration, NULL, &change->people,
                       error);
}

static bool check_period(Date from, Date to, GError **error) {
    if (!date_is_set(to) || date_compare(from, to) <= 0)
        return true;
    return fail(error, ERROR_INVALID,
                "Sista dagen kan inte ligga före den första. Ändra någon av dem.");
}

bool change_find_person(const Change *change, Id person, GError **error) {
    return people_get(&change->people, person) != NULL ||
           fail(error, ERROR_NOT_FOUND, "Personen finns inte här.");
}

/* `id`: what is to be changed, or none for something new; `owner`: whose it is now. */
static bool is_still_there(Id id, Id person, Id owner, GError **error) {
    return !id_is_set(id) || id_equal(person, owner) ||
           fail(error, ERROR_NOT_FOUND, "Det finns inte längre. Läs om sidan.");
}

/* The element is there, and of one of the kinds. */
static bool check_element(Db *db, const Change *change, Id element, const char *const *kinds,
                          const char *sentence, GError **error) {
    SqlElementsByKeyRows found;
    if (!sql_elements_by_key(db, change->arena,
                             &(SqlElementsByKeyIn){change->editor->collaboration}, &found, error))
        return false;
    for (size_t i = 0; i < found.n; i++)
        if (id_equal(found.rows[i].id, element) && g_strv_contains(kinds, found.rows[i].kind))
            return true;
    return fail(error, ERROR_INVALID, "%s", sentence);
}

/* As it is called now, or last was. */
static bool title_of_element(Db *db, const Change *change, Id element, const char **ret,
                             GError **error) {
    SqlElementTitleIn in = {change->editor->collaboration, element};
    const SqlElementTitleRow *row;
    if (!sql_element_title(db, change->arena, &in, &row, error))
        return false;
    *ret = row != NULL ? row->title : id_text(change->arena, element);
    return true;
}

/* ---- persons ---- */

/* What the log keeps outlives what is said of the person, and so says nothing of how somebody with
 * protected identity can be reached. */
static const char *words_of_person(Arena *arena, const Person *person) {
    if (person->is_protected)
        return arena_printf(arena, "%s, %s", person->name, protected_identity);
    return arena_printf(arena, "%s, %s, %s", person->name,
                        person->email == NULL ? "" : person->email,
                        person->phone == NULL ? "" : person->phone);
}

static bool is_taken(const Change *change, const char *key) {
    return change->keys != NULL ? g_hash_table_contains(change->keys, key)
                                : people_find(&change->people, key) != NULL;
}

/* "Åsa Ö Prov" → "asa-o-prov"; numbered when somebody has it. */
static const char *key_for(const Change *change, const char *name) {
    const char *key = text_key(change->arena, name, KEY_MAX - 5);
    const char *wanted = key[0] == '\0' || strcmp(key, "new") == 0 ? "person" : key;
    const char *found = wanted;
    for (int i = 2; is_taken(change, found); i++)
        found = arena_printf(change->arena, "%s-%d", wanted, i);
    return found;
}

static bool begin_at_office(Db *db, const Change *change, Id person, GError **error) {
    SqlPostPutIn in = {.collaboration = change->editor->collaboration,
                       .id = db_new_id(db),
                       .person = person,
                       .element = change->editor->office,
                       .function = "other",
                       .subjects = ""};
    return !id_is_set(in.element) || sql_post_put(db, &in, error);
}

static bool add_person(Db *db, Change *change, GError **error) {
    const Person *person = change->person;
    Id collaboration = change->editor->collaboration;
    change->key = key_for(change, person->name);
    SqlPersonInsertIn in = {collaboration, db_new_id(db), change->key,         person->name,
                            person->email, person->phone, person->is_protected};
    change->added = in.id;
    return sql_person_insert(db, &in, error) && begin_at_office(db, change, in.id, error) &&
           (person->note == NULL ||
            sql_person_set_note(db, &(SqlPersonSetNoteIn){collaboration, in.id, person->note},
                                error)) &&
           change_audit(db, change,
                        (AuditEntry){.action = "person.add",
                                     .subject = in.id,
                                     .parent = in.id,
                                     .after = words_of_person(change->arena, person)},
                        error);
}

static bool write_person(Db *db, Change *change, const Person *before, const Person *person,
                         GError **error) {
    int64_t changes;
    SqlPersonUpdateIn in = {change->editor->collaboration,
                            person->id,
                            person->edit,
                            person->name,
                            person->email,
                            person->phone,
                            person->note,
                            person->is_protected};
    if (!sql_person_update(db, &in, &changes, error))
        return false;
    if (changes == 0)
        return fail(
            error, ERROR_CONFLICT,
            "Någon annan ändrade personen medan ni skrev. Läs om sidan och gör ändringen igen.");
    change->key = before->key;
    return change_audit(db, change,
                        (AuditEntry){.action = "person.change",
                                     .subject = person->id,
                                     .parent = person->id,
                                     .before = words_of_person(change->arena, before),
                                     .after = words_of_person(change->arena, person)},
                        error);
}

static bool update_person(Db *db, Change *change, GError **error) {
    const Person *person = change->person;
    return change_find_person(change, person->id, error) &&
           write_person(db, change, people_get(&change->people, person->id), person, error);
}

static bool put_person(Db *db, void *data, GError **error) {
    Change *change = data;
    return change_load(db, change, error) &&
           (id_is_set(change->person->id) ? update_person(db, change, error)
                                          : add_person(db, change, error));
}

bool person_put(Db *db, Arena *arena, const PeopleEditor *editor, const Person *person,
                const char **ret_key, GError **error) {
    Change change = {.arena = arena, .editor = editor, .person = person};
    if (!db_write(db, put_person, &change, error))
        return false;
    *ret_key = change.key;
    return true;
}

/* ---- posts ---- */

static const char *period_text(Arena *arena, Date from, Date to) {
    return arena_printf(arena, "%s–%s", date_is_set(from) ? date_iso(arena, from) : "",
                        date_is_set(to) ? date_iso(arena, to) : "");
}

/* "Miljökontoret i Aneby, chef, avlopp, 2021-01-01 –"; NULL where there is no post. */
static bool words_of_post(Db *db, const Change *change, const Post *post, const char **ret,
                          GError **error) {
    Arena *arena = change->arena;
    const char *place;
    if (post == NULL)
        return true;
    if (!title_of_element(db, change, post->element, &place, error))
        return false;
    *ret = arena_printf(arena, "%s, %s%s%s, %s", place, post_title(post),
                        post->subjects[0] == '\0' ? "" : ", ", post->subjects,
                        period_text(arena, post->valid_from, post->valid_to));
    return true;
}

const Post *change_find_post(const Change *change, Id id) {
    for (size_t i = 0; i < change->people.n_posts; i++)
        if (id_equal(change->people.posts[i].id, id))
            return &change->people.posts[i];
    return NULL;
}

static bool check_post(Db *db, const Change *change, GError **error) {
    static const char *const places[] = {"office", "party", "committee", NULL};
    static const char *const offices[] = {"office", NULL};
    const Post *post = change->post;
    return change_find_person(change, post->person, error) &&
           check_period(post->valid_from, post->valid_to, error) &&
           check_element(db, change, post->element, places,
                         "Välj det kontor, den part eller den nämnd där personen arbetar.",
                         error) &&
           (!id_is_set(post->deputy_for) ||
            check_element(db, change, post->deputy_for, offices,
                          "Den som vikarierar som chef gör det i ett kontor. Välj kontoret.",
                          error));
}

/* A new one where there is none before. */
bool change_write_post(Db *db, const Change *change, const Post *before, const Post *post,
                       GError **error) {
    SqlPostPutIn in = {change->editor->collaboration,
                       before == NULL ? db_new_id(db) : before->id,
                       post->person,
                       post->element,
                       post->title,
                       post->municipality,
                       post->deputy_for,
                       post->function,
                       post->subjects,
                       post->valid_from,
                       post->valid_to};
    AuditEntry entry = {.action = before == NULL ? "post.add" : "post.change",
                        .subject = in.id,
                        .parent = post->person};
    return sql_post_put(db, &in, error) &&
           words_of_post(db, change, before, &entry.before, error) &&
           words_of_post(db, change, post, &entry.after, error) &&
           change_audit(db, change, entry, error);
}

static bool put_post(Db *db, void *data, GError **error) {
    Change *change = data;
    const Post *post = change->post, *before;
    if (!change_load(db, change, error))
        return false;
    before = change_find_post(change, post->id);
    return is_still_there(post->id, post->person, before == NULL ? (Id){0} : before->person,
                          error) &&
           check_post(db, change, error) && change_write_post(db, change, before, post, error);
}

bool post_put(Db *db, Arena *arena, const PeopleEditor *editor, const Post *post, GError **error) {
    return db_write(db, put_post, &(Change){.arena = arena, .editor = editor, .post = post}, error);
}

static bool add_with_post(Db *db, void *data, GError **error) {
    Change *change = data;
    if (!change_load(db, change, error) || !add_person(db, change, error))
        return false;
    Post post = *change->post;
    post.id = (Id){0};
    post.person = change->added;
    return post_put(db, change->arena, change->editor, &post, error);
}

bool person_add_with_post(Db *db, Arena *arena, const PeopleEditor *editor, const Person *person,
                          const Post *post, Id *ret_id, GError **error) {
    Change change = {.arena = arena, .editor = editor, .person = person, .post = post};
    if (!db_write(db, add_with_post, &change, error))
        return false;
    *ret_id = change.added;
    return true;
}

/* ---- many at once ---- */

struct PeopleBatch {
    Change change;
};

bool people_batch_new(Db *db, Arena *arena, const PeopleEditor *editor, PeopleBatch **ret_batch,
                      GError **error) {
    PeopleBatch *batch = ARENA_NEW(arena, PeopleBatch);
    batch->change = (Change){.arena = arena, .editor = editor};
    if (!change_load(db, &batch->change, error))
        return false;
    batch->change.keys = g_hash_table_new(g_str_hash, g_str_equal);
    for (size_t i = 0; i < batch->change.people.n; i++)
        g_hash_table_add(batch->change.keys, (gpointer)batch->change.people.persons[i].key);
    *ret_batch = batch;
    return true;
}

void people_batch_free(PeopleBatch *batch) {
    if (batch != NULL)
        g_hash_table_unref(batch->change.keys);
}

bool people_batch_add(Db *db, PeopleBatch *batch, const Person *person, Id *ret_id,
                      GError **error) {
    batch->change.person = person;
    if (!add_person(db, &batch->change, error))
        return false;
    g_hash_table_add(batch->change.keys, (gpointer)batch->change.key);
    *ret_id = batch->change.added;
    return true;
}

bool people_batch_change(Db *db, PeopleBatch *batch, const Person *before, const Person *after,
                         GError **error) {
    return write_person(db, &batch->change, before, after, error);
}

bool people_batch_post(Db *db, PeopleBatch *batch, const Post *before, const Post *after,
                       GError **error) {
    return check_period(after->valid_from, after->valid_to, error) &&
           change_write_post(db, &batch->change, before, after, error);
}

/* ---- seats ---- */

/* Whoever has protected identity is not named in what is kept. */
static const char *substitute_words(const Change *change, const Seat *seat) {
    const Person *member = people_get(&change->people, seat->substitute_for);
    if (!seat->is_substitute)
        return "";
    return member == NULL || member->is_protected
               ? ", ersättare"
               : arena_printf(change->arena, ", ersättare för %s", member->name);
}

static bool words_of_seat(Db *db, const Change *change, const Seat *seat, const char **ret,
                          GError **error) {
    const char *body;
    if (seat == NULL)
        return true;
    if (!title_of_element(db, change, seat->body, &body, error))
        return false;
    *ret = arena_printf(change->arena, "%s, %s%s, %s", body, seat_role_label(seat->role),
                        substitute_words(change, seat),
                        period_text(change->arena, seat->valid_from, seat->valid_to));
    return true;
}

const Seat *change_find_seat(const Change *change, Id id) {
    for (size_t i = 0; i < change->people.n_seats; i++)
        if (id_equal(change->people.seats[i].id, id))
            return &change->people.seats[i];
    return NULL;
}

static bool overlap(const Seat *a, const Seat *b) {
    return (!date_is_set(a->valid_to) || date_compare(b->valid_from, a->valid_to) <= 0) &&
           (!date_is_set(b->valid_to) || date_compare(a->valid_from, b->valid_to) <= 0);
}

bool change_sits_already(const Change *change, const Seat *seat) {
    for (size_t i = 0; i < change->people.n_seats; i++) {
        const Seat *other = &change->people.seats[i];
        if (id_equal(other->person, seat->person) && id_equal(other->body, seat->body) &&
            !id_equal(other->id, seat->id) && overlap(other, seat))
            return true;
    }
    return false;
}

/* Of the same body, at some time while the substitute sits there. */
static bool is_member_there(const Change *change, const Seat *substitute) {
    for (size_t i = 0; i < change->people.n_seats; i++) {
        const Seat *other = &change->people.seats[i];
        if (id_equal(other->person, substitute->substitute_for) && !other->is_substitute &&
            id_equal(other->body, substitute->body) && overlap(other, substitute))
            return true;
    }
    return false;
}

static bool check_substitute(const Change *change, GError **error) {
    const Seat *seat = change->seat;
    if (!id_is_set(seat->substitute_for))
        return true;
    if (!seat->is_substitute)
        return fail(error, ERROR_INVALID,
                    "Markera Ersättare också, eller ta bort den som ersätts.");
    return is_member_there(change, seat) ||
           fail(error, ERROR_INVALID,
                "Den som ersätts är inte ledamot i organet då. Välj någon som är det.");
}

static bool check_seat(Db *db, const Change *change, GError **error) {
    static const char *const bodies[] = {"body", NULL};
    const Seat *seat = change->seat;
    if (!change_find_person(change, seat->person, error) ||
        !check_period(seat->valid_from, seat->valid_to, error) ||
        !check_element(db, change, seat->body, bodies, "Välj ett organ.", error))
        return false;
    if (change_sits_already(change, seat))
        return fail(error, ERROR_INVALID,
                    "Personen sitter redan i organet då. Ändra den platsen i stället.");
    return check_substitute(change, error);
}

bool change_write_seat(Db *db, const Change *change, const Seat *before, const Seat *seat,
                       GError **error) {
    SqlSeatPutIn in = {change->editor->collaboration,
                       before == NULL ? db_new_id(db) : before->id,
                       seat->body,
                       seat->person,
                       seat->role,
                       seat->valid_from,
                       seat->valid_to,
                       seat->is_substitute,
                       seat->substitute_for};
    AuditEntry entry = {.action = before == NULL ? "seat.add" : "seat.change",
                        .subject = in.id,
                        .parent = seat->person};
    return sql_seat_put(db, &in, error) &&
           words_of_seat(db, change, before, &entry.before, error) &&
           words_of_seat(db, change, seat, &entry.after, error) &&
           change_audit(db, change, entry, error);
}

static bool put_seat(Db *db, void *data, GError **error) {
    Change *change = data;
    const Seat *seat = change->seat, *before;
    if (!change_load(db, change, error))
        return false;
    before = change_find_seat(change, seat->id);
    return is_still_there(seat->id, seat->person, before == NULL ? (Id){0} : before->person,
                          error) &&
           check_seat(db, change, error) && change_write_seat(db, change, before, seat, error);
}

bool seat_put(Db *db, Arena *arena, const PeopleEditor *editor, const Seat *seat, GError **error) {
    return db_write(db, put_seat, &(Change){.arena = arena, .editor = editor, .seat = seat}, error);
}
