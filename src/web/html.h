#pragma once
#include "base/arena.h"
#include "base/types.h"
#include "web/translate.h"
#include "web/url.h"
#include <string.h>

/* A page being written: one growing buffer in an arena. Whatever is put, the content is valid UTF-8
 * without NUL or control characters. A page that would pass HTML_LIMIT bytes is emptied and marked
 * too_long (the answer is then an error page), so memory stays bounded. */
typedef struct HtmlOut {
    Arena *arena;
    const char *language; /* "sv" or "en": of texts, dates and numbers */
    char *text;           /* `length` bytes, without NUL; html_out_text() adds it */
    size_t length, capacity;
    bool too_long;
} HtmlOut;
#define HTML_LIMIT ((size_t)64 * 1024 * 1024)

/* Markup to be trusted as it stands: what a template rendered, an icon, a converter's output. */
typedef struct Html {
    const char *text;
    size_t length;
} Html;

/* Markup written out in the source: `HTML_OF("<hr>")`. */
#define HTML_OF(literal) ((Html){"" literal "", sizeof(literal) - 1})

/* Begins an empty page; `language` NULL means "sv". What is written lives in `arena`. */
void html_out_init(HtmlOut *out, Arena *arena, const char *language);

/* What has been written, NUL-terminated, valid until the next put. */
const char *html_out_text(HtmlOut *out);

/* Makes room for `more` bytes behind what is written. */
void html_out_grow(HtmlOut *out, size_t more);

/* Appends bytes as they are: only for literals and for what has been escaped. */
static inline void html_put_raw(HtmlOut *out, const char *bytes, size_t length) {
    if (out->capacity - out->length < length)
        html_out_grow(out, length);
    if (length > 0)
        memcpy(out->text + out->length, bytes, length);
    out->length += length;
}

/* Text, escaped for text and quoted attributes (& < > " '); control characters and bytes that are
 * not UTF-8 become U+FFFD. NULL prints as nothing. */
void html_put_text(HtmlOut *out, const char *text);
void html_put_text_n(HtmlOut *out, const char *text, size_t length);
void html_put_html(HtmlOut *out, Html html);

/* Values; what is "none" (base/types.h) prints as nothing, except Money, where 0 is an amount.
 * Date "5 maj 2021", Instant "5 maj 2021 13.00" (Stockholm), Money "896 000 kr", Id 13 characters
 * of base32, int plain digits, double as with `number`. English: "5 May 2021", "SEK 896,000". */
void html_put_int(HtmlOut *out, int64_t value);
void html_put_size(HtmlOut *out, uint64_t value);
void html_put_double(HtmlOut *out, double value);
void html_put_date(HtmlOut *out, Date date);
void html_put_instant(HtmlOut *out, Instant instant);
void html_put_money(HtmlOut *out, Money money);
void html_put_id(HtmlOut *out, Id id);
void html_put_url(HtmlOut *out, Url url);

/* Filters, `{{ value | name }}`; docs/templates.md shows each. */
void html_put_lines(HtmlOut *out, const char *text);
void html_put_date_short(HtmlOut *out, Date date);
void html_put_date_day(HtmlOut *out, Date date);
void html_put_date_iso(HtmlOut *out, Date date);
void html_put_date_week(HtmlOut *out, Date date);
void html_put_date_weekday(HtmlOut *out, Date date);
void html_put_instant_short(HtmlOut *out, Instant instant);
void html_put_instant_date(HtmlOut *out, Instant instant);
void html_put_instant_time(HtmlOut *out, Instant instant);
void html_put_instant_iso(HtmlOut *out, Instant instant);
void html_put_int_number(HtmlOut *out, int64_t value);
void html_put_size_number(HtmlOut *out, uint64_t value);
void html_put_money_number(HtmlOut *out, Money money);
void html_put_money_plain(HtmlOut *out, Money money);
void html_put_money_tkr(HtmlOut *out, Money money);
void html_put_money_tkr_number(HtmlOut *out, Money money);
void html_put_double_plain(HtmlOut *out, double value);

/* A value in the path or in the query of an address, percent-encoded. */
void html_put_path_text(HtmlOut *out, const char *text);
void html_put_query_text(HtmlOut *out, const char *text);

