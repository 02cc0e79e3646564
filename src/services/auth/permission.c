#include "services/auth/permission.h"

#include "base/text.h"

#include <glib.h>
#include <string.h>

#define TO(permission) (1U << (permission))

enum {
    ANYBODY = TO(MAY_OPEN) | TO(MAY_USE_TASK_LINK),
    READER = ANYBODY | TO(MAY_BE_LOGGED_IN) | TO(MAY_READ_COLLABORATION),
    MEMBER = READER | TO(MAY_READ_CONTACT_DETAILS) | TO(MAY_TAKE_PART),
    OFFICE = MEMBER | TO(MAY_EDIT_OFFICE_PEOPLE),
};

static const struct {
    const char *key, *word;
    unsigned may;
} roles[N_ROLES] = {
    [ROLE_PUBLIC] = {"public", N_("allmänheten"), ANYBODY},
    [ROLE_READER] = {"reader", N_("läsare"), READER},
    [ROLE_MEMBER] = {"member", N_("medlem"), MEMBER},
    [ROLE_CONTACT_PERSON] = {"contact_person", N_("kontaktperson"), OFFICE},
    [ROLE_HEAD] = {"head", N_("chef"), OFFICE},
    [ROLE_PREPARER] = {"preparer", N_("beredare"), MEMBER | TO(MAY_PREPARE)},
    [ROLE_COORDINATOR] = {"coordinator", N_("samordnare"),
                          OFFICE | TO(MAY_PREPARE) | TO(MAY_LEAD_ROUNDS) | TO(MAY_EDIT_PLAN) |
                              TO(MAY_ADOPT_PLAN) | TO(MAY_EDIT_PEOPLE) | TO(MAY_EDIT_RULES) |
                              TO(MAY_INVITE)},
    [ROLE_NATIONAL_READER] = {"national_reader", N_("nationell läsare"),
                              ANYBODY | TO(MAY_BE_LOGGED_IN)},
    [ROLE_SYSTEM_ADMINISTRATOR] = {"system_administrator", N_("systemadministratör"),
                                   ANYBODY | TO(MAY_BE_LOGGED_IN) | TO(MAY_ADMINISTER)},
};

bool permission_changes(Permission permission) {
    return permission == MAY_USE_TASK_LINK ||
           (permission >= MAY_EDIT_OFFICE_PEOPLE && permission <= MAY_EDIT_RULES);
}

bool role_may(Role role, Permission permission) {
    g_assert(role < N_ROLES);
    return permission > 0 && permission < N_PERMISSIONS && (roles[role].may & TO(permission)) != 0;
}

bool roles_may(Roles of, Permission permission) {
    for (Role role = ROLE_PUBLIC; role < N_ROLES; role++)
        if ((of & ONLY_ROLE(role)) != 0 && role_may(role, permission))
            return true;
    return false;
}

const char *role_key(Role role) {
    return roles[role].key;
}

const char *role_word(Role role) {
    return roles[role].word;
}

const char *roles_in_words(Arena *arena, Roles of, Language language) {
    g_autoptr(GString) words = g_string_new(NULL);
    for (Role role = ROLE_READER; role < ROLE_SYSTEM_ADMINISTRATOR; role++)
        if ((of & ONLY_ROLE(role)) != 0)
            g_string_append_printf(words, "%s%s", words->len == 0 ? "" : ", ",
                                   language_text_in(language, role_word(role)));
    return arena_strdup(arena, words->str);
}

bool role_from_key(const char *key, Role *ret_role) {
    for (Role role = ROLE_READER; role < ROLE_SYSTEM_ADMINISTRATOR; role++)
        if (g_strcmp0(roles[role].key, key) == 0) {
            *ret_role = role;
            return true;
        }
    return false;
}

const char *permission_name(Permission permission) {
    static const char *const names[N_PERMISSIONS] = {
        [MAY_OPEN] = "MAY_OPEN",
        [MAY_USE_TASK_LINK] = "MAY_USE_TASK_LINK",
        [MAY_BE_LOGGED_IN] = "MAY_BE_LOGGED_IN",
        [MAY_READ_COLLABORATION] = "MAY_READ_COLLABORATION",
        [MAY_READ_CONTACT_DETAILS] = "MAY_READ_CONTACT_DETAILS",
        [MAY_EDIT_OFFICE_PEOPLE] = "MAY_EDIT_OFFICE_PEOPLE",
        [MAY_TAKE_PART] = "MAY_TAKE_PART",
        [MAY_PREPARE] = "MAY_PREPARE",
        [MAY_LEAD_ROUNDS] = "MAY_LEAD_ROUNDS",
        [MAY_EDIT_PLAN] = "MAY_EDIT_PLAN",
        [MAY_ADOPT_PLAN] = "MAY_ADOPT_PLAN",
        [MAY_EDIT_PEOPLE] = "MAY_EDIT_PEOPLE",
        [MAY_EDIT_RULES] = "MAY_EDIT_RULES",
        [MAY_INVITE] = "MAY_INVITE",
        [MAY_ADMINISTER] = "MAY_ADMINISTER",
    };
    return names[permission];
}
