#include "modules/activities/understanding_parts.h"

#include "base/id.h"

/* The municipality or office that hosts, from the cells of parties and of responsibility. */

static bool is_host_word(const char *word) {
    return word_in(word, "värd värdkommun värdkontor värdar värdskap värdskapet");
}

static size_t host_word(const Words *sentence) {
    for (size_t i = 0; i < sentence->n; i++)
        if (is_host_word(word_at(sentence, i)))
            return i;
    return sentence->n;
}

bool is_about_host(const Words *sentence) {
    return host_word(sentence) < sentence->n;
}

/* Who hosts is said, but nobody is named: "kommun är värdkommun", "Värdkommun: ej utsedd". */
static bool leaves_host_open(const Words *sentence, size_t host) {
    if (word_in(word_at(sentence, host), "värdkommun värdkontor"))
        return true;
    return word_in(word_at(sentence, host), "värd") &&
           word_in(word_at(sentence, host - 1), "är står som") &&
           word_in(word_at(sentence, host - 2), "kommun kontor");
}

/* The one municipality or office that is named nearest to the host word in the clause; several that
 * share a name are nobody. */
static const Rule *host_named(Reader *reader, const Words *sentence, size_t host) {
    const Rule *nearest = NULL;
    size_t distance = sentence->n + 1;
    for (size_t i = 0; i < sentence->n;) {
        NameMatch match;
        if (!names_match(reader->names, sentence, i, &match)) {
            i++;
            continue;
        }
        size_t away = i < host ? host - (i + match.length - 1) : i - host;
        bool hosts =
            match.rules[0]->kind == ELEMENT_PARTY || match.rules[0]->kind == ELEMENT_OFFICE;
        if (hosts && match.n == 1 && away < distance) {
            nearest = match.rules[0];
            distance = away;
        }
        i += match.length;
    }
    return nearest;
}

static void read_host(Reader *reader, Activity *activity, const char *cell) {
    const Sentences *sentences = sentences_of(reader->arena, cell, NULL);
    for (size_t i = 0; i < sentences->n && !id_is_set(activity->host_element); i++) {
        Words words = words_of(reader->arena, sentences->items[i]);
        size_t host = host_word(&words);
        const Rule *rule = host < words.n ? host_named(reader, &words, host) : NULL;
        if (rule != NULL) {
            activity->host = "chosen";
            activity->host_element = rule->element;
        } else if (host < words.n && leaves_host_open(&words, host)) {
            activity->host = "open";
        }
    }
}

void understand_host(Reader *reader, Activity *activity) {
    activity->host = "";
    activity->host_element = (Id){0};
    read_host(reader, activity, activity->cells[COLUMN_PARTIES]);
    if (!id_is_set(activity->host_element))
        read_host(reader, activity, activity->cells[COLUMN_RESPONSIBLE]);
}
