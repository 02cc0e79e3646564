#include "web/gate.h"
#include "base/language.h"
#include "web/target.h"
#include "web/token.h"

#define ACCEPTED ((Refusal){0})

static Refusal malformed(void) {
    return (Refusal){400,
                     N_("Servern förstod inte det som skickades. Ladda om sidan och försök igen.")};
}

static Refusal check_method(const char *method, Framing *framing) {
    static const char *const known[] = {"PUT",   "DELETE",  "PATCH", "OPTIONS",
                                        "TRACE", "CONNECT", NULL};
    framing->head = strcmp(method, "HEAD") == 0;
    framing->method = strcmp(method, "POST") == 0 ? POST : GET;
    if (framing->head || framing->method == POST || strcmp(method, "GET") == 0)
        return ACCEPTED;
    if (!token_valid(method))
        return malformed();
    if (g_strv_contains(known, method))
        return (Refusal){405, N_("Adressen kan bara läsas eller ta emot formulär.")};
    return (Refusal){501, N_("Servern känner inte till det sättet att fråga.")};
}

static Refusal check_line(const RequestHead *head) {
    if (strcmp(head->version, "HTTP/1.1") != 0 && strcmp(head->version, "HTTP/1.0") != 0)
        return (Refusal){505, N_("Servern talar HTTP/1.1.")};
    if (strnlen(head->target, TARGET_MAX + 1) > TARGET_MAX)
        return (Refusal){414, N_("Adressen är för lång.")};
    return ACCEPTED;
}

static bool value_is_plain(const char *value) {
    for (; *value != '\0'; value++)
        if (((unsigned char)*value < 0x20 && *value != '\t') || *value == 0x7f)
            return false;
    return true;
}

static Refusal check_headers(const Pairs *headers) {
    static const Refusal too_large = {
        431, N_("Webbläsaren skickade för mycket på en gång. Rensa kakor för "
                "webbplatsen och försök igen.")};
    size_t total = 0;
    if (headers->n > GATE_HEADERS_MAX)
        return too_large;
    for (size_t i = 0; i < headers->n; i++) {
        const Pair *header = &headers->items[i];
        size_t length = strlen(header->name) + strlen(header->value);
        total += length;
        if (length > GATE_HEADER_MAX || total > GATE_HEADERS_SIZE_MAX)
            return too_large;
        if (!token_valid(header->name) || !value_is_plain(header->value))
            return malformed();
    }
    return ACCEPTED;
}

/* The library below drops what follows a NUL, joins what a bare CR or a folded line parts, and
 * takes a line without name for the end of the head. What it hands over is then not as long as what
 * came, where all clients in use write "name: value" CR LF, some without the space, some without it
 * before an empty value. */
static Refusal check_size(const RequestHead *head) {
    size_t least =
        strlen(head->method) + strlen(head->target) + strlen(head->version) + strlen("  \r\n\r\n");
    size_t n_filled = 0;
    for (size_t i = 0; i < head->headers->n; i++) {
        const Pair *header = &head->headers->items[i];
        least += strlen(header->name) + strlen(header->value) + strlen(":\r\n");
        n_filled += header->value[0] != '\0';
    }
    size_t spaces = head->size - least;
    bool whole = spaces == head->headers->n || spaces == n_filled || spaces == 0;
    return whole || head->size == 0 ? ACCEPTED : malformed();
}

static size_t count_header(const Pairs *headers, const char *name) {
    size_t count = 0;
    for (size_t i = 0; i < headers->n; i++)
        count += g_ascii_strcasecmp(headers->items[i].name, name) == 0;
    return count;
}

/* host [":" port] (RFC 3986, section 3.2), without user. */
static bool host_valid(const char *host) {
    size_t length = strlen(host);
    return length > 0 && length <= 255 &&
           strspn(host, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._:[]") ==
               length;
}

static Refusal check_host(const RequestHead *head) {
    size_t count = count_header(head->headers, "Host");
    const char *host = pairs_get_header(head->headers, "Host");
    bool may_be_absent = strcmp(head->version, "HTTP/1.0") == 0;
    if (count > 1 || (count == 0 && !may_be_absent) || (host != NULL && !host_valid(host)))
        return malformed();
    return ACCEPTED;
}

static bool parse_length(const char *text, uint64_t *ret_length) {
    size_t length = strlen(text);
    if (length == 0 || strspn(text, "0123456789") != length)
        return false;
    return g_ascii_string_to_unsigned(text, 10, 0, G_MAXUINT64, ret_length, NULL);
}

static Refusal check_length(const Pairs *headers, Framing *framing) {
    static const Refusal too_large = {413, N_("Det som skickades är för stort.")};
    const char *text = pairs_get_header(headers, "Content-Length");
    if (text == NULL)
        return ACCEPTED;
    if (count_header(headers, "Content-Length") > 1 || strspn(text, "0123456789") != strlen(text))
        return malformed();
    if (!parse_length(text, &framing->length))
        return text[0] == '\0' ? malformed() : too_large;
    return ACCEPTED;
}

static Refusal check_transfer_encoding(const RequestHead *head, const Framing *framing) {
    const char *encoding = pairs_get_header(head->headers, "Transfer-Encoding");
    if (encoding == NULL)
        return ACCEPTED;
    if (framing->method == GET || g_ascii_strcasecmp(encoding, "chunked") != 0 ||
        count_header(head->headers, "Transfer-Encoding") > 1 ||
        pairs_get_header(head->headers, "Content-Length") != NULL ||
        strcmp(head->version, "HTTP/1.1") != 0)
        return malformed();
    return (Refusal){411, N_("Det som skickas ska ha en angiven längd.")};
}

static Refusal check_framing(const RequestHead *head, Framing *framing) {
    Refusal refusal = check_length(head->headers, framing);
    if (refusal.status == 0)
        refusal = check_transfer_encoding(head, framing);
    if (refusal.status == 0 && framing->method == GET && framing->length > 0)
        refusal = malformed();
    return refusal;
}

Refusal gate_check(const RequestHead *head, Framing *ret_framing) {
    Framing framing = {0};
    Refusal refusal = check_line(head);
    if (refusal.status == 0)
        refusal = check_headers(head->headers);
    if (refusal.status == 0)
        refusal = check_size(head);
    if (refusal.status == 0)
        refusal = check_host(head);
    if (refusal.status == 0)
        refusal = check_method(head->method, &framing);
    if (refusal.status == 0)
        refusal = check_framing(head, &framing);
    if (refusal.status == 0)
        *ret_framing = framing;
    return refusal;
}
