#pragma once
#include "modules/frozen/frozen.h"
#include "ui/form.h"
#include "ui/list.h"

typedef struct FrozenRow {
    const FrozenDocument *document;
    const char *path, *title, *sender, *kind, *state, *number, *field; /* field: of the number */
    const char *id, *error; /* id: as text; error or NULL */
    Date handed_in_on;
    bool is_made;
} FrozenRow;

typedef struct FrozenView {
    const Frame *frame;
    const List *list;
    size_t n_without;
    const char *path, *typed; /* typed: in the pasted list */
    const FormErrors *errors;
} FrozenView;

/* What the script wants: saved at, or a sentence and what another has written. */
typedef struct NumberSaved {
    Instant at;
    const char *sentence, *now;
} NumberSaved;
