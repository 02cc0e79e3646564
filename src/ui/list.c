#include "ui/list.h"

#include "base/date.h"
#include "base/text.h"
#include "web/html.h"

#include <string.h>

#define CELL(row, offset) ((const void *)((const char *)(row) + (offset)))

static const char *text_in(const void *row, size_t offset) {
    const char *text = *(const char *const *)CELL(row, offset);
    return text == NULL ? "" : text;
}

ListColumnRows list_columns_of_files(const List *list) {
    ListColumnRows columns = {list->description->columns, 0};
    while (columns.rows[columns.n].key != NULL)
        columns.n++;
    return columns;
}

ListColumnRows list_columns(const List *list) {
    ListColumnRows columns = list_columns_of_files(list);
    while (columns.n > 0 && columns.rows[columns.n - 1].only_in_files)
        columns.n--;
    return columns;
}

const char *list_text(Arena *arena, const List *list, const ListColumn *column, const void *row) {
    (void)list;
    switch (column->type) {
    case LIST_NUMBER:
        return arena_printf(arena, "%" G_GINT64_FORMAT,
                            *(const int64_t *)CELL(row, column->offset));
    case LIST_DATE: {
        Date date = *(const Date *)CELL(row, column->offset);
        return date_is_set(date) ? date_short(arena, date) : "";
    }
    default:
        return text_in(row, column->offset);
    }
}

const char *list_second(const ListColumn *column, const void *row) {
    return column->second_offset == 0 ? "" : text_in(row, column->second_offset);
}

const char *list_chip(const ListColumn *column, const void *row) {
    return text_in(row, column->chip_offset);
}

const char *list_path(const List *list, const void *row) {
    return text_in(row, list->description->path_offset);
}

const char *list_mark(const List *list, const void *row) {
    const ListDescription *description = list->description;
    return description->mark_name == NULL
               ? NULL
               : *(const char *const *)((const char *)row + description->mark_offset);
}

/* ---- searching and filtering ---- */

static const char *shown_text(Arena *arena, const List *list, const ListColumn *column,
                              const void *row) {
    const char *text = list_text(arena, list, column, row);
    return column->type == LIST_CHIP ? T_(text) : text;
}

static bool column_matches(Arena *arena, const List *list, const ListColumn *column,
                           const void *row, const char *query) {
    const char *text = text_fold(arena, shown_text(arena, list, column, row));
    const char *second = text_fold(arena, list_second(column, row));
    return strstr(text, query) != NULL || strstr(second, query) != NULL;
}

static bool row_matches(Arena *arena, const List *list, const void *row, const char *query) {
    ListColumnRows columns = list_columns_of_files(list);
    for (size_t i = 0; i < columns.n; i++)
        if (column_matches(arena, list, &columns.rows[i], row, query))
            return true;
    return false;
}

static const char *chosen_value(const List *list, const ListFilter *filter) {
    const char *value = request_query(list->request, filter->key);
    return value == NULL ? "" : value;
}

/* The items of a list, or the text as its only one; *ret_length: of the item. NULL after the last.
 */
static const char *next_item(const ListFilter *filter, const char *at, size_t *ret_length) {
    if (at == NULL || *at == '\0')
        return NULL;
    while (filter->is_list && (*at == ';' || *at == ' '))
        at++;
    *ret_length = filter->is_list ? strcspn(at, ";") : strlen(at);
    return *at == '\0' ? NULL : at;
}

static bool has_value(const ListFilter *filter, const char *text, const char *value) {
    size_t length = 0, wanted = strlen(value);
    for (const char *item = text; (item = next_item(filter, item, &length)) != NULL; item += length)
        if (length == wanted && memcmp(item, value, length) == 0)
            return true;
    return false;
}

static bool passes_filters(const List *list, const void *row) {
    for (const ListFilter *filter = list->description->filters;
         filter != NULL && filter->key != NULL; filter++) {
        const char *value = chosen_value(list, filter);
        if (value[0] != '\0' && !has_value(filter, text_in(row, filter->offset), value))
            return false;
    }
    return true;
}

