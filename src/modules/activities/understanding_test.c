#include "base/date.h"
#include "base/id.h"
#include "modules/activities/rules_sample.h"
#include "modules/activities/understanding.h"
#include "modules/goals/goals.h"

#include <glib.h>
#include <string.h>

typedef struct {
    const char *text, *expected; /* the cell; what it means, each followed by a semicolon */
} Case;

static const char jonkoping[] = "jonkoping";

static Activity understood(Arena *arena, const char *collaboration, ActivityColumn column,
                           const char *text) {
    Activity activity = {.size = "",
                         .host = "",
                         .leader = "",
                         .project_group = "",
                         .status = "planned",
                         .comment = ""};
    for (int i = 0; i < N_ACTIVITY_COLUMNS; i++)
        activity.cells[i] = i == (int)column ? text : "";
    activity_understand(arena, names_of_rules(arena, rules_sample(arena, collaboration)), 2021,
                        &activity);
    return activity;
}

/* ---- targets ---- */

static const Case target_cases[] = {
    {"Alla kommuner deltar i tillsynskampanjen och besöker minst 5 verksamheter var.",
     "participation 0 Alla kommuner deltar; visits_each 5 Minst 5 besök per kommun; "},
    {"Minst 5 inspektörer deltar aktivt i projektgruppen.",
     "inspectors 5 Minst 5 inspektörer i projektgruppen; "},
    {"Alla kommuner deltar i fillsynskampanjen och besöker minst 5 verksamheter var. Minst 5 "
     "inspektörer deltar aktivt i "
     "projektgruppen.",
     "participation 0 Alla kommuner deltar; visits_each 5 Minst 5 besök per kommun; "
     "inspectors 5 Minst 5 inspektörer i projektgruppen; "},
    {"Alla kommuner deltar i tillsynskampanjen och minst 5 inspektörer deltar aktivt i "
     "projektgruppen.",
     "participation 0 Alla kommuner deltar; inspectors 5 Minst 5 inspektörer i projektgruppen; "},
    {"Alla kommuner är med i kampanjen, minst 5 besök per kommun. Minst 5 inspektörer i "
     "projektgruppen.",
     "participation 0 Alla kommuner deltar; visits_each 5 Minst 5 besök per kommun; "
     "inspectors 5 Minst 5 inspektörer i projektgruppen; "},
    {"Alla kommuner deltar, minst 4 besök per kommun.",
     "participation 0 Alla kommuner deltar; visits_each 4 Minst 4 besök per kommun; "},
    {"Samtliga kommuner ska delta.", "participation 0 Alla kommuner deltar; "},
    {"Alla länets 13 kommuner medverkar", "participation 0 Alla kommuner deltar; "},
    {"Varje kommun deltar med en inspektör.", "participation 0 Alla kommuner deltar; "},
    {"Alla miljökontor deltar.", "participation 0 Alla kontor deltar; "},
    {"Minst tio kommuner deltar.", "participation 10 Minst 10 kommuner deltar; "},
    {"10 av 13 kommuner deltar", "participation 10 Minst 10 kommuner deltar; "},
    {"Varje kommun besöker minst fem verksamheter.",
     "participation 0 Alla kommuner deltar; visits_each 5 Minst 5 besök per kommun; "},
    {"Minst fem oanmälda besök per kommun.", "visits_each 5 Minst 5 besök per kommun; "},
    {"5 besök/kommun", "visits_each 5 Minst 5 besök per kommun; "},
    {"Minst 10 kontroller per kommun.", "visits_each 10 Minst 10 kontroller per kommun; "},
    {"Minst ett tillsynsbesök i varje kommun", "visits_each 1 Minst 1 besök per kommun; "},
    {"Kontoren gör minst tolv inspektioner per kontor.",
     "visits_each 12 Minst 12 inspektioner per kontor; "},
    {"Kommunerna besöker minst tre butiker vardera.", "visits_each 3 Minst 3 besök per kommun; "},
    {"Minst 3 inspektörer i arbetsgruppen.", "inspectors 3 Minst 3 inspektörer i arbetsgruppen; "},
    {"Minst tjugofem inspektörer deltar.", "inspectors 25 Minst 25 inspektörer deltar; "},
    {"Minst 3 inspektörer deltar i projektgruppen.",
     "inspectors 3 Minst 3 inspektörer i projektgruppen; "},
    {"Minst en deltagare från varje kommun.", "other 0 Minst en deltagare från varje kommun; "},
    {"Kommunerna ska besöka minst 50 verksamheter.",
     "other 0 Kommunerna ska besöka minst 50 verksamheter; "},
    {"80 procent av verkstäderna har rätt certifikat.",
     "other 0 80 procent av verkstäderna har rätt certifikat; "},
    {"Minst 90 % svarar på enkäten", "other 0 Minst 90 % svarar på enkäten; "},
    {"Alla kommuner deltar. Alla kommuner deltar.", "participation 0 Alla kommuner deltar; "},
    {"Öka kunskapen. Alla berörs av frågan. Skapa samsyn i länets alla 13 kommuner.", ""},
    {"Varje kommun ska ha en bra mall.", ""},
    {"", ""},
};

