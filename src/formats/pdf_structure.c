#include "formats/pdf_finish.h"

#define PRINTED_ANNOTATION 4

static int first_page(const TagNode *node) {
    for (const TagKid *kid = node->kids; kid != NULL; kid = kid->next)
        if (kid->node == NULL && kid->link == NULL)
            return kid->page;
    return -1;
}

static qpdf_oh attributes(Finish *finish, qpdf_oh dictionary, const char *owner) {
    qpdf_oh attributes = qpdf_oh_new_dictionary(finish->pdf);
    put_name(finish, attributes, "/O", owner);
    put(finish, dictionary, "/A", attributes);
    return attributes;
}

static void put_cell(Finish *finish, qpdf_oh dictionary, const TagNode *node) {
    if (node->scope == NULL && node->n_columns <= 1)
        return;
    qpdf_oh table = attributes(finish, dictionary, "/Table");
    if (node->scope != NULL)
        put_name(finish, table, "/Scope", arena_printf(finish->flow->arena, "/%s", node->scope));
    if (node->n_columns > 1)
        put_number(finish, table, "/ColSpan", node->n_columns);
}

static void put_box(Finish *finish, qpdf_oh dictionary, const TagNode *node) {
    const Page *page = finish->flow->pages;
    for (int i = first_page(node); i > 0; i--)
        page = page->next;
    const Box *box = node->box;
    double corners[] = {box->x, page->height - box->y - box->height, box->x + box->width,
                        page->height - box->y};
    qpdf_oh layout = attributes(finish, dictionary, "/Layout");
    put_name(finish, layout, "/Placement", "/Block");
    put(finish, layout, "/BBox", array_of_reals(finish, corners, 4));
}

static void put_properties(Finish *finish, qpdf_oh dictionary, const TagNode *node) {
    if (node->alternative != NULL)
        put_text(finish, dictionary, "/Alt", node->alternative);
    if (node->actual_text != NULL)
        put_text(finish, dictionary, "/ActualText", node->actual_text);
    put_cell(finish, dictionary, node);
    if (node->numbering != NULL)
        put_name(finish, attributes(finish, dictionary, "/List"), "/ListNumbering",
                 arena_printf(finish->flow->arena, "/%s", node->numbering));
    if (node->box != NULL)
        put_box(finish, dictionary, node);
}

static qpdf_oh marked_content(Finish *finish, const TagKid *kid, int page) {
    if (kid->page == page)
        return qpdf_oh_new_integer(finish->pdf, kid->marked);
    qpdf_oh reference = qpdf_oh_new_dictionary(finish->pdf);
    put_name(finish, reference, "/Type", "/MCR");
    put(finish, reference, "/Pg", finish->pages[kid->page]);
    put_number(finish, reference, "/MCID", kid->marked);
    return reference;
}

static qpdf_oh new_node(Finish *finish, TagNode *node, qpdf_oh parent);

static void put_kids(Finish *finish, TagNode *node, qpdf_oh object, int page) {
    qpdf_oh kids = qpdf_oh_new_array(finish->pdf);
    for (const TagKid *kid = node->kids; kid != NULL; kid = kid->next)
        qpdf_oh_append_item(finish->pdf, kids,
                            kid->node != NULL ? new_node(finish, kid->node, object)
                                              : marked_content(finish, kid, page));
    put(finish, object, "/K", kids);
}

static qpdf_oh new_node(Finish *finish, TagNode *node, qpdf_oh parent) {
    qpdf_oh object = qpdf_make_indirect_object(finish->pdf, qpdf_oh_new_dictionary(finish->pdf));
    node->object = object;
    int page = first_page(node);
    put_name(finish, object, "/Type", "/StructElem");
    put_name(finish, object, "/S", arena_printf(finish->flow->arena, "/%s", node->role));
    put(finish, object, "/P", parent);
    if (page >= 0)
        put(finish, object, "/Pg", finish->pages[page]);
    put_properties(finish, object, node);
    put_kids(finish, node, object, page);
    return object;
}

