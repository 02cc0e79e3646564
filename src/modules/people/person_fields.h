#pragma once
#include "modules/people/people.h"

#include <stddef.h>

/* Fields that several forms about a person have, of a struct whose members are called the same. */
#define PERSON_NAME_FIELDS(Form)                                                                   \
    {.name = "name",                                                                               \
     .label = N_("Namn"),                                                                          \
     .type = FORM_TEXT,                                                                            \
     .offset = offsetof(Form, name),                                                               \
     .required = true,                                                                             \
     .max_length = 120},                                                                           \
        {.name = "email",                                                                          \
         .label = N_("E-postadress"),                                                              \
         .type = FORM_EMAIL,                                                                       \
         .offset = offsetof(Form, email)},                                                         \
    {                                                                                              \
        .name = "phone", .label = N_("Telefon"), .type = FORM_TEXT,                                \
        .offset = offsetof(Form, phone), .max_length = 40                                          \
    }

#define POST_WORK_FIELDS(Form)                                                                     \
    {.name = "function",                                                                           \
     .label = N_("Uppgift"),                                                                       \
     .type = FORM_CHOICE,                                                                          \
     .offset = offsetof(Form, function),                                                           \
     .required = true,                                                                             \
     .choices = person_functions},                                                                 \
        {.name = "title",                                                                          \
         .label = N_("Titel"),                                                                     \
         .type = FORM_TEXT,                                                                        \
         .offset = offsetof(Form, title),                                                          \
         .max_length = 120,                                                                        \
         .hint = N_("Om personen kallas något annat, till exempel miljöchef.")},                   \
    {                                                                                              \
        .name = "subjects", .label = N_("Områden"), .type = FORM_TEXT,                             \
        .offset = offsetof(Form, subjects), .max_length = 200,                                     \
        .hint = N_("Det personen arbetar med, till exempel små avlopp, lantbruk.")                 \
    }

#define FROM_FIELD(Form)                                                                           \
    {                                                                                              \
        .name = "from", .label = N_("Från och med"), .type = FORM_DATE,                            \
        .offset = offsetof(Form, from), .hint = N_("Till exempel 2021-05-01.")                     \
    }

/* Of a Date alone; ended by {0}. */
extern const FormField last_day_of_person[];

/* "avlopp;lantbruk" as people write it, "avlopp, lantbruk", and back. */
const char *subjects_typed(Arena *arena, const char *subjects);
const char *subjects_kept(Arena *arena, const char *typed);
