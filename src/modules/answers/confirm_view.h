#pragma once
#include "base/id.h"
#include "modules/answers/visit.h"

typedef struct ConfirmAddress {
    Id person;
    const char *masked, *function; /* function: msgid */
} ConfirmAddress;

typedef struct ConfirmView {
    Frame *frame;
    const AnswerVisit *visit;
    const ConfirmAddress *addresses;
    size_t n_addresses;
    Id chosen; /* whom the code goes to: whoever was written to, if nobody else was chosen */
    const char *sent_to, *problem; /* NULL: no code is on its way; nothing is wrong */
    bool abstain;
    size_t n_missing;
    const char *missing;
    const char *seen; /* AnswerSubmission.seen */
} ConfirmView;
