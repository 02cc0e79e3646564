#include "web/multipart.h"
#include "base/error.h"
#include "web/percent.h"
#include "web/token.h"

#define PARAMETERS_MAX 8

typedef struct Parser {
    Arena *arena;
    Bytes rest;
    const char *delimiter; /* CRLF "--" boundary */
    size_t delimiter_length;
    Pairs fields;
    Uploads uploads;
    size_t n_parts;
} Parser;

typedef struct Part {
    const char *name, *filename, *content_type; /* filename NULL: a field */
} Part;

static bool refuse(GError **error) {
    return fail(error, ERROR_INVALID,
                "Formuläret kom inte fram helt. Ladda om sidan och skicka det en gång till.");
}

/* RFC 2046: bcharsnospace and space. */
static bool boundary_byte(char byte) {
    return g_ascii_isalnum(byte) || (byte != '\0' && strchr("'()+_,-./:=? ", byte) != NULL);
}

static bool boundary_valid(const char *boundary) {
    size_t length = strlen(boundary);
    for (size_t i = 0; i < length; i++)
        if (!boundary_byte(boundary[i]))
            return false;
    return length > 0 && length <= MULTIPART_BOUNDARY_MAX && boundary[length - 1] != ' ';
}

/* Copies a quoted string without its quotes and moves *text behind it. Browsers write a quote as
 * %22; curl writes \" and \\. */
static bool escapes(const char *text) {
    return text[0] == '\\' && (text[1] == '"' || text[1] == '\\');
}

static char *read_quoted(Arena *arena, const char **text) {
    const char *start = *text + 1, *end = start;
    while (*end != '"' && *end != '\0')
        end += escapes(end) ? 2 : 1;
    if (*end == '\0')
        return NULL;
    char *value = arena_alloc(arena, (size_t)(end - start) + 1), *out = value;
    for (const char *in = start; in < end; in++) {
        in += escapes(in);
        *out++ = *in;
    }
    *text = end + 1;
    return value;
}

static char *read_value(Arena *arena, const char **text) {
    if (**text == '"')
        return read_quoted(arena, text);
    size_t length = 0;
    while (token_byte((*text)[length]))
        length++;
    char *value = arena_strndup(arena, *text, length);
    *text += length;
    return length == 0 ? NULL : value;
}

static bool read_parameter(Arena *arena, const char **text, Pairs *parameters) {
    size_t length = strcspn(*text, "=");
    char *name = arena_strndup(arena, *text, length);
    if ((*text)[length] != '=' || !token_valid(name))
        return false;
    for (char *byte = name; *byte != '\0'; byte++)
        *byte = g_ascii_tolower(*byte);
    *text += length + 1;
    char *value = read_value(arena, text);
    if (value == NULL || parameters->n == PARAMETERS_MAX || pairs_get(parameters, name) != NULL)
        return false;
    pairs_add(arena, parameters, name, value);
    return true;
}

/* Reads `; name=value` parameters; false when they are malformed, too many, or one comes twice. */
static bool read_parameters(Arena *arena, const char *text, Pairs *parameters) {
    for (;;) {
        text += strspn(text, " \t");
        if (*text == '\0')
            return true;
        if (*text++ != ';')
            return false;
        text += strspn(text, " \t");
        if (!read_parameter(arena, &text, parameters))
            return false;
    }
}

bool multipart_boundary(Arena *arena, const char *content_type, const char **ret_boundary,
                        GError **error) {
    Pairs parameters = {0};
    const char *text = content_type + strcspn(content_type, ";");
    if (!read_parameters(arena, text, &parameters))
        return refuse(error);
    const char *boundary = pairs_get(&parameters, "boundary");
    if (boundary == NULL || !boundary_valid(boundary))
        return refuse(error);
    *ret_boundary = boundary;
    return true;
}

static bool starts_with(Bytes text, const char *start, size_t length) {
    return text.size >= length && memcmp(text.data, start, length) == 0;
}

static Bytes skip(Bytes text, size_t length) {
    return (Bytes){text.data + length, text.size - length};
}

/* What stands before `end`; moves *rest behind it. */
static bool take_until(Bytes *rest, const char *end, size_t length, Bytes *ret) {
    const uint8_t *found = rest->size < length ? NULL : memmem(rest->data, rest->size, end, length);
    if (found == NULL)
        return false;
    size_t before = (size_t)(found - rest->data);
    *ret = (Bytes){rest->data, before};
    *rest = skip(*rest, before + length);
    return true;
}

/* Browsers write line breaks and quotes in names as %0A, %0D, %22 (HTML, multipart/form-data
 * encoding). */
static const char *browser_name(Arena *arena, const char *written) {
    static const char *const codes[] = {"%22", "%0D", "%0A"};
    static const char bytes[] = "\"\r\n";
    char *name = arena_strdup(arena, written), *out = name;
    for (const char *in = written; *in != '\0'; in++, out++) {
        *out = *in;
        for (size_t i = 0; i < G_N_ELEMENTS(codes); i++)
            if (g_ascii_strncasecmp(in, codes[i], 3) == 0) {
                *out = bytes[i];
                in += 2;
                break;
            }
    }
    *out = '\0';
    return name;
}

