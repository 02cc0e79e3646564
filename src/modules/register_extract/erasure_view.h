#pragma once
#include "modules/register_extract/register_extract.h"
#include "ui/form.h"
#include "ui/frame.h"

/* Something that stays when a person is erased, and why. */
typedef struct ErasureStay {
    const char *title, *why; /* msgids */
    size_t n;
} ErasureStay;

typedef struct ErasureView {
    const Frame *frame;
    const char *name, *path, *back;
    const char *obstacle; /* NULL: it can be done */
    const ErasureStay *stays;
    size_t n_stays;
    bool has_account;
    const FormField *fields;
    const void *form;
    const FormErrors *errors;
} ErasureView;
