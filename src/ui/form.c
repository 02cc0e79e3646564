#include "ui/form.h"

#include <string.h>

#define LINE_LENGTH 70

FormGroups form_groups(Arena *arena, const FormField *fields) {
    size_t n = 0, n_fields = 0;
    while (fields[n_fields].name != NULL)
        n_fields++;
    FormGroup *groups = ARENA_ARRAY(arena, FormGroup, n_fields);
    for (size_t i = 0; i < n_fields; i++) {
        if (i == 0 || g_strcmp0(fields[i].group, fields[i - 1].group) != 0)
            groups[n++] = (FormGroup){fields[i].group, &fields[i], 0};
        groups[n - 1].n++;
    }
    return (FormGroups){groups, n};
}

FormChoiceRows form_choices(const FormField *field) {
    FormChoiceRows list = {field->choices, 0};
    while (field->choices != NULL && field->choices[list.n].value != NULL)
        list.n++;
    return list;
}

const char *form_described_by(Arena *arena, const FormField *field, const FormErrors *errors) {
    const char *hint = field->hint == NULL ? "" : arena_printf(arena, "%s-hint", field->name);
    if (form_error(errors, field->name) == NULL)
        return hint;
    return arena_printf(arena, "%s%s%s-error", hint, hint[0] == '\0' ? "" : " ", field->name);
}

const char *form_input_type(const FormField *field) {
    switch (field->type) {
    case FORM_EMAIL:
        return "email";
    case FORM_PASSWORD:
        return "password";
    default:
        return "text";
    }
}

const char *form_autocomplete(const FormField *field) {
    switch (field->type) {
    case FORM_EMAIL:
        return "email";
    case FORM_PASSWORD:
        return g_str_has_prefix(field->name, "new_") ? "new-password" : "current-password";
    default:
        return "off";
    }
}

const char *form_width(const FormField *field) {
    switch (field->type) {
    case FORM_INT:
    case FORM_MONEY:
        return "input-short";
    case FORM_DATE:
        return "input-date";
    default:
        return field->max_length > 0 && field->max_length <= 60 ? "input-medium" : "input";
    }
}

bool form_is_checked(const FormField *field, const void *data, const FormErrors *errors) {
    if (errors != NULL && errors->typed != NULL)
        for (size_t i = 0; errors->fields[i].name != NULL; i++)
            if (strcmp(errors->fields[i].name, field->name) == 0)
                return errors->typed[i] != NULL;
    return data != NULL && *(const bool *)((const char *)data + field->offset);
}

int form_rows(const char *text) {
    int rows = 2;
    size_t column = 0;
    for (const char *c = text; *c != '\0'; c++) {
        column = *c == '\n' ? 0 : column + 1;
        rows += *c == '\n' || column % LINE_LENGTH == LINE_LENGTH - 1;
    }
    return CLAMP(rows, 3, 16);
}
