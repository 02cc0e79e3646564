#include "commands/demo_rounds.h"

#include "base/date.h"
#include "base/error.h"
#include "base/id.h"
#include "modules/answers/answers.h"
#include "modules/outcomes/tell.h"
#include "modules/people/people.h"
#include "modules/preparation/preparation.h"
#include "services/auth/auth.h"

#include <string.h>

/* ---- the file ---- */

typedef struct {
    Db *db;
    Arena *arena;
    GKeyFile *file;
    char **groups;
    Id collaboration;
    const Rules *rules; /* of the day the round opens */
    People people;
    const Member *members;
    size_t n_members;
    Id coordinator; /* the account */
    Round round;
    Id *proposals; /* by number, from 1 */
    size_t n_proposals;
} Demo;

static const char *text_of(const Demo *demo, const char *group, const char *key) {
    g_autofree char *value = g_key_file_get_string(demo->file, group, key, NULL);
    return arena_strdup(demo->arena, value == NULL ? "" : value);
}

static Date day_of(const Demo *demo, const char *group, const char *key, Date otherwise) {
    Date day = otherwise;
    (void)date_parse(text_of(demo, group, key), &day);
    return day;
}

/* Noon of the day; what happens in a demo happened then. */
static Instant noon(Date day) {
    Date epoch = {1970, 1, 1};
    return (Instant){(int64_t)date_days_between(epoch, day) * 86400 + 11 * 3600};
}

static Id element(const Demo *demo, ElementKind kind, const char *key) {
    const Rule *rule = rules_find(demo->rules, kind, key);
    return rule == NULL ? (Id){0} : rule->element;
}

static bool begins(const char *group, const char *word) {
    return g_str_has_prefix(group, word);
}

static const char *name_in(const char *group) {
    return strchr(group, ' ') + 1;
}

/* ---- who does it ---- */

static Id account_at(const Demo *demo, Id place, Date on) {
    for (size_t i = 0; i < demo->people.n_posts; i++) {
        const Post *post = &demo->people.posts[i];
        if (!id_equal(post->element, place) || !period_covers(post->valid_from, post->valid_to, on))
            continue;
        for (size_t m = 0; m < demo->n_members; m++)
            if (id_equal(demo->members[m].person, post->person))
                return demo->members[m].account;
    }
    return demo->coordinator;
}

static bool load_people(Demo *demo, GError **error) {
    if (!people_load(demo->db, demo->arena, demo->collaboration, NULL, &demo->people, error) ||
        !members_of(demo->db, demo->arena, demo->collaboration, &demo->members, &demo->n_members,
                    error))
        return false;
    for (size_t i = 0; i < demo->n_members; i++)
        if ((demo->members[i].roles & ONLY_ROLE(ROLE_COORDINATOR)) != 0)
            demo->coordinator = demo->members[i].account;
    return true;
}

static Asker coordinator_on(const Demo *demo, Date day) {
    return (Asker){.collaboration = demo->collaboration,
                   .account = demo->coordinator,
                   .roles = ONLY_ROLE(ROLE_COORDINATOR),
                   .today = day,
                   .elements = ";"};
}

/* ---- the round ---- */

static RoundDates dates_in(const Demo *demo, const char *group, const Rule *document, int year) {
    RoundDates dates = round_dates(document, year);
    return (RoundDates){day_of(demo, group, "opens_on", dates.opens_on),
                        day_of(demo, group, "closes_on", dates.closes_on),
                        day_of(demo, group, "releases_on", dates.releases_on),
                        day_of(demo, group, "comments_end_on", dates.comments_end_on),
                        day_of(demo, group, "meeting_on", dates.meeting_on),
                        day_of(demo, group, "decides_on", dates.decides_on)};
}

