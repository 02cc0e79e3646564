/* ThreadSanitizer knows pthreads; GLib's own locks are futexes inside a library that is not
 * instrumented, and what they protect would look like races. In a build with -Db_sanitize=thread
 * the linker gives Samsyn's own code (not the libraries) these in their place: ld --wrap. */
#include <errno.h>
#include <glib.h>
#include <pthread.h>
#include <sanitizer/tsan_interface.h>
#include <stdlib.h>

static void must(int failed) {
    if (failed != 0)
        abort();
}

/* Locks and conditions may be static and never initialized: the pthread one is made at first use.
 */

static pthread_mutex_t *new_mutex(void) {
    pthread_mutex_t *mutex = malloc(sizeof *mutex);
    must(mutex == NULL || pthread_mutex_init(mutex, NULL));
    return mutex;
}

static pthread_mutex_t *mutex_of(GMutex *mutex) {
    pthread_mutex_t *found = g_atomic_pointer_get(&mutex->p);
    if (found != NULL)
        return found;
    pthread_mutex_t *made = new_mutex();
    if (g_atomic_pointer_compare_and_exchange(&mutex->p, NULL, made))
        return made;
    pthread_mutex_destroy(made);
    free(made);
    return g_atomic_pointer_get(&mutex->p);
}

static pthread_cond_t *new_cond(void) {
    pthread_cond_t *cond = malloc(sizeof *cond);
    pthread_condattr_t attributes;
    must(pthread_condattr_init(&attributes));
    must(pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC));
    must(cond == NULL || pthread_cond_init(cond, &attributes));
    pthread_condattr_destroy(&attributes);
    return cond;
}

static pthread_cond_t *cond_of(GCond *cond) {
    pthread_cond_t *found = g_atomic_pointer_get(&cond->p);
    if (found != NULL)
        return found;
    pthread_cond_t *made = new_cond();
    if (g_atomic_pointer_compare_and_exchange(&cond->p, NULL, made))
        return made;
    pthread_cond_destroy(made);
    free(made);
    return g_atomic_pointer_get(&cond->p);
}

void __wrap_g_mutex_init(GMutex *mutex) {
    mutex->p = new_mutex();
}

void __wrap_g_mutex_clear(GMutex *mutex) {
    if (mutex->p == NULL)
        return;
    must(pthread_mutex_destroy(mutex->p));
    free(mutex->p);
    mutex->p = NULL;
}

void __wrap_g_mutex_lock(GMutex *mutex) {
    must(pthread_mutex_lock(mutex_of(mutex)));
}

void __wrap_g_mutex_unlock(GMutex *mutex) {
    must(pthread_mutex_unlock(mutex_of(mutex)));
}

void __wrap_g_cond_init(GCond *cond) {
    cond->p = new_cond();
}

void __wrap_g_cond_clear(GCond *cond) {
    if (cond->p == NULL)
        return;
    must(pthread_cond_destroy(cond->p));
    free(cond->p);
    cond->p = NULL;
}

void __wrap_g_cond_wait(GCond *cond, GMutex *mutex) {
    must(pthread_cond_wait(cond_of(cond), mutex_of(mutex)));
}

gboolean __wrap_g_cond_wait_until(GCond *cond, GMutex *mutex, gint64 end) {
    const struct timespec until = {end / G_USEC_PER_SEC, end % G_USEC_PER_SEC * 1000};
    int result = pthread_cond_timedwait(cond_of(cond), mutex_of(mutex), &until);
    must(result != 0 && result != ETIMEDOUT);
    return result == 0;
}

void __wrap_g_cond_signal(GCond *cond) {
    must(pthread_cond_signal(cond_of(cond)));
}

void __wrap_g_cond_broadcast(GCond *cond) {
    must(pthread_cond_broadcast(cond_of(cond)));
}

GThreadPool *__real_g_thread_pool_new(GFunc, gpointer, gint, gboolean, GError **);
gboolean __real_g_thread_pool_push(GThreadPool *, gpointer, GError **);

/* What is done before a piece of work is pushed happens before the work. */

typedef struct Work {
    GFunc run;
    gpointer data;
} Work;

static void run_work(gpointer item, gpointer data) {
    const Work *work = data;
    __tsan_acquire(item);
    work->run(item, work->data);
}

GThreadPool *__wrap_g_thread_pool_new(GFunc run, gpointer data, gint n, gboolean exclusive,
                                      GError **error) {
    Work *work = malloc(sizeof *work); /* never freed: a pool lives as long as its program */
    must(work == NULL);
    *work = (Work){run, data};
    return __real_g_thread_pool_new(run_work, work, n, exclusive, error);
}

gboolean __wrap_g_thread_pool_push(GThreadPool *pool, gpointer item, GError **error) {
    __tsan_release(item);
    return __real_g_thread_pool_push(pool, item, error);
}

/* What Samsyn itself takes and gives back stays watched, though calls out of GLib are not. */

gpointer __wrap_g_malloc(gsize size) {
    gpointer memory = size == 0 ? NULL : malloc(size);
    must(size != 0 && memory == NULL);
    return memory;
}

gpointer __wrap_g_malloc0(gsize size) {
    gpointer memory = size == 0 ? NULL : calloc(1, size);
    must(size != 0 && memory == NULL);
    return memory;
}

void __wrap_g_free(gpointer memory) {
    free(memory);
}
