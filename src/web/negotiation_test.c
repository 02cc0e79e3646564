#include "web/negotiation.h"

static void takes_the_heaviest_we_have(void) {
    static const struct {
        const char *header;
        Language language;
    } cases[] = {{NULL, SWEDISH},
                 {"", SWEDISH},
                 {"sv", SWEDISH},
                 {"en", ENGLISH},
                 {"EN-gb", ENGLISH},
                 {"sv-SE,sv;q=0.9,en;q=0.8", SWEDISH},
                 {"en-US,en;q=0.9,sv;q=0.8", ENGLISH},
                 {"de,fi;q=0.9", SWEDISH},
                 {"de, en;q=0.5, sv;q=0.6", SWEDISH},
                 {"fi;q=1, en ; q=0.7 , sv;q=0.2", ENGLISH},
                 {"sv;q=0, en;q=0.001", ENGLISH},
                 {"en;q=0", SWEDISH},
                 {"english, svenska", SWEDISH},
                 {"en;q=7", SWEDISH},
                 {"en;q=nan, sv", SWEDISH},
                 {",,;;q=,en", ENGLISH}};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
        if (accepted_language(cases[i].header) != cases[i].language)
            g_error("%s", cases[i].header);
}

static void reads_no_more_than_its_limit(void) {
    g_autoptr(GString) header = g_string_new("de");
    for (int i = 1; i < ACCEPT_LANGUAGE_RANGES; i++)
        g_string_append(header, ",de");
    g_string_append(header, ",en");
    g_assert_cmpint(accepted_language(header->str), ==, SWEDISH);
    g_assert_cmpint(accepted_language(header->str + 3), ==, ENGLISH);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/negotiation/heaviest", takes_the_heaviest_we_have);
    g_test_add_func("/negotiation/limit", reads_no_more_than_its_limit);
    return g_test_run();
}
