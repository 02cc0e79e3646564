#include "modules/directory_import/directory_import.h"

#include "base/date.h"
#include "base/error.h"
#include "base/id.h"
#include "modules/collaborations/rule_edit.h"
#include "modules/collaborations/testing/site.h"

#include <glib.h>
#include <string.h>
#include <unistd.h>
#include <xlsxwriter.h>

/* Aneby with Karin Ek (inspector, with an address) and Bo Berg (no address). */
typedef struct {
    Site *site;
    Id aneby, karin, bo;
} Fixture;

static PeopleEditor editor_of(const Fixture *fixture) {
    return (PeopleEditor){.collaboration = fixture->site->own.id,
                          .account = fixture->site->session.account,
                          .today = fixture->site->today};
}

static Id add(const Fixture *fixture, const char *name, const char *email) {
    PeopleEditor editor = editor_of(fixture);
    Person person = {.name = name, .email = email, .phone = "010-1"};
    Post post = {.element = fixture->aneby, .function = "inspector", .subjects = "avlopp"};
    Id id;
    g_assert_true(person_add_with_post(fixture->site->db, fixture->site->arena, &editor, &person,
                                       &post, &id, NULL));
    return id;
}

static void set_up(Fixture *fixture, const void *data) {
    (void)data;
    *fixture = (Fixture){.site = site_new(NULL)};
    fixture->aneby = rules_find(site_rules(fixture->site), ELEMENT_OFFICE, "aneby")->element;
    fixture->karin = add(fixture, "Karin Ek", "karin.ek@example.org");
    fixture->bo = add(fixture, "Bo Berg", NULL);
}

static void tear_down(Fixture *fixture, const void *data) {
    (void)data;
    site_free(fixture->site);
}

static Bytes bytes_of(const char *text) {
    return (Bytes){(const uint8_t *)text, strlen(text)};
}

static PeopleUpload kept(const Fixture *fixture, Bytes content) {
    g_autoptr(GError) error = NULL;
    const Site *site = fixture->site;
    PeopleUpload upload = {
        .account = site->session.account, .filename = "folk.csv", .content = content};
    Id id;
    (void)!people_upload_keep(site->db, site->arena, site->own.id, &upload, site->now, &id, &error);
    g_assert_no_error(error);
    g_assert_true(people_upload_get(site->db, site->arena, site->own.id, site->session.account, id,
                                    &upload, NULL));
    return upload;
}

static PeoplePreview preview_of(const Fixture *fixture, const char *text,
                                const PeopleChoices *choices) {
    g_autoptr(GError) error = NULL;
    PeopleEditor editor = editor_of(fixture);
    PeoplePreview preview = {0};
    PeopleUpload upload = kept(fixture, bytes_of(text));
    (void)!people_preview(fixture->site->db, fixture->site->arena, &editor, &upload, choices,
                          &preview, &error);
    g_assert_no_error(error);
    return preview;
}

static PersonRows apply(const Fixture *fixture, Bytes content, const PeopleChoices *choices) {
    g_autoptr(GError) error = NULL;
    PeopleEditor editor = editor_of(fixture);
    PersonRows rows = {0};
    PeopleUpload upload = kept(fixture, content);
    (void)!people_upload_apply(fixture->site->db, fixture->site->arena, &editor, &upload, choices,
                               &rows, &error);
    g_assert_no_error(error);
    return rows;
}

static People people_of(const Fixture *fixture) {
    People people;
    g_assert_true(people_load(fixture->site->db, fixture->site->arena, fixture->site->own.id, NULL,
                              &people, NULL));
    return people;
}

static const PeopleChoices as_guessed;

static const char list[] =
    "Namn;E-post;Telefon;Kontor;Befattning;Områden\r\n"
    "Karin Ek;KARIN.EK@example.org;010-1;Aneby;Inspektör;avlopp\r\n"
    "Bo Berg;bo.berg@example.org;010-2;Aneby kommun;Miljöinspektör;lantbruk, buller\r\n"
    "Ny Chef;ny.chef@example.org;;Eksjö;Miljöchef;\r\n"
    "Utan Kontor;utan@example.org;;;;\r\n"
    ";ingen@example.org;;Aneby;;\r\n"
    "Anna\u202Egva;;;Aneby;;\r\n"
    "Fel Adress;inte en adress;;Aneby;;\r\n"
    "Fel Kontor;fel@example.org;;Atlantis;;\r\n";

