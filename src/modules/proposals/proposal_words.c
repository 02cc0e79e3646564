#include "modules/proposals/proposals.h"
#include "web/translate.h"

#include <string.h>

const ProposalTextInfo proposal_texts[N_PROPOSAL_TEXTS] = {
    [PROPOSAL_TITLE] = {"title", N_("Förslag"), N_("Vad ni vill göra tillsammans, med några ord."),
                        200, false},
    [PROPOSAL_NEED] = {"need", N_("Behov"),
                       N_("Varför det behövs: vad ni ser i er tillsyn, vilka som berörs."), 5000,
                       true},
    [PROPOSAL_GOAL] = {"goal", N_("Mål"), N_("Vad som ska vara annorlunda när det är gjort."), 5000,
                       true},
    [PROPOSAL_IMPLEMENTATION] = {"implementation", N_("Genomförande"),
                                 N_("Hur det kan gå till, steg för steg om ni vet."), 5000, true},
    [PROPOSAL_TIME] = {"time", N_("Tid"), N_("Till exempel våren 2022, eller två gånger per år."),
                       500, false},
    [PROPOSAL_RESPONSIBLE] = {"responsible", N_("Ansvar"),
                              N_("Vem som kan leda eller hålla i det."), 2000, false},
    [PROPOSAL_PARTIES] = {"parties", N_("Samverkansparter"),
                          N_("Vilka som bör vara med, till exempel länets kommuner."), 2000, false},
    [PROPOSAL_EFFECT_GOALS] = {"effect_goals", N_("Effektmål"),
                               N_("Miljökvalitetsmål och globala mål som det bidrar till."), 2000,
                               false},
    [PROPOSAL_CONTACT] = {"contact", N_("Vem som vet mer"),
                          N_("Namn på den som kan svara på frågor."), 200, false},
};

bool proposal_text_from(const char *key, ProposalText *ret) {
    for (ProposalText text = 0; key != NULL && text < N_PROPOSAL_TEXTS; text++)
        if (strcmp(proposal_texts[text].key, key) == 0) {
            *ret = text;
            return true;
        }
    return false;
}

ProposalText proposal_text_of_column(ActivityColumn column) {
    static const ProposalText texts[N_ACTIVITY_COLUMNS] = {
        [COLUMN_TITLE] = PROPOSAL_TITLE,
        [COLUMN_GOAL] = PROPOSAL_GOAL,
        [COLUMN_IMPLEMENTATION] = PROPOSAL_IMPLEMENTATION,
        [COLUMN_TIME] = PROPOSAL_TIME,
        [COLUMN_RESPONSIBLE] = PROPOSAL_RESPONSIBLE,
        [COLUMN_PARTIES] = PROPOSAL_PARTIES,
        [COLUMN_EFFECT_GOALS] = PROPOSAL_EFFECT_GOALS};
    return texts[column];
}

const char *proposal_state_word(ProposalState state) {
    static const char *const words[N_PROPOSAL_STATES] = {
        N_("utkast"), N_("inlämnat"), N_("återtaget"), N_("sammanslaget"), N_("delat")};
    return words[state];
}

static const char *const outcome_keys[N_OUTCOMES] = {"", "planned", "bank", "declined"};

const char *outcome_key(Outcome outcome) {
    return outcome_keys[outcome];
}

Outcome outcome_from(const char *key) {
    for (Outcome outcome = OUTCOME_PLANNED; key != NULL && outcome < N_OUTCOMES; outcome++)
        if (strcmp(outcome_keys[outcome], key) == 0)
            return outcome;
    return OUTCOME_NONE;
}

const char *outcome_words(Arena *arena, Outcome outcome, int64_t year) {
    switch (outcome) {
    case OUTCOME_PLANNED:
        return arena_printf(arena, "%d", (int)year);
    case OUTCOME_BANK:
        return T_("förslagsbanken");
    case OUTCOME_DECLINED:
        return T_("avslaget");
    default:
        return "";
    }
}
