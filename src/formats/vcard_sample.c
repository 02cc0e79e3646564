#include "formats/vcard.h"

#include <glib.h>
#include <stdio.h>

/* Writes cards with everything that is hard in them, for a reader that knows nothing of the writer
 * (tests/browser/vcard.test.mjs). */

int main(void) {
    static const VcardContact contacts[] = {
        {"https://samsyn.example/jonkoping/people/asa", "Åsa Öberg", "Miljökontoret; norr, Aneby",
         "Inspektör\nför små avlopp, lantbruk\\stall", "asa@example.org", "+46 70-174 06 05",
         "små avlopp;lantbruk, stall;kemi\\labb"},
        {"https://samsyn.example/jonkoping/people/bo", "Bo", NULL, "", NULL, NULL, NULL},
        {"https://samsyn.example/jonkoping/people/lang",
         "Anna-Karin Maria Äng-Östermalm-Åkerström-Lindqvist-Bergöö-Häggström-Sjögren",
         "Södertörns miljö- och hälsoskyddsförbund – ett kommunalförbund för Haninge, Nynäshamn "
         "och Tyresö €😀",
         "END:VCARD\r\nBEGIN:VCARD", "lang@example.org", "070-174 06 06", "ä;ö;å"}};
    g_autoptr(Arena) arena = arena_new();
    g_autoptr(GError) error = NULL;
    Bytes bytes;
    if (!vcard_write(arena, contacts, G_N_ELEMENTS(contacts), (Instant){1618480800}, &bytes,
                     &error)) {
        g_printerr("%s\n", error->message);
        return 1;
    }
    return fwrite(bytes.data, 1, bytes.size, stdout) == bytes.size ? 0 : 1;
}