static const char *targets_text(Arena *arena, const Activity *activity) {
    g_autoptr(GString) text = g_string_new(NULL);
    for (size_t i = 0; i < activity->n_targets; i++)
        g_string_append_printf(text, "%s %d %s; ", activity->targets[i].kind,
                               (int)activity->targets[i].amount, activity->targets[i].title);
    return arena_strdup(arena, text->str);
}

static void test_targets(gconstpointer data) {
    const Case *expected = data;
    g_autoptr(Arena) arena = arena_new();
    Activity activity = understood(arena, jonkoping, COLUMN_GOAL, expected->text);
    g_assert_cmpstr(targets_text(arena, &activity), ==, expected->expected);
}

static void test_targets_of_implementation(void) {
    g_autoptr(Arena) arena = arena_new();
    Activity activity = understood(arena, jonkoping, COLUMN_IMPLEMENTATION,
                                   "Handläggarstöd och minst 5 besök per kommun. Minst 3 brev.");
    g_assert_cmpstr(targets_text(arena, &activity), ==, "visits_each 5 Minst 5 besök per kommun; ");
}

/* ---- steps ---- */

static const Case step_cases[] = {
    {"Ta fram en projektplan med en tidplan. Därefter genomföra en gemensam tillsynskampanj.",
     "Ta fram en projektplan med en tidplan; Därefter genomföra en gemensam tillsynskampanj; "},
    {"Arbeta fram ett handläggarstöd. Eventuellt ordna en utbildning.",
     "Arbeta fram ett handläggarstöd; (Ordna en utbildning); "},
    {"Projektplan, checklista.\nEventuellt provtagning av varor.",
     "Projektplan, checklista; (Provtagning av varor); "},
    {"Ev. ta prover", "(Ta prover); "},
    {"Vid behov ordna en träff.", "(Ordna en träff); "},
    {"Därefter eventuellt en utbildning", "(Därefter eventuellt en utbildning); "},
    {"Checklista\nBesök\nRapport", "Checklista; Besök; Rapport; "},
    {"• Skriva plan\n• Göra besök\n– Skriva rapport", "Skriva plan; Göra besök; Skriva rapport; "},
    {"1. Skriva plan. 2. Göra besök.", "Skriva plan; Göra besök; "},
    {"En rad som fortsätter\npå nästa rad. Sedan en till.",
     "En rad som fortsätter på nästa rad; Sedan en till; "},
    {"Ta fram stöd, t.ex. en checklista, ca. 2 sidor m.m. Skicka ut det.",
     "Ta fram stöd, t.ex. en checklista, ca. 2 sidor m.m; Skicka ut det; "},
    {"Samla in nyckeltal i mars, samtal om resultatet på en miljöchefsträff.",
     "Samla in nyckeltal i mars, samtal om resultatet på en miljöchefsträff 2021-03-31; "},
    {"Fråga efter behov i februari. Lägga fram ett förslag i maj 2022.",
     "Fråga efter behov i februari 2021-02-28; Lägga fram ett förslag i maj 2022 2022-05-31; "},
    {"Svara senast 31 mars", "Svara senast 31 mars 2021-03-31; "},
    {"Svara senast den 15 jan. 2022.", "Svara senast den 15 jan. 2022 2022-01-15; "},
    {"Klart 2021-09-30.", "Klart 2021-09-30 2021-09-30; "},
    {"Besök mars–maj", "Besök mars–maj 2021-05-31; "},
    {"Klart före juni.", "Klart före juni 2021-05-31; "},
    {"Klart innan den 15 maj", "Klart innan den 15 maj 2021-05-14; "},
    {"Från och med april skickas brev", "Från och med april skickas brev; "},
    {"Kampanj efter mars", "Kampanj efter mars; "},
    {"Besök fr.o.m. 15 mars", "Besök fr.o.m. 15 mars; "},
    {"Besök från 1 mars till 30 april", "Besök från 1 mars till 30 april 2021-04-30; "},
    {"Jan håller i mötet. Dela med oss av vår kunskap.",
     "Jan håller i mötet; Dela med oss av vår kunskap; "},
    {"", ""},
    {" . . ", ""},
};

