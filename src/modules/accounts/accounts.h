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
#define SESSION_COOKIE "samsyn"
