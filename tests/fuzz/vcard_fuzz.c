#include "formats/vcard.h"

#include <glib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Fields from the input, one after each NUL; what comes out are lines as RFC 6350 has them, and as many cards as there
 * are contacts, whatever stands in them. */

static const char *next_field(Arena *arena, const uint8_t **data, size_t *size) {
    const uint8_t *end = memchr(*data, '\0', *size);
    size_t length = end == NULL ? *size : (size_t)(end - *data);
    const char *field = arena_strndup(arena, (const char *)*data, length);
    *data += length + (end != NULL);
    *size -= length + (end != NULL);
    return field;
}

static void assert_lines(Arena *arena, Bytes bytes, size_t n_contacts) {
    const char *text = arena_strndup(arena, (const char *)bytes.data, bytes.size);
    g_auto(GStrv) lines = g_strsplit(text, "\r\n", -1);
    size_t begun = 0, ended = 0;
    g_assert_true(g_utf8_validate_len(text, bytes.size, NULL));
    g_assert_cmpuint(strlen(text), ==, bytes.size);
    for (char **line = lines; *line != NULL; line++) {
        g_assert_cmpuint(strlen(*line), <=, 75);
        g_assert_null(strpbrk(*line, "\r\n"));
        g_assert_true(g_utf8_validate(*line, -1, NULL));
        begun += strcmp(*line, "BEGIN:VCARD") == 0;
        ended += strcmp(*line, "END:VCARD") == 0;
    }
    g_assert_cmpuint(begun, ==, n_contacts);
    g_assert_cmpuint(ended, ==, n_contacts);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    g_autoptr(Arena) arena = arena_new();
    VcardContact contacts[3] = {0};
    Bytes bytes;
    for (size_t i = 0; i < G_N_ELEMENTS(contacts); i++) {
        contacts[i].uid = "urn:prov";
        contacts[i].name = next_field(arena, &data, &size);
        contacts[i].organization = next_field(arena, &data, &size);
        contacts[i].title = next_field(arena, &data, &size);
        contacts[i].email = next_field(arena, &data, &size);
        contacts[i].phone = next_field(arena, &data, &size);
        contacts[i].categories = next_field(arena, &data, &size);
    }
    g_assert_true(vcard_write(arena, contacts, G_N_ELEMENTS(contacts), (Instant){1618480800}, &bytes, NULL));
    assert_lines(arena, bytes, G_N_ELEMENTS(contacts));
    return 0;
}
