#include "formats/pdf_draw.h"

#include "formats/pdf_glyphs.h"
#include <cairo-pdf.h>
#include <math.h>
#include <string.h>

#define CHIP_RADIUS 2.5
#define CHIP_LINE_WIDTH 0.8
#define DOT_WIDTH 0.9
#define DOT_DISTANCE 3.6
#define MARK_LINE_WIDTH 2.6
#define FOOT_RULE_HEIGHT 0.4
#define FOOT_TEXT_GAP 4.0
#define FOOT_LINES 2

static void use_color(cairo_t *cairo, ColorName name) {
    Color color = color_of(name);
    cairo_set_source_rgb(cairo, color.red, color.green, color.blue);
}

static double line_offset(const Item *item, int line) {
    if (item->align == ALIGN_LEFT)
        return 0;
    double free_width = item->box.width - line_width(item->text, line);
    return item->align == ALIGN_RIGHT ? free_width : free_width / 2;
}

static void draw_text(cairo_t *cairo, const Item *item) {
    if (item->text == NULL)
        return;
    double pitch = style_of(item->text->style)->pitch;
    double baseline = item->box.y + style_baseline(item->text->style);
    use_color(cairo, item->color);
    for (int i = 0; i < item->n_lines; i++) {
        int line = item->first_line + i;
        draw_glyph_line(cairo, item->text->lines[line], item->box.x + line_offset(item, line),
                        baseline + i * pitch);
    }
}

static void draw_box(cairo_t *cairo, const Item *item) {
    use_color(cairo, item->color);
    cairo_rectangle(cairo, item->box.x, item->box.y, item->box.width, item->box.height);
    cairo_fill(cairo);
}

static void round_rectangle(cairo_t *cairo, Box box, double radius) {
    double right = box.x + box.width, bottom = box.y + box.height;
    cairo_new_sub_path(cairo);
    cairo_arc(cairo, right - radius, box.y + radius, radius, -G_PI_2, 0);
    cairo_arc(cairo, right - radius, bottom - radius, radius, 0, G_PI_2);
    cairo_arc(cairo, box.x + radius, bottom - radius, radius, G_PI_2, G_PI);
    cairo_arc(cairo, box.x + radius, box.y + radius, radius, G_PI, 3 * G_PI_2);
    cairo_close_path(cairo);
}

static void draw_chip(cairo_t *cairo, const Item *item) {
    bool filled = item->chip == REPORT_CHIP_FILLED;
    double inset = filled ? 0 : CHIP_LINE_WIDTH / 2;
    Box box = {item->box.x + inset, item->box.y + inset, item->box.width - 2 * inset,
               item->box.height - 2 * inset};
    round_rectangle(cairo, box, CHIP_RADIUS);
    use_color(cairo, COLOR_CHIP);
    if (filled) {
        cairo_fill(cairo);
    } else {
        cairo_set_line_width(cairo, CHIP_LINE_WIDTH);
        cairo_stroke(cairo);
    }
}

/* Dots stand at the same places on every line of the contents. */
static void draw_dots(cairo_t *cairo, const Item *item) {
    double first = ceil(item->box.x / DOT_DISTANCE) * DOT_DISTANCE;
    double dashes[] = {0, DOT_DISTANCE};
    cairo_save(cairo);
    use_color(cairo, COLOR_SECONDARY);
    cairo_set_line_width(cairo, DOT_WIDTH);
    cairo_set_line_cap(cairo, CAIRO_LINE_CAP_ROUND);
    cairo_set_dash(cairo, dashes, 2, 0);
    cairo_move_to(cairo, first, item->box.y);
    cairo_line_to(cairo, item->box.x + item->box.width, item->box.y);
    cairo_stroke(cairo);
    cairo_restore(cairo);
}

static void draw_circle(cairo_t *cairo, double x, double y, double radius, ColorName color) {
    cairo_new_sub_path(cairo);
    cairo_arc(cairo, x, y, radius, 0, 2 * G_PI);
    use_color(cairo, color);
    cairo_stroke(cairo);
}

static void draw_mark(cairo_t *cairo, const Item *item) {
    Box box = item->box;
    double radius = box.height / 2 - MARK_LINE_WIDTH / 2, y = box.y + box.height / 2;
    cairo_set_line_width(cairo, MARK_LINE_WIDTH);
    draw_circle(cairo, box.x + box.height / 2, y, radius, COLOR_GREEN);
    draw_circle(cairo, box.x + box.width - box.height / 2, y, radius, COLOR_ACCENT);
}

/* Two large circles at the lower right edge of the box, darker where they meet. */
static void draw_ground(cairo_t *cairo, const Item *item) {
    Box box = item->box;
    double radius = 0.42 * box.width, y = box.y + 0.85 * box.height;
    double left = box.x + 0.58 * box.width, right = left + 0.95 * radius;
    use_color(cairo, COLOR_TINT);
    cairo_arc(cairo, left, y, radius, 0, 2 * G_PI);
    cairo_fill(cairo);
    cairo_arc(cairo, right, y, radius, 0, 2 * G_PI);
    cairo_fill(cairo);
    cairo_save(cairo);
    cairo_arc(cairo, left, y, radius, 0, 2 * G_PI);
    cairo_clip(cairo);
    cairo_arc(cairo, right, y, radius, 0, 2 * G_PI);
    use_color(cairo, COLOR_TINT_DEEP);
    cairo_fill(cairo);
    cairo_restore(cairo);
}

