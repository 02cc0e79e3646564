#include "modules/people/person_fields.h"

const FormField last_day_of_person[] = {{.name = "last_on",
                                         .label = N_("Sista dag"),
                                         .type = FORM_DATE,
                                         .required = true,
                                         .hint = N_("Till exempel 2021-06-30.")},
                                        {0}};

static const char *exchanged(Arena *arena, const char *text, const char *from, const char *to) {
    g_auto(GStrv) parts = g_strsplit(text == NULL ? "" : text, from, -1);
    for (char **part = parts; *part != NULL; part++)
        g_strstrip(*part);
    g_autofree char *joined = g_strjoinv(to, parts);
    return arena_strdup(arena, joined);
}

const char *subjects_typed(Arena *arena, const char *subjects) {
    return exchanged(arena, subjects, ";", ", ");
}

const char *subjects_kept(Arena *arena, const char *typed) {
    return exchanged(arena, typed, ",", ";");
}
