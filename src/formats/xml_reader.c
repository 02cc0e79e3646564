#include "formats/xml_reader.h"

#include <libxml/xmlreader.h>
#include <string.h>

#include "base/error.h"

enum {
    HEAD_SIZE = 4096,
    MAX_DEPTH = 256,      /* libxml2's own */
    MAX_ATTRIBUTES = 200, /* of one element; libxml2 compares each with each */
    MAX_NAMESPACES = 200, /* declared around one element; libxml2 looks through all for each name */
    MAX_NAMES = 50000,    /* different ones, and short texts; libxml2's table of them grows slow */
};

struct Xml {
    char *name;
    xmlTextReader *reader;
    XmlSource source;
    void *data;
    char head[HEAD_SIZE]; /* the first bytes, looked at before libxml2 gets any */
    int head_size, head_at;
    int n_attributes; /* since the last '<' */
    bool after_equals;
    int namespaces[MAX_DEPTH +
                   1]; /* declared by the open element at each depth and those around it */
    bool failed, has_doctype;
};

static const struct {
    const char *uri;
    XmlVocabulary vocabulary;
} vocabularies[] = {
    {"http://schemas.openxmlformats.org/wordprocessingml/2006/main", XML_WORD},
    {"http://schemas.openxmlformats.org/spreadsheetml/2006/main", XML_SHEET},
    {"http://schemas.openxmlformats.org/package/2006/relationships", XML_RELATIONS},
    {"http://schemas.openxmlformats.org/markup-compatibility/2006", XML_COMPATIBLE},
    {"http://schemas.openxmlformats.org/officeDocument/2006/math", XML_MATH},
    {"http://purl.oclc.org/ooxml/wordprocessingml/main", XML_WORD},
    {"http://purl.oclc.org/ooxml/spreadsheetml/main", XML_SHEET},
    {"http://purl.oclc.org/ooxml/officeDocument/math", XML_MATH},
};

/* Every attribute has an equals sign and a quote; text between tags rarely has them in that order.
 */
static void count_attributes(Xml *xml, const char *bytes, int size) {
    for (int i = 0; i < size; i++) {
        if (bytes[i] == '<')
            xml->n_attributes = 0;
        xml->n_attributes += xml->after_equals && (bytes[i] == '"' || bytes[i] == '\'');
        xml->after_equals = bytes[i] == '=' || (xml->after_equals && g_ascii_isspace(bytes[i]));
        xml->failed = xml->failed || xml->n_attributes > MAX_ATTRIBUTES;
    }
}

static int read_source(void *context, char *bytes, int size) {
    Xml *xml = context;
    int n = MIN(size, xml->head_size - xml->head_at);
    if (n > 0) {
        memcpy(bytes, xml->head + xml->head_at, (size_t)n);
        xml->head_at += n;
    } else {
        n = xml->source(xml->data, bytes, size);
    }
    count_attributes(xml, bytes, n);
    xml->failed = xml->failed || n < 0;
    return xml->failed ? -1 : n;
}

/* libxml2 reports a document type only when it has read all of it and some of what follows. */
static void look_at_head(Xml *xml) {
    for (int n = 1; n > 0 && xml->head_size < HEAD_SIZE; xml->head_size += MAX(n, 0)) {
        n = xml->source(xml->data, xml->head + xml->head_size, HEAD_SIZE - xml->head_size);
        xml->failed = xml->failed || n < 0;
    }
    xml->has_doctype =
        memmem(xml->head, (size_t)xml->head_size, "<!DOCTYPE", strlen("<!DOCTYPE")) != NULL;
    xml->failed = xml->failed || xml->has_doctype;
}

/* libxml2 would print to standard error otherwise. */
static void keep_quiet(G_GNUC_UNUSED void *context, G_GNUC_UNUSED xmlErrorPtr problem) {
}

Xml *xml_open(const char *name, XmlSource source, void *data) {
    Xml *xml = g_new0(Xml, 1);
    xml->name = g_strdup(name);
    xml->source = source;
    xml->data = data;
    look_at_head(xml);
    xmlInitParser();
    xml->reader = xmlReaderForIO(read_source, NULL, xml, NULL, "UTF-8",
                                 XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
                                     XML_PARSE_IGNORE_ENC);
    if (xml->reader == NULL)
        xml->failed = true;
    else
        xmlTextReaderSetStructuredErrorHandler(xml->reader, keep_quiet, NULL);
    return xml;
}

/* The source's end is where a ZIP archive finds that its checksum is wrong. */
static void drain(Xml *xml) {
    char bytes[4096];
    while (!xml->failed && read_source(xml, bytes, sizeof bytes) > 0)
        continue;
}

