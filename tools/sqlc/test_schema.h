#pragma once
#include "sqlc/schema.h"

/* A small schema for the tests and the fuzzer: note and tag belong to collaborations, account and
 * word do not. The caller owns it. */
Schema *test_schema_new(void);
