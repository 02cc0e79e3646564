#pragma once
#include "base/arena.h"
#include "base/types.h"
#include "formats/xml_reader.h"

/* An Office Open XML package (ECMA-376 part 2): a ZIP archive of XML parts, opened for reading. */
typedef struct Package Package;

/* Checks the archive (zip_directory.h, then libzip's own consistency check) and opens it. The bytes
 * and `arena` must outlive the package, which the caller owns. ERROR_INVALID when it is damaged or
 * hostile. */
bool package_open(Arena *arena, Bytes archive, Package **ret, GError **error);
void package_close(Package *package);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Package, package_close)

/* true when there is a part of this name, in any case, or one whose name begins with `prefix`. */
bool package_has(const Package *package, const char *name);
bool package_has_prefix(const Package *package, const char *prefix);

/* Reads one part from its root element: `reader` is called with the root as current element.
 * A part that is not there is read as if it were empty: `reader` is not called.
 * ERROR_INVALID when the part is damaged, larger than its archive says, or has a DOCTYPE. */
typedef void (*PartReader)(Xml *xml, void *data);
bool package_read(Package *package, const char *name, PartReader reader, void *data,
                  GError **error);

/* One relationship of a part (ECMA-376 part 2, 9.3). */
typedef struct Relation {
    const char *id, *type; /* type: the last step of its URI, such as "styles" */
    const char *target;    /* a part's name from the root of the package, without leading slash */
} Relation;

typedef struct Relations {
    const Relation *items;
    size_t n;
} Relations;

/* The relationships of `part`, or of the package itself for "". Links that lead out of the package
 * are left out. Memory is in the package's arena. */
bool package_relations(Package *package, const char *part, Relations *ret, GError **error);

/* The target of the first relationship of this type, or with this id; NULL for none. */
const char *relation_of_type(const Relations *relations, const char *type);
const char *relation_with_id(const Relations *relations, const char *id);
