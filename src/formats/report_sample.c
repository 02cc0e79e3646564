#include "formats/report_sample.h"

#include "formats/report_sample_activities.h"

static const char *const environment[] = {
    "Begränsad klimatpåverkan",    "Frisk luft",
    "Bara naturlig försurning",    "Giftfri miljö",
    "Skyddande ozonskikt",         "Säker strålmiljö",
    "Ingen övergödning",           "Levande sjöar och vattendrag",
    "Grundvatten av god kvalitet", "Hav i balans samt levande kust och skärgård",
    "Myllrande våtmarker",         "Levande skogar",
    "Ett rikt odlingslandskap",    "Storslagen fjällmiljö",
    "God bebyggd miljö",           "Ett rikt växt- och djurliv"};

static const char *const global[] = {"Ingen fattigdom",
                                     "Ingen hunger",
                                     "God hälsa och välbefinnande",
                                     "God utbildning för alla",
                                     "Jämställdhet",
                                     "Rent vatten och sanitet för alla",
                                     "Hållbar energi för alla",
                                     "Anständiga arbetsvillkor och ekonomisk tillväxt",
                                     "Hållbar industri, innovationer och infrastruktur",
                                     "Minskad ojämlikhet",
                                     "Hållbara städer och samhällen",
                                     "Hållbar konsumtion och produktion",
                                     "Bekämpa klimatförändringarna",
                                     "Hav och marina resurser",
                                     "Ekosystem och biologisk mångfald",
                                     "Fredliga och inkluderande samhällen",
                                     "Genomförande och globalt partnerskap"};

typedef struct Families {
    ReportGoalFamily *environment, *global;
} Families;

static const ReportColumn columns[] = {
    {"Aktivitet", 13.5, REPORT_COLUMN_NAME},  {"Aktivitetsmål", 25, REPORT_COLUMN_TEXT},
    {"Genomförande", 25, REPORT_COLUMN_TEXT}, {"Tid", 9.5, REPORT_COLUMN_TEXT},
    {"Ansvar", 13, REPORT_COLUMN_TEXT},       {"Samverkansparter", 13, REPORT_COLUMN_TEXT},
    {"Effektmål", 11.5, REPORT_COLUMN_TEXT},
};

static void add_title_page(Report *report) {
    static const char *const details[] = {"Kommunerna Ekeby, Granhult, Hasselfors, Lillsjö, "
                                          "Norrsjö, Sandarp, Tallberga, Västersund och Åby",
                                          "Länsstyrelsen i Sjölän · Region Sjölän"};
    report_title_page(report,
                      &(ReportTitlePage){.name = "Verksamhetsplan",
                                         .years = "2021–2023",
                                         .decision = "Fastställd av styrgruppen 9 juni 2020 § 14",
                                         .details = details,
                                         .n_details = G_N_ELEMENTS(details)});
}

static void add_chapters(Report *report) {
    report_heading(report, 1, "Om samverkan");
    report_paragraph(
        report,
        "Nio kommuner, Länsstyrelsen och Region Sjölän arbetar tillsammans med tillsyn enligt "
        "miljöbalken. Den som driver en verksamhet ska mötas av samma krav och samma bemötande "
        "var i länet den än ligger. Tillsammans hinner kontoren mer, lär av varandra och slipper "
        "ta fram samma underlag nio gånger.");
    report_paragraph(
        report,
        "Samarbetet började 2007. Planen omfattar det som görs gemensamt; varje nämnd beslutar "
        "själv om sin egen tillsyn.");
    report_heading(report, 2, "Styrning");
    report_paragraph(
        report, "Styrgruppen består av länets miljöchefer, en chef från Länsstyrelsen och en från "
                "regionen. Den beslutar om plan och budget och möts fyra gånger om året.");
    report_list_item(report,
                     "Beredningsgruppen, tre miljöchefer och Länsstyrelsen, förbereder ärendena.");
    report_list_item(
        report,
        "Varje kontor har en kontaktperson som samlar in behov och förankrar planen hemma.");
    report_list_item(report, "Länssamordnaren är anställd av regionen, leder arbetet och är "
                             "föredragande i styrgruppen.");
    report_heading(report, 2, "Så blir planen till");
    report_paragraph(
        report,
        "Kommunerna lämnar förslag under hösten. Beredningsgruppen prövar dem mot fyra kriterier "
        "och skickar listan till kontoren för synpunkter. Styrgruppen fastställer planen senast i "
        "juni, så att den hinner tas med i kontorens egna planer för året därpå.");
    report_paragraph(
        report,
        "Det första året är fastställt. Det andra är preliminärt och kan ändras om behoven gör "
        "det. Det tredje året är en bank med förslag som ännu inte fått plats.");
    report_heading(report, 3, "Kriterier");
    report_list_item(report, "Förslaget gör nytta för människors hälsa eller miljön.");
    report_list_item(report, "Minst hälften av kommunerna har behov av det.");
    report_list_item(report, "Det blir bättre eller billigare om det görs gemensamt.");
    report_list_item(report, "Ingen annan gör det redan.");
}

