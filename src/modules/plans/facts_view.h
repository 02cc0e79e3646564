#pragma once
#include "modules/plans/activity_place.h"
#include "modules/plans/plans_view.h"
#include "web/form.h"

/* The facts of an activity as they stand in their form: what is stored, or what was typed. */

typedef struct PartyField {
    Id party;                 /* none = the municipalities together */
    const char *title, *role; /* role: "" = does not take part */
    bool has_roles;           /* a county board guides or supervises itself */
} PartyField;

typedef struct GoalField {
    const char *value, *title; /* "national-5" */
    bool is_chosen;
} GoalField;

/* A target, step or responsibility: a line of fields. Empty lines at the end are for new ones. */
typedef struct FactLine {
    const char *id, *title;
    const char *kind;   /* target, responsibility */
    const char *amount; /* target */
    const char *due_on; /* step */
    bool is_optional;   /* step */
    const char *problem;
} FactLine;

typedef struct FactLines {
    FactLine *rows;
    size_t n;
} FactLines;

typedef struct FactsForm {
    Frame *frame;
    const ActivityPlace *place;
    const char *problem;
    int64_t edit;
    const FormChoice *sizes; /* ended by {0} */
    const char *size, *hours, *host, *leader, *project_group, *other_goals;
    bool is_recurring;
    const PartyField *parties;
    size_t n_parties;
    const GoalField *goals;
    size_t n_goals;
    /* Of a chosen host that is no party, else NULL: it stands last in the list. */
    const char *host_title;
    FactLines targets, steps, responsibilities;
} FactsForm;

/* The form as the activity is stored, or as it was typed. */
void facts_form_stored(const Request *request, const ActivityPlace *place, FactsForm *ret);
void facts_form_typed(const Request *request, const ActivityPlace *place, FactsForm *ret);

/* What the form says, as an activity's facts. False when something in it is not understood: the
 * form then says what. */
bool facts_of_form(Arena *arena, FactsForm *form, Activity *ret);

extern const FormChoice target_kinds[], responsibility_kinds[], party_roles[];
