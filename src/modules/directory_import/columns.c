#include "modules/directory_import/columns.h"

#include "base/email.h"
#include "base/error.h"
#include "base/similar.h"
#include "base/text.h"
#include "web/translate.h"

#include <glib.h>
#include <string.h>

const char *const person_column_keys[N_PERSON_COLUMNS] = {
    "",      "name",     "first_name", "last_name", "email", "phone",
    "place", "function", "title",      "subjects",  "from"};
const char *const person_column_labels[N_PERSON_COLUMNS] = {
    N_("läs inte in"),  N_("Namn"),    N_("Förnamn"),     N_("Efternamn"),
    N_("E-postadress"), N_("Telefon"), N_("Arbetar på"),  N_("Uppgift"),
    N_("Titel"),        N_("Områden"), N_("Från och med")};

/* As similar_squash() writes them: letters and digits alone. */
static const struct {
    const char *word;
    PersonColumn column;
} words[] = {{"namn", PERSON_NAME},
             {"name", PERSON_NAME},
             {"fullname", PERSON_NAME},
             {"person", PERSON_NAME},
             {"medarbetare", PERSON_NAME},
             {"fornamn", PERSON_FIRST_NAME},
             {"förnamn", PERSON_FIRST_NAME},
             {"firstname", PERSON_FIRST_NAME},
             {"givenname", PERSON_FIRST_NAME},
             {"efternamn", PERSON_LAST_NAME},
             {"lastname", PERSON_LAST_NAME},
             {"surname", PERSON_LAST_NAME},
             {"epost", PERSON_EMAIL},
             {"epostadress", PERSON_EMAIL},
             {"email", PERSON_EMAIL},
             {"emailaddress", PERSON_EMAIL},
             {"mail", PERSON_EMAIL},
             {"mailadress", PERSON_EMAIL},
             {"mejl", PERSON_EMAIL},
             {"mejladress", PERSON_EMAIL},
             {"telefon", PERSON_PHONE},
             {"telefonnummer", PERSON_PHONE},
             {"tel", PERSON_PHONE},
             {"tfn", PERSON_PHONE},
             {"mobil", PERSON_PHONE},
             {"mobiltelefon", PERSON_PHONE},
             {"phone", PERSON_PHONE},
             {"telephone", PERSON_PHONE},
             {"kontor", PERSON_PLACE},
             {"arbetarpå", PERSON_PLACE},
             {"arbetsplats", PERSON_PLACE},
             {"miljökontor", PERSON_PLACE},
             {"förvaltning", PERSON_PLACE},
             {"kommun", PERSON_PLACE},
             {"organisation", PERSON_PLACE},
             {"myndighet", PERSON_PLACE},
             {"part", PERSON_PLACE},
             {"office", PERSON_PLACE},
             {"municipality", PERSON_PLACE},
             {"uppgift", PERSON_FUNCTION},
             {"funktion", PERSON_FUNCTION},
             {"roll", PERSON_FUNCTION},
             {"function", PERSON_FUNCTION},
             {"role", PERSON_FUNCTION},
             {"titel", PERSON_TITLE},
             {"befattning", PERSON_TITLE},
             {"tjänst", PERSON_TITLE},
             {"title", PERSON_TITLE},
             {"jobtitle", PERSON_TITLE},
             {"position", PERSON_TITLE},
             {"områden", PERSON_SUBJECTS},
             {"område", PERSON_SUBJECTS},
             {"ämnen", PERSON_SUBJECTS},
             {"ämnesområden", PERSON_SUBJECTS},
             {"ämnesområde", PERSON_SUBJECTS},
             {"ansvarsområde", PERSON_SUBJECTS},
             {"ansvarsområden", PERSON_SUBJECTS},
             {"arbetsområde", PERSON_SUBJECTS},
             {"subjects", PERSON_SUBJECTS},
             {"areas", PERSON_SUBJECTS},
             {"från", PERSON_FROM},
             {"frånochmed", PERSON_FROM},
             {"from", PERSON_FROM},
             {"började", PERSON_FROM},
             {"anställdfrån", PERSON_FROM},
             {"startdatum", PERSON_FROM},
             {"since", PERSON_FROM}};

const char *people_table_cell(const SourceBlock *row, size_t column) {
    return column < row->n_cells ? row->cells[column] : "";
}

/* ---- headings ---- */

static PersonColumn column_of(Arena *arena, const char *heading) {
    const char *squashed = similar_squash(arena, heading);
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
        if (strcmp(words[i].word, squashed) == 0)
            return words[i].column;
    return PERSON_NOTHING;
}

/* Two columns that mean the same: the first is meant. */
static size_t recognise(Arena *arena, const SourceBlock *row, PeopleTable *table) {
    bool taken[N_PERSON_COLUMNS] = {false};
    size_t n = 0;
    for (size_t i = 0; i < table->n_columns; i++) {
        PersonColumn column = column_of(arena, people_table_cell(row, i));
        table->columns[i] = taken[column] ? PERSON_NOTHING : column;
        n += table->columns[i] != PERSON_NOTHING;
        taken[column] = true;
    }
    return n;
}