static void draw_item(cairo_t *cairo, const Item *item) {
    static void (*const draw[])(cairo_t *, const Item *) = {
        [ITEM_TEXT] = draw_text, [ITEM_BOX] = draw_box,   [ITEM_CHIP] = draw_chip,
        [ITEM_DOTS] = draw_dots, [ITEM_MARK] = draw_mark, [ITEM_GROUND] = draw_ground,
    };
    draw[item->kind](cairo, item);
}

/* Left the collaboration and its document, in the middle the decision, right the page. */
static void draw_foot(Flow *flow, cairo_t *cairo, const Page *page) {
    const ReportInfo *info = &flow->report->info;
    double left = page->width > page->height ? MARGIN_SIDE_LANDSCAPE : MARGIN_SIDE_PORTRAIT;
    double width = page->width - 2 * left, top = page->height - FOOT_RULE;
    const char *separator = *info->collaboration && *info->title ? " · " : "";
    const char *texts[] = {
        arena_printf(flow->arena, "%s%s%s", info->collaboration, separator, info->title),
        info->status,
        arena_printf(flow->arena, "%s %d (%d)", flow->words->page, page->number + 1, flow->n_pages),
    };
    static const double begins[] = {0, 0.47, 0.88}, widths[] = {0.45, 0.4, 0.12};
    draw_box(cairo, &(Item){.box = {left, top, width, FOOT_RULE_HEIGHT}, .color = COLOR_LINE});
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        Item item = {.box = {left + begins[i] * width, top + FOOT_TEXT_GAP, widths[i] * width, 0},
                     .align = i == 2 ? ALIGN_RIGHT : ALIGN_LEFT,
                     .color = COLOR_SECONDARY};
        item.text =
            typeset_at_most(flow->typesetter, STYLE_FOOT, item.box.width, texts[i], FOOT_LINES);
        item.n_lines = item.text->n_lines;
        draw_text(cairo, &item);
    }
}

static void draw_decoration(Flow *flow, cairo_t *cairo, const Page *page) {
    cairo_tag_begin(cairo, DECORATION_TAG, NULL);
    for (const Item *item = page->decoration.first; item != NULL; item = item->next)
        draw_item(cairo, item);
    if (page->has_foot)
        draw_foot(flow, cairo, page);
    cairo_tag_end(cairo, DECORATION_TAG);
}

static int count_items(const Page *page) {
    int n = 0;
    for (const Item *item = page->content.first; item != NULL; item = item->next)
        n++;
    return n;
}

/* Neighbouring items of one node are one piece of marked content. */
static void draw_content(Flow *flow, cairo_t *cairo, Page *page) {
    page->marked = ARENA_ARRAY(flow->arena, TagNode *, (size_t)count_items(page) + 1);
    page->n_marked = 1;
    for (const Item *item = page->content.first; item != NULL; item = item->next) {
        TagNode *tag = item->tag;
        page->marked[page->n_marked] = tag;
        tag_add_content(flow->arena, tag, page->number, page->n_marked++);
        cairo_tag_begin(cairo, "P", NULL);
        draw_item(cairo, item);
        for (; item->next != NULL && item->next->tag == tag; item = item->next)
            draw_item(cairo, item->next);
        cairo_tag_end(cairo, "P");
    }
}

static cairo_status_t append_bytes(void *closure, const unsigned char *data, unsigned int length) {
    g_byte_array_append(closure, data, length);
    return CAIRO_STATUS_SUCCESS;
}

static void draw_pages(Flow *flow, cairo_surface_t *surface, cairo_t *cairo) {
    for (Page *page = flow->pages; page != NULL; page = page->next) {
        cairo_pdf_surface_set_size(surface, page->width, page->height);
        draw_decoration(flow, cairo, page);
        draw_content(flow, cairo, page);
        cairo_show_page(cairo);
    }
}

bool pdf_draw(Flow *flow, Bytes *ret, GError **error) {
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    cairo_surface_t *surface =
        cairo_pdf_surface_create_for_stream(append_bytes, bytes, PAPER_SHORT, PAPER_LONG);
    cairo_t *cairo = cairo_create(surface);
    draw_pages(flow, surface, cairo);
    cairo_status_t status = cairo_status(cairo);
    cairo_destroy(cairo);
    cairo_surface_finish(surface);
    status = status != CAIRO_STATUS_SUCCESS ? status : cairo_surface_status(surface);
    cairo_surface_destroy(surface);
    if (status != CAIRO_STATUS_SUCCESS)
        return fail(error, ERROR_INTERNAL, "PDF-filen kunde inte ritas: %s.",
                    cairo_status_to_string(status));
    uint8_t *copy = arena_alloc(flow->arena, bytes->len);
    memcpy(copy, bytes->data, bytes->len);
    *ret = (Bytes){copy, bytes->len};
    return true;
}
