#include "formats/pdf_page.h"

static void append(ItemList *list, Item *item) {
    if (list->last == NULL)
        list->first = item;
    else
        list->last->next = item;
    list->last = item;
}

Item *page_item(Arena *arena, Page *page, ItemKind kind, TagNode *tag, Box box) {
    Item *item = ARENA_NEW(arena, Item);
    *item = (Item){.kind = kind, .tag = tag, .box = box};
    append(tag == NULL ? &page->decoration : &page->content, item);
    return item;
}

void page_box(Arena *arena, Page *page, ColorName color, Box box) {
    page_item(arena, page, ITEM_BOX, NULL, box)->color = color;
}
