#include "services/mail/mailer.h"

#include "base/error.h"
#include "services/mail/letter.h"
#include "services/mail/message.h"
#include "services/mail/signing.h"

#include <curl/curl.h>
#include <string.h>

#define CONNECT_SECONDS 30L
#define DELIVERY_SECONDS 180L
#define ANSWER_MAX 500
/* How long a letter that is handed over may hold up a process that is to stop. */
#define STOP_MICROSECONDS ((int64_t)15 * G_USEC_PER_SEC)

typedef enum { AT_CONNECTING, AT_SENDER, AT_RECIPIENT, AT_DATA } DeliveryStep;

struct Mailer {
    Arena *arena;
    CURL *curl;
    const char *from_name, *from_address, *domain;
    DkimKey *key;
    /* of the letter that is being delivered */
    const MailDelivery *delivery;
    size_t given;
    bool handed, answered_after;
    int64_t stops_at; /* by the monotonic clock; 0 = goes on */
    DeliveryStep step;
    char answer[ANSWER_MAX + 1];
};

/* ---- what curl asks and tells ---- */

/* The last bytes are what makes the letter a whole one: before them the outbox must say that it is
 * handed over. */
static size_t give_bytes(char *buffer, size_t size, size_t n, void *data) {
    Mailer *mailer = data;
    const MailDelivery *delivery = mailer->delivery;
    size_t left = delivery->size - mailer->given;
    size_t part = MIN(left, size * n);
    if (part == left && left > 0) {
        if (!delivery->handing(delivery->data))
            return CURL_READFUNC_ABORT;
        mailer->handed = true;
    }
    memcpy(buffer, delivery->message + mailer->given, part);
    mailer->given += part;
    return part;
}

/* Each line that the server says; the last one counts, but for its farewell (221). */
static size_t take_line(char *buffer, size_t size, size_t n, void *data) {
    Mailer *mailer = data;
    size_t length = MIN(size * n, ANSWER_MAX);
    if (length >= 3 && memcmp(buffer, "221", 3) == 0)
        return size * n;
    g_autofree char *line = g_strndup(buffer, length);
    g_autofree char *valid = g_utf8_make_valid(line, -1);
    for (char *at = g_strchomp(valid); *at != '\0'; at++)
        if ((unsigned char)*at < 0x20)
            *at = ' ';
    g_utf8_strncpy(mailer->answer, valid, ANSWER_MAX / 4);
    mailer->answered_after = mailer->handed;
    return size * n;
}

static int stop_or_go(void *data, curl_off_t a, curl_off_t b, curl_off_t c, curl_off_t d) {
    Mailer *mailer = data;
    const MailDelivery *delivery = mailer->delivery;
    (void)a, (void)b, (void)c, (void)d;
    if (delivery->stopping == NULL || !delivery->stopping(delivery->data))
        return 0;
    if (mailer->stops_at == 0)
        mailer->stops_at = g_get_monotonic_time() + STOP_MICROSECONDS;
    return !mailer->handed || g_get_monotonic_time() > mailer->stops_at;
}

/* Which command was sent last: curl tells the code of an answer, but not what it answers. */
static int watch_commands(CURL *curl, curl_infotype type, char *bytes, size_t size, void *data) {
    static const struct {
        const char *command;
        DeliveryStep step;
    } commands[] = {{"MAIL", AT_SENDER}, {"RCPT", AT_RECIPIENT}, {"DATA", AT_DATA}};
    Mailer *mailer = data;
    (void)curl;
    for (size_t i = 0; type == CURLINFO_HEADER_OUT && size >= 4 && i < G_N_ELEMENTS(commands); i++)
        if (memcmp(bytes, commands[i].command, 4) == 0)
            mailer->step = commands[i].step;
    return 0;
}

/* ---- setting up ---- */

static bool set_server(Mailer *mailer, const MailSettings *settings, GError **error) {
    static const struct {
        const char *scheme, *url_scheme;
        long ssl;
    } schemes[] = {{"smtp://", "smtp://", CURLUSESSL_ALL},
                   {"smtps://", "smtps://", CURLUSESSL_ALL},
                   {"smtp+plain://", "smtp://", CURLUSESSL_NONE}};
    for (size_t i = 0; i < G_N_ELEMENTS(schemes); i++) {
        if (!g_str_has_prefix(settings->smtp, schemes[i].scheme))
            continue;
        const char *server = settings->smtp + strlen(schemes[i].scheme);
        if (server[0] == '\0' || strpbrk(server, "/?#@ ") != NULL)
            break;
        /* The path is what curl says as its own name in EHLO. */
        const char *url =
            arena_printf(mailer->arena, "%s%s/%s", schemes[i].url_scheme, server, mailer->domain);
        return curl_easy_setopt(mailer->curl, CURLOPT_URL, url) == CURLE_OK &&
               curl_easy_setopt(mailer->curl, CURLOPT_USE_SSL, schemes[i].ssl) == CURLE_OK;
    }
    return fail(error, ERROR_INVALID,
                "E-postservern ”%s” ska skrivas smtp://namn:587, smtps://namn:465 eller "
                "smtp+plain://localhost:25.",
                settings->smtp);
}

