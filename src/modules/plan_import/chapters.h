#pragma once
#include "modules/plan_import/sections.h"

/* A section of running text: chapters with their headings. A table in it is the budget when it
 * shows amounts, and is unplaced otherwise. */
void chapters_read(Draft *draft, const Section *section);

/* Finds the plan's title: the first line that calls itself a plan, else the first line if it is
 * like a heading. Years on a line of their own belong to it. */
void title_find(Draft *draft);
