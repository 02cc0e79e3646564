#include "base/date.h"
#include "base/error.h"
#include "base/id.h"
#include "base/language.h"
#include "modules/plans/edit_html.h"
#include "modules/plans/edit_pages.h"
#include "modules/plans/edit_view.h"
#include "modules/plans/standing.h"
#include "modules/plans/undo_offer.h"
#include "web/form_values.h"

#include <string.h>

static const char *field(const Request *request, const char *name) {
    const char *value = request_field(request, name);
    return value == NULL ? "" : value;
}

/* The browser's line ends as they are stored. */
static const char *typed_lines(const Request *request, const char *name) {
    g_auto(GStrv) lines = g_strsplit(field(request, name), "\r\n", -1);
    g_autofree char *joined = g_strjoinv("\n", lines);
    return arena_strdup(request->arena, g_strchomp(joined));
}

/* ---- the seven cells as one form ---- */

static const struct {
    const char *label, *hint;
} labels[N_ACTIVITY_COLUMNS] = {
    [COLUMN_TITLE] = {N_("Aktivitet"), NULL},
    [COLUMN_GOAL] = {N_("Aktivitetsmål"),
                     N_("Vad som ska ha blivit bättre när aktiviteten är klar.")},
    [COLUMN_IMPLEMENTATION] =
        {N_("Genomförande"),
         N_("Vad som ska göras. Varje mening blir ett steg som går att följa upp.")},
    [COLUMN_TIME] = {N_("Tid"),
                     N_("Skriv som ni brukar: våren 2022, april 2022, 3 gånger per år, löpande.")},
    [COLUMN_RESPONSIBLE] = {N_("Ansvar"), NULL},
    [COLUMN_PARTIES] = {N_("Samverkansparter"),
                        N_("Länets kommuner betyder alla kommuner i samverkan.")},
    [COLUMN_EFFECT_GOALS] =
        {N_("Effektmål"), N_("Miljökvalitetsmål och globala mål med sina namn, eller Flertalet.")},
};

static bool load_form(Request *request, ActivityPlace *place, ActivityEditView *view,
                      GError **error) {
    if (!activity_place_load(request, place, error) || !activity_place_is_open(place, error))
        return false;
    *view = (ActivityEditView){.frame = activity_frame(request, place, N_("Ändra aktivitet")),
                               .place = place};
    for (int column = 0; column < N_ACTIVITY_COLUMNS; column++) {
        const char *text = place->activity->cells[column];
        view->cells[column] = (CellField){.info = &activity_columns[column],
                                          .label = labels[column].label,
                                          .hint = labels[column].hint,
                                          .was = text,
                                          .typed = text};
    }
    return true;
}

static bool edit_form(Request *request, Response *response, GError **error) {
    ActivityPlace place;
    ActivityEditView view;
    if (!load_form(request, &place, &view, error))
        return false;
    activity_edit_page_html(response_html(response), &view);
    return true;
}

/* What was typed into the form of the cells as they are now: `was` is what the writer saw. */
static void set_typed(const Request *request, ActivityEditView *view) {
    for (int column = 0; column < N_ACTIVITY_COLUMNS; column++) {
        CellField *cell = &view->cells[column];
        const char *present = cell->was;
        cell->typed = typed_lines(request, cell->info->key);
        const char *was =
            typed_lines(request, arena_printf(request->arena, "was_%s", cell->info->key));
        bool changed = strcmp(cell->typed, was) != 0;
        if (!changed)
            cell->typed = present;
        else if (strcmp(was, present) != 0 && strcmp(cell->typed, present) != 0)
            cell->now = present;
        view->n_problems += cell->now != NULL;
    }
}

typedef struct {
    const Request *request;
    ActivityEditView *view;
    size_t n_saved;
    Id audit; /* of the latest cell saved */
} Saving;