static void set_options(Mailer *mailer, const MailSettings *settings) {
    CURL *curl = mailer->curl;
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, CONNECT_SECONDS);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, DELIVERY_SECONDS);
    curl_easy_setopt(curl, CURLOPT_PROXY, "");
    curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(curl, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
    if (settings->user != NULL)
        curl_easy_setopt(curl, CURLOPT_USERNAME, settings->user);
    if (settings->password != NULL)
        curl_easy_setopt(curl, CURLOPT_PASSWORD, settings->password);
    if (settings->ca_file != NULL)
        curl_easy_setopt(curl, CURLOPT_CAINFO, settings->ca_file);
    curl_easy_setopt(curl, CURLOPT_READFUNCTION, give_bytes);
    curl_easy_setopt(curl, CURLOPT_READDATA, mailer);
    curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, take_line);
    curl_easy_setopt(curl, CURLOPT_HEADERDATA, mailer);
    curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, stop_or_go);
    curl_easy_setopt(curl, CURLOPT_XFERINFODATA, mailer);
    curl_easy_setopt(curl, CURLOPT_VERBOSE, 1L);
    curl_easy_setopt(curl, CURLOPT_DEBUGFUNCTION, watch_commands);
    curl_easy_setopt(curl, CURLOPT_DEBUGDATA, mailer);
}

static bool set_key(Mailer *mailer, const MailSettings *settings, GError **error) {
    if (settings->dkim_key == NULL)
        return true;
    if (settings->dkim_selector == NULL)
        return fail(error, ERROR_INVALID, "DKIM-nyckeln behöver en väljare (selector).");
    const char *domain = settings->dkim_domain == NULL ? mailer->domain : settings->dkim_domain;
    return dkim_key_new(settings->dkim_key, settings->dkim_selector, domain, &mailer->key, error);
}

bool mailer_new(const MailSettings *settings, Mailer **ret_mailer, GError **error) {
    g_autoptr(Mailer) mailer = g_new0(Mailer, 1);
    mailer->arena = arena_new();
    if (settings->from == NULL)
        return fail(error, ERROR_INVALID, "Avsändaren till e-posten saknas.");
    if (!message_parse_mailbox(mailer->arena, settings->from, &mailer->from_name,
                               &mailer->from_address, error))
        return false;
    mailer->domain = strrchr(mailer->from_address, '@') + 1;
    mailer->curl = curl_easy_init();
    if (mailer->curl == NULL)
        return fail(error, ERROR_INTERNAL, "libcurl could not be set up");
    set_options(mailer, settings);
    if (!set_server(mailer, settings, error) || !set_key(mailer, settings, error))
        return false;
    *ret_mailer = g_steal_pointer(&mailer);
    return true;
}

void mailer_free(Mailer *mailer) {
    if (mailer == NULL)
        return;
    if (mailer->curl != NULL)
        curl_easy_cleanup(mailer->curl);
    dkim_key_free(mailer->key);
    arena_free(mailer->arena);
    g_free(mailer);
}

const char *mailer_from_name(const Mailer *mailer) {
    return mailer->from_name;
}

const char *mailer_from_address(const Mailer *mailer) {
    return mailer->from_address;
}

const char *mailer_domain(const Mailer *mailer) {
    return mailer->domain;
}

bool mailer_sign(Mailer *mailer, Arena *arena, const char *message, const char **ret_signed,
                 GError **error) {
    if (mailer->key != NULL)
        return dkim_sign_message(mailer->key, arena, message, ret_signed, error);
    *ret_signed = message;
    return true;
}

/* ---- delivering ---- */

static MailOutcome outcome_of(const Mailer *mailer, CURLcode result) {
    long code = 0;
    curl_easy_getinfo(mailer->curl, CURLINFO_RESPONSE_CODE, &code);
    if (result == CURLE_OK)
        return MAIL_SENT;
    if (mailer->handed && !mailer->answered_after)
        return MAIL_UNKNOWN;
    bool about_the_letter = mailer->step == AT_RECIPIENT || mailer->step == AT_DATA;
    return about_the_letter && code >= 500 && code <= 599 ? MAIL_REFUSED : MAIL_LATER;
}

MailAnswer mailer_deliver(Mailer *mailer, Arena *arena, const MailDelivery *delivery) {
    struct curl_slist *recipients = curl_slist_append(NULL, delivery->to);
    mailer->delivery = delivery;
    mailer->given = 0;
    mailer->stops_at = 0;
    mailer->handed = mailer->answered_after = false;
    mailer->step = AT_CONNECTING;
    mailer->answer[0] = '\0';
    curl_easy_setopt(mailer->curl, CURLOPT_MAIL_FROM, mailer->from_address);
    curl_easy_setopt(mailer->curl, CURLOPT_MAIL_RCPT, recipients);
    CURLcode result = curl_easy_perform(mailer->curl);
    MailAnswer answer = {.outcome = outcome_of(mailer, result), .was_handed = mailer->handed};
    bool server_said = mailer->answer[0] != '\0' && answer.outcome != MAIL_UNKNOWN;
    answer.text = arena_strdup(
        arena, result == CURLE_OK || (server_said && result != CURLE_PEER_FAILED_VERIFICATION &&
                                      result != CURLE_USE_SSL_FAILED)
                   ? mailer->answer
                   : curl_easy_strerror(result));
    curl_easy_setopt(mailer->curl, CURLOPT_MAIL_RCPT, NULL);
    curl_slist_free_all(recipients);
    mailer->delivery = NULL;
    return answer;
}
