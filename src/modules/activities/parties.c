#include "modules/activities/understanding_parts.h"

#include "base/id.h"
#include "base/language.h"

#include <glib.h>
#include <string.h>

/* The parties that a cell names. Words are read from left to right; at each the longest name or
 * phrase that begins there is taken, so that a missing comma does no harm. */

typedef struct {
    Reader *reader;
    ActivityParty *parties;
    size_t n;
    const Words *words;
    size_t unknown_first, unknown_n; /* a run of words that name nobody */
    bool excepting;                  /* after "utom": those that are named do not take part */
    size_t last_first, last_n;       /* the parties that were named last: roles are said of them */
} Naming;

static bool is_county_board(const Rule *rule) {
    return rule->kind == ELEMENT_PARTY && strcmp(rule_text(rule, "kind"), "county_board") == 0;
}

static bool is_municipality(const Rule *rule) {
    return rule->kind == ELEMENT_PARTY && strcmp(rule_text(rule, "kind"), "municipality") == 0;
}

static bool has_party(const Naming *naming, Id party) {
    for (size_t i = 0; i < naming->n; i++)
        if (id_equal(naming->parties[i].party, party))
            return true;
    return false;
}

static void add_party(Naming *naming, Id party) {
    if (naming->n < PARTIES_MAX && !has_party(naming, party))
        naming->parties[naming->n++] = (ActivityParty){.party = party, .role = "takes_part"};
}

static void remove_party(Naming *naming, Id party) {
    size_t kept = 0;
    for (size_t i = 0; i < naming->n; i++)
        if (!id_equal(naming->parties[i].party, party))
            naming->parties[kept++] = naming->parties[i];
    naming->n = kept;
}

static void add_each_municipality(Naming *naming) {
    const Rules *rules = naming->reader->rules;
    for (const Rule *rule = rules_next(rules, ELEMENT_PARTY, NULL); rule != NULL;
         rule = rules_next(rules, ELEMENT_PARTY, rule))
        if (is_municipality(rule))
            add_party(naming, rule->element);
}

static void name_party(Naming *naming, const Rule *rule) {
    if (!naming->excepting) {
        add_party(naming, rule->element);
        return;
    }
    if (has_party(naming, (Id){0})) {
        remove_party(naming, (Id){0});
        add_each_municipality(naming);
    }
    remove_party(naming, rule->element);
}

/* An office's name stands for the municipalities that it serves. */
static void name_office(Naming *naming, const Rule *office) {
    TextList codes = rule_list(naming->reader->arena, office, "municipalities");
    const Rules *rules = naming->reader->rules;
    for (const Rule *rule = rules_next(rules, ELEMENT_PARTY, NULL); rule != NULL;
         rule = rules_next(rules, ELEMENT_PARTY, rule))
        for (size_t i = 0; i < codes.n; i++)
            if (is_municipality(rule) && strcmp(rule_text(rule, "code"), codes.items[i]) == 0)
                name_party(naming, rule);
}

/* "alla parter": every party that is counted as one. */
static void name_everybody(Naming *naming) {
    const Rules *rules = naming->reader->rules;
    add_party(naming, (Id){0});
    for (const Rule *rule = rules_next(rules, ELEMENT_PARTY, NULL); rule != NULL;
         rule = rules_next(rules, ELEMENT_PARTY, rule))
        if (!is_municipality(rule) && rule_text(rule, "external")[0] == '\0' &&
            rule_text(rule, "part_of")[0] == '\0')
            add_party(naming, rule->element);
}

/* How many words of "alla kommuner", "länets kommuner", "kommunerna i länet", "alla miljökontor"
 * begin at word i; 0 when none does. */
static size_t all_at(const Words *words, size_t i) {
    size_t length = 0;
    while (word_in(word_at(words, i + length), "alla samtliga länets länens de av") ||
           (length > 0 && word_number(word_at(words, i + length)) >= 0))
        length++;
    const char *noun = word_at(words, i + length);
    bool named = word_in(
        noun, "kommunerna medlemskommunerna länskommunerna miljökontoren byggkontoren kontoren "
              "miljöförvaltningarna");
    bool counted =
        length > 0 && word_in(noun, "kommuner medlemskommuner miljökontor byggkontor kontor "
                                    "miljöförvaltningar förvaltningar");
    bool alone = words->n == 1 && word_in(noun, "kommuner");
    if (!named && !counted && !alone)
        return 0;
    length++;
    if (word_in(word_at(words, i + length), "i inom") &&
        word_in(word_at(words, i + length + 1), "länet länen"))
        length += 2;
    return length;
}

static size_t everybody_at(const Words *words, size_t i) {
    return word_in(word_at(words, i), "alla samtliga") &&
                   word_in(word_at(words, i + 1), "parter parterna")
               ? 2
               : 0;
}

static void end_unknown(Naming *naming) {
    Arena *arena = naming->reader->arena;
    size_t first = naming->unknown_first, last = first + naming->unknown_n - 1;
    if (naming->unknown_n == 0)
        return;
    naming->unknown_n = 0;
    const char *text = words_text(arena, naming->words, first, last);
    const char *similar = names_similar(naming->reader->names, text);
    text = text_shortened(arena, text, 120);
    if (similar != NULL)
        reader_note(naming->reader, COLUMN_PARTIES,
                    T_("”%s” är ingen av samverkans parter. Menas ”%s”?"), text, similar);
    else
        reader_note(
            naming->reader, COLUMN_PARTIES,
            T_("”%s” är ingen av samverkans parter. Ordet är kvar i texten, men ingen part är "
               "vald för det."),
            text);
}

