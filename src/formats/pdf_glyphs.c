#include "formats/pdf_glyphs.h"

#include <hb.h>
#include <pango/pangocairo.h>
#include <stdbool.h>
#include <string.h>

#define SOFT_HYPHEN "\xC2\xAD"
#define HYPHEN 0x2010

/* A run of glyphs of one font, with the text that they stand for. */
typedef struct Run {
    GArray *glyphs, *clusters; /* cairo_glyph_t, cairo_text_cluster_t */
    GString *text;
    double x, y; /* where the next glyph stands */
} Run;

static bool is_visible(PangoGlyph glyph) {
    return glyph != PANGO_GLYPH_EMPTY && (glyph & PANGO_GLYPH_UNKNOWN_FLAG) == 0;
}

static int add_glyphs(Run *run, const PangoGlyphItemIter *at) {
    int n = 0;
    for (int i = at->start_glyph; i < at->end_glyph; i++) {
        const PangoGlyphInfo *info = &at->glyph_item->glyphs->glyphs[i];
        if (is_visible(info->glyph)) {
            cairo_glyph_t glyph = {info->glyph,
                                   run->x + pango_units_to_double(info->geometry.x_offset),
                                   run->y + pango_units_to_double(info->geometry.y_offset)};
            g_array_append_val(run->glyphs, glyph);
            n++;
        }
        run->x += pango_units_to_double(info->geometry.width);
    }
    return n;
}

static void add_cluster(Run *run, const char *text, int length, int n_glyphs) {
    bool hyphen =
        length == (int)strlen(SOFT_HYPHEN) && memcmp(text, SOFT_HYPHEN, (size_t)length) == 0;
    cairo_text_cluster_t cluster = {hyphen ? 1 : length, n_glyphs};
    g_string_append_len(run->text, hyphen ? "-" : text, cluster.num_bytes);
    g_array_append_val(run->clusters, cluster);
}

static bool is_hyphen(PangoFont *font, const Run *run) {
    hb_font_t *shapes = pango_font_get_hb_font(font);
    unsigned long last = g_array_index(run->glyphs, cairo_glyph_t, run->glyphs->len - 1).index;
    hb_codepoint_t hyphen;
    return (hb_font_get_nominal_glyph(shapes, '-', &hyphen) && last == hyphen) ||
           (hb_font_get_nominal_glyph(shapes, HYPHEN, &hyphen) && last == hyphen);
}

/* Pango may hang the hyphen of a divided word on the letter before. */
static void add_letter(Run *run, const char *text, int length, int n_glyphs, PangoFont *font) {
    bool hyphenated = n_glyphs > 1 && is_hyphen(font, run);
    add_cluster(run, text, length, hyphenated ? n_glyphs - 1 : n_glyphs);
    if (hyphenated)
        add_cluster(run, "-", 1, 1);
}

/* Pango empties the space that a line is broken at; it is put back, past the end of the line. */
static void add_space(Run *run, PangoFont *font) {
    hb_codepoint_t space;
    if (!hb_font_get_nominal_glyph(pango_font_get_hb_font(font), ' ', &space))
        return;
    cairo_glyph_t glyph = {space, run->x, run->y};
    g_array_append_val(run->glyphs, glyph);
    add_cluster(run, " ", 1, 1);
}

static void collect(Run *run, PangoGlyphItem *item, const char *text) {
    PangoGlyphItemIter at;
    for (bool more = pango_glyph_item_iter_init_start(&at, item, text); more;
         more = pango_glyph_item_iter_next_cluster(&at)) {
        int n = add_glyphs(run, &at);
        if (n > 0)
            add_letter(run, text + at.start_index, at.end_index - at.start_index, n,
                       item->item->analysis.font);
        else if (text[at.start_index] == ' ')
            add_space(run, item->item->analysis.font);
    }
}

static void show(cairo_t *cairo, const Run *run, PangoFont *font) {
    if (run->clusters->len == 0)
        return;
    cairo_set_scaled_font(cairo, pango_cairo_font_get_scaled_font(PANGO_CAIRO_FONT(font)));
    cairo_show_text_glyphs(cairo, run->text->str, (int)run->text->len,
                           (cairo_glyph_t *)(void *)run->glyphs->data, (int)run->glyphs->len,
                           (cairo_text_cluster_t *)(void *)run->clusters->data,
                           (int)run->clusters->len, 0);
}

void draw_glyph_line(cairo_t *cairo, PangoLayoutLine *line, double x, double y) {
    const char *text = pango_layout_get_text(line->layout);
    bool ends_at_break = text[line->start_index + line->length] == '\n';
    Run run = {g_array_new(FALSE, FALSE, sizeof(cairo_glyph_t)),
               g_array_new(FALSE, FALSE, sizeof(cairo_text_cluster_t)), g_string_new(NULL), x, y};
    for (GSList *link = line->runs; link != NULL; link = link->next) {
        PangoGlyphItem *item = link->data;
        g_array_set_size(run.glyphs, 0);
        g_array_set_size(run.clusters, 0);
        g_string_truncate(run.text, 0);
        collect(&run, item, text);
        if (link->next == NULL && ends_at_break)
            add_space(&run, item->item->analysis.font);
        show(cairo, &run, item->item->analysis.font);
    }
    g_array_unref(run.glyphs);
    g_array_unref(run.clusters);
    g_string_free(run.text, TRUE);
}