static const char *steps_text(Arena *arena, const Activity *activity) {
    g_autoptr(GString) text = g_string_new(NULL);
    for (size_t i = 0; i < activity->n_steps; i++) {
        const ActivityStep *step = &activity->steps[i];
        g_string_append_printf(text, step->is_optional ? "(%s)" : "%s", step->title);
        if (date_is_set(step->due_on))
            g_string_append_printf(text, " %s", date_iso(arena, step->due_on));
        g_string_append(text, "; ");
    }
    return arena_strdup(arena, text->str);
}

static void test_steps(gconstpointer data) {
    const Case *expected = data;
    g_autoptr(Arena) arena = arena_new();
    Activity activity = understood(arena, jonkoping, COLUMN_IMPLEMENTATION, expected->text);
    g_assert_cmpstr(steps_text(arena, &activity), ==, expected->expected);
}

/* ---- parties ---- */

typedef struct {
    const char *collaboration, *text, *expected;
} PartyCase;

static const PartyCase party_cases[] = {
    {"jonkoping", "Länets kommuner", "all; "},
    {"jonkoping", "Länets kommuner.", "all; "},
    {"jonkoping", "Kommunerna i länet, Miljösamverkan", "all; "},
    {"jonkoping", "alla kommuner", "all; "},
    {"jonkoping", "Samtliga 13 kommuner", "all; "},
    {"jonkoping", "Länets kommuner, Länsstyrelsen", "all; lansstyrelsen; "},
    {"jonkoping", "Länets kommuner och Länsstyrelsen. Vetlanda kommun är värdkommun.",
     "all; lansstyrelsen; "},
    {"jonkoping", "Länets kommuner och Länsstyrelsen. kommun är värdkommun.",
     "all; lansstyrelsen; "},
    {"jonkoping", "Länets kommuner, Länsstyrelsen, Kommunal utveckling",
     "all; lansstyrelsen; kommunal-utveckling; "},
    {"jonkoping", "Länsstyrelsen, åklagare, polis Miljösamverkan och Jönköpings kommun",
     "lansstyrelsen; aklagarmyndigheten; polisen; jonkoping; "},
    {"jonkoping", "Miljösamverkan, Regionens Folkhälsa, Miljömedicin och Trafikverket",
     "folkhalsa; miljomedicin; trafikverket; "},
    {"jonkoping",
     "Övriga regionala miljösamverkansorganisationer i landet och Miljösamverkan Sverige",
     "ovriga-miljosamverkan; miljosamverkan-sverige; "},
    {"jonkoping", "Övriga regionala miljösamverkan i landet och Miljösamverkan Sverige",
     "ovriga-miljosamverkan; miljosamverkan-sverige; "},
    {"jonkoping", "Aneby, Eksjö kommun och Gislaved kommun", "aneby; eksjo; gislaved; "},
    {"jonkoping", "Gislaveds kommun/Gnosjö", "gislaved; gnosjo; "},
    {"jonkoping", "Alla kommuner utom Aneby och Habo",
     "eksjo; gislaved; gnosjo; jonkoping; mullsjo; nassjo; savsjo; tranas; vaggeryd; vetlanda; "
     "varnamo; "},
    {"jonkoping", "Länets kommuner, Aneby", "all; "},
    {"jonkoping", "Länets kommuner, Länsstyrelsen (tillsynsvägledning)",
     "all; lansstyrelsen:guidance; "},
    {"jonkoping", "Länsstyrelsen med egen tillsyn, länets kommuner",
     "lansstyrelsen:own_supervision; all; "},
    {"jonkoping", "Länsstyrelsen som tillsynsvägledare och i sin egen tillsyn",
     "lansstyrelsen:own_supervision; "},
    {"jonkoping", "Länets kommuner (egen tillsyn), Länsstyrelsen", "all; lansstyrelsen; "},
    {"jonkoping", "Alla parter", "all; lansstyrelsen; region-jonkoping; "},
    {"jonkoping", "Miljömyndigheterna i länet", ""},
    {"jonkoping", "Alla tre, Länsstyrelsen", "lansstyrelsen; "},
    {"jonkoping", "", ""},
    {"stockholm", "Alla miljökontor", "all; "},
    {"stockholm", "Solna, Sundbyberg, Stockholm, Nacka", "solna; sundbyberg; stockholm; nacka; "},
    {"stockholm", "Södertörn, Norrtälje", "haninge; nynashamn; tyreso; norrtalje; "},
    {"stockholm", "Upplands-Bro, Upplands Väsby", "upplands-bro; upplands-vasby; "},
    {"kronoberg-blekinge", "Alla kommuner, Länsstyrelserna",
     "all; lansstyrelsen-kronoberg; lansstyrelsen-blekinge; "},
    {"kronoberg-blekinge", "Byggkontoren, Länsstyrelsen Blekinge", "all; lansstyrelsen-blekinge; "},
};

