#pragma once
#include "modules/collaboration_pages/context.h"

/* The directory (Telefonbok): everybody who has a post or a seat today and is for the reader, with
 * what they work with and how they are reached. */

typedef struct DirectoryRow {
    const Person *person;
    const char *key, *name,
        *title;            /* title: "Miljöinspektör", "kontaktperson"; "" without a post */
    const char *functions; /* of all posts, in words, separated by ';' */
    /* Short names, separated by ';', and the same to be read: "Aneby, Eksjö". */
    const char *places, *municipalities, *subjects, *bodies;
    const char *places_read, *municipalities_read, *subjects_read, *bodies_read;
    const char *email, *phone; /* "" when not known, and with protected identity */
    const char *email_link, *phone_link, *path;
    Date since;                /* the first day of the first post here; none: since ever */
    Date last;                 /* of those who have left: the last day */
    bool is_gone;              /* has neither post nor seat today */
    bool was_new_to_the_field; /* the first post was as inspector or head */
} DirectoryRow;

typedef struct DirectoryRows {
    const DirectoryRow *rows;
    size_t n;
} DirectoryRows;

/* Everybody of the context, by name, also who has left or has protected identity; no statements. */
DirectoryRows directory_rows(const Context *context);

/* Those of the rows who are here today; those who have left, or have nothing to do here yet.
 * Whoever has protected identity is in neither, but among those of directory_protected(). */
DirectoryRows directory_present(Arena *arena, DirectoryRows all);
DirectoryRows directory_gone(Arena *arena, DirectoryRows all);
DirectoryRows directory_protected(Arena *arena, DirectoryRows all);

/* Inspectors and heads whose first post here began in the twelve months up to `today`, the latest
 * first. */
DirectoryRows directory_new(Arena *arena, DirectoryRows all, Date today);

/* A municipality of the collaboration and its contact persons. */
typedef struct ContactRow {
    const char *municipality, *office, *names, *titles, *phone, *email, *phone_link, *email_link,
        *path;
    const char *state, *chip; /* msgid: "saknas" */
    bool is_missing;
} ContactRow;

typedef struct ContactRows {
    const ContactRow *rows;
    size_t n;
    size_t n_missing;
    const char *sentence; /* "Två kommuner saknar kontaktperson: Aneby och Eksjö." */
} ContactRows;
ContactRows directory_contacts(const Context *context);
