#include "walk.h"

#include "base/date.h"
#include "base/id.h"
#include "modules/accounts/accounts.h"
#include "modules/people/people_edit.h"
#include "modules/preparation/preparation.h"
#include "web/router.h"

#include <string.h>

/* What the preparers write of a proposal is met by nobody of its office before the list is released, on no page and in no file:
 * every route whose parameters are known is asked for, and every link below the round's pages is followed. */

#define REMARK "Ebenholtsanka"
#define NOTE "Furufasan"
#define DISCUSSION "Gransiska"
#define HOURS "76543"
#define RESULT "nte uppfyllt"

static char *samsyn;

typedef struct {
    Walk walk;
    Id office, person, round, proposal;
    Date today;
    size_t n_asked, n_told;
} RoundWalk;

/* ---- the round ---- */

static Id account_with(const RoundWalk *walk, const char *email, Id person, Role role) {
    Membership membership = {.collaboration = walk->walk.collaboration, .person = person, .roles = ONLY_ROLE(role)};
    g_assert_true(account_add(walk->walk.db, &(NewAccount){email, "Prov", NULL, false}, &membership.account, NULL));
    g_assert_true(membership_put(walk->walk.db, &membership, NULL));
    return membership.account;
}

static void add_person(RoundWalk *walk) {
    PeopleEditor editor = {.collaboration = walk->walk.collaboration};
    Person person = {.name = "Prov Provsson", .email = "prov.provsson@example.org"};
    const char *key;
    People people;
    g_assert_true(person_put(walk->walk.db, walk->walk.arena, &editor, &person, &key, NULL));
    g_assert_true(people_load(walk->walk.db, walk->walk.arena, walk->walk.collaboration, NULL, &people, NULL));
    Post post = {.person = people_find(&people, key)->id, .element = walk->office, .subjects = "", .function = "head"};
    g_assert_true(post_put(walk->walk.db, walk->walk.arena, &editor, &post, NULL));
    walk->person = post.person;
}

static Asker asker_of(const RoundWalk *walk, Id account, Id person, Role role, Date on) {
    Asker asker = {
        .collaboration = walk->walk.collaboration, .account = account, .person = person, .roles = ONLY_ROLE(role), .today = on};
    g_assert_true(asker_load(walk->walk.db, walk->walk.arena, &asker, NULL));
    return asker;
}

static void start_round(RoundWalk *walk, Id account) {
    RuleHistory history;
    g_autoptr(GError) error = NULL;
    g_assert_true(
        rules_history(walk->walk.db, walk->walk.arena, walk->walk.collaboration, ELEMENT_DOCUMENT, "verksamhetsplan", &history, NULL));
    RoundStart start = {.collaboration = walk->walk.collaboration,
                        .account = account,
                        .document = round_rule(&history, walk->today.year + 2),
                        .first_year = walk->today.year + 2,
                        .dates = {date_add_days(walk->today, -60), date_add_days(walk->today, -10),
                                  date_add_days(walk->today, 20), date_add_days(walk->today, 40), {0},
                                  date_add_days(walk->today, 80)},
                        .prepared_by = walk_element(&walk->walk, walk->today, ELEMENT_BODY, "beredningsgrupp"),
                        .adopted_by = walk_element(&walk->walk, walk->today, ELEMENT_BODY, "styrgrupp"),
                        .now = instant_now()};
    (void)!round_start(walk->walk.db, &start, &walk->round, &error);
    g_assert_no_error(error);
}

static void submit(RoundWalk *walk, Id account) {
    const char *const texts[N_PROPOSAL_TEXTS] = {"Tillsyn av solarier", "Behovet", "Målet"};
    Asker head = asker_of(walk, account, walk->person, ROLE_HEAD, date_add_days(walk->today, -30));
    ProposalAddition addition = {&head, walk->round, walk->office, texts, {0}, instant_now()};
    g_assert_true(proposal_add(walk->walk.db, walk->walk.arena, &addition, &walk->proposal, NULL));
    g_assert_true(proposal_submit(walk->walk.db, &(ProposalAct){&head, walk->proposal, instant_now()}, NULL));
}

