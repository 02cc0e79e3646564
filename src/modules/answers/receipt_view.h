#pragma once
#include "modules/answers/visit.h"
#include "ui/files.h"

/* A version and what it changed: "Förslag 4, svar: Hög → Medel". */
typedef struct ReceiptVersion {
    const AnswerVersion *version;
    const char *const *changes;
    size_t n_changes;
} ReceiptVersion;

typedef struct ReceiptView {
    Frame *frame;
    const AnswerVisit *visit;
    const AnswerContent *content;   /* of the latest */
    const ReceiptVersion *versions; /* newest first */
    size_t n_versions;
    Date last_on;
    Downloads downloads;
    bool may_change;
} ReceiptView;

/* msgid */
const char *receipt_mark(const AnswerSaid *said);
/* "Deltar: Ja. Inspektörer: 2. …", and the comment. */
const char *receipt_more(Arena *arena, const AnswerSaid *said);
