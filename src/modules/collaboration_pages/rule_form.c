#include "modules/collaboration_pages/rule_form.h"

#include "base/date.h"
#include "base/text.h"
#include "modules/collaboration_pages/rule_words.h"
#include "modules/collaborations/rule_check.h"
#include "modules/collaborations/rule_edit.h"
#include "modules/collaborations/settings.h"

#include <string.h>

#define ORDERED_MAX 5
#define SEAT_ROWS_MIN 4
#define SEAT_ROWS_MAX 20

const FormChoice seat_functions[] = {{"", N_("vem som helst")},
                                     {"head", N_("chef")},
                                     {"contact_person", N_("kontaktperson")},
                                     {"inspector", N_("inspektör")},
                                     {"politician", N_("politiker")},
                                     {0}};

/* ---- choices ---- */

static FormChoice *add_choice(FormChoice *at, const char *value, const char *label) {
    *at = (FormChoice){value, label};
    return at + 1;
}

static const FormChoice *reference_choices(const Context *context, const RuleKey *key) {
    bool who = key->type == KEY_WHO || key->type == KEY_WHOS;
    ElementKind kind = who ? ELEMENT_PARTY : key->kind;
    size_t n = rules_count(context->rules, kind) + N_WHO_WORDS + 2;
    FormChoice *choices = ARENA_ARRAY(context->arena, FormChoice, n), *at = choices;
    if (key->or_word != NULL)
        at = add_choice(at, key->or_word, who_label(key->or_word));
    for (size_t i = 0; who && i < N_WHO_WORDS; i++)
        at = add_choice(at, who_words[i].word, who_words[i].label);
    for (const Rule *rule = rules_next(context->rules, kind, NULL); rule != NULL;
         rule = rules_next(context->rules, kind, rule))
        at = add_choice(at, rule->key, rule->title);
    return choices;
}

static const FormChoice *month_choices(const Context *context) {
    FormChoice *choices = ARENA_ARRAY(context->arena, FormChoice, 13);
    for (int month = 1; month <= 12; month++)
        choices[month - 1] =
            (FormChoice){arena_printf(context->arena, "%d", month), month_word(month)};
    return choices;
}

static const FormChoice *county_choices(const Context *context) {
    FormChoice *choices = ARENA_ARRAY(context->arena, FormChoice, context->n_counties + 1);
    for (size_t i = 0; i < context->n_counties; i++)
        choices[i] = (FormChoice){context->counties[i].code, context->counties[i].title};
    return choices;
}

static const FormChoice *seat_choices(const Context *context) {
    static const FormChoice own[] = {{"as_needed", N_("tillsätts när det behövs")},
                                     {"each office", N_("varje kontor")},
                                     {"each municipality", N_("varje kommun")},
                                     {"each county_board", N_("varje länsstyrelse")},
                                     {"municipalities", N_("kommunerna tillsammans")},
                                     {"county_board", N_("Länsstyrelsen")},
                                     {"region", N_("regionen")},
                                     {"coordinator", N_("samordnaren")}};
    FormChoice *choices =
        ARENA_ARRAY(context->arena, FormChoice,
                    G_N_ELEMENTS(own) + rules_count(context->rules, ELEMENT_PARTY) + 1);
    FormChoice *at = choices;
    for (size_t i = 0; i < G_N_ELEMENTS(own); i++)
        at = add_choice(at, own[i].value, own[i].label);
    for (const Rule *party = rules_next(context->rules, ELEMENT_PARTY, NULL); party != NULL;
         party = rules_next(context->rules, ELEMENT_PARTY, party))
        at = add_choice(at, arena_printf(context->arena, "party %s", party->key), party->title);
    return choices;
}

