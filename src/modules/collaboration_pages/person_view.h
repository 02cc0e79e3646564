#pragma once
#include "modules/collaboration_pages/view.h"

typedef struct PostRow {
    const char *title, *place, *place_path, *subjects, *period, *edit_path;
    bool is_over;
} PostRow;

typedef struct SeatRow {
    const char *body, *body_path, *role, *period, *edit_path;
    bool is_over;
} SeatRow;

typedef struct PersonView {
    const Frame *frame;
    const Person *person;
    bool has_left, may_edit;
    const char *path;
    const PostRow *posts;
    size_t n_posts;
    const SeatRow *seats;
    size_t n_seats;
} PersonView;
