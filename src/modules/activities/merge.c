#include "modules/activities/merge.h"

#include "base/date.h"
#include "base/id.h"
#include "base/similar.h"

#include <glib.h>
#include <string.h>

/* What all five kinds of rows have in common: an id first, a key that says which row it is, facts
 * that a person may have changed, marks that are set in follow-up. */
typedef struct {
    size_t size;
    const char *(*key)(Arena *arena, const void *row);
    bool (*same_facts)(const void *a, const void *b);
    void (*carry_marks)(void *to, const void *from);
    bool has_no_order;
    const char **(*wording)(void *row); /* NULL: a row with another wording is another row */
} RowKind;

typedef struct {
    const void *rows;
    size_t n;
} Rows;

static const char *target_key(Arena *arena, const void *row) {
    const ActivityTarget *target = row;
    return arena_printf(arena, "%s %s", target->kind, target->title);
}

static bool same_target(const void *a, const void *b) {
    return ((const ActivityTarget *)a)->amount == ((const ActivityTarget *)b)->amount;
}

static void carry_reached(void *to, const void *from) {
    ((ActivityTarget *)to)->is_reached = ((const ActivityTarget *)from)->is_reached;
}

static const char *step_key(Arena *arena, const void *row) {
    (void)arena;
    return ((const ActivityStep *)row)->title;
}

static bool same_step(const void *a, const void *b) {
    const ActivityStep *left = a, *right = b;
    return date_compare(left->due_on, right->due_on) == 0 &&
           left->is_optional == right->is_optional;
}

static void carry_done(void *to, const void *from) {
    ((ActivityStep *)to)->done_on = ((const ActivityStep *)from)->done_on;
}

static const char **step_wording(void *row) {
    return &((ActivityStep *)row)->title;
}

static const char *party_key(Arena *arena, const void *row) {
    return id_text(arena, ((const ActivityParty *)row)->party);
}

static bool same_party(const void *a, const void *b) {
    return strcmp(((const ActivityParty *)a)->role, ((const ActivityParty *)b)->role) == 0;
}

static const char *goal_key(Arena *arena, const void *row) {
    const ActivityGoal *goal = row;
    return arena_printf(arena, "%s %d %s", goal->kind, (int)goal->number, goal->title);
}

static const char *responsibility_key(Arena *arena, const void *row) {
    const ActivityResponsibility *responsibility = row;
    return arena_printf(arena, "%s %s", responsibility->kind, responsibility->title);
}

static bool always_same(const void *a, const void *b) {
    (void)a;
    (void)b;
    return true;
}

static void carry_nothing(void *to, const void *from) {
    (void)to;
    (void)from;
}

static const RowKind targets = {sizeof(ActivityTarget), target_key, same_target, carry_reached};
static const RowKind steps = {sizeof(ActivityStep), step_key, same_step, carry_done,
                              .wording = step_wording};
static const RowKind parties = {sizeof(ActivityParty), party_key, same_party, carry_nothing,
                                .has_no_order = true};
static const RowKind goals = {sizeof(ActivityGoal), goal_key, always_same, carry_nothing};
static const RowKind responsibilities = {sizeof(ActivityResponsibility), responsibility_key,
                                         always_same, carry_nothing};

static const void *row_at(const RowKind *kind, Rows rows, size_t i) {
    return (const char *)rows.rows + i * kind->size;
}

static Id id_at_row(const void *row) {
    return *(const Id *)row;
}

/* The first row with the key that is not taken; it is taken now. NULL when there is none. */
static const void *take_by_key(Arena *arena, const RowKind *kind, Rows rows, bool *taken,
                               const char *key) {
    for (size_t i = 0; i < rows.n; i++)
        if (!taken[i] && strcmp(kind->key(arena, row_at(kind, rows, i)), key) == 0) {
            taken[i] = true;
            return row_at(kind, rows, i);
        }
    return NULL;
}

typedef struct {
    Arena *arena;
    const RowKind *kind;
    char *rows;
    size_t n;
} Merged;

static void *append(Merged *merged, const void *row) {
    void *place = merged->rows + merged->n++ * merged->kind->size;
    memcpy(place, row, merged->kind->size);
    return place;
}

