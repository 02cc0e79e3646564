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

/* ---- by municipality ---- */

static const DirectoryRow *row_of(const Book *book, Id person) {
    for (size_t i = 0; i < book->people.n; i++)
        if (id_equal(book->people.rows[i].person->id, person))
            return &book->people.rows[i];
    return NULL;
}

/* Somebody at a place, with all that they do there. */
typedef struct {
    const DirectoryRow *row;
    const char *functions;
    int rank; /* heads stand first, then contact persons */
} Colleague;

static int rank_of(const Post *post) {
    return strcmp(post->function, "head") == 0             ? 0
           : strcmp(post->function, "contact_person") == 0 ? 1
                                                           : 2;
}

static void add_colleague(const Book *book, GArray *colleagues, const Post *post) {
    const DirectoryRow *row = row_of(book, post->person);
    int rank = rank_of(post);
    for (guint i = 0; row != NULL && i < colleagues->len; i++) {
        Colleague *known = &g_array_index(colleagues, Colleague, i);
        if (known->row != row)
            continue;
        known->functions =
            arena_printf(book->context->arena, "%s, %s", known->functions, post_title(post));
        known->rank = MIN(known->rank, rank);
        return;
    }
    if (row != NULL)
        g_array_append_val(colleagues, ((Colleague){row, post_title(post), rank}));
}

static int by_rank_and_name(const void *a, const void *b) {
    const Colleague *left = a, *right = b;
    if (left->rank != right->rank)
        return left->rank - right->rank;
    return (left->row > right->row) - (left->row < right->row);
}

static GArray *colleagues_at(const Book *book, const Rule *place) {
    const People *people = &book->context->people;
    GArray *colleagues = g_array_new(FALSE, FALSE, sizeof(Colleague));
    for (size_t i = 0; i < people->n_posts; i++) {
        const Post *post = &people->posts[i];
        if (id_equal(post->element, place->element) &&
            period_covers(post->valid_from, post->valid_to, book->context->rules->on))
            add_colleague(book, colleagues, post);
    }
    g_array_sort(colleagues, by_rank_and_name);
    return colleagues;
}

/* An office where nobody is known stands there all the same. */
static void add_place(const Book *book, const Rule *place, const char *heading) {
    g_autoptr(GArray) colleagues = colleagues_at(book, place);
    if (colleagues->len == 0 && place->kind != ELEMENT_OFFICE)
        return;
    report_band(book->report, heading);
    for (guint i = 0; i < colleagues->len; i++) {
        const Colleague *one = &g_array_index(colleagues, Colleague, i);
        report_row_of_texts(book->report, (const char *[]){one->row->name, one->functions,
                                                           one->row->subjects_read, one->row->phone,
                                                           one->row->email});
    }
    if (colleagues->len == 0)
        report_text_row(book->report, "Ingen person är inlagd.");
}

static void add_municipality(const Book *book, const Rule *party) {
    static const ElementKind kinds[] = {ELEMENT_OFFICE, ELEMENT_COMMITTEE};
    const Context *context = book->context;
    const char *name = rule_short(party), *code = rule_text(party, "code");
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++)
        for (const Rule *place = rules_next(context->rules, kinds[i], NULL); place != NULL;
             place = rules_next(context->rules, kinds[i], place))
            if (rule_has_item(context->arena, place, "municipalities", code))
                add_place(book, place, arena_printf(context->arena, "%s: %s", name, place->title));
    add_place(book, party, party->title);
}

static void add_parties(const Book *book, bool municipalities, const char *heading) {
    const Context *context = book->context;
    report_heading(book->report, 1, heading);
    report_table_begin(book->report, columns, G_N_ELEMENTS(columns),
                       municipalities ? REPORT_TABLE_BANDS_IN_CONTENTS : 0);
    for (const Rule *party = rules_next(context->rules, ELEMENT_PARTY, NULL); party != NULL;
         party = rules_next(context->rules, ELEMENT_PARTY, party)) {
        if ((strcmp(rule_text(party, "kind"), "municipality") == 0) != municipalities)
            continue;
        if (municipalities)
            add_municipality(book, party);
        else
            add_place(book, party, party->title);
    }
    report_table_end(book->report);
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
    Book book = {context, directory_present(arena, directory_rows(context)),
                 report_new(arena, &info)};
    const char *details[] = {
        book.people.n == 1 ? "1 person" : arena_printf(arena, "%zu personer", book.people.n),
        "Uppgifterna är till för samverkan. Lämna dem inte vidare."};
    report_title_page(book.report, &(ReportTitlePage){.name = "Telefonbok",
                                                      .years = day,
                                                      .decision = "",
                                                      .details = details,
                                                      .n_details = G_N_ELEMENTS(details)});
    report_contents(book.report, "Innehåll");
    report_section(book.report, REPORT_LANDSCAPE);
    add_parties(&book, true, "Kommun för kommun");
    add_parties(&book, false, "Länsstyrelsen och andra parter");
    add_subjects(&book);
    return book.report;
}

bool book_file(Request *request, Response *response, GError **error) {
    Context context;
    if (!context_load(request, &context, error))
        return false;
    const Report *report = make_book(&context);
    const char *what = arena_printf(request->arena, "telefonbok%s", strrchr(request->path, '.'));
    size_t n = directory_present(request->arena, directory_rows(&context)).n;
    return (request->method == GET || write_export(request, what, n, error)) &&
           answer_report(request, response, report, "telefonbok", error);
}

bool book_page(Request *request, Response *response, GError **error) {
    Context context;
    if (!context_load(request, &context, error))
        return false;
    BookView view = {.frame = directory_frame(request, N_("Skriv ut telefonboken")),
                     .downloads = {.path = request->path, .query = ""},
                     .n_people = directory_present(request->arena, directory_rows(&context)).n,
                     .n_municipalities = count_municipalities(&context)};
    book_page_html(response_html(response), &view);
    return true;
}