/* Everything but the collaboration itself keeps to the collaboration's fields. */
static const FormChoice *field_choices(const Context *context, const RuleKey *key) {
    FormChoice *choices = ARENA_ARRAY(context->arena, FormChoice, 10), *at = choices;
    for (const FormChoice *choice = key->choices; choice->value != NULL; choice++)
        if (rule_has_item(context->arena, context->self, "fields", choice->value))
            at = add_choice(at, choice->value, choice->label);
    return choices;
}

static const FormChoice *choices_of(const Context *context, const RuleKey *key) {
    switch (key->type) {
    case KEY_CHOICES:
        if (strcmp(key->name, "fields") == 0 && key != rule_key(ELEMENT_COLLABORATION, "fields"))
            return field_choices(context, key);
        return key->choices;
    case KEY_CHOICE:
        return key->choices;
    case KEY_MONTH:
        return month_choices(context);
    case KEY_COUNTIES:
        return county_choices(context);
    case KEY_SEATS:
        return seat_choices(context);
    default:
        return reference_choices(context, key);
    }
}

/* ---- controls ---- */

static RuleControlType control_type(const RuleKey *key) {
    switch (key->type) {
    case KEY_CHOICES:
        return strcmp(key->name, "years") == 0 ? CONTROL_ORDERED : CONTROL_CHECKS;
    case KEY_REFERENCES:
    case KEY_WHOS:
    case KEY_COUNTIES:
        return CONTROL_CHECKS;
    case KEY_SEATS:
        return CONTROL_SEATS;
    default:
        return CONTROL_FIELD;
    }
}

static FormType field_type(const RuleKey *key) {
    switch (key->type) {
    case KEY_LONG_TEXT:
    case KEY_TEXTS:
    case KEY_MUNICIPALITIES:
    case KEY_WINDOWS:
        return FORM_LONG_TEXT;
    case KEY_TRUTH:
        return FORM_BOOL;
    case KEY_CHOICE:
    case KEY_MONTH:
    case KEY_REFERENCE:
    case KEY_WHO:
        return FORM_CHOICE;
    default:
        return FORM_TEXT;
    }
}

static const char *hint_of(const RuleKey *key) {
    switch (key->type) {
    case KEY_TEXTS:
        return N_("En på varje rad.");
    case KEY_MUNICIPALITIES:
        return N_("En kommun på varje rad, till exempel Gislaved. En kommun som inte är part "
                  "räknas inte.");
    case KEY_WINDOWS:
        return N_("En period på varje rad: april, eller april–maj.");
    case KEY_FREQUENCY:
        return N_(
            "Ett tal, till exempel 3. Skriv ”ungefär 4” om det varierar, eller ”när det behövs”.");
    case KEY_TERM:
        return N_("Första och sista år, till exempel 2019–2022.");
    case KEY_WEEKS:
        return N_("Räknas bakåt från sista dagen för beslutet, utan vecka 27 till 32.");
    case KEY_SIZE_HOURS:
        return N_("Per kontor och år, till exempel 10, 40, 100. Används där beredningen inte har "
                  "angett timmar; utan värde räknas storleken inte om till timmar.");
    case KEY_CODE:
        return N_("Lämna tomt, så hämtas koden av namnet på kommunen, länsstyrelsen eller "
                  "regionen.");
    case KEY_PERCENT:
        return N_("Procent av heltid, till exempel 50.");
    case KEY_DATE:
        return N_("Från den dagen går samverkan att läsa men inte att ändra.");
    default:
        return NULL;
    }
}

static bool has_choice(const FormChoice *choices, const char *value) {
    for (; choices->value != NULL; choices++)
        if (strcmp(choices->value, value) == 0)
            return true;
    return false;
}

/* The choices, and what is chosen though it has ended meanwhile. */
static const FormChoice *with_chosen(Arena *arena, const FormChoice *choices, const char *value) {
    size_t n = 0;
    if (value[0] == '\0' || has_choice(choices, value))
        return choices;
    while (choices[n].value != NULL)
        n++;
    FormChoice *more = ARENA_ARRAY(arena, FormChoice, n + 2);
    for (size_t i = 0; i < n; i++)
        more[i] = choices[i];
    more[n] = (FormChoice){value, value};
    return more;
}