static bool start_round(Demo *demo, const char *group, GError **error) {
    g_auto(GStrv) words = g_strsplit(group, " ", 3);
    int year = (int)g_ascii_strtoll(words[2], NULL, 10);
    RuleHistory history;
    Id id;
    if (!rules_history(demo->db, demo->arena, demo->collaboration, ELEMENT_DOCUMENT, words[1],
                       &history, error))
        return false;
    const Rule *document = round_rule(&history, year);
    RoundDates dates = dates_in(demo, group, document, year);
    if (!rules_load(demo->db, demo->arena, demo->collaboration, dates.opens_on, &demo->rules,
                    error))
        return false;
    RoundStart start = {
        .collaboration = demo->collaboration,
        .account = demo->coordinator,
        .document = document,
        .first_year = year,
        .dates = dates,
        .prepared_by = element(demo, ELEMENT_BODY, rule_text(document, "prepared_by")),
        .meeting = element(demo, ELEMENT_BODY, rule_text(document, "meeting_before")),
        .adopted_by = element(demo, ELEMENT_BODY, rule_text(document, "adopted_by")),
        .now = noon(dates.opens_on)};
    return round_start(demo->db, &start, &id, error) &&
           round_get(demo->db, demo->arena, demo->collaboration, id, &demo->round, error);
}

/* ---- proposals ---- */

static Id proposer_of(const Demo *demo, const char *key) {
    Id office = element(demo, ELEMENT_OFFICE, key);
    return office.value != 0 ? office : element(demo, ELEMENT_BODY, key);
}

/* A few each week from the first day, the most on the last. */
static Date handed_in_on(const Demo *demo, size_t number) {
    const RoundDates *dates = &demo->round.dates;
    Date day = date_add_days(dates->opens_on, (int)number * 9 + 5);
    return date_compare(day, dates->closes_on) < 0 ? day : dates->closes_on;
}

static ProposalAddition addition_in(const Demo *demo, const char *group, const Asker *asker,
                                    const char **texts) {
    for (ProposalText text = 0; text < N_PROPOSAL_TEXTS; text++)
        texts[text] = text_of(demo, group, proposal_texts[text].key);
    return (ProposalAddition){.asker = asker,
                              .round = demo->round.id,
                              .proposer = proposer_of(demo, text_of(demo, group, "proposer")),
                              .texts = texts,
                              .category =
                                  element(demo, ELEMENT_CATEGORY, text_of(demo, group, "category")),
                              .now = noon(asker->today)};
}

static bool add_proposal(Demo *demo, const char *group, GError **error) {
    const char *texts[N_PROPOSAL_TEXTS];
    Asker asker = coordinator_on(demo, handed_in_on(demo, demo->n_proposals));
    ProposalAddition addition = addition_in(demo, group, &asker, texts);
    asker.account = account_at(demo, addition.proposer, asker.today);
    return proposal_register(demo->db, demo->arena, &addition,
                             &demo->proposals[++demo->n_proposals], error);
}

static bool add_unfinished(Demo *demo, const char *group, GError **error) {
    const char *texts[N_PROPOSAL_TEXTS];
    Asker asker = coordinator_on(demo, date_add_days(demo->round.dates.opens_on, 14));
    ProposalAddition addition = addition_in(demo, group, &asker, texts);
    Id id;
    asker.of = &addition.proposer;
    asker.n_of = 1;
    asker.elements = arena_printf(demo->arena, ";%" G_GINT64_FORMAT ";", addition.proposer.value);
    return proposal_add(demo->db, demo->arena, &addition, &id, error);
}

/* ---- preparation ---- */

static void add_change(PreparedChange *changes, size_t *n, Prepared prepared, const char *value) {
    if (value[0] != '\0')
        changes[(*n)++] = (PreparedChange){prepared, NULL, value};
}

/* "mmpn": met, met, partly, not. */
static const char *screened(char letter) {
    return letter == 'm' ? "met" : letter == 'p' ? "partly" : "not";
}

static bool prepare_proposal(Demo *demo, const char *group, Id proposal, GError **error) {
    Criteria criteria;
    if (!round_criteria(demo->db, demo->arena, demo->collaboration, demo->round.id, &criteria,
                        error))
        return false;
    PreparedChange *changes = ARENA_ARRAY(demo->arena, PreparedChange, criteria.n + 3);
    const char *letters = text_of(demo, group, "screening");
    size_t n = 0;
    add_change(changes, &n, (Prepared){PREPARED_SIZE, {0}}, text_of(demo, group, "size"));
    add_change(changes, &n, (Prepared){PREPARED_HOURS, {0}}, text_of(demo, group, "hours"));
    add_change(changes, &n, (Prepared){PREPARED_SUGGESTION, {0}},
               text_of(demo, group, "suggestion"));
    for (size_t i = 0; i < criteria.n && i < strlen(letters); i++)
        add_change(changes, &n, (Prepared){PREPARED_RESULT, criteria.rows[i].id},
                   screened(letters[i]));
    Asker asker = coordinator_on(demo, date_add_days(demo->round.dates.closes_on, 1));
    PreparationEdit edit = {&asker, demo->round.id, &proposal, 1, changes, n};
    PreparationResult result;
    return n == 0 || preparation_edit(demo->db, demo->arena, &edit, &result, error);
}

