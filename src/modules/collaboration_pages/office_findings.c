#include "modules/collaboration_pages/office_findings.h"

#include <string.h>

typedef struct {
    const Context *context;
    const char *field, *field_label;
    LinkRow *rows;
    size_t n;
} Finding;

static bool is_municipality(const Rule *party) {
    return strcmp(rule_text(party, "kind"), "municipality") == 0 &&
           strcmp(rule_text(party, "external"), "true") != 0;
}

/* The offices of the field that serve the municipality: how many, their names, and the first. */
static size_t offices_of(const Finding *finding, const Rule *party, const char **ret_names,
                         const Rule **ret_first) {
    const Context *context = finding->context;
    size_t n = 0;
    for (const Rule *office = rules_next(context->rules, ELEMENT_OFFICE, NULL); office != NULL;
         office = rules_next(context->rules, ELEMENT_OFFICE, office)) {
        if (!rule_has_item(context->arena, office, "fields", finding->field) ||
            !rule_has_item(context->arena, office, "municipalities", rule_text(party, "code")))
            continue;
        *ret_first = n == 0 ? office : *ret_first;
        *ret_names =
            n == 0 ? rule_short(office)
                   : arena_printf(context->arena, T_("%s och %s"), *ret_names, rule_short(office));
        n++;
    }
    return n;
}

static void add(Finding *finding, const char *sentence, const char *path, const char *link) {
    finding->rows[finding->n++] = (LinkRow){sentence, path, link};
}

/* One sentence for all that lack an office in the field. */
static void add_lacking(Finding *finding, size_t n, const char *names, const Rule *last) {
    Arena *arena = finding->context->arena;
    if (n == 1)
        add(finding,
            arena_printf(arena, T_("%s saknar kontor för %s."), last->title, finding->field_label),
            element_path(finding->context, ELEMENT_PARTY, last->key), N_("Se kommunen"));
    else if (n > 1)
        add(finding,
            arena_printf(arena, T_("%zu kommuner saknar kontor för %s: %s."), n,
                         finding->field_label, names),
            collaboration_path(finding->context->request, "/offices"), N_("Se kontoren"));
}

static void find_in_field(Finding *finding) {
    const Context *context = finding->context;
    const char *lacking = "";
    const Rule *last = NULL;
    size_t n_lacking = 0;
    for (const Rule *party = rules_next(context->rules, ELEMENT_PARTY, NULL); party != NULL;
         party = rules_next(context->rules, ELEMENT_PARTY, party)) {
        const char *names = "";
        const Rule *first = NULL;
        size_t n = is_municipality(party) ? offices_of(finding, party, &names, &first) : 1;
        if (n == 0) {
            lacking = n_lacking++ == 0
                          ? rule_short(party)
                          : arena_printf(context->arena, "%s, %s", lacking, rule_short(party));
            last = party;
        } else if (n > 1) {
            add(finding,
                arena_printf(context->arena, T_("%s har %zu kontor för %s: %s."), party->title, n,
                             finding->field_label, names),
                element_path(context, ELEMENT_OFFICE, first->key), N_("Se kontoret"));
        }
    }
    add_lacking(finding, n_lacking, lacking, last);
}

LinkRows office_findings(const Context *context) {
    TextList fields = rule_list(context->arena, context->self, "fields");
    const RuleKey *key = rule_key(ELEMENT_COLLABORATION, "fields");
    Finding finding = {
        .context = context,
        .rows = ARENA_ARRAY(context->arena, LinkRow,
                            fields.n * (rules_count(context->rules, ELEMENT_PARTY) + 1))};
    for (size_t i = 0; i < fields.n; i++) {
        finding.field = fields.items[i];
        finding.field_label = T_(choice_label(key->choices, fields.items[i]));
        find_in_field(&finding);
    }
    return (LinkRows){finding.rows, finding.n};
}