/* A translated text with `{name}` places, walked piece by piece:
 * `for (HtmlPhrase p = html_phrase(out, msgid); html_phrase_next(&p, out);) if (html_phrase_is(&p,
 * "n")) …` html_phrase_next() writes the text up to the next place and is false at the end. */
typedef struct HtmlPhrase {
    const char *rest;
    const char *name;
    size_t name_length;
} HtmlPhrase;
HtmlPhrase html_phrase(const HtmlOut *out, const char *msgid);
bool html_phrase_next(HtmlPhrase *phrase, HtmlOut *out);
bool html_phrase_is(const HtmlPhrase *phrase, const char *name);

/* The text for `msgid` in the page's language, escaped; for texts that stand in tables as N_(). */
void html_tr(HtmlOut *out, const char *msgid);

/* What templates compile to. A type that is not listed is refused by the C compiler in the line of
 * the template; that includes bool, enumerations and unsigned int, whose digits mean nothing to a
 * reader. */
/* clang-format off */
#define HTML_STRINGS_(put) const char *: put, char *: put
#define HTML_INTEGERS_(put)                                                                        \
    signed char: put, unsigned char: put, short: put, unsigned short: put, int: put, long: put,    \
    long long: put
#define HTML_SIZES_(put) unsigned long: put, unsigned long long: put
#define HTML_VALUES_                                                                               \
    HTML_STRINGS_(html_put_text), HTML_INTEGERS_(html_put_int), HTML_SIZES_(html_put_size),        \
    double: html_put_double, Date: html_put_date, Instant: html_put_instant,                       \
    Money: html_put_money, Id: html_put_id, Url: html_put_url
#define HTML_TEXT(out, value) _Generic((value), HTML_VALUES_, Html: html_put_html)(out, value)
#define HTML_ATTRIBUTE(out, value) _Generic((value), HTML_VALUES_)(out, value)

#define HTML_URL(out, value) _Generic((value), Url: html_put_url)(out, value)
#define HTML_URL_PART_(out, value, put)                                                            \
    _Generic((value), HTML_STRINGS_(put), HTML_INTEGERS_(html_put_int),                            \
             HTML_SIZES_(html_put_size), Date: html_put_date_iso, Id: html_put_id)(out, value)
#define HTML_URL_PATH(out, value) HTML_URL_PART_(out, value, html_put_path_text)
#define HTML_URL_QUERY(out, value) HTML_URL_PART_(out, value, html_put_query_text)

#define HTML_FILTER_LINES(out, value) _Generic((value), HTML_STRINGS_(html_put_lines))(out, value)
#define HTML_FILTER_TR(out, value) _Generic((value), HTML_STRINGS_(html_tr))(out, value)
#define HTML_FILTER_SHORT(out, value)                                                              \
    _Generic((value), Date: html_put_date_short, Instant: html_put_instant_short)(out, value)
#define HTML_FILTER_ISO(out, value)                                                                \
    _Generic((value), Date: html_put_date_iso, Instant: html_put_instant_iso)(out, value)
#define HTML_FILTER_DAY(out, value) _Generic((value), Date: html_put_date_day)(out, value)
#define HTML_FILTER_WEEK(out, value) _Generic((value), Date: html_put_date_week)(out, value)
#define HTML_FILTER_WEEKDAY(out, value) _Generic((value), Date: html_put_date_weekday)(out, value)
#define HTML_FILTER_DATE(out, value) _Generic((value), Instant: html_put_instant_date)(out, value)
#define HTML_FILTER_TIME(out, value) _Generic((value), Instant: html_put_instant_time)(out, value)
#define HTML_FILTER_NUMBER(out, value)                                                             \
    _Generic((value), HTML_INTEGERS_(html_put_int_number), HTML_SIZES_(html_put_size_number),      \
             double: html_put_double, Money: html_put_money_number)(out, value)
#define HTML_FILTER_PLAIN(out, value)                                                              \
    _Generic((value), Money: html_put_money_plain, double: html_put_double_plain)(out, value)
#define HTML_FILTER_TKR(out, value) _Generic((value), Money: html_put_money_tkr)(out, value)
#define HTML_FILTER_TKR_NUMBER(out, value)                                                         \
    _Generic((value), Money: html_put_money_tkr_number)(out, value)
/* clang-format on */
