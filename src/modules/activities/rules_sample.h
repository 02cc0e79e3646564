#pragma once
#include "modules/collaborations/collaborations.h"

/* For tests: the rules of a collaboration as its file in collaborations/ has them, without a
 * database. Element ids count from 1 in the order of the file. Reads below the working directory,
 * the project's root; aborts when the file is not there. */
const Rules *rules_sample(Arena *arena, const char *name);
