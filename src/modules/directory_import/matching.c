#include "modules/directory_import/matching.h"

#include "base/date.h"
#include "base/id.h"
#include "base/language.h"
#include "base/similar.h"
#include "base/text.h"
#include "modules/directory_import/row_values.h"

#include <glib.h>
#include <string.h>

#define NEAR_LETTERS 2      /* how many may differ between names that are nearly the same */
#define NEAR_LENGTH_MIN 7   /* shorter names differ by less by chance */
#define NEAR_PEOPLE_MAX 300 /* at a place with more nobody is offered by spelling */

typedef struct {
    Arena *arena;
    const PersonMatching *matching;
    PersonRow *rows;
    /* Of the people there are; a value that is `several` is not clear. */
    GHashTable *by_email, *by_place_and_name, *by_name;
    GHashTable *row_by_email, *row_by_place_and_name; /* of new people in the file; index + 1 */
    GHashTable *changed;                              /* whose name and address a row has changed */
    GHashTable *places;                               /* places_by_name() */
    const char **names;     /* of whoever has the post, folded; NULL where it is over */
    const Person **persons; /* likewise */
    const Rule *place_before;
} Matching;

static const Person several;

static Date today(const Matching *matching) {
    return matching->matching->rules->on;
}

/* ---- who there is ---- */

static const char *email_key(Arena *arena, const char *email) {
    g_autofree char *lower = g_ascii_strdown(email, -1);
    return arena_strdup(arena, lower);
}

static const char *place_key(Arena *arena, Id place, const char *name) {
    return arena_printf(arena, "%" G_GINT64_FORMAT " %s", place.value, similar_fold(arena, name));
}

static void remember(GHashTable *table, const char *key, const Person *person) {
    const Person *before = g_hash_table_lookup(table, key);
    g_hash_table_insert(table, (gpointer)key,
                        (gpointer)(before == NULL || before == person ? person : &several));
}

static void remember_people(Matching *matching) {
    const People *people = matching->matching->people;
    for (size_t i = 0; i < people->n; i++) {
        const Person *person = &people->persons[i];
        if (person->email != NULL)
            remember(matching->by_email, email_key(matching->arena, person->email), person);
        remember(matching->by_name, similar_fold(matching->arena, person->name), person);
    }
}

static void remember_posts(Matching *matching) {
    const People *people = matching->matching->people;
    g_autoptr(GHashTable) by_id = g_hash_table_new(g_int64_hash, g_int64_equal);
    for (size_t i = 0; i < people->n; i++)
        g_hash_table_insert(by_id, (gpointer)&people->persons[i].id.value,
                            (gpointer)&people->persons[i]);
    for (size_t i = 0; i < people->n_posts; i++) {
        const Post *post = &people->posts[i];
        const Person *person = g_hash_table_lookup(by_id, &post->person.value);
        if (person == NULL || !period_covers(post->valid_from, post->valid_to, today(matching)))
            continue;
        matching->persons[i] = person;
        matching->names[i] = similar_fold(matching->arena, person->name);
        remember(matching->by_place_and_name,
                 place_key(matching->arena, post->element, person->name), person);
    }
}

/* ---- whose a row is ---- */

static bool is_near(const char *a, const char *b) {
    return strcmp(a, b) != 0 && strlen(a) >= NEAR_LENGTH_MIN &&
           similar_distance(a, b, NEAR_LETTERS) <= NEAR_LETTERS;
}

/* Somebody at the place whose name is nearly the same; NULL: nobody. */
static const Person *near_by_spelling(const Matching *matching, const PersonRow *row) {
    const People *people = matching->matching->people;
    const char *name = similar_fold(matching->arena, row->name);
    size_t n = 0;
    for (size_t i = 0; i < people->n_posts && n < NEAR_PEOPLE_MAX; i++) {
        if (!id_equal(people->posts[i].element, row->place->element) || matching->names[i] == NULL)
            continue;
        n++;
        if (is_near(name, matching->names[i]))
            return matching->persons[i];
    }
    return NULL;
}

static const Person *offered(const Matching *matching, const PersonRow *row) {
    const Person *namesake =
        g_hash_table_lookup(matching->by_name, similar_fold(matching->arena, row->name));
    if (namesake != NULL && namesake != &several)
        return namesake;
    return near_by_spelling(matching, row);
}

