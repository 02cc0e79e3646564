#include "formats/testing/archive.h"

#include <string.h>
#include <zlib.h>

enum { GROWTH_HINT_SIZE = 12 };

typedef struct Member {
    char *name;
    guint32 crc, packed, unpacked, offset;
    guint16 flags;
} Member;

struct Archive {
    GByteArray *bytes;
    GArray *members;
    guint16 count; /* said at the end; 0: the true one */
};

Archive *archive_new(void) {
    Archive *archive = g_new0(Archive, 1);
    archive->bytes = g_byte_array_new();
    archive->members = g_array_new(FALSE, FALSE, sizeof(Member));
    return archive;
}

static void put16(GByteArray *bytes, guint16 value) {
    guint16 little = GUINT16_TO_LE(value);
    g_byte_array_append(bytes, (const guint8 *)&little, sizeof little);
}

static void put32(GByteArray *bytes, guint32 value) {
    guint32 little = GUINT32_TO_LE(value);
    g_byte_array_append(bytes, (const guint8 *)&little, sizeof little);
}

/* What local and central headers share: version needed … lengths of name and extra field. */
static void put_header(GByteArray *bytes, const Member *member, guint16 extra) {
    put16(bytes, 20);
    put16(bytes, member->flags);
    put16(bytes, 8);
    put32(bytes, 0x21 << 16);
    put32(bytes, member->crc);
    put32(bytes, member->packed);
    put32(bytes, member->unpacked);
    put16(bytes, (guint16)strlen(member->name));
    put16(bytes, extra);
}

/* Room to grow, which Word leaves in local headers and not in the directory (ECMA-376 part 2, C.5).
 */
static void put_growth_hint(GByteArray *bytes) {
    put16(bytes, 0xA220);
    put16(bytes, GROWTH_HINT_SIZE - 4);
    put16(bytes, 0xA028);
    put16(bytes, 0);
    put32(bytes, 0);
}

static GByteArray *deflated(Bytes content) {
    z_stream stream = {0};
    g_assert_cmpint(deflateInit2(&stream, 9, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY), ==,
                    Z_OK);
    GByteArray *packed = g_byte_array_new();
    g_byte_array_set_size(packed, (guint)deflateBound(&stream, content.size));
    stream.next_in = (Bytef *)content.data;
    stream.avail_in = (uInt)content.size;
    stream.next_out = packed->data;
    stream.avail_out = packed->len;
    g_assert_cmpint(deflate(&stream, Z_FINISH), ==, Z_STREAM_END);
    g_byte_array_set_size(packed, (guint)stream.total_out);
    deflateEnd(&stream);
    return packed;
}

void archive_add_bytes(Archive *archive, const char *name, Bytes content) {
    g_autoptr(GByteArray) packed = deflated(content);
    Member member = {.name = g_strdup(name),
                     .crc = (guint32)crc32(0, content.data, (uInt)content.size),
                     .packed = packed->len,
                     .unpacked = (guint32)content.size,
                     .offset = archive->bytes->len};
    put32(archive->bytes, 0x04034b50);
    put_header(archive->bytes, &member, GROWTH_HINT_SIZE);
    g_byte_array_append(archive->bytes, (const guint8 *)name, (guint)strlen(name));
    put_growth_hint(archive->bytes);
    g_byte_array_append(archive->bytes, packed->data, packed->len);
    g_array_append_val(archive->members, member);
}

void archive_add(Archive *archive, const char *name, const char *text) {
    archive_add_bytes(archive, name, (Bytes){(const uint8_t *)text, strlen(text)});
}

static Member *last(Archive *archive) {
    return &g_array_index(archive->members, Member, archive->members->len - 1);
}

void archive_lie_size(Archive *archive, guint32 unpacked) {
    guint32 little = GUINT32_TO_LE(unpacked);
    last(archive)->unpacked = unpacked;
    memcpy(archive->bytes->data + last(archive)->offset + 22, &little, sizeof little);
}

void archive_set_flags(Archive *archive, guint16 flags) {
    last(archive)->flags = flags;
}

void archive_move_to_first(Archive *archive) {
    last(archive)->offset = 0;
}

static void put_central(GByteArray *bytes, const Member *member) {
    put32(bytes, 0x02014b50);
    put16(bytes, 20);
    put_header(bytes, member, 0);
    put16(bytes, 0);
    put16(bytes, 0);
    put16(bytes, 0);
    put32(bytes, 0);
    put32(bytes, member->offset);
    g_byte_array_append(bytes, (const guint8 *)member->name, (guint)strlen(member->name));
}

void archive_lie_count(Archive *archive, guint16 count) {
    archive->count = count;
}

static void put_end(GByteArray *bytes, guint16 count, guint32 start) {
    guint32 size = bytes->len - start;
    put32(bytes, 0x06054b50);
    put32(bytes, 0);
    put16(bytes, count);
    put16(bytes, count);
    put32(bytes, size);
    put32(bytes, start);
    put16(bytes, 0);
}

Bytes archive_finish(Archive *archive, Arena *arena) {
    guint32 start = archive->bytes->len;
    for (guint i = 0; i < archive->members->len; i++) {
        Member *member = &g_array_index(archive->members, Member, i);
        put_central(archive->bytes, member);
        g_free(member->name);
    }
    put_end(archive->bytes, archive->count > 0 ? archive->count : (guint16)archive->members->len,
            start);
    Bytes bytes = {arena_alloc(arena, archive->bytes->len), archive->bytes->len};
    memcpy((void *)bytes.data, archive->bytes->data, bytes.size);
    g_byte_array_unref(archive->bytes);
    g_array_unref(archive->members);
    g_free(archive);
    return bytes;
}
