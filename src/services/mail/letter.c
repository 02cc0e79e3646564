#include "services/mail/letter.h"

#include "base/email.h"
#include "base/error.h"
#include "base/language.h"
#include "base/text.h"

#include <string.h>

/* ---- what may go into a letter ---- */

static bool is_one_line(const char *text) {
    if (!text_valid(text, strlen(text)))
        return false;
    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        if (g_unichar_iscntrl(c) || c == 0x2028 || c == 0x2029)
            return false;
    }
    return true;
}

static bool check_line(const char *what, const char *text, size_t max, GError **error) {
    if (text == NULL)
        return true;
    if (!is_one_line(text))
        return fail(error, ERROR_INVALID, "%s får bara vara en rad, utan styrtecken.", what);
    return text_within(what, text, max, error);
}

static bool check_url(const char *url, bool only_https, GError **error) {
    if (url == NULL)
        return true;
    bool known =
        g_str_has_prefix(url, "https://") || (!only_https && g_str_has_prefix(url, "http://"));
    if (!known || strlen(url) > LETTER_URL_MAX || strpbrk(url, " <>\"\t\r\n") != NULL ||
        !g_str_is_ascii(url) || !is_one_line(url))
        return fail(error, ERROR_INVALID, "Länken i brevet är ingen webbadress.");
    return true;
}

static bool check_paragraphs(const char *const *paragraphs, GError **error) {
    size_t length = 0;
    for (size_t i = 0; paragraphs != NULL && paragraphs[i] != NULL; i++) {
        if (!text_valid(paragraphs[i], strlen(paragraphs[i])))
            return fail(error, ERROR_INVALID, "Brevets text är inte UTF-8.");
        length += text_length(paragraphs[i]);
    }
    return length <= LETTER_TEXT_MAX ||
           fail(error, ERROR_INVALID, "Brevet får ha högst %d tecken, men har %zu.",
                LETTER_TEXT_MAX, length);
}

bool letter_check(const Letter *letter, GError **error) {
    if (letter->to_email == NULL || !email_valid(letter->to_email))
        return fail(error, ERROR_INVALID,
                    "Brevet ska gå till precis en e-postadress, till exempel namn@kommun.se.");
    if (text_is_blank(letter->subject))
        return fail(error, ERROR_INVALID, "Brevet saknar ämne.");
    return check_line(T_("Namnet"), letter->to_name, LETTER_NAME_MAX, error) &&
           check_line(T_("Ämnet"), letter->subject, LETTER_SUBJECT_MAX, error) &&
           check_line(T_("Knappen"), letter->action_label, LETTER_NAME_MAX, error) &&
           check_url(letter->action_url, false, error) &&
           check_url(letter->unsubscribe_url, true, error) &&
           check_paragraphs(letter->paragraphs, error) &&
           check_paragraphs(letter->afterwards, error);
}

/* ---- as text ---- */

static void add_paragraphs(GString *text, const char *const *paragraphs) {
    for (size_t i = 0; paragraphs != NULL && paragraphs[i] != NULL; i++)
        g_string_append_printf(text, "%s\n\n", paragraphs[i]);
}

char *letter_text(Arena *arena, const Letter *letter) {
    g_autoptr(GString) text = g_string_new(NULL);
    add_paragraphs(text, letter->paragraphs);
    if (letter->action_url != NULL)
        g_string_append_printf(text, "%s:\n%s\n\n", letter->action_label, letter->action_url);
    add_paragraphs(text, letter->afterwards);
    g_string_append(text, "-- \n"); /* what mail programs know as the signature (RFC 3676) */
    if (letter->reason != NULL)
        g_string_append_printf(text, "%s\n", letter->reason);
    if (letter->unsubscribe_url != NULL)
        g_string_append_printf(text, T_("Avanmäl er här: %s\n"), letter->unsubscribe_url);
    return arena_strndup(arena, text->str, text->len);
}

/* ---- as HTML ---- */

#define FONT "font-family:Segoe UI,Arial,sans-serif;"

