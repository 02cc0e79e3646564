#include "formats/pdf_tags.h"

static TagKid *add_kid(Arena *arena, TagNode *node) {
    TagKid *kid = ARENA_NEW(arena, TagKid);
    if (node->last == NULL)
        node->kids = kid;
    else
        node->last->next = kid;
    node->last = kid;
    return kid;
}

TagNode *tag_new(Arena *arena, TagNode *parent, const char *role) {
    TagNode *node = ARENA_NEW(arena, TagNode);
    node->parent = parent;
    node->role = role;
    if (parent != NULL)
        add_kid(arena, parent)->node = node;
    return node;
}

void tag_add_content(Arena *arena, TagNode *node, int page, int marked) {
    TagKid *kid = add_kid(arena, node);
    kid->page = page;
    kid->marked = marked;
}

void tag_add_link(Arena *arena, TagNode *node, const PageLink *link) {
    add_kid(arena, node)->link = link;
}
