#pragma once
#include "web/router.h"

/* Handlers that change people, their posts and their seats. An address without ":key" is that of a
 * new person. */
bool edit_person_page(Request *request, Response *response, GError **error);
bool edit_person_action(Request *request, Response *response, GError **error);
bool end_person_action(Request *request, Response *response, GError **error);

/* A post's or a seat's id in the address ":post", ":seat"; "new" for a new one. */
bool post_page(Request *request, Response *response, GError **error);
bool post_action(Request *request, Response *response, GError **error);
bool seat_page(Request *request, Response *response, GError **error);
bool seat_action(Request *request, Response *response, GError **error);
