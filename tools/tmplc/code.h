#pragma once
#include <stdbool.h>
#include <stddef.h>

/* A piece of a template that is not NUL-terminated. */
typedef struct Slice {
    const char *text;
    size_t length;
} Slice;

Slice slice_trim(Slice slice);
bool slice_is(Slice slice, const char *text);

/* Takes a C identifier, or any run of [a-z0-9-], off the front of *rest; empty when there is none.
 */
Slice slice_identifier(Slice *rest);
Slice slice_word(Slice *rest);

/* Walks C text one character at a time; a string or character literal counts as one `"` or `'`. */
typedef struct Code {
    const char *at, *end;
    const char *start; /* of the character last returned */
    int depth; /* of ( [ { at the character last returned: the brackets themselves count as inside
                */
} Code;
Code code_walk(Slice slice);

/* The next character, 0 at the end, -1 in a literal that never ends. */
int code_next(Code *code);

/* NULL if the slice can stand as a C expression or as what is between ( and ): brackets match,
 * literals end, no `;`, comment or preprocessor sign. Otherwise what is wrong with it. */
const char *code_fault(Slice slice);

/* Position of the last `sign` outside brackets and literals (a doubled sign does not count), or the
 * length. */
size_t code_last(Slice slice, char sign);
