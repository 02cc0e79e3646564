#pragma once
#include "base/arena.h"
#include "base/types.h"

#include <glib.h>
#include <stdbool.h>

/* How mail leaves: the server, and who writes. Texts need only live during mailer_new(). */
typedef struct MailSettings {
    /* "smtp://host:587": STARTTLS is required; "smtps://host:465": TLS from the start;
     * "smtp+plain://host:25": no encryption, for a server on the same machine. */
    const char *smtp;
    const char *from;            /* "Samsyn <samsyn@example.se>" */
    const char *user, *password; /* or NULL */
    const char *ca_file;         /* whose certificates count; NULL = the system's */
    const char *dkim_key;        /* PEM, RSA or Ed25519; NULL = letters are not signed */
    const char *dkim_selector;   /* the DNS name is SELECTOR._domainkey.DOMAIN */
    const char *dkim_domain;     /* NULL = the domain of `from` */
} MailSettings;

/* One connection to the server, reused for letter after letter; used by one thread at a time. */
typedef struct Mailer Mailer;

/* ERROR_INVALID says which setting is wrong. Does not connect. The caller owns the mailer. */
bool mailer_new(const MailSettings *settings, Mailer **ret_mailer, GError **error);
void mailer_free(Mailer *mailer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Mailer, mailer_free)

/* What became of a letter. */
typedef enum {
    MAIL_SENT,    /* the server has taken it: 250 after the data */
    MAIL_LATER,   /* no connection, or 4xx, or our own settings are refused: try again */
    MAIL_REFUSED, /* 5xx for this recipient or this letter: do not try again */
    MAIL_UNKNOWN, /* it was handed over and no answer came */
} MailOutcome;

typedef struct MailAnswer {
    MailOutcome outcome;
    bool was_handed;
    const char *text; /* the server's last line, or what went wrong; in the arena */
} MailAnswer;

typedef struct MailDelivery {
    const char *to;
    const char *message; /* RFC 5322, lines end with CRLF */
    size_t size;
    bool (*handing)(void *data);  /* asked just before the last bytes; false = do not */
    bool (*stopping)(void *data); /* true = give up what is not handed over */
    void *data;
} MailDelivery;

MailAnswer mailer_deliver(Mailer *mailer, Arena *arena, const MailDelivery *delivery);

/* From the settings, for whoever writes the message. */
const char *mailer_from_name(const Mailer *mailer); /* or "" */
const char *mailer_from_address(const Mailer *mailer);
const char *mailer_domain(const Mailer *mailer);

/* The message with a DKIM signature before it (RFC 6376, relaxed/relaxed; RFC 8463 for Ed25519), or
 * as it is where no key is set up. ERROR_INTERNAL when it cannot be signed. */
bool mailer_sign(Mailer *mailer, Arena *arena, const char *message, const char **ret_signed,
                 GError **error);
