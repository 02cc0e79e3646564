#pragma once
#include "base/arena.h"
#include "base/language.h"

#include <stdbool.h>

/* What a route row may ask for. Which role may do what stands in one table, in permission.c, and
 * with the routes in docs/permissions.md. */
typedef enum Permission {
    MAY_OPEN = 1,           /* anybody: published pages, login */
    MAY_USE_TASK_LINK,      /* anybody with a link of services/task_link: the handler looks */
    MAY_BE_LOGGED_IN,       /* anybody with a session: log out, choose collaboration, own account */
    MAY_READ_COLLABORATION, /* plans, offices, bodies, people */
    MAY_READ_CONTACT_DETAILS, /* addresses and telephone numbers of people */
    MAY_EDIT_OFFICE_PEOPLE,   /* the people of the own office; coordinators: of every office */
    MAY_TAKE_PART,            /* propose and answer for the own office */
    MAY_PREPARE,              /* screening, discussion, releasing the list of proposals */
    MAY_LEAD_ROUNDS,          /* rounds and their dates, reminders, outcomes */
    MAY_EDIT_PLAN,            /* working copies, imports, follow-up */
    MAY_ADOPT_PLAN,           /* adopt, publish, revise, roll forward */
    MAY_EDIT_PEOPLE,          /* seats, notes, people without an office */
    MAY_EDIT_RULES,           /* parties, offices, bodies, documents */
    MAY_INVITE,               /* who belongs to the collaboration, and as what */
    MAY_ADMINISTER,           /* accounts and the installation, no content */
    N_PERMISSIONS
} Permission;

typedef enum Role {
    ROLE_PUBLIC,
    ROLE_READER,
    ROLE_MEMBER,
    ROLE_CONTACT_PERSON, /* of the office where their person has a post */
    ROLE_HEAD,           /* likewise */
    ROLE_PREPARER,
    ROLE_COORDINATOR,
    ROLE_NATIONAL_READER,
    ROLE_SYSTEM_ADMINISTRATOR,
    N_ROLES
} Role;

/* Several roles of one account, as 1 << Role. */
typedef unsigned Roles;
#define ONLY_ROLE(role) (1U << (role))

/* true for what changes the collaboration's content, which nobody may while it is dormant. */
bool permission_changes(Permission permission);

/* The table roles × permissions. The system administrator is a role of the installation, the others
 * are roles in a collaboration. */
bool role_may(Role role, Permission permission);
bool roles_may(Roles roles, Permission permission);

/* As it stands in the database and in forms ("contact_person"), and in words (msgid:
 * "kontaktperson"). */
const char *role_key(Role role);
const char *role_word(Role role);

/* "chef, beredare": the roles of a collaboration among them. */
const char *roles_in_words(Arena *arena, Roles roles, Language language);

/* false when no role that an account can have in a collaboration is called so. */
bool role_from_key(const char *key, Role *ret_role);

/* "MAY_EDIT_PLAN" */
const char *permission_name(Permission permission);
