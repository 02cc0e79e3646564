#pragma once
#include "app.h"

#include "modules/collaborations/collaborations.h"
#include "services/auth/auth.h"

#include <glib.h>

/* The program with the demo, asked as a browser asks: somebody of Jönköping follows links from page
 * to page. */
typedef struct Walk {
    char *file;
    DbPool *pool;
    App *app;
    Db *db;
    Arena *arena;
    Id collaboration;
    const char *token;
    GHashTable *seen;
    GQueue *waiting;
} Walk;

void walk_open(Walk *walk, const char *samsyn);
void walk_close(Walk *walk);

/* Who asks from now on. */
void walk_be(Walk *walk, Id account);

Id walk_element(const Walk *walk, Date on, ElementKind kind, const char *key);

/* To be asked for, once, unless it is elsewhere, or packed (PDF, DOCX, XLSX). */
void walk_remember(Walk *walk, const char *address);
/* The next to be asked for, or NULL. */
const char *walk_next(Walk *walk);

/* What the page says; an answer of 500 ends the test. */
const char *walk_ask(const Walk *walk, Arena *arena, const char *address);

/* Where the page at this address leads to, ended by NULL; a filter with another is left out. */
const char *const *walk_links(Arena *arena, const char *address, const char *text);