/* ---- without headings ---- */

static bool looks_like_email(const char *text) {
    return strchr(text, '@') != NULL && email_valid(text);
}

static bool looks_like_name(const char *text) {
    return strchr(text, ' ') != NULL && strpbrk(text, "@0123456789") == NULL;
}

static void guess_by_content(PeopleTable *table) {
    bool has_name = false, has_email = false;
    if (table->n_rows == 0)
        return;
    for (size_t i = 0; i < table->n_columns; i++) {
        const char *text = people_table_cell(table->rows[0], i);
        table->columns[i] = PERSON_NOTHING;
        if (!has_email && looks_like_email(text)) {
            table->columns[i] = PERSON_EMAIL;
            has_email = true;
        } else if (!has_name && looks_like_name(text)) {
            table->columns[i] = PERSON_NAME;
            has_name = true;
        }
    }
}

/* ---- rows ---- */

static bool is_empty(const SourceBlock *row) {
    for (size_t i = 0; i < row->n_cells; i++)
        if (!text_is_blank(row->cells[i]))
            return false;
    return true;
}

static size_t widest(const SourceBlock *const *rows, size_t n) {
    size_t width = 0;
    for (size_t i = 0; i < n; i++)
        width = MAX(width, rows[i]->n_cells);
    return width;
}

/* The index of the heading's row, or `n` where there is none. */
static size_t find_head(Arena *arena, const SourceBlock *const *rows, size_t n,
                        PeopleTable *table) {
    for (size_t i = 0; i < n && i < PEOPLE_HEAD_WITHIN; i++)
        if (recognise(arena, rows[i], table) >= 2)
            return i;
    return n;
}

static void take_rows(Arena *arena, const SourceBlock *const *rows, size_t n, PeopleTable *table) {
    size_t head = find_head(arena, rows, n, table), first = head == n ? 0 : head + 1;
    const SourceBlock **kept = ARENA_ARRAY(arena, const SourceBlock *, n);
    const char **headings = ARENA_ARRAY(arena, const char *, table->n_columns);
    for (size_t i = 0; i < table->n_columns; i++)
        headings[i] = head == n ? "" : people_table_cell(rows[head], i);
    for (size_t i = first; i < n; i++)
        kept[table->n_rows++] = rows[i];
    table->headings = headings;
    table->rows = kept;
    if (head == n)
        guess_by_content(table);
}

/* A heading's table is the file's; else its first. Other sheets are left alone. */
static const SourceBlock *const *rows_of_table(Arena *arena, const SourceDocument *document,
                                               int number, size_t *ret_n) {
    const SourceBlock **rows = ARENA_ARRAY(arena, const SourceBlock *, document->n);
    *ret_n = 0;
    for (size_t i = 0; i < document->n; i++) {
        const SourceBlock *block = &document->blocks[i];
        if (block->kind == SOURCE_ROW && block->table == number && !is_empty(block))
            rows[(*ret_n)++] = block;
    }
    return rows;
}

/* The first table with a heading that is understood, else the first there is; -1 = none. */
static int choose_table(Arena *arena, const SourceDocument *document) {
    int first = -1;
    PeopleTable trial = {.n_columns = PEOPLE_COLUMNS_MAX};
    for (size_t i = 0; i < document->n; i++) {
        const SourceBlock *block = &document->blocks[i];
        if (block->kind != SOURCE_ROW)
            continue;
        first = first < 0 ? block->table : first;
        if (recognise(arena, block, &trial) >= 2)
            return block->table;
    }
    return first;
}

bool people_table_read(Arena *arena, Bytes file, PeopleTable *ret, GError **error) {
    SourceDocument document;
    PeopleTable table = {0};
    size_t n;
    if (!source_read(arena, file, &document, error))
        return false;
    int number = choose_table(arena, &document);
    const SourceBlock *const *rows = rows_of_table(arena, &document, number, &n);
    if (number < 0 || n == 0)
        return fail(error, ERROR_INVALID,
                    "Filen har ingen tabell med personer. Spara listan som XLSX eller CSV med en "
                    "rad för varje person.");
    table.n_columns = widest(rows, n);
    if (table.n_columns > PEOPLE_COLUMNS_MAX)
        return fail(error, ERROR_INVALID,
                    "Tabellen får ha högst %d kolumner, men har %zu. Ta bort dem som inte behövs.",
                    PEOPLE_COLUMNS_MAX, table.n_columns);
    if (n > PEOPLE_ROWS_MAX + 1)
        return fail(error, ERROR_INVALID,
                    "Tabellen får ha högst %d rader, men har %zu. Dela den i flera filer.",
                    PEOPLE_ROWS_MAX, n);
    take_rows(arena, rows, n, &table);
    table.notes = document.notes;
    table.n_notes = document.n_notes;
    *ret = table;
    return true;
}
