#pragma once
#include "modules/outcomes/bank.h"
#include "ui/list.h"

typedef struct BankRow {
    const char *title, *second; /* "Förslag 12 från Eksjö" */
    const char *category, *round, *state, *chip, *reason, *year;
    int64_t points;
    const char *path, *id;
} BankRow;

typedef struct BankView {
    const Frame *frame;
    const List *list;
    const char *path;
    const FormChoice *rounds; /* that take proposals, and the asker may propose in; ended by {0} */
    const FormChoice *proposers;
    size_t n_rounds, n_proposers;
    bool leads;
} BankView;
