#pragma once
#include <stdbool.h>

/* A place in a text that need not end with NUL, and the number of the line it is on. */
typedef struct TextCursor {
    const char *at, *end;
    int line; /* 1-based */
} TextCursor;

static inline bool text_at_line_end(const TextCursor *cursor) {
    return cursor->at == cursor->end || *cursor->at == '\n' || *cursor->at == '\r';
}

/* Steps over one line end: LF, CR LF or CR; at the end of the text nothing happens. */
static inline void text_skip_line_end(TextCursor *cursor) {
    if (cursor->at == cursor->end)
        return;
    if (*cursor->at == '\r' && cursor->at + 1 < cursor->end && cursor->at[1] == '\n')
        cursor->at++;
    cursor->at++;
    cursor->line++;
}
