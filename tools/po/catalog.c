#include "po/catalog.h"

#include "common/generate.h"
#include <string.h>

typedef struct Reader {
    const char *file;
    int line;
    GError **error;
    Catalog *catalog;
    GString *msgid, *msgstr, *places;
    GString *target; /* what a continuation line belongs to */
    int msgid_line;
    bool fuzzy;
} Reader;

static void message_free(gpointer data) {
    Message *message = data;
    g_free(message->msgid);
    g_free(message->msgstr);
    g_free(message->places);
    g_free(message);
}

Catalog *catalog_new(void) {
    return g_ptr_array_new_with_free_func(message_free);
}

const Message *catalog_at(const Catalog *catalog, guint index) {
    return g_ptr_array_index(catalog, index);
}

static void finish_message(Reader *reader) {
    if (reader->msgid->len > 0) {
        Message *message = g_new0(Message, 1);
        message->msgid = g_strdup(reader->msgid->str);
        message->msgstr = g_strdup(reader->msgstr->str);
        message->places = g_strdup(reader->places->str);
        message->line = reader->msgid_line;
        message->fuzzy = reader->fuzzy;
        g_ptr_array_add(reader->catalog, message);
    }
    g_string_truncate(reader->msgid, 0);
    g_string_truncate(reader->msgstr, 0);
    g_string_truncate(reader->places, 0);
    reader->fuzzy = false;
    reader->target = NULL;
}

static char escaped(char c) {
    switch (c) {
    case 'n':
        return '\n';
    case 't':
        return '\t';
    case '"':
    case '\\':
        return c;
    default:
        return '\0';
    }
}

/* `text` begins with a quote; the closing one must end the line. */
static bool read_string(Reader *reader, const char *text) {
    if (reader->target == NULL || *text != '"')
        return fail_at(reader->error, reader->file, reader->line, "a \"string\" is expected");
    for (text++; *text != '\0' && *text != '"'; text++) {
        char c = *text;
        if (c == '\\' && (c = escaped(*++text)) == '\0')
            return fail_at(reader->error, reader->file, reader->line,
                           "only \\n, \\t, \\\" and \\\\ are known");
        g_string_append_c(reader->target, c);
    }
    return strcmp(text, "\"") == 0 || fail_at(reader->error, reader->file, reader->line,
                                              "the string does not end with the line");
}

static void read_comment(Reader *reader, const char *line) {
    if (reader->target == reader->msgstr)
        finish_message(reader);
    if (g_str_has_prefix(line, "#:"))
        g_string_append_printf(reader->places, "%s\n", line);
    if (g_str_has_prefix(line, "#,") && strstr(line, "fuzzy") != NULL)
        reader->fuzzy = true;
}

static bool read_keyword(Reader *reader, const char *line) {
    if (g_str_has_prefix(line, "msgid ")) {
        if (reader->target == reader->msgstr)
            finish_message(reader);
        reader->target = reader->msgid;
        reader->msgid_line = reader->line;
        return read_string(reader, line + strlen("msgid "));
    }
    if (g_str_has_prefix(line, "msgstr ") && reader->target == reader->msgid) {
        reader->target = reader->msgstr;
        return read_string(reader, line + strlen("msgstr "));
    }
    return fail_at(reader->error, reader->file, reader->line,
                   "msgid, msgstr, \"…\" or # is expected");
}

static bool read_line(Reader *reader, char *line) {
    g_strstrip(line);
    reader->line++;
    if (*line == '#')
        read_comment(reader, line);
    else if (*line == '"')
        return read_string(reader, line);
    else if (*line != '\0')
        return read_keyword(reader, line);
    return true;
}

static int compare_messages(gconstpointer a, gconstpointer b) {
    const Message *left = *(Message *const *)a, *right = *(Message *const *)b;
    int order = strcmp(left->msgid, right->msgid);
    return order != 0 ? order : (left->line > right->line) - (left->line < right->line);
}

