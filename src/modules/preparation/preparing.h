#pragma once
#include "modules/preparation/preparation.h"
#include "modules/rounds/round_head.h"

/* What every page of the preparation reads: who asks, the rules of today, the round and its stage.
 */
typedef struct Preparing {
    const Request *request;
    Arena *arena;
    Asker asker;
    const Rules *rules;
    Round round;
    Stage stage;
    const char *path; /* of the matrix */
} Preparing;

/* Four statements where nothing is kept. ERROR_NOT_FOUND for a round that is none. */
bool preparing_load(Request *request, Preparing *ret, GError **error);
/* The same from the head of a round's page. */
Preparing preparing_of(const Request *request, const RoundHead *head);

/* A frame for a page below the matrix. */
Frame *preparing_frame(const Preparing *preparing, const char *title);

const char *preparing_path_of(const Preparing *preparing, Id proposal);
const char *element_name(const Preparing *preparing, Id element);
const char *category_name(const Preparing *preparing, Id category);

/* The proposal of the address; ERROR_NOT_FOUND unless it was submitted in this round. */
bool preparing_proposal(const Preparing *preparing, Proposal *ret, GError **error);

/* true while texts and proposals themselves can be reshaped. */
bool preparing_is_open(const Preparing *preparing);

/* What there is to choose, with value and words. */
typedef struct Option {
    const char *value, *words;
    bool is_chosen;
} Option;
typedef struct Options {
    const Option *rows;
    size_t n;
} Options;
/* Of PREPARED_SIZE, PREPARED_SUGGESTION or PREPARED_CATEGORY, without "none". */
Options prepared_options(const Preparing *preparing, PreparedKind kind, const char *chosen);
