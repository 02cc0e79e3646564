#include "formats/docx_read.h"

#include <string.h>

#include "formats/docx_reading.h"

static void put_paragraph(Docx *docx, const Paragraph *paragraph) {
    if (docx->cell != NULL) {
        if (docx->cell->n_paragraphs++ > 0)
            g_string_append_c(docx->cell->text, '\n');
        g_string_append_len(docx->cell->text, paragraph->text->str, (gssize)paragraph->text->len);
        return;
    }
    docx->line++;
    if (paragraph->level > DOCX_LEVEL_BODY)
        source_builder_heading(docx->builder, docx->line, paragraph->level, paragraph->text);
    else
        source_builder_paragraph(docx->builder, docx->line, paragraph->text,
                                 paragraph->has_emphasised && !paragraph->has_plain);
}

void docx_put_carry(Docx *docx) {
    if (docx->carry == NULL)
        return;
    Paragraph paragraph = {.text = g_steal_pointer(&docx->carry)};
    put_paragraph(docx, &paragraph);
    g_string_free(paragraph.text, TRUE);
}

static void read_mark(Docx *docx) {
    for (int inside = xml_enter(docx->xml); xml_child(docx->xml, inside);)
        docx->paragraph.mark_deleted |=
            xml_is(docx->xml, XML_WORD, "del") || xml_is(docx->xml, XML_WORD, "moveFrom");
}

static void read_paragraph_properties(Docx *docx) {
    int own_level = DOCX_LEVEL_UNSET;
    for (int inside = xml_enter(docx->xml); xml_child(docx->xml, inside);) {
        if (xml_is(docx->xml, XML_WORD, "pStyle")) {
            DocxStyle style = docx_style(docx->styles, xml_attribute(docx->xml, "val"));
            docx->paragraph.level = style.level;
            docx->paragraph.look = style.look;
        } else if (xml_is(docx->xml, XML_WORD, "outlineLvl")) {
            docx_read_level(docx->xml, &own_level);
        } else if (xml_is(docx->xml, XML_WORD, "rPr")) {
            read_mark(docx);
        }
    }
    if (own_level != DOCX_LEVEL_UNSET)
        docx->paragraph.level = own_level;
}

static void finish_paragraph(Docx *docx) {
    if (docx->paragraph.mark_deleted) {
        docx->carry = docx->paragraph.text;
        return;
    }
    put_paragraph(docx, &docx->paragraph);
    g_string_free(docx->paragraph.text, TRUE);
}

static void read_paragraph(Docx *docx) {
    Paragraph around = docx->paragraph;
    DocxLook run = docx->run;
    GString *text = docx->carry != NULL ? g_steal_pointer(&docx->carry) : g_string_new(NULL);
    docx->paragraph = (Paragraph){.text = text, .level = DOCX_LEVEL_UNSET};
    for (int inside = xml_enter(docx->xml); xml_child(docx->xml, inside);) {
        if (xml_is(docx->xml, XML_WORD, "pPr"))
            read_paragraph_properties(docx);
        else
            docx_read_element(docx);
    }
    docx_put_carry(docx);
    finish_paragraph(docx);
    docx->paragraph = around;
    docx->run = run;
}

static void read_run_properties(Docx *docx) {
    DocxLook look = {0}, style = {0};
    for (int inside = xml_enter(docx->xml); xml_child(docx->xml, inside);) {
        if (xml_is(docx->xml, XML_WORD, "rStyle"))
            style = docx_style(docx->styles, xml_attribute(docx->xml, "val")).look;
        else
            docx_read_look(docx->xml, &look);
    }
    docx->run = docx_look_over(docx_look_over(look, style), docx->paragraph.look);
}

static void read_run(Docx *docx) {
    DocxLook around = docx->run;
    docx->run = docx->paragraph.look;
    for (int inside = xml_enter(docx->xml); xml_child(docx->xml, inside);) {
        if (xml_is(docx->xml, XML_WORD, "rPr"))
            read_run_properties(docx);
        else
            docx_read_element(docx);
    }
    docx->run = around;
}

bool docx_has_visible(const char *text) {
    while (g_unichar_isspace(g_utf8_get_char(text)))
        text = g_utf8_next_char(text);
    return *text != '\0';
}

static void read_text(Docx *docx) {
    if (docx->run.hidden == TOGGLE_ON) {
        docx->n_hidden++;
        return;
    }
    gsize before = docx->paragraph.text->len;
    xml_text(docx->xml, docx->paragraph.text);
    bool emphasised = docx->run.bold == TOGGLE_ON || docx->run.italic == TOGGLE_ON;
    if (docx_has_visible(docx->paragraph.text->str + before))
        *(emphasised ? &docx->paragraph.has_emphasised : &docx->paragraph.has_plain) = true;
}

static void add_tab(Docx *docx) {
    g_string_append_c(docx->paragraph.text, '\t');
}