static void add_field(RuleForm *form, RuleControl *control) {
    const RuleKey *key = control->key;
    FormType type = field_type(key);
    FormField *field = &form->fields[form->n_fields];
    *field = (FormField){.name = key->name,
                         .label = key->label,
                         .type = type,
                         .offset = form->n_fields * sizeof(RuleFormValue),
                         .required = key->required,
                         .max_length = key->type == KEY_LONG_TEXT ? RULE_TEXT_MAX
                                       : type == FORM_TEXT        ? RULE_TITLE_MAX
                                                                  : 0,
                         .hint = hint_of(key)};
    if (type == FORM_CHOICE)
        field->choices = with_chosen(form->context->arena, choices_of(form->context, key),
                                     form->rule == NULL ? "" : rule_text(form->rule, key->name));
    if (type == FORM_CHOICE && field->choices[0].value == NULL)
        field->hint = N_("Här finns inget att välja än. Lägg till det först.");
    control->field = field;
    form->n_fields++;
}

static void show_field(RuleForm *form, const RuleControl *control) {
    RuleFormValue *value = &form->values[control->field - form->fields];
    if (form->rule == NULL)
        *value = (RuleFormValue){0};
    else if (control->field->type == FORM_BOOL)
        value->truth = strcmp(rule_text(form->rule, control->key->name), "true") == 0;
    else
        value->text = typed_words(form->context, control->key, form->rule);
}

static void show_checks(const RuleForm *form, RuleControl *control, TextList chosen) {
    const FormChoice *choices = choices_of(form->context, control->key);
    size_t n = 0;
    while (choices[n].value != NULL)
        n++;
    CheckRow *rows = ARENA_ARRAY(form->context->arena, CheckRow, n + chosen.n);
    for (size_t i = 0; i < n; i++)
        rows[i] =
            (CheckRow){choices[i].value, choices[i].label, text_list_has(chosen, choices[i].value)};
    for (size_t i = 0; i < chosen.n; i++) /* what has ended meanwhile */
        if (!has_choice(choices, chosen.items[i]))
            rows[n++] = (CheckRow){chosen.items[i], chosen.items[i], true};
    if (form->rule == NULL && control->key->required && n == 1)
        rows[0].is_checked = true; /* the only choice there is */
    control->checks = rows;
    control->n_checks = n;
    control->n_checked = chosen.n;
}

static void show_ordered(const RuleForm *form, RuleControl *control, TextList chosen) {
    const char **items = ARENA_ARRAY(form->context->arena, const char *, ORDERED_MAX);
    for (size_t i = 0; i < ORDERED_MAX; i++)
        items[i] = i < chosen.n ? chosen.items[i] : "";
    control->ordered = items;
    control->n_ordered = ORDERED_MAX;
    control->choices = control->key->choices;
}

/* "each office:1 head" → who, how many, as what. */
static SeatFormRow seat_row(Arena *arena, const char *text) {
    const char *colon = strchr(text, ':');
    if (colon == NULL)
        return (SeatFormRow){text, "", ""};
    const char *space = strchr(colon, ' ');
    size_t length = space == NULL ? strlen(colon + 1) : (size_t)(space - colon - 1);
    return (SeatFormRow){arena_strndup(arena, text, (size_t)(colon - text)),
                         arena_strndup(arena, colon + 1, length), space == NULL ? "" : space + 1};
}

static void show_seats(const RuleForm *form, RuleControl *control, TextList chosen) {
    size_t n = CLAMP(chosen.n + 2, SEAT_ROWS_MIN, SEAT_ROWS_MAX);
    SeatFormRow *rows = ARENA_ARRAY(form->context->arena, SeatFormRow, n);
    for (size_t i = 0; i < n; i++)
        rows[i] = i < chosen.n ? seat_row(form->context->arena, chosen.items[i])
                               : (SeatFormRow){"", "", ""};
    control->seats = rows;
    control->n_seats = n;
    control->choices = choices_of(form->context, control->key);
}

