#include "services/mail/signing.h"

#include "base/error.h"

#include <sys/types.h>

#include <dkim.h>
#include <openssl/pem.h>
#include <string.h>

#define RSA_BITS_MIN 2048
#define HEADER_NAME "DKIM-Signature: "

struct DkimKey {
    DKIM_LIB *library;
    dkim_alg_t algorithm;
    char *pem, *selector, *domain;
};

static const char *const signed_headers[] = {"from",
                                             "to",
                                             "subject",
                                             "date",
                                             "message-id",
                                             "mime-version",
                                             "content-type",
                                             "auto-submitted",
                                             "list-unsubscribe",
                                             "list-unsubscribe-post",
                                             NULL};
/* Signed once more than they occur, so that no second one can be added. */
static const char *const closed_headers[] = {"from", "subject", NULL};

static bool algorithm_of(const char *pem, dkim_alg_t *ret, GError **error) {
    BIO *bio = BIO_new_mem_buf(pem, -1);
    EVP_PKEY *key = bio == NULL ? NULL : PEM_read_bio_PrivateKey(bio, NULL, NULL, (void *)"");
    int kind = key == NULL ? EVP_PKEY_NONE : EVP_PKEY_base_id(key);
    int bits = key == NULL ? 0 : EVP_PKEY_bits(key);
    EVP_PKEY_free(key);
    BIO_free(bio);
    if (kind == EVP_PKEY_ED25519)
        *ret = DKIM_SIGN_ED25519SHA256;
    else if (kind == EVP_PKEY_RSA && bits >= RSA_BITS_MIN)
        *ret = DKIM_SIGN_RSASHA256;
    else
        return fail(error, ERROR_INVALID,
                    "DKIM-nyckeln ska vara en privat nyckel i PEM-format utan lösenord: RSA med "
                    "minst %d bitar, eller Ed25519.",
                    RSA_BITS_MIN);
    return true;
}

bool dkim_key_new(const char *pem, const char *selector, const char *domain, DkimKey **ret_key,
                  GError **error) {
    dkim_alg_t algorithm;
    if (!algorithm_of(pem, &algorithm, error))
        return false;
    DKIM_LIB *library = dkim_init(NULL, NULL);
    if (library == NULL ||
        dkim_options(library, DKIM_OP_SETOPT, DKIM_OPTS_SIGNHDRS, (void *)signed_headers,
                     sizeof(void *)) != DKIM_STAT_OK ||
        dkim_options(library, DKIM_OP_SETOPT, DKIM_OPTS_OVERSIGNHDRS, (void *)closed_headers,
                     sizeof(void *)) != DKIM_STAT_OK)
        return fail(error, ERROR_INTERNAL, "libopendkim could not be set up");
    DkimKey *key = g_new0(DkimKey, 1);
    *key = (DkimKey){library, algorithm, g_strdup(pem), g_strdup(selector), g_strdup(domain)};
    *ret_key = key;
    return true;
}

void dkim_key_free(DkimKey *key) {
    if (key == NULL)
        return;
    dkim_close(key->library);
    g_free(key->pem);
    g_free(key->selector);
    g_free(key->domain);
    g_free(key);
}

/* Header fields without their last line end, as the library wants them. */
static bool give_headers(DKIM *dkim, const char *message, const char *end) {
    for (const char *at = message; at < end;) {
        const char *line_end = strstr(at, "\r\n");
        while (line_end[2] == ' ' || line_end[2] == '\t')
            line_end = strstr(line_end + 2, "\r\n");
        if (dkim_header(dkim, (unsigned char *)at, (size_t)(line_end - at)) != DKIM_STAT_OK)
            return false;
        at = line_end + 2;
    }
    return dkim_eoh(dkim) == DKIM_STAT_OK;
}

static bool sign(DKIM *dkim, Arena *arena, const char *message, const char **ret_header) {
    const char *end = strstr(message, "\r\n\r\n");
    unsigned char *header;
    size_t length;
    if (end == NULL || !give_headers(dkim, message, end + 2))
        return false;
    const char *body = end + 4;
    if (dkim_body(dkim, (unsigned char *)body, strlen(body)) != DKIM_STAT_OK ||
        dkim_eom(dkim, NULL) != DKIM_STAT_OK ||
        dkim_getsighdr_d(dkim, strlen(HEADER_NAME), &header, &length) != DKIM_STAT_OK)
        return false;
    *ret_header = arena_strndup(arena, (const char *)header, length);
    return true;
}

/* Every line of the message ends with CRLF, also those of the signature. */
static char *with_line_ends(Arena *arena, const char *text) {
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (char **line = lines; *line != NULL; line++)
        g_strchomp(*line);
    g_autofree char *joined = g_strjoinv("\r\n", lines);
    return arena_strdup(arena, joined);
}

bool dkim_sign_message(const DkimKey *key, Arena *arena, const char *message,
                       const char **ret_signed, GError **error) {
    DKIM_STAT status;
    const char *header;
    DKIM *dkim =
        dkim_sign(key->library, (const unsigned char *)"letter", NULL, (dkim_sigkey_t)key->pem,
                  (unsigned char *)key->selector, (unsigned char *)key->domain, DKIM_CANON_RELAXED,
                  DKIM_CANON_RELAXED, key->algorithm, -1, &status);
    bool done = dkim != NULL && sign(dkim, arena, message, &header);
    const char *problem = done || dkim == NULL ? NULL : dkim_geterror(dkim);
    problem = arena_strdup(arena, problem == NULL ? "unknown" : problem);
    if (dkim != NULL)
        dkim_free(dkim);
    if (!done)
        return fail(error, ERROR_INTERNAL, "the letter could not be signed: %s", problem);
    *ret_signed =
        arena_printf(arena, HEADER_NAME "%s\r\n%s", with_line_ends(arena, header), message);
    return true;
}
