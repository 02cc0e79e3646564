#pragma once
#include "modules/collaboration_pages/context.h"
#include "ui/form.h"

/* The form of a rule, made from the description of its kind: each key becomes the control that
 * suits its type. */

typedef enum {
    CONTROL_FIELD,   /* one field of web/form.h */
    CONTROL_CHECKS,  /* any of some choices */
    CONTROL_ORDERED, /* choices in an order, one select each: the years of a plan */
    CONTROL_SEATS,   /* who, how many, as what; a row for each seat rule */
} RuleControlType;

typedef struct CheckRow {
    const char *value, *label;
    bool is_checked;
} CheckRow;

typedef struct SeatFormRow {
    const char *who, *count, *function;
} SeatFormRow;

typedef struct RuleControl {
    RuleControlType type;
    const RuleKey *key;
    const FormField *field; /* CONTROL_FIELD */
    const CheckRow *checks; /* CONTROL_CHECKS */
    size_t n_checks, n_checked;
    const char *const *ordered; /* CONTROL_ORDERED: what is chosen, "" for nothing */
    size_t n_ordered;
    const FormChoice *choices; /* CONTROL_ORDERED; CONTROL_SEATS: who */
    const SeatFormRow *seats;
    size_t n_seats;
} RuleControl;

#define RULE_CONTROLS_MAX 40
/* More choices than this are folded away. */
#define CHECKS_OPEN_MAX 12

typedef union RuleFormValue {
    const char *text;
    bool truth;
} RuleFormValue;

typedef struct RuleForm {
    ElementKind kind;
    const Context *context;
    RuleControl controls[RULE_CONTROLS_MAX];
    size_t n;
    FormField fields[RULE_CONTROLS_MAX]; /* those of CONTROL_FIELD, ended by {0} */
    size_t n_fields;
    RuleFormValue values[RULE_CONTROLS_MAX]; /* what the fields show */
    const Rule *rule;                        /* NULL for a new one */
} RuleForm;

/* The form with what the rule says; an empty one when `rule` is NULL. */
const RuleForm *rule_form_new(const Context *context, ElementKind kind, const Rule *rule);

/* What was posted, as lines of a configuration file. False when something is wrong: *ret_errors
 * says what, and *ret_form shows what was chosen. */
bool rule_form_parse(const Context *context, ElementKind kind, const Rule *rule,
                     const RuleForm **ret_form, const char **ret_settings, FormErrors *ret_errors);

/* A sentence at a control that is none of the form's own fields. */
void fail_at(FormErrors *errors, const RuleKey *key, const char *problem);

/* The functions a seat may ask for, with "vem som helst" first. */
extern const FormChoice seat_functions[];
