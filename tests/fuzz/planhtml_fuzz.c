#include "formats/testing/source_dump.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    source_assert_readable((Bytes){data, size}, true);
    return 0;
}
