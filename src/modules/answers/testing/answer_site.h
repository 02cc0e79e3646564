#pragma once
#include "modules/answers/answers.h"
#include "modules/rounds/testing/round_site.h"

/* A round site with three submitted proposals, released: the offices comment. */
typedef struct AnswerSite {
    RoundSite *round_site;
    Site *site;
    Round round;
    AnswerProposals proposals;
} AnswerSite;

AnswerSite *answer_site_new(const Route *const *tables);
void answer_site_free(AnswerSite *site);

/* Another submitted proposal of Aneby's; the site's list is read anew. */
Id answer_site_propose(AnswerSite *site, const char *title);
/* The day moves to the stage, and round and list are read anew. */
void answer_site_go(AnswerSite *site, Stage stage);

/* Somebody of this office, and what they write. */
AnswerWriter answer_site_writer(AnswerSite *site, const char *office);
void answer_site_save(AnswerSite *site, const AnswerWriter *writer, const char *name,
                      const char *value);
/* "high" for all. */
void answer_site_mark_all(AnswerSite *site, const AnswerWriter *writer);
Answer answer_site_answer(AnswerSite *site, const AnswerWriter *writer);
