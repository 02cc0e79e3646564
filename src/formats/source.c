#include "formats/source.h"

#include <string.h>

#include "base/error.h"
#include "base/language.h"
#include "formats/csv_read.h"
#include "formats/docx_read.h"
#include "formats/html_read.h"
#include "formats/package_property.h"
#include "formats/source_builder.h"
#include "formats/text_decode.h"
#include "formats/text_read.h"
#include "formats/xlsx_read.h"

static bool check_size(Bytes file, GError **error) {
    if (file.size == 0)
        return fail(error, ERROR_INVALID, "Filen är tom. Kontrollera att ni valde rätt fil.");
    if (file.size > SOURCE_MAX_FILE_BYTES)
        return fail(
            error, ERROR_INVALID,
            "Filen är större än 20 MiB. Ta bort bilder och blad som inte behövs, eller dela upp "
            "den i flera filer.");
    return true;
}

/* Files that people have, but that are none of ours, by how they begin. */
static const struct {
    const char *start;
    const char *what;
} other_kinds[] = {
    {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", N_("Filen är i ett äldre Office-format eller skyddad med "
                                            "lösenord. Ta bort lösenordet om det finns "
                                            "ett. Spara filen som .docx eller .xlsx.")},
    {"%PDF-",
     N_("Filen är en PDF, och tabeller går inte att läsa säkert ur en sådan. Spara filen som .docx "
        "eller .xlsx, eller kopiera tabellen och klistra in den.")},
    {"{\\rtf", N_("Filen är i formatet RTF. Öppna den och spara den som .docx eller .xlsx.")},
    {"MIME-Version:",
     N_("Filen är en webbsida i en fil (MHT). Öppna den och spara den som .docx eller .xlsx.")},
    {"\x89PNG", N_("Filen är en bild. Välj det dokument som bilden visar.")},
    {"\xFF\xD8\xFF", N_("Filen är en bild. Välj det dokument som bilden visar.")},
    {"PK\x05\x06", N_("Filen är ett tomt ZIP-arkiv. Kontrollera att ni valde rätt fil.")},
};

static bool starts_with(Bytes file, const char *start) {
    size_t length = strlen(start);
    return file.size >= length && memcmp(file.data, start, length) == 0;
}

static bool check_kind(Bytes file, GError **error) {
    for (size_t i = 0; i < G_N_ELEMENTS(other_kinds); i++) {
        if (starts_with(file, other_kinds[i].start))
            return fail(error, ERROR_INVALID, "%s", T_(other_kinds[i].what));
    }
    return true;
}

static bool refuse_package(const Package *package, GError **error) {
    if (package_has(package, "mimetype"))
        return fail(
            error, ERROR_INVALID,
            "Filen är i formatet OpenDocument. Öppna den och spara den som .docx eller .xlsx.");
    if (package_has_prefix(package, "ppt/"))
        return fail(
            error, ERROR_INVALID,
            "Filen är en PowerPoint-presentation. Kopiera tabellen till Word eller Excel och spara "
            "den som .docx eller .xlsx.");
    if (package_has(package, "xl/workbook.bin"))
        return fail(
            error, ERROR_INVALID,
            "Filen är en binär arbetsbok (.xlsb). Öppna den och spara den som .docx eller .xlsx.");
    return fail(
        error, ERROR_INVALID,
        "Filen är ett ZIP-arkiv men inget Word- eller Excel-dokument. Packa upp det och välj "
        "dokumentet.");
}

/* What a form says of itself; what is damaged there says nothing. */
static void take_form(Arena *arena, Package *package, const Relations *relations,
                      SourceBuilder *builder, SourceDocument *ret) {
    SourceDocument form;
    ret->form_property = package_property(
        arena, package, relation_of_type(relations, "custom-properties"), SOURCE_FORM);
    if (source_builder_finish(builder, &form, NULL)) {
        ret->form_rows = form.blocks;
        ret->n_form_rows = form.n;
    }
}

static bool read_package(Arena *arena, Bytes file, bool is_form, SourceDocument *ret,
                         GError **error) {
    g_autoptr(Package) package = NULL;
    g_autoptr(SourceBuilder) form = is_form ? source_builder_new(arena, "form") : NULL;
    Relations relations;
    if (!package_open(arena, file, &package, error) ||
        !package_relations(package, "", &relations, error))
        return false;
    const char *main_part = relation_of_type(&relations, "officeDocument");
    bool present = main_part != NULL && package_has(package, main_part);
    bool docx = present && g_str_has_prefix(main_part, "word/");
    bool xlsx =
        present && g_str_has_prefix(main_part, "xl/") && !g_str_has_suffix(main_part, ".bin");
    if (!docx && !xlsx)
        return refuse_package(package, error);
    g_autoptr(SourceBuilder) builder = source_builder_new(arena, docx ? "docx" : "xlsx");
    bool whole = docx ? docx_read(package, main_part, builder, error)
                      : xlsx_read(arena, package, main_part, builder, form, error);
    if (!whole || !source_builder_finish(builder, ret, error))
        return false;
    if (is_form)
        take_form(arena, package, &relations, form, ret);
    return true;
}

static SourceBuilder *read_decoded(Arena *arena, Bytes text) {
    SourceBuilder *builder;
    char delimiter;
    if (html_detect(text)) {
        builder = source_builder_new(arena, "html");
        html_read(text, builder);
    } else if (csv_detect(text, &delimiter)) {
        builder = source_builder_new(arena, "csv");
        csv_read(text, delimiter, builder);
    } else {
        builder = source_builder_new(arena, "tsv");
        text_read(text, builder);
    }
    return builder;
}

static void note_guess(SourceBuilder *builder, bool guessed) {
    if (guessed)
        source_builder_note(builder,
                            "Filens teckenkodning är inte UTF-8, så den lästes som Windows-1252. "
                            "Kontrollera att å, ä och ö ser rätt ut.");
}

static bool read_text(Arena *arena, Bytes file, SourceDocument *ret, GError **error) {
    Bytes text;
    bool guessed;
    if (!text_decode(arena, file, &text, &guessed, error))
        return false;
    if (starts_with(text, "<?xml") && !html_detect(text))
        return fail(error, ERROR_INVALID,
                    "Filen är i ett XML-format. Öppna den och spara den som .docx eller .xlsx.");
    g_autoptr(SourceBuilder) builder = read_decoded(arena, text);
    note_guess(builder, guessed);
    return source_builder_finish(builder, ret, error);
}

static bool read_any(Arena *arena, Bytes file, bool is_form, SourceDocument *ret, GError **error) {
    if (!check_size(file, error) || !check_kind(file, error))
        return false;
    return starts_with(file, "PK\x03\x04") ? read_package(arena, file, is_form, ret, error)
                                           : read_text(arena, file, ret, error);
}

bool source_read(Arena *arena, Bytes file, SourceDocument *ret, GError **error) {
    return read_any(arena, file, false, ret, error);
}

bool source_read_form(Arena *arena, Bytes file, SourceDocument *ret, GError **error) {
    return read_any(arena, file, true, ret, error);
}

bool source_read_html(Arena *arena, Bytes html, SourceDocument *ret, GError **error) {
    Bytes text;
    bool guessed;
    if (!check_size(html, error) || !text_decode(arena, html, &text, &guessed, error))
        return false;
    g_autoptr(SourceBuilder) builder = source_builder_new(arena, "html");
    html_read(text, builder);
    note_guess(builder, guessed);
    return source_builder_finish(builder, ret, error);
}
