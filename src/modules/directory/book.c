#include "modules/directory/book.h"

#include "base/date.h"
#include "base/id.h"
#include "base/text.h"
#include "modules/directory/directory_frame.h"
#include "modules/directory/directory_html.h"
#include "modules/directory/directory_view.h"

#include <string.h>

/* A document of the collaboration: Swedish, whoever asks. */

typedef struct {
    const Context *context;
    DirectoryRows people; /* who is printed */
    Report *report;
} Book;

static const ReportColumn columns[] = {{"Namn", 22, REPORT_COLUMN_NAME},
                                       {"Uppgift", 20, REPORT_COLUMN_TEXT},
                                       {"Områden", 24, REPORT_COLUMN_TEXT},
                                       {"Telefon", 14, REPORT_COLUMN_TEXT},
                                       {"E-post", 30, REPORT_COLUMN_TEXT}};
static const ReportColumn subject_columns[] = {{"Namn", 22, REPORT_COLUMN_NAME},
                                               {"Arbetar på", 24, REPORT_COLUMN_TEXT},
                                               {"Telefon", 14, REPORT_COLUMN_TEXT},
                                               {"E-post", 30, REPORT_COLUMN_TEXT}};

static bool has(const char *list, const char *item) {
    g_auto(GStrv) items = g_strsplit(list, ";", -1);
    return g_strv_contains((const char *const *)items, item);
}

static DirectoryRows printed(Arena *arena, DirectoryRows all) {
    DirectoryRow *rows = ARENA_ARRAY(arena, DirectoryRow, all.n);
    size_t n = 0;
    for (size_t i = 0; i < all.n; i++)
        if (!all.rows[i].is_gone && !all.rows[i].person->is_protected)
            rows[n++] = all.rows[i];
    return (DirectoryRows){rows, n};
}

/* ---- by municipality ---- */

static const char *function_of(const Book *book, const DirectoryRow *row, const Rule *place) {
    const People *people = &book->context->people;
    const char *words = "";
    for (size_t i = 0; i < people->n_posts; i++) {
        const Post *post = &people->posts[i];
        if (!id_equal(post->person, row->person->id) || !id_equal(post->element, place->element) ||
            !period_covers(post->valid_from, post->valid_to, book->context->rules->on))
            continue;
        const char *title = post_title(post);
        words =
            words[0] == '\0' ? title : arena_printf(book->context->arena, "%s, %s", words, title);
    }
    return words;
}

/* Heads stand first, then contact persons. */
static int rank_at(const Book *book, const DirectoryRow *row, const Rule *place) {
    static const char *const functions[] = {"head", "contact_person"};
    const People *people = &book->context->people;
    int rank = (int)G_N_ELEMENTS(functions);
    for (size_t i = 0; i < people->n_posts; i++) {
        const Post *post = &people->posts[i];
        if (!id_equal(post->person, row->person->id) || !id_equal(post->element, place->element) ||
            !period_covers(post->valid_from, post->valid_to, book->context->rules->on))
            continue;
        for (int j = 0; j < rank; j++)
            if (strcmp(post->function, functions[j]) == 0)
                rank = j;
    }
    return rank;
}

static void add_person(const Book *book, const DirectoryRow *row, const Rule *place) {
    report_row_of_texts(book->report, (const char *[]){row->name, function_of(book, row, place),
                                                       row->subjects_read, row->phone, row->email});
}

static void add_place(const Book *book, const Rule *place) {
    const char *name = rule_short(place);
    size_t n = 0;
    report_band(book->report, place->title);
    for (int rank = 0; rank <= 2; rank++)
        for (size_t i = 0; i < book->people.n; i++) {
            const DirectoryRow *row = &book->people.rows[i];
            if (has(row->places, name) && rank_at(book, row, place) == rank) {
                add_person(book, row, place);
                n++;
            }
        }
    if (n == 0)
        report_text_row(book->report, "Ingen person är inlagd.");
}

static bool has_people(const Book *book, const Rule *place) {
    for (size_t i = 0; i < book->people.n; i++)
        if (has(book->people.rows[i].places, rule_short(place)))
            return true;
    return false;
}

static void add_municipality(const Book *book, const Rule *party) {
    const Context *context = book->context;
    report_heading(book->report, 2, rule_short(party));
    report_table_begin(book->report, columns, G_N_ELEMENTS(columns), 0);
    for (const Rule *office = rules_next(context->rules, ELEMENT_OFFICE, NULL); office != NULL;
         office = rules_next(context->rules, ELEMENT_OFFICE, office))
        if (rule_has_item(context->arena, office, "municipalities", rule_text(party, "code")))
            add_place(book, office);
    for (const Rule *committee = rules_next(context->rules, ELEMENT_COMMITTEE, NULL);
         committee != NULL; committee = rules_next(context->rules, ELEMENT_COMMITTEE, committee))
        if (rule_has_item(context->arena, committee, "municipalities", rule_text(party, "code")) &&
            has_people(book, committee))
            add_place(book, committee);
    if (has_people(book, party))
        add_place(book, party);
    report_table_end(book->report);
}

