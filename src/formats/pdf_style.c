#include "formats/pdf_style.h"

#include <math.h>

#define HEX(value)                                                                                 \
    { ((value) >> 16) / 255.0, ((value) >> 8 & 255) / 255.0, ((value)&255) / 255.0 }

static const Color colors[N_COLORS] = {
    [COLOR_INK] = HEX(0x1d2421),  [COLOR_SECONDARY] = HEX(0x4f5954), [COLOR_GREEN] = HEX(0x12433a),
    [COLOR_TINT] = HEX(0xdfebe6), [COLOR_TINT_DEEP] = HEX(0xc3d9d0), [COLOR_ACCENT] = HEX(0x9a6700),
    [COLOR_LINE] = HEX(0x8b9590), [COLOR_CHIP] = HEX(0x1f4e79),      [COLOR_WHITE] = HEX(0xffffff),
};

static const TextStyle styles[N_STYLES] = {
    [STYLE_TITLE] = {34, 38, 600, false, COLOR_GREEN},
    [STYLE_TITLE_YEARS] = {34, 40, 400, false, COLOR_GREEN},
    [STYLE_TITLE_DECISION] = {12, 16, 400, false, COLOR_INK},
    [STYLE_TITLE_COLLABORATION] = {13, 17, 600, false, COLOR_GREEN},
    [STYLE_TITLE_DETAIL] = {9.5, 13.5, 400, false, COLOR_SECONDARY},
    [STYLE_HEADING_1] = {20, 24, 600, false, COLOR_GREEN},
    [STYLE_HEADING_2] = {13, 17, 600, false, COLOR_GREEN},
    [STYLE_HEADING_3] = {10.5, 15, 600, false, COLOR_INK},
    [STYLE_BODY] = {10.5, 15, 400, false, COLOR_INK},
    [STYLE_NOTE] = {8.5, 11.5, 400, false, COLOR_SECONDARY},
    [STYLE_CONTENTS_1] = {10.5, 15, 600, false, COLOR_INK},
    [STYLE_CONTENTS_2] = {10.5, 15, 400, false, COLOR_INK},
    [STYLE_CONTENTS_BAND] = {9.5, 13.5, 400, false, COLOR_SECONDARY},
    [STYLE_TABLE_HEAD] = {8, 10, 600, false, COLOR_GREEN},
    [STYLE_CELL] = {8.5, 11, 400, false, COLOR_INK},
    [STYLE_CELL_NAME] = {8.5, 11, 600, false, COLOR_INK},
    [STYLE_CELL_TOTAL] = {8.5, 11, 700, false, COLOR_INK},
    [STYLE_CELL_REMARK] = {8.5, 11, 400, true, COLOR_SECONDARY},
    [STYLE_BAND] = {9.5, 12, 700, false, COLOR_GREEN},
    [STYLE_BAND_CONTINUED] = {9.5, 12, 400, false, COLOR_GREEN},
    [STYLE_NARROW_HEAD] = {9, 11.5, 600, false, COLOR_GREEN},
    [STYLE_NARROW_CELL] = {10, 13, 400, false, COLOR_INK},
    [STYLE_NARROW_CELL_NAME] = {10, 13, 600, false, COLOR_INK},
    [STYLE_NARROW_CELL_TOTAL] = {10, 13, 700, false, COLOR_INK},
    [STYLE_NARROW_CELL_REMARK] = {10, 13, 400, true, COLOR_SECONDARY},
    [STYLE_NARROW_BAND] = {10, 12.5, 700, false, COLOR_GREEN},
    [STYLE_NARROW_BAND_CONTINUED] = {10, 12.5, 400, false, COLOR_GREEN},
    [STYLE_FOOT] = {7.5, 9.5, 400, false, COLOR_SECONDARY},
    [STYLE_CHIP_FILLED] = {7.5, 9.5, 600, false, COLOR_WHITE},
    [STYLE_CHIP_OUTLINED] = {7.5, 9.5, 600, false, COLOR_CHIP},
};

const TextStyle *style_of(StyleName name) {
    return &styles[name];
}

Color color_of(ColorName name) {
    return colors[name];
}

double color_grey(Color color) {
    return 0.2126 * color.red + 0.7152 * color.green + 0.0722 * color.blue;
}

static double linear(double channel) {
    return channel <= 0.04045 ? channel / 12.92 : pow((channel + 0.055) / 1.055, 2.4);
}

static double luminance(Color color) {
    return color_grey((Color){linear(color.red), linear(color.green), linear(color.blue)});
}

double color_contrast(Color a, Color b) {
    double lighter = fmax(luminance(a), luminance(b)), darker = fmin(luminance(a), luminance(b));
    return (lighter + 0.05) / (darker + 0.05);
}
