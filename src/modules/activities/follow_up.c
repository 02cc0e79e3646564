#include "modules/activities/change.h"

#include "base/date.h"
#include "base/error.h"
#include "base/id.h"
#include "base/language.h"
#include "base/text.h"
#include "modules/activities/words.h"

#include <glib.h>
#include <string.h>

#define COMMENT_MAX 5000

typedef struct {
    Arena *arena;
    const FollowUp *follow_up;
    const char *comment;
} Following;

static bool mark_steps(const Following *following, Activity *activity, GError **error) {
    ActivityStep *steps = ARENA_ARRAY(following->arena, ActivityStep, activity->n_steps);
    if (activity->n_steps > 0)
        memcpy(steps, activity->steps, activity->n_steps * sizeof *steps);
    for (size_t i = 0; i < following->follow_up->n_steps; i++) {
        const StepMark *mark = &following->follow_up->steps[i];
        size_t at = 0;
        while (at < activity->n_steps && !id_equal(steps[at].id, mark->step))
            at++;
        if (at == activity->n_steps)
            return fail(error, ERROR_INVALID,
                        "Ett av stegen finns inte längre. Läs om aktiviteten och följ upp igen.");
        if (date_is_set(mark->done_on) && !date_valid(mark->done_on))
            return fail(error, ERROR_INVALID,
                        "Dagen då steget ”%s” blev klart finns inte. Rätta den.", steps[at].title);
        steps[at].done_on = mark->done_on;
    }
    activity->steps = steps;
    return true;
}

static bool mark_targets(const Following *following, Activity *activity, GError **error) {
    ActivityTarget *targets = ARENA_ARRAY(following->arena, ActivityTarget, activity->n_targets);
    if (activity->n_targets > 0)
        memcpy(targets, activity->targets, activity->n_targets * sizeof *targets);
    for (size_t i = 0; i < following->follow_up->n_targets; i++) {
        const TargetMark *mark = &following->follow_up->targets[i];
        size_t at = 0;
        while (at < activity->n_targets && !id_equal(targets[at].id, mark->target))
            at++;
        if (at == activity->n_targets)
            return fail(error, ERROR_INVALID,
                        "Ett av målen finns inte längre. Läs om aktiviteten och följ upp igen.");
        targets[at].is_reached = mark->is_reached;
    }
    activity->targets = targets;
    return true;
}

/* The steps that are done, one a line: what the history compares. */
static const char *done_text(Arena *arena, const Activity *activity) {
    g_autoptr(GString) text = g_string_new(NULL);
    for (size_t i = 0; i < activity->n_steps; i++)
        if (date_is_set(activity->steps[i].done_on))
            g_string_append_printf(text, "%s%s, klart %s", text->len == 0 ? "" : "\n",
                                   activity->steps[i].title,
                                   date_kept(arena, activity->steps[i].done_on));
    return arena_strdup(arena, text->str);
}

static const char *reached_text(Arena *arena, const Activity *activity) {
    g_autoptr(GString) text = g_string_new(NULL);
    for (size_t i = 0; i < activity->n_targets; i++)
        if (activity->targets[i].is_reached)
            g_string_append_printf(text, "%s%s", text->len == 0 ? "" : "\n",
                                   activity->targets[i].title);
    return arena_strdup(arena, text->str);
}

/* A line in the audit about the field, when it has changed. */
static bool tell(Db *db, Arena *arena, const Change *what, const char *field,
                 const char *const texts[2], GError **error) {
    Change change = *what;
    change.field = field;
    change.before_text = texts[0];
    change.after_text = texts[1];
    return strcmp(texts[0], texts[1]) == 0 || change_write(db, arena, &change, NULL, error);
}

