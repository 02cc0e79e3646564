#include "base/id.h"
#include "base/text.h"
#include "web/form.h"

#include <string.h>

typedef struct ActivityForm {
    const char *title, *text, *state, *email, *password;
    int64_t offices, edit;
    Date ends_on;
    Money cost, budget;
    bool is_optional;
    Id host;
    FormIds parties;
} ActivityForm;

static const FormChoice states[] = {{"fixed", "Fastställd"}, {"bank", "Förslagsbank"}, {0}};

static const FormField fields[] = {
    {"title", "Titel", FORM_TEXT, offsetof(ActivityForm, title), .required = true,
     .max_length = 10},
    {"text", "Beskrivning", FORM_LONG_TEXT, offsetof(ActivityForm, text)},
    {"offices", "Antal kontor", FORM_INT, offsetof(ActivityForm, offices), .min = 1, .max = 12},
    {"ends_on", "Sista dag", FORM_DATE, offsetof(ActivityForm, ends_on)},
    {"cost", "Kostnad", FORM_MONEY, offsetof(ActivityForm, cost)},
    {"budget", "Budget", FORM_MONEY, offsetof(ActivityForm, budget), .thousands = true, .min = 0,
     .max = 200000000},
    {"is_optional", "Eventuellt", FORM_BOOL, offsetof(ActivityForm, is_optional)},
    {"state", "Läge", FORM_CHOICE, offsetof(ActivityForm, state), .choices = states},
    {"host", "Värd", FORM_ID, offsetof(ActivityForm, host)},
    {"parties", "Parter", FORM_IDS, offsetof(ActivityForm, parties)},
    {"email", "E-post", FORM_EMAIL, offsetof(ActivityForm, email)},
    {"password", "Lösenord", FORM_PASSWORD, offsetof(ActivityForm, password)},
    {"edit", "", FORM_EDIT, offsetof(ActivityForm, edit)},
    {0},
};

typedef struct Sent {
    Arena *arena;
    ActivityForm form;
    FormErrors errors;
} Sent;

static void set_up(Sent *sent, gconstpointer unused) {
    (void)unused;
    sent->arena = arena_new();
}

static void tear_down(Sent *sent, gconstpointer unused) {
    (void)unused;
    arena_free(sent->arena);
}

static bool send_form(Sent *sent, const char *text) {
    Request *request = request_sample(sent->arena, POST, "/", text);
    return form_parse(request, fields, &sent->form, &sent->errors);
}

static void reads_every_type(Sent *sent, gconstpointer unused) {
    (void)unused;
    g_assert_true(send_form(
        sent, "title=+Tr%C3%A4ff+&text=ett%0D%0Atv%C3%A5%0D%0A&offices=12&ends_on=5+maj+2021"
              "&cost=-1%C2%A0143,5&budget=1+083,5&is_optional=on&state=bank&host=000000000000g"
              "&parties=0000000000001&parties=&parties=0000000000002&email=namn@exempel.se"
              "&password=+a+&role=admin&collaboration=2"));
    const ActivityForm *form = &sent->form;
    g_assert_cmpstr(form->title, ==, "Träff");
    g_assert_cmpstr(form->text, ==, "ett\ntvå");
    g_assert_cmpint(form->offices, ==, 12);
    g_assert_true(form->ends_on.year == 2021 && form->ends_on.month == 5 && form->ends_on.day == 5);
    g_assert_cmpint(form->cost.ore, ==, -114350);
    g_assert_cmpint(form->budget.ore, ==, 108350000);
    g_assert_true(form->is_optional);
    g_assert_cmpstr(form->state, ==, "bank");
    g_assert_cmpint(form->host.value, ==, 16);
    g_assert_cmpuint(form->parties.n, ==, 2);
    g_assert_cmpint(form->parties.items[1].value, ==, 2);
    g_assert_cmpstr(form->email, ==, "namn@exempel.se");
    g_assert_cmpstr(form->password, ==, " a ");
}

static void takes_none_where_it_may(Sent *sent, gconstpointer unused) {
    (void)unused;
    memset(&sent->form, 0x5a, sizeof sent->form);
    g_assert_true(send_form(sent, "title=x&text=+&offices=&ends_on=&cost="));
    const ActivityForm *form = &sent->form;
    g_assert_null(form->text);
    g_assert_cmpint(form->offices, ==, 0);
    g_assert_cmpint(form->ends_on.year, ==, 0);
    g_assert_cmpint(form->cost.ore, ==, 0);
    g_assert_false(form->is_optional);
    g_assert_null(form->state);
    g_assert_cmpint(form->host.value, ==, 0);
    g_assert_cmpuint(form->parties.n, ==, 0);
}

typedef struct Wrong {
    const char *sent, *field, *message;
} Wrong;