static void add_budget(Report *report) {
    static const ReportColumn budget[] = {{"", 3, REPORT_COLUMN_TEXT},
                                          {"Budget 2021 (tkr)", 1, REPORT_COLUMN_NUMBER}};
    static const char *const income[][2] = {
        {"Överskott från föregående år", "0"},
        {"Inbetalningar från kommuner, Länsstyrelsen och region", "1 090"},
        {"Avgifter för utbildningar", "75"}};
    static const char *const costs[][2] = {
        {"Lön och ersättningar till länssamordnaren", "905"},
        {"Lokal, it och administration", "110"},
        {"Utbildningar: föreläsare, lokaler, resor och förtäring vid träffar för handläggare",
         "90"},
        {"Resor och konferenser", "25"},
        {"Övrigt", "35"}};
    report_heading(report, 2, "Budget");
    report_paragraph(report,
                     "Budgeten ses över på styrgruppens första möte 2021, när bokslutet är klart.");
    report_table_begin(report, budget, 2, REPORT_TABLE_NARROW);
    report_band(report, "Intäkter");
    for (size_t i = 0; i < G_N_ELEMENTS(income); i++)
        report_row_of_texts(report, income[i]);
    report_total_row(report, (const char *const[]){"Summa intäkter", "1 165"});
    report_band(report, "Kostnader");
    for (size_t i = 0; i < G_N_ELEMENTS(costs); i++)
        report_row_of_texts(report, costs[i]);
    report_total_row(report, (const char *const[]){"Summa kostnader", "1 165"});
    report_total_row(report, (const char *const[]){"Överskott till nästa år", "0"});
    report_table_end(report);
}

static size_t collect_goals(Report *report, const Families *families,
                            const SampleActivity *activity, const ReportGoal *ret_goals[7]) {
    size_t n = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(activity->goals) && activity->goals[i] != 0; i++)
        ret_goals[n++] = report_goal(report, families->environment, activity->goals[i],
                                     environment[activity->goals[i] - 1]);
    for (size_t i = 0; i < G_N_ELEMENTS(activity->global_goals) && activity->global_goals[i] != 0;
         i++)
        ret_goals[n++] = report_goal(report, families->global, activity->global_goals[i],
                                     global[activity->global_goals[i] - 1]);
    return n;
}

/* Each round of the same activities gets an ending of its own. */
static const char *own(Report *report, const char *text, const char *ending, size_t round) {
    if (round == 0)
        return text;
    if (round == 1)
        return arena_printf(report->arena, "%s%s", text, ending);
    return arena_printf(report->arena, "%s%s %zu", text, ending, round + 1);
}

static void add_activity(Report *report, const Families *families, const SampleActivity *activity,
                         size_t round) {
    const ReportGoal *goals[7];
    ReportCell cells[] = {
        {.text = own(report, activity->title, ", fortsättning", round)},
        {.text = own(report, activity->goal, " Läget före arbetet är känt.", round)},
        {.text = own(report, activity->implementation, " Det som 2021 gav tas till vara.", round)},
        {.text = own(report, activity->time, " och 2022", round)},
        {.text = own(report, activity->responsible, ", samma som förra året", round)},
        {.text = own(report, activity->parties, ", Regionen", round)},
        {.text = activity->effect},
    };
    cells[6].n_goals = collect_goals(report, families, activity, goals);
    cells[6].goals = goals;
    report_row(report, cells);
}