static void choose_rows(List *list, const void *rows, size_t n) {
    Arena *arena = list->request->arena;
    const char *query = text_fold(arena, list->query);
    const void **chosen = ARENA_ARRAY(arena, const void *, n);
    for (size_t i = 0; i < n; i++) {
        const void *row = CELL(rows, i * list->description->row_size);
        if (passes_filters(list, row) && (query[0] == '\0' || row_matches(arena, list, row, query)))
            chosen[list->n_found++] = row;
    }
    list->found = chosen;
}

/* ---- sorting ---- */

typedef struct {
    const List *list;
    const TextCollator *collator;
} Sorting;

static int compare_numbers(int64_t a, int64_t b) {
    return (a > b) - (a < b);
}

static const char *sort_text(const ListColumn *column, const void *cell) {
    const char *text = text_in(cell, 0);
    return column->type == LIST_CHIP ? T_(text) : text;
}

static int compare_rows(const void *a, const void *b, void *data) {
    const Sorting *sorting = data;
    const ListColumn *column = sorting->list->sorted_by;
    const void *left = CELL(*(const void *const *)a, column->offset),
               *right = CELL(*(const void *const *)b, column->offset);
    int order;
    if (column->type == LIST_NUMBER)
        order = compare_numbers(*(const int64_t *)left, *(const int64_t *)right);
    else if (column->type == LIST_DATE)
        order = date_compare(*(const Date *)left, *(const Date *)right);
    else
        order = text_compare(sorting->collator, sort_text(column, left), sort_text(column, right));
    return sorting->list->descending ? -order : order;
}

static void choose_sorting(List *list) {
    const char *sort = request_query(list->request, "sort");
    ListColumnRows columns = list_columns(list);
    if (sort == NULL)
        return;
    list->descending = sort[0] == '-';
    for (size_t i = 0; i < columns.n; i++)
        if (strcmp(columns.rows[i].key, sort + list->descending) == 0)
            list->sorted_by = &columns.rows[i];
}

static void sort_rows(List *list) {
    g_autoptr(TextCollator) collator = NULL;
    choose_sorting(list);
    if (list->sorted_by == NULL)
        return;
    collator = text_collator_new(language_spoken());
    g_qsort_with_data(list->found, (int)list->n_found, sizeof(void *), compare_rows,
                      &(Sorting){list, collator});
}

static void choose_page(List *list) {
    const char *page = request_query(list->request, "page");
    list->n_pages = MAX((list->n_found + LIST_PAGE_SIZE - 1) / LIST_PAGE_SIZE, 1);
    list->page = page == NULL
                     ? 1
                     : (size_t)CLAMP(g_ascii_strtoll(page, NULL, 10), 1, (int64_t)list->n_pages);
    size_t first = (list->page - 1) * LIST_PAGE_SIZE;
    list->rows = list->found + first;
    list->n = MIN(list->n_found - first, LIST_PAGE_SIZE);
}

const List *list_make(const Request *request, const ListDescription *description, const void *rows,
                      size_t n) {
    const char *query = request_query(request, "q");
    List *list = ARENA_NEW(request->arena, List);
    *list = (List){.request = request,
                   .description = description,
                   .all = rows,
                   .n_all = n,
                   .query = query == NULL ? "" : query};
    choose_rows(list, rows, n);
    sort_rows(list);
    choose_page(list);
    return list;
}

/* ---- addresses ---- */

/* The request's query string with one value exchanged, and the page forgotten unless it is what is
 * exchanged. */
static const char *link_with(Arena *arena, const List *list, const char *key, const char *value) {
    const Pairs *pairs = request_queries(list->request);
    g_autoptr(GString) link = g_string_new("?");
    for (size_t i = 0; i < pairs->n; i++) {
        const Pair *pair = &pairs->items[i];
        if (strcmp(pair->name, key) == 0 || strcmp(pair->name, "page") == 0 ||
            strcmp(pair->name, "done") == 0)
            continue;
        g_autofree char *name = g_uri_escape_string(pair->name, NULL, false);
        g_autofree char *kept = g_uri_escape_string(pair->value, NULL, false);
        g_string_append_printf(link, "%s=%s&", name, kept);
    }
    if (value != NULL) {
        g_autofree char *escaped = g_uri_escape_string(value, NULL, false);
        g_string_append_printf(link, "%s=%s", key, escaped);
    } else if (link->len > 1) {
        g_string_truncate(link, link->len - 1);
    }
    return arena_strdup(arena, link->str);
}