static bool is_filling(const char *word) {
    return word_in(word, "och samt i med som för till på av inkl inklusive även deltar medverkar "
                         "är eller en ett sin "
                         "genom via de den det där länet länen utifrån inom också");
}

static void add_unknown(Naming *naming, size_t i) {
    if (is_filling(word_at(naming->words, i)))
        return;
    bool goes_on = naming->unknown_n > 0;
    naming->unknown_first = goes_on ? naming->unknown_first : i;
    naming->unknown_n = i - naming->unknown_first + 1;
}

static void set_role(Naming *naming, const char *role) {
    const Rules *rules = naming->reader->rules;
    for (size_t i = naming->last_first; i < naming->last_first + naming->last_n && i < naming->n;
         i++) {
        const Rule *rule = rules_get(rules, naming->parties[i].party);
        if (rule == NULL || !is_county_board(rule))
            continue;
        if (strcmp(naming->parties[i].role, "takes_part") != 0 &&
            strcmp(naming->parties[i].role, role) != 0)
            reader_note(naming->reader, COLUMN_PARTIES,
                        T_("%s står både för tillsynsvägledning och för egen tillsyn. Egen tillsyn "
                           "är vald."),
                        rule_short(rule));
        else
            naming->parties[i].role = role;
        if (strcmp(role, "own_supervision") == 0)
            naming->parties[i].role = role;
    }
}

/* "tillsynsvägledning", "egen tillsyn": what the county board named before takes part with. */
static size_t role_at(Naming *naming, size_t i) {
    const char *word = word_at(naming->words, i), *next = word_at(naming->words, i + 1);
    if (word_starts(word, "tillsynsvägled vägled")) {
        set_role(naming, "guidance");
        return 1;
    }
    if (word_in(word, "egen eget egna") && word_starts(next, "tillsyn")) {
        set_role(naming, "own_supervision");
        return 2;
    }
    return 0;
}

static size_t name_at(Naming *naming, size_t i) {
    NameMatch match;
    if (!names_match(naming->reader->names, naming->words, i, &match))
        return 0;
    size_t before = naming->n;
    for (size_t j = 0; j < match.n; j++) {
        if (match.rules[j]->kind == ELEMENT_PARTY)
            name_party(naming, match.rules[j]);
        else if (match.rules[j]->kind == ELEMENT_OFFICE)
            name_office(naming, match.rules[j]);
    }
    naming->last_first = before;
    naming->last_n = naming->n > before ? naming->n - before : 0;
    return match.length;
}

/* What begins at word i, in words; 0 when it means nobody. */
static size_t take_at(Naming *naming, size_t i) {
    size_t all = all_at(naming->words, i), everybody = everybody_at(naming->words, i);
    size_t name = all + everybody == 0 ? name_at(naming, i) : 0;
    if (all > 0)
        add_party(naming, (Id){0});
    if (everybody > 0)
        name_everybody(naming);
    if (all + everybody + name > 0)
        return all + everybody + name;
    if (word_in(word_at(naming->words, i), "utom förutom")) {
        naming->excepting = true;
        return 1;
    }
    return role_at(naming, i);
}

static bool parted_by_comma(const Words *words, size_t i) {
    if (i == 0)
        return true;
    for (size_t at = words->items[i - 1].end; at < words->items[i].start; at++)
        if (strchr(",;\n()", words->text[at]) != NULL)
            return true;
    return false;
}

static void read_sentence(Naming *naming) {
    for (size_t i = 0; i < naming->words->n;) {
        if (parted_by_comma(naming->words, i))
            end_unknown(naming);
        size_t taken = take_at(naming, i);
        if (taken > 0)
            end_unknown(naming);
        else
            add_unknown(naming, i);
        i += MAX(taken, 1);
    }
    end_unknown(naming);
}

/* A municipality that is named beside "alla kommuner" is one of them already. */
static void drop_those_among_all(Naming *naming) {
    if (!has_party(naming, (Id){0}))
        return;
    size_t kept = 0;
    for (size_t i = 0; i < naming->n; i++) {
        const Rule *rule = rules_get(naming->reader->rules, naming->parties[i].party);
        if (rule == NULL || !is_municipality(rule))
            naming->parties[kept++] = naming->parties[i];
    }
    naming->n = kept;
}

void understand_parties(Reader *reader, Activity *activity) {
    Arena *arena = reader->arena;
    Naming naming = {.reader = reader, .parties = ARENA_ARRAY(arena, ActivityParty, PARTIES_MAX)};
    const Sentences *sentences = sentences_of(arena, activity->cells[COLUMN_PARTIES], NULL);
    for (size_t i = 0; i < sentences->n; i++) {
        Words words = words_of(arena, sentences->items[i]);
        naming.words = &words;
        naming.excepting = false;
        if (!is_about_host(&words))
            read_sentence(&naming);
    }
    drop_those_among_all(&naming);
    activity->parties = naming.parties;
    activity->n_parties = naming.n;
}
