#pragma once
#include "modules/collaborations/collaborations.h"
#include "modules/plans/plans.h"
#include "ui/frame.h"

typedef struct LandingView {
    const Frame *frame;
    const Collaboration *collaborations;
    size_t n_collaborations;
} LandingView;

/* One of what waits, of what is coming, or of what has happened. */
typedef struct HomeItem {
    const char *title, *more;     /* more: NULL = nothing */
    const char *when, *when_more; /* "senast 9 juni"; "onsdag, v. 23" */
    const char *path, *button;    /* where it is done, and the verb; NULL = nowhere */
    bool is_late, is_primary;
} HomeItem;
typedef struct HomeItems {
    const HomeItem *rows;
    size_t n;
} HomeItems;

typedef struct HomeView {
    const Frame *frame;
    HomeItems setup, waiting, coming, happened; /* setup: what a new collaboration lacks */
} HomeView;

typedef struct PublicView {
    const Frame *frame;
    const char *purpose;
    PlanSummaries plans; /* published ones only */
} PublicView;

#define SEARCH_MIN_LENGTH 2
#define SEARCH_GROUPS 5

typedef struct SearchHit {
    const char *title, *more, *path; /* more: NULL = nothing */
} SearchHit;
typedef struct SearchHits {
    const char *title; /* msgid */
    const SearchHit *rows;
    size_t n;
} SearchHits;
typedef struct SearchView {
    const Frame *frame;
    const char *query;
    bool searched;
    SearchHits groups[SEARCH_GROUPS];
    size_t n_hits;
} SearchView;