static const Wrong wrong[] = {
    {"title=", "title", "Fyll i ”Titel”."},
    {"a=1", "title", "Fyll i ”Titel”."},
    {"title=%C3%A5%C3%A5%C3%A5%C3%A5%C3%A5%C3%A5%C3%A5%C3%A5%C3%A5%C3%A5%C3%A5", "title",
     "”Titel” har 11 tecken. Korta texten till högst 10."},
    {"title=a%0Ab", "title", "Skriv ”Titel” på en rad."},
    {"title=a%E2%80%A8b", "title", "Skriv ”Titel” på en rad."},
    {"title=a%C2%85b", "title", "Skriv ”Titel” på en rad."},
    {"title=a%E2%80%AEb", "title", "Skriv ”Titel” på en rad."},
    {"title=a&title=b", "title", "”Titel” skickades två gånger. Ladda om sidan och försök igen."},
    {"offices=x", "offices", "Skriv ett heltal i ”Antal kontor”, till exempel 12."},
    {"offices=1,5", "offices", NULL},
    {"offices=99999999999999999999", "offices", NULL},
    {"offices=13", "offices", "”Antal kontor” ska vara mellan 1 och 12."},
    {"offices=0", "offices", NULL},
    {"ends_on=2021-02-30", "ends_on", NULL},
    {"ends_on=31+april+2021", "ends_on", NULL},
    {"ends_on=5+mars+202x", "ends_on", NULL},
    {"ends_on=i+maj", "ends_on", NULL},
    {"cost=1,143", "cost", NULL},
    {"cost=1,", "cost", NULL},
    {"cost=,5", "cost", NULL},
    {"cost=--1", "cost", NULL},
    {"cost=99999999999999999999", "cost", NULL},
    {"cost=92233720368547758,08", "cost", NULL},
    {"budget=2000,1", "budget", "”Budget” ska vara mellan 0 och 2000."},
    {"budget=0,000001", "budget", NULL},
    {"state=adopted", "state", "Välj ett av alternativen i ”Läge”."},
    {"host=1", "host", NULL},
    {"parties=0000000000001&parties=x", "parties", NULL},
    {"email=namn", "email", NULL},
    {"email=a@b@c.se", "email", NULL},
    {"email=a@b", "email", NULL},
    {"email=a@.se", "email", NULL},
    {"email=a@b.se.", "email", NULL},
    {"email=%22A%22+%3Ca@b.se%3E", "email", NULL},
    {"email=a@b.se%0D%0ABcc:c@d.se", "email", NULL},
    {"email=a@b.se,c@d.se", "email", NULL},
};

static void complains(gconstpointer data) {
    const Wrong *expected = data;
    Sent sent;
    set_up(&sent, NULL);
    sent.form = (ActivityForm){.offices = 7};
    bool with_title = strcmp(expected->field, "title") != 0;
    const char *text =
        arena_printf(sent.arena, "%s%s", expected->sent, with_title ? "&title=x" : "");
    g_assert_false(send_form(&sent, text));
    g_assert_cmpuint(sent.errors.n, ==, 1);
    g_assert_cmpstr(sent.errors.items[0].field, ==, expected->field);
    g_assert_nonnull(form_error(&sent.errors, expected->field));
    if (expected->message != NULL)
        g_assert_cmpstr(form_error(&sent.errors, expected->field), ==, expected->message);
    g_assert_nonnull(strstr(sent.errors.items[0].message, sent.errors.items[0].label));
    if (strcmp(expected->field, "offices") == 0)
        g_assert_cmpint(sent.form.offices, ==, 7);
    tear_down(&sent, NULL);
}

static void keeps_what_was_typed(Sent *sent, gconstpointer unused) {
    (void)unused;
    g_assert_false(send_form(sent, "title=&offices=tolv&ends_on=5+maj+2021&password=hemligt"));
    const FormErrors *errors = &sent->errors;
    g_assert_cmpstr(form_text(sent->arena, form_field(fields, "offices"), &sent->form, errors), ==,
                    "tolv");
    g_assert_cmpstr(form_text(sent->arena, form_field(fields, "ends_on"), &sent->form, errors), ==,
                    "5 maj 2021");
    g_assert_cmpstr(form_text(sent->arena, form_field(fields, "text"), &sent->form, errors), ==,
                    "");
    g_assert_cmpstr(form_text(sent->arena, form_field(fields, "password"), &sent->form, errors), ==,
                    "");
    g_assert_cmpuint(errors->n, ==, 2);
    g_assert_null(form_error(errors, "ends_on"));
    g_assert_null(form_error(NULL, "ends_on"));
}

static void expect_text(const char *name, const char *expected, const ActivityForm *form) {
    g_autoptr(Arena) arena = arena_new();
    g_assert_cmpstr(form_text(arena, form_field(fields, name), form, NULL), ==, expected);
}

