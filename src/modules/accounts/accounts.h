#pragma once
#include "web/router.h"

/* Logging in and out, by password or by a link in a letter; one's own account; the accounts of the
 * installation. */
extern const Route accounts_routes[];
extern const Route login_link_routes[];
extern const Route own_account_routes[];
extern const Route second_factor_routes[];
extern const Route provider_routes[];
extern const Route language_routes[];
extern const Route administration_routes[];
extern const Route new_collaboration_routes[];

/* true when an address of the installation's own begins with the name: no collaboration may be
 * called so. */
bool is_name_of_page(const char *name);
#define SESSION_COOKIE "samsyn"
