#pragma once
#include "modules/preparation/released/released.h"
#include "modules/proposals/similar.h"
#include "modules/rounds/round_head.h"
#include "services/audit/audit.h"
#include "ui/list.h"

/* A step on the round's way: what, when, and how far it is. */
typedef enum { STEP_DONE, STEP_NOW, STEP_LATER } StepState;
typedef struct RoundStep {
    const char *title, *when, *who;
    StepState state;
} RoundStep;

typedef struct OwnDraft {
    const char *title, *path, *proposer;
} OwnDraft;

typedef struct ProposerChoice {
    const char *id, *name;
} ProposerChoice;

typedef struct RoundView {
    RoundHead head;
    const RoundStep *steps;
    size_t n_steps;
    const List *list;
    const OwnDraft *drafts, *discarded;
    size_t n_drafts, n_discarded;
    bool is_late;                    /* drafts cannot be submitted any more */
    const ProposerChoice *proposers; /* as whom the reader may begin a proposal now */
    size_t n_proposers;
    const char *begun; /* "Aneby (2), Eksjö": who has drafts, for whoever leads; or "" */
    bool may_lead, may_change, may_register, may_offer_again;
    const char *bank;
    Criteria criteria;
    const char *proposed_by, *prepared_by, *comments_by, *adopted_by; /* comments_by "": none */
} RoundView;

typedef struct ProposalSection {
    const char *label, *text;
} ProposalSection;

typedef struct ProposalTrace {
    const char *words, *title, *path; /* "Slogs ihop till", "Förslag 14: …" */
} ProposalTrace;

typedef struct ProposalView {
    RoundHead head;
    const Proposal *proposal;
    const char *path, *proposer, *category, *state, *chip, *outcome;
    const ProposalSection *sections;
    size_t n_sections;
    const ProposalTrace *traces;
    size_t n_traces;
    AuditRows history;
    Released released;
    ProposalActivities became; /* none before all are told */
    const char *activities_path;
    bool may_edit, may_submit, may_withdraw, may_restore;
} ProposalView;

typedef struct ProposalForm {
    const char *texts[N_PROPOSAL_TEXTS];
    const char *category, *proposer;
    int64_t edit;
} ProposalForm;

typedef struct ProposalFormView {
    RoundHead head;
    const char *path, *back; /* path NULL: what came in another way, entered for a proposer */
    const char *proposer;
    bool may_submit;
    SimilarTitles similar; /* to the title as it is now */
    const ProposalForm *form;
    const FormField *fields; /* without `edit` */
    const FormErrors *errors;
} ProposalFormView;

/* What is answered to a field that was saved while typing. */
typedef struct ProposalSaved {
    const Request *request;
    const char *time; /* "10.42" */
    int64_t edit;
    const SimilarTitles *similar; /* NULL when the title was not what was saved */
} ProposalSaved;
