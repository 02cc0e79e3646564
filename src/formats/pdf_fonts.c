#include "formats/pdf_fonts.h"

#include "pdf_fonts_resources.h"
#include <fcntl.h>
#include <fontconfig/fontconfig.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>
#include <sys/mman.h>
#include <unistd.h>

#define POINTS_PER_INCH 72

typedef struct Fonts {
    FcConfig *config;
    FcCharSet *characters; /* NULL when the fonts could not be opened */
} Fonts;

static const char *const files[] = {"SourceSans3-Regular.ttf", "SourceSans3-Semibold.ttf",
                                    "SourceSans3-Bold.ttf", "SourceSans3-It.ttf"};

#ifdef __SANITIZE_ADDRESS__
/* fontconfig hides its pointers as offsets, so what it keeps looks lost to LeakSanitizer. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void) {
    return "leak:libfontconfig";
}
const char *__lsan_default_options(void);
const char *__lsan_default_options(void) {
    return "print_suppressions=0";
}
#endif

static bool write_all(int file, const uint8_t *data, size_t size) {
    for (size_t done = 0; done < size;) {
        ssize_t n = write(file, data + done, size - done);
        if (n <= 0)
            return false;
        done += (size_t)n;
    }
    return true;
}

/* fontconfig and pango only read files. A memory file has a name, leaves nothing on disk, is gone
 * with the process and, sealed, cannot be changed. It stays open: pango opens it by name later. */
static bool add_font(FcConfig *config, const char *name) {
    g_autofree char *resource = g_strconcat("/samsyn/fonts/", name, NULL);
    g_autoptr(GBytes) bytes = g_resource_lookup_data(pdf_fonts_get_resource(), resource,
                                                     G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
    int file = memfd_create(name, MFD_CLOEXEC | MFD_ALLOW_SEALING);
    if (bytes == NULL || file < 0)
        return false;
    if (!write_all(file, g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes)) ||
        fcntl(file, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE | F_SEAL_SEAL) != 0) {
        close(file);
        return false;
    }
    g_autofree char *path = g_strdup_printf("/proc/self/fd/%d", file);
    return FcConfigAppFontAddFile(config, (const FcChar8 *)path);
}

static FcCharSet *all_characters(FcConfig *config) {
    FcFontSet *set = FcConfigGetFonts(config, FcSetApplication);
    FcCharSet *all = FcCharSetCreate();
    for (int i = 0; set != NULL && i < set->nfont; i++) {
        FcCharSet *characters;
        if (FcPatternGetCharSet(set->fonts[i], FC_CHARSET, 0, &characters) == FcResultMatch)
            FcCharSetMerge(all, characters, NULL);
    }
    return all;
}

static gpointer open_fonts(gpointer unused) {
    (void)unused;
    Fonts *fonts = g_new0(Fonts, 1);
    fonts->config = FcConfigCreate();
    for (size_t i = 0; i < G_N_ELEMENTS(files); i++)
        if (!add_font(fonts->config, files[i]))
            return fonts;
    fonts->characters = all_characters(fonts->config);
    return fonts;
}

/* Set up once and only read from then on, so that threads may share it. */
static const Fonts *shared_fonts(void) {
    static GOnce once = G_ONCE_INIT;
    return g_once(&once, open_fonts, NULL);
}

static PangoFontMap *new_font_map(FcConfig *config) {
    PangoFontMap *map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
    pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(map), config);
    pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(map), POINTS_PER_INCH);
    return map;
}

PangoFontMap *pdf_font_map(GError **error) {
    static GPrivate of_thread = G_PRIVATE_INIT(g_object_unref);
    PangoFontMap *map = g_private_get(&of_thread);
    if (map != NULL)
        return map;
    const Fonts *fonts = shared_fonts();
    if (fonts->characters == NULL) {
        fail(error, ERROR_INTERNAL,
             "Typsnitten till PDF-filen kunde inte öppnas. Är /proc monterat?");
        return NULL;
    }
    map = new_font_map(fonts->config);
    g_private_set(&of_thread, map);
    return map;
}

bool pdf_font_has(gunichar character) {
    return FcCharSetHasChar(shared_fonts()->characters, character);
}
