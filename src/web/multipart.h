#pragma once
#include "web/pairs.h"
#include "web/request.h"

#define MULTIPART_PARTS_MAX 1000
#define MULTIPART_PART_HEADER_MAX 4096
#define MULTIPART_BOUNDARY_MAX 70
#define MULTIPART_FILENAME_MAX 200

typedef struct Uploads {
    Upload *items;
    size_t n, capacity;
} Uploads;

/* The boundary of a `multipart/form-data; boundary=…` content type. ERROR_INVALID when it is
 * missing, empty, longer than MULTIPART_BOUNDARY_MAX or holds bytes outside RFC 2046,
 * section 5.1.1. */
bool multipart_boundary(Arena *arena, const char *content_type, const char **ret_boundary,
                        GError **error);

/* Reads a whole multipart/form-data body (RFC 7578; RFC 2046, section 5.1). Parts with a filename
 * become uploads whose content points into `body`, the others fields. ERROR_INVALID for a body that
 * does not begin and end with the boundary, more than MULTIPART_PARTS_MAX parts, a part header
 * above MULTIPART_PART_HEADER_MAX bytes, bare CR or LF in one, a part without name, fields that
 * are not plain UTF-8 text, filenames with ".." segments. Other folders are cut from filenames. */
bool multipart_parse(Arena *arena, const char *boundary, Bytes body, Pairs *ret_fields,
                     Uploads *ret_uploads, GError **error);