static void prepare(RoundWalk *walk, Id account) {
    Asker preparer = asker_of(walk, account, (Id){0}, ROLE_PREPARER, walk->today);
    Criteria criteria;
    PreparationResult result;
    g_assert_true(round_criteria(walk->walk.db, walk->walk.arena, walk->walk.collaboration, walk->round, &criteria, NULL));
    g_assert_cmpuint(criteria.n, >, 0);
    PreparedChange changes[] = {{{PREPARED_RESULT, criteria.rows[0].id}, NULL, "not"},
                                {{PREPARED_REMARK, criteria.rows[0].id}, NULL, REMARK},
                                {{PREPARED_HOURS, {0}}, NULL, HOURS},
                                {{PREPARED_SUGGESTION, {0}}, NULL, "declined"},
                                {{PREPARED_NOTE, {0}}, NULL, NOTE}};
    PreparationEdit edit = {&preparer, walk->round, &walk->proposal, 1, changes, G_N_ELEMENTS(changes)};
    g_assert_true(preparation_edit(walk->walk.db, walk->walk.arena, &edit, &result, NULL));
    g_assert_cmpuint(result.n_saved, ==, G_N_ELEMENTS(changes));
    DiscussionAddition addition = {&preparer, walk->round, walk->proposal, DISCUSSION, instant_now()};
    g_assert_true(discussion_add(walk->walk.db, &addition, NULL));
}

static void begin(RoundWalk *walk) {
    *walk = (RoundWalk){.today = date_of_instant(instant_now())};
    walk_open(&walk->walk, samsyn);
    walk->office = walk_element(&walk->walk, walk->today, ELEMENT_OFFICE, "aneby");
    add_person(walk);
    Id head = account_with(walk, "head@example.org", walk->person, ROLE_HEAD);
    start_round(walk, head);
    submit(walk, head);
    prepare(walk, account_with(walk, "first@example.org", (Id){0}, ROLE_PREPARER));
}

static void log_in(RoundWalk *walk, Role role) {
    g_autofree char *email = g_strdup_printf("prov-%s@example.org", role_key(role));
    Id account = account_with(walk, email, role == ROLE_PREPARER ? (Id){0} : walk->person, role);
    walk_be(&walk->walk, account);
    g_hash_table_remove_all(walk->walk.seen);
    walk->n_asked = walk->n_told = 0;
}

/* ---- asking ---- */

static bool is_of_rounds(const char *address) {
    return strstr(address, "/rounds") != NULL || strstr(address, "/proposals") != NULL;
}

static bool leads_on(const char *address, const char *link) {
    const char *query = strchr(link, '?');
    bool is_own = query != NULL && strlen(address) == (size_t)(query - link) &&
                  g_str_has_prefix(link, address);
    return is_of_rounds(link) && (query == NULL || (is_own && strchr(query, '&') == NULL));
}

static void follow_links(RoundWalk *walk, Arena *arena, const char *address, const char *text) {
    for (const char *const *link = walk_links(arena, address, text); *link != NULL; link++)
        if (leads_on(address, *link))
            walk_remember(&walk->walk, *link);
}

/* NULL when somebody else's or an unknown thing is asked for. */
static const char *value_of(const RoundWalk *walk, const char *name) {
    if (strcmp(name, "collab") == 0)
        return "jonkoping";
    if (strcmp(name, "round") == 0)
        return id_text(walk->walk.arena, walk->round);
    if (strcmp(name, "proposal") == 0)
        return id_text(walk->walk.arena, walk->proposal);
    if (strcmp(name, "respondent") == 0 || strcmp(name, "element") == 0 || strcmp(name, "office") == 0)
        return id_text(walk->walk.arena, walk->office);
    return NULL;
}