static const char *parties_text(Arena *arena, const Rules *rules, const Activity *activity) {
    g_autoptr(GString) text = g_string_new(NULL);
    for (size_t i = 0; i < activity->n_parties; i++) {
        const ActivityParty *party = &activity->parties[i];
        const Rule *rule = rules_get(rules, party->party);
        g_string_append(text, rule == NULL ? "all" : rule->key);
        if (strcmp(party->role, "takes_part") != 0)
            g_string_append_printf(text, ":%s", party->role);
        g_string_append(text, "; ");
    }
    return arena_strdup(arena, text->str);
}

static void test_parties(gconstpointer data) {
    const PartyCase *expected = data;
    g_autoptr(Arena) arena = arena_new();
    Activity activity = understood(arena, expected->collaboration, COLUMN_PARTIES, expected->text);
    g_assert_cmpstr(parties_text(arena, rules_sample(arena, expected->collaboration), &activity),
                    ==, expected->expected);
}

/* ---- effect goals ---- */

#define MEASURE_6                                                                                    \
    "Åtgärd nr 6 i avsnittet \"Ingen övergödning\" i åtgärdsprogrammet \"Vattnets miljömål " \
    "2017-2021\""

static const Case goal_cases[] = {
    {"Skyddande ozonskikt ", "national 5; "},
    {"God bebyggd miljö.", "national 15; "},
    {"Grundvatten av god kvalitet, Levande sjöar och vattendrag, giffri miljö",
     "national 9; national 8; other giffri miljö; "},
    {"Dricksvatten av god kvalitet, God bebyggd miljö, Giffri miljö",
     "other Dricksvatten av god kvalitet; national 15; other Giffri miljö; "},
    {"Giffrfri miljö, God bebyggd miljö", "other Giffrfri miljö; national 15; "},
    {"God bebyggd miljö, giftrfri miljö", "national 15; other giftrfri miljö; "},
    {"Giftfri miljö, 12 Hållbar konsumtion och produktion", "national 4; global 12; "},
    {"Hållbar industri, innovationer och infrastruktur, Frisk luft", "global 9; national 2; "},
    {"Frisk luft och Giftfri miljö", "national 2; national 4; "},
    {"Hållbar industri, innovationer och infrastruktur och Frisk luft", "global 9; national 2; "},
    {"Giftfri miljö; Frisk luft\nMål 3: God hälsa och välbefinnande",
     "national 4; national 2; global 3; "},
    {"Frisk luft. Giftfri miljö.", "national 2; national 4; "},
    {"Miljömål: Frisk luft, Globala mål: Ingen hunger", "national 2; global 2; "},
    {"Frisk luft, frisk luft", "national 2; "},
    {"Flertalet", "most; "},
    {"flertalet miljömål", "most; "},
    {"Flertalet av miljömålen", "most; "},
    {"Flerpart", "other Flerpart; "},
    {MEASURE_6, "measure " MEASURE_6 "; "},
    {MEASURE_6 ", Giftfri miljö, Frisk luft", "measure " MEASURE_6 "; national 4; national 2; "},
    {"Åtgärd 5, Ingen övergödning, Vattnets miljömål 2017-2021",
     "measure Åtgärd 5, Ingen övergödning, Vattnets miljömål 2017-2021; "},
    {"Åtgärd nr. 99 i något annat program", "measure Åtgärd nr. 99 i något annat program; "},
    {"", ""},
    {" , ; ", ""},
};

