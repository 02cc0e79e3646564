#include "formats/zip_directory.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"

enum {
    END_SIZE = 22,
    CENTRAL_SIZE = 46,
    LOCAL_SIZE = 30,
    MAX_COMMENT = 65535,
    END_SIGNATURE = 0x06054b50,
    CENTRAL_SIGNATURE = 0x02014b50,
    LOCAL_SIGNATURE = 0x04034b50,
    FLAG_ENCRYPTED = 1,
};
/* Small parts, such as an empty theme, may be packed harder than ZIP_MAX_RATIO without harm. */
static const uint32_t small_entry = 1024 * 1024;

typedef struct Entry {
    size_t start, end; /* of its local header and data in the archive */
    uint32_t packed, unpacked;
} Entry;

typedef struct Directory {
    Bytes archive;
    size_t start, size; /* of the central directory */
    size_t n_entries;
    Entry *entries;
} Directory;

static uint32_t u16(Bytes archive, size_t at) {
    return (uint32_t)archive.data[at] | (uint32_t)archive.data[at + 1] << 8;
}

static uint32_t u32(Bytes archive, size_t at) {
    return u16(archive, at) | u16(archive, at + 2) << 16;
}

static bool damaged(GError **error) {
    return fail(error, ERROR_INVALID,
                "Filen är skadad eller inte hel. Hämta eller spara den på nytt och försök igen.");
}

static bool unsafe(GError **error) {
    return fail(
        error, ERROR_INVALID,
        "Filen är packad på ett sätt som Word och Excel inte gör. Öppna den där, spara den på "
        "nytt och försök igen.");
}

static bool too_large(GError **error) {
    return fail(
        error, ERROR_INVALID,
        "Filen blir för stor när den packas upp: högst 100 MiB och 100 gånger sin egen storlek. "
        "Ta bort bilder och blad som inte behövs.");
}

static bool find_end(Bytes archive, size_t *ret) {
    if (archive.size < END_SIZE)
        return false;
    size_t last = archive.size - END_SIZE, lowest = last > MAX_COMMENT ? last - MAX_COMMENT : 0;
    for (size_t at = last + 1; at-- > lowest;) {
        if (u32(archive, at) == END_SIGNATURE &&
            at + END_SIZE + u16(archive, at + 20) == archive.size) {
            *ret = at;
            return true;
        }
    }
    return false;
}

static bool read_end(Directory *directory, GError **error) {
    size_t end;
    if (!find_end(directory->archive, &end))
        return damaged(error);
    uint32_t disks = u32(directory->archive, end + 4);
    uint32_t on_disk = u16(directory->archive, end + 8);
    directory->n_entries = u16(directory->archive, end + 10);
    directory->size = u32(directory->archive, end + 12);
    directory->start = u32(directory->archive, end + 16);
    if (directory->n_entries > ZIP_MAX_ENTRIES)
        return fail(error, ERROR_INVALID,
                    "Filen består av fler än 1 000 delar, fler än ett dokument behöver. Spara "
                    "den på nytt "
                    "i Word eller Excel och försök igen.");
    bool whole = disks == 0 && on_disk == directory->n_entries &&
                 directory->start + directory->size == end && directory->n_entries > 0;
    return whole || damaged(error);
}

/* Refuses absolute names, drive letters and any ".." step, with either kind of slash. */
static bool safe_name(const char *name, size_t length) {
    if (length == 0 || *name == '/' || *name == '\\' || memchr(name, '\0', length) != NULL ||
        (length > 1 && name[1] == ':'))
        return false;
    for (size_t i = 0, step = 0; i <= length; i++) {
        if (i < length && name[i] != '/' && name[i] != '\\')
            continue;
        if (i - step == 2 && name[step] == '.' && name[step + 1] == '.')
            return false;
        step = i + 1;
    }
    return true;
}

static bool locate(const Directory *directory, size_t offset, Entry *entry) {
    Bytes archive = directory->archive;
    if (offset + LOCAL_SIZE > directory->start || u32(archive, offset) != LOCAL_SIGNATURE)
        return false;
    entry->start = offset;
    entry->end =
        offset + LOCAL_SIZE + u16(archive, offset + 26) + u16(archive, offset + 28) + entry->packed;
    return entry->end <= directory->start;
}

/* Reads the central header at *at and steps over it. */
static bool read_entry(const Directory *directory, size_t *at, Entry *entry, GError **error) {
    Bytes archive = directory->archive;
    size_t limit = directory->start + directory->size;
    if (*at + CENTRAL_SIZE > limit || u32(archive, *at) != CENTRAL_SIGNATURE)
        return damaged(error);
    uint32_t name_length = u16(archive, *at + 28);
    size_t next =
        *at + CENTRAL_SIZE + name_length + u16(archive, *at + 30) + u16(archive, *at + 32);
    if (next > limit)
        return damaged(error);
    if (u16(archive, *at + 8) & FLAG_ENCRYPTED)
        return fail(error, ERROR_INVALID,
                    "Filen är skyddad med lösenord. Ta bort lösenordet, spara och försök igen.");
    if (!safe_name((const char *)archive.data + *at + CENTRAL_SIZE, name_length))
        return unsafe(error);
    entry->packed = u32(archive, *at + 20);
    entry->unpacked = u32(archive, *at + 24);
    if (!locate(directory, u32(archive, *at + 42), entry))
        return damaged(error);
    *at = next;
    return true;
}

static bool read_entries(const Directory *directory, GError **error) {
    size_t at = directory->start;
    for (size_t i = 0; i < directory->n_entries; i++) {
        if (!read_entry(directory, &at, &directory->entries[i], error))
            return false;
    }
    return at == directory->start + directory->size || damaged(error);
}

static int by_start(const void *a, const void *b) {
    size_t left = ((const Entry *)a)->start, right = ((const Entry *)b)->start;
    return (left > right) - (left < right);
}

static bool check_overlap(const Directory *directory, GError **error) {
    qsort(directory->entries, directory->n_entries, sizeof(Entry), by_start);
    for (size_t i = 1; i < directory->n_entries; i++) {
        if (directory->entries[i].start < directory->entries[i - 1].end)
            return unsafe(error);
    }
    return true;
}

static bool check_sizes(const Directory *directory, GError **error) {
    uint64_t packed = 0, unpacked = 0;
    for (size_t i = 0; i < directory->n_entries; i++) {
        const Entry *entry = &directory->entries[i];
        if (entry->unpacked > small_entry && entry->unpacked / ZIP_MAX_RATIO > entry->packed)
            return too_large(error);
        packed += entry->packed;
        unpacked += entry->unpacked;
    }
    if (unpacked > ZIP_MAX_UNPACKED_BYTES ||
        (unpacked > small_entry && unpacked / ZIP_MAX_RATIO > packed))
        return too_large(error);
    return true;
}

bool zip_directory_check(Bytes archive, GError **error) {
    Directory directory = {.archive = archive};
    if (!read_end(&directory, error))
        return false;
    g_autofree Entry *entries = g_new0(Entry, directory.n_entries);
    directory.entries = entries;
    return read_entries(&directory, error) && check_overlap(&directory, error) &&
           check_sizes(&directory, error);
}
