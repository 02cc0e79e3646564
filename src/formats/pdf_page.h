#pragma once
#include "formats/pdf_tags.h"
#include "formats/pdf_text.h"
#include "formats/report.h"

/* What stands on each page, placed but not yet drawn. */

typedef enum { ALIGN_LEFT, ALIGN_CENTER, ALIGN_RIGHT } Align;

typedef enum {
    ITEM_TEXT,
    ITEM_BOX,    /* a filled rectangle: rules, tints */
    ITEM_CHIP,   /* the ground of a goal's number */
    ITEM_DOTS,   /* a dotted line along the middle of the box */
    ITEM_MARK,   /* two overlapping circles that fill the box */
    ITEM_GROUND, /* the same, large and pale, cut by the edge of the paper */
} ItemKind;

typedef struct Item Item;
struct Item {
    Item *next;
    ItemKind kind;
    TagNode *tag; /* NULL for what is only decoration: rules, tints, running foot, repeated heads */
    Box box;
    const TextBlock *text;
    int first_line, n_lines;
    Align align;
    ColorName color;
    ReportChip chip;
};

typedef struct ItemList {
    Item *first, *last;
} ItemList;

typedef struct Page Page;

/* Leads from a box on one page to a height on another. */
struct PageLink {
    const PageLink *next;
    Box box;
    const Page *target;
    double target_y;
    const char *title;
    TagNode *tag;
};

struct Page {
    Page *next;
    int number; /* 0-based */
    double width, height;
    bool has_foot;
    ItemList decoration, content; /* decoration is drawn first */
    PageLink *links;
    TagNode **marked; /* which node each piece of marked content belongs to; [0] is the decoration's
                         NULL */
    int n_marked;
};

/* A new item on the page, with nothing but its kind, tag and box. */
Item *page_item(Arena *arena, Page *page, ItemKind kind, TagNode *tag, Box box);

/* A box in one colour: decoration. */
void page_box(Arena *arena, Page *page, ColorName color, Box box);
