#include "base/email.h"

#include <glib.h>
#include <idn2.h>
#include <string.h>

/* RFC 5322 section 3.2.3, atext, and the dot between atoms. */
static bool is_local_character(char c) {
    return g_ascii_isalnum(c) || (c != '\0' && strchr("!#$%&'*+-/=?^_`{|}~.", c) != NULL);
}

static bool local_part_valid(const char *part, size_t length) {
    if (length == 0 || length > 64 || part[0] == '.' || part[0] == '-' || part[length - 1] == '.')
        return false;
    for (size_t i = 0; i < length; i++)
        if (!is_local_character(part[i]) || (part[i] == '.' && part[i + 1] == '.'))
            return false;
    return true;
}

/* RFC 5891 section 5.4: what is written in Punycode stands for a name, and is how that is written.
 */
static bool punycode_valid(const char *domain) {
    char *name = NULL, *written = NULL;
    bool valid = idn2_to_unicode_8z8z(domain, &name, 0) == IDN2_OK &&
                 idn2_to_ascii_8z(name, &written, 0) == IDN2_OK &&
                 g_ascii_strcasecmp(written, domain) == 0;
    idn2_free(name);
    idn2_free(written);
    return valid;
}

static bool domain_valid(const char *domain) {
    g_auto(GStrv) labels = g_strsplit(domain, ".", -1);
    size_t n = g_strv_length(labels);
    bool punycode = false;
    for (size_t i = 0; i < n; i++) {
        size_t length = strlen(labels[i]);
        if (length == 0 || length > 63 || labels[i][0] == '-' || labels[i][length - 1] == '-' ||
            strspn(labels[i], "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") !=
                length)
            return false;
        punycode = punycode || g_ascii_strncasecmp(labels[i], "xn--", 4) == 0;
    }
    return n >= 2 && (!punycode || punycode_valid(domain));
}

bool email_valid(const char *address) {
    const char *at = strrchr(address, '@');
    return at != NULL && strlen(address) <= EMAIL_MAX &&
           local_part_valid(address, (size_t)(at - address)) && domain_valid(at + 1);
}
