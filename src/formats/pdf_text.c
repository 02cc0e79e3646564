#include "formats/pdf_text.h"

#include "formats/pdf_fonts.h"
#include "formats/pdf_hyphen.h"
#include <pango/pangocairo.h>
#include <string.h>

#define FONT_FAMILY "Source Sans 3"
#define NARROWEST_LETTER 0.22 /* of the size: no word of n letters is wider than … */
#define WIDEST_LETTER 0.95    /* … and none narrower than this */
#define ASCENT 0.75           /* of the size: where the baseline stands in its share of the line */
#define MISSING_CHARACTER "\xE2\x96\xA1" /* □ */

/* Shaping takes most of the time; these features of the font are not wanted or not needed. */
#define FONT_FEATURES "liga=0,clig=0,calt=0,rlig=0,rclt=0,locl=0"

struct Typesetter {
    Arena *arena;
    PangoContext *context;
    PangoFontDescription *fonts[N_STYLES];
    PangoAttrList *features;
    GHashTable *blocks; /* TextKey → TextBlock */
};

typedef struct TextKey {
    StyleName style;
    int n_lines;
    double width;
    const char *text;
} TextKey;

static guint hash_key(gconstpointer data) {
    const TextKey *key = data;
    return g_str_hash(key->text) * 31 + (guint)key->style * 7919 +
           (key->width == G_MAXDOUBLE ? 0 : (guint)key->width);
}

static gboolean keys_equal(gconstpointer a, gconstpointer b) {
    const TextKey *left = a, *right = b;
    return left->style == right->style && left->n_lines == right->n_lines &&
           left->width == right->width && strcmp(left->text, right->text) == 0;
}

static void free_block(gpointer data) {
    TextBlock *block = data;
    g_clear_object(&block->layout);
}

static PangoFontDescription *font_of_style(const TextStyle *style) {
    PangoFontDescription *font = pango_font_description_new();
    pango_font_description_set_family_static(font, FONT_FAMILY);
    pango_font_description_set_weight(font, (PangoWeight)style->weight);
    pango_font_description_set_style(font, style->italic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL);
    pango_font_description_set_absolute_size(font, style->size * PANGO_SCALE);
    return font;
}

/* Letters keep their true widths: a PDF has no pixels to fit them to. */
static PangoContext *new_context(PangoFontMap *map, const char *language) {
    PangoContext *context = pango_font_map_create_context(map);
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(context, options);
    cairo_font_options_destroy(options);
    pango_context_set_round_glyph_positions(context, FALSE);
    pango_context_set_language(context, pango_language_from_string(language));
    pango_context_set_base_dir(context, PANGO_DIRECTION_LTR);
    return context;
}

Typesetter *typesetter_new(Arena *arena, const char *language, GError **error) {
    PangoFontMap *map = pdf_font_map(error);
    if (map == NULL)
        return NULL;
    Typesetter *typesetter = g_new0(Typesetter, 1);
    typesetter->arena = arena;
    typesetter->context = new_context(map, language);
    typesetter->blocks = g_hash_table_new_full(hash_key, keys_equal, NULL, free_block);
    typesetter->features = pango_attr_list_new();
    pango_attr_list_insert(typesetter->features, pango_attr_font_features_new(FONT_FEATURES));
    for (StyleName style = 0; style < N_STYLES; style++)
        typesetter->fonts[style] = font_of_style(style_of(style));
    return typesetter;
}

void typesetter_free(Typesetter *typesetter) {
    if (typesetter == NULL)
        return;
    g_hash_table_unref(typesetter->blocks);
    pango_attr_list_unref(typesetter->features);
    for (StyleName style = 0; style < N_STYLES; style++)
        pango_font_description_free(typesetter->fonts[style]);
    g_object_unref(typesetter->context);
    g_free(typesetter);
}

static bool can_show(gunichar c) {
    return c < 0x80 || g_unichar_iszerowidth(c) || g_unichar_isspace(c) || pdf_font_has(c);
}

static const char *first_missing(const char *text) {
    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at))
        if ((unsigned char)*at >= 0x80 && !can_show(g_utf8_get_char(at)))
            return at;
    return NULL;
}

static char *replace_missing(Arena *arena, const char *text) {
    GString *shown = g_string_new(NULL);
    for (const char *at = text, *next; *at != '\0'; at = next) {
        next = g_utf8_next_char(at);
        if (can_show(g_utf8_get_char(at)))
            g_string_append_len(shown, at, next - at);
        else
            g_string_append(shown, MISSING_CHARACTER);
    }
    char *copy = arena_strdup(arena, shown->str);
    g_string_free(shown, TRUE);
    return copy;
}

static bool is_too_wide(Typesetter *typesetter, const TextKey *key, const char *word,
                        size_t length) {
    double size = style_of(key->style)->size;
    long n_letters = g_utf8_strlen(word, (gssize)length);
    if ((double)n_letters * size * WIDEST_LETTER < key->width)
        return false;
    if ((double)n_letters * size * NARROWEST_LETTER > key->width)
        return true;
    const char *alone = arena_strndup(typesetter->arena, word, length);
    return widest_line(typeset(typesetter, key->style, G_MAXDOUBLE, alone)) > key->width;
}