/* Sets person or near. NULL, or why it is not clear. */
static const char *find_person(const Matching *matching, size_t i, PersonRow *row) {
    const Id *chosen = matching->matching->chosen;
    if (row->email != NULL)
        row->person =
            g_hash_table_lookup(matching->by_email, email_key(matching->arena, row->email));
    if (row->person == NULL) {
        row->person =
            g_hash_table_lookup(matching->by_place_and_name,
                                place_key(matching->arena, row->place->element, row->name));
        /* the same name with another address is somebody else until somebody says otherwise */
        if (row->person != NULL && row->person != &several && row->email != NULL &&
            row->person->email != NULL) {
            row->near = row->person;
            row->person = NULL;
        }
    }
    if (row->person == &several)
        return T_("Flera personer har det namnet eller den adressen. Ändra på deras egna sidor.");
    if (row->person != NULL)
        return NULL;
    if (row->near == NULL)
        row->near = offered(matching, row);
    if (row->near != NULL && chosen != NULL && id_equal(chosen[i], row->near->id)) {
        row->person = row->near;
        row->near = NULL;
    }
    return NULL;
}

/* ---- what a row changes ---- */

static const char *joined(Arena *arena, const char *list, const char *item) {
    return list[0] == '\0' ? item : arena_printf(arena, "%s, %s", list, item);
}

static bool differs(const char *said, const char *stored) {
    return said != NULL && strcmp(said, stored == NULL ? "" : stored) != 0;
}

static const char *difference(const Matching *matching, const char *list, const char *what,
                              const char *before, const char *after) {
    Arena *arena = matching->arena;
    return joined(arena, list,
                  before == NULL || before[0] == '\0'
                      ? arena_printf(arena, "%s %s", what, after)
                      : arena_printf(arena, "%s %s → %s", what, before, after));
}

static const char *compare_person(const Matching *matching, PersonRow *row) {
    const Person *person = row->person;
    const char *says = "";
    if (differs(row->name, person->name))
        says = difference(matching, says, T_("namn"), person->name, row->name);
    if (person->is_protected)
        row->email = row->phone = NULL; /* no file says how they are reached */
    if (row->email != NULL &&
        (person->email == NULL || g_ascii_strcasecmp(row->email, person->email) != 0))
        says = difference(matching, says, T_("e-post"), person->email, row->email);
    if (differs(row->phone, person->phone))
        says = difference(matching, says, T_("telefon"), person->phone, row->phone);
    row->changes_person = says[0] != '\0';
    return says;
}

/* The post that the row means: the one with its function, else the latest. */
static const Post *post_there(const Matching *matching, const PersonRow *row) {
    const People *people = matching->matching->people;
    const Post *found = NULL;
    for (size_t i = 0; i < people->n_posts; i++) {
        const Post *post = &people->posts[i];
        if (!id_equal(post->person, row->person->id) ||
            !id_equal(post->element, row->place->element) ||
            !period_covers(post->valid_from, post->valid_to, today(matching)))
            continue;
        if (row->function != NULL && strcmp(post->function, row->function) == 0)
            return post;
        found = post;
    }
    return found;
}

static const char *compare_post(const Matching *matching, const char *says, PersonRow *row) {
    row->post = post_there(matching, row);
    if (row->post == NULL) {
        row->changes_post = true;
        return joined(matching->arena, says,
                      arena_printf(matching->arena, T_("ny uppgift på %s"), row->place->title));
    }
    const char *before = says;
    if (differs(row->function, row->post->function))
        says = difference(matching, says, T_("uppgift"),
                          T_(person_function_label(row->post->function)),
                          T_(person_function_label(row->function)));
    if (differs(row->title, row->post->title))
        says = difference(matching, says, T_("titel"), row->post->title, row->title);
    if (differs(row->subjects, row->post->subjects))
        says = difference(matching, says, T_("områden"), row->post->subjects, row->subjects);
    row->changes_post = says != before;
    return says;
}

/* Whoever edits their own place alone does not change what others share. */
static const char *is_out_of_reach(const Matching *matching, const PersonRow *row) {
    const PersonMatching *of = matching->matching;
    if (!id_is_set(of->editor) || !row->changes_person)
        return NULL;
    for (size_t i = 0; i < of->people->n_posts; i++) {
        const Post *post = &of->people->posts[i];
        if (id_equal(post->person, row->person->id) &&
            !person_works_at(of->people, of->editor, post->element, today(matching)) &&
            period_covers(post->valid_from, post->valid_to, today(matching)))
            return T_("Personen arbetar också på ett annat kontor. Be samordnaren ändra.");
    }
    return NULL;
}

static void match_known(Matching *matching, PersonRow *row) {
    const char *says = "";
    bool is_first = g_hash_table_add(matching->changed, (gpointer)row->person);
    if (is_first)
        says = compare_person(matching, row);
    const char *problem = is_out_of_reach(matching, row);
    if (problem != NULL) {
        row->state = PERSON_ROW_UNREADABLE;
        row->says = problem;
        return;
    }
    row->says = compare_post(matching, says, row);
    row->state = row->changes_person || row->changes_post ? PERSON_ROW_CHANGED : PERSON_ROW_SAME;
}

/* ---- new people ---- */

