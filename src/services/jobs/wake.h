#pragma once
#include <stdint.h>

/* Whoever adds a job wakes the worker of the same process. The change it belongs to is perhaps not
 * yet saved, so the worker looks several times. */
void jobs_wake(void);

/* How often jobs_wake() has been called; waits until it is more than `seen`, at most
 * `microseconds`.
 */
uint64_t jobs_wait(uint64_t seen, int64_t microseconds);
