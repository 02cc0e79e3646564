#pragma once
#include "modules/answers/answers.h"
#include "ui/frame.h"

/* What waits for whoever asks, for the start page: the own offices' answers that are not handed in,
 * or not to all of the list; and of whoever leads the rounds, how many have answered. */
typedef struct AnswerTask {
    const char *title, *more, *path, *button; /* more NULL: nothing */
    Date last_on;
    bool is_own; /* to be done by whoever asks */
} AnswerTask;
typedef struct AnswerTasks {
    const AnswerTask *rows;
    size_t n;
} AnswerTasks;

/* Four statements. */
bool answer_tasks(const Request *request, const Rules *rules, AnswerTasks *ret, GError **error);
