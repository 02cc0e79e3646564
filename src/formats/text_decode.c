#include "formats/text_decode.h"

#include <string.h>

#include "base/error.h"

/* 0x80-0x9F of Windows-1252; the other bytes are those of Latin-1. */
static const gunichar windows_1252[32] = {
    0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

static bool not_text(GError **error) {
    return fail(error, ERROR_INVALID,
                "Filen ser inte ut att innehålla text. Spara den som .docx, .xlsx eller .csv och "
                "försök igen.");
}

static Bytes from_windows_1252(Arena *arena, Bytes file) {
    enum { MAX_UTF8_BYTES = 3 };
    char *text = arena_alloc(arena, file.size * MAX_UTF8_BYTES + 1);
    char *out = text;
    for (size_t i = 0; i < file.size; i++) {
        uint8_t byte = file.data[i];
        gunichar c = byte >= 0x80 && byte < 0xA0 ? windows_1252[byte - 0x80] : byte;
        out += g_unichar_to_utf8(c, out);
    }
    return (Bytes){(const uint8_t *)text, (size_t)(out - text)};
}

static bool from_utf16(Arena *arena, Bytes file, bool big_endian, Bytes *ret, GError **error) {
    size_t units = file.size / 2;
    g_autofree gunichar2 *native = g_new(gunichar2, units + 1);
    for (size_t i = 0; i < units; i++) {
        uint8_t first = file.data[2 * i], second = file.data[2 * i + 1];
        native[i] = (gunichar2)(big_endian ? first << 8 | second : second << 8 | first);
        if (native[i] == 0)
            return not_text(error);
    }
    glong size = 0;
    g_autofree char *text = g_utf16_to_utf8(native, (glong)units, NULL, &size, NULL);
    if (text == NULL || file.size % 2 != 0)
        return fail(error, ERROR_INVALID,
                    "Filens text är skadad (UTF-16). Spara filen på nytt, helst som UTF-8.");
    *ret = (Bytes){(const uint8_t *)arena_strndup(arena, text, (size_t)size), (size_t)size};
    return true;
}

static bool starts_with(Bytes file, const char *bytes, size_t size) {
    return file.size >= size && memcmp(file.data, bytes, size) == 0;
}

static Bytes after(Bytes file, size_t size) {
    return (Bytes){file.data + size, file.size - size};
}

bool text_decode(Arena *arena, Bytes file, Bytes *ret, bool *ret_guessed, GError **error) {
    bool little = starts_with(file, "\xFF\xFE", 2), big = starts_with(file, "\xFE\xFF", 2);
    if (little || big) {
        *ret_guessed = false;
        return from_utf16(arena, after(file, 2), big, ret, error);
    }
    if (file.size > 0 && memchr(file.data, '\0', file.size) != NULL)
        return not_text(error);
    if (starts_with(file, "\xEF\xBB\xBF", 3))
        file = after(file, 3);
    *ret_guessed = !g_utf8_validate_len((const char *)file.data, file.size, NULL);
    *ret = *ret_guessed ? from_windows_1252(arena, file) : file;
    return true;
}
