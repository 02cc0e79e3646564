#include "base/arena.h"

#include <stdalign.h>
#include <string.h>

#if defined(__SANITIZE_ADDRESS__)
#define PIECEWISE 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define PIECEWISE 1
#endif
#endif
#ifndef PIECEWISE
#define PIECEWISE 0
#endif

#define BLOCK_SIZE ((size_t)16 * 1024)
#define PRINTED_SIZE 256 /* what most printed texts fit in */
#define ALIGNMENT alignof(max_align_t)

typedef struct Block Block;
struct Block {
    Block *next;
    size_t used, size;
    alignas(max_align_t) char bytes[];
};

struct Arena {
    gatomicrefcount owners;
    Block *blocks;
    size_t handed_out;
    GSList *held;
};

Arena *arena_new(void) {
    Arena *arena = g_new0(Arena, 1);
    g_atomic_ref_count_init(&arena->owners);
    return arena;
}

void arena_hold(Arena *arena, Arena *other) {
    g_atomic_ref_count_inc(&other->owners);
    arena->held = g_slist_prepend(arena->held, other);
}

static void let_go(gpointer arena) {
    arena_free(arena);
}

void arena_free(Arena *arena) {
    if (arena == NULL || !g_atomic_ref_count_dec(&arena->owners))
        return;
    g_slist_free_full(arena->held, let_go);
    for (Block *block = arena->blocks, *next; block != NULL; block = next) {
        next = block->next;
        g_free(block);
    }
    g_free(arena);
}

static Block *add_block(Arena *arena, size_t size) {
    Block *block = g_malloc(sizeof(Block) + size);
    *block = (Block){.next = arena->blocks, .size = size};
    arena->blocks = block;
    return block;
}

/* A large piece gets a block of its own behind the current one, which stays in use. */
static void *alloc_large(Arena *arena, size_t size) {
    Block *current = arena->blocks;
    Block *block = add_block(arena, size);
    block->used = size;
    if (current != NULL && !PIECEWISE) {
        block->next = current->next;
        current->next = block;
        arena->blocks = current;
    }
    return block->bytes;
}

void *arena_buffer(Arena *arena, size_t size) {
    size_t rounded = PIECEWISE ? MAX(size, 1) : (MAX(size, 1) + ALIGNMENT - 1) & ~(ALIGNMENT - 1);
    arena->handed_out += rounded;
    if (PIECEWISE || rounded > BLOCK_SIZE / 4)
        return alloc_large(arena, rounded);
    Block *block = arena->blocks;
    if (block == NULL || block->size - block->used < rounded)
        block = add_block(arena, BLOCK_SIZE);
    void *piece = block->bytes + block->used;
    block->used += rounded;
    return piece;
}

void *arena_alloc(Arena *arena, size_t size) {
    return memset(arena_buffer(arena, size), 0, size);
}

char *arena_strndup(Arena *arena, const char *text, size_t length) {
    char *copy = arena_buffer(arena, length + 1);
    memcpy(copy, text, length);
    copy[length] = '\0';
    return copy;
}

char *arena_strdup(Arena *arena, const char *text) {
    return text == NULL ? NULL : arena_strndup(arena, text, strlen(text));
}

char *arena_vprintf(Arena *arena, const char *format, va_list arguments) {
    char text[PRINTED_SIZE];
    va_list again;
    va_copy(again, arguments);
    size_t length = (size_t)g_vsnprintf(text, sizeof text, format, arguments);
    char *printed = length < sizeof text ? arena_strndup(arena, text, length)
                                         : arena_buffer(arena, length + 1);
    if (length >= sizeof text)
        g_vsnprintf(printed, length + 1, format, again);
    va_end(again);
    return printed;
}

char *arena_printf(Arena *arena, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    char *text = arena_vprintf(arena, format, arguments);
    va_end(arguments);
    return text;
}

size_t arena_size(const Arena *arena) {
    return arena->handed_out;
}
