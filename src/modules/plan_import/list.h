#pragma once
#include "base/arena.h"

#include <string.h>

/* A list that grows in an arena: what it holds are pointers or, by list_flatten(), structs of one
 * size. */
typedef struct List {
    void **items;
    size_t n, room;
} List;

static inline void *list_add(Arena *arena, List *list, void *item) {
    if (list->n == list->room) {
        size_t room = list->room == 0 ? 4 : 2 * list->room;
        void **items = ARENA_ARRAY(arena, void *, room);
        if (list->n > 0)
            memcpy(items, list->items, list->n * sizeof(void *));
        list->items = items;
        list->room = room;
    }
    return list->items[list->n++] = item;
}

static inline void *list_last(const List *list) {
    return list->n == 0 ? NULL : list->items[list->n - 1];
}

/* The structs that the list points at, one after the other. */
static inline void *list_flatten(Arena *arena, const List *list, size_t size) {
    char *array = arena_alloc(arena, arena_checked_size(size, list->n));
    for (size_t i = 0; i < list->n; i++)
        memcpy(array + i * size, list->items[i], size);
    return array;
}

#define LIST_NEW(arena, list, type) ((type *)list_add((arena), (list), ARENA_NEW((arena), type)))
