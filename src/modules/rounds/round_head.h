#pragma once
#include "modules/rounds/rounds.h"
#include "ui/frame.h"

/* What every page of a round begins with: its name, where it is in words, and its other pages. */
typedef struct RoundTab {
    const char *title, *path;
    bool is_current;
} RoundTab;

typedef struct RoundHead {
    Frame *frame;
    Round round;
    Stage stage;
    const Rules *rules;
    Asker asker;
    const char *path;  /* "/jonkoping/rounds/…" */
    const char *words; /* "Synpunkter till 15 april · 9 av 12 kontor har svarat" */
    const char *chip;  /* class: "info", "attention" … */
    int64_t n_submitted, n_undecided;
    size_t n_respondents, n_answered;
    const RoundTab *tabs;
    size_t n_tabs;
} RoundHead;

/* The head of the round that the address names (":round"), for the page `below` it ("",
 * "/answers"). `title` (msgid): of the page, NULL for the round's own. Five statements and those of
 * the rules. */
bool round_head_load(Request *request, const char *title, const char *below, RoundHead *ret,
                     GError **error);
/* The same of a round that the caller knows: a proposal's. */
bool round_head_of(Request *request, Id round, const char *title, const char *below, RoundHead *ret,
                   GError **error);

/* Who asks, from the request, with where they belong. One statement. */
bool asker_of_request(const Request *request, Asker *ret, GError **error);

/* The words of RoundHead: the stage, its day and how far it is. */
const char *round_words(Arena *arena, const RoundHead *head, Date today);
