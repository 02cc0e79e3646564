#pragma once
#include "db/query.h"

/* Every query of the program, file by file, ended by NULL: for the tests that run each of them. */
extern const DbQueries *const sql_queries_all[];