static bool release(Demo *demo, const char *group, GError **error) {
    Date day = day_of(demo, group, "released_on", (Date){0});
    if (!date_is_set(day))
        return true;
    RoundAct act = {demo->collaboration, demo->coordinator, demo->round.id, day, noon(day)};
    return preparation_release(demo->db, &act, error) &&
           round_get(demo->db, demo->arena, demo->collaboration, demo->round.id, &demo->round,
                     error);
}

/* ---- answers ---- */

static const char *mark_of_letter(char letter) {
    return letter == 'h' ? "high" : letter == 'm' ? "medium" : letter == 'l' ? "low" : "abstain";
}

static AnswerWriter writer_in(const Demo *demo, const char *group, Date day) {
    Id office = element(demo, ELEMENT_OFFICE, name_in(group));
    return (AnswerWriter){.collaboration = demo->collaboration,
                          .account = account_at(demo, office, day),
                          .round = &demo->round,
                          .respondent = office,
                          .today = day,
                          .now = noon(day)};
}

static bool save_marks(Demo *demo, const char *group, const AnswerWriter *writer, GError **error) {
    static const char *const wholes[N_WHOLE_CELLS] = {"handed_in_by", "reference", "hours",
                                                      "comment"};
    const char *marks = text_of(demo, group, "marks");
    size_t n_marks = strlen(marks), n = n_marks + N_WHOLE_CELLS;
    AnswerCellEdit *edits = ARENA_ARRAY(demo->arena, AnswerCellEdit, n);
    AnswerCellResult *results = ARENA_ARRAY(demo->arena, AnswerCellResult, n);
    for (size_t i = 0; i < n_marks; i++)
        edits[i] = (AnswerCellEdit){{(int64_t)i + 1, CELL_MARK}, "", mark_of_letter(marks[i])};
    for (int cell = 0; cell < N_WHOLE_CELLS; cell++)
        edits[n_marks + (size_t)cell] =
            (AnswerCellEdit){{0, cell}, "", text_of(demo, group, wholes[cell])};
    return answer_save(demo->db, demo->arena, writer, edits, n, results, error);
}

static bool register_answer(Demo *demo, const char *group, const AnswerWriter *writer,
                            GError **error) {
    AnswerProposals proposals;
    if (!answer_proposals(demo->db, demo->arena, demo->collaboration, demo->round.id, &proposals,
                          error))
        return false;
    AnswerCells cells = answer_cells_none(demo->arena, &proposals);
    const char *marks = text_of(demo, group, "marks");
    for (size_t i = 0; i < proposals.n && i < strlen(marks); i++)
        cells.of[i][CELL_MARK] = mark_of_letter(marks[i]);
    AnswerSubmission submission = {.way = "registered",
                                   .received = text_of(demo, group, "received"),
                                   .received_on = writer->today};
    AnswerWriter registrar = *writer;
    registrar.account = demo->coordinator;
    return answer_register(demo->db, demo->arena, &registrar, &cells, &submission, error);
}

static bool add_answer(Demo *demo, const char *group, GError **error) {
    AnswerWriter writer = writer_in(demo, group, day_of(demo, group, "on", (Date){0}));
    if (text_of(demo, group, "received")[0] != '\0')
        return register_answer(demo, group, &writer, error);
    AnswerSubmission submission = {.way = "page"};
    return save_marks(demo, group, &writer, error) &&
           answer_submit(demo->db, demo->arena, &writer, &submission, error);
}

static bool add_open_answer(Demo *demo, const char *group, GError **error) {
    AnswerWriter writer = writer_in(demo, group, demo->round.dates.comments_end_on);
    return save_marks(demo, group, &writer, error);
}

/* ---- outcomes ---- */