/* Bytes of the separator that the text begins with: a line may end after it anyway. */
static size_t word_separator(const char *text) {
    static const char *const separators[] = {" ", "\n", "-", "/", "–", "—"};
    for (size_t i = 0; i < G_N_ELEMENTS(separators); i++)
        if (g_str_has_prefix(text, separators[i]))
            return strlen(separators[i]);
    return 0;
}

static size_t word_length(const char *text) {
    const char *end = text;
    while (*end != '\0' && word_separator(end) == 0)
        end = g_utf8_next_char(end);
    return (size_t)(end - text);
}

/* NULL when every word fits on a line. */
static char *divide_wide_words(Typesetter *typesetter, const TextKey *key) {
    if (key->width == G_MAXDOUBLE)
        return NULL;
    GString *divided = NULL;
    const char *copied = key->text;
    for (const char *word = key->text; *word != '\0';) {
        size_t length = word_length(word);
        if (length > 0 && is_too_wide(typesetter, key, word, length)) {
            divided = divided != NULL ? divided : g_string_new(NULL);
            g_string_append_len(divided, copied, word - copied);
            g_string_append(divided, hyphenate_word(typesetter->arena, word, length));
            copied = word + length;
        }
        word += length;
        word += word_separator(word);
    }
    if (divided == NULL)
        return NULL;
    char *text = arena_strdup(typesetter->arena, g_string_append(divided, copied)->str);
    g_string_free(divided, TRUE);
    return text;
}

static void set_wrapping(PangoLayout *layout, const TextKey *key) {
    if (key->width == G_MAXDOUBLE)
        return;
    pango_layout_set_width(layout, (int)(key->width * PANGO_SCALE));
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    if (key->n_lines > 0) {
        pango_layout_set_height(layout, -key->n_lines);
        pango_layout_set_ellipsize(layout, PANGO_ELLIPSIZE_END);
    }
}

static void collect_lines(Arena *arena, TextBlock *block) {
    block->n_lines = pango_layout_get_line_count(block->layout);
    block->lines = ARENA_ARRAY(arena, PangoLayoutLine *, (size_t)block->n_lines);
    int i = 0;
    for (GSList *line = pango_layout_get_lines_readonly(block->layout); line; line = line->next)
        block->lines[i++] = line->data;
}

static TextBlock *set_text(Typesetter *typesetter, const TextKey *key) {
    TextBlock *block = ARENA_NEW(typesetter->arena, TextBlock);
    block->style = key->style;
    if (*key->text == '\0')
        return block;
    TextKey shown = *key;
    if (first_missing(key->text) != NULL) {
        block->spoken = key->text;
        shown.text = replace_missing(typesetter->arena, key->text);
    }
    char *divided = divide_wide_words(typesetter, &shown);
    if (divided != NULL)
        block->spoken = key->text;
    block->layout = pango_layout_new(typesetter->context);
    pango_layout_set_auto_dir(block->layout, FALSE);
    pango_layout_set_font_description(block->layout, typesetter->fonts[key->style]);
    pango_layout_set_attributes(block->layout, typesetter->features);
    set_wrapping(block->layout, key);
    pango_layout_set_text(block->layout, divided != NULL ? divided : shown.text, -1);
    collect_lines(typesetter->arena, block);
    return block;
}

const TextBlock *typeset_at_most(Typesetter *typesetter, StyleName style, double width,
                                 const char *text, int n_lines) {
    TextKey key = {style, n_lines, width, text};
    TextBlock *block = g_hash_table_lookup(typesetter->blocks, &key);
    if (block != NULL)
        return block;
    TextKey *kept = ARENA_NEW(typesetter->arena, TextKey);
    *kept = key;
    kept->text = g_strstrip(arena_strdup(typesetter->arena, text));
    block = set_text(typesetter, kept);
    kept->text = arena_strdup(typesetter->arena, text);
    g_hash_table_insert(typesetter->blocks, kept, block);
    return block;
}

const TextBlock *typeset(Typesetter *typesetter, StyleName style, double width, const char *text) {
    return typeset_at_most(typesetter, style, width, text, 0);
}

double text_height(const TextBlock *text) {
    return text->n_lines * style_of(text->style)->pitch;
}

double line_width(const TextBlock *text, int line) {
    PangoRectangle logical;
    pango_layout_line_get_extents(text->lines[line], NULL, &logical);
    return (double)logical.width / PANGO_SCALE;
}

double widest_line(const TextBlock *text) {
    double widest = 0;
    for (int i = 0; i < text->n_lines; i++)
        widest = MAX(widest, line_width(text, i));
    return widest;
}

double style_baseline(StyleName style) {
    const TextStyle *s = style_of(style);
    return (s->pitch - s->size) / 2 + ASCENT * s->size;
}