/* A row that the new text gives, as it shall be; nothing when a person took it away. */
static void merge_given(Merged *merged, const void *given, const void *stored, const void *before) {
    if (stored == NULL && before != NULL)
        return;
    bool by_hand = stored != NULL && (before == NULL || !merged->kind->same_facts(stored, before));
    void *row = append(merged, by_hand ? stored : given);
    if (by_hand && merged->kind->wording != NULL)
        *merged->kind->wording(row) = merged->kind->key(merged->arena, given);
    if (stored != NULL) {
        *(Id *)row = id_at_row(stored);
        merged->kind->carry_marks(row, stored);
    }
}

static bool same_rows(Arena *arena, const RowKind *kind, Rows a, Rows b) {
    if (a.n != b.n)
        return false;
    bool *taken = ARENA_ARRAY(arena, bool, b.n);
    for (size_t i = 0; i < a.n; i++) {
        const void *left = row_at(kind, a, i);
        const void *right = take_by_key(arena, kind, b, taken, kind->key(arena, left));
        bool in_place = kind->has_no_order || right == row_at(kind, b, i);
        if (right == NULL || !in_place || !kind->same_facts(left, right))
            return false;
    }
    return true;
}

/* ---- rows that are worded anew ---- */

/* The texts before and after, as keys; `of` says which of the old ones a new one is, -1 = none. */
typedef struct {
    const char **before, **after;
    size_t n_before, n_after;
    int *of;
    bool *taken;
} Rewording;

static const char **keys_of(Arena *arena, const RowKind *kind, Rows rows) {
    const char **keys = ARENA_ARRAY(arena, const char *, rows.n);
    for (size_t i = 0; i < rows.n; i++)
        keys[i] = kind->key(arena, row_at(kind, rows, i));
    return keys;
}

/* At most a third of the letters differ. */
static bool is_alike(Arena *arena, const char *a, const char *b) {
    const char *left = similar_fold(arena, a), *right = similar_fold(arena, b);
    int limit = (int)MAX(g_utf8_strlen(left, -1), g_utf8_strlen(right, -1)) / 3;
    return similar_distance(left, right, limit) <= limit;
}

static void pair(Arena *arena, Rewording *rewording,
                 bool (*same)(Arena *arena, const char *a, const char *b)) {
    for (size_t i = 0; i < rewording->n_after; i++)
        for (size_t j = 0; j < rewording->n_before && rewording->of[i] < 0; j++)
            if (!rewording->taken[j] && same(arena, rewording->after[i], rewording->before[j])) {
                rewording->taken[j] = true;
                rewording->of[i] = (int)j;
            }
}

static bool is_equal(Arena *arena, const char *a, const char *b) {
    (void)arena;
    return strcmp(a, b) == 0;
}

/* The only one that is left stands where the only one that is gone stood. */
static void pair_by_place(Rewording *rewording) {
    size_t n_new = 0, n_gone = 0, at = 0;
    for (size_t i = 0; i < rewording->n_after; i++)
        if (rewording->of[i] < 0) {
            n_new++;
            at = i;
        }
    for (size_t j = 0; j < rewording->n_before; j++)
        n_gone += !rewording->taken[j];
    if (n_new == 1 && n_gone == 1 && at < rewording->n_before && !rewording->taken[at])
        rewording->of[at] = (int)at;
}

/* For each row of `after` the key that it had: its own, or that of the row it is a rewording of. */
static const char **former_keys(Arena *arena, const RowKind *kind, Rows before, Rows after) {
    Rewording rewording = {.before = keys_of(arena, kind, before),
                           .after = keys_of(arena, kind, after),
                           .n_before = before.n,
                           .n_after = after.n,
                           .of = ARENA_ARRAY(arena, int, after.n),
                           .taken = ARENA_ARRAY(arena, bool, before.n)};
    if (kind->wording == NULL)
        return rewording.after;
    for (size_t i = 0; i < after.n; i++)
        rewording.of[i] = -1;
    pair(arena, &rewording, is_equal);
    pair(arena, &rewording, is_alike);
    pair_by_place(&rewording);
    for (size_t i = 0; i < after.n; i++)
        if (rewording.of[i] >= 0)
            rewording.after[i] = rewording.before[rewording.of[i]];
    return rewording.after;
}

