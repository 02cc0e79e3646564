#include "base/error.h"
#include "base/text.h"
#include "modules/answers/answers.h"
#include "web/translate.h"

#include <string.h>

static const char *const mark_keys[N_MARK_CELLS] = {"mark", "participates", "inspectors", "rank",
                                                    "comment"};
static const char *const whole_keys[N_WHOLE_CELLS] = {"handed_in_by", "reference", "hours",
                                                      "comment"};

static int key_among(const char *const *keys, int n, const char *key) {
    for (int i = 0; i < n; i++)
        if (strcmp(keys[i], key) == 0)
            return i;
    return -1;
}

bool answer_cell_from(const char *name, AnswerCell *ret) {
    const char *dash = name == NULL ? NULL : strchr(name, '-');
    guint64 number = 0;
    if (name == NULL || strlen(name) > 40)
        return false;
    if (dash != NULL && !g_ascii_string_to_unsigned(dash + 1, 10, 1, G_MAXINT32, &number, NULL))
        return false;
    g_autofree char *key = dash == NULL ? g_strdup(name) : g_strndup(name, (gsize)(dash - name));
    int cell = number > 0 ? key_among(mark_keys, N_MARK_CELLS, key)
                          : key_among(whole_keys, N_WHOLE_CELLS, key);
    if (cell < 0)
        return false;
    *ret = (AnswerCell){(int64_t)number, cell};
    return true;
}

const char *answer_cell_key(AnswerCell cell) {
    return cell.number > 0 ? mark_keys[cell.cell] : whole_keys[cell.cell];
}

const char *answer_cell_name(Arena *arena, AnswerCell cell) {
    if (cell.number == 0)
        return whole_keys[cell.cell];
    return arena_printf(arena, "%s-%" G_GINT64_FORMAT, mark_keys[cell.cell], cell.number);
}

/* ---- words ---- */

const MarkWord mark_words[N_MARKS] = {{"high", N_("Hög"), 3},
                                      {"medium", N_("Medel"), 2},
                                      {"low", N_("Låg"), 1},
                                      {"abstain", N_("Avstår"), 0}};
const MarkWord participation_words[] = {
    {"yes", N_("Ja"), 0}, {"no", N_("Nej"), 0}, {"unsure", N_("Vet inte"), 0}, {0}};

const char *mark_word(const char *mark) {
    for (size_t i = 0; i < N_MARKS; i++)
        if (strcmp(mark_words[i].key, mark) == 0)
            return mark_words[i].word;
    return "";
}

int mark_points(const char *mark) {
    for (size_t i = 0; i < N_MARKS; i++)
        if (strcmp(mark_words[i].key, mark) == 0)
            return mark_words[i].points;
    return 0;
}

const char *participation_word(const char *participates) {
    for (size_t i = 0; participation_words[i].key != NULL; i++)
        if (strcmp(participation_words[i].key, participates) == 0)
            return participation_words[i].word;
    return "";
}

typedef struct {
    const char *key, *words; /* separated by ';' */
} Spelling;

/* "Välj" stands in the Word form where nothing has been chosen. */
#define NOT_CHOSEN                                                                                 \
    { "", ";välj;" }

static const Spelling mark_spellings[] = {
    NOT_CHOSEN,
    {"high", ";high;hög;hog;högt;h;3;3,0;3p;hög prioritet;hög prio;prio hög;hög (3);3 hög;"},
    {"medium",
     ";medium;medel;m;2;2,0;2p;mellan;medel prioritet;medelprio;medel (2);2 medel;medelhög;"},
    {"low", ";low;låg;lag;lågt;l;1;1,0;1p;låg prioritet;låg prio;prio låg;låg (1);1 låg;"},
    {"abstain", ";abstain;avstår;avstar;avstå;avst;a;0;0,0;-;–;vi avstår;avstår (0);0 avstår;"},
    {NULL, NULL}};
static const Spelling participation_spellings[] = {
    NOT_CHOSEN,
    {"yes", ";yes;ja;j;x;deltar;vi deltar;"},
    {"no", ";no;nej;n;deltar inte;deltar ej;"},
    {"unsure", ";unsure;vet inte;vet ej;?;kanske;osäker;"},
    {NULL, NULL}};

static const char *understood(const Spelling *spellings, const char *typed) {
    g_autoptr(Arena) arena = arena_new();
    if (text_is_blank(typed))
        return "";
    if (strchr(typed, ';') != NULL || strlen(typed) > 100)
        return NULL;
    char *folded = text_fold(arena, text_collapse(arena, typed));
    for (size_t end = strlen(folded); end > 1 && strchr(".!,:*", folded[end - 1]) != NULL; end--)
        folded[end - 1] = '\0';
    g_autofree char *bounded = g_strconcat(";", folded, ";", NULL);
    for (; spellings->key != NULL; spellings++)
        if (strstr(spellings->words, bounded) != NULL)
            return spellings->key;
    return NULL;
}

const char *mark_understood(const char *typed) {
    return understood(mark_spellings, typed);
}

const char *participation_understood(const char *typed) {
    return understood(participation_spellings, typed);
}

