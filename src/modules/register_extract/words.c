#include "modules/register_extract/register_extract_view.h"

#include "base/date.h"
#include "base/language.h"
#include "modules/audit_log/audit_log.h"
#include "modules/people/people.h"
#include "services/auth/permission.h"
#include "web/translate.h"

#include <string.h>

typedef struct {
    const char *code, *word;
} CodeWord;

const char extract_secrets[] =
    N_("Lösenord, koder och inloggningars nycklar finns bara i en form som inte går att läsa, och "
       "visas inte. Säkerhetskopior kan ha äldre uppgifter.");

static const CodeWord logins[] = {{"password", N_("med lösenord")},
                                  {"link", N_("med en länk i e-posten")},
                                  {"persona", N_("i demonstrationen")},
                                  {"provider", N_("hos er organisation")},
                                  {0}};

static const CodeWord letters[] = {{"waiting", N_("väntar")},      {"handed", N_("på väg")},
                                   {"sent", N_("skickat")},        {"bounced", N_("kom inte fram")},
                                   {"expired", N_("för gammalt")}, {"unknown", N_("okänt")},
                                   {"kept", N_("skickas inte")},   {0}};

static const CodeWord jobs[] = {{"waiting", N_("väntar")},     {"running", N_("körs")},
                                {"done", N_("klart")},         {"failed", N_("misslyckades")},
                                {"cancelled", N_("avbrutet")}, {0}};

static const CodeWord confirmations[] = {{"right", N_("stämmer")},
                                         {"changed", N_("ändrat")},
                                         {"left", N_("har slutat")},
                                         {"new", N_("ny")},
                                         {0}};

static const CodeWord links[] = {
    {"answer", N_("svar på förslagen")}, {"confirmation", N_("genomgång av personer")}, {0}};

static const char *word_in(const CodeWord *words, const char *code) {
    for (; words->code != NULL; words++)
        if (strcmp(words->code, code) == 0)
            return words->word;
    return code;
}

static const char *login_word(const char *code) {
    return word_in(logins, code);
}

static const char *letter_word(const char *code) {
    return word_in(letters, code);
}

static const char *confirmation_word(const char *code) {
    return word_in(confirmations, code);
}

static const char *link_word(const char *code) {
    return word_in(links, code);
}

static const char *job_word(const char *code) {
    return word_in(jobs, code);
}

static const char *permission_word(const char *code) {
    Role role;
    return role_from_key(code, &role) ? role_word(role) : code;
}

static const char *as_written(const char *text) {
    return text;
}

/* A post with a title of its own has that instead of a function. */
static const char *function_word(const char *code) {
    const FormChoice *choice = person_functions;
    while (choice->value != NULL && strcmp(choice->value, code) != 0)
        choice++;
    return choice->value == NULL ? code : choice->label;
}

static const char *day_words(Arena *arena, const char *text) {
    Date day;
    return date_parse(text, &day) ? date_long(arena, day) : text;
}

/* A day, or a period's two, written as the database does. */
static const char *period_words(Arena *arena, const char *text) {
    g_auto(GStrv) ends = g_strsplit(text, " – ", 2);
    if (g_strv_length(ends) < 2)
        return day_words(arena, text);
    if (ends[0][0] == '\0' && ends[1][0] == '\0')
        return "";
    return arena_printf(arena, "%s – %s", day_words(arena, ends[0]), day_words(arena, ends[1]));
}

/* Which texts of which parts are codes; without a word they are days. */
static const struct {
    const char *part;
    size_t index;
    const char *(*word)(const char *code);
} codes[] = {{"posts", 1, function_word},
             {"posts", 3},
             {"seats", 1, seat_role_label},
             {"seats", 2},
             {"account", 2, as_written},
             {"account", 3, as_written},
             {"roles", 1, permission_word},
             {"roles", 2},
             {"sessions", 0, login_word},
             {"letters", 2, letter_word},
             {"links", 0, link_word},
             {"confirmations", 0, confirmation_word},
             {"jobs", 1, job_word},
             {"versions", 2},
             {"frozen", 2},
             {"changes_of", 0, log_action_words},
             {"changes_about", 0, log_action_words}};

/* "miljöskydd;täkter" → "miljöskydd, täkter". */
static const char *list_words(Arena *arena, const char *text) {
    g_auto(GStrv) items = g_strsplit(text, ";", -1);
    g_autofree char *words = g_strjoinv(", ", items);
    return arena_strdup(arena, words);
}

const char *extract_words(Arena *arena, const ExtractPart *part, size_t index, const char *text) {
    if (index < EXTRACT_TEXTS && g_strcmp0(part->keys[index], "subjects") == 0)
        return list_words(arena, text);
    for (size_t i = 0; i < G_N_ELEMENTS(codes); i++)
        if (codes[i].index == index && strcmp(codes[i].part, part->key) == 0)
            return codes[i].word == NULL ? period_words(arena, text) : T_(codes[i].word(text));
    return text;
}