Pairs list_kept(Arena *arena, const List *list) {
    const Pairs *pairs = request_queries(list->request);
    Pairs kept = {0};
    for (size_t i = 0; i < pairs->n; i++)
        if (strcmp(pairs->items[i].name, "q") != 0 && strcmp(pairs->items[i].name, "page") != 0 &&
            strcmp(pairs->items[i].name, "done") != 0)
            pairs_add(arena, &kept, pairs->items[i].name, pairs->items[i].value);
    return kept;
}

const char *list_sort_link(Arena *arena, const List *list, const ListColumn *column) {
    bool turn = list->sorted_by == column && !list->descending;
    return link_with(arena, list, "sort",
                     arena_printf(arena, "%s%s", turn ? "-" : "", column->key));
}

const char *list_sort_state(const List *list, const ListColumn *column) {
    if (list->sorted_by != column)
        return "none";
    return list->descending ? "descending" : "ascending";
}

const char *list_page_link(Arena *arena, const List *list, size_t page) {
    return link_with(arena, list, "page", arena_printf(arena, "%zu", page));
}

const char *list_query(Arena *arena, const List *list) {
    const char *query = link_with(arena, list, "page", NULL);
    return query[1] == '\0' ? "" : query;
}

/* ---- what there is to filter by ---- */

#define FILTER_VALUES_MAX 500

typedef struct {
    const List *list;
    const ListFilter *filter;
    ListFilterValue *values;
    size_t n;
    GHashTable *places; /* value → its place among the values, from 1 */
} Filtering;

static void count_value(Filtering *filtering, const char *value) {
    size_t at = GPOINTER_TO_SIZE(g_hash_table_lookup(filtering->places, value));
    if (at == 0 && filtering->n == FILTER_VALUES_MAX)
        return;
    if (at == 0) {
        at = ++filtering->n;
        filtering->values[at - 1] = (ListFilterValue){.value = value};
        g_hash_table_insert(filtering->places, (gpointer)value, GSIZE_TO_POINTER(at));
    }
    filtering->values[at - 1].count++;
}

static void count_values(Filtering *filtering) {
    const List *list = filtering->list;
    Arena *arena = list->request->arena;
    size_t length = 0;
    for (size_t i = 0; i < list->n_all; i++) {
        const char *item =
            text_in(CELL(list->all, i * list->description->row_size), filtering->filter->offset);
        for (; (item = next_item(filtering->filter, item, &length)) != NULL; item += length)
            count_value(filtering, arena_strndup(arena, item, length));
    }
}

static int compare_values(const void *a, const void *b, void *collator) {
    return text_compare(collator, ((const ListFilterValue *)a)->value,
                        ((const ListFilterValue *)b)->value);
}

static void sort_values(Filtering *filtering) {
    g_autoptr(TextCollator) collator = text_collator_new(language_spoken());
    g_qsort_with_data(filtering->values, (int)filtering->n, sizeof(ListFilterValue), compare_values,
                      collator);
}

static ListFilterView filter_view(Arena *arena, const List *list, const ListFilter *filter) {
    g_autoptr(GHashTable) places = g_hash_table_new(g_str_hash, g_str_equal);
    Filtering filtering = {.list = list,
                           .filter = filter,
                           .values = ARENA_ARRAY(arena, ListFilterValue, FILTER_VALUES_MAX),
                           .places = places};
    const char *chosen = chosen_value(list, filter);
    count_values(&filtering);
    if (filter->is_list)
        sort_values(&filtering);
    for (size_t i = 0; i < filtering.n; i++) {
        ListFilterValue *value = &filtering.values[i];
        value->link = link_with(arena, list, filter->key, value->value);
        value->is_current = strcmp(value->value, chosen) == 0;
    }
    return (ListFilterView){filter->label, link_with(arena, list, filter->key, NULL), chosen,
                            filtering.values, filtering.n};
}

ListFilterViews list_filters(Arena *arena, const List *list) {
    size_t n = 0;
    while (list->description->filters != NULL && list->description->filters[n].key != NULL)
        n++;
    ListFilterView *views = ARENA_ARRAY(arena, ListFilterView, n);
    for (size_t i = 0; i < n; i++)
        views[i] = filter_view(arena, list, &list->description->filters[i]);
    return (ListFilterViews){views, n};
}
