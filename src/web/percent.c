#include "web/percent.h"

#include <string.h>

static bool decode_pair(const uint8_t *digits, size_t left, uint8_t *ret) {
    if (left < 2)
        return false;
    int high = g_ascii_xdigit_value((gchar)digits[0]), low = g_ascii_xdigit_value((gchar)digits[1]);
    if (high < 0 || low < 0)
        return false;
    *ret = (uint8_t)(high << 4 | low);
    return true;
}

bool percent_decode(Arena *arena, Bytes encoded, bool plus_is_space, Bytes *ret_decoded) {
    uint8_t *decoded = arena_alloc(arena, encoded.size + 1);
    size_t length = 0;
    for (size_t i = 0; i < encoded.size; i++) {
        uint8_t byte = encoded.data[i];
        if (byte == '%') {
            if (!decode_pair(encoded.data + i + 1, encoded.size - i - 1, &byte))
                return false;
            i += 2;
        } else if (byte == '+' && plus_is_space) {
            byte = ' ';
        }
        decoded[length++] = byte;
    }
    *ret_decoded = (Bytes){decoded, length};
    return true;
}

bool text_is_plain(Bytes text, bool several_lines) {
    for (size_t i = 0; i < text.size; i++) {
        uint8_t byte = text.data[i];
        bool line_control = byte == '\t' || byte == '\r' || byte == '\n';
        if (byte == 0x7f || (byte < 0x20 && !(several_lines && line_control)))
            return false;
    }
    return text.size == 0 || g_utf8_validate((const char *)text.data, (gssize)text.size, NULL);
}
