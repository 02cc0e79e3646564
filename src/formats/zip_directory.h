#pragma once
#include <glib.h>
#include <stdbool.h>

#include "base/types.h"

#define ZIP_MAX_ENTRIES 1000
#define ZIP_MAX_UNPACKED_BYTES ((uint64_t)100 * 1024 * 1024)
#define ZIP_MAX_RATIO 100 /* unpacked : packed, of the whole archive and of each larger entry */

/* Judges a ZIP archive by its directory alone (PKWARE APPNOTE 4.3), before anything is unpacked:
 * entries lie whole and apart before the directory, names are relative without "..", nothing is
 * encrypted, and the limits above hold. ZIP64 is not needed below 4 GiB and is refused.
 * ERROR_INVALID with a sentence on what to do. */
bool zip_directory_check(Bytes archive, GError **error);
