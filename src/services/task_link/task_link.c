#include "services/task_link/task_link.h"

#include "base/error.h"
#include "services/auth/tokens.h"
#include "services/task_link/task_link_sql.h"

#include <string.h>

static const struct {
    const char *key, *segment;
} kinds[N_TASK_KINDS] = {
    [TASK_ANSWER] = {"answer", "answer"},
    [TASK_CONFIRMATION] = {"confirmation", "confirm"},
};

bool task_link_make(Db *db, Arena *arena, const TaskLink *link, Instant now, const char **ret_token,
                    GError **error) {
    const char *token = token_new(arena);
    SqlTaskLinkAddIn in = {.collaboration = link->collaboration,
                           .id = db_new_id(db),
                           .token_hash = token_hash(arena, token),
                           .kind = kinds[link->kind].key,
                           .subject = link->subject,
                           .element = link->element,
                           .person = link->person,
                           .email = link->email,
                           .now = now};
    if (!sql_task_link_add(db, &in, error))
        return false;
    *ret_token = token;
    return true;
}

const char *task_kind_name(TaskKind kind) {
    return kinds[kind].key;
}

const char *task_link_url(Arena *arena, const char *site, const char *collaboration_name,
                          TaskKind kind, const char *token) {
    return arena_printf(arena, "%s/%s/%s/%s", site, collaboration_name, kinds[kind].segment, token);
}

bool task_link_find(Db *db, Arena *arena, const TaskLink *wanted, TaskLink *ret, GError **error) {
    const SqlTaskLinkFindRow *row = NULL;
    SqlTaskLinkFindIn in = {.collaboration = wanted->collaboration,
                            .kind = kinds[wanted->kind].key};
    if (wanted->token != NULL && strlen(wanted->token) == TOKEN_LENGTH) {
        in.token_hash = token_hash(arena, wanted->token);
        if (!sql_task_link_find(db, arena, &in, &row, error))
            return false;
    }
    if (row == NULL)
        return fail(
            error, ERROR_NOT_FOUND,
            "Länken gäller inte. Öppna den senaste länken ni har fått, eller be samordnaren "
            "om en ny.");
    *ret = (TaskLink){.id = row->id,
                      .collaboration = wanted->collaboration,
                      .kind = wanted->kind,
                      .subject = row->subject,
                      .element = row->element,
                      .person = row->person,
                      .email = row->email,
                      .token = wanted->token,
                      .created_at = row->created_at};
    return true;
}

bool task_link_latest(Db *db, Arena *arena, const TaskLink *like, TaskLink *ret, GError **error) {
    const SqlTaskLinkLatestRow *row;
    SqlTaskLinkLatestIn in = {like->collaboration, kinds[like->kind].key, like->subject,
                              like->element};
    if (!sql_task_link_latest(db, arena, &in, &row, error))
        return false;
    *ret = *like;
    ret->email = NULL;
    if (row != NULL) {
        ret->id = row->id;
        ret->person = row->person;
        ret->email = row->email;
        ret->created_at = row->created_at;
    }
    return true;
}

bool task_link_end(Db *db, Id collaboration, Id link, Instant now, GError **error) {
    SqlTaskLinkEndIn in = {.collaboration = collaboration, .id = link, .now = now};
    return sql_task_link_end(db, &in, error);
}

bool task_links_end(Db *db, const TaskLink *like, Instant now, GError **error) {
    SqlTaskLinksEndIn in = {.collaboration = like->collaboration,
                            .kind = kinds[like->kind].key,
                            .subject = like->subject,
                            .element = like->element,
                            .now = now};
    return sql_task_links_end(db, &in, error);
}

bool task_links_end_of_person(Db *db, Id collaboration, Id person, Id kept, Instant now,
                              GError **error) {
    SqlTaskLinksEndOfPersonIn in = {
        .collaboration = collaboration, .person = person, .kept = kept, .now = now};
    return sql_task_links_end_of_person(db, &in, error);
}
