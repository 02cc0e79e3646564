#pragma once
#include "modules/statements/statements.h"
#include "ui/form.h"
#include "ui/frame.h"

typedef struct StatementForm {
    const char *body;
    int64_t edit;
} StatementForm;

typedef struct StatementView {
    const Frame *frame;
    const Statement *statement;
    Pieces pieces;
    bool may_edit;
    const char *path;
} StatementView;

typedef struct StatementEditView {
    const Frame *frame;
    const char *path;
    const StatementForm *form;
    const FormField *fields;
    const FormErrors *errors;
} StatementEditView;