static void row_by_row(Fixture *fixture, const void *data) {
    (void)data;
    PeoplePreview preview = preview_of(fixture, list, &as_guessed);
    const PersonRow *rows = preview.rows.rows;
    g_assert_cmpuint(preview.rows.n, ==, 8);
    g_assert_cmpint(rows[0].state, ==, PERSON_ROW_SAME);
    g_assert_cmpint(rows[1].state, ==, PERSON_ROW_CHANGED);
    g_assert_cmpint(rows[1].person->id.value, ==, fixture->bo.value);
    g_assert_cmpstr(rows[1].says, ==,
                    "e-post bo.berg@example.org, telefon 010-1 → 010-2, titel Miljöinspektör, "
                    "områden avlopp → lantbruk;buller");
    g_assert_cmpint(rows[2].state, ==, PERSON_ROW_NEW);
    g_assert_cmpstr(rows[2].function, ==, "head");
    g_assert_cmpstr(rows[2].title, ==, "Miljöchef");
    /* the place of the row above goes on, as where cells are merged */
    g_assert_cmpint(rows[3].state, ==, PERSON_ROW_NEW);
    g_assert_cmpstr(rows[3].place->key, ==, "eksjo");
    g_assert_cmpstr(rows[4].says, ==, "Namnet saknas.");
    g_assert_true(g_str_has_prefix(rows[5].says, "Raden har tecken som inte syns"));
    g_assert_cmpstr(rows[6].says, ==, "inte en adress är ingen e-postadress.");
    g_assert_cmpstr(rows[7].says, ==, "Atlantis är inget kontor här, eller flera.");
    g_assert_cmpuint(preview.rows.counts[PERSON_ROW_UNREADABLE], ==, 4);
    g_assert_cmpuint(people_of(fixture).n, ==, 2); /* looking changes nothing */
}

/* Where there is but one, its kind names it; an office that is called so comes before it. */
static void the_only_county_board(Fixture *fixture, const void *data) {
    (void)data;
    Site *site = fixture->site;
    RuleEdit edit = {.collaboration = site->own.id,
                     .kind = ELEMENT_PARTY,
                     .key = "lansstyrelsen",
                     .today = site->today,
                     .settings = "kind=county_board\ncode=06\ntitle=Lst i länet\nshort=Lst\n"};
    g_assert_true(rule_change(site->db, site->arena, &edit, NULL));
    const char *text = "Namn;Kontor\nAnna Läns;Länsstyrelsen\nBo Region;Regionen\n";
    PeoplePreview preview = preview_of(fixture, text, &as_guessed);
    g_assert_cmpint(preview.rows.rows[0].state, ==, PERSON_ROW_NEW);
    g_assert_cmpstr(preview.rows.rows[0].place->key, ==, "lansstyrelsen");
    g_assert_cmpstr(preview.rows.rows[1].place->key, ==, "region-jonkoping");
    edit.kind = ELEMENT_PARTY;
    edit.settings = "kind=county_board\ncode=07\ntitle=Grannlänet\nshort=Grannen\n";
    g_assert_true(rule_add(site->db, site->arena, &edit, &edit.key, NULL));
    preview = preview_of(fixture, text, &as_guessed);
    g_assert_cmpint(preview.rows.rows[0].state, ==, PERSON_ROW_UNREADABLE);
}

static void the_same_file_again(Fixture *fixture, const void *data) {
    (void)data;
    PersonRows first = apply(fixture, bytes_of(list), &as_guessed);
    g_assert_cmpuint(first.counts[PERSON_ROW_NEW], ==, 2);
    g_assert_cmpuint(first.counts[PERSON_ROW_CHANGED], ==, 1);
    People people = people_of(fixture);
    g_assert_cmpuint(people.n, ==, 4);
    g_assert_cmpstr(people_get(&people, fixture->bo)->email, ==, "bo.berg@example.org");
    PersonRows again = apply(fixture, bytes_of(list), &as_guessed);
    g_assert_cmpuint(again.counts[PERSON_ROW_NEW], ==, 0);
    g_assert_cmpuint(again.counts[PERSON_ROW_CHANGED], ==, 0);
    g_assert_cmpuint(again.counts[PERSON_ROW_SAME], ==, 4);
    people = people_of(fixture);
    g_assert_cmpuint(people.n, ==, 4);
    g_assert_cmpuint(people.n_posts, ==, 4);
}