static bool report(const Xml *xml, GError **error) {
    if (xml->has_doctype)
        return fail(error, ERROR_INVALID,
                    "Filen innehåller en dokumenttyp (DOCTYPE), som Word och Excel aldrig skriver. "
                    "Öppna den där, spara den på nytt och försök igen.");
    if (xml->failed)
        return fail(
            error, ERROR_INVALID,
            "Filen är skadad: delen %s går inte att läsa. Öppna filen i Word eller Excel, spara "
            "den på nytt och försök igen.",
            xml->name);
    return true;
}

bool xml_close(Xml *xml, GError **error) {
    drain(xml);
    bool whole = report(xml, error);
    if (xml->reader != NULL)
        xmlFreeTextReader(xml->reader);
    g_free(xml->name);
    g_free(xml);
    return whole;
}

static int count_namespaces(Xml *xml, const xmlNode *element, int depth) {
    int n = depth > 0 ? xml->namespaces[depth - 1] : 0;
    for (const xmlNs *declared = element->nsDef; declared != NULL; declared = declared->next)
        n++;
    return xml->namespaces[depth] = n;
}

/* What no real document has, and what libxml2 would take hours for. */
static bool is_crowded(Xml *xml) {
    int depth = xmlTextReaderDepth(xml->reader);
    const xmlNode *element = xmlTextReaderCurrentNode(xml->reader);
    return depth > MAX_DEPTH || count_namespaces(xml, element, depth) > MAX_NAMESPACES ||
           xmlDictSize(element->doc->dict) > MAX_NAMES;
}

/* Steps to the next node and says which type it has, or XML_READER_TYPE_NONE at the end. */
static int next(Xml *xml) {
    if (xml->failed)
        return XML_READER_TYPE_NONE;
    int more = xmlTextReaderRead(xml->reader);
    int type = more == 1 ? xmlTextReaderNodeType(xml->reader) : XML_READER_TYPE_NONE;
    xml->has_doctype = xml->has_doctype || type == XML_READER_TYPE_DOCUMENT_TYPE;
    bool crowded = type == XML_READER_TYPE_ELEMENT && is_crowded(xml);
    xml->failed = xml->failed || more < 0 || xml->has_doctype || crowded;
    return xml->failed ? XML_READER_TYPE_NONE : type;
}

int xml_enter(const Xml *xml) {
    return xmlTextReaderDepth(xml->reader);
}

static bool at_empty_element(const Xml *xml, int depth) {
    return depth >= 0 && xmlTextReaderNodeType(xml->reader) == XML_READER_TYPE_ELEMENT &&
           xmlTextReaderDepth(xml->reader) == depth &&
           xmlTextReaderIsEmptyElement(xml->reader) == 1;
}

bool xml_child(Xml *xml, int inside) {
    if (xml->failed || at_empty_element(xml, inside))
        return false;
    for (int type; (type = next(xml)) != XML_READER_TYPE_NONE;) {
        int depth = xmlTextReaderDepth(xml->reader);
        if (type == XML_READER_TYPE_ELEMENT && depth == inside + 1)
            return true;
        if (type == XML_READER_TYPE_END_ELEMENT && depth == inside)
            return false;
    }
    return false;
}

XmlVocabulary xml_vocabulary(const Xml *xml) {
    const char *uri = (const char *)xmlTextReaderConstNamespaceUri(xml->reader);
    for (size_t i = 0; uri != NULL && i < G_N_ELEMENTS(vocabularies); i++) {
        if (strcmp(uri, vocabularies[i].uri) == 0)
            return vocabularies[i].vocabulary;
    }
    return XML_OTHER;
}

const char *xml_name(const Xml *xml) {
    return (const char *)xmlTextReaderConstLocalName(xml->reader);
}

bool xml_is(const Xml *xml, XmlVocabulary vocabulary, const char *name) {
    return strcmp(xml_name(xml), name) == 0 && xml_vocabulary(xml) == vocabulary;
}

const char *xml_attribute(Xml *xml, const char *name) {
    const char *value = NULL;
    while (value == NULL && xmlTextReaderMoveToNextAttribute(xml->reader) == 1) {
        if (strcmp(xml_name(xml), name) == 0 && xmlTextReaderIsNamespaceDecl(xml->reader) != 1)
            value = (const char *)xmlTextReaderConstValue(xml->reader);
    }
    xmlTextReaderMoveToElement(xml->reader);
    return value;
}

void xml_text(Xml *xml, GString *text) {
    int inside = xml_enter(xml);
    if (at_empty_element(xml, inside))
        return;
    for (int type; (type = next(xml)) != XML_READER_TYPE_NONE;) {
        if (type == XML_READER_TYPE_END_ELEMENT && xmlTextReaderDepth(xml->reader) == inside)
            return;
        const char *value = type == XML_READER_TYPE_TEXT || type == XML_READER_TYPE_CDATA ||
                                    type == XML_READER_TYPE_SIGNIFICANT_WHITESPACE ||
                                    type == XML_READER_TYPE_WHITESPACE
                                ? (const char *)xmlTextReaderConstValue(xml->reader)
                                : NULL;
        if (value != NULL)
            g_string_append(text, value);
    }
}
