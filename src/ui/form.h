#pragma once
#include "web/form.h"
#include "web/html.h"

/* How a form described by a table of FormFields is shown: ui_field(), ui_fields() and
 * ui_error_summary() in form.html. These answer what the template asks. */

/* Fields that follow on each other and stand under the same group, or under none (NULL). */
typedef struct FormGroup {
    const char *title; /* msgid or NULL */
    const FormField *fields;
    size_t n;
} FormGroup;
typedef struct FormGroups {
    const FormGroup *rows;
    size_t n;
} FormGroups;
FormGroups form_groups(Arena *arena, const FormField *fields);

typedef struct FormChoiceRows {
    const FormChoice *rows;
    size_t n;
} FormChoiceRows;
FormChoiceRows form_choices(const FormField *field);

/* The ids of hint and error, for aria-describedby; "" when there are none. */
const char *form_described_by(Arena *arena, const FormField *field, const FormErrors *errors);
const char *form_input_type(const FormField *field);
const char *form_autocomplete(const FormField *field);
const char *form_width(const FormField *field);
bool form_is_checked(const FormField *field, const void *data, const FormErrors *errors);

/* Lines for a text area that shows the whole text, 3 to 16. */
int form_rows(const char *text);
