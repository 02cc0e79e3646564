#pragma once
#include "web/request.h"
#include <stddef.h>

typedef enum {
    FORM_TEXT,      /* const char *: one line, trimmed, NFC; NULL when empty */
    FORM_LONG_TEXT, /* const char *: several lines, "\n", trimmed at both ends; NULL when empty */
    FORM_INT,       /* int64_t */
    FORM_DATE,      /* Date: 2021-05-05 or 5 maj 2021 */
    FORM_MONEY,     /* Money: kronor and öre, "1 143,50"; with `thousands` tkr, "1 083,5" */
    FORM_BOOL,      /* bool: a check box; absent = false */
    FORM_CHOICE,    /* const char *: one of `choices`, or NULL */
    FORM_ID,        /* Id: 0 when empty */
    FORM_IDS,       /* FormIds: a repeated field */
    FORM_EMAIL,     /* const char *: one address, trimmed */
    FORM_PASSWORD,  /* const char *: as typed, never shown again */
    FORM_EDIT,      /* int64_t: the row's `edit` as it was shown, hidden; 0 when it is no number */
} FormType;

typedef struct FormIds {
    const Id *items;
    size_t n;
} FormIds;

typedef struct FormChoice {
    const char *value;
    const char *label; /* msgid */
} FormChoice;

#define FORM_TEXT_MAX 200
#define FORM_LONG_TEXT_MAX 20000
#define FORM_PASSWORD_MAX 200

/* One field: parsing, limits, messages and rendering come from this row. A table ends with {0}. */
typedef struct FormField {
    const char *name;
    const char *label; /* msgid, "Sista dag" */
    FormType type;
    size_t offset; /* offsetof(ActivityForm, ends_on) */
    bool required;
    bool thousands;            /* FORM_MONEY is typed in tkr */
    size_t max_length;         /* characters; 0 = the limit of the type */
    int64_t min, max;          /* FORM_INT, FORM_MONEY (öre): both 0 = any */
    const char *hint;          /* msgid or NULL */
    const FormChoice *choices; /* FORM_CHOICE; ended by {0} */
    const char *group;         /* msgid: what it and its neighbours stand under, or NULL */
} FormField;

typedef struct FormError {
    const char *field;   /* name */
    const char *label;   /* msgid, "" for errors of the whole form */
    const char *message; /* Swedish sentence */
} FormError;

/* What came of a form: the errors, and what was typed, so that it can be shown again. */
typedef struct FormErrors {
    Arena *arena;
    FormError *items;
    size_t n, capacity;
    const FormField *fields;
    const char **typed; /* by field, NULL where nothing came; NULL before form_parse() */
} FormErrors;

/* Reads the posted form into the struct that the offsets describe. True when every field is in
 * order. On an error the struct holds the fields that were in order, and *ret_errors what to show.
 * A field that may come once and comes twice is an error; fields not in the table are ignored. */
bool form_parse(const Request *request, const FormField *fields, void *data,
                FormErrors *ret_errors);

/* Adds an error found by the rules. `name` NULL: the form as a whole. */
void form_fail(FormErrors *errors, const char *name, const char *format, ...) G_GNUC_PRINTF(3, 4);

/* What the rules refused (ERROR_INVALID, ERROR_CONFLICT) becomes an error of the form as a whole;
 * any other problem is copied to *error, and the answer is false. */
bool form_take(FormErrors *errors, const GError *problem, GError **error);

/* The sentence to show at this field, or NULL. `errors` may be NULL. */
const char *form_error(const FormErrors *errors, const char *name);

/* What the field shows: what was typed when there is something typed, otherwise the value in `data`
 * written the way one types it ("2021-05-05", "1143,50"). Never NULL. `errors` may be NULL. */
const char *form_text(Arena *arena, const FormField *field, const void *data,
                      const FormErrors *errors);

/* A copy of the table where the fields with this name have these choices (ended by {0}): for what
 * there is to choose among in the database. */
const FormField *form_with_choices(Arena *arena, const FormField *fields, const char *name,
                                   const FormChoice *choices);

/* The field with this name, or NULL. */
const FormField *form_field(const FormField *fields, const char *name);
