#include "base/date.h"
#include "base/error.h"
#include "base/id.h"
#include "base/language.h"
#include "modules/confirmation/confirmation_html.h"
#include "modules/confirmation/confirmation_pages.h"
#include "modules/confirmation/confirmation_view.h"
#include "modules/confirmation/reading.h"

#include <stddef.h>
#include <string.h>

#define DAYS_TO_ANSWER 30

/* ---- starting ---- */

static const FormField start_fields[] = {
    {.name = "last_on",
     .label = N_("Sista dag att svara"),
     .type = FORM_DATE,
     .offset = offsetof(ConfirmationStartForm, last_on),
     .required = true,
     .hint = N_("Till exempel 2021-06-30.")},
    {.name = "element", .type = FORM_IDS, .offset = offsetof(ConfirmationStartForm, elements)},
    {0}};
/* The choices are written by the template. */
static const FormField shown_fields[] = {{.name = "last_on",
                                          .label = N_("Sista dag att svara"),
                                          .type = FORM_DATE,
                                          .offset = offsetof(ConfirmationStartForm, last_on),
                                          .required = true,
                                          .hint = N_("Till exempel 2021-06-30.")},
                                         {0}};

static bool has_people(const ConfirmationReading *reading, Id element) {
    for (size_t i = 0; i < reading->people.n_posts; i++)
        if (id_equal(reading->people.posts[i].element, element) &&
            period_covers(reading->people.posts[i].valid_from, reading->people.posts[i].valid_to,
                          reading->rules->on))
            return true;
    return false;
}

static bool is_chosen(const FormIds *ids, Id element) {
    for (size_t i = 0; i < ids->n; i++)
        if (id_equal(ids->items[i], element))
            return true;
    return false;
}

/* Offices and parties where somebody works. */
static const ConfirmationChoice *choices_of(const ConfirmationReading *reading, ElementKind kind,
                                            const FormIds *chosen, size_t *ret_n) {
    ConfirmationChoice *rows =
        ARENA_ARRAY(reading->arena, ConfirmationChoice, rules_count(reading->rules, kind));
    *ret_n = 0;
    for (const Rule *rule = rules_next(reading->rules, kind, NULL); rule != NULL;
         rule = rules_next(reading->rules, kind, rule))
        if (kind == ELEMENT_OFFICE || has_people(reading, rule->element))
            rows[(*ret_n)++] = (ConfirmationChoice){id_text(reading->arena, rule->element),
                                                    rule->title, is_chosen(chosen, rule->element)};
    return rows;
}

static bool show_start(const ConfirmationReading *reading, Response *response,
                       const ConfirmationStartForm *form, const FormErrors *errors) {
    Frame *frame =
        frame_new(reading->request, PLACE_DIRECTORY, N_("Starta genomgång av telefonboken"));
    frame_crumb(frame, N_("Genomgång av telefonboken"),
                collaboration_path(reading->request, "/confirmation"));
    frame_errors(frame, response, errors);
    ConfirmationStartView view = {.frame = frame,
                                  .path = collaboration_path(reading->request, "/confirmation/new"),
                                  .back = collaboration_path(reading->request, "/confirmation"),
                                  .fields = shown_fields,
                                  .form = form,
                                  .errors = errors};
    view.offices = choices_of(reading, ELEMENT_OFFICE, &form->elements, &view.n_offices);
    view.parties = choices_of(reading, ELEMENT_PARTY, &form->elements, &view.n_parties);
    confirmation_start_page_html(response_html(response), &view);
    return true;
}

/* All of them, and a month to answer. */
static ConfirmationStartForm first_form(const ConfirmationReading *reading) {
    Id *ids = ARENA_ARRAY(reading->arena, Id, reading->rules->n);
    size_t n = 0;
    for (size_t i = 0; i < reading->rules->n; i++)
        if (reading->rules->rules[i].kind == ELEMENT_OFFICE ||
            reading->rules->rules[i].kind == ELEMENT_PARTY)
            ids[n++] = reading->rules->rules[i].element;
    return (ConfirmationStartForm){date_add_days(reading->request->today, DAYS_TO_ANSWER),
                                   {ids, n}};
}

