/* A posted form against a table with a field of every type. */
#include "base/date.h"
#include "base/text.h"
#include "web/form.h"
#include "web/request_parts.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

typedef struct Everything {
    const char *text, *lines, *choice, *email, *password;
    int64_t count;
    Date day;
    Money money;
    bool yes;
    Id id;
    FormIds ids;
} Everything;

static const FormChoice choices[] = {{"a", "A"}, {"b", "B"}, {0}};
static const FormField fields[] = {
    {"t", "Text", FORM_TEXT, offsetof(Everything, text), .required = true, .max_length = 10},
    {"l", "Rader", FORM_LONG_TEXT, offsetof(Everything, lines), .max_length = 20},
    {"c", "Val", FORM_CHOICE, offsetof(Everything, choice), .choices = choices},
    {"e", "E-post", FORM_EMAIL, offsetof(Everything, email)},
    {"p", "Lösenord", FORM_PASSWORD, offsetof(Everything, password)},
    {"n", "Antal", FORM_INT, offsetof(Everything, count), .min = -5, .max = 5},
    {"d", "Dag", FORM_DATE, offsetof(Everything, day)},
    {"m", "Summa", FORM_MONEY, offsetof(Everything, money), .thousands = true},
    {"y", "Ja", FORM_BOOL, offsetof(Everything, yes)},
    {"i", "Id", FORM_ID, offsetof(Everything, id)},
    {"s", "Flera", FORM_IDS, offsetof(Everything, ids)},
    {0},
};

static void check_values(const Everything *form) {
    g_assert_nonnull(form->text);
    g_assert_cmpuint(text_length(form->text), <=, 10);
    g_assert_null(strpbrk(form->text, "\r\n\t"));
    g_assert_cmpuint(text_length(form->lines), <=, 20);
    g_assert_true(form->count >= -5 && form->count <= 5);
    g_assert_true(!date_is_set(form->day) || date_valid(form->day));
    g_assert_true(form->email == NULL || strpbrk(form->email, " ,;<>\r\n") == NULL);
    for (size_t i = 0; i < form->ids.n; i++)
        g_assert_cmpint(form->ids.items[i].value, >, 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    g_autoptr(Arena) arena = arena_new();
    Request *request = request_sample(arena, POST, "/", "");
    Everything form = {0};
    FormErrors errors;
    if (!request_read_form(request, (Bytes){data, size}, NULL))
        return 0;
    bool read = form_parse(request, fields, &form, &errors);
    g_assert_true(read == (errors.n == 0));
    if (read)
        check_values(&form);
    for (const FormField *field = fields; field->name != NULL; field++) {
        g_assert_nonnull(form_text(arena, field, &form, &errors));
        g_assert_nonnull(form_text(arena, field, &form, NULL));
    }
    return 0;
}
