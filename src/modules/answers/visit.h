#pragma once
#include "modules/answers/answers.h"
#include "services/task_link/task_link.h"
#include "ui/frame.h"

/* Who has come to an office's answer, and what they find: somebody of the office logged in, or
 * whoever has the link of the office's letter. */
typedef struct AnswerVisit {
    Request *request;
    Arena *arena;
    const Rules *rules;
    People people;
    Round round;
    Stage stage;
    const Rule *respondent;
    AnswerWriter writer;
    AnswerProposals proposals;
    Answer answer;
    TaskLink link; /* by_link */
    bool by_link;
    bool is_own;     /* one of the office's people */
    bool may_submit; /* by link: once a code has confirmed it */
    Submitters submitters;
    const char *path; /* of the answer's page */
} AnswerVisit;

/* For the pages of the draft: ERROR_FORBIDDEN for whoever is not of the office. Routes name
 * :token, or :round and :respondent (the element's key). */
bool answer_visit(Request *request, Response *response, AnswerVisit *ret, GError **error);

/* The same with neither people and submitters nor proposals and answer: for saving while somebody
 * types. answer_visit_read() reads the latter two, as they are then. */
bool answer_visit_to_save(Request *request, Response *response, AnswerVisit *ret, GError **error);
bool answer_visit_read(AnswerVisit *visit, GError **error);

/* As answer_visit() for what was handed in, which preparers and coordinators read too, and
 * everybody when the outcomes are told. */
bool answer_visit_given(Request *request, Response *response, AnswerVisit *ret, GError **error);

/* A frame for a page of the answer. */
Frame *answer_frame(const AnswerVisit *visit, const char *title);
