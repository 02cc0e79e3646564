#pragma once
#include "formats/package.h"
#include "formats/source_builder.h"

/* Reads the text of a WordprocessingML document (ECMA-376 part 1, 17): `part` is the name of its
 * main part. Tracked changes are read as accepted. What was left out is noted in the builder. */
bool docx_read(Package *package, const char *part, SourceBuilder *builder, GError **error);
