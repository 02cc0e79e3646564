#include "modules/directory/directory.h"

#include "base/date.h"
#include "base/id.h"

#include <string.h>

typedef struct {
    const Context *context;
    DirectoryRow *rows;
    GHashTable *places; /* id of a person → its row */
} Gathering;

static bool holds(const Context *context, Date from, Date to) {
    return period_covers(from, to, context->rules->on);
}

static DirectoryRow *row_of(const Gathering *gathering, Id person) {
    return g_hash_table_lookup(gathering->places, &person.value);
}

static bool has_item(const char *list, const char *item) {
    size_t length = strlen(item);
    for (const char *at = list; *at != '\0'; at += strcspn(at, ";"), at += *at == ';')
        if (strcspn(at, ";") == length && strncmp(at, item, length) == 0)
            return true;
    return false;
}

static void add_item(Arena *arena, const char **list, const char *item) {
    if (item[0] != '\0' && !has_item(*list, item))
        *list = (*list)[0] == '\0' ? item : arena_printf(arena, "%s;%s", *list, item);
}

static void add_items(Arena *arena, const char **list, const char *items) {
    g_auto(GStrv) parts = g_strsplit(items, ";", -1);
    for (char **part = parts; *part != NULL; part++)
        add_item(arena, list, arena_strdup(arena, g_strstrip(*part)));
}

/* ---- posts ---- */

static const char *municipality_name(const Context *context, const char *code) {
    const Municipality *municipality = municipality_by_code(context, code);
    return municipality == NULL ? code : municipality->short_title;
}

static void add_municipalities(const Context *context, DirectoryRow *row, const Post *post,
                               const Rule *place) {
    bool is_municipality =
        place->kind == ELEMENT_PARTY && strcmp(rule_text(place, "kind"), "municipality") == 0;
    TextList codes = rule_list(context->arena, place, "municipalities");
    if (post->municipality != NULL) {
        add_item(context->arena, &row->municipalities,
                 municipality_name(context, post->municipality));
        return;
    }
    if (is_municipality)
        add_item(context->arena, &row->municipalities,
                 municipality_name(context, rule_text(place, "code")));
    for (size_t i = 0; i < codes.n; i++)
        add_item(context->arena, &row->municipalities, municipality_name(context, codes.items[i]));
}

static void add_post(const Context *context, DirectoryRow *row, const Post *post) {
    const Rule *place = rules_get(context->rules, post->element);
    row->is_gone = false;
    row->title = post_words(post);
    add_item(context->arena, &row->functions, T_(person_function_label(post->function)));
    add_items(context->arena, &row->subjects, post->subjects);
    if (place == NULL)
        return;
    add_item(context->arena, &row->places, rule_short(place));
    add_municipalities(context, row, post, place);
}

static bool is_officer(const Post *post) {
    return strcmp(post->function, "inspector") == 0 || strcmp(post->function, "head") == 0;
}

/* Posts come by their first day, those without one first. */
static void gather_posts(const Gathering *gathering, Date *last) {
    const Context *context = gathering->context;
    g_autoptr(GHashTable) known = g_hash_table_new(NULL, NULL);
    for (size_t i = 0; i < context->people.n_posts; i++) {
        const Post *post = &context->people.posts[i];
        DirectoryRow *row = row_of(gathering, post->person);
        if (row == NULL)
            continue; /* of somebody who has been erased */
        Date *left = &last[row - gathering->rows];
        if (g_hash_table_add(known, row)) {
            row->since = post->valid_from;
            row->was_new_to_the_field = is_officer(post);
        }
        if (date_is_set(post->valid_to) && date_compare(post->valid_to, *left) > 0)
            *left = post->valid_to;
        if (holds(context, post->valid_from, post->valid_to))
            add_post(context, row, post);
    }
}

static void gather_seats(const Gathering *gathering) {
    const Context *context = gathering->context;
    for (size_t i = 0; i < context->people.n_seats; i++) {
        const Seat *seat = &context->people.seats[i];
        const Rule *body = rules_get(context->rules, seat->body);
        DirectoryRow *row = row_of(gathering, seat->person);
        if (row == NULL || body == NULL || !holds(context, seat->valid_from, seat->valid_to))
            continue;
        row->is_gone = false;
        add_item(context->arena, &row->bodies, rule_short(body));
    }
}

