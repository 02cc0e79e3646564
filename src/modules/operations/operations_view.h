#pragma once
#include "services/jobs/jobs.h"
#include "services/mail/mail.h"
#include "ui/frame.h"
#include "ui/list.h"

typedef struct JobRow {
    const char *title, *account, *outcome, *state, *chip, *created, *path;
} JobRow;

typedef struct JobsView {
    const Frame *frame;
    const List *list;
} JobsView;

typedef struct JobView {
    const Frame *frame;
    const Job *job;
    const char *state, *chip;
    double share; /* of the bar, in percent */
    bool may_run, may_cancel, is_going_on;
} JobView;

typedef struct LetterRow {
    const char *subject, *answer, *to_name, *to_email, *state, *chip, *created, *path;
} LetterRow;

typedef struct LettersView {
    const Frame *frame;
    bool is_public; /* the demonstration's, with what stands in the letters */
    const List *list;
} LettersView;

typedef struct LetterView {
    const Frame *frame;
    const OutboxLetter *letter;
    const char *state, *chip;
    bool shows_text, may_send_again;
} LetterView;
