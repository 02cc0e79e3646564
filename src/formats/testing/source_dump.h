#pragma once
#include "formats/source.h"

/* A document as text to compare in tests, one block a line behind its line number: "3 ¶ text",
 * "3 * emphasised text", "3 #1 heading", "3 --" for a break, "3 [a|b] t2" for a row of table 2 (no
 * t0). A line break in a text shows as "⏎", a tab as "⇥". Notes come last: "! note". */
const char *source_dump(Arena *arena, const SourceDocument *document);

/* source_read() of `file`, dumped; or "error: " and the message. */
const char *source_read_dump(Arena *arena, Bytes file);

Bytes bytes_of_text(const char *text);

/* Asserts what every SourceDocument promises: kinds and their fields, UTF-8, trimmed, within limits. */
void source_assert_sound(const SourceDocument *document);

/* Reads `file`, as HTML only when `html`: sound, or refused with a sentence that ends. */
void source_assert_readable(Bytes file, bool html);
