#pragma once
#include "modules/frozen/frozen.h"

/* Those whose PDF is not made. One statement. */
bool frozen_waiting(Db *db, Arena *arena, Id collaboration, FrozenDocuments *ret, GError **error);
