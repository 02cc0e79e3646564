#pragma once
#include "modules/register_extract/register_extract.h"
#include "ui/files.h"
#include "ui/frame.h"

typedef struct ExtractView {
    const Frame *frame;
    const Extract *extract;
    const char *nothing; /* the titles of the parts without lines */
    Downloads downloads;
    const char *json_path;
} ExtractView;

/* What is said of secrets (msgid). */
extern const char extract_secrets[];

/* The titles of the parts without lines: "Brev · Jobb". */
const char *extract_nothing(Arena *arena, const Extract *extract);

/* The extract on paper. */
const Report *extract_report(const Request *request, const Extract *extract);

/* The text as people say it: what a code or a day of the database means, else the text itself. */
const char *extract_words(Arena *arena, const ExtractPart *part, size_t index, const char *text);

/* At most so many lines of a part on the page; the file has all. */
#define EXTRACT_SHOWN 50
/* The same on paper. */
#define EXTRACT_PRINTED 200