static void show_list(RuleForm *form, RuleControl *control, TextList chosen) {
    switch (control->type) {
    case CONTROL_CHECKS:
        show_checks(form, control, chosen);
        break;
    case CONTROL_ORDERED:
        show_ordered(form, control, chosen);
        break;
    case CONTROL_SEATS:
        show_seats(form, control, chosen);
        break;
    default:
        break;
    }
}

static RuleForm *make_form(const Context *context, ElementKind kind, const Rule *rule) {
    RuleForm *form = ARENA_NEW(context->arena, RuleForm);
    *form = (RuleForm){.kind = kind, .context = context, .rule = rule};
    for (const RuleKey *key = rule_kinds[kind].keys; key->name != NULL; key++) {
        if (key->type == KEY_NAME)
            continue; /* lasting */
        RuleControl *control = &form->controls[form->n++];
        *control = (RuleControl){.type = control_type(key), .key = key};
        if (control->type == CONTROL_FIELD) {
            add_field(form, control);
            show_field(form, control);
        } else {
            show_list(form, control,
                      rule == NULL ? (TextList){0} : rule_list(context->arena, rule, key->name));
        }
    }
    return form;
}

const RuleForm *rule_form_new(const Context *context, ElementKind kind, const Rule *rule) {
    return make_form(context, kind, rule);
}

/* ---- what was posted ---- */

/* The values of a repeated field, empty ones too. */
static TextList posted(const Context *context, const char *name) {
    const Pairs *pairs = request_fields(context->request);
    const char **items = ARENA_ARRAY(context->arena, const char *, pairs->n);
    TextList list = {items, 0};
    for (size_t i = 0; i < pairs->n; i++)
        if (strcmp(pairs->items[i].name, name) == 0)
            items[list.n++] = text_trim(context->arena, pairs->items[i].value);
    return list;
}

static TextList without_empty(const Context *context, TextList list) {
    const char **items = ARENA_ARRAY(context->arena, const char *, list.n);
    TextList kept = {items, 0};
    for (size_t i = 0; i < list.n && kept.n < RULE_LIST_MAX; i++)
        if (list.items[i][0] != '\0')
            items[kept.n++] = list.items[i];
    return kept;
}

/* Rows of three fields become "each office:1 head"; a row without who is left out. */
static TextList posted_seats(const Context *context, const char *name) {
    TextList whos = posted(context, arena_printf(context->arena, "%s_who", name));
    TextList counts = posted(context, arena_printf(context->arena, "%s_count", name));
    TextList functions = posted(context, arena_printf(context->arena, "%s_function", name));
    const char **items = ARENA_ARRAY(context->arena, const char *, whos.n);
    TextList list = {items, 0};
    for (size_t i = 0; i < whos.n && i < SEAT_ROWS_MAX; i++) {
        const char *count = i < counts.n ? counts.items[i] : "",
                   *function = i < functions.n ? functions.items[i] : "";
        if (whos.items[i][0] == '\0')
            continue;
        items[list.n++] = strcmp(whos.items[i], "as_needed") == 0
                              ? whos.items[i]
                              : arena_printf(context->arena, "%s:%s%s%s", whos.items[i],
                                             plain_count(context->arena, count),
                                             function[0] == '\0' ? "" : " ", function);
    }
    return list;
}

/* What was chosen before keeps its order; what is new comes after. */
static TextList in_old_order(const Context *context, TextList chosen, TextList old) {
    const char **items = ARENA_ARRAY(context->arena, const char *, chosen.n);
    TextList list = {items, 0};
    for (size_t i = 0; i < old.n && list.n < chosen.n; i++)
        if (text_list_has(chosen, old.items[i]) && !text_list_has(list, old.items[i]))
            items[list.n++] = old.items[i];
    for (size_t i = 0; i < chosen.n && list.n < chosen.n; i++)
        if (!text_list_has(list, chosen.items[i]))
            items[list.n++] = chosen.items[i];
    return list;
}

