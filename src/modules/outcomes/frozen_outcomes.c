#include "modules/outcomes/frozen_outcomes.h"

#include "base/date.h"
#include "modules/outcomes/outcomes.h"

static const ReportColumn columns[] = {{"Nr", 4, REPORT_COLUMN_NUMBER},
                                       {"Förslag", 30, REPORT_COLUMN_NAME},
                                       {"Förslag från", 14, REPORT_COLUMN_TEXT},
                                       {"Beslut", 14, REPORT_COLUMN_TEXT},
                                       {"Skäl", 38, REPORT_COLUMN_TEXT}};

static const char *decided(Arena *arena, const Proposal *proposal) {
    static const char *const words[N_OUTCOMES] = {"", "", "Förslagsbanken", "Avslaget"};
    return proposal->outcome == OUTCOME_PLANNED
               ? arena_printf(arena, "Planen %d", (int)proposal->outcome_year)
               : words[proposal->outcome];
}

static void add_row(Arena *arena, Report *report, const Rules *rules, const Proposal *proposal) {
    const char *texts[] = {arena_printf(arena, "%d", (int)proposal->number),
                           proposal->texts[PROPOSAL_TITLE],
                           party_name(rules_get(rules, proposal->proposer)),
                           decided(arena, proposal), proposal->outcome_reason};
    report_row_of_texts(report, texts);
}

static Report *begin(Arena *arena, const Rules *rules, const FrozenDocument *document) {
    const char *day = date_long(arena, date_of_instant(document->handed_in_at));
    ReportInfo info = {.collaboration = rules->collaboration->title,
                       .title = document->title,
                       .status = arena_printf(arena, "Meddelat %s", day),
                       .created = document->handed_in_at};
    Report *report = report_new(arena, &info);
    report_section(report, REPORT_LANDSCAPE);
    report_heading(report, 1, info.title);
    report_paragraph(report, info.status);
    return report;
}

bool frozen_outcomes_report(Db *db, Arena *arena, Id collaboration, const FrozenDocument *document,
                            const Report **ret, GError **error) {
    const Rules *rules;
    Proposals proposals;
    if (!rules_load(db, arena, collaboration, date_of_instant(document->handed_in_at), &rules,
                    error) ||
        !proposals_standing(db, arena, collaboration, document->subject, &proposals, error))
        return false;
    Report *report = begin(arena, rules, document);
    report_table_begin(report, columns, G_N_ELEMENTS(columns), 0);
    for (size_t i = 0; i < proposals.n; i++)
        add_row(arena, report, rules, &proposals.rows[i]);
    report_table_end(report);
    *ret = report;
    return true;
}