static bool start_page(Request *request, Response *response, GError **error) {
    ConfirmationReading reading;
    if (!confirmation_reading(request, &reading, error))
        return false;
    ConfirmationStartForm form = first_form(&reading);
    return show_start(&reading, response, &form, NULL);
}

static bool start_action(Request *request, Response *response, GError **error) {
    ConfirmationReading reading;
    ConfirmationStartForm form = {0};
    FormErrors errors = {0};
    g_autoptr(GError) problem = NULL;
    if (!confirmation_reading(request, &reading, error))
        return false;
    if (form_parse(request, start_fields, &form, &errors)) {
        ConfirmationSender sender = confirmation_sender(request);
        if (confirmation_start(request->db, request->arena, &sender, form.last_on, form.elements,
                               &problem))
            return redirect_done(response, request, collaboration_path(request, "/confirmation"),
                                 "confirmation-started");
        if (!form_take(&errors, problem, error))
            return false;
    }
    return show_start(&reading, response, &form, &errors);
}

/* ---- another last day ---- */

static const FormField last_day_fields[] = {{.name = "last_on",
                                             .label = N_("Sista dag att svara"),
                                             .type = FORM_DATE,
                                             .required = true,
                                             .hint = N_("Till exempel 2021-06-30.")},
                                            {0}};

static bool show_form(const ConfirmationReading *reading, Response *response, const char *title,
                      ConfirmationFormView *view) {
    Frame *frame = frame_new(reading->request, PLACE_DIRECTORY, title);
    frame_crumb(frame, N_("Genomgång av telefonboken"),
                collaboration_path(reading->request, "/confirmation"));
    frame_errors(frame, response, view->errors);
    view->frame = frame;
    view->back = collaboration_path(reading->request, "/confirmation");
    confirmation_form_page_html(response_html(response), view);
    return true;
}

static bool show_last_day(const ConfirmationReading *reading, Response *response, const Date *last,
                          const FormErrors *errors) {
    ConfirmationFormView view = {
        .lead = N_("Länkarna i breven följer med. Inget nytt brev skickas; påminn de kontor som är "
                   "kvar, så får de veta dagen."),
        .path = collaboration_path(reading->request, "/confirmation/last-day"),
        .fields = last_day_fields,
        .data = last,
        .errors = errors,
        .save = N_("Spara sista dag")};
    return show_form(reading, response, N_("Flytta sista dagen"), &view);
}

static bool last_day_page(Request *request, Response *response, GError **error) {
    ConfirmationReading reading;
    return confirmation_reading(request, &reading, error) &&
           show_last_day(&reading, response, &reading.confirmation.last_on, NULL);
}

static bool last_day_action(Request *request, Response *response, GError **error) {
    ConfirmationReading reading;
    Date last = {0};
    FormErrors errors = {0};
    g_autoptr(GError) problem = NULL;
    if (!confirmation_reading(request, &reading, error))
        return false;
    if (form_parse(request, last_day_fields, &last, &errors)) {
        ConfirmationSender sender = confirmation_sender(request);
        if (confirmation_move(request->db, request->arena, &sender, last, &problem))
            return redirect_done(response, request, collaboration_path(request, "/confirmation"),
                                 "saved");
        if (!form_take(&errors, problem, error))
            return false;
    }
    return show_last_day(&reading, response, &last, &errors);
}

/* ---- a letter to somebody chosen ---- */

typedef struct {
    const char *person, *email;
} LetterForm;

static const FormField letter_fields[] = {
    {.name = "person",
     .label = N_("Någon som arbetar där"),
     .type = FORM_CHOICE,
     .offset = offsetof(LetterForm, person)},
    {.name = "email",
     .label = N_("Eller en annan adress"),
     .type = FORM_EMAIL,
     .offset = offsetof(LetterForm, email),
     .hint = N_("Till exempel kontorets gemensamma brevlåda.")},
    {0}};

