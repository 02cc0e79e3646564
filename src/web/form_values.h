#pragma once
#include "web/form.h"

/* One field being read. `typed` is what came, NULL for nothing. */
typedef struct FormReading {
    Arena *arena;
    const Request *request;
    const FormField *field;
    const char *typed;
    void *target; /* where the value goes: data + offset */
    FormErrors *errors;
} FormReading;

/* Reads the value by the field's type into `target`; on failure an error is added and it is left
 * alone. An empty value of a field that is not required is the type's "none". */
bool form_read_value(const FormReading *reading);

/* Adds a translated sentence in which {field}, {a} and {b} are replaced. Returns false. */
typedef struct FormSentence {
    const char *msgid;
    const char *a, *b;
} FormSentence;
bool form_complain(const FormReading *reading, FormSentence sentence);

/* Parsers of single values, without limits. */
bool form_parse_int(const char *text, int64_t *ret);
bool form_parse_date(const char *text, Date *ret);
