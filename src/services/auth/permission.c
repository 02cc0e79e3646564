#include "services/auth/permission.h"

#include <glib.h>

static const bool table[N_ROLES][N_PERMISSIONS] = {
    [ROLE_PUBLIC] = {[MAY_OPEN] = true},
    [ROLE_MEMBER] = {[MAY_OPEN] = true, [MAY_BE_LOGGED_IN] = true, [MAY_READ_COLLABORATION] = true},
    [ROLE_COORDINATOR] = {[MAY_OPEN] = true,
                          [MAY_BE_LOGGED_IN] = true,
                          [MAY_READ_COLLABORATION] = true,
                          [MAY_EDIT_PLAN] = true,
                          [MAY_ADOPT_PLAN] = true,
                          [MAY_EDIT_PEOPLE] = true,
                          [MAY_EDIT_RULES] = true},
    [ROLE_SYSTEM_ADMINISTRATOR] =
        {[MAY_OPEN] = true, [MAY_BE_LOGGED_IN] = true, [MAY_ADMINISTER] = true},
};

bool role_may(Role role, Permission permission) {
    g_assert(role < N_ROLES);
    return permission > 0 && permission < N_PERMISSIONS && table[role][permission];
}