static const char *goals_text(Arena *arena, const Activity *activity) {
    g_autoptr(GString) text = g_string_new(NULL);
    for (size_t i = 0; i < activity->n_goals; i++) {
        const ActivityGoal *goal = &activity->goals[i];
        g_string_append(text, goal->kind);
        if (goal->number > 0)
            g_string_append_printf(text, " %d", (int)goal->number);
        g_string_append_printf(text, "%s%s; ", goal->title[0] == '\0' ? "" : " ", goal->title);
    }
    return arena_strdup(arena, text->str);
}

static void test_goals(gconstpointer data) {
    const Case *expected = data;
    g_autoptr(Arena) arena = arena_new();
    Activity activity = understood(arena, jonkoping, COLUMN_EFFECT_GOALS, expected->text);
    g_assert_cmpstr(goals_text(arena, &activity), ==, expected->expected);
}

/* Every goal by its name, alone and all of them in one cell. */
static void test_all_goals(void) {
    g_autoptr(Arena) arena = arena_new();
    g_autoptr(GString) cell = g_string_new(NULL), expected = g_string_new(NULL);
    for (GoalKind kind = GOAL_NATIONAL; kind <= GOAL_GLOBAL; kind++) {
        size_t n;
        const Goal *goals = goals_of_kind(kind, &n);
        for (size_t i = 0; i < n; i++) {
            g_string_append_printf(cell, "%s, ", goals[i].name);
            g_string_append_printf(expected, "%s %d; ",
                                   kind == GOAL_NATIONAL ? "national" : "global", goals[i].number);
        }
    }
    Activity activity = understood(arena, jonkoping, COLUMN_EFFECT_GOALS, cell->str);
    g_assert_cmpstr(goals_text(arena, &activity), ==, expected->str);
}

/* ---- responsibility and host ---- */

typedef struct {
    const char *text, *expected, *host;
} ResponsibleCase;

static const ResponsibleCase responsible_cases[] = {
    {"Länssamordnaren", "whole Länssamordnaren; ", ""},
    {"Länssamordnaren ihop med projektgruppen.", "whole Länssamordnaren ihop med projektgruppen; ",
     ""},
    {"Länssamordnaren står för det praktiska och Länsstyrelsen och kommunerna för innehållet.",
     "practical Länssamordnaren; content Länsstyrelsen och kommunerna; ", ""},
    {"Länssamordnaren står för det praktiska och kommunerna för innehållet.",
     "practical Länssamordnaren; content kommunerna; ", ""},
    {"Länssamordnaren står för samordningen. Länsstyrelsen för innehåll ihop med inspel från "
     "värdkommunen.",
     "practical Länssamordnaren; content Länsstyrelsen ihop med inspel från värdkommunen; ", ""},
    {"Miljösamverkan står för samordning, Länsstyrelsen och kommunerna för innehållet.",
     "practical Miljösamverkan; content Länsstyrelsen och kommunerna; ", ""},
    {"Länssamordnaren ordnar det praktiska, Länsstyrelsen och kommunerna innehållet.",
     "practical Länssamordnaren; content Länsstyrelsen och kommunerna; ", ""},
    {"Länssamordnaren samordnar. Länsstyrelsen ansvarar för innehållet, värdkommunen bidrar.",
     "practical Länssamordnaren; content Länsstyrelsen; whole värdkommunen bidrar; ", ""},
    {"Storumans kommun ansvarar för innehållet, samordnaren för det praktiska.",
     "content Storumans kommun; practical samordnaren; ", ""},
    {"Länsstyrelsen sammankallande", "convener Länsstyrelsen; ", ""},
    {"Sammankallande: Länsstyrelsen", "convener Länsstyrelsen; ", ""},
    {"Innehåll: Länsstyrelsen, praktiskt ordnar Vetlanda",
     "content Länsstyrelsen; whole praktiskt ordnar Vetlanda; ", ""},
    {"Länsstyrelsen kallar till mötena, kommunerna står för innehållet",
     "convener Länsstyrelsen; content kommunerna; ", ""},
    {"Kommunerna lägger in sina nyckeltal. Länssamordnaren samordnar och ordnar ett "
     "diskussionstillfälle.",
     "whole Kommunerna lägger in sina nyckeltal; practical Länssamordnaren; ", ""},
    {"Kommunerna lämnar värden. Länssamordnaren håller ihop arbetet och bjuder in till samtalet.",
     "whole Kommunerna lämnar värden; practical Länssamordnaren; convener Länssamordnaren; ", ""},
    {"Olika miljösamverkan värd för mötena och då också sammankallande.",
     "host Olika miljösamverkan; convener Olika miljösamverkan; ", ""},
    {"Olika miljösamverkansvärd för mötena och då också sammankallande.",
     "convener Olika miljösamverkansvärd för mötena; ", ""},
    {"Den samverkan som är värd kallar.", "host Den samverkan; convener Den samverkan; ", ""},
    {"Samordnaren ordnar det praktiska, Vetlanda kommun är värd.",
     "practical Samordnaren; host Vetlanda kommun; ", "chosen vetlanda"},
    {"Kommunerna turas om att vara värd.", "host Kommunerna; ", ""},
    {"Leds av Miljökontoret i Solna", "whole Leds av Miljökontoret i Solna; ", ""},
    {"Projektledare: Alvesta kommun", "whole Projektledare: Alvesta kommun; ", ""},
    {"Samordnaren", "whole Samordnaren; ", ""},
    {"Ej utsett", "whole Ej utsett; ", ""},
    {"", "", ""},
    {"Innehållet", "whole Innehållet; ", ""},
};