static bool save_cells(Db *db, void *data, GError **error) {
    Saving *saving = data;
    const Request *request = saving->request;
    saving->n_saved = 0;
    for (int column = 0; column < N_ACTIVITY_COLUMNS; column++) {
        CellField *cell = &saving->view->cells[column];
        CellResult result;
        CellEdit edit = {request->collaboration,
                         request->session->account,
                         saving->view->place->activity->id,
                         column,
                         cell->was,
                         cell->typed};
        g_autoptr(GError) problem = NULL;
        if (!activity_edit_cell(db, request->arena, &edit, &result, &problem)) {
            if (error_is(problem, ERROR_INVALID))
                cell->problem = arena_strdup(request->arena, problem->message);
            g_propagate_error(error, g_steal_pointer(&problem));
            return false;
        }
        if (result.outcome == CELL_CONFLICT) {
            cell->now = result.text;
            return fail(error, ERROR_CONFLICT,
                        "Någon annan ändrade samtidigt. Läs igenom och spara igen.");
        }
        if (result.outcome == CELL_SAVED) {
            saving->n_saved++;
            saving->audit = result.audit;
        }
    }
    return true;
}

static bool show_form(Response *response, ActivityEditView *view, int status) {
    view->frame->has_errors = true;
    response_status(response, status);
    activity_edit_page_html(response_html(response), view);
    return true;
}

static bool edit_action(Request *request, Response *response, GError **error) {
    g_autoptr(GError) problem = NULL;
    ActivityPlace place;
    ActivityEditView view;
    Saving saving = {.request = request, .view = &view};
    if (!load_form(request, &place, &view, error))
        return false;
    set_typed(request, &view);
    if (view.n_problems > 0)
        return show_form(response, &view, 409);
    if (db_write(request->db, save_cells, &saving, &problem))
        return redirect_undoable(response, request, activity_row_path(request, &place), "saved",
                                 saving.n_saved == 1 ? saving.audit : (Id){0});
    if (!error_is_for_people(problem)) {
        g_propagate_error(error, g_steal_pointer(&problem));
        return false;
    }
    for (int column = 0; column < N_ACTIVITY_COLUMNS; column++)
        view.n_problems += view.cells[column].problem != NULL || view.cells[column].now != NULL;
    view.problem = arena_strdup(request->arena, problem->message);
    return show_form(response, &view, form_error_status(problem));
}

bool answer_cell_page(Request *request, Response *response, const CellEdit *edit,
                      const CellResult *result, GError **error) {
    ActivityPlace place;
    ActivityEditView view;
    if (!load_form(request, &place, &view, error))
        return false;
    if (result->outcome != CELL_CONFLICT)
        return redirect_undoable(response, request, activity_row_path(request, &place), "saved",
                                 result->audit);
    CellField *cell = &view.cells[edit->column];
    cell->now = cell->was;
    cell->typed = edit->text;
    view.n_problems = 1;
    return show_form(response, &view, 409);
}

static bool remove_action(Request *request, Response *response, GError **error) {
    ActivityPlace place;
    ActivityRemoval removal = {.collaboration = request->collaboration,
                               .account = request->session->account};
    Id audit;
    if (!activity_place_load(request, &place, error))
        return false;
    removal.activity = place.activity->id;
    return activity_remove(request->db, request->arena, &removal, &audit, error) &&
           redirect_undoable(response, request, place.year_path, "removed", audit);
}

/* ---- follow-up ---- */

static void set_stored(const Request *request, const ActivityPlace *place, FollowUpForm *form) {
    const Activity *activity = place->activity;
    StepField *steps = ARENA_ARRAY(request->arena, StepField, activity->n_steps);
    TargetField *targets = ARENA_ARRAY(request->arena, TargetField, activity->n_targets);
    for (size_t i = 0; i < activity->n_steps; i++) {
        bool done = date_is_set(activity->steps[i].done_on);
        steps[i] =
            (StepField){&activity->steps[i],
                        done ? date_iso(request->arena, activity->steps[i].done_on) : "", NULL};
    }
    for (size_t i = 0; i < activity->n_targets; i++)
        targets[i] = (TargetField){&activity->targets[i], activity->targets[i].is_reached};
    *form = (FollowUpForm){.frame = activity_frame(request, place, N_("Följ upp")),
                           .place = place,
                           .statuses = activity_statuses,
                           .status = activity->status,
                           .comment = activity->comment,
                           .edit = activity->edit,
                           .steps = steps,
                           .n_steps = activity->n_steps,
                           .targets = targets,
                           .n_targets = activity->n_targets};
}

