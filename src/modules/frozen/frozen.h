#pragma once
#include "formats/report.h"
#include "services/jobs/worker.h"

/* What was handed in, frozen as PDF for the register of the authority that keeps it: a row at once,
 * in the transaction of the handing in, and the PDF by a job, so that nobody waits. It is never
 * changed; the register number is written beside it. Samsyn is not the register itself. */

#define FROZEN_JOB "frozen"
#define FROZEN_ATTEMPTS_MAX 8
#define REGISTER_NUMBER_MAX 60

typedef struct FrozenDocument {
    Id id;
    const char *kind; /* "proposal", "answer", "outcomes" */
    Id subject;       /* the proposal, the answer_version or the round */
    const char *title, *sender;
    Instant handed_in_at, created_at;
    const char *content_hash; /* SHA-256 of the PDF, hexadecimal; "" until it is made */
    const char *register_number;
    Instant registered_at;
} FrozenDocument;

typedef struct FrozenDocuments {
    const FrozenDocument *rows;
    size_t n;
} FrozenDocuments;

/* Freezes `n` documents of a collaboration, in the caller's db_write(). Of each: kind, subject,
 * title, sender and handed_in_at. What has been frozen already and says the same is left out when
 * the PDF is made. */
bool frozen_add(Db *db, Id collaboration, const FrozenDocument *documents, size_t n, Instant now,
                GError **error);

/* How a kind is written: reads what `document` is of and makes a report that depends on nothing
 * else, so that the same gives the same bytes. It is read after the handing in, so the kind's rows
 * must be such that do not change. One row for each kind, in app.c. */
typedef bool (*FrozenReport)(Db *db, Arena *arena, Id collaboration, const FrozenDocument *document,
                             const Report **ret, GError **error);
typedef struct FrozenKind {
    const char *name;
    FrozenReport report;
} FrozenKind;

/* What the job does: makes all PDFs of its collaboration that are not made. `kinds` ends with {0}.
 */
bool frozen_work(JobRun *run, const FrozenKind *kinds, GError **error);

/* Those without a register number first, then as they were handed in. One statement, no contents.
 */
bool frozen_list(Db *db, Arena *arena, Id collaboration, FrozenDocuments *ret, GError **error);

/* ERROR_NOT_FOUND; ERROR_UNAVAILABLE while it is not made. One statement. */
bool frozen_content(Db *db, Arena *arena, Id collaboration, Id id, Bytes *ret_pdf,
                    const char **ret_title, GError **error);

/* ---- register numbers ---- */

/* "" takes it away. `was` NULL: whatever it was; else, where somebody has written another since,
 * nothing is written, and *ret_now is that (NULL when it was saved). ERROR_INVALID when it is too
 * long. */
typedef struct FrozenNumber {
    Id document;
    const char *was, *number;
} FrozenNumber;
typedef struct FrozenNumbers {
    Id collaboration, account;
    const FrozenNumber *rows;
    size_t n;
    Instant now;
} FrozenNumbers;
/* All in one transaction. `ret_now`: one for each. */
bool frozen_number(Db *db, Arena *arena, const FrozenNumbers *numbers, const char **ret_now,
                   GError **error);
