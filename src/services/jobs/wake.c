#include "services/jobs/wake.h"

#include <glib.h>

static GMutex lock;
static GCond called;
static uint64_t calls;

void jobs_wake(void) {
    g_mutex_lock(&lock);
    calls++;
    g_cond_broadcast(&called);
    g_mutex_unlock(&lock);
}

uint64_t jobs_wait(uint64_t seen, int64_t microseconds) {
    int64_t until = g_get_monotonic_time() + microseconds;
    g_mutex_lock(&lock);
    while (calls == seen && g_cond_wait_until(&called, &lock, until)) {
    }
    uint64_t now = calls;
    g_mutex_unlock(&lock);
    return now;
}
