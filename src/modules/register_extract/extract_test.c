#include "modules/register_extract/register_extract.h"

#include "base/id.h"
#include "modules/people/people_edit.h"
#include "modules/proposals/proposals.h"
#include "modules/register_extract/register_extract_pages.h"
#include "modules/rounds/testing/round_site.h"
#include "services/auth/attempts.h"
#include "services/mail/mail.h"

#include <glib.h>
#include <string.h>

static const Route *const tables[] = {register_extract_routes, NULL};

static Membership membership_of(const RoundSite *site, Id person) {
    return (Membership){.collaboration = site->site->own.id,
                        .account = site->site->session.account,
                        .person = person,
                        .roles = ONLY_ROLE(ROLE_COORDINATOR)};
}

/* A coordinator asks for what is held about somebody; what they have begun is their office's. */
static void test_draft_is_not_told(void) {
    RoundSite *site = round_site_new(tables);
    Site *at = site->site;
    round_site_be(site, "aneby", ONLY_ROLE(ROLE_MEMBER));
    Membership membership = membership_of(site, at->session.person);
    g_assert_true(membership_put(at->db, &membership, NULL));
    Asker asker = round_site_asker(site);
    const char *texts[N_PROPOSAL_TEXTS] = {[PROPOSAL_TITLE] = "Hemlig rubrik"};
    ProposalAddition addition = {.asker = &asker,
                                 .round = site->round,
                                 .proposer = round_site_office(site, "aneby"),
                                 .texts = texts,
                                 .now = at->now};
    Id id;
    g_assert_true(proposal_add(at->db, at->arena, &addition, &id, NULL));
    assert_answer(site_get(at, "/jonkoping/me/extract"), 200, "Hemlig rubrik");
    round_site_coordinate(site);
    static const char *const pages[] = {"/jonkoping/people/aneby/extract",
                                        "/jonkoping/people/aneby/extract.json"};
    for (size_t i = 0; i < G_N_ELEMENTS(pages); i++) {
        SiteAnswer page = site_get(at, pages[i]);
        assert_answer(page, 200, "utkast");
        g_assert_null(strstr(page.text, "Hemlig"));
    }
    ProposalAct act = {&asker, id, at->now};
    g_assert_true(proposal_submit(at->db, &act, NULL));
    assert_answer(site_get(at, pages[0]), 200, "Hemlig rubrik");
    round_site_free(site);
}

/* On the page and on paper, for a person who may be shown it; what there is nothing of is told
 * together. */
static void test_on_paper(void) {
    RoundSite *site = round_site_new(tables);
    round_site_be(site, "aneby", ONLY_ROLE(ROLE_MEMBER));
    PeopleEditor editor = {site->site->own.id, site->site->session.account, {0}};
    Post post = {.person = site->site->session.person,
                 .element = round_site_office(site, "aneby"),
                 .subjects = "avlopp;lantbruk",
                 .function = "inspector"};
    g_assert_true(post_put(site->site->db, site->site->arena, &editor, &post, NULL));
    round_site_coordinate(site);
    SiteAnswer page = site_get(site->site, "/jonkoping/people/aneby/extract"),
               paper = site_get(site->site, "/jonkoping/people/aneby/extract.html");
    assert_answer(page, 200, "/jonkoping/people/aneby/extract.pdf");
    assert_answer(page, 200, "Där det inte finns något");
    assert_answer(page, 200, "avlopp, lantbruk");
    assert_answer(paper, 200, "Registerutdrag för aneby");
    assert_answer(paper, 200, "avlopp, lantbruk");
    assert_answer(paper, 200, "Brev · ");
    g_assert_null(strstr(paper.text, "<h2>Brev"));
    g_assert_true(
        g_str_has_prefix(site_get(site->site, "/jonkoping/people/aneby/extract.pdf").text, "%PDF"));
    round_site_be(site, "aneby", ONLY_ROLE(ROLE_MEMBER));
    g_assert_cmpint(site_get(site->site, "/jonkoping/me/extract.docx").status, ==, 200);
    g_assert_cmpint(site_get(site->site, "/jonkoping/people/aneby/extract.pdf").status, ==, 403);
    round_site_free(site);
}

static size_t lines_in(const Extract *extract, const char *key) {
    for (size_t i = 0; i < extract->n; i++)
        if (strcmp(extract->parts[i].key, key) == 0)
            return extract->parts[i].n;
    g_assert_not_reached();
}

static bool write_letter_and_attempt(Db *db, void *data, GError **error) {
    const Site *site = data;
    const char *paragraphs[] = {"Hej", NULL};
    Letter letter = {.kind = "outcomes",
                     .to_email = "vera@example.org",
                     .subject = "Annan samverkan",
                     .paragraphs = paragraphs,
                     .now = site->now};
    AttemptKey keys[] = {{attempt_key(site->arena, "account", "vera@example.org"), 5}, {0}};
    return mail_add(db, &letter, NULL, error) && attempts_count(db, keys, site->now, error);
}

/* Whoever writes an address into the telephone book reads nothing of the account that has it. */
static void test_anothers_letters(void) {
    RoundSite *site = round_site_new(tables);
    Site *at = site->site;
    NewAccount account = {"vera@example.org", "Vera Prov", NULL, false};
    Id id;
    Extract extract;
    ExtractSubject subject = {
        .collaboration = at->own.id, .name = "V", .email = "Vera@example.org"};
    g_assert_true(db_write(at->db, write_letter_and_attempt, at, NULL));
    g_assert_true(extract_make(at->db, at->arena, &subject, &extract, NULL));
    g_assert_cmpuint(lines_in(&extract, "letters"), ==, 1);
    g_assert_true(account_add(at->db, &account, &id, NULL));
    g_assert_true(extract_make(at->db, at->arena, &subject, &extract, NULL));
    g_assert_cmpuint(lines_in(&extract, "letters"), ==, 0);
    g_assert_cmpuint(lines_in(&extract, "attempts"), ==, 0);
    subject.account = id;
    g_assert_true(extract_make(at->db, at->arena, &subject, &extract, NULL));
    g_assert_cmpuint(lines_in(&extract, "letters"), ==, 1);
    g_assert_cmpuint(lines_in(&extract, "attempts"), ==, 1);
    round_site_free(site);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/extract/draft", test_draft_is_not_told);
    g_test_add_func("/extract/on-paper", test_on_paper);
    g_test_add_func("/extract/anothers-letters", test_anothers_letters);
    return g_test_run();
}