static const char *responsibilities_text(Arena *arena, const Activity *activity) {
    g_autoptr(GString) text = g_string_new(NULL);
    for (size_t i = 0; i < activity->n_responsibilities; i++)
        g_string_append_printf(text, "%s %s; ", activity->responsibilities[i].kind,
                               activity->responsibilities[i].title);
    return arena_strdup(arena, text->str);
}

static const char *host_text(Arena *arena, const Rules *rules, const Activity *activity) {
    const Rule *rule = rules_get(rules, activity->host_element);
    return rule == NULL ? activity->host : arena_printf(arena, "%s %s", activity->host, rule->key);
}

static void test_responsible(gconstpointer data) {
    const ResponsibleCase *expected = data;
    g_autoptr(Arena) arena = arena_new();
    Activity activity = understood(arena, jonkoping, COLUMN_RESPONSIBLE, expected->text);
    g_assert_cmpstr(responsibilities_text(arena, &activity), ==, expected->expected);
    g_assert_cmpstr(host_text(arena, rules_sample(arena, jonkoping), &activity), ==,
                    expected->host);
}

static const Case host_cases[] = {
    {"Länets kommuner och Länsstyrelsen. Vetlanda kommun är värdkommun.", "chosen vetlanda"},
    {"Länets kommuner och Länsstyrelsen. Vetlanda kommun är värd.", "chosen vetlanda"},
    {"Länets kommuner och Länsstyrelsen. kommun är värdkommun.", "open"},
    {"Länets kommuner och Länsstyrelsen. kommun är värd.", "open"},
    {"Värdkommun: Gislaved", "chosen gislaved"},
    {"Länets kommuner. Värdkommun: ej utsedd", "open"},
    {"Länets kommuner, Aneby är värd", "chosen aneby"},
    {"Länets kommuner", ""},
    {"Inspel från värdkommunen", ""},
};

static void test_host(gconstpointer data) {
    const Case *expected = data;
    g_autoptr(Arena) arena = arena_new();
    Activity activity = understood(arena, jonkoping, COLUMN_PARTIES, expected->text);
    g_assert_cmpstr(host_text(arena, rules_sample(arena, jonkoping), &activity), ==,
                    expected->expected);
    g_assert_cmpint(strcmp(activity.host, "chosen") == 0, ==, id_is_set(activity.host_element));
}

/* ---- notes ---- */

typedef struct {
    ActivityColumn column;
    const char *text, *expected;
} NoteCase;

