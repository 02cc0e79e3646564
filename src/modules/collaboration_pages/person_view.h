#pragma once
#include "modules/collaboration_pages/view.h"
#include "ui/form.h"

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
    bool has_left, may_edit, may_edit_seats, may_read_contact;
    const char *path, *phone_link, *card_path; /* card_path NULL: there is none */
    const PostRow *posts;
    size_t n_posts;
    const SeatRow *seats;
    size_t n_seats;
} PersonView;

/* A form about a person: who they are, a post, a seat. */
typedef struct PersonFormView {
    const Frame *frame;
    const char *title, *path, *back, *save; /* save: msgid of the button */
    const FormField *fields;
    const void *data;
    const FormErrors *errors;
    const char *end_path; /* NULL: nothing to end here */
    const FormField *end_fields;
    Date end_on;
    const FormErrors *end_errors;
} PersonFormView;
