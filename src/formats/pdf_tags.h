#pragma once
#include "base/arena.h"
#include "formats/pdf_style.h"
#include <stdbool.h>

/* The logical structure of a tagged PDF (ISO 32000-1, 14.7 and 14.8): a tree of nodes, whose leaves
 * are pieces of marked content on pages. A node's content may lie on several pages. */
typedef struct TagNode TagNode;
typedef struct TagKid TagKid;
typedef struct PageLink PageLink;

/* One of: a node, a link annotation, or marked content on a page. */
struct TagKid {
    TagKid *next;
    TagNode *node;
    const PageLink *link;
    int page, marked; /* 0-based page and number of the marked content on it */
};

struct TagNode {
    TagNode *parent;
    const char *role; /* standard structure type: "P", "TD" … */
    TagKid *kids, *last;
    const char *alternative; /* what a picture shows or a sign stands for; NULL for none */
    const char *actual_text; /* the true text, where the page could not show it */
    const char *scope;       /* TH: "Column", "Row" */
    int n_columns;           /* TH, TD: columns it spans, when more than one */
    const char *numbering;   /* L: what its labels are, "Disc", "Decimal" */
    const Box *box;          /* Figure: where it stands */
    unsigned object;         /* its handle while the file is finished */
};

/* A new node, last among its parent's kids; `parent` NULL for the root. */
TagNode *tag_new(Arena *arena, TagNode *parent, const char *role);
void tag_add_content(Arena *arena, TagNode *node, int page, int marked);
void tag_add_link(Arena *arena, TagNode *node, const PageLink *link);