static const NoteCase note_cases[] = {
    {COLUMN_EFFECT_GOALS, "Giffri miljö",
     "”Giffri miljö” är inget av målen. Menas ”Giftfri miljö”?"},
    {COLUMN_EFFECT_GOALS, "Dricksvatten av god kvalitet",
     "varken miljökvalitetsmål eller globalt mål"},
    {COLUMN_EFFECT_GOALS, "Åtgärd nr 99 i Annat program",
     "finns inte bland samverkans åtgärdsprogram"},
    {COLUMN_EFFECT_GOALS, "Giftfri miljö, Flertalet", NULL},
    {COLUMN_PARTIES, "Miljömyndigheterna i länet",
     "”Miljömyndigheterna” är ingen av samverkans parter"},
    {COLUMN_PARTIES, "Lännstyrelsen", "Menas ”Länsstyrelsen”?"},
    {COLUMN_PARTIES, "Länets kommuner och Länsstyrelsen. Vetlanda kommun är värdkommun.", NULL},
    {COLUMN_TIME, "Vid behov", "Tiden ”Vid behov” går inte att räkna ut"},
    {COLUMN_TIME, "våren 2021", NULL},
};

static void test_notes(gconstpointer data) {
    const NoteCase *expected = data;
    g_autoptr(Arena) arena = arena_new();
    UnderstandingNotes notes;
    Activity activity = understood(arena, jonkoping, expected->column, expected->text);
    understanding_notes(arena, rules_sample(arena, jonkoping), 2021, &activity, &notes);
    g_assert_cmpint(notes.n, ==, expected->expected != NULL);
    if (notes.n == 0)
        return;
    g_assert_cmpint(notes.rows[0].column, ==, expected->column);
    if (strstr(notes.rows[0].text, expected->expected) == NULL)
        g_assert_cmpstr(notes.rows[0].text, ==, expected->expected);
}

/* Who has chosen parties by hand is not told about the words that were not understood. */
static void test_no_notes_of_what_was_chosen(void) {
    g_autoptr(Arena) arena = arena_new();
    UnderstandingNotes notes;
    Activity activity = understood(arena, jonkoping, COLUMN_PARTIES, "Miljömyndigheterna i länet");
    ActivityParty chosen = {.role = "takes_part"};
    activity.parties = &chosen;
    activity.n_parties = 1;
    understanding_notes(arena, rules_sample(arena, jonkoping), 2021, &activity, &notes);
    g_assert_cmpint(notes.n, ==, 0);
}

/* ---- limits ---- */

static void test_limits(void) {
    g_autoptr(Arena) arena = arena_new();
    g_autoptr(GString) text = g_string_new(NULL);
    for (int i = 0; i < 400; i++)
        g_string_append_printf(text, "Minst %d besök per kommun. ", i + 1);
    Activity activity = understood(arena, jonkoping, COLUMN_GOAL, text->str);
    g_assert_cmpint(activity.n_targets, ==, 12);
    activity = understood(arena, jonkoping, COLUMN_IMPLEMENTATION, text->str);
    g_assert_cmpint(activity.n_steps, ==, 60);
    UnderstandingNotes notes;
    understanding_notes(arena, rules_sample(arena, jonkoping), 2021, &activity, &notes);
    g_assert_cmpint(notes.n, ==, 1);
    g_string_truncate(text, 0);
    while (g_utf8_strlen(text->str, -1) < 5000)
        g_string_append(text, "ordförrådsökning ");
    activity = understood(arena, jonkoping, COLUMN_IMPLEMENTATION, text->str);
    g_assert_cmpint(activity.n_steps, ==, 1);
    g_assert_cmpint(g_utf8_strlen(activity.steps[0].title, -1), <=, 500);
    g_assert_true(g_str_has_suffix(activity.steps[0].title, " …"));
}

/* ---- the published plan ---- */

static const char seed[] = "../shared/seeds/004_cf9b1f122b977657.txt";

typedef struct {
    size_t rows, all_kommuner, participation, visits, inspectors, optional, most, measures,
        national, hosts, open, split, recurring;
} Counts;

static bool has_kind(const ActivityTarget *targets, size_t n, const char *kind) {
    for (size_t i = 0; i < n; i++)
        if (strcmp(targets[i].kind, kind) == 0)
            return true;
    return false;
}

