#pragma once
#include <glib.h>
#include <stdbool.h>
#include <string.h>

/* tchar (RFC 9110, section 5.6.2): what methods, header names and parameter names are made of. */
static inline bool token_byte(char byte) {
    return g_ascii_isalnum(byte) || (byte != '\0' && strchr("!#$%&'*+-.^_`|~", byte) != NULL);
}

static inline bool token_valid(const char *text) {
    for (const char *byte = text; *byte != '\0'; byte++)
        if (!token_byte(*byte))
            return false;
    return text[0] != '\0';
}
