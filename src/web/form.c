#include "web/form.h"
#include "base/date.h"
#include "base/error.h"
#include "base/id.h"
#include "base/text.h"
#include "web/form_values.h"
#include "web/translate.h"

#include <stdarg.h>
#include <string.h>

static void add_error(FormErrors *errors, const FormField *field, const char *message) {
    if (errors->n == errors->capacity) {
        size_t capacity = MAX(8, errors->capacity * 2);
        FormError *grown = ARENA_ARRAY(errors->arena, FormError, capacity);
        if (errors->n > 0)
            memcpy(grown, errors->items, errors->n * sizeof(FormError));
        errors->items = grown;
        errors->capacity = capacity;
    }
    errors->items[errors->n++] =
        (FormError){field == NULL ? NULL : field->name, field == NULL ? "" : field->label, message};
}

static void append_place(GString *out, const FormReading *reading, const FormSentence *sentence,
                         const char *place, size_t length) {
    if (length == 5 && strncmp(place, "field", length) == 0)
        g_string_append(out, tr(reading->request->language, reading->field->label));
    else
        g_string_append(out, place[0] == 'a' ? sentence->a : sentence->b);
}

bool form_complain(const FormReading *reading, FormSentence sentence) {
    GString *out = g_string_new(NULL);
    const char *text = tr(reading->request->language, sentence.msgid);
    while (*text != '\0') {
        size_t plain = strcspn(text, "{");
        g_string_append_len(out, text, (gssize)plain);
        text += plain;
        if (*text == '{') {
            size_t length = strcspn(text + 1, "}");
            append_place(out, reading, &sentence, text + 1, length);
            text += length + 2;
        }
    }
    add_error(reading->errors, reading->field, arena_strndup(reading->arena, out->str, out->len));
    g_string_free(out, TRUE);
    return false;
}

void form_fail(FormErrors *errors, const char *name, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    const char *message = arena_vprintf(errors->arena, format, arguments);
    va_end(arguments);
    add_error(errors, name == NULL ? NULL : form_field(errors->fields, name), message);
}

bool form_take(FormErrors *errors, const GError *problem, GError **error) {
    if (!error_is(problem, ERROR_INVALID) && !error_is(problem, ERROR_CONFLICT)) {
        g_propagate_error(error, g_error_copy(problem));
        return false;
    }
    form_fail(errors, NULL, "%s", problem->message);
    return true;
}

/* Line ends as "\n" (HTML sends CR LF), composed letters, no white space around. */
static const char *tidy(Arena *arena, const FormField *field, const char *value) {
    if (value == NULL || field->type == FORM_PASSWORD)
        return value;
    char *composed = text_composed(arena, value);
    char *out = composed;
    for (const char *in = composed; *in != '\0'; in++)
        if (*in != '\r')
            *out++ = *in;
    *out = '\0';
    return text_trim(arena, composed);
}

static bool comes_twice(const Request *request, const FormField *field) {
    return field->type != FORM_IDS && pairs_count(request_fields(request), field->name) > 1;
}

bool form_parse(const Request *request, const FormField *fields, void *data,
                FormErrors *ret_errors) {
    size_t n = 0;
    while (fields[n].name != NULL)
        n++;
    *ret_errors = (FormErrors){.arena = request->arena,
                               .fields = fields,
                               .typed = ARENA_ARRAY(request->arena, const char *, n)};
    for (size_t i = 0; i < n; i++) {
        const FormField *field = &fields[i];
        const char *typed = tidy(request->arena, field, request_field(request, field->name));
        const FormReading reading = {.arena = request->arena,
                                     .request = request,
                                     .field = field,
                                     .typed = typed,
                                     .target = (char *)data + field->offset,
                                     .errors = ret_errors};
        ret_errors->typed[i] = typed;
        if (comes_twice(request, field))
            form_complain(&reading, (FormSentence){N_("”{field}” skickades två gånger. Ladda om "
                                                      "sidan och försök igen.")});
        else
            form_read_value(&reading);
    }
    return ret_errors->n == 0;
}

const char *form_error(const FormErrors *errors, const char *name) {
    for (size_t i = 0; errors != NULL && i < errors->n; i++)
        if (errors->items[i].field != NULL && strcmp(errors->items[i].field, name) == 0)
            return errors->items[i].message;
    return NULL;
}

const FormField *form_field(const FormField *fields, const char *name) {
    for (const FormField *field = fields; field->name != NULL; field++)
        if (strcmp(field->name, name) == 0)
            return field;
    return NULL;
}

const FormField *form_with_choices(Arena *arena, const FormField *fields, const char *name,
                                   const FormChoice *choices) {
    size_t n = 0;
    while (fields[n].name != NULL)
        n++;
    FormField *made = ARENA_ARRAY(arena, FormField, n + 1);
    for (size_t i = 0; i < n; i++) {
        made[i] = fields[i];
        if (strcmp(fields[i].name, name) == 0)
            made[i].choices = choices;
    }
    return made;
}

/* "1143,50", "1143", "-0,05"; in tkr "1083,5". */
static const char *money_text(Arena *arena, Money money, bool thousands) {
    uint64_t unit = thousands ? 100000 : 100;
    uint64_t amount = money.ore < 0 ? 0 - (uint64_t)money.ore : (uint64_t)money.ore;
    char *text =
        arena_printf(arena, "%s%" G_GUINT64_FORMAT ",%0*" G_GUINT64_FORMAT,
                     money.ore < 0 ? "-" : "", amount / unit, thousands ? 5 : 2, amount % unit);
    char *end = text + strlen(text);
    while (end[-1] == '0' && (thousands || amount % unit == 0))
        *--end = '\0';
    if (end[-1] == ',')
        end[-1] = '\0';
    return text;
}

static const char *value_text(Arena *arena, const FormField *field, const void *value) {
    switch (field->type) {
    case FORM_TEXT:
    case FORM_LONG_TEXT:
    case FORM_CHOICE:
    case FORM_EMAIL:
        return *(const char *const *)value == NULL ? "" : *(const char *const *)value;
    case FORM_INT:
    case FORM_EDIT:
        return arena_printf(arena, "%" G_GINT64_FORMAT, *(const int64_t *)value);
    case FORM_DATE:
        return date_is_set(*(const Date *)value) ? date_iso(arena, *(const Date *)value) : "";
    case FORM_MONEY:
        return money_text(arena, *(const Money *)value, field->thousands);
    case FORM_BOOL:
        return *(const bool *)value ? "on" : "";
    case FORM_ID:
        return ((const Id *)value)->value == 0 ? "" : id_text(arena, *(const Id *)value);
    case FORM_IDS:
    case FORM_PASSWORD:
        break;
    }
    return "";
}

const char *form_text(Arena *arena, const FormField *field, const void *data,
                      const FormErrors *errors) {
    if (field->type == FORM_PASSWORD)
        return "";
    for (size_t i = 0; errors != NULL && errors->typed != NULL && errors->fields[i].name != NULL;
         i++)
        if (&errors->fields[i] == field)
            return errors->typed[i] == NULL ? "" : errors->typed[i];
    return value_text(arena, field, (const char *)data + field->offset);
}
