#include "web/html_put.h"

#define FIRST_CAPACITY ((size_t)32 * 1024)
#define REPLACEMENT "\xEF\xBF\xBD" /* U+FFFD */

enum { PLAIN, SPECIAL, WIDE };

static const uint8_t byte_kinds[256] = {
    [0x00 ... 0x08] = SPECIAL, [0x0b] = SPECIAL, [0x0c] = SPECIAL,       [0x0e ... 0x1f] = SPECIAL,
    ['"'] = SPECIAL,           ['&'] = SPECIAL,  ['\''] = SPECIAL,       ['<'] = SPECIAL,
    ['>'] = SPECIAL,           [0x7f] = SPECIAL, [0x80 ... 0xff] = WIDE,
};

void html_out_init(HtmlOut *out, Arena *arena, const char *language) {
    *out = (HtmlOut){.arena = arena, .language = language == NULL ? "sv" : language};
}

const char *html_out_text(HtmlOut *out) {
    html_put_raw(out, "", 1);
    out->length--;
    return out->text;
}

void html_out_grow(HtmlOut *out, size_t more) {
    if (more > HTML_LIMIT - out->length) {
        out->too_long = true;
        out->length = 0;
    }
    size_t capacity = MAX(out->capacity, FIRST_CAPACITY);
    while (capacity - out->length < more)
        capacity = MIN(capacity * 4, HTML_LIMIT);
    if (capacity == out->capacity)
        return;
    char *text = arena_buffer(out->arena, capacity);
    if (out->length > 0)
        memcpy(text, out->text, out->length);
    out->text = text;
    out->capacity = capacity;
}

static bool continues(const uint8_t *bytes, size_t from, size_t to) {
    for (size_t i = from; i <= to; i++)
        if ((bytes[i] & 0xc0) != 0x80)
            return false;
    return true;
}

/* Length of the well-formed sequence at `bytes` that begins with a byte of 0x80 or more, 0 for none
 * (Unicode, table 3-7). `left` > 0. */
static size_t sequence_length(const uint8_t *bytes, size_t left) {
    uint8_t lead = bytes[0];
    if (lead >= 0xc2 && lead <= 0xdf)
        return left >= 2 && continues(bytes, 1, 1) ? 2 : 0;
    if ((lead & 0xf0) == 0xe0 && left >= 3 && continues(bytes, 1, 2)) {
        bool overlong = lead == 0xe0 && bytes[1] < 0xa0,
             surrogate = lead == 0xed && bytes[1] > 0x9f;
        return overlong || surrogate ? 0 : 3;
    }
    if (lead >= 0xf0 && lead <= 0xf4 && left >= 4 && continues(bytes, 1, 3)) {
        bool overlong = lead == 0xf0 && bytes[1] < 0x90, beyond = lead == 0xf4 && bytes[1] > 0x8f;
        return overlong || beyond ? 0 : 4;
    }
    return 0;
}

static const char *end_of_plain(const char *at, const char *end) {
    for (; end - at >= 4; at += 4) {
        const uint8_t *bytes = (const uint8_t *)at;
        if (byte_kinds[bytes[0]] | byte_kinds[bytes[1]] | byte_kinds[bytes[2]] |
            byte_kinds[bytes[3]])
            break;
    }
    while (at < end && byte_kinds[(uint8_t)*at] == PLAIN)
        at++;
    return at;
}

/* The first byte at or after `at` that cannot be copied as it is. */
static const char *end_of_clean(const char *at, const char *end) {
    while ((at = end_of_plain(at, end)) < end) {
        size_t length = byte_kinds[(uint8_t)*at] == SPECIAL
                            ? 0
                            : sequence_length((const uint8_t *)at, (size_t)(end - at));
        if (length == 0)
            break;
        at += length;
    }
    return at;
}

static void put_special(HtmlOut *out, char byte) {
    switch (byte) {
    case '&':
        PUT(out, "&amp;");
        break;
    case '<':
        PUT(out, "&lt;");
        break;
    case '>':
        PUT(out, "&gt;");
        break;
    case '"':
        PUT(out, "&#34;");
        break;
    case '\'':
        PUT(out, "&#39;");
        break;
    default:
        PUT(out, REPLACEMENT);
    }
}

void html_put_text_n(HtmlOut *out, const char *text, size_t length) {
    const char *end = text + length;
    while (text < end) {
        const char *clean = end_of_clean(text, end);
        html_put_raw(out, text, (size_t)(clean - text));
        if (clean < end)
            put_special(out, *clean++);
        text = clean;
    }
}

void html_put_text(HtmlOut *out, const char *text) {
    if (text != NULL)
        html_put_text_n(out, text, strlen(text));
}

void html_put_html(HtmlOut *out, Html html) {
    html_put_raw(out, html.text, html.length);
}

void html_put_url(HtmlOut *out, Url url) {
    html_put_text(out, url.text);
}

static void put_encoded(HtmlOut *out, const char *text, UrlPlace place) {
    size_t length = strlen(text), most = URL_ENCODED_SIZE(length);
    if (out->capacity - out->length < most)
        html_out_grow(out, most);
    out->length += url_encode(out->text + out->length, text, length, place);
}

void html_put_path_text(HtmlOut *out, const char *text) {
    bool at_slash = out->length > 0 && out->text[out->length - 1] == '/';
    put_encoded(out, url_segment(text, at_slash), URL_IN_PATH);
}

void html_put_query_text(HtmlOut *out, const char *text) {
    put_encoded(out, text == NULL ? "" : text, URL_IN_QUERY);
}

static size_t line_length(const char *text) {
    return strcspn(text, "\r\n");
}

static const char *after_line_break(const char *text) {
    if (text[0] == '\r' && text[1] == '\n')
        return text + 2;
    return *text == '\0' ? text : text + 1;
}

static bool is_blank(const char *text, size_t length) {
    return strspn(text, " \t") >= length;
}

void html_put_lines(HtmlOut *out, const char *text) {
    bool open = false;
    while (text != NULL && *text != '\0') {
        size_t length = line_length(text);
        bool blank = is_blank(text, length);
        if (blank && open)
            PUT(out, "</p>");
        else if (!blank && open)
            PUT(out, "<br>");
        else if (!blank)
            PUT(out, "<p>");
        open = !blank;
        if (!blank)
            html_put_text_n(out, text, length);
        text = after_line_break(text + length);
    }
    if (open)
        PUT(out, "</p>");
}

void html_tr(HtmlOut *out, const char *msgid) {
    html_put_text(out, tr(out->language, msgid));
}

HtmlPhrase html_phrase(const HtmlOut *out, const char *msgid) {
    return (HtmlPhrase){.rest = tr(out->language, msgid)};
}

bool html_phrase_next(HtmlPhrase *phrase, HtmlOut *out) {
    const char *open = strchr(phrase->rest, '{');
    const char *close = open == NULL ? NULL : strchr(open, '}');
    if (close == NULL) {
        html_put_text(out, phrase->rest);
        return false;
    }
    html_put_text_n(out, phrase->rest, (size_t)(open - phrase->rest));
    phrase->name = open + 1;
    phrase->name_length = (size_t)(close - open - 1);
    phrase->rest = close + 1;
    return true;
}

bool html_phrase_is(const HtmlPhrase *phrase, const char *name) {
    return strlen(name) == phrase->name_length &&
           memcmp(name, phrase->name, phrase->name_length) == 0;
}