/* ---- rows ---- */

static DirectoryRow begin(const Context *context, const Person *person) {
    Arena *arena = context->arena;
    bool is_told = !person->is_protected;
    const char *email = is_told && person->email != NULL ? person->email : "",
               *phone = is_told && person->phone != NULL ? person->phone : "";
    return (DirectoryRow){.person = person,
                          .key = person->key,
                          .name = person->name,
                          .title = "",
                          .functions = "",
                          .places = "",
                          .municipalities = "",
                          .subjects = "",
                          .bodies = "",
                          .email = email,
                          .phone = phone,
                          .email_link =
                              email[0] == '\0' ? "" : arena_printf(arena, "mailto:%s", email),
                          .phone_link = phone_link(arena, phone),
                          .path = person_path(context, person),
                          .is_gone = true};
}

static void finish(Arena *arena, DirectoryRow *row, Date last) {
    row->places_read = subject_words(arena, row->places);
    row->municipalities_read = subject_words(arena, row->municipalities);
    row->subjects_read = subject_words(arena, row->subjects);
    row->bodies_read = subject_words(arena, row->bodies);
    if (row->is_gone)
        row->last = last;
}

DirectoryRows directory_rows(const Context *context) {
    size_t n = context->people.n;
    g_autoptr(GHashTable) places = g_hash_table_new(g_int64_hash, g_int64_equal);
    DirectoryRow *rows = ARENA_ARRAY(context->arena, DirectoryRow, n);
    Date *last = ARENA_ARRAY(context->arena, Date, n);
    Gathering gathering = {context, rows, places};
    for (size_t i = 0; i < n; i++) {
        const Person *person = &context->people.persons[i];
        rows[i] = begin(context, person);
        g_hash_table_insert(places, (gpointer)&person->id.value, &rows[i]);
    }
    gather_posts(&gathering, last);
    gather_seats(&gathering);
    for (size_t i = 0; i < n; i++)
        finish(context->arena, &rows[i], last[i]);
    return (DirectoryRows){rows, n};
}

/* ---- some of them ---- */

typedef bool (*Choosing)(const DirectoryRow *row);

static bool is_protected(const DirectoryRow *row) {
    return row->person->is_protected;
}

static bool is_present(const DirectoryRow *row) {
    return !row->is_gone && !is_protected(row);
}

static bool has_left(const DirectoryRow *row) {
    return row->is_gone && !is_protected(row);
}

static DirectoryRows chosen(Arena *arena, DirectoryRows all, Choosing is_chosen) {
    DirectoryRow *rows = ARENA_ARRAY(arena, DirectoryRow, all.n);
    size_t n = 0;
    for (size_t i = 0; i < all.n; i++)
        if (is_chosen(&all.rows[i]))
            rows[n++] = all.rows[i];
    return (DirectoryRows){rows, n};
}

DirectoryRows directory_present(Arena *arena, DirectoryRows all) {
    return chosen(arena, all, is_present);
}

DirectoryRows directory_gone(Arena *arena, DirectoryRows all) {
    return chosen(arena, all, has_left);
}

DirectoryRows directory_protected(Arena *arena, DirectoryRows all) {
    return chosen(arena, all, is_protected);
}

static int later_first(const void *a, const void *b, void *data) {
    (void)data;
    return date_compare(((const DirectoryRow *)b)->since, ((const DirectoryRow *)a)->since);
}

DirectoryRows directory_new(Arena *arena, DirectoryRows all, Date today) {
    DirectoryRow *rows = ARENA_ARRAY(arena, DirectoryRow, all.n);
    Date year_ago = {(int16_t)(today.year - 1), today.month, today.day};
    size_t n = 0;
    for (size_t i = 0; i < all.n; i++) {
        const DirectoryRow *row = &all.rows[i];
        if (is_present(row) && row->was_new_to_the_field && date_is_set(row->since) &&
            date_compare(row->since, year_ago) > 0 && date_compare(row->since, today) <= 0)
            rows[n++] = *row;
    }
    g_qsort_with_data(rows, (int)n, sizeof(DirectoryRow), later_first, NULL);
    return (DirectoryRows){rows, n};
}
