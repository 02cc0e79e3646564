#include "services/auth/password_strength.h"

#include <glib.h>
#include <zxcvbn.h>

/* What comes after decides nothing, and the library's time grows with the square. */
#define BYTES_LOOKED_AT 100
#define WORD_LETTERS_MIN 3

const char *const password_words[] = {
    "samsyn",     "samverkan",     "miljösamverkan", "miljosamverkan",
    "miljö",      "tillsyn",       "tillsynen",      "kommun",
    "kommunen",   "länsstyrelsen", "region",         "regionen",
    "samordnare", "inspektör",     "lösenord",       "lösenordet",
    "losenord",   "hemligt",       "hemlig",         "sverige",
    "svenska",    "sommar",        "sommaren",       "vinter",
    "vintern",    "vår",           "våren",          "höst",
    "hösten",     "januari",       "februari",       "mars",
    "april",      "maj",           "juni",           "juli",
    "augusti",    "september",     "oktober",        "november",
    "december",   "måndag",        "tisdag",         "onsdag",
    "torsdag",    "fredag",        "lördag",         "söndag",
    "hejsan",     "hejhej",        "älskar",         "älskling",
    "fotboll",    "stockholm",     "göteborg",       "malmö",
    "välkommen",  "qwertyuiopå",   "zxcvbnmåäö",     NULL};

static void add_words(GPtrArray *words, const char *text) {
    g_auto(GStrv) parts = g_strsplit_set(text, " \t.,-_@+", -1);
    g_ptr_array_add(words, g_strdup(text));
    for (char **part = parts; *part != NULL; part++)
        if (g_utf8_strlen(*part, -1) >= WORD_LETTERS_MIN)
            g_ptr_array_add(words, g_strdup(*part));
}

bool password_is_guessable(const char *password, const char *const *about) {
    g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *looked_at = g_strndup(password, BYTES_LOOKED_AT);
    for (; *about != NULL; about++)
        add_words(words, *about);
    for (const char *const *word = password_words; *word != NULL; word++)
        g_ptr_array_add(words, g_strdup(*word));
    g_ptr_array_add(words, NULL);
    return ZxcvbnMatch(looked_at, (const char **)words->pdata, NULL) < PASSWORD_BITS_MIN;
}
