#include "modules/statements/statements.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A text of the installation: every piece has something to show. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    g_autoptr(Arena) arena = arena_new();
    g_autofree char *text = g_strndup((const char *)data, size);
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    Pieces pieces = statement_pieces(arena, valid);
    for (size_t i = 0; i < pieces.n; i++) {
        const Piece *piece = &pieces.items[i];
        g_assert_true(piece->kind == PIECE_LIST ? piece->n_items > 0 : piece->text != NULL);
        for (size_t j = 0; j < piece->n_items; j++)
            g_assert_nonnull(piece->items[j]);
    }
    return 0;
}