/* "/:collab/proposals/:proposal.csv" with what the names stand for, or NULL. */
static const char *address_of(const RoundWalk *walk, const char *pattern) {
    g_auto(GStrv) parts = g_strsplit(pattern, ":", -1);
    g_autoptr(GString) address = g_string_new(parts[0]);
    for (size_t i = 1; parts[i] != NULL; i++) {
        size_t length = strcspn(parts[i], "/.");
        const char *value = value_of(walk, arena_strndup(walk->walk.arena, parts[i], length));
        if (value == NULL)
            return NULL;
        g_string_append(g_string_append(address, value), parts[i] + length);
    }
    return arena_strdup(walk->walk.arena, address->str);
}

/* Results are the same words for every proposal: they are looked for on the pages of this one. */
static bool tells(const RoundWalk *walk, const char *address, const char *text, const char *word) {
    bool is_own = strstr(address, id_text(walk->walk.arena, walk->proposal)) != NULL ||
                  strstr(address, id_text(walk->walk.arena, walk->round)) != NULL;
    return (is_own || strcmp(word, RESULT) != 0) && strstr(text, word) != NULL;
}

static void look(RoundWalk *walk, const char *address, const char *text, const char *const *words, bool may_tell) {
    for (; *words != NULL; words++)
        if (tells(walk, address, text, *words)) {
            walk->n_told++;
            if (!may_tell)
                g_error("%s tells of “%s”", address, *words);
        }
}

static void walk_all(RoundWalk *walk, const char *const *words, bool may_tell) {
    size_t n;
    const char *address;
    const Route *const *routes = routes_all(app_router(walk->walk.app), &n);
    for (size_t i = 0; i < n; i++) {
        address = routes[i]->method == GET ? address_of(walk, routes[i]->pattern) : NULL;
        if (address != NULL)
            walk_remember(&walk->walk, address);
    }
    walk_remember(&walk->walk, "/jonkoping/search?q=solarier");
    walk_remember(&walk->walk, "/jonkoping/search?q=" NOTE);
    while ((address = walk_next(&walk->walk)) != NULL) {
        g_autoptr(Arena) arena = arena_new();
        const char *text = walk_ask(&walk->walk, arena, address);
        walk->n_asked++;
        /* A search repeats what was looked for. */
        look(walk, address, text, strstr(address, "q=" NOTE) != NULL ? words + 1 : words, may_tell);
        follow_links(walk, arena, address, text);
    }
}

static const char *const all_words[] = {NOTE, REMARK, DISCUSSION, HOURS, "76\u00a0543", RESULT, NULL};
static const char *const released_words[] = {NOTE, RESULT, NULL};
static const char *const never_words[] = {REMARK, DISCUSSION, NULL};

static void walk_as(RoundWalk *walk, Role role, const char *const *words, bool may_tell) {
    log_in(walk, role);
    walk_all(walk, words, may_tell);
    g_test_message("%s: %zu addresses, told %zu times", role_key(role), walk->n_asked, walk->n_told);
    g_assert_cmpuint(walk->n_asked, >, 60);
}

static void nobody_of_the_office_meets_it(void) {
    RoundWalk walk;
    begin(&walk);
    walk_as(&walk, ROLE_HEAD, all_words, false);
    walk_as(&walk, ROLE_MEMBER, all_words, false);
    walk_as(&walk, ROLE_PREPARER, all_words, true);
    g_assert_cmpuint(walk.n_told, >, 8);
    walk_close(&walk.walk);
}

static void remarks_and_discussion_are_never_met(void) {
    RoundWalk walk;
    begin(&walk);
    RoundAct act = {walk.walk.collaboration, {0}, walk.round, walk.today, instant_now()};
    g_assert_true(preparation_release(walk.walk.db, &act, NULL));
    walk_as(&walk, ROLE_HEAD, never_words, false);
    walk_as(&walk, ROLE_MEMBER, released_words, true);
    g_assert_cmpuint(walk.n_told, >, 1); /* on the proposal's own page */
    walk_close(&walk.walk);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_assert_cmpint(argc, ==, 2);
    samsyn = argv[1];
    g_test_add_func("/working material/before the release", nobody_of_the_office_meets_it);
    g_test_add_func("/working material/after the release", remarks_and_discussion_are_never_met);
    return g_test_run();
}
