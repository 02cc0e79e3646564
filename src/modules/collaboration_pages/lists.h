#pragma once
#include "modules/collaboration_pages/context.h"
#include "ui/list.h"

/* The lists of Samverkan: what each shows of one row, and how it is made. */

typedef struct CollaborationList {
    const char *segment, *title; /* msgid: "Kontor" */
    const char *add, *add_path;  /* msgid of the button and where it goes below the collaboration */
    const ListDescription *description;
    const void *(*rows)(const Context *context, size_t *ret_n); /* in the request's arena */
} CollaborationList;

extern const CollaborationList party_list, office_list, committee_list, body_list;
