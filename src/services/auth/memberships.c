#include "services/auth/auth.h"

#include "base/error.h"
#include "base/id.h"
#include "services/auth/auth_sql.h"

#include <string.h>

static bool add_roles(Db *db, Id collaboration, Id membership, Roles roles, GError **error) {
    for (Role role = ROLE_READER; role < ROLE_SYSTEM_ADMINISTRATOR; role++) {
        SqlMembershipRoleAddIn in = {collaboration, membership, role_key(role)};
        if ((roles & ONLY_ROLE(role)) != 0 && !sql_membership_role_add(db, &in, error))
            return false;
    }
    return true;
}

static bool put_membership(Db *db, void *data, GError **error) {
    const Membership *membership = data;
    g_autoptr(Arena) arena = arena_new();
    Id collaboration = membership->collaboration, account = membership->account;
    const SqlMembershipOfRow *former;
    if (!sql_membership_of(db, arena, &(SqlMembershipOfIn){collaboration, account}, &former, error))
        return false;
    if (former != NULL &&
        !sql_membership_remove(db, &(SqlMembershipRemoveIn){collaboration, former->id}, error))
        return false;
    if (membership->roles == 0)
        return true;
    Id id = former == NULL ? db_new_id(db) : former->id;
    SqlMembershipAddIn in = {collaboration, id, account, membership->person, membership->ends_on};
    return sql_membership_add(db, &in, error) &&
           add_roles(db, collaboration, id, membership->roles, error);
}

bool membership_put(Db *db, const Membership *membership, GError **error) {
    return db_write(db, put_membership, (void *)membership, error);
}

bool memberships_end(Db *db, Id collaboration, Id person, Date last, GError **error) {
    return sql_memberships_end(db, &(SqlMembershipsEndIn){collaboration, person, last}, error);
}

bool membership_set_end(Db *db, Id collaboration, Id account, Date last, GError **error) {
    return sql_membership_set_end(db, &(SqlMembershipSetEndIn){collaboration, account, last},
                                  error);
}

Roles roles_of_keys(const char *keys) {
    Roles roles = 0;
    g_auto(GStrv) list = g_strsplit(keys == NULL ? "" : keys, ";", -1);
    for (char **key = list; *key != NULL; key++) {
        Role role;
        if (role_from_key(g_strstrip(*key), &role))
            roles |= ONLY_ROLE(role);
    }
    return roles;
}

/* The query gives a row for each role; those of one collaboration follow each other. */
bool memberships_of_account(Db *db, Arena *arena, Id account, const OwnMembership **ret,
                            size_t *ret_n, GError **error) {
    SqlMembershipsOfAccountRows found;
    if (!sql_memberships_of_account(db, arena, &(SqlMembershipsOfAccountIn){.account = account},
                                    &found, error))
        return false;
    OwnMembership *own = ARENA_ARRAY(arena, OwnMembership, found.n);
    size_t n = 0;
    for (size_t i = 0; i < found.n; i++) {
        const SqlMembershipsOfAccountRow *row = &found.rows[i];
        if (n == 0 || !id_equal(own[n - 1].collaboration, row->collaboration))
            own[n++] = (OwnMembership){row->collaboration, row->person, row->name,
                                       row->title,         0,           row->ends_on};
        own[n - 1].roles |= roles_of_keys(row->role);
    }
    *ret = own;
    *ret_n = n;
    return true;
}

bool members_of(Db *db, Arena *arena, Id collaboration, const Member **ret, size_t *ret_n,
                GError **error) {
    SqlMembersOfRows found;
    if (!sql_members_of(db, arena, &(SqlMembersOfIn){.collaboration = collaboration}, &found,
                        error))
        return false;
    Member *members = ARENA_ARRAY(arena, Member, found.n);
    size_t n = 0;
    for (size_t i = 0; i < found.n; i++) {
        const SqlMembersOfRow *row = &found.rows[i];
        if (n == 0 || !id_equal(members[n - 1].account, row->account))
            members[n++] = (Member){.account = row->account,
                                    .person = row->person,
                                    .name = row->name,
                                    .email = row->email,
                                    .disabled_at = row->disabled_at,
                                    .ends_on = row->ends_on};
        members[n - 1].roles |= roles_of_keys(row->role);
    }
    *ret = members;
    *ret_n = n;
    return true;
}