static TextList posted_list(const RuleForm *form, const RuleControl *control) {
    const Context *context = form->context;
    if (control->type == CONTROL_SEATS)
        return posted_seats(context, control->key->name);
    TextList chosen = without_empty(context, posted(context, control->key->name));
    if (control->type == CONTROL_ORDERED || form->rule == NULL)
        return chosen;
    return in_old_order(context, chosen, rule_list(context->arena, form->rule, control->key->name));
}

void fail_at(FormErrors *errors, const RuleKey *key, const char *problem) {
    form_fail(errors, NULL, "%s: %s", T_(key->label), problem);
    errors->items[errors->n - 1].field = key->name;
}

/* Nobody knows the codes by heart. */
static const char *code_of_posted(const Context *context) {
    const Request *request = context->request;
    const char *kind = request_field(request, "kind");
    return kind == NULL ? NULL
                        : code_by_name(context, kind, request_field(request, "title"),
                                       request_field(request, "short"));
}

static const char *field_line(const RuleForm *form, const RuleControl *control,
                              FormErrors *errors) {
    const RuleFormValue *value = &form->values[control->field - form->fields];
    const RuleKey *key = control->key;
    if (control->field->type == FORM_BOOL)
        return value->truth ? arena_printf(form->context->arena, "%s=true\n", key->name) : "";
    if (value->text == NULL && key->type == KEY_CODE)
        return settings_line(form->context->arena, key->name, code_of_posted(form->context));
    if (value->text == NULL || form_error(errors, key->name) != NULL)
        return "";
    const char *problem = NULL;
    const char *line = line_of_typed(form->context, key, value->text, &problem);
    if (problem != NULL)
        fail_at(errors, key, problem);
    return line;
}

static const char *list_line(RuleForm *form, RuleControl *control, FormErrors *errors) {
    Arena *arena = form->context->arena;
    TextList list = posted_list(form, control);
    show_list(form, control, list);
    if (list.n == 0 && control->key->required)
        fail_at(errors, control->key, T_("välj minst en."));
    const char *line = settings_list_line(arena, control->key->name, list.items, list.n);
    g_autofree char *problem =
        list.n == 0 ? NULL
                    : rule_value_problem(control->key, settings_raw(settings_parse(arena, line),
                                                                    control->key->name));
    if (problem != NULL)
        fail_at(errors, control->key, problem);
    return line;
}

/* The keys that the form does not show stay as they are. */
static const char *kept_line(const RuleForm *form, const RuleKey *key) {
    return form->rule == NULL
               ? ""
               : settings_line(form->context->arena, key->name, rule_text(form->rule, key->name));
}

bool rule_form_parse(const Context *context, ElementKind kind, const Rule *rule,
                     const RuleForm **ret_form, const char **ret_settings, FormErrors *ret_errors) {
    RuleForm *form = make_form(context, kind, rule);
    g_autoptr(GString) settings = g_string_new(NULL);
    RuleControl *control = form->controls;
    memset(form->values, 0, sizeof form->values);
    (void)form_parse(context->request, form->fields, form->values, ret_errors);
    for (const RuleKey *key = rule_kinds[kind].keys; key->name != NULL; key++) {
        if (key->type == KEY_NAME) {
            g_string_append(settings, kept_line(form, key));
            continue;
        }
        g_string_append(settings, control->type == CONTROL_FIELD
                                      ? field_line(form, control, ret_errors)
                                      : list_line(form, control, ret_errors));
        control++;
    }
    *ret_form = form;
    *ret_settings = arena_strdup(context->arena, settings->str);
    return ret_errors->n == 0;
}