static void add_others(const Book *book) {
    const Context *context = book->context;
    report_heading(book->report, 1, "Länsstyrelsen och andra parter");
    report_table_begin(book->report, columns, G_N_ELEMENTS(columns), 0);
    for (const Rule *party = rules_next(context->rules, ELEMENT_PARTY, NULL); party != NULL;
         party = rules_next(context->rules, ELEMENT_PARTY, party))
        if (strcmp(rule_text(party, "kind"), "municipality") != 0 && has_people(book, party))
            add_place(book, party);
    report_table_end(book->report);
}

static void add_municipalities(const Book *book) {
    const Context *context = book->context;
    report_heading(book->report, 1, "Kommun för kommun");
    for (const Rule *party = rules_next(context->rules, ELEMENT_PARTY, NULL); party != NULL;
         party = rules_next(context->rules, ELEMENT_PARTY, party))
        if (strcmp(rule_text(party, "kind"), "municipality") == 0)
            add_municipality(book, party);
}

/* ---- by subject area ---- */

static int compare_texts(const void *a, const void *b, void *collator) {
    return text_compare(collator, *(const char *const *)a, *(const char *const *)b);
}

static const char **subjects_of(const Book *book, size_t *ret_n) {
    g_autoptr(GHashTable) known = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(TextCollator) collator = text_collator_new(SWEDISH);
    GHashTableIter at;
    void *subject;
    for (size_t i = 0; i < book->people.n; i++) {
        g_auto(GStrv) items = g_strsplit(book->people.rows[i].subjects, ";", -1);
        for (char **item = items; *item != NULL; item++)
            if ((*item)[0] != '\0')
                g_hash_table_add(known, arena_strdup(book->context->arena, *item));
    }
    const char **subjects =
        ARENA_ARRAY(book->context->arena, const char *, g_hash_table_size(known));
    *ret_n = 0;
    g_hash_table_iter_init(&at, known);
    while (g_hash_table_iter_next(&at, &subject, NULL))
        subjects[(*ret_n)++] = subject;
    g_qsort_with_data(subjects, (int)*ret_n, sizeof(char *), compare_texts, collator);
    return subjects;
}

static void add_subject(const Book *book, const char *subject) {
    report_band(book->report, subject);
    for (size_t i = 0; i < book->people.n; i++) {
        const DirectoryRow *row = &book->people.rows[i];
        if (has(row->subjects, subject))
            report_row_of_texts(book->report, (const char *[]){row->name, row->places_read,
                                                               row->phone, row->email});
    }
}

static void add_subjects(const Book *book) {
    size_t n;
    const char **subjects = subjects_of(book, &n);
    if (n == 0)
        return;
    report_heading(book->report, 1, "Område för område");
    report_table_begin(book->report, subject_columns, G_N_ELEMENTS(subject_columns),
                       REPORT_TABLE_BANDS_IN_CONTENTS);
    for (size_t i = 0; i < n; i++)
        add_subject(book, subjects[i]);
    report_table_end(book->report);
}

/* ---- the document ---- */

static const Report *make_book(const Context *context) {
    const Request *request = context->request;
    Arena *arena = context->arena;
    const char *day = date_long(arena, request->today);
    ReportInfo info = {.collaboration = request->collaboration_title,
                       .title = "Telefonbok",
                       .status = arena_printf(arena, "Så som den såg ut %s", day),
                       .subject = "Vilka som arbetar i samverkan och hur man når dem.",
                       .created = request->now};
    Book book = {context, printed(arena, directory_rows(context)), report_new(arena, &info)};
    const char *details[] = {arena_printf(arena, "%zu personer", book.people.n),
                             "Uppgifterna är till för samverkan. Lämna dem inte vidare."};
    report_title_page(book.report, &(ReportTitlePage){.name = "Telefonbok",
                                                      .years = day,
                                                      .decision = "",
                                                      .details = details,
                                                      .n_details = G_N_ELEMENTS(details)});
    report_contents(book.report, "Innehåll");
    report_section(book.report, REPORT_LANDSCAPE);
    add_municipalities(&book);
    add_others(&book);
    add_subjects(&book);
    return book.report;
}

bool book_file(Request *request, Response *response, GError **error) {
    Context context;
    if (!context_load(request, &context, error))
        return false;
    const Report *report = make_book(&context);
    const char *what = arena_printf(request->arena, "telefonbok%s", strrchr(request->path, '.'));
    size_t n = printed(request->arena, directory_rows(&context)).n;
    return (request->method == GET || write_export(request, what, n, error)) &&
           answer_report(request, response, report, "telefonbok", error);
}

bool book_page(Request *request, Response *response, GError **error) {
    Context context;
    if (!context_load(request, &context, error))
        return false;
    BookView view = {.frame = directory_frame(request, N_("Skriv ut telefonboken")),
                     .downloads = {.path = request->path, .query = ""},
                     .n_people = printed(request->arena, directory_rows(&context)).n,
                     .n_municipalities = count_municipalities(&context)};
    book_page_html(response_html(response), &view);
    return true;
}
