#pragma once
#include "ui/form.h"
#include "ui/frame.h"
#include "ui/list.h"

typedef struct MemberRow {
    const char *name, *email, *roles, *person, *state, *chip, *path;
} MemberRow;

typedef struct AccessView {
    const Frame *frame;
    const List *list;
    const char *invite_path;
} AccessView;

typedef struct AccessForm {
    const char *name, *email, *person;
    bool roles[N_ROLES];
    Date ends_on;
} AccessForm;

typedef struct AccessFormView {
    const Frame *frame;
    const char *title, *lead, *path, *back, *save, *end_path;
    const FormField *fields;
    const AccessForm *form;
    const FormErrors *errors;
} AccessFormView;
