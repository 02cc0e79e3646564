#pragma once
#include "base/types.h"
#include "formats/pdf_flow.h"
#include <qpdf/qpdf-c.h>

/* Makes the drawn pages a tagged document: structure tree, links, outline, language, title and
 * date; the same flow gives the same bytes. ret in the flow's arena. */
bool pdf_finish(Flow *flow, Bytes drawn, Bytes *ret, GError **error);

/* The rest is shared between the files that finish a document. */
typedef struct Finish {
    Flow *flow;
    qpdf_data pdf;
    qpdf_oh *pages;  /* by number */
    qpdf_oh parents; /* /Nums of the parent tree */
    int next_parent_key;
} Finish;

/* Puts a value into a dictionary. */
void put(Finish *finish, qpdf_oh dictionary, const char *key, qpdf_oh value);
void put_name(Finish *finish, qpdf_oh dictionary, const char *key, const char *name);
void put_number(Finish *finish, qpdf_oh dictionary, const char *key, long long number);
void put_text(Finish *finish, qpdf_oh dictionary, const char *key, const char *text);
qpdf_oh array_of_reals(Finish *finish, const double *values, size_t n);

/* [page /XYZ x y null]: `y` from the page's upper edge. */
qpdf_oh destination(Finish *finish, const Page *page, double y);

/* Marks each page's decoration as an artifact. ERROR_INTERNAL when the page is not marked as drawn.
 */
bool finish_artifacts(Finish *finish, GError **error);

/* The tree of tags, into the catalog, and the link annotations, into their pages. */
void finish_structure(Finish *finish, qpdf_oh catalog);
void finish_outline(Finish *finish, qpdf_oh catalog);
