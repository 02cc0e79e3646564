#include "modules/plan_import/headings.h"

#include "base/similar.h"

#include <string.h>

#define YEAR_WORDS_MAX 8
#define NAME_WORDS_MAX 4

static bool has_word(char **words, const char *const *stems) {
    for (; *words != NULL; words++)
        for (const char *const *stem = stems; *stem != NULL; stem++)
            if (g_str_has_prefix(*words, *stem))
                return true;
    return false;
}

static const char *const bank_names[] = {
    "förslagsbank",   "idebank", "aktivitetsbank", "projektbank", "aktivitetsförslag",
    "projektförslag", NULL};

bool names_bank(const Line *line) {
    for (const char *const *name = bank_names; *name != NULL; name++)
        if (strstr(line->squashed, *name) != NULL)
            return true;
    return false;
}

static bool is_wish(char **words) {
    static const char *const wishes[] = {"förslag", "ideer", "önskemål", "bank", NULL};
    static const char *const ahead[] = {"kommande", "framtida", "aktivitet", "bank",
                                        "projekt",  "insats",   "vänta",     "senare",
                                        "kvar",     "inkomna",  "idebank",   NULL};
    return has_word(words, wishes) && has_word(words, ahead);
}

static bool is_national(char **words) {
    static const char *const national[] = {"nationell", NULL};
    static const char *const doings[] = {"aktivitet", "tillsyn", "projekt",
                                         "insats",    "kampanj", NULL};
    return has_word(words, national) && has_word(words, doings);
}

static bool is_budget(char **words) {
    static const char *const stems[] = {"budget",   "ekonomi",   "finansiering",
                                        "intäkter", "kostnader", NULL};
    return has_word(words, stems);
}

static bool is_only_year(char **words) {
    for (; *words != NULL; words++)
        if (**words != '\0' && years_in(*words).n == 0 && strcmp(*words, "år") != 0 &&
            strcmp(*words, "året") != 0)
            return false;
    return true;
}

static bool is_year(const Line *line, char **words) {
    static const char *const stems[] = {"aktivitet", "verksamhet",   "plan",      "insats", "år",
                                        "åtgärd",    "genomförande", "prioriter", NULL};
    YearsIn years = years_in(line->text);
    if (years.n != 1 || g_strv_length(words) > YEAR_WORDS_MAX)
        return false;
    return is_only_year(words) || has_word(words, stems) || line->heading_level > 0;
}

SectionKind heading_opens(const Draft *draft, const Line *line, int *ret_year) {
    if (!line_is_text(line) || (!is_heading_like(line->text) && line->heading_level == 0))
        return SECTION_TEXT;
    g_auto(GStrv) words = g_strsplit_set(similar_fold(draft->arena, line->text), " ,.:;()/-", -1);
    YearsIn years = years_in(line->text);
    *ret_year = years.n == 1 ? years.first : 0;
    if (is_national(words))
        return SECTION_NATIONAL;
    if (has_word(words, bank_names) || is_wish(words))
        return SECTION_BANK;
    if (is_year(line, words) && !is_budget(words))
        return SECTION_YEAR;
    return is_budget(words) ? SECTION_BUDGET : SECTION_TEXT;
}

bool is_title(const Draft *draft, const Line *line) {
    return line_is_text(line) && *draft->title_squashed != '\0' &&
           (line == draft->title_line || strcmp(line->squashed, draft->title_squashed) == 0);
}

static bool stands_alone(const Draft *draft, size_t i) {
    return draft->lines.at[i].follows_break &&
           (i + 1 == draft->lines.n || draft->lines.at[i + 1].kind == LINE_BREAK);
}

bool leads_to_text(const Draft *draft, size_t i) {
    const Lines *lines = &draft->lines;
    bool formal = lines->at[i].heading_level > 0;
    for (int step = 0; step < INTRODUCTION_MAX; step++) {
        i = next_line(lines, i + 1, lines->n);
        if (i == lines->n || !line_is_text(&lines->at[i]))
            return false;
        const Line *line = &lines->at[i];
        if (line->heading_level == 0 &&
            (is_sentence(line->text) ||
             (formal && (line->kind == LINE_TEXT || !lines->has_headings))))
            return true;
        bool heading =
            line->heading_level > 0 || (is_heading_like(line->text) && stands_alone(draft, i));
        if (!heading)
            return false;
        formal = line->heading_level > 0;
    }
    return false;
}

bool begins_something(const Draft *draft, size_t i) {
    const Line *line = &draft->lines.at[i];
    if (line->follows_break || draft->lines.keeps_lines)
        return line->follows_break;
    const Line *above = line - 1;
    return !line_is_text(above) || above->heading_level > 0 || is_sentence(above->text);
}

bool is_chapter_heading(const Draft *draft, size_t i) {
    const Line *line = &draft->lines.at[i];
    if (!line_is_text(line) || is_title(draft, line) || is_page_number(line->text))
        return false;
    if (line->heading_level > 0)
        return true;
    if (draft->lines.has_headings && !line->emphasised)
        return false;
    if (!is_heading_like(line->text) || past_bullet(line->text) != line->text)
        return false;
    return (line->emphasised || begins_something(draft, i)) && leads_to_text(draft, i);
}

bool leads_to_sentence(const Draft *draft, size_t i) {
    const Lines *lines = &draft->lines;
    for (int step = 0; step < INTRODUCTION_MAX && i < lines->n; step++) {
        if (lines->at[i].heading_level == 0)
            return line_is_text(&lines->at[i]) && is_sentence(lines->at[i].text);
        i = next_line(lines, i + 1, lines->n);
    }
    return false;
}

bool names_plan_table(const Draft *draft, const Line *line) {
    static const char *const stems[] = {"aktivitet", "insats", "åtgärd", "planera", NULL};
    if (!line_is_text(line) || !is_heading_like(line->text) || is_title(draft, line))
        return false;
    g_auto(GStrv) words = g_strsplit(similar_fold(draft->arena, line->text), " ", -1);
    return g_strv_length(words) <= NAME_WORDS_MAX && has_word(words, stems);
}
