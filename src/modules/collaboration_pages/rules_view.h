#pragma once
#include "modules/collaboration_pages/rule_form.h"
#include "modules/collaboration_pages/view.h"

typedef struct SettingsFrame {
    const Frame *frame;
    Tabs tabs;
} SettingsFrame;

typedef struct SettingsView {
    SettingsFrame frame;
    const char *title, *lead; /* msgids */
    Facts facts;
    LinkRows rows;                                  /* the rules of the kind */
    const char *empty, *add, *add_path, *edit_path; /* NULL for none */
} SettingsView;

typedef struct RuleFormView {
    const Frame *frame;
    const RuleForm *form;
    const FormErrors *errors;
    const FormErrors *period_errors; /* the same, for the fields of `period` */
    const FormField *period;         /* "Gäller från och med", ended by {0} */
    Date from;
    bool is_new;
    const char *title, *path, *back, *end_path; /* end_path NULL: cannot end */
    Date ends_on;
    const HistoryRow *history;
    size_t n_history;
} RuleFormView;

typedef struct FileView {
    SettingsFrame frame;
    const char *export_path, *import_path;
    const FormErrors *errors;
    const char *text; /* what is to be imported, NULL before */
    TextList changes, missing;
    size_t n_unchanged;
} FileView;
