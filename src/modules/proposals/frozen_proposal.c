#include "modules/proposals/frozen_proposal.h"

#include "base/date.h"

static const char *sender_of(const Rule *proposer) {
    if (proposer == NULL)
        return "en part som inte finns kvar";
    return proposer->kind == ELEMENT_COLLABORATION ? "Samordnaren" : rule_short(proposer);
}

FrozenDocument frozen_proposal(Arena *arena, const Rules *rules, const Proposal *proposal,
                               bool by_preparers) {
    const char *how = proposal->state == PROPOSAL_WITHDRAWN ? " (återtaget)" : "";
    return (FrozenDocument){
        .kind = "proposal",
        .subject = proposal->id,
        .title = arena_printf(arena, "Förslag %d: %s%s", (int)proposal->number,
                              proposal->texts[PROPOSAL_TITLE], how),
        .sender = by_preparers ? "Beredningen" : sender_of(rules_get(rules, proposal->proposer)),
        .handed_in_at = proposal->submitted_at};
}

static Report *begin(Arena *arena, const Rules *rules, const Round *round,
                     const FrozenDocument *document) {
    const char *day = date_long(arena, date_of_instant(document->handed_in_at));
    ReportInfo info = {.collaboration = rules->collaboration->title,
                       .title = document->title,
                       .status = arena_printf(arena, "Från %s, %s", document->sender, day),
                       .subject = arena_printf(arena, "Förslag till %s", round->title),
                       .created = document->handed_in_at};
    Report *report = report_new(arena, &info);
    report_heading(report, 1, info.title);
    report_paragraph(report, arena_printf(arena, "%s. %s.", info.status, info.subject));
    return report;
}

bool frozen_proposal_report(Db *db, Arena *arena, Id collaboration, const FrozenDocument *document,
                            const Report **ret, GError **error) {
    Asker nobody = {.collaboration = collaboration, .elements = ";"};
    const Rules *rules;
    Proposal proposal;
    Round round;
    if (!rules_load(db, arena, collaboration, date_of_instant(document->handed_in_at), &rules,
                    error) ||
        !proposal_get_as_is(db, arena, &nobody, document->subject, &proposal, error) ||
        !round_get(db, arena, collaboration, proposal.round, &round, error))
        return false;
    Report *report = begin(arena, rules, &round, document);
    const Rule *category = rules_get(rules, proposal.category);
    for (ProposalText text = PROPOSAL_NEED; text < N_PROPOSAL_TEXTS; text++) {
        if (proposal.texts[text][0] == '\0')
            continue;
        report_heading(report, 2, proposal_texts[text].label);
        report_paragraph(report, proposal.texts[text]);
    }
    if (category != NULL) {
        report_heading(report, 2, "Kategori");
        report_paragraph(report, category->title);
    }
    *ret = report;
    return true;
}
