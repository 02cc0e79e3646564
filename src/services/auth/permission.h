#pragma once

/* What a route row may ask for. Which role may do what stands in one table, in permission.c. */
typedef enum Permission {
    MAY_OPEN = 1,           /* anybody: published pages, login */
    MAY_BE_LOGGED_IN,       /* anybody with a session: log out, choose collaboration */
    MAY_READ_COLLABORATION, /* member: plans, offices, bodies, people */
    MAY_EDIT_PLAN,          /* coordinator: working copies, imports, follow-up */
    MAY_ADOPT_PLAN,         /* coordinator: adopt, publish, revise, roll forward */
    MAY_EDIT_PEOPLE,        /* coordinator */
    MAY_EDIT_RULES,         /* coordinator: parties, offices, bodies, documents */
    MAY_ADMINISTER,         /* system administrator: accounts and collaborations, no content */
    N_PERMISSIONS
} Permission;

typedef enum Role {
    ROLE_PUBLIC,
    ROLE_MEMBER,
    ROLE_COORDINATOR,
    ROLE_SYSTEM_ADMINISTRATOR,
    N_ROLES
} Role;

/* The table roles × permissions. */
#include <stdbool.h>
bool role_may(Role role, Permission permission);