static bool tell_all(Db *db, const Following *following, const Place *place, const Activity *before,
                     const Activity *after, GError **error) {
    Arena *arena = following->arena;
    const struct {
        const char *field, *texts[2];
    } fields[] = {{"status", {before->status, after->status}},
                  {"comment", {before->comment, after->comment}},
                  {"steps", {done_text(arena, before), done_text(arena, after)}},
                  {"targets", {reached_text(arena, before), reached_text(arena, after)}}};
    const Change change = {.collaboration = following->follow_up->collaboration,
                           .account = following->follow_up->account,
                           .subject = following->follow_up->activity,
                           .plan = place->plan,
                           .action = "activity.follow_up"};
    for (size_t i = 0; i < G_N_ELEMENTS(fields); i++)
        if (!tell(db, arena, &change, fields[i].field, fields[i].texts, error))
            return false;
    return true;
}

static bool says_the_same(Arena *arena, const Activity *a, const Activity *b) {
    return strcmp(a->status, b->status) == 0 && strcmp(a->comment, b->comment) == 0 &&
           strcmp(done_text(arena, a), done_text(arena, b)) == 0 &&
           strcmp(reached_text(arena, a), reached_text(arena, b)) == 0;
}

static bool follow_in_transaction(Db *db, void *data, GError **error) {
    Following *following = data;
    const FollowUp *follow_up = following->follow_up;
    Place place;
    Activity stored;
    if (!place_of_activity(db, following->arena, follow_up->collaboration, follow_up->activity,
                           &place, error) ||
        !activity_get(db, following->arena, follow_up->collaboration, follow_up->activity, &stored,
                      error))
        return false;
    if (stored.edit != follow_up->edit)
        return fail(error, ERROR_CONFLICT,
                    "Någon annan har ändrat aktiviteten sedan ni öppnade den. Läs om den och följ "
                    "upp igen.");
    Activity after = stored;
    after.status = follow_up->status;
    after.comment = following->comment;
    if (!mark_steps(following, &after, error) || !mark_targets(following, &after, error))
        return false;
    if (says_the_same(following->arena, &stored, &after))
        return true;
    return activity_store(db, following->arena, follow_up->collaboration, &stored, &after, error) &&
           tell_all(db, following, &place, &stored, &after, error);
}

bool activity_follow_up(Db *db, Arena *arena, const FollowUp *follow_up, GError **error) {
    Following following = {arena, follow_up, cell_cleaned(arena, follow_up->comment)};
    if (follow_up->status == NULL ||
        !word_in(follow_up->status, "planned ongoing late done cancelled moved"))
        return fail(error, ERROR_INVALID, "Välj hur det går med aktiviteten.");
    return text_within(T_("Kommentaren"), following.comment, COMMENT_MAX, error) &&
           db_write(db, follow_in_transaction, &following, error);
}

/* ---- progress ---- */

static Date earlier(Date a, Date b) {
    return !date_is_set(a) || (date_is_set(b) && date_compare(b, a) < 0) ? b : a;
}

static Date passed(Date day, Date today) {
    return date_is_set(day) && date_compare(day, today) < 0 ? day : (Date){0};
}

static Date late_since(const Activity *activity, Date today) {
    Date since = passed(activity->ends, today);
    for (size_t i = 0; i < activity->n_steps; i++) {
        const ActivityStep *step = &activity->steps[i];
        if (!step->is_optional && !date_is_set(step->done_on))
            since = earlier(since, passed(step->due_on, today));
    }
    return since;
}

ActivityProgress activity_progress(const Activity *activity, Date today) {
    ActivityProgress progress = {.targets_all = activity->n_targets};
    for (size_t i = 0; i < activity->n_steps; i++) {
        bool done = date_is_set(activity->steps[i].done_on);
        progress.steps_done += done;
        progress.steps_all += done || !activity->steps[i].is_optional;
    }
    for (size_t i = 0; i < activity->n_targets; i++)
        progress.targets_reached += activity->targets[i].is_reached;
    if (word_in(activity->status, "done cancelled moved"))
        return progress;
    progress.late_since = late_since(activity, today);
    progress.is_late = strcmp(activity->status, "late") == 0 || date_is_set(progress.late_since);
    return progress;
}
