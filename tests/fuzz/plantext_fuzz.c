#include "formats/testing/source_dump.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Text with tabs, CSV and whatever else is no package. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    source_assert_readable((Bytes){data, size}, false);
    return 0;
}
