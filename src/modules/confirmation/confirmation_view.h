#pragma once
#include "modules/confirmation/confirmation.h"
#include "modules/people/gaps.h"
#include "ui/form.h"
#include "ui/frame.h"

typedef struct ConfirmationRow {
    const char *name, *work, *email, *phone; /* email, phone: NULL = not known */
    const char *outcome, *said;              /* msgid of the chip, or NULL; what was changed */
    const char *path;                        /* the person's own page; NULL when they have left */
    const char *back_path; /* takes back that they have left; NULL: nothing to take back */
} ConfirmationRow;

typedef struct ConfirmationOfficeView {
    const Frame *frame;
    bool by_link, is_open;
    const char *title; /* of the office */
    const char *path;
    Date last_on;
    const ConfirmationRow *rows;
    size_t n_rows, n_answered;
    size_t n_hidden;                   /* with protected identity, whom the link does not show */
    const char *next_name, *next_path; /* whom to go through next; NULL: all have been */
    Instant done_at;
    const char *problem;   /* why it could not be done, or NULL */
    const char *send_path; /* the coordinator's: the link to somebody else; or NULL */
    Gaps gaps;
} ConfirmationOfficeView;

typedef struct ConfirmationPersonForm {
    const char *name, *email, *phone, *function, *title, *subjects;
    Date from; /* of somebody new */
    int64_t edit;
} ConfirmationPersonForm;

typedef struct ConfirmationPersonView {
    const Frame *frame;
    bool by_link;
    const char *office, *path, *back;
    const ConfirmationRow *row; /* NULL: a new person */
    size_t number, n;           /* "3 av 7" */
    const char *elsewhere;      /* where the person works too, or NULL */
    const FormField *fields;
    const ConfirmationPersonForm *form;
    const FormErrors *errors;
    const FormField *end_fields;
    Date end_on;
    const FormErrors *end_errors;
    const char *problem;
} ConfirmationPersonView;

/* ---- the coordinator's ---- */

typedef struct ConfirmationStateRow {
    const char *title, *path, *state, *chip, *mailed;
    const char *municipalities; /* "Habo, Mullsjö" of a joint office, else NULL */
    size_t n_protected;    /* who are gone through by whoever is logged in, and have not been */
    const char *send_path; /* where nobody is asked by function; or NULL */
} ConfirmationStateRow;

typedef struct ConfirmationGapRow {
    const char *sentence, *path;
} ConfirmationGapRow;

typedef struct ConfirmationRoundView {
    const Frame *frame;
    const char *path;
    const Confirmation *confirmation;
    bool is_open, may_move;
    const ConfirmationStateRow *rows;
    size_t n_rows, n_done, n_missing;
    size_t n_municipalities, n_municipalities_done; /* done: all their offices are */
    const char *unreachable; /* offices where nobody has an address, or NULL */
    size_t n_outcomes[N_CONFIRMATION_OUTCOMES];
    const ConfirmationGapRow *gaps;
    size_t n_gaps;
} ConfirmationRoundView;

typedef struct ConfirmationStartForm {
    Date last_on;
    FormIds elements;
} ConfirmationStartForm;

/* A form of the coordinator's. */
typedef struct ConfirmationFormView {
    const Frame *frame;
    const char *lead, *path, *back, *save; /* lead, save: msgids */
    const FormField *fields;
    const void *data;
    const FormErrors *errors;
} ConfirmationFormView;

typedef struct ConfirmationChoice {
    const char *id, *title;
    bool is_chosen;
} ConfirmationChoice;

typedef struct ConfirmationStartView {
    const Frame *frame;
    const char *path, *back;
    const FormField *fields;
    const ConfirmationStartForm *form;
    const FormErrors *errors;
    const ConfirmationChoice *offices, *parties;
    size_t n_offices, n_parties;
} ConfirmationStartView;