static bool follow_up_form(Request *request, Response *response, GError **error) {
    ActivityPlace place;
    FollowUpForm form;
    if (!activity_place_load(request, &place, error))
        return false;
    set_stored(request, &place, &form);
    activity_follow_up_page_html(response_html(response), &form);
    return true;
}

static bool is_ticked(const Request *request, Id target) {
    const Pairs *fields = request_fields(request);
    const char *id = id_text(request->arena, target);
    for (size_t i = 0; i < fields->n; i++)
        if (strcmp(fields->items[i].name, "target") == 0 && strcmp(fields->items[i].value, id) == 0)
            return true;
    return false;
}

/* Steps and targets as they were typed, into the form and into what shall be stored. False when a
 * day is not understood. */
static bool read_marks(const Request *request, FollowUpForm *form, FollowUp *follow_up) {
    StepField *steps = (StepField *)form->steps;
    TargetField *targets = (TargetField *)form->targets;
    StepMark *step_marks = ARENA_ARRAY(request->arena, StepMark, form->n_steps);
    TargetMark *target_marks = ARENA_ARRAY(request->arena, TargetMark, form->n_targets);
    bool fine = true;
    for (size_t i = 0; i < form->n_steps; i++) {
        steps[i].done_on = g_strstrip(
            arena_strdup(request->arena,
                         field(request, arena_printf(request->arena, "step_%s",
                                                     id_text(request->arena, steps[i].step->id)))));
        step_marks[i].step = steps[i].step->id;
        if (steps[i].done_on[0] != '\0' &&
            !form_parse_date(steps[i].done_on, &step_marks[i].done_on)) {
            steps[i].problem =
                T_("Dagen går inte att läsa. Skriv den som 2021-04-15 eller 15 april 2021.");
            fine = false;
        }
    }
    for (size_t i = 0; i < form->n_targets; i++) {
        targets[i].is_reached = is_ticked(request, targets[i].target->id);
        target_marks[i] = (TargetMark){targets[i].target->id, targets[i].is_reached};
    }
    follow_up->steps = step_marks;
    follow_up->n_steps = form->n_steps;
    follow_up->targets = target_marks;
    follow_up->n_targets = form->n_targets;
    return fine;
}

static bool show_follow_up(Response *response, FollowUpForm *form, const char *problem,
                           int status) {
    form->problem = problem;
    form->frame->has_errors = true;
    response_status(response, status);
    activity_follow_up_page_html(response_html(response), form);
    return true;
}

static bool follow_up_action(Request *request, Response *response, GError **error) {
    g_autoptr(GError) problem = NULL;
    ActivityPlace place;
    FollowUpForm form;
    if (!activity_place_load(request, &place, error))
        return false;
    set_stored(request, &place, &form);
    form.status = field(request, "status");
    form.comment = typed_lines(request, "comment");
    FollowUp follow_up = {.collaboration = request->collaboration,
                          .account = request->session->account,
                          .activity = place.activity->id,
                          .edit = g_ascii_strtoll(field(request, "edit"), NULL, 10),
                          .status = form.status,
                          .comment = form.comment};
    if (!read_marks(request, &form, &follow_up))
        return show_follow_up(response, &form, T_("En av dagarna går inte att läsa."), 422);
    if (activity_follow_up(request->db, request->arena, &follow_up, &problem))
        return redirect_done(response, request, place.path, "saved");
    if (!error_is_for_people(problem)) {
        g_propagate_error(error, g_steal_pointer(&problem));
        return false;
    }
    form.edit = place.activity->edit;
    return show_follow_up(response, &form, activity_problem(request, problem),
                          form_error_status(problem));
}

const Route activity_edit_routes[] = {
    {GET, "/:collab/activities/:activity/edit", edit_form, MAY_EDIT_PLAN},
    {POST, "/:collab/activities/:activity/edit", edit_action, MAY_EDIT_PLAN},
    {POST, "/:collab/activities/:activity/remove", remove_action, MAY_EDIT_PLAN},
    {GET, "/:collab/activities/:activity/follow-up", follow_up_form, MAY_EDIT_PLAN},
    {POST, "/:collab/activities/:activity/follow-up", follow_up_action, MAY_EDIT_PLAN},
    {0},
};
