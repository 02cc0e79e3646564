#pragma once
#include "modules/directory_import/directory_import.h"
#include "ui/form.h"
#include "ui/frame.h"

#define ROWS_SHOWN_MAX 500 /* of each kind */

typedef struct PlaceChoice {
    const char *id, *title;
    bool is_chosen;
} PlaceChoice;

typedef struct DirectoryImportStartView {
    const Frame *frame;
    const char *path, *message; /* message: NULL = nothing wrong */
    const PlaceChoice *places;
    size_t n_places;
} DirectoryImportStartView;

typedef struct PreviewColumn {
    const char *name, *heading, *sample; /* name: of the field, "c0" */
    PersonColumn column;
} PreviewColumn;

typedef struct PreviewRow {
    int line;
    const char *name, *work, *contact, *place, *says;
    const char *field, *near_id, *near_name; /* field: NULL = nobody is offered */
    bool is_same;                            /* the near one is chosen */
} PreviewRow;

typedef struct PreviewPart {
    const char *title, *id, *chip, *word; /* msgids; id: of the part, "new" */
    size_t count;                         /* also those that are not shown */
    const PreviewRow *rows;
    size_t n;
} PreviewPart;

typedef struct DirectoryImportView {
    const Frame *frame;
    const char *path, *filename, *message;
    const PreviewColumn *columns;
    size_t n_columns;
    const char *const *notes;
    size_t n_notes;
    PreviewPart parts[N_PERSON_ROW_STATES];
    size_t n_changing;
} DirectoryImportView;
