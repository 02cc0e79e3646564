#pragma once
#include "modules/answers/visit.h"

/* The form to fill in without being logged in: with what the draft holds already, and the code that
 * says whose it is. Bytes in the arena. */
bool answer_form_xlsx(const AnswerVisit *visit, Bytes *ret, GError **error);
bool answer_form_docx(const AnswerVisit *visit, Bytes *ret, GError **error);