static void count(Counts *counts, const Activity *activity) {
    counts->rows++;
    counts->all_kommuner += activity->n_parties > 0 && !id_is_set(activity->parties[0].party);
    counts->participation += has_kind(activity->targets, activity->n_targets, "participation");
    counts->visits += has_kind(activity->targets, activity->n_targets, "visits_each");
    counts->inspectors += has_kind(activity->targets, activity->n_targets, "inspectors");
    for (size_t i = 0; i < activity->n_steps; i++)
        counts->optional += activity->steps[i].is_optional;
    for (size_t i = 0; i < activity->n_goals; i++) {
        counts->most += strcmp(activity->goals[i].kind, "most") == 0;
        counts->measures += strcmp(activity->goals[i].kind, "measure") == 0;
        counts->national += strcmp(activity->goals[i].kind, "national") == 0;
    }
    counts->hosts += strcmp(activity->host, "chosen") == 0;
    counts->open += strcmp(activity->host, "open") == 0;
    counts->split += activity->n_responsibilities > 1;
    counts->recurring += activity->is_recurring;
}

/* Every row of seven cells with a time, as it stands in the file (two are cut by a page and have
 * their rest on a row of its own, without a time). */
static void test_published_plan(void) {
    g_autofree char *text = NULL;
    if (!g_file_get_contents(seed, &text, NULL, NULL)) {
        g_test_skip("the published plan is not here");
        return;
    }
    g_autoptr(Arena) arena = arena_new();
    const Rules *rules = rules_sample(arena, jonkoping);
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    Counts counts = {0};
    const Names *names = names_of_rules(arena, rules);
    for (size_t i = 0; lines[i] != NULL; i++) {
        g_auto(GStrv) cells = g_strsplit(lines[i], "\t", -1);
        if (g_strv_length(cells) != 7 || cells[3][0] == '\0' || strcmp(cells[0], "AKTIVITET") == 0)
            continue;
        Activity activity = {.host = ""};
        for (int column = 0; column < N_ACTIVITY_COLUMNS; column++)
            activity.cells[column] = g_strstrip(cells[column]);
        activity_understand(arena, names, 2021, &activity);
        count(&counts, &activity);
    }
    g_assert_cmpint(counts.rows, ==, 49);
    g_assert_cmpint(counts.all_kommuner, ==, 41);
    g_assert_cmpint(counts.participation, ==, 4);
    g_assert_cmpint(counts.visits, ==, 1);
    g_assert_cmpint(counts.inspectors, ==, 7);
    g_assert_cmpint(counts.optional, ==, 1);
    g_assert_cmpint(counts.most, ==, 10);
    g_assert_cmpint(counts.measures, ==, 4);
    g_assert_cmpint(counts.national, ==, 10);
    g_assert_cmpint(counts.hosts, ==, 1);
    g_assert_cmpint(counts.open, ==, 1);
    g_assert_cmpint(counts.split, ==, 13);
    g_assert_cmpint(counts.recurring, ==, 16);
}

static void add_case(const char *group, size_t i, const char *text, gconstpointer data,
                     GTestDataFunc test) {
    g_autofree char *name = g_strdup_printf("/understanding/%s/%zu %.40s", group, i + 1, text);
    g_autofree char *valid = g_utf8_make_valid(name, -1);
    for (char *c = valid + strlen("/understanding/") + strlen(group) + 1; *c != '\0'; c++)
        if (*c == '/' || *c == '\n')
            *c = ':';
    g_test_add_data_func(valid, data, test);
}

#define ADD_CASES(group, cases, test)                                                              \
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)                                               \
    add_case(group, i, cases[i].text, &cases[i], test)

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    ADD_CASES("targets", target_cases, test_targets);
    ADD_CASES("steps", step_cases, test_steps);
    ADD_CASES("parties", party_cases, test_parties);
    ADD_CASES("goals", goal_cases, test_goals);
    ADD_CASES("responsible", responsible_cases, test_responsible);
    ADD_CASES("host", host_cases, test_host);
    ADD_CASES("notes", note_cases, test_notes);
    g_test_add_func("/understanding/targets of implementation", test_targets_of_implementation);
    g_test_add_func("/understanding/all goals", test_all_goals);
    g_test_add_func("/understanding/no notes of what was chosen", test_no_notes_of_what_was_chosen);
    g_test_add_func("/understanding/limits", test_limits);
    g_test_add_func("/understanding/published plan", test_published_plan);
    return g_test_run();
}
