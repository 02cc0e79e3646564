#include "db/turns.h"

#include <glib.h>

struct DbTurns {
    GMutex mutex;
    GCond changed;
    GQueue waiting; /* addresses that stand for the waiting threads, first come first */
    bool taken;
};

DbTurns *turns_new(void) {
    DbTurns *turns = g_new0(DbTurns, 1);
    g_mutex_init(&turns->mutex);
    g_cond_init(&turns->changed);
    g_queue_init(&turns->waiting);
    return turns;
}

void turns_free(DbTurns *turns) {
    if (turns == NULL)
        return;
    g_assert(!turns->taken && g_queue_is_empty(&turns->waiting));
    g_mutex_clear(&turns->mutex);
    g_cond_clear(&turns->changed);
    g_free(turns);
}

static bool is_next(DbTurns *turns, const void *waiting) {
    return !turns->taken && g_queue_peek_head(&turns->waiting) == waiting;
}

bool turns_take(DbTurns *turns, int milliseconds) {
    if (turns == NULL)
        return true;
    int me;
    int64_t deadline = g_get_monotonic_time() + (int64_t)milliseconds * 1000;
    g_mutex_lock(&turns->mutex);
    g_queue_push_tail(&turns->waiting, &me);
    bool in_time = true;
    while (in_time && !is_next(turns, &me))
        in_time = g_cond_wait_until(&turns->changed, &turns->mutex, deadline);
    bool came = is_next(turns, &me);
    g_queue_remove(&turns->waiting, &me);
    if (came)
        turns->taken = true;
    else
        g_cond_broadcast(&turns->changed);
    g_mutex_unlock(&turns->mutex);
    return came;
}

void turns_give(DbTurns *turns) {
    if (turns == NULL)
        return;
    g_mutex_lock(&turns->mutex);
    turns->taken = false;
    g_cond_broadcast(&turns->changed);
    g_mutex_unlock(&turns->mutex);
}