/* Somebody with protected identity gets no link, which would not show them. */
static const FormChoice *recipients(const ConfirmationReading *reading, Id element) {
    const People *people = &reading->people;
    FormChoice *choices = ARENA_ARRAY(reading->arena, FormChoice, people->n + 1), *at = choices;
    for (size_t i = 0; i < people->n; i++) {
        const Person *person = &people->persons[i];
        if (person->email != NULL && !person->is_protected &&
            person_works_at(people, person->id, element, reading->rules->on))
            *at++ =
                (FormChoice){id_text(reading->arena, person->id),
                             arena_printf(reading->arena, "%s, %s", person->name, person->email)};
    }
    return choices;
}

static const FormField *fields_of_letter(const ConfirmationReading *reading, Id element) {
    FormField *fields = ARENA_ARRAY(reading->arena, FormField, G_N_ELEMENTS(letter_fields));
    memcpy(fields, letter_fields, sizeof letter_fields);
    fields[0].choices = recipients(reading, element);
    return fields[0].choices[0].value == NULL ? fields + 1 : fields;
}

static bool find_office(const ConfirmationReading *reading, const Rule **ret, GError **error) {
    Id element;
    if (!request_id(reading->request, "element", &element, error))
        return false;
    *ret = rules_get(reading->rules, element);
    return (*ret != NULL && confirmation_office(&reading->confirmation, element) != NULL) ||
           fail(error, ERROR_NOT_FOUND, "Kontoret är inte med i genomgången.");
}

static bool show_letter(const ConfirmationReading *reading, Response *response, const Rule *office,
                        const LetterForm *form, const FormErrors *errors) {
    ConfirmationFormView view = {
        .lead = N_("Den ni väljer får ett brev med länken till det egna kontorets personer, och "
                   "kan skicka det vidare. Länken gäller tills genomgången är slut."),
        .path = collaboration_path(reading->request, "/confirmation/%s/letter",
                                   id_text(reading->arena, office->element)),
        .fields = fields_of_letter(reading, office->element),
        .data = form,
        .errors = errors,
        .save = N_("Skicka länken")};
    return show_form(reading, response,
                     arena_printf(reading->arena, T_("Skicka länken för %s"), rule_short(office)),
                     &view);
}

static bool letter_page(Request *request, Response *response, GError **error) {
    ConfirmationReading reading;
    const Rule *office;
    return confirmation_reading(request, &reading, error) &&
           find_office(&reading, &office, error) &&
           show_letter(&reading, response, office, &(LetterForm){0}, NULL);
}

static bool letter_action(Request *request, Response *response, GError **error) {
    ConfirmationReading reading;
    const Rule *office;
    LetterForm form = {0};
    FormErrors errors = {0};
    g_autoptr(GError) problem = NULL;
    if (!confirmation_reading(request, &reading, error) || !find_office(&reading, &office, error))
        return false;
    if (form_parse(request, fields_of_letter(&reading, office->element), &form, &errors)) {
        ConfirmationSender sender = confirmation_sender(request);
        ConfirmationRecipient to = {.email = form.email};
        (void)id_parse(form.person, &to.person);
        if (confirmation_send(request->db, request->arena, &sender, office->element, &to, &problem))
            return redirect_done(response, request, collaboration_path(request, "/confirmation"),
                                 "link-sent");
        if (!form_take(&errors, problem, error))
            return false;
    }
    return show_letter(&reading, response, office, &form, &errors);
}

const Route confirmation_form_routes[] = {
    {GET, "/:collab/confirmation/new", start_page, MAY_EDIT_PEOPLE},
    {POST, "/:collab/confirmation/new", start_action, MAY_EDIT_PEOPLE},
    {GET, "/:collab/confirmation/last-day", last_day_page, MAY_EDIT_PEOPLE},
    {POST, "/:collab/confirmation/last-day", last_day_action, MAY_EDIT_PEOPLE},
    {GET, "/:collab/confirmation/:element/letter", letter_page, MAY_EDIT_PEOPLE},
    {POST, "/:collab/confirmation/:element/letter", letter_action, MAY_EDIT_PEOPLE},
    {0},
};