static void columns_can_be_chosen(Fixture *fixture, const void *data) {
    static const PersonColumn columns[] = {PERSON_NOTHING, PERSON_NAME, PERSON_PLACE};
    PeopleChoices choices = {.columns = columns};
    (void)data;
    PeoplePreview preview = preview_of(fixture, "A;B;C\nx;Ny Person;Aneby\n", &choices);
    /* what is taken for a heading by nobody is a row like the others */
    g_assert_cmpuint(preview.rows.n, ==, 2);
    g_assert_cmpstr(preview.rows.rows[1].name, ==, "Ny Person");
    g_assert_cmpint(preview.rows.rows[1].state, ==, PERSON_ROW_NEW);
    preview = preview_of(fixture, "Eva Ny,eva@example.org\nUlf Ny,ulf@example.org\n", &as_guessed);
    g_assert_cmpint(preview.table.columns[0], ==, PERSON_NAME);
    g_assert_cmpint(preview.table.columns[1], ==, PERSON_EMAIL);
    preview = preview_of(
        fixture, "First name,Last name,E-mail,Office\nEva,Ny,e@example.org,Aneby\n", &as_guessed);
    g_assert_cmpstr(preview.rows.rows[0].name, ==, "Eva Ny");
    g_assert_cmpint(preview.rows.rows[0].state, ==, PERSON_ROW_NEW);
}

/* Names that are nearly the same, and the same name elsewhere, are offered and never taken. */
static void near_names_are_offered(Fixture *fixture, const void *data) {
    static const char file[] = "Namn;E-post;Kontor\n"
                               "Karin Eek;;Aneby\n"
                               "Bo Berg;bo@example.org;Eksjö\n";
    (void)data;
    PeoplePreview preview = preview_of(fixture, file, &as_guessed);
    const PersonRow *rows = preview.rows.rows;
    g_assert_cmpint(rows[0].state, ==, PERSON_ROW_NEW);
    g_assert_cmpint(rows[0].near->id.value, ==, fixture->karin.value);
    g_assert_cmpint(rows[1].near->id.value, ==, fixture->bo.value);
    Id same[] = {{0}, fixture->bo};
    PersonRows done = apply(fixture, bytes_of(file), &(PeopleChoices){.same = same});
    g_assert_cmpuint(done.counts[PERSON_ROW_NEW], ==, 1);
    g_assert_cmpuint(done.counts[PERSON_ROW_CHANGED], ==, 1);
    People people = people_of(fixture);
    g_assert_cmpuint(people.n, ==, 3);
    g_assert_cmpstr(people_get(&people, fixture->bo)->email, ==, "bo@example.org");
    PersonRows again = apply(fixture, bytes_of(file), &as_guessed);
    g_assert_cmpuint(again.counts[PERSON_ROW_SAME], ==, 2);
}

static void nobody_twice_in_a_file(Fixture *fixture, const void *data) {
    static const char file[] = "Namn;E-post;Kontor;Titel\n"
                               "Eva Ny;eva@example.org;Aneby;Inspektör\n"
                               "Eva Ny;EVA@example.org;Aneby;Inspektör\n"
                               "Eva Ny;eva@example.org;Eksjö;Inspektör\n"
                               "Ulf Annan;eva@example.org;Eksjö;Inspektör\n";
    (void)data;
    PersonRows rows = apply(fixture, bytes_of(file), &as_guessed);
    g_assert_cmpstr(rows.rows[1].says, ==, "samma person som på rad 2");
    g_assert_cmpstr(rows.rows[3].says, ==, "Adressen står redan på rad 2, med ett annat namn.");
    People people = people_of(fixture);
    g_assert_cmpuint(people.n, ==, 3);
    g_assert_cmpuint(people.n_posts, ==, 4); /* one at each place */
}

/* What looks like a formula is a text, as everything else is; days come as Excel writes them. */
static void odd_cells(Fixture *fixture, const void *data) {
    (void)data;
    PeoplePreview preview = preview_of(fixture,
                                       "\xef\xbb\xbfNamn;E-post;Kontor;Titel;Från\n"
                                       "=HYPERLINK(1);a@example.org;Aneby;+46;44197\n"
                                       "@SUM;b@example.org;Aneby;-1;2021-03-01 00:00:00\n"
                                       "Tredje Prov;c@example.org;Aneby;;i våras\n",
                                       &as_guessed);
    const PersonRow *rows = preview.rows.rows;
    g_assert_cmpstr(rows[0].name, ==, "=HYPERLINK(1)");
    g_assert_cmpint(date_compare(rows[0].from, (Date){2021, 1, 1}), ==, 0);
    g_assert_cmpint(date_compare(rows[1].from, (Date){2021, 3, 1}), ==, 0);
    g_assert_cmpint(rows[2].state, ==, PERSON_ROW_UNREADABLE);
    preview =
        preview_of(fixture, "Namn;Kontor\n\xc5ke \xd6man;Eksj\xf6\n", &as_guessed); /* CP1252 */
    g_assert_cmpstr(preview.rows.rows[0].name, ==, "Åke Öman");
    g_assert_cmpint(preview.rows.rows[0].state, ==, PERSON_ROW_NEW);
}

