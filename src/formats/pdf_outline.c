#include "formats/pdf_finish.h"

#define DEEPEST_LEVEL 4

/* An item of the outline that may still get items below it. */
typedef struct OpenItem {
    qpdf_oh object, last;
    int level, n_below; /* items below it, at any depth */
} OpenItem;

static qpdf_oh new_item(Finish *finish, const Landmark *landmark, OpenItem *parent) {
    qpdf_oh object = qpdf_make_indirect_object(finish->pdf, qpdf_oh_new_dictionary(finish->pdf));
    put_text(finish, object, "/Title", landmark->text);
    put(finish, object, "/Parent", parent->object);
    put(finish, object, "/Dest", destination(finish, landmark->page, landmark->y));
    if (parent->last == 0) {
        put(finish, parent->object, "/First", object);
    } else {
        put(finish, parent->last, "/Next", object);
        put(finish, object, "/Prev", parent->last);
    }
    put(finish, parent->object, "/Last", object);
    parent->last = object;
    return object;
}

static void add_item(Finish *finish, OpenItem *open, int *depth, const Landmark *landmark) {
    while (*depth > 0 && open[*depth].level >= landmark->level)
        (*depth)--;
    qpdf_oh object = new_item(finish, landmark, &open[*depth]);
    for (int i = 0; i <= *depth; i++)
        put_number(finish, open[i].object, "/Count", ++open[i].n_below);
    open[++*depth] = (OpenItem){.object = object, .level = landmark->level};
}

void finish_outline(Finish *finish, qpdf_oh catalog) {
    if (finish->flow->landmarks == NULL)
        return;
    qpdf_oh root = qpdf_make_indirect_object(finish->pdf, qpdf_oh_new_dictionary(finish->pdf));
    OpenItem open[DEEPEST_LEVEL + 1] = {{.object = root}};
    int depth = 0;
    put_name(finish, root, "/Type", "/Outlines");
    for (const Landmark *landmark = finish->flow->landmarks; landmark; landmark = landmark->next)
        add_item(finish, open, &depth, landmark);
    put(finish, catalog, "/Outlines", root);
    put_name(finish, catalog, "/PageMode", "/UseOutlines");
}
