#pragma once
#include "modules/plan_import/rows.h"

/* Whether a row goes on with the activity above it, which a page break has cut in two. */

typedef struct JoinPlace {
    bool under_head;  /* right below a repeated head row */
    bool follows_gap; /* an empty row, another table or a page lies between */
} JoinPlace;

typedef enum { JOIN_NO, JOIN_DOUBTFUL_NO, JOIN_DOUBTFUL_YES, JOIN_YES } Join;

/* A row with a title and other cells: "länet" below "… miljöchefer i". */
Join join_full_row(const DraftActivity *above, const Row *row, const Line *line, JoinPlace place);

/* A row with nothing but a title. */
Join join_lone_row(const DraftActivity *above, const Line *line, JoinPlace place);

/* A row whose first cell is empty always goes on; JOIN_DOUBTFUL_YES when nothing else speaks for
 * it. */
Join join_rest_row(const DraftActivity *above, const Row *row, const Line *line, JoinPlace place);
