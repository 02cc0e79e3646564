#pragma once
#include "modules/outcomes/tell.h"
#include "ui/frame.h"

typedef struct TellView {
    const Frame *frame;
    const Outcomes *outcomes;
    const char *path; /* of the round's outcomes */
    const char *why_not;
    OutcomeRecipients recipients;
    const char *const *letter; /* to the first who has proposals, ended by NULL; or NULL */
    const char *letter_to;
    size_t n_letters;
    const char *without; /* names of those whom no letter can be written to; "" */
    bool has_mail;
} TellView;
