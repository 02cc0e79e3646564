#pragma once
#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

/* The vocabularies that the readers know; the strict and the transitional form are one. */
typedef enum {
    XML_OTHER,
    XML_WORD,       /* WordprocessingML */
    XML_SHEET,      /* SpreadsheetML */
    XML_RELATIONS,  /* relationships of a package */
    XML_COMPATIBLE, /* markup compatibility: AlternateContent */
    XML_MATH,
} XmlVocabulary;

/* An XML text being read as a stream; no tree is built, nothing outside it is fetched, no entities
 * but XML's own five are known, and a DOCTYPE ends the reading. It must be UTF-8; elements are at
 * most 256 deep, have at most 200 attributes and 200 namespaces around them, and 50 000 names in
 * all. */
typedef struct Xml Xml;

/* Reads up to `size` bytes; 0 at the end, -1 when the source is damaged. */
typedef int (*XmlSource)(void *data, char *bytes, int size);

/* `name` is for errors. `data` must outlive the Xml, which xml_close() frees. */
Xml *xml_open(const char *name, XmlSource source, void *data);

/* Ends the reading; ERROR_INVALID when the text was damaged or had a DOCTYPE. */
bool xml_close(Xml *xml, GError **error);

/* Reading goes by nesting, so that a reader looks like the thing it reads:
 *     for (int inside = xml_enter(xml); xml_child(xml, inside);)
 *         if (xml_is(xml, XML_WORD, "p")) read_paragraph(…);
 * xml_child() goes to the next child element of the element that was entered, past whatever of the
 * child before it was not read. After damage there are no more children.
 * The root element is the only child of XML_DOCUMENT. */
#define XML_DOCUMENT (-1)
int xml_enter(const Xml *xml);
bool xml_child(Xml *xml, int inside);

/* The element that xml_child() stopped at; its name is without prefix. */
bool xml_is(const Xml *xml, XmlVocabulary vocabulary, const char *name);
XmlVocabulary xml_vocabulary(const Xml *xml);
const char *xml_name(const Xml *xml);

/* The value of the attribute with this name, whatever its prefix, or NULL. Valid until the next
 * call on `xml`. */
const char *xml_attribute(Xml *xml, const char *name);

/* Appends the text inside the element that xml_child() stopped at, also that of its children. */
void xml_text(Xml *xml, GString *text);