static bool read_disposition(Arena *arena, const char *value, Part *part) {
    Pairs parameters = {0};
    size_t length = strcspn(value, "; \t");
    if (length != strlen("form-data") || g_ascii_strncasecmp(value, "form-data", length) != 0 ||
        !read_parameters(arena, value + length, &parameters))
        return false;
    const char *name = pairs_get(&parameters, "name");
    const char *filename = pairs_get(&parameters, "filename");
    if (name == NULL || part->name != NULL)
        return false;
    part->name = browser_name(arena, name);
    part->filename = filename == NULL ? NULL : browser_name(arena, filename);
    return text_is_plain((Bytes){(const uint8_t *)part->name, strlen(part->name)}, true);
}

static bool read_part_header(Arena *arena, char *line, Part *part) {
    char *colon = strchr(line, ':');
    if (colon == NULL)
        return false;
    *colon = '\0';
    const char *value = g_strstrip(colon + 1);
    if (!token_valid(line))
        return false;
    if (g_ascii_strcasecmp(line, "Content-Disposition") == 0)
        return read_disposition(arena, value, part);
    if (g_ascii_strcasecmp(line, "Content-Type") == 0)
        part->content_type = value;
    return true;
}

/* The lines between the delimiter and the empty line. */
static bool read_part_headers(Parser *parser, Part *part) {
    Bytes head;
    if (!take_until(&parser->rest, "\r\n\r\n", 4, &head) || head.size > MULTIPART_PART_HEADER_MAX ||
        memchr(head.data, '\0', head.size) != NULL)
        return false;
    char *text = arena_strndup(parser->arena, (const char *)head.data, head.size);
    while (text != NULL) {
        char *end = strstr(text, "\r\n"), *line = text;
        if (end != NULL)
            *end = '\0';
        text = end == NULL ? NULL : end + 2;
        if (strpbrk(line, "\r\n") != NULL || !read_part_header(parser->arena, line, part))
            return false;
    }
    return part->name != NULL;
}

static bool climbs(const char *filename) {
    g_auto(GStrv) parts = g_strsplit_set(filename, "/\\", -1);
    return g_strv_contains((const gchar *const *)parts, "..");
}

static const char *without_folders(Arena *arena, const char *filename) {
    const char *start = filename;
    for (const char *byte = filename; *byte != '\0'; byte++)
        if (*byte == '/' || *byte == '\\')
            start = byte + 1;
    GString *kept = g_string_new(NULL);
    for (const char *at = start; *at != '\0' && kept->len < MULTIPART_FILENAME_MAX;
         at = g_utf8_next_char(at)) {
        gunichar letter = g_utf8_get_char(at);
        if (!g_unichar_iscntrl(letter))
            g_string_append_unichar(kept, letter);
    }
    const char *name = arena_strdup(arena, strcmp(kept->str, ".") == 0 ? "" : kept->str);
    g_string_free(kept, TRUE);
    return name;
}

static bool add_upload(Parser *parser, const Part *part, Bytes content, GError **error) {
    if (!g_utf8_validate(part->filename, -1, NULL) || climbs(part->filename))
        return refuse(error);
    if (part->filename[0] == '\0' && content.size == 0)
        return true;
    Uploads *uploads = &parser->uploads;
    if (uploads->n == uploads->capacity) {
        size_t capacity = MAX(4, uploads->capacity * 2);
        Upload *grown = ARENA_ARRAY(parser->arena, Upload, capacity);
        if (uploads->n > 0)
            memcpy(grown, uploads->items, uploads->n * sizeof(Upload));
        uploads->items = grown;
        uploads->capacity = capacity;
    }
    uploads->items[uploads->n++] =
        (Upload){.field = part->name,
                 .filename = without_folders(parser->arena, part->filename),
                 .content_type = part->content_type == NULL ? "" : part->content_type,
                 .content = content};
    return true;
}

static bool read_part(Parser *parser, GError **error) {
    Part part = {0};
    Bytes content;
    if (parser->n_parts++ == MULTIPART_PARTS_MAX)
        return fail(error, ERROR_INVALID,
                    "Formuläret har fler än %d delar. Dela upp det och skicka delarna var för sig.",
                    MULTIPART_PARTS_MAX);
    if (!read_part_headers(parser, &part) ||
        !take_until(&parser->rest, parser->delimiter, parser->delimiter_length, &content))
        return refuse(error);
    if (part.filename != NULL)
        return add_upload(parser, &part, content, error);
    if (!text_is_plain(content, true))
        return refuse(error);
    pairs_add(parser->arena, &parser->fields, part.name,
              arena_strndup(parser->arena, (const char *)content.data, content.size));
    return true;
}

static bool at_end(Bytes rest) {
    return starts_with(rest, "--", 2) &&
           (rest.size == 2 || (rest.size == 4 && starts_with(rest, "--\r\n", 4)));
}

bool multipart_parse(Arena *arena, const char *boundary, Bytes body, Pairs *ret_fields,
                     Uploads *ret_uploads, GError **error) {
    Parser parser = {.arena = arena, .delimiter = arena_printf(arena, "\r\n--%s", boundary)};
    parser.delimiter_length = strlen(parser.delimiter);
    size_t first_length = parser.delimiter_length - 2;
    if (!starts_with(body, parser.delimiter + 2, first_length))
        return refuse(error);
    parser.rest = skip(body, first_length);
    while (!at_end(parser.rest)) {
        if (!starts_with(parser.rest, "\r\n", 2))
            return refuse(error);
        parser.rest = skip(parser.rest, 2);
        if (!read_part(&parser, error))
            return false;
    }
    *ret_fields = parser.fields;
    *ret_uploads = parser.uploads;
    return true;
}