static void add_parent(Finish *finish, qpdf_oh value) {
    qpdf_oh_append_item(finish->pdf, finish->parents,
                        qpdf_oh_new_integer(finish->pdf, finish->next_parent_key++));
    qpdf_oh_append_item(finish->pdf, finish->parents, value);
}

static void add_page_parents(Finish *finish, const Page *page) {
    qpdf_oh nodes = qpdf_oh_new_array(finish->pdf);
    for (int i = 0; i < page->n_marked; i++)
        qpdf_oh_append_item(finish->pdf, nodes,
                            page->marked[i] == NULL ? qpdf_oh_new_null(finish->pdf)
                                                    : page->marked[i]->object);
    qpdf_oh object = finish->pages[page->number];
    put_number(finish, object, "/StructParents", finish->next_parent_key);
    put_name(finish, object, "/Tabs", "/S");
    add_parent(finish, qpdf_make_indirect_object(finish->pdf, nodes));
}

static qpdf_oh new_link(Finish *finish, const Page *page, const PageLink *link) {
    qpdf_oh object = qpdf_make_indirect_object(finish->pdf, qpdf_oh_new_dictionary(finish->pdf));
    double corners[] = {link->box.x, page->height - link->box.y - link->box.height,
                        link->box.x + link->box.width, page->height - link->box.y};
    put_name(finish, object, "/Type", "/Annot");
    put_name(finish, object, "/Subtype", "/Link");
    put(finish, object, "/Rect", array_of_reals(finish, corners, 4));
    put(finish, object, "/Border", array_of_reals(finish, (double[]){0, 0, 0}, 3));
    put(finish, object, "/Dest", destination(finish, link->target, link->target_y));
    put_text(finish, object, "/Contents", link->title);
    put_number(finish, object, "/F", PRINTED_ANNOTATION);
    put_number(finish, object, "/StructParent", finish->next_parent_key);
    add_parent(finish, link->tag->object);
    return object;
}

static void add_link_kid(Finish *finish, const Page *page, const PageLink *link, qpdf_oh object) {
    qpdf_oh reference = qpdf_oh_new_dictionary(finish->pdf);
    put_name(finish, reference, "/Type", "/OBJR");
    put(finish, reference, "/Obj", object);
    put(finish, reference, "/Pg", finish->pages[page->number]);
    qpdf_oh_append_item(finish->pdf, qpdf_oh_get_key(finish->pdf, link->tag->object, "/K"),
                        reference);
}

static void add_links(Finish *finish, const Page *page) {
    if (page->links == NULL)
        return;
    qpdf_oh annotations = qpdf_oh_new_array(finish->pdf);
    for (const PageLink *link = page->links; link != NULL; link = link->next) {
        qpdf_oh object = new_link(finish, page, link);
        add_link_kid(finish, page, link, object);
        qpdf_oh_append_item(finish->pdf, annotations, object);
    }
    put(finish, finish->pages[page->number], "/Annots", annotations);
}

void finish_structure(Finish *finish, qpdf_oh catalog) {
    qpdf_oh root = qpdf_make_indirect_object(finish->pdf, qpdf_oh_new_dictionary(finish->pdf));
    qpdf_oh parents = qpdf_make_indirect_object(finish->pdf, qpdf_oh_new_dictionary(finish->pdf));
    finish->parents = qpdf_oh_new_array(finish->pdf);
    put_name(finish, root, "/Type", "/StructTreeRoot");
    put(finish, root, "/K", new_node(finish, finish->flow->document, root));
    for (const Page *page = finish->flow->pages; page != NULL; page = page->next)
        add_page_parents(finish, page);
    for (const Page *page = finish->flow->pages; page != NULL; page = page->next)
        add_links(finish, page);
    put(finish, parents, "/Nums", finish->parents);
    put(finish, root, "/ParentTree", parents);
    put_number(finish, root, "/ParentTreeNextKey", finish->next_parent_key);
    put(finish, catalog, "/StructTreeRoot", root);
}