static void add_escaped(GString *html, const char *text) {
    g_autofree char *escaped = g_markup_escape_text(text, -1);
    g_auto(GStrv) lines = g_strsplit(escaped, "\n", -1);
    g_autofree char *joined = g_strjoinv("<br>\n", lines);
    g_string_append(html, joined);
}

static void add_html_paragraphs(GString *html, const char *const *paragraphs) {
    for (size_t i = 0; paragraphs != NULL && paragraphs[i] != NULL; i++) {
        g_string_append(html, "<p style=\"margin:0 0 16px 0;" FONT
                              "font-size:16px;line-height:24px;color:#1f2a26;\">");
        add_escaped(html, paragraphs[i]);
        g_string_append(html, "</p>\n");
    }
}

static void add_link(GString *html, const char *url, const char *label, const char *style) {
    g_string_append(html, "<a href=\"");
    add_escaped(html, url);
    g_string_append_printf(html, "\" target=\"_blank\" style=\"%s\">", style);
    add_escaped(html, label);
    g_string_append(html, "</a>");
}

/* A cell with a colour of its own, since Outlook gives links neither padding nor background; and
 * the address written out, for whoever can not press it. */
static void add_action(GString *html, const Letter *letter) {
    g_string_append(html,
                    "<table role=\"presentation\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\" "
                    "style=\"margin:0 0 16px 0;\"><tr><td bgcolor=\"#1f5c4a\" "
                    "style=\"background-color:#1f5c4a;padding:12px 24px;\">");
    add_link(html, letter->action_url, letter->action_label,
             FONT "font-size:16px;font-weight:bold;color:#ffffff;text-decoration:none;");
    g_string_append(html, "</td></tr></table>\n<p style=\"margin:0 0 16px 0;" FONT
                          "font-size:13px;line-height:18px;color:#56645e;word-break:break-all;\">");
    add_link(html, letter->action_url, letter->action_url, "color:#1f5c4a;");
    g_string_append(html, "</p>\n");
}

static void add_reason(GString *html, const Letter *letter) {
    g_string_append(html, "<tr><td style=\"padding:16px 24px;border-top:1px solid #d9ded9;" FONT
                          "font-size:13px;line-height:18px;color:#56645e;\">");
    add_escaped(html, letter->reason == NULL ? "Samsyn" : letter->reason);
    if (letter->unsubscribe_url != NULL) {
        g_string_append(html, "<br>\n");
        add_link(html, letter->unsubscribe_url, T_("Avanmäl er"), "color:#1f5c4a;");
    }
    g_string_append(html, "</td></tr>\n");
}

char *letter_html(Arena *arena, const Letter *letter) {
    g_autoptr(GString) html = g_string_new("<!DOCTYPE html>\n<html lang=\"");
    g_string_append(html, language_tag(language_spoken()));
    g_string_append(
        html, "\">\n<head><meta charset=\"utf-8\">"
              "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>");
    add_escaped(html, letter->subject);
    g_string_append(
        html,
        "</title></head>\n<body style=\"margin:0;padding:0;background-color:#f6f4ef;\">\n"
        "<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" "
        "border=\"0\" bgcolor=\"#f6f4ef\"><tr><td align=\"center\" style=\"padding:24px 8px;\">\n"
        "<table role=\"presentation\" width=\"600\" cellpadding=\"0\" cellspacing=\"0\" "
        "border=\"0\" bgcolor=\"#ffffff\" style=\"width:100%;max-width:600px;"
        "background-color:#ffffff;border:1px solid #d9ded9;\">\n"
        "<tr><td style=\"padding:24px 24px 8px 24px;\">\n<h1 style=\"margin:0 0 16px 0;" FONT
        "font-size:22px;line-height:28px;color:#1f5c4a;\">");
    add_escaped(html, letter->subject);
    g_string_append(html, "</h1>\n");
    add_html_paragraphs(html, letter->paragraphs);
    if (letter->action_url != NULL)
        add_action(html, letter);
    add_html_paragraphs(html, letter->afterwards);
    g_string_append(html, "</td></tr>\n");
    add_reason(html, letter);
    g_string_append(html, "</table>\n</td></tr></table>\n</body>\n</html>\n");
    return arena_strndup(arena, html->str, html->len);
}
