#pragma once
#include <stdbool.h>

/* How a printed report looks. Lengths are points, 1/72 inch. */

typedef struct Color {
    double red, green, blue; /* 0-1 */
} Color;

typedef enum {
    COLOR_INK,
    COLOR_SECONDARY,
    COLOR_GREEN,     /* headings, category bands, rules above sums */
    COLOR_TINT,      /* ground of a band */
    COLOR_TINT_DEEP, /* where the circles of the mark meet */
    COLOR_ACCENT,    /* the second circle of the small mark */
    COLOR_LINE,      /* hairlines between rows */
    COLOR_CHIP,      /* ground of a filled chip */
    COLOR_WHITE,
    N_COLORS,
} ColorName;

typedef enum {
    STYLE_TITLE,
    STYLE_TITLE_YEARS,
    STYLE_TITLE_DECISION,
    STYLE_TITLE_COLLABORATION,
    STYLE_TITLE_DETAIL,
    STYLE_HEADING_1,
    STYLE_HEADING_2,
    STYLE_HEADING_3,
    STYLE_BODY,
    STYLE_NOTE,
    STYLE_CONTENTS_1,
    STYLE_CONTENTS_2,
    STYLE_CONTENTS_BAND,
    STYLE_TABLE_HEAD,
    STYLE_CELL,
    STYLE_CELL_NAME,
    STYLE_CELL_TOTAL,
    STYLE_CELL_REMARK, /* a text row, and what says that a row goes on */
    STYLE_BAND,
    STYLE_BAND_CONTINUED,
    STYLE_NARROW_HEAD, /* the same in a table as wide as running text, in the same order */
    STYLE_NARROW_CELL,
    STYLE_NARROW_CELL_NAME,
    STYLE_NARROW_CELL_TOTAL,
    STYLE_NARROW_CELL_REMARK,
    STYLE_NARROW_BAND,
    STYLE_NARROW_BAND_CONTINUED,
    STYLE_FOOT,
    STYLE_CHIP_FILLED,
    STYLE_CHIP_OUTLINED,
    N_STYLES,
} StyleName;

typedef struct TextStyle {
    double size, pitch; /* pitch: from baseline to baseline */
    int weight;         /* 400, 600 or 700 */
    bool italic;
    ColorName color;
} TextStyle;

/* From the upper left corner of the page, unless said otherwise. */
typedef struct Box {
    double x, y, width, height;
} Box;

#define MM(millimetres) ((millimetres)*72.0 / 25.4)

/* A4 and its margins; the foot stands inside the lower margin. */
#define PAPER_SHORT MM(210)
#define PAPER_LONG MM(297)
#define MARGIN_SIDE_PORTRAIT MM(18)
#define MARGIN_SIDE_LANDSCAPE MM(15)
#define MARGIN_TOP MM(16)
#define MARGIN_BOTTOM MM(18)
#define FOOT_RULE MM(14) /* from the lower edge */
#define TEXT_MEASURE MM(128)

const TextStyle *style_of(StyleName name);
Color color_of(ColorName name);

/* The grey that a printer without colour makes of it, 0 black - 1 white (ITU-R BT.709). */
double color_grey(Color color);

/* Contrast as in WCAG 2.2, 1-21. */
double color_contrast(Color a, Color b);