/* A workbook: a sheet of something else, then people with a merged cell, a day and a number. */
static Bytes workbook(Arena *arena) {
    g_autofree char *path = NULL, *content = NULL;
    gsize size;
    close(g_file_open_tmp("samsyn-XXXXXX.xlsx", &path, NULL));
    lxw_workbook *book = workbook_new(path);
    lxw_worksheet *other = workbook_add_worksheet(book, "Budget");
    lxw_worksheet *people = workbook_add_worksheet(book, "Personer");
    lxw_format *day = workbook_add_format(book);
    static const char *const headings[] = {"Namn", "E-post", "Kontor", "Från"};
    format_set_num_format(day, "yyyy-mm-dd");
    worksheet_write_string(other, 0, 0, "Kostnad", NULL);
    worksheet_write_number(other, 0, 1, 1143, NULL);
    for (lxw_col_t i = 0; i < G_N_ELEMENTS(headings); i++)
        worksheet_write_string(people, 2, i, headings[i], NULL);
    worksheet_write_string(people, 3, 0, "Eva Ny", NULL);
    worksheet_write_string(people, 3, 1, "eva@example.org", NULL);
    worksheet_write_number(people, 3, 3, 44256, day);
    worksheet_write_string(people, 4, 0, "Ulf Ny", NULL);
    worksheet_write_string(people, 4, 1, "ulf@example.org", NULL);
    worksheet_write_number(people, 4, 3, 44256, NULL);
    worksheet_merge_range(people, 3, 2, 4, 2, "Eksjö", NULL);
    g_assert_cmpint(workbook_close(book), ==, LXW_NO_ERROR);
    g_assert_true(g_file_get_contents(path, &content, &size, NULL));
    unlink(path);
    uint8_t *copy = arena_alloc(arena, size);
    memcpy(copy, content, size);
    return (Bytes){copy, size};
}

static void merged_cells_and_days(Fixture *fixture, const void *data) {
    (void)data;
    PersonRows rows = apply(fixture, workbook(fixture->site->arena), &as_guessed);
    g_assert_cmpuint(rows.counts[PERSON_ROW_NEW], ==, 2);
    for (size_t i = 0; i < 2; i++) {
        g_assert_cmpstr(rows.rows[i].place->key, ==, "eksjo");
        g_assert_cmpint(date_compare(rows.rows[i].from, (Date){2021, 3, 1}), ==, 0);
    }
}

static int refused(const Fixture *fixture, Bytes content) {
    g_autoptr(GError) error = NULL;
    PeopleUpload upload = {
        .account = fixture->site->session.account, .filename = "x", .content = content};
    Id id;
    return people_upload_keep(fixture->site->db, fixture->site->arena, fixture->site->own.id,
                              &upload, fixture->site->now, &id, &error)
               ? 0
               : error->code;
}

static void limits(Fixture *fixture, const void *data) {
    g_autoptr(GString) many = g_string_new("Namn;Kontor\n");
    g_autoptr(GString) wide = g_string_new("Namn;Kontor");
    (void)data;
    g_assert_cmpint(refused(fixture, bytes_of("")), ==, ERROR_INVALID);
    g_assert_cmpint(refused(fixture, bytes_of("bara en text")), ==, ERROR_INVALID);
    for (int i = 0; i <= PEOPLE_ROWS_MAX; i++)
        g_string_append_printf(many, "Person %d;Aneby\n", i);
    g_assert_cmpint(refused(fixture, bytes_of(many->str)), ==, ERROR_INVALID);
    for (int i = 0; i < PEOPLE_COLUMNS_MAX; i++)
        g_string_append(wide, ";x");
    g_string_append(wide, "\n");
    g_assert_cmpint(refused(fixture, bytes_of(wide->str)), ==, ERROR_INVALID);
    g_autofree char *large = g_malloc0(PEOPLE_FILE_BYTES_MAX + 1);
    g_assert_cmpint(refused(fixture, (Bytes){(uint8_t *)large, PEOPLE_FILE_BYTES_MAX + 1}), ==,
                    ERROR_INVALID);
}

