#include "formats/vcard.h"

#include "base/error.h"

#include <string.h>

enum { LINE_OCTETS = 75 };

typedef struct {
    GString *text;
    size_t in_line; /* octets since the last CRLF */
} Writing;

static void end_line(Writing *writing) {
    g_string_append(writing->text, "\r\n");
    writing->in_line = 0;
}

/* One character (RFC 6350, 3.2): what does not fit goes on in the next line after a space. */
static void put(Writing *writing, const char *bytes, size_t n) {
    if (writing->in_line + n > LINE_OCTETS) {
        g_string_append(writing->text, "\r\n ");
        writing->in_line = 1;
    }
    g_string_append_len(writing->text, bytes, (gssize)n);
    writing->in_line += n;
}

static void put_plain(Writing *writing, const char *text) {
    for (; *text != '\0'; text++)
        put(writing, text, 1);
}

static bool is_control(gunichar c) {
    return (c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7f && c < 0xa0);
}

/* A value, escaped (RFC 6350, 3.4); an escape is not parted from what it escapes. */
static void put_value(Writing *writing, const char *text, size_t length) {
    g_autofree char *valid = g_utf8_make_valid(text, (gssize)MIN(length, VCARD_TEXT_MAX));
    for (const char *at = valid; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        if (c == '\n')
            put(writing, "\\n", 2);
        else if (strchr("\\,;", *at) != NULL)
            put(writing, (const char[]){'\\', *at}, 2);
        else if (!is_control(c))
            put(writing, at, (size_t)(g_utf8_next_char(at) - at));
    }
}

static void put_property(Writing *writing, const char *name, const char *value) {
    if (value == NULL || value[0] == '\0')
        return;
    put_plain(writing, name);
    put_value(writing, value, strlen(value));
    end_line(writing);
}

/* "Anna Maria Ek" → "Ek;Anna Maria;;;", "Anna" → ";Anna;;;". */
static void put_name(Writing *writing, const char *name) {
    const char *space = strrchr(name, ' ');
    put_plain(writing, "N:");
    if (space != NULL)
        put_value(writing, space + 1, strlen(space + 1));
    put_plain(writing, ";");
    put_value(writing, name, space == NULL ? strlen(name) : (size_t)(space - name));
    put_plain(writing, ";;;");
    end_line(writing);
}

static void put_categories(Writing *writing, const char *categories) {
    g_auto(GStrv) parts = g_strsplit(categories == NULL ? "" : categories, ";", -1);
    bool is_first = true;
    for (char **part = parts; *part != NULL; part++) {
        if (g_strstrip(*part)[0] == '\0')
            continue;
        put_plain(writing, is_first ? "CATEGORIES:" : ",");
        put_value(writing, *part, strlen(*part));
        is_first = false;
    }
    if (!is_first)
        end_line(writing);
}

static void put_revision(Writing *writing, Instant revised) {
    g_autoptr(GDateTime) at = g_date_time_new_from_unix_utc(revised.seconds);
    g_autofree char *text = at == NULL ? NULL : g_date_time_format(at, "%Y%m%dT%H%M%SZ");
    put_property(writing, "REV:", text);
}

static void put_contact(Writing *writing, const VcardContact *contact, Instant revised) {
    const char *name = contact->name == NULL || contact->name[0] == '\0' ? "-" : contact->name;
    put_plain(writing, "BEGIN:VCARD");
    end_line(writing);
    put_plain(writing, "VERSION:4.0");
    end_line(writing);
    put_property(writing, "UID:", contact->uid);
    put_property(writing, "FN:", name);
    put_name(writing, name);
    put_property(writing, "ORG:", contact->organization);
    put_property(writing, "TITLE:", contact->title);
    put_property(writing, "EMAIL;TYPE=work:", contact->email);
    put_property(writing, "TEL;TYPE=work;VALUE=text:", contact->phone);
    put_categories(writing, contact->categories);
    put_revision(writing, revised);
    put_plain(writing, "END:VCARD");
    end_line(writing);
}

bool vcard_write(Arena *arena, const VcardContact *contacts, size_t n, Instant revised, Bytes *ret,
                 GError **error) {
    g_autoptr(GString) text = g_string_new(NULL);
    Writing writing = {text, 0};
    if (n > VCARD_CONTACTS_MAX)
        return fail(error, ERROR_INVALID,
                    "Högst %d personer får plats i en fil. Välj färre och hämta flera filer.",
                    VCARD_CONTACTS_MAX);
    for (size_t i = 0; i < n; i++)
        put_contact(&writing, &contacts[i], revised);
    *ret = (Bytes){(const uint8_t *)arena_strndup(arena, text->str, text->len), text->len};
    return true;
}