/* A category's share of the activities; returns how many there were. */
static size_t add_category(Report *report, const Families *families, const SampleCategory *category,
                           size_t round, size_t left) {
    size_t n = 0;
    report_band(report, category->name);
    for (; n < left && category->activities[n].title != NULL; n++)
        add_activity(report, families, &category->activities[n], round);
    return n;
}

static void add_year(Report *report, const Families *families, int year, size_t n_activities) {
    report_section(report, REPORT_LANDSCAPE);
    report_heading(report, 1, arena_printf(report->arena, "Aktiviteter %d", year));
    if (year > 2021)
        report_paragraph(report, "Året är preliminärt. Det fastställs i juni 2021.");
    report_table_begin(report, columns, G_N_ELEMENTS(columns), REPORT_TABLE_BANDS_IN_CONTENTS);
    for (size_t round = 0, left = n_activities; left > 0; round++)
        for (size_t i = 0; i < G_N_ELEMENTS(sample_categories) && left > 0; i++)
            left -= add_category(report, families, &sample_categories[i],
                                 round + (year > 2021 ? 1 : 0), left);
    if (year > 2021) {
        report_band(report, "Omvärldsbevakning");
        report_text_row(report, "Inget är planerat ännu.");
    }
    report_table_end(report);
}

static void add_rest(Report *report) {
    static const ReportColumn national[] = {{"Aktivitet", 3, REPORT_COLUMN_NAME},
                                            {"Myndighet", 2, REPORT_COLUMN_TEXT}};
    report_section(report, REPORT_PORTRAIT);
    report_heading(report, 1, "Förslagsbank 2023");
    report_paragraph(report,
                     "Förslag som kommunerna lämnat och som ännu inte fått plats i planen.");
    report_heading(report, 2, "Hälsoskydd");
    report_list_item(report, "Boenden för tillfällig uthyrning");
    report_list_item(report, "Äldreboenden och värmebölja");
    report_list_item(report, "Solarier");
    report_heading(report, 2, "Miljöskydd");
    report_list_item(report, "Energihushållning i mindre verksamheter");
    report_list_item(report, "Täkter: efterbehandling och kontrollprogram");
    report_list_item(report, "Massor från schakt");
    report_heading(report, 1, "Nationella aktiviteter 2021");
    report_table_begin(report, national, 2, REPORT_TABLE_NARROW);
    report_row_of_texts(
        report, (const char *const[]){"Bekämpningsmedel i handeln", "Kemikalieinspektionen"});
    report_row_of_texts(report, (const char *const[]){"Hästgårdar", "Jordbruksverket"});
    report_row_of_texts(
        report, (const char *const[]){"Webbserie om badanläggningar", "Folkhälsomyndigheten"});
    report_table_end(report);
    report_note(report, "Listan bygger på vad myndigheterna meddelat till och med 1 maj 2020.");
    report_heading(report, 1, "Effektmål i planen");
    report_paragraph(report, "Numren i kolumnen Effektmål står för dessa mål.");
    report_legend(report);
}

Report *sample_plan(Arena *arena, size_t n_activities) {
    Report *report =
        report_new(arena, &(ReportInfo){
                              .collaboration = "Miljösamverkan Sjölän",
                              .title = "Verksamhetsplan 2021–2023",
                              .status = "Fastställd av styrgruppen 9 juni 2020 § 14 · version 1",
                              .subject = "Gemensam tillsyn i Sjölän 2021–2023",
                              .created = {1591704000},
                          });
    Families families = {
        .environment = report_goal_family(report, "Miljökvalitetsmål", REPORT_CHIP_FILLED),
        .global = report_goal_family(report, "Globala målen", REPORT_CHIP_OUTLINED)};
    add_title_page(report);
    report_contents(report, "Innehåll");
    report_section(report, REPORT_PORTRAIT);
    add_chapters(report);
    add_budget(report);
    add_year(report, &families, 2021, n_activities - n_activities / 2);
    add_year(report, &families, 2022, n_activities / 2);
    add_rest(report);
    return report;
}
