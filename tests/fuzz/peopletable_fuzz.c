#include "base/text.h"
#include "modules/collaborations/settings.h"
#include "modules/directory_import/matching.h"

#include <glib.h>
#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_row(const PersonRows *rows, size_t i) {
    const PersonRow *row = &rows->rows[i];
    g_assert_true(text_valid(row->says, strlen(row->says)));
    if (row->state == PERSON_ROW_UNREADABLE) {
        g_assert_cmpuint(strlen(row->says), >, 0);
        return;
    }
    g_assert_nonnull(row->place);
    g_assert_cmpuint(text_length(row->name), <=, 120);
    g_assert_cmpuint(strlen(row->name), >, 0);
    g_assert_true(row->person != NULL || row->first <= i);
}

/* Whatever the file is, every row comes to one state, and nobody is added twice by one address. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    g_autoptr(Arena) arena = arena_new();
    PeopleTable table;
    size_t sum = 0;
    if (!people_table_read(arena, (Bytes){data, size}, &table, NULL))
        return 0;
    const Settings *settings = settings_parse(arena, "short=Aneby\nmunicipalities=0604\n");
    Rule offices[] = {{.element = {11}, .kind = ELEMENT_OFFICE, .key = "aneby", .title = "Miljökontoret i Aneby",
                       .settings = settings}};
    Rules rules = rules_new(arena, NULL, (Date){2021, 4, 15}, offices, 1);
    Person persons[] = {{.id = {1}, .key = "karin-ek", .name = "Karin Ek", .email = "karin.ek@example.org", .edit = 1},
                        {.id = {2}, .key = "bo-berg", .name = "Bo Berg", .phone = "010-1", .edit = 1}};
    Post posts[] = {{.id = {21}, .person = {1}, .element = {11}, .function = "inspector", .subjects = "avlopp"},
                    {.id = {22}, .person = {2}, .element = {11}, .function = "head", .subjects = ""}};
    People people = {.persons = persons, .posts = posts, .n = 2, .n_posts = 2};
    PersonMatching matching = {
        .table = &table, .columns = table.columns, .rules = &rules, .people = &people, .place = &offices[0]};
    PersonRows rows = people_match(arena, &matching);
    g_assert_cmpuint(rows.n, ==, table.n_rows);
    for (size_t i = 0; i < rows.n; i++)
        check_row(&rows, i);
    for (size_t i = 0; i < N_PERSON_ROW_STATES; i++)
        sum += rows.counts[i];
    g_assert_cmpuint(sum, ==, rows.n);
    return 0;
}