static Rows merge_rows(Arena *arena, const RowKind *kind, Rows stored, Rows before, Rows after) {
    if (same_rows(arena, kind, before, after))
        return stored;
    bool *stored_taken = ARENA_ARRAY(arena, bool, stored.n),
         *before_taken = ARENA_ARRAY(arena, bool, before.n);
    Merged merged = {arena, kind,
                     arena_alloc(arena, arena_checked_size(kind->size, stored.n + after.n)), 0};
    const char **keys = former_keys(arena, kind, before, after);
    for (size_t i = 0; i < after.n; i++) {
        const char *key = keys[i];
        const void *kept = take_by_key(arena, kind, stored, stored_taken, key);
        const void *old = take_by_key(arena, kind, before, before_taken, key);
        merge_given(&merged, row_at(kind, after, i), kept, old);
    }
    for (size_t i = 0; i < stored.n; i++) {
        const void *row = row_at(kind, stored, i);
        if (stored_taken[i])
            continue;
        const void *old = take_by_key(arena, kind, before, before_taken, kind->key(arena, row));
        if (old == NULL || !kind->same_facts(row, old))
            append(&merged, row);
    }
    return (Rows){merged.rows, merged.n};
}

#define ROWS(activity, what) ((Rows){(activity)->what, (activity)->n_##what})
#define MERGE(what)                                                                                \
    do {                                                                                           \
        Rows merged =                                                                              \
            merge_rows(arena, &what, ROWS(stored, what), ROWS(before, what), ROWS(after, what));   \
        after->what = merged.rows;                                                                 \
        after->n_##what = merged.n;                                                                \
    } while (0)

void activity_merge(Arena *arena, const Activity *stored, const Activity *before, Activity *after) {
    MERGE(targets);
    MERGE(steps);
    MERGE(parties);
    MERGE(goals);
    MERGE(responsibilities);
    if (stored->is_recurring != before->is_recurring)
        after->is_recurring = stored->is_recurring;
    if (strcmp(stored->host, before->host) != 0 ||
        !id_equal(stored->host_element, before->host_element)) {
        after->host = stored->host;
        after->host_element = stored->host_element;
    }
}

static const void *row_with_id(const RowKind *kind, Rows rows, Id id) {
    for (size_t i = 0; i < rows.n && id_is_set(id); i++)
        if (id_equal(id_at_row(row_at(kind, rows, i)), id))
            return row_at(kind, rows, i);
    return NULL;
}

static bool id_is_used(const RowKind *kind, Rows rows, size_t n, Id id) {
    for (size_t i = 0; i < n; i++)
        if (id_equal(id_at_row(row_at(kind, rows, i)), id))
            return true;
    return false;
}

static Rows carry_rows(Arena *arena, const RowKind *kind, Rows from, Rows to) {
    char *rows = arena_alloc(arena, arena_checked_size(kind->size, to.n));
    bool *taken = ARENA_ARRAY(arena, bool, from.n);
    for (size_t i = 0; i < to.n; i++) {
        void *row = rows + i * kind->size;
        memcpy(row, row_at(kind, to, i), kind->size);
        const void *old = row_with_id(kind, from, id_at_row(row));
        if (old == NULL && !id_is_set(id_at_row(row)))
            old = take_by_key(arena, kind, from, taken, kind->key(arena, row));
        bool usable = old != NULL && !id_is_used(kind, (Rows){rows, to.n}, i, id_at_row(old));
        *(Id *)row = usable ? id_at_row(old) : (Id){0};
        if (usable)
            kind->carry_marks(row, old);
    }
    return (Rows){rows, to.n};
}

#define CARRY(what) (to->what = carry_rows(arena, &what, ROWS(from, what), ROWS(to, what)).rows)

void activity_carry_marks(Arena *arena, const Activity *from, Activity *to) {
    CARRY(targets);
    CARRY(steps);
    CARRY(parties);
    CARRY(goals);
    CARRY(responsibilities);
}

bool merge_same_targets(Arena *arena, const Activity *a, const Activity *b) {
    return same_rows(arena, &targets, ROWS(a, targets), ROWS(b, targets));
}

bool merge_same_steps(Arena *arena, const Activity *a, const Activity *b) {
    return same_rows(arena, &steps, ROWS(a, steps), ROWS(b, steps));
}

bool merge_same_parties(Arena *arena, const Activity *a, const Activity *b) {
    return same_rows(arena, &parties, ROWS(a, parties), ROWS(b, parties));
}

bool merge_same_goals(Arena *arena, const Activity *a, const Activity *b) {
    return same_rows(arena, &goals, ROWS(a, goals), ROWS(b, goals));
}

bool merge_same_responsibilities(Arena *arena, const Activity *a, const Activity *b) {
    return same_rows(arena, &responsibilities, ROWS(a, responsibilities),
                     ROWS(b, responsibilities));
}
