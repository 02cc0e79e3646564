#pragma once
#include "base/arena.h"
#include "base/types.h"

/* Contacts as vCard 4.0 (RFC 6350): UTF-8, CRLF, lines folded at 75 octets and never inside a
 * character. */

typedef struct VcardContact {
    const char *uid;          /* "urn:…"; says which card it is the next time */
    const char *name;         /* as it is written: "Anna Ek" */
    const char *organization; /* the rest: NULL or "" for none */
    const char *title, *email, *phone;
    const char *categories; /* separated by ';' */
} VcardContact;

/* The last word of the name is taken for the surname, since N wants it apart. Control characters
 * are left out, texts cut at VCARD_TEXT_MAX bytes. *ret lives in `arena`. */
#define VCARD_TEXT_MAX 2000
#define VCARD_CONTACTS_MAX 20000
bool vcard_write(Arena *arena, const VcardContact *contacts, size_t n, Instant revised, Bytes *ret,
                 GError **error);
