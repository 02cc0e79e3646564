#pragma once
#include "tmplc/code.h"
#include <glib.h>

#define ELEMENTS_DEEPEST 64
#define NAME_LONGEST 32
#define PREFIX_LONGEST 128

typedef enum {
    PLACE_TEXT,
    PLACE_OPEN_NAME,  /* inside the name of an opening tag */
    PLACE_CLOSE_NAME, /* inside a closing tag */
    PLACE_BETWEEN,    /* in a tag, after white space */
    PLACE_GLUED,      /* in a tag, right after a name or a value: white space or > must follow */
    PLACE_SLASH,      /* after the / of /> */
    PLACE_ATTRIBUTE,  /* inside an attribute's name */
    PLACE_EQUALS,     /* after = */
    PLACE_QUOTED,
    PLACE_UNQUOTED,
} Place;

typedef enum { ATTRIBUTE_TEXT, ATTRIBUTE_URL, ATTRIBUTE_CLOSED } AttributeKind;

/* How much of an address has been written. */
typedef enum {
    ADDRESS_EMPTY,
    ADDRESS_PREFIX, /* a beginning that does not yet say where it leads */
    ADDRESS_PATH,
    ADDRESS_QUERY,
    ADDRESS_WHOLE, /* a Url stands here */
    ADDRESS_DONE,  /* branches wrote different things: only the closing quote may follow */
} Address;

/* Where in the markup the template is. A value: copied at the start of a branch, compared at its
 * end. */
typedef struct Context {
    Place place;
    char quote;
    AttributeKind attribute;
    Address address;
    char tag[NAME_LONGEST],
        name[NAME_LONGEST]; /* of the tag and attribute being read, lower case */
    char prefix[PREFIX_LONGEST];
    char elements[ELEMENTS_DEEPEST][NAME_LONGEST];
    size_t depth;
    size_t floor; /* elements below it were opened outside the block */
} Context;

/* Where mistakes go, and the literal being gathered. */
typedef struct Markup {
    const char *file;
    int line;
    GError **error;
    GString *literal;
    gssize
        space; /* where in `literal` a white space stands that a block tag would swallow, or -1 */
    bool after_block; /* white space is not seen here */
    bool after_line;  /* a line break is not seen here */
} Markup;

/* Reads literal markup: moves the context, appends to markup->literal what is to be written. */
bool context_read(Context *context, Markup *markup, Slice text);

/* A statement stands here: names are complete. False where no statement may stand. */
bool context_pause(Context *context, Markup *markup);

/* Whether a value may stand here, and the macro of web/html.h that writes it; moves the context.
 * NULL and an error otherwise. */
const char *context_value(Context *context, Markup *markup);

/* Only between elements: calls, wraps, content, icons. */
bool context_is_text(const Context *context);

/* Brings the ends of two branches together; false if they end in different places. */
bool context_join(Context *context, const Context *other);
bool context_equal(const Context *a, const Context *b);

/* A mistake at markup->line; returns false. */
bool markup_fail(Markup *markup, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* Facts about HTML (names.c). Names are in lower case. */
bool element_is_void(const char *name);
bool element_is_block(const char *name);
AttributeKind attribute_kind(const char *name);
