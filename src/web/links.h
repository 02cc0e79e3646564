#pragma once
#include <glib.h>
#include <netinet/in.h>
#include <stdbool.h>
#include <stdint.h>

/* The open connections and when each must have got further. The library below counts inactivity
 * only, so one byte a second would hold a connection for ever; these deadlines are absolute. */
typedef struct Links Links;

/* One connection. Its fields are read and written through the functions below. */
typedef struct Link {
    struct Link *previous, *next;
    int fd;
    int64_t deadline; /* milliseconds by the clock; LINK_NO_DEADLINE while we work ourselves */
    bool busy;        /* a request has begun and its answer is not sent */
    char peer[INET6_ADDRSTRLEN];
} Link;

#define LINK_NO_DEADLINE INT64_MAX

typedef int64_t (*Clock)(void *data);

/* `clock` NULL = CLOCK_MONOTONIC. The caller owns the links. */
Links *links_new(Clock clock, void *clock_data);
void links_free(Links *links);

/* `fd` stays open until links_remove() has returned. */
Link *links_add(Links *links, int fd, int64_t milliseconds);
void links_remove(Links *links, Link *link);

/* The next step must be taken within so many milliseconds from now. */
void links_expect(Links *links, Link *link, bool busy, int64_t milliseconds);
void links_wait_for_ourselves(Links *links, Link *link);

/* Shut the sockets whose time is out, those without a request, or all; return how many. */
unsigned links_close_expired(Links *links);
unsigned links_close_idle(Links *links);
unsigned links_close_all(Links *links);

/* Waits up to so many milliseconds of real time for a connection to go; true when none is left. */
bool links_wait_until_empty(Links *links, int64_t milliseconds);

int64_t links_now(const Links *links);
