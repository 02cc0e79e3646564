#pragma once
#include "modules/register_extract/register_extract.h"
#include "ui/frame.h"

typedef struct ExtractView {
    const Frame *frame;
    const Extract *extract;
    const char *json_path;
    bool is_own;
} ExtractView;

/* The text as people say it: what a code or a day of the database means, else the text itself. */
const char *extract_words(Arena *arena, const ExtractPart *part, size_t index, const char *text);

/* At most so many lines of a part on the page; the file has all. */
#define EXTRACT_SHOWN 50
