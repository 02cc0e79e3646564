#pragma once
#include "services/mail/mailer.h"

/* The options of a command that sends mail. */
typedef struct MailOptions {
    char *smtp, *from, *user, *password_file, *ca_file, *dkim_key_file, *dkim_selector,
        *dkim_domain;
} MailOptions;

#define MAIL_OPTION(name, arg, target, text, value)                                                \
    { name, 0, 0, G_OPTION_ARG_##arg, target, text, value }
#define MAIL_OPTION_ENTRIES(options)                                                               \
    MAIL_OPTION("smtp", STRING, &(options).smtp, "the mail server; without it no mail is sent",    \
                "smtp://HOST:PORT, smtps://… or smtp+plain://…"),                                  \
        MAIL_OPTION("mail-from", STRING, &(options).from, "who letters are from",                  \
                    "\"NAME <ADDRESS>\""),                                                         \
        MAIL_OPTION("smtp-user", STRING, &(options).user, "name to log in to it with", "NAME"),    \
        MAIL_OPTION("smtp-password-file", FILENAME, &(options).password_file,                      \
                    "file with the password in its first line", "FILE"),                           \
        MAIL_OPTION("smtp-ca", FILENAME, &(options).ca_file,                                       \
                    "certificates that vouch for it (the system's)", "FILE"),                      \
        MAIL_OPTION("dkim-key", FILENAME, &(options).dkim_key_file,                                \
                    "private key that signs letters, PEM", "FILE"),                                \
        MAIL_OPTION("dkim-selector", STRING, &(options).dkim_selector, "its name in DNS", "NAME"), \
        MAIL_OPTION("dkim-domain", STRING, &(options).dkim_domain,                                 \
                    "its domain (that of the sender)", "DOMAIN")

void mail_options_clear(MailOptions *options);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(MailOptions, mail_options_clear)

/* *ret_mailer is NULL where no server is given. ERROR_INVALID names the option that is wrong; links
 * in letters need `origin`, since a Host header is whatever somebody writes. */
bool mail_options_mailer(const MailOptions *options, const char *origin, Mailer **ret_mailer,
                         GError **error);
