#pragma once
#include <stdbool.h>

/* Threads that want to write wait for each other here, first come first served, instead of polling
 * the database's lock. */
typedef struct DbTurns DbTurns;

DbTurns *turns_new(void);
void turns_free(DbTurns *turns);

/* Waits for the turn, at most `milliseconds`; false when it did not come. NULL always has it. */
bool turns_take(DbTurns *turns, int milliseconds);
void turns_give(DbTurns *turns);
