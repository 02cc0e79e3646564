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
#define ALIGNMENT alignof(max_align_t)

typedef struct Block Block;
struct Block {
    Block *next;
    size_t used, size;
    alignas(max_align_t) char bytes[];
};

struct Arena {
    Block *blocks;
    size_t handed_out;
};

Arena *arena_new(void) {
    return g_new0(Arena, 1);
}

void arena_free(Arena *arena) {
    if (arena == NULL)
        return;
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
    g_autofree char *text = g_strdup_vprintf(format, arguments);
    return arena_strdup(arena, text);
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