static size_t earlier_row(const Matching *matching, const PersonRow *row) {
    size_t found = row->email == NULL
                       ? 0
                       : GPOINTER_TO_SIZE(g_hash_table_lookup(
                             matching->row_by_email, email_key(matching->arena, row->email)));
    return found != 0 ? found
                      : GPOINTER_TO_SIZE(g_hash_table_lookup(
                            matching->row_by_place_and_name,
                            place_key(matching->arena, row->place->element, row->name)));
}

static void match_new(Matching *matching, size_t i, PersonRow *row) {
    size_t earlier = earlier_row(matching, row);
    row->state = PERSON_ROW_NEW;
    row->changes_post = true;
    row->first = i;
    const char *place = place_key(matching->arena, row->place->element, row->name);
    if (earlier == 0 && row->email != NULL)
        g_hash_table_insert(matching->row_by_email,
                            (gpointer)email_key(matching->arena, row->email),
                            GSIZE_TO_POINTER(i + 1));
    if (!g_hash_table_contains(matching->row_by_place_and_name, place))
        g_hash_table_insert(matching->row_by_place_and_name, (gpointer)place,
                            GSIZE_TO_POINTER(i + 1));
    if (earlier == 0)
        return;
    const PersonRow *before = &matching->rows[earlier - 1];
    row->first = before->first;
    row->near = NULL;
    if (strcmp(similar_fold(matching->arena, before->name),
               similar_fold(matching->arena, row->name)) != 0) {
        row->state = PERSON_ROW_UNREADABLE;
        row->says =
            arena_printf(matching->arena, T_("Adressen står redan på rad %d, med ett annat namn."),
                         before->line);
        return;
    }
    if (before->place == row->place) {
        row->state = PERSON_ROW_SAME;
        row->says = arena_printf(matching->arena, T_("samma person som på rad %d"), before->line);
    }
}

/* ---- rows ---- */

/* A merged cell stands in its first row: the place of the row above goes on. */
static const char *find_place(Matching *matching, const SourceBlock *source, PersonRow *row) {
    const PersonMatching *of = matching->matching;
    const char *text = "";
    for (size_t i = 0; i < of->table->n_columns && text[0] == '\0'; i++)
        if (of->columns[i] == PERSON_PLACE)
            text = text_collapse(matching->arena, people_table_cell(source, i));
    if (text[0] != '\0')
        row->place = g_hash_table_lookup(matching->places, similar_squash(matching->arena, text));
    else
        row->place = of->place != NULL ? of->place : matching->place_before;
    matching->place_before = row->place;
    if (row->place == NULL)
        return text[0] == '\0'
                   ? T_("Raden säger inte var personen arbetar.")
                   : arena_printf(matching->arena, T_("%s är inget kontor här, eller flera."),
                                  text_start(matching->arena, text));
    return id_is_set(of->editor) &&
                   !person_works_at(of->people, of->editor, row->place->element, today(matching))
               ? T_("Ni läser bara in ert eget kontor.")
               : NULL;
}

static void match_row(Matching *matching, size_t i) {
    const SourceBlock *source = matching->matching->table->rows[i];
    PersonRow *row = &matching->rows[i];
    *row = (PersonRow){.line = source->line, .says = ""};
    const char *place_problem = find_place(matching, source, row);
    const char *problem = row_values(matching->arena, matching->matching, source, row);
    if (problem == NULL)
        problem = place_problem != NULL ? place_problem : find_person(matching, i, row);
    if (problem != NULL) {
        row->state = PERSON_ROW_UNREADABLE;
        row->says = problem;
    } else if (row->person != NULL) {
        match_known(matching, row);
    } else {
        match_new(matching, i, row);
    }
}

PersonRows people_match(Arena *arena, const PersonMatching *of) {
    g_autoptr(GHashTable) by_email = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GHashTable) by_place = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GHashTable) by_name = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GHashTable) row_by_email = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GHashTable) row_by_place = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GHashTable) places = places_by_name(arena, of->rules);
    g_autoptr(GHashTable) changed = g_hash_table_new(g_direct_hash, g_direct_equal);
    size_t n = of->table->n_rows;
    Matching matching = {.arena = arena,
                         .matching = of,
                         .rows = ARENA_ARRAY(arena, PersonRow, n),
                         .by_email = by_email,
                         .by_place_and_name = by_place,
                         .by_name = by_name,
                         .row_by_email = row_by_email,
                         .row_by_place_and_name = row_by_place,
                         .changed = changed,
                         .places = places,
                         .names = ARENA_ARRAY(arena, const char *, of->people->n_posts),
                         .persons = ARENA_ARRAY(arena, const Person *, of->people->n_posts)};
    PersonRows found = {.rows = matching.rows, .n = n};
    remember_people(&matching);
    remember_posts(&matching);
    for (size_t i = 0; i < n; i++) {
        match_row(&matching, i);
        found.counts[matching.rows[i].state]++;
    }
    return found;
}
