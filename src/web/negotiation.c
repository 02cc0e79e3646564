#include "web/negotiation.h"

#include <string.h>

typedef struct {
    Language language;
    double weight;
} Choice;

static bool names(const char *range, const char *tag) {
    size_t length = strlen(tag);
    return g_ascii_strncasecmp(range, tag, length) == 0 &&
           (range[length] == '\0' || range[length] == '-');
}

static double weight_of(const char *parameters) {
    const char *q = parameters == NULL ? NULL : strstr(parameters, "q=");
    double weight = q == NULL ? 1 : g_ascii_strtod(q + 2, NULL);
    return weight >= 0 && weight <= 1 ? weight : 0;
}

/* "en-GB;q=0.8" */
static void consider(char *range, Choice *choice) {
    char *semicolon = strchr(range, ';');
    if (semicolon != NULL)
        *semicolon = '\0';
    g_strstrip(range);
    double weight = weight_of(semicolon == NULL ? NULL : semicolon + 1);
    if (weight <= choice->weight || (!names(range, "sv") && !names(range, "en")))
        return;
    *choice = (Choice){names(range, "en") ? ENGLISH : SWEDISH, weight};
}

Language accepted_language(const char *header) {
    Choice choice = {SWEDISH, 0};
    g_auto(GStrv) ranges = g_strsplit(header == NULL ? "" : header, ",", ACCEPT_LANGUAGE_RANGES + 1);
    for (size_t i = 0; ranges[i] != NULL && i < ACCEPT_LANGUAGE_RANGES; i++)
        consider(ranges[i], &choice);
    return choice.language;
}
