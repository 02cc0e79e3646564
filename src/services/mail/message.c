#include "services/mail/message.h"

#include "base/email.h"
#include "base/error.h"
#include "base/id.h"
#include "services/mail/letter.h"

#include <gmime/gmime.h>
#include <string.h>

static void start_gmime(void) {
    static gsize started;
    if (g_once_init_enter(&started)) {
        g_mime_init();
        g_once_init_leave(&started, 1);
    }
}

bool message_parse_mailbox(Arena *arena, const char *text, const char **ret_name,
                           const char **ret_address, GError **error) {
    start_gmime();
    g_autoptr(GObject) list = (GObject *)internet_address_list_parse(NULL, text);
    InternetAddress *only =
        list == NULL || internet_address_list_length((InternetAddressList *)list) != 1
            ? NULL
            : internet_address_list_get_address((InternetAddressList *)list, 0);
    const char *address = only == NULL || !INTERNET_ADDRESS_IS_MAILBOX(only)
                              ? NULL
                              : INTERNET_ADDRESS_MAILBOX(only)->addr;
    if (address == NULL || !email_valid(address))
        return fail(error, ERROR_INVALID,
                    "”%s” är inte en e-postadress som Samsyn <samsyn@exempel.se>.", text);
    const char *name = internet_address_get_name(only);
    *ret_name = arena_strdup(arena, name == NULL ? "" : name);
    *ret_address = arena_strdup(arena, address);
    return true;
}

/* Not g_mime_text_part_set_text(), which would choose ISO 8859-1 where it suffices. */
static GMimeObject *part_of(const char *subtype, const char *text) {
    GMimePart *part = g_mime_part_new_with_type("text", subtype);
    GMimeStream *stream = g_mime_stream_mem_new_with_buffer(text, strlen(text));
    GMimeDataWrapper *content =
        g_mime_data_wrapper_new_with_stream(stream, GMIME_CONTENT_ENCODING_DEFAULT);
    g_mime_object_set_content_type_parameter((GMimeObject *)part, "charset", "utf-8");
    g_mime_part_set_content(part, content);
    g_mime_part_set_content_encoding(part, GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE);
    g_object_unref(content);
    g_object_unref(stream);
    return (GMimeObject *)part;
}

static void add_part(GMimeMultipart *body, GMimeObject *part) {
    g_mime_multipart_add(body, part);
    g_object_unref(part);
}

static GMimeMultipart *body_of(Arena *arena, const Message *message) {
    GMimeMultipart *body = g_mime_multipart_new_with_subtype("alternative");
    g_mime_multipart_set_boundary(body,
                                  arena_printf(arena, "=_samsyn_%s", id_text(arena, message->id)));
    add_part(body, part_of("plain", message->text));
    add_part(body, part_of("html", message->html));
    return body;
}

static void set_header(GMimeMessage *mail, const char *name, const char *value) {
    g_mime_object_set_header((GMimeObject *)mail, name, value, "utf-8");
}

static void add_mailbox(InternetAddressList *list, const char *name, const char *address) {
    InternetAddress *mailbox = internet_address_mailbox_new(name, address);
    internet_address_set_charset(mailbox, "utf-8");
    internet_address_list_add(list, mailbox);
    g_object_unref(mailbox);
}

static void set_headers(Arena *arena, GMimeMessage *mail, const Message *message) {
    g_autoptr(GDateTime) date = g_date_time_new_from_unix_utc(message->date.seconds);
    add_mailbox(g_mime_message_get_from(mail), message->from_name, message->from_address);
    add_mailbox(g_mime_message_get_to(mail), message->to_name, message->to_address);
    g_mime_message_set_subject(mail, message->subject, "utf-8");
    g_mime_message_set_date(mail, date);
    g_mime_message_set_message_id(
        mail, arena_printf(arena, "%s@%s", id_text(arena, message->id), message->domain));
    set_header(mail, "Auto-Submitted", "auto-generated"); /* RFC 3834 section 5 */
    if (message->unsubscribe_url[0] == '\0')
        return;
    set_header(mail, "List-Unsubscribe", arena_printf(arena, "<%s>", message->unsubscribe_url));
    set_header(mail, "List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
}

bool message_write(Arena *arena, const Message *message, const char **ret_text, GError **error) {
    Letter letter = {.to_name = message->to_name,
                     .to_email = message->to_address,
                     .subject = message->subject,
                     .unsubscribe_url =
                         message->unsubscribe_url[0] == '\0' ? NULL : message->unsubscribe_url};
    if (!letter_check(&letter, error))
        return false;
    start_gmime();
    GMimeMessage *mail = g_mime_message_new(TRUE);
    GMimeMultipart *body = body_of(arena, message);
    GMimeFormatOptions *format = g_mime_format_options_clone(NULL);
    g_mime_format_options_set_newline_format(format, GMIME_NEWLINE_FORMAT_DOS);
    set_headers(arena, mail, message);
    g_mime_message_set_mime_part(mail, (GMimeObject *)body);
    g_autofree char *text = g_mime_object_to_string((GMimeObject *)mail, format);
    *ret_text = arena_strdup(arena, text);
    g_mime_format_options_free(format);
    g_object_unref(body);
    g_object_unref(mail);
    return true;
}
