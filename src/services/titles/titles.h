#pragma once
#include "base/arena.h"
#include "base/types.h"
#include "db/db.h"

/* Titles by the groups of three letters in them, so that similar ones are found while somebody
 * types. What a title belongs to is a kind ("proposal", "activity") and a row; whoever writes the
 * row writes its title here, in the same transaction. */

/* In place of what it was; nothing is written when it is the same. A title of fewer than three
 * letters is not found. */
bool titles_put(Db *db, Id collaboration, const char *kind, Id subject, const char *title,
                GError **error);

/* One that is not there is no error. */
bool titles_remove(Db *db, Id collaboration, const char *kind, Id subject, GError **error);

typedef struct AlikeTitle {
    Id collaboration, subject;
    const char *kind, *folded; /* what is called the same is folded the same */
    int likeness;              /* titles_likeness() */
} AlikeTitle;
typedef struct AlikeTitles {
    const AlikeTitle *rows;
    size_t n;
} AlikeTitles;

/* At most a hundred that share rare groups with what is typed, the most alike first: of the own
 * collaboration (two statements), and of those whose rules share theirs (shares_proposals; three).
 * What is asked stays small however many titles there are: the rarest groups, from every word, as
 * long as they lead to TITLES_LOOKED_AT_MAX titles together. Words that are in more titles than
 * that find nothing by themselves. */
#define TITLES_LOOKED_AT_MAX 2500
bool titles_alike(Db *db, Arena *arena, Id collaboration, const char *typed, AlikeTitles *ret,
                  GError **error);
bool titles_alike_elsewhere(Db *db, Arena *arena, Id collaboration, Date today, const char *typed,
                            AlikeTitles *ret, GError **error);

/* How alike two titles are, 0 to 100: the share of groups of three letters that they have in
 * common (Dice), folded. */
int titles_likeness(Arena *arena, const char *a, const char *b);