/* ---- one cell ---- */

static bool clean_choice(const MarkWord *words, size_t n, const char *typed, const char **ret,
                         GError **error) {
    *ret = "";
    for (size_t i = 0; i < n && words[i].key != NULL; i++)
        if (strcmp(words[i].key, typed) == 0)
            *ret = words[i].key;
    return typed[0] == '\0' || (*ret)[0] != '\0' ||
           fail(error, ERROR_INVALID, "Välj bland svaren i formuläret.");
}

static bool clean_number(Arena *arena, const char *label, const char *typed, guint64 lowest,
                         guint64 highest, const char **ret, GError **error) {
    guint64 number;
    const char *trimmed = text_trim(arena, typed);
    *ret = "";
    if (trimmed[0] == '\0')
        return true;
    if (!g_ascii_string_to_unsigned(trimmed, 10, lowest, highest, &number, NULL))
        return fail(error, ERROR_INVALID,
                    "%s skrivs som ett heltal från %d till %d, eller lämnas tomt.", label,
                    (int)lowest, (int)highest);
    *ret = arena_printf(arena, "%" G_GUINT64_FORMAT, number);
    return true;
}

static bool clean_mark_cell(Arena *arena, int cell, const char *typed, const char **ret,
                            GError **error) {
    switch (cell) {
    case CELL_MARK:
        return clean_choice(mark_words, N_MARKS, typed, ret, error);
    case CELL_PARTICIPATES:
        return clean_choice(participation_words, N_MARKS, typed, ret, error);
    case CELL_INSPECTORS:
        return clean_number(arena, T_("Antal inspektörer"), typed, 0, INSPECTORS_MAX, ret, error);
    case CELL_RANK:
        return clean_number(arena, T_("Ordningen"), typed, 1, RANK_MAX, ret, error);
    default:
        *ret = text_trim(arena, typed);
        return text_within(T_("Kommentaren"), *ret, MARK_COMMENT_MAX, error);
    }
}

bool answer_cell_clean(Arena *arena, AnswerCell cell, const char *typed, const char **ret,
                       GError **error) {
    if (typed == NULL)
        typed = "";
    if (cell.number > 0)
        return clean_mark_cell(arena, cell.cell, typed, ret, error);
    switch (cell.cell) {
    case WHOLE_HOURS:
        return clean_number(arena, T_("Timmarna"), typed, 0, HOURS_MAX, ret, error);
    case WHOLE_COMMENT:
        *ret = text_trim(arena, typed);
        return text_within(T_("Kommentaren"), *ret, ANSWER_COMMENT_MAX, error);
    case WHOLE_REFERENCE:
        *ret = text_collapse(arena, typed);
        return text_within(T_("Diarienumret"), *ret, REFERENCE_MAX, error);
    default:
        *ret = text_collapse(arena, typed);
        return text_within(T_("Vem som lämnar svaret"), *ret, HANDED_IN_BY_MAX, error);
    }
}

/* ---- all cells ---- */

AnswerCells answer_cells_none(Arena *arena, const AnswerProposals *proposals) {
    AnswerCells cells = {.of = arena_alloc(arena, sizeof *cells.of * proposals->n)};
    for (int i = 0; i < N_WHOLE_CELLS; i++)
        cells.whole[i] = "";
    for (size_t i = 0; i < proposals->n; i++)
        for (int cell = 0; cell < N_MARK_CELLS; cell++)
            cells.of[i][cell] = "";
    return cells;
}

size_t answer_cells_marked(const AnswerCells *cells, const AnswerProposals *proposals) {
    size_t n = 0;
    for (size_t i = 0; i < proposals->n; i++)
        n += cells->of[i][CELL_MARK][0] != '\0';
    return n;
}

bool answer_cells_equal(const AnswerCells *a, const AnswerCells *b,
                        const AnswerProposals *proposals) {
    for (int i = 0; i < N_WHOLE_CELLS; i++)
        if (strcmp(a->whole[i], b->whole[i]) != 0)
            return false;
    for (size_t i = 0; i < proposals->n; i++)
        for (int cell = 0; cell < N_MARK_CELLS; cell++)
            if (strcmp(a->of[i][cell], b->of[i][cell]) != 0)
                return false;
    return true;
}

#define NUMBERS_NAMED 20

const char *answer_missing_words(Arena *arena, const AnswerCells *cells,
                                 const AnswerProposals *proposals) {
    g_autoptr(GString) words = g_string_new(NULL);
    size_t left = proposals->n - answer_cells_marked(cells, proposals), said = 0;
    for (size_t i = 0; i < proposals->n && said < NUMBERS_NAMED; i++) {
        if (cells->of[i][CELL_MARK][0] != '\0')
            continue;
        const char *between = said == 0 ? "" : said + 1 == left ? T_(" och ") : ", ";
        g_string_append_printf(words, "%s%" G_GINT64_FORMAT, between, proposals->rows[i].number);
        said++;
    }
    if (left > said)
        g_string_append_printf(words, T_(" och %zu till"), left - said);
    return arena_strdup(arena, words->str);
}