/* Ten thousand people at a fixed number of statements each. */
static void ten_thousand(Fixture *fixture, const void *data) {
    g_autoptr(GString) file = g_string_new("Namn;E-post;Kontor;Titel\n");
    (void)data;
    for (int i = 0; i < PEOPLE_ROWS_MAX; i++)
        g_string_append_printf(file, "Person Nummer%d;p%d@example.org;%s;Inspektör\n", i, i,
                               i % 2 == 0 ? "Aneby" : "Eksjö");
    uint64_t before = db_statement_count(fixture->site->db);
    PersonRows rows = apply(fixture, bytes_of(file->str), &as_guessed);
    g_assert_cmpuint(rows.counts[PERSON_ROW_NEW], ==, PEOPLE_ROWS_MAX);
    g_assert_cmpuint(db_statement_count(fixture->site->db) - before, <, 6 * PEOPLE_ROWS_MAX);
    g_assert_cmpuint(people_of(fixture).n, ==, PEOPLE_ROWS_MAX + 2);
}

/* Whoever edits one office alone touches no other. */
static void only_their_own(Fixture *fixture, const void *data) {
    static const char file[] = "Namn;E-post;Telefon;Kontor\n"
                               "Eva Ny;eva@example.org;;Eksjö\n"
                               "Ulf Ny;ulf@example.org;;Aneby\n"
                               "Karin Ek;karin.ek@example.org;010-9;Aneby\n";
    PeopleChoices choices = {.editor = fixture->bo};
    PeopleEditor editor = editor_of(fixture);
    Post elsewhere = {.person = fixture->karin,
                      .element =
                          rules_find(site_rules(fixture->site), ELEMENT_OFFICE, "eksjo")->element,
                      .function = "inspector",
                      .subjects = ""};
    (void)data;
    g_assert_true(post_put(fixture->site->db, fixture->site->arena, &editor, &elsewhere, NULL));
    PeoplePreview preview = preview_of(fixture, file, &choices);
    g_assert_cmpstr(preview.rows.rows[0].says, ==, "Ni läser bara in ert eget kontor.");
    g_assert_cmpint(preview.rows.rows[1].state, ==, PERSON_ROW_NEW);
    g_assert_cmpstr(preview.rows.rows[2].says, ==,
                    "Personen arbetar också på ett annat kontor. Be samordnaren ändra.");
}

/* No file says how somebody with protected identity is reached, and none takes it away. */
static void protected_identity_stays(Fixture *fixture, const void *data) {
    static const char file[] = "Namn;E-post;Telefon;Kontor;Titel\n"
                               "Karin Ek;karin.ek@example.org;010-9;Aneby;Miljöinspektör\n";
    (void)data;
    g_assert_true(db_run_script(
        fixture->site->db, "UPDATE person SET is_protected = 1 WHERE name = 'Karin Ek'", NULL));
    PersonRows rows = apply(fixture, bytes_of(file), &as_guessed);
    g_assert_null(strstr(rows.rows[0].says, "010"));
    People people = people_of(fixture);
    g_assert_cmpstr(people_get(&people, fixture->karin)->phone, ==, "010-1");
    g_assert_cmpstr(people_get(&people, fixture->karin)->email, ==, "karin.ek@example.org");
    g_assert_true(people_get(&people, fixture->karin)->is_protected);
}

static void one_accounts_own(Fixture *fixture, const void *data) {
    g_autoptr(GError) error = NULL;
    const Site *site = fixture->site;
    PeopleUpload upload = kept(fixture, bytes_of(list)), other;
    (void)data;
    g_assert_false(people_upload_get(site->db, site->arena, site->own.id, (Id){99}, upload.id,
                                     &other, &error));
    g_assert_error(error, SAMSYN_ERROR, ERROR_NOT_FOUND);
    kept(fixture, bytes_of(list)); /* takes the place of the first */
    g_assert_false(people_upload_get(site->db, site->arena, site->own.id, site->session.account,
                                     upload.id, &other, NULL));
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
#define TEST(name, function) g_test_add(name, Fixture, NULL, set_up, function, tear_down)
    TEST("/directory-import/row-by-row", row_by_row);
    TEST("/directory-import/the-only-county-board", the_only_county_board);
    TEST("/directory-import/again", the_same_file_again);
    TEST("/directory-import/columns", columns_can_be_chosen);
    TEST("/directory-import/near", near_names_are_offered);
    TEST("/directory-import/twice", nobody_twice_in_a_file);
    TEST("/directory-import/odd-cells", odd_cells);
    TEST("/directory-import/workbook", merged_cells_and_days);
    TEST("/directory-import/limits", limits);
    TEST("/directory-import/ten-thousand", ten_thousand);
    TEST("/directory-import/own-office", only_their_own);
    TEST("/directory-import/protected", protected_identity_stays);
    TEST("/directory-import/own-upload", one_accounts_own);
    return g_test_run();
}
