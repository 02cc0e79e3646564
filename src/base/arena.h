#pragma once
#include <glib.h>
#include <stdarg.h>
#include <stddef.h>

/* Memory that lives and dies together: what one request reads and renders, what one import holds.
 * What is handed out is zeroed unless it says otherwise, aligned for any type and valid until
 * arena_free(). Allocation never returns NULL. Under AddressSanitizer every piece is its own
 * malloc, so overflows show. */
typedef struct Arena Arena;

/* A new, empty arena. The caller owns it. */
Arena *arena_new(void);

/* Gives back everything the arena handed out, unless another holds it; NULL is allowed. */
void arena_free(Arena *arena);

/* `size` zeroed bytes; a size of 0 gives a valid pointer. */
void *arena_alloc(Arena *arena, size_t size);

/* `size` bytes with anything in them, for what is written before it is read. */
void *arena_buffer(Arena *arena, size_t size);

/* A copy of a NUL-terminated text; NULL gives NULL. */
char *arena_strdup(Arena *arena, const char *text);

/* A NUL-terminated copy of the first `length` bytes of `text`. */
char *arena_strndup(Arena *arena, const char *text, size_t length);

/* printf into the arena. */
char *arena_printf(Arena *arena, const char *format, ...) G_GNUC_PRINTF(2, 3);
char *arena_vprintf(Arena *arena, const char *format, va_list arguments) G_GNUC_PRINTF(2, 0);

/* Keeps `other` alive as long as `arena`. Its owner may free it before, on whatever thread; it is
 * not added to after that. */
void arena_hold(Arena *arena, Arena *other);

/* The bytes handed out so far, for limits and for tests. */
size_t arena_size(const Arena *arena);

#define ARENA_NEW(arena, type) ((type *)arena_alloc((arena), sizeof(type)))
#define ARENA_ARRAY(arena, type, count)                                                            \
    ((type *)arena_alloc((arena), arena_checked_size(sizeof(type), (count))))

/* a × b; aborts when the product does not fit, which is a mistake of ours: sizes are bounded
 * before. */
static inline size_t arena_checked_size(size_t a, size_t b) {
    size_t product;
    if (__builtin_mul_overflow(a, b, &product))
        g_error("allocation of %zu × %zu bytes", a, b);
    return product;
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Arena, arena_free)
