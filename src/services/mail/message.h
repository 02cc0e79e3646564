#pragma once
#include "base/arena.h"
#include "base/types.h"

#include <glib.h>
#include <stdbool.h>

/* A letter as it travels (RFC 5322, 2045-2047): text and HTML as multipart/alternative,
 * quoted-printable, lines of at most 998 bytes that end with CRLF. */
typedef struct Message {
    Id id; /* gives Message-ID and boundary: the same letter is the same message each time */
    const char *from_name, *from_address, *domain;
    const char *to_name, *to_address; /* names may be "" */
    const char *subject, *text, *html;
    const char *unsubscribe_url; /* https, or ""; then with one-click (RFC 8058) */
    Instant date;
} Message;

/* ERROR_INVALID when a name, subject or address holds a line end or the address is not one. */
bool message_write(Arena *arena, const Message *message, const char **ret_text, GError **error);

/* "Samsyn <samsyn@example.se>" or "samsyn@example.se". ERROR_INVALID unless it is exactly one. */
bool message_parse_mailbox(Arena *arena, const char *text, const char **ret_name,
                           const char **ret_address, GError **error);
