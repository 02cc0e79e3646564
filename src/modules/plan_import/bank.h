#pragma once
#include "modules/plan_import/sections.h"

/* The proposal bank: titles under headings, as a list or a table. */
void bank_read(Draft *draft, const Section *section);
