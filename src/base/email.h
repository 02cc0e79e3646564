#pragma once
#include <stdbool.h>

/* Bytes, RFC 5321 section 4.5.3.1.3. */
#define EMAIL_MAX 254

/* true for one address of the form name@domain.example (RFC 5321 section 4.1.2): ASCII without
 * quoting, and what a domain writes in Punycode must be how its name is written (RFC 5891 section
 * 5.4), since a mail library reads and writes it anew. */
bool email_valid(const char *address);