static void writes_values_as_typed(void) {
    const ActivityForm form = {.title = "Träff",
                               .offices = -3,
                               .ends_on = {2021, 5, 5},
                               .cost = {-114350},
                               .budget = {108350000},
                               .is_optional = true,
                               .state = "bank",
                               .host = {16},
                               .password = "hemligt"};
    expect_text("title", "Träff", &form);
    expect_text("text", "", &form);
    expect_text("offices", "-3", &form);
    expect_text("ends_on", "2021-05-05", &form);
    expect_text("cost", "-1143,50", &form);
    expect_text("budget", "1083,5", &form);
    expect_text("is_optional", "on", &form);
    expect_text("state", "bank", &form);
    expect_text("host", "000000000000g", &form);
    expect_text("password", "", &form);
    expect_text("cost", "10", &(ActivityForm){.cost = {1000}});
    expect_text("cost", "0,05", &(ActivityForm){.cost = {5}});
    expect_text("cost", "0", &(ActivityForm){0});
    expect_text("budget", "1000", &(ActivityForm){.budget = {100000000}});
    expect_text("cost", "-92233720368547758,08", &(ActivityForm){.cost = {G_MININT64}});
    expect_text("ends_on", "", &(ActivityForm){0});
    expect_text("host", "", &(ActivityForm){0});
}

static void takes_errors_of_the_rules(Sent *sent, gconstpointer unused) {
    (void)unused;
    g_assert_true(send_form(sent, "title=x"));
    form_fail(&sent->errors, "ends_on", "Sista dag kan inte ligga före %s.", "3 mars 2021");
    form_fail(&sent->errors, NULL, "Planen är redan fastställd.");
    g_assert_cmpuint(sent->errors.n, ==, 2);
    g_assert_cmpstr(form_error(&sent->errors, "ends_on"), ==,
                    "Sista dag kan inte ligga före 3 mars 2021.");
    g_assert_cmpstr(sent->errors.items[0].label, ==, "Sista dag");
    g_assert_null(sent->errors.items[1].field);
    for (int i = 0; i < 20; i++)
        form_fail(&sent->errors, NULL, "Fel %d.", i);
    g_assert_cmpstr(sent->errors.items[21].message, ==, "Fel 19.");
}

/* A page with two forms shows the errors of the one beside the fields of the other. */
static void shows_what_another_form_holds(Sent *sent, gconstpointer unused) {
    static const FormField other[] = {{.name = "name", .label = "Namn", .type = FORM_TEXT}, {0}};
    const char *name = "Anna";
    (void)unused;
    g_assert_false(send_form(sent, "title="));
    g_assert_cmpstr(form_text(sent->arena, other, &name, &sent->errors), ==, "Anna");
}

static void takes_the_edit_that_was_shown(Sent *sent, gconstpointer unused) {
    (void)unused;
    g_assert_true(send_form(sent, "title=x&edit=17"));
    g_assert_cmpint(sent->form.edit, ==, 17);
    g_assert_cmpstr(form_text(sent->arena, form_field(fields, "edit"), &sent->form, NULL), ==,
                    "17");
    static const char *const none[] = {"title=x", "title=x&edit=", "title=x&edit=a",
                                       "title=x&edit=-1", "title=x&edit=99999999999999999999"};
    for (size_t i = 0; i < G_N_ELEMENTS(none); i++) {
        sent->form.edit = 5;
        g_assert_true(send_form(sent, none[i]));
        g_assert_cmpint(sent->form.edit, ==, 0);
    }
}

static void takes_choices_of_the_request(Sent *sent, gconstpointer unused) {
    static const FormChoice offices[] = {{"aneby", "Aneby"}, {0}};
    (void)unused;
    const FormField *made = form_with_choices(sent->arena, fields, "state", offices);
    g_assert_true(form_field(made, "state")->choices == offices);
    g_assert_true(form_field(fields, "state")->choices == states);
    g_assert_cmpstr(form_field(made, "edit")->name, ==, "edit");
    g_assert_null(form_field(made, "nothing"));
    Request *request = request_sample(sent->arena, POST, "/", "title=x&state=aneby");
    g_assert_true(form_parse(request, made, &sent->form, &sent->errors));
    g_assert_false(form_parse(request, fields, &sent->form, &sent->errors));
}

/* Putting all of the marks in order would take some 10^10 steps. */
static void takes_a_letter_with_many_marks(Sent *sent, gconstpointer unused) {
    g_autoptr(GString) text = g_string_new("title=x&text=a");
    (void)unused;
    for (int i = 0; i < 150000; i++)
        g_string_append(text, i % 2 == 0 ? "\u0301" : "\u0323");
    g_assert_true(send_form(sent, text->str));
    g_assert_cmpuint(text_length(sent->form.text), <, 40);
}

#define ADD(name, function) g_test_add(name, Sent, NULL, set_up, function, tear_down)

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    ADD("/form/types", reads_every_type);
    ADD("/form/none", takes_none_where_it_may);
    for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++) {
        g_autofree char *name = g_strdup_printf("/form/complains/%zu", i);
        g_test_add_data_func(name, &wrong[i], complains);
    }
    ADD("/form/typed", keeps_what_was_typed);
    g_test_add_func("/form/text", writes_values_as_typed);
    ADD("/form/rules", takes_errors_of_the_rules);
    ADD("/form/edit", takes_the_edit_that_was_shown);
    ADD("/form/31-marks", takes_a_letter_with_many_marks);
    ADD("/form/choices", takes_choices_of_the_request);
    ADD("/form/another-form", shows_what_another_form_holds);
    return g_test_run();
}
