#pragma once
#include "modules/people/people.h"

/* Moves whoever is not for the reader behind the others, without name and title, and takes away how
 * people can be reached where the reader may not know. Copies in `arena`. */
void people_hide(Arena *arena, const PeopleReader *reader, People *people);
