#include "web/form_values.h"
#include "base/email.h"
#include "base/id.h"
#include "base/money.h"
#include "base/text.h"
#include "web/translate.h"

#include <string.h>

static bool complain(const FormReading *reading, const char *msgid) {
    return form_complain(reading, (FormSentence){.msgid = msgid});
}

static bool within(const FormReading *reading, int64_t value, int64_t unit) {
    const FormField *field = reading->field;
    if ((field->min == 0 && field->max == 0) || (value >= field->min && value <= field->max))
        return true;
    return form_complain(
        reading,
        (FormSentence){N_("”{field}” ska vara mellan {a} och {b}."),
                       arena_printf(reading->arena, "%" G_GINT64_FORMAT, field->min / unit),
                       arena_printf(reading->arena, "%" G_GINT64_FORMAT, field->max / unit)});
}

static bool read_int(const FormReading *reading) {
    int64_t value;
    if (!form_parse_int(reading->typed, &value))
        return complain(reading, N_("Skriv ett heltal i ”{field}”, till exempel 12."));
    if (!within(reading, value, 1))
        return false;
    *(int64_t *)reading->target = value;
    return true;
}

static bool read_date(const FormReading *reading) {
    Date date;
    if (!form_parse_date(reading->typed, &date))
        return complain(reading, N_("Datumet i ”{field}” går inte att läsa. Skriv det som "
                                    "2021-05-05 eller 5 maj 2021."));
    *(Date *)reading->target = date;
    return true;
}

static bool read_money(const FormReading *reading) {
    const FormField *field = reading->field;
    g_autoptr(GError) error = NULL;
    Money money;
    if (!money_parse(reading->typed, field->thousands ? MONEY_TKR : MONEY_KR, &money, &error))
        return form_complain(reading, (FormSentence){N_("”{field}”: {a}"), error->message, NULL});
    if (!within(reading, money.ore, field->thousands ? 100000 : 100))
        return false;
    *(Money *)reading->target = money;
    return true;
}

static size_t text_limit(const FormField *field) {
    if (field->max_length > 0)
        return field->max_length;
    if (field->type == FORM_LONG_TEXT)
        return FORM_LONG_TEXT_MAX;
    return field->type == FORM_PASSWORD ? FORM_PASSWORD_MAX : FORM_TEXT_MAX;
}

static bool fits(const FormReading *reading) {
    size_t length = text_length(reading->typed), limit = text_limit(reading->field);
    if (length <= limit)
        return true;
    return form_complain(
        reading, (FormSentence){N_("”{field}” har {a} tecken. Korta texten till högst {b}."),
                                arena_printf(reading->arena, "%zu", length),
                                arena_printf(reading->arena, "%zu", limit)});
}

static bool read_text(const FormReading *reading) {
    if (!fits(reading))
        return false;
    if (reading->field->type != FORM_LONG_TEXT && !text_is_line(reading->typed))
        return complain(reading, N_("Skriv ”{field}” på en rad."));
    *(const char **)reading->target = reading->typed;
    return true;
}

static bool read_email(const FormReading *reading) {
    if (!email_valid(reading->typed))
        return complain(reading, N_("Adressen i ”{field}” går inte att läsa. Skriv den som "
                                    "namn@exempel.se, utan å, ä och ö."));
    return read_text(reading);
}

static bool read_choice(const FormReading *reading) {
    for (const FormChoice *choice = reading->field->choices; choice->value != NULL; choice++)
        if (strcmp(choice->value, reading->typed) == 0) {
            *(const char **)reading->target = choice->value;
            return true;
        }
    return complain(reading, N_("Välj ett av alternativen i ”{field}”."));
}

static bool read_id(const FormReading *reading) {
    Id id;
    if (!id_parse(reading->typed, &id))
        return complain(reading, N_("Välj ett av alternativen i ”{field}”."));
    *(Id *)reading->target = id;
    return true;
}

static bool read_ids(const FormReading *reading) {
    const Pairs *fields = request_fields(reading->request);
    Id *ids = ARENA_ARRAY(reading->arena, Id, fields->n + 1);
    size_t n = 0;
    for (size_t i = 0; i < fields->n; i++) {
        const Pair *pair = &fields->items[i];
        if (strcmp(pair->name, reading->field->name) != 0 || pair->value[0] == '\0')
            continue;
        if (!id_parse(pair->value, &ids[n++]))
            return complain(reading, N_("Välj bland alternativen i ”{field}”."));
    }
    if (n == 0 && reading->field->required)
        return complain(reading, N_("Välj minst ett alternativ i ”{field}”."));
    *(FormIds *)reading->target = (FormIds){ids, n};
    return true;
}

static bool read_empty(const FormReading *reading) {
    static const size_t sizes[] = {
        [FORM_TEXT] = sizeof(char *),   [FORM_LONG_TEXT] = sizeof(char *),
        [FORM_INT] = sizeof(int64_t),   [FORM_DATE] = sizeof(Date),
        [FORM_MONEY] = sizeof(Money),   [FORM_BOOL] = sizeof(bool),
        [FORM_CHOICE] = sizeof(char *), [FORM_ID] = sizeof(Id),
        [FORM_EMAIL] = sizeof(char *),  [FORM_PASSWORD] = sizeof(char *),
        [FORM_EDIT] = sizeof(int64_t),
    };
    FormType type = reading->field->type;
    bool chosen = type == FORM_CHOICE || type == FORM_ID;
    if (reading->field->required)
        return complain(reading, chosen              ? N_("Välj ett alternativ i ”{field}”.")
                                 : type == FORM_BOOL ? N_("Kryssa i ”{field}”.")
                                                     : N_("Fyll i ”{field}”."));
    memset(reading->target, 0, sizes[type]);
    return true;
}

static bool read_edit(const FormReading *reading) {
    gint64 edit = 0;
    (void)g_ascii_string_to_signed(reading->typed, 10, 0, G_MAXINT64, &edit, NULL);
    *(int64_t *)reading->target = edit;
    return true;
}

static bool read_bool(const FormReading *reading) {
    *(bool *)reading->target = true;
    return true;
}

bool form_read_value(const FormReading *reading) {
    static bool (*const readers[])(const FormReading *) = {
        [FORM_TEXT] = read_text,     [FORM_LONG_TEXT] = read_text, [FORM_INT] = read_int,
        [FORM_DATE] = read_date,     [FORM_MONEY] = read_money,    [FORM_BOOL] = read_bool,
        [FORM_CHOICE] = read_choice, [FORM_ID] = read_id,          [FORM_EMAIL] = read_email,
        [FORM_PASSWORD] = read_text, [FORM_EDIT] = read_edit,
    };
    if (reading->field->type == FORM_IDS)
        return read_ids(reading);
    bool empty = reading->typed == NULL || reading->typed[0] == '\0';
    return empty ? read_empty(reading) : readers[reading->field->type](reading);
}