static void add_line_break(Docx *docx) {
    g_string_append_c(docx->paragraph.text, '\n');
}

static void add_hyphen(Docx *docx) {
    g_string_append(docx->paragraph.text, "\u2011");
}

static void skip(G_GNUC_UNUSED Docx *docx) {
}

static void skip_deletion(Docx *docx) {
    docx->n_deletions++;
}

static void skip_footnote(Docx *docx) {
    docx->n_footnotes++;
}

/* The same thing for newer and for older programs: a text box stands in both. */
static void read_alternatives(Docx *docx) {
    bool chosen = false;
    for (int inside = xml_enter(docx->xml); xml_child(docx->xml, inside);) {
        if (!chosen) {
            chosen = true;
            docx_read_content(docx);
        }
    }
}

static const struct {
    const char *name;
    void (*read)(Docx *docx);
} word_elements[] = {
    {"r", read_run},
    {"t", read_text},
    {"p", read_paragraph},
    {"tc", docx_read_cell},
    {"tr", docx_read_row},
    {"tbl", docx_read_table},
    {"tab", add_tab},
    {"ptab", add_tab},
    {"br", add_line_break},
    {"cr", add_line_break},
    {"noBreakHyphen", add_hyphen},
    {"del", skip_deletion},
    {"moveFrom", skip_deletion},
    {"footnoteReference", skip_footnote},
    {"endnoteReference", skip_footnote},
    {"pPr", skip},
    {"rPr", skip},
    {"tblPr", skip},
    {"trPr", skip},
    {"tcPr", skip},
    {"sdtPr", skip},
    {"sectPr", skip},
    {"rt", skip}, /* pronunciation above ruby text */
};

static void read_word_element(Docx *docx) {
    const char *name = xml_name(docx->xml);
    for (size_t i = 0; i < G_N_ELEMENTS(word_elements); i++) {
        if (strcmp(name, word_elements[i].name) == 0) {
            word_elements[i].read(docx);
            return;
        }
    }
    docx_read_content(docx);
}

static void read_other_element(Docx *docx) {
    static const char *const pictures[] = {"pic", "imagedata", "chart", "relIds", NULL};
    if (g_strv_contains(pictures, xml_name(docx->xml)))
        docx->n_pictures++;
    docx_read_content(docx);
}

void docx_read_element(Docx *docx) {
    switch (xml_vocabulary(docx->xml)) {
    case XML_WORD:
        read_word_element(docx);
        break;
    case XML_COMPATIBLE:
        read_alternatives(docx);
        break;
    case XML_MATH:
        (strcmp(xml_name(docx->xml), "t") == 0 ? read_text : docx_read_content)(docx);
        break;
    default:
        read_other_element(docx);
    }
}

void docx_read_content(Docx *docx) {
    for (int inside = xml_enter(docx->xml);
         !source_builder_failed(docx->builder) && xml_child(docx->xml, inside);)
        docx_read_element(docx);
}

static void read_document(Xml *xml, void *data) {
    Docx *docx = data;
    docx->xml = xml;
    docx_read_content(docx);
}

static void note_what_was_left_out(const Docx *docx) {
    const struct {
        int count;
        const char *what;
    } left_out[] = {
        {docx->n_deletions, "Borttagen text i spårade ändringar"},
        {docx->n_hidden, "Dold text"},
        {docx->n_merged_texts, "Text i celler som är sammanfogade med cellen ovanför"},
        {docx->n_footnotes, "Fotnoter och slutnoter"},
        {docx->n_pictures, "Bilder och diagram"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(left_out); i++) {
        if (left_out[i].count > 0)
            source_builder_note(docx->builder, "%s togs inte med (%d ställen).", left_out[i].what,
                                left_out[i].count);
    }
}

/* Text that stood outside every paragraph, which only a damaged document has. */
static void put_stray(Docx *docx) {
    docx_put_carry(docx);
    if (source_builder_pending(docx->builder) > 0)
        source_builder_row(docx->builder, docx->line, 0);
    if (docx->paragraph.text->len > 0)
        put_paragraph(docx, &docx->paragraph);
}

bool docx_read(Package *package, const char *part, SourceBuilder *builder, GError **error) {
    Relations relations;
    g_autoptr(DocxStyles) styles = NULL;
    g_autoptr(GString) stray = g_string_new(NULL);
    if (!package_relations(package, part, &relations, error) ||
        !docx_styles_read(package, relation_of_type(&relations, "styles"), &styles, error))
        return false;
    Docx docx = {.builder = builder, .styles = styles, .paragraph = {.text = stray}};
    if (!package_read(package, part, read_document, &docx, error)) {
        if (docx.carry != NULL)
            g_string_free(docx.carry, TRUE);
        return false;
    }
    put_stray(&docx);
    if (relation_of_type(&relations, "comments") != NULL)
        source_builder_note(builder, "Kommentarer i dokumentet togs inte med.");
    note_what_was_left_out(&docx);
    return true;
}
