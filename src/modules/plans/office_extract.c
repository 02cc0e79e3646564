#include "modules/plans/office_extract.h"

#include "base/date.h"
#include "base/id.h"
#include "base/language.h"

#include <string.h>

typedef struct {
    const Request *request;
    Arena *arena;
    const Rule *office;
    const Rule **municipalities; /* parties */
    OfficeExtract *extract;
} Extracting;

/* ---- the office's municipalities ---- */

static const Rule *party_with_code(const Rules *rules, const char *code) {
    for (const Rule *party = rules_next(rules, ELEMENT_PARTY, NULL); party != NULL;
         party = rules_next(rules, ELEMENT_PARTY, party))
        if (strcmp(rule_text(party, "code"), code) == 0 &&
            strcmp(rule_text(party, "kind"), "municipality") == 0)
            return party;
    return NULL;
}

static const char *listed(Arena *arena, const Rule *const *parties, size_t n) {
    const char *text = "";
    for (size_t i = 0; i < n; i++)
        text = arena_printf(arena, "%s%s%s", text,
                            i == 0       ? ""
                            : i + 1 == n ? T_(" och ")
                                         : ", ",
                            rule_short(parties[i]));
    return text;
}

static void set_municipalities(Extracting *extracting, const Rules *rules) {
    OfficeExtract *extract = extracting->extract;
    TextList codes = rule_list(extracting->arena, extracting->office, "municipalities");
    extracting->municipalities = ARENA_ARRAY(extracting->arena, const Rule *, codes.n);
    for (size_t i = 0; i < codes.n; i++) {
        const Rule *party = party_with_code(rules, codes.items[i]);
        if (party == NULL)
            extract->n_outside++;
        else
            extracting->municipalities[extract->n_municipalities++] = party;
    }
    extract->municipalities =
        listed(extracting->arena, extracting->municipalities, extract->n_municipalities);
}

static bool is_ours(const Extracting *extracting, Id element) {
    for (size_t i = 0; i < extracting->extract->n_municipalities; i++)
        if (extracting->municipalities[i]->element.value == element.value)
            return true;
    return element.value == extracting->office->element.value;
}

/* ---- who takes part ---- */

/* How many of the office's municipalities the activity is for. */
static size_t taking_part(const Extracting *extracting, const Activity *activity) {
    size_t named = 0;
    for (size_t i = 0; i < activity->n_parties; i++) {
        const ActivityParty *party = &activity->parties[i];
        if (strcmp(party->role, "guidance") == 0)
            continue;
        if (party->party.value == 0)
            return extracting->extract->n_municipalities;
        named += is_ours(extracting, party->party);
    }
    return named;
}

static bool is_host(const Extracting *extracting, const Activity *activity) {
    return strcmp(activity->host, "chosen") == 0 && is_ours(extracting, activity->host_element);
}

/* ---- what is asked ---- */

static const char *with_line(Arena *arena, const char *so_far, const char *line) {
    return arena_printf(arena, "%s%s%s", so_far, so_far[0] == '\0' ? "" : "\n", line);
}

/* A target per municipality is multiplied, and the sum is shown with how it came about. */
static void ask_visits(const Extracting *extracting, const ActivityTarget *target, size_t n,
                       ExtractRow *row) {
    Arena *arena = extracting->arena;
    int64_t visits = target->amount * (int64_t)n;
    row->visits += visits;
    row->asked = with_line(arena, row->asked,
                           n == 1 ? target->title
                                  : arena_printf(arena, T_("%s, %zu kommuner: %d besök"),
                                                 target->title, n, (int)visits));
}

static void ask_targets(const Extracting *extracting, const Activity *activity, size_t n,
                        ExtractRow *row) {
    for (size_t i = 0; i < activity->n_targets; i++) {
        const ActivityTarget *target = &activity->targets[i];
        if (strcmp(target->kind, "visits_each") == 0 && n > 0)
            ask_visits(extracting, target, n, row);
        else if (strcmp(target->kind, "inspectors") == 0)
            row->asked = with_line(
                extracting->arena, row->asked,
                arena_printf(extracting->arena, T_("%s, för hela samverkan"), target->title));
        else
            row->asked = with_line(extracting->arena, row->asked, target->title);
    }
}

static void set_deadlines(const Extracting *extracting, const Activity *activity, ExtractRow *row) {
    row->deadlines = "";
    for (size_t i = 0; i < activity->n_steps; i++) {
        const ActivityStep *step = &activity->steps[i];
        if (date_is_set(step->due_on))
            row->deadlines =
                with_line(extracting->arena, row->deadlines,
                          arena_printf(extracting->arena, "%d %s: %s", step->due_on.day,
                                       month_word(step->due_on.month), step->title));
    }
}

static bool make_row(const Extracting *extracting, const Activity *activity, ExtractRow *row) {
    size_t n = taking_part(extracting, activity);
    bool host = is_host(extracting, activity);
    if ((n == 0 && !host) || strcmp(activity->status, "cancelled") == 0 ||
        strcmp(activity->status, "moved") == 0)
        return false;
    *row = (ExtractRow){.activity = activity,
                        .path = collaboration_path(extracting->request, "/activities/%s",
                                                   id_text(extracting->arena, activity->id)),
                        .asked = host ? T_("Ni är värdar") : ""};
    ask_targets(extracting, activity, n, row);
    set_deadlines(extracting, activity, row);
    return true;
}

/* ---- the year ---- */

static ExtractBand band_of(const Extracting *extracting, const PlanCategory *category) {
    ExtractRow *rows = ARENA_ARRAY(extracting->arena, ExtractRow, category->n_activities);
    ExtractBand band = {category->title, rows, 0};
    for (size_t i = 0; i < category->n_activities; i++)
        if (make_row(extracting, &category->activities[i], &rows[band.n_rows])) {
            extracting->extract->visits += rows[band.n_rows].visits;
            extracting->extract->hours += category->activities[i].hours;
            band.n_rows++;
        }
    return band;
}

void office_extract(const Request *request, const Rules *rules, const Rule *office,
                    const PlanYear *year, OfficeExtract *ret) {
    Extracting extracting = {
        .request = request, .arena = request->arena, .office = office, .extract = ret};
    *ret = (OfficeExtract){.office = office, .year = year};
    set_municipalities(&extracting, rules);
    ExtractBand *bands = ARENA_ARRAY(request->arena, ExtractBand, year->n_categories);
    for (size_t i = 0; i < year->n_categories; i++) {
        ExtractBand band = band_of(&extracting, &year->categories[i]);
        ret->n_rows += band.n_rows;
        if (band.n_rows > 0)
            bands[ret->n_bands++] = band;
    }
    ret->bands = bands;
}