/* Of texts that are alike the first stays and gets the others' places. */
static void sort_and_merge(Catalog *catalog) {
    g_ptr_array_sort(catalog, compare_messages);
    guint kept = 0;
    for (guint i = 1; i < catalog->len; i++) {
        Message *last = g_ptr_array_index(catalog, kept), *next = g_ptr_array_index(catalog, i);
        if (strcmp(last->msgid, next->msgid) != 0) {
            catalog->pdata[i] = catalog->pdata[++kept];
            catalog->pdata[kept] = next;
            continue;
        }
        char *places = g_strconcat(last->places, next->places, NULL);
        g_free(last->places);
        last->places = places;
    }
    if (catalog->len > 0)
        g_ptr_array_set_size(catalog, (gint)kept + 1);
}

static bool read_lines(Reader *reader, const char *text) {
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (char **line = lines; *line != NULL; line++)
        if (!read_line(reader, *line))
            return false;
    if (reader->target == reader->msgid && reader->target != NULL)
        return fail_at(reader->error, reader->file, reader->line, "the last msgid has no msgstr");
    finish_message(reader);
    return true;
}

Catalog *catalog_parse(const char *file, const char *text, GError **error) {
    g_autoptr(GString) msgid = g_string_new(NULL), msgstr = g_string_new(NULL),
                       places = g_string_new(NULL);
    g_autoptr(GPtrArray) catalog = catalog_new();
    Reader reader = {file, 0, error, catalog, msgid, msgstr, places, NULL, 0, false};
    if (!g_utf8_validate(text, -1, NULL)) {
        fail_at(error, file, 1, "the file is not UTF-8");
        return NULL;
    }
    if (!read_lines(&reader, text))
        return NULL;
    sort_and_merge(catalog);
    return g_steal_pointer(&catalog);
}

const Message *catalog_find(const Catalog *catalog, const char *msgid) {
    guint low = 0, high = catalog->len;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        int order = strcmp(catalog_at(catalog, middle)->msgid, msgid);
        if (order == 0)
            return catalog_at(catalog, middle);
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

bool message_is_translated(const Message *message) {
    return !message->fuzzy && message->msgstr[0] != '\0';
}

/* The first {place} of `text` that `other` lacks, or NULL; the caller frees. */
static char *place_missing(const char *text, const char *other) {
    for (const char *open = text; (open = strchr(open, '{')) != NULL; open++) {
        const char *close = strchr(open, '}');
        if (close == NULL)
            return NULL;
        g_autofree char *place = g_strndup(open, (gsize)(close - open + 1));
        if (strstr(other, place) == NULL)
            return g_steal_pointer(&place);
    }
    return NULL;
}

/* The conversions of a format as they follow each other: "%d %s " of "%d av %s, 10 %%". */
static char *conversions_of(const char *text) {
    g_autoptr(GString) found = g_string_new(NULL);
    for (const char *at = text; (at = strchr(at, '%')) != NULL;) {
        size_t length = 1 + strspn(at + 1, "#0- +'123456789.*hlqjzt");
        char kind = at[length];
        if (kind != '%' && g_ascii_isalpha(kind))
            g_string_append_printf(found, "%.*s ", (int)length + 1, at);
        at += kind == '\0' ? length : length + 1;
    }
    return g_strdup(found->str);
}

static bool check_conversions(const char *file, const Message *message, GError **error) {
    g_autofree char *of_text = conversions_of(message->msgid),
                    *of_translation = conversions_of(message->msgstr);
    return strcmp(of_text, of_translation) == 0 ||
           fail_at(error, file, message->line,
                   "the text has the conversions %s, the translation %s", of_text, of_translation);
}

bool catalog_check_places(const char *file, const Catalog *catalog, GError **error) {
    for (guint i = 0; i < catalog->len; i++) {
        const Message *message = catalog_at(catalog, i);
        if (!message_is_translated(message))
            continue;
        g_autofree char *missing = place_missing(message->msgid, message->msgstr);
        g_autofree char *extra = place_missing(message->msgstr, message->msgid);
        if (missing != NULL)
            return fail_at(error, file, message->line, "the translation lacks %s", missing);
        if (extra != NULL)
            return fail_at(error, file, message->line, "the text has no %s", extra);
        if (!check_conversions(file, message, error))
            return false;
    }
    return true;
}
