#include "web/links.h"

#include <sys/socket.h>

struct Links {
    GMutex lock;
    GCond gone;
    Link *first;
    Clock clock;
    void *clock_data;
};

static int64_t monotonic(void *data) {
    (void)data;
    return g_get_monotonic_time() / 1000;
}

Links *links_new(Clock clock, void *clock_data) {
    Links *links = g_new0(Links, 1);
    g_mutex_init(&links->lock);
    g_cond_init(&links->gone);
    links->clock = clock == NULL ? monotonic : clock;
    links->clock_data = clock_data;
    return links;
}

void links_free(Links *links) {
    g_mutex_clear(&links->lock);
    g_cond_clear(&links->gone);
    g_free(links);
}

int64_t links_now(const Links *links) {
    return links->clock(links->clock_data);
}

Link *links_add(Links *links, int fd, int64_t milliseconds) {
    Link *link = g_new0(Link, 1);
    link->fd = fd;
    link->deadline = links_now(links) + milliseconds;
    g_mutex_lock(&links->lock);
    link->next = links->first;
    if (links->first != NULL)
        links->first->previous = link;
    links->first = link;
    g_mutex_unlock(&links->lock);
    return link;
}

void links_remove(Links *links, Link *link) {
    g_mutex_lock(&links->lock);
    if (link->previous != NULL)
        link->previous->next = link->next;
    else
        links->first = link->next;
    if (link->next != NULL)
        link->next->previous = link->previous;
    g_cond_broadcast(&links->gone);
    g_mutex_unlock(&links->lock);
    g_free(link);
}

static void set(Links *links, Link *link, bool busy, int64_t deadline) {
    g_mutex_lock(&links->lock);
    link->busy = busy;
    link->deadline = deadline;
    g_mutex_unlock(&links->lock);
}

void links_expect(Links *links, Link *link, bool busy, int64_t milliseconds) {
    set(links, link, busy, links_now(links) + milliseconds);
}

void links_wait_for_ourselves(Links *links, Link *link) {
    set(links, link, true, LINK_NO_DEADLINE);
}

/* Without lingering, so that what a slow reader has not fetched leaves the kernel's memory too. */
static void shut(Link *link) {
    const struct linger none = {.l_onoff = 1, .l_linger = 0};
    setsockopt(link->fd, SOL_SOCKET, SO_LINGER, &none, sizeof none);
    shutdown(link->fd, SHUT_RDWR);
    link->deadline = LINK_NO_DEADLINE;
}

unsigned links_close_expired(Links *links) {
    int64_t now = links_now(links);
    unsigned closed = 0;
    g_mutex_lock(&links->lock);
    for (Link *link = links->first; link != NULL; link = link->next)
        if (link->deadline <= now) {
            shut(link);
            closed++;
        }
    g_mutex_unlock(&links->lock);
    return closed;
}

static unsigned close_where(Links *links, bool busy_too) {
    unsigned closed = 0;
    g_mutex_lock(&links->lock);
    for (Link *link = links->first; link != NULL; link = link->next)
        if (busy_too || !link->busy) {
            shut(link);
            closed++;
        }
    g_mutex_unlock(&links->lock);
    return closed;
}

unsigned links_close_idle(Links *links) {
    return close_where(links, false);
}

unsigned links_close_all(Links *links) {
    return close_where(links, true);
}

bool links_wait_until_empty(Links *links, int64_t milliseconds) {
    int64_t end = g_get_monotonic_time() + milliseconds * 1000;
    g_mutex_lock(&links->lock);
    if (links->first != NULL)
        g_cond_wait_until(&links->gone, &links->lock, end);
    bool empty = links->first == NULL;
    g_mutex_unlock(&links->lock);
    return empty;
}
