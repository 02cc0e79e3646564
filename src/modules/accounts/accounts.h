#pragma once
#include "web/router.h"

/* Logging in and out, and the accounts of the installation. */
extern const Route accounts_routes[];
extern const Route administration_routes[];
#define SESSION_COOKIE "samsyn"