static bool decide(Demo *demo, const char *group, Id proposal, GError **error) {
    const char *outcome = text_of(demo, group, "outcome");
    int64_t year = g_ascii_strtoll(outcome, NULL, 10);
    Date day = date_add_days(demo->round.dates.decides_on, -7);
    OutcomeChange change = {.collaboration = demo->collaboration,
                            .account = demo->coordinator,
                            .round = demo->round.id,
                            .today = day,
                            .now = noon(day),
                            .proposals = &proposal,
                            .n = 1,
                            .outcome = year != 0 ? OUTCOME_PLANNED : outcome_from(outcome),
                            .year = year,
                            .reason = text_of(demo, group, "reason")};
    return outcome[0] == '\0' || outcomes_set(demo->db, demo->arena, &change, error);
}

/* Begins the round's plan from the one before, where the file asks for it. */
static bool begin_plan(Demo *demo, const char *group, GError **error) {
    Id before, made;
    int year = (int)demo->round.first_year;
    if (strcmp(text_of(demo, group, "plan"), "roll-forward") != 0)
        return true;
    if (!plan_beginning(demo->db, demo->arena, demo->collaboration, demo->round.document, year - 1,
                        &before, error))
        return false;
    RollForward roll = {.collaboration = demo->collaboration,
                        .account = demo->coordinator,
                        .plan = before,
                        .document = rules_get(demo->rules, demo->round.document)};
    return plan_roll_forward(demo->db, demo->arena, &roll, &made, error);
}

static bool tell(Demo *demo, const char *group, GError **error) {
    Date day = day_of(demo, group, "told_on", (Date){0});
    OutcomeTold told;
    if (!date_is_set(day))
        return true;
    OutcomeTelling telling = {.collaboration = demo->collaboration,
                              .account = demo->coordinator,
                              .round = demo->round.id,
                              .collaboration_title =
                                  rules_next(demo->rules, ELEMENT_COLLABORATION, NULL)->title,
                              .url = "https://samsyn.example.org/",
                              .today = day,
                              .now = noon(day),
                              .told_at = noon(day)};
    return outcomes_tell(demo->db, demo->arena, &telling, &told, error);
}

/* ---- the whole ---- */

typedef bool (*GroupWork)(Demo *demo, const char *group, GError **error);

static bool each_group(Demo *demo, const char *word, GroupWork work, GError **error) {
    for (char **group = demo->groups; *group != NULL; group++)
        if (begins(*group, word) && !work(demo, *group, error)) {
            g_prefix_error(error, "[%s]: ", *group);
            return false;
        }
    return true;
}

static bool prepare_group(Demo *demo, const char *group, GError **error) {
    return prepare_proposal(demo, group,
                            demo->proposals[g_ascii_strtoull(name_in(group), NULL, 10)], error);
}

static bool decide_group(Demo *demo, const char *group, GError **error) {
    return decide(demo, group, demo->proposals[g_ascii_strtoull(name_in(group), NULL, 10)], error);
}

static bool fill(Demo *demo, GError **error) {
    return load_people(demo, error) && each_group(demo, "round ", start_round, error) &&
           each_group(demo, "proposal ", add_proposal, error) &&
           each_group(demo, "unfinished ", add_unfinished, error) &&
           each_group(demo, "proposal ", prepare_group, error) &&
           each_group(demo, "round ", release, error) &&
           each_group(demo, "answer ", add_answer, error) &&
           each_group(demo, "draft ", add_open_answer, error) &&
           each_group(demo, "round ", begin_plan, error) &&
           each_group(demo, "proposal ", decide_group, error) &&
           each_group(demo, "round ", tell, error);
}

bool demo_rounds(Db *db, Arena *arena, Id collaboration, const char *text, GError **error) {
    g_autoptr(GKeyFile) file = g_key_file_new();
    if (!g_key_file_load_from_data(file, text, (gsize)-1, G_KEY_FILE_NONE, error))
        return false;
    g_auto(GStrv) groups = g_key_file_get_groups(file, NULL);
    Demo demo = {.db = db,
                 .arena = arena,
                 .file = file,
                 .groups = groups,
                 .collaboration = collaboration,
                 .proposals = ARENA_ARRAY(arena, Id, g_strv_length(groups) + 1)};
    return fill(&demo, error);
}
