#include "base/email.h"

#include <glib.h>

/* quality.md 27 */
static void addresses(void) {
    static const char *const good[] = {"a@b.se", "anna.o'neil+x@sub.example.se",
                                       "A_1@xn--lnk-ula.se", "a@XN--LNK-ULA.xn--kgbechtv"};
    static const char *const bad[] = {"",
                                      "a",
                                      "@b.se",
                                      "a@",
                                      "a@b",
                                      "a b@c.se",
                                      "a@b.se,c@d.se",
                                      "a@b.se c@d.se",
                                      "a@b.se;c@d.se",
                                      "<a@b.se>",
                                      "a@b.se\r\nBcc: c@d.se",
                                      "a@b.se\n",
                                      "\"a\"@b.se",
                                      "a@b@c.se",
                                      "a..b@c.se",
                                      ".a@c.se",
                                      "a.@c.se",
                                      "-a@c.se",
                                      "a@-c.se",
                                      "a@c..se",
                                      "å@c.se",
                                      "a@å.se",
                                      "a@xn--a.se",
                                      "a@xn--.se",
                                      "a@b.XN--9.se",
                                      "a(x)@c.se",
                                      "a@[1.2.3.4]",
                                      "a\\@c.se",
                                      "a@b.se\t",
                                      "a:b@c.se;"};
    for (size_t i = 0; i < G_N_ELEMENTS(good); i++)
        if (!email_valid(good[i]))
            g_error("%s is refused", good[i]);
    for (size_t i = 0; i < G_N_ELEMENTS(bad); i++)
        if (email_valid(bad[i]))
            g_error("%s is taken", bad[i]);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/email/27-addresses", addresses);
    return g_test_run();
}
