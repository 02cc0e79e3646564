#pragma once
#include "modules/audit_log/audit_log.h"
#include "ui/files.h"
#include "ui/form.h"
#include "ui/frame.h"

typedef struct LogForm {
    const char *account, *noun;
    Date since, until;
} LogForm;

typedef struct LogRow {
    const char *when, *who, *what, *name, *field, *before, *after;
    const char *same_path; /* the log of the same row, or NULL */
    bool is_undone;
} LogRow;

typedef struct LogView {
    const Frame *frame;
    const char *path, *lead;
    const FormField *fields;
    const LogForm *form;
    const FormErrors *errors;
    const char *subject;      /* the row that all is about, or NULL */
    const char *without_path; /* the log of all rows */
    const LogRow *rows;
    size_t n_rows;
    int64_t n_found;
    size_t page, n_pages;
    const char *previous_path, *next_path;
    const Downloads *downloads;
} LogView;
