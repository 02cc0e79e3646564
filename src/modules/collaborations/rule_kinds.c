#include "modules/collaborations/rule_kinds.h"

#include "web/translate.h"

#include <string.h>

static const FormChoice fields[] = {
    {"environment", N_("miljö")}, {"building", N_("bygg")}, {"food", N_("livsmedel")}, {0}};

static const FormChoice coordinator_forms[] = {
    {"employed", N_("anställd")}, {"bought", N_("köpt tjänst")}, {0}};

static const FormChoice party_kinds[] = {
    {"municipality", N_("kommun")}, {"county_board", N_("länsstyrelse")},
    {"region", N_("region")},       {"association", N_("kommunförbund")},
    {"other", N_("annan")},         {0}};

static const FormChoice office_forms[] = {{"own", N_("kommunens eget kontor")},
                                          {"joint_committee", N_("gemensam nämnd")},
                                          {"municipal_association", N_("kommunalförbund")},
                                          {0}};

static const FormChoice body_kinds[] = {{"steering_group", N_("styrgrupp")},
                                        {"preparatory_group", N_("beredningsgrupp")},
                                        {"support_group", N_("stödgrupp")},
                                        {"collaboration_group", N_("samverkansgrupp")},
                                        {"working_group", N_("arbetsgrupp")},
                                        {"project_group", N_("projektgrupp")},
                                        {"network", N_("nätverk")},
                                        {"presidium", N_("presidium")},
                                        {"contact_persons", N_("kontaktpersoner")},
                                        {"political", N_("politiskt organ")},
                                        {"external", N_("extern grupp")},
                                        {0}};

static const FormChoice document_kinds[] = {{"plan", N_("verksamhetsplan")},
                                            {"areas", N_("samverkansområden")},
                                            {"activity_plan", N_("aktivitetsplan")},
                                            {"calendar", N_("kalendarium")},
                                            {"budget", N_("budget")},
                                            {0}};

static const FormChoice year_statuses[] = {{"fixed", N_("fastställt")},
                                           {"preliminary", N_("preliminärt")},
                                           {"bank", N_("förslagsbank")},
                                           {0}};

static const FormChoice contents[] = {
    {"activities", N_("aktiviteter")}, {"text", N_("text")}, {"table", N_("tabell")}, {0}};

static const FormChoice deadline_years[] = {{"before", N_("året innan den börjar gälla")},
                                            {"same", N_("samma år som den börjar gälla")},
                                            {0}};

static const FormChoice proposers[] = {
    {"offices", N_("kontoren")},        {"county_board", N_("Länsstyrelsen")},
    {"region", N_("regionen")},         {"preparers", N_("de som bereder")},
    {"coordinator", N_("samordnaren")}, {0}};

static const FormChoice respondents[] = {{"offices", N_("kontoren")},
                                         {"county_board", N_("Länsstyrelsen")},
                                         {"region", N_("regionen")},
                                         {0}};

static const FormChoice category_kinds[] = {{"supervision", N_("tillsyn")},
                                            {"guidance", N_("handläggarstöd")},
                                            {"training", N_("utbildning")},
                                            {"development", N_("utveckling")},
                                            {"meetings", N_("träffar")},
                                            {"governance", N_("styrning")},
                                            {"communication", N_("kommunikation")},
                                            {"other", N_("annat")},
                                            {0}};

static const RuleKey collaboration_keys[] = {
    {"name", N_("Namn i adressen"), KEY_NAME, true},
    {"title", N_("Namn"), KEY_TEXT, true},
    {"short", N_("Kort namn"), KEY_TEXT, true},
    {"since", N_("Började"), KEY_YEAR},
    {"purpose", N_("Syfte"), KEY_LONG_TEXT},
    {"fields", N_("Områden"), KEY_CHOICES, true, .choices = fields},
    {"counties", N_("Län"), KEY_COUNTIES, true},
    {"coordinator_title", N_("Samordnaren kallas"), KEY_TEXT, true},
    {"coordinator_share", N_("Samordnarens andel av heltid"), KEY_PERCENT},
    {"coordinator_form", N_("Samordnaren är"), KEY_CHOICE, .choices = coordinator_forms},
    {"dormant_from", N_("Vilande från"), KEY_DATE},
    {0}};

static const RuleKey principal_keys[] = {
    {"party", N_("Part"), KEY_REFERENCE, true, .kind = ELEMENT_PARTY}, {0}};

static const RuleKey party_keys[] = {
    {"kind", N_("Slag"), KEY_CHOICE, true, .choices = party_kinds},
    {"code", N_("Kod hos SCB"), KEY_CODE},
    {"title", N_("Namn"), KEY_TEXT, true},
    {"short", N_("Kort namn"), KEY_TEXT},
    {"also_named", N_("Kallas också"), KEY_TEXTS},
    {"part_of", N_("Del av"), KEY_REFERENCE, .kind = ELEMENT_PARTY},
    {"external", N_("Deltar utan att vara part"), KEY_TRUTH},
    {0}};

static const RuleKey committee_keys[] = {
    {"title", N_("Namn"), KEY_TEXT, true},
    {"municipalities", N_("Kommuner"), KEY_MUNICIPALITIES, true},
    {"fields", N_("Områden"), KEY_CHOICES, true, .choices = fields},
    {"term", N_("Mandatperiod"), KEY_TERM},
    {0}};

static const RuleKey office_keys[] = {
    {"title", N_("Namn"), KEY_TEXT, true},
    {"short", N_("Kort namn"), KEY_TEXT, true},
    {"municipalities", N_("Kommuner"), KEY_MUNICIPALITIES, true},
    {"fields", N_("Områden"), KEY_CHOICES, true, .choices = fields},
    {"committee", N_("Nämnd"), KEY_REFERENCE, true, .kind = ELEMENT_COMMITTEE},
    {"form", N_("Organisation"), KEY_CHOICE, true, .choices = office_forms},
    {0}};

static const RuleKey body_keys[] = {
    {"kind", N_("Slag"), KEY_CHOICE, true, .choices = body_kinds},
    {"title", N_("Namn"), KEY_TEXT, true},
    {"short", N_("Kort namn"), KEY_TEXT},
    {"purpose", N_("Syfte"), KEY_LONG_TEXT},
    {"goals", N_("Mål"), KEY_TEXTS},
    {"fields", N_("Områden"), KEY_CHOICES, .choices = fields},
    {"external", N_("Hör till någon annan"), KEY_TRUTH},
    {"convened_by", N_("Kallas av"), KEY_WHO},
    {"represented_by", N_("Företräds av"), KEY_WHOS},
    {"participants", N_("Deltagare"), KEY_REFERENCES, .kind = ELEMENT_PARTY},
    {"appointed_by", N_("Utses av"), KEY_REFERENCE, .kind = ELEMENT_BODY},
    {"mandate_decides", N_("Beslutar om"), KEY_TEXTS},
    {"mandate_prepares", N_("Bereder"), KEY_TEXTS},
    {"mandate_proposes", N_("Föreslår"), KEY_TEXTS},
    {"mandate_follows_up", N_("Följer upp"), KEY_TEXTS},
    {"seats", N_("Platser"), KEY_SEATS},
    {"seats_note", N_("Platser, med ord"), KEY_LONG_TEXT},
    {"chair", N_("Ordförande"), KEY_WHO},
    {"spokesperson", N_("Talesperson"), KEY_WHO},
    {"secretary", N_("Sekreterare"), KEY_WHO},
    {"rapporteur", N_("Föredragande"), KEY_WHO},
    {"convener", N_("Sammankallande"), KEY_WHO},
    {"meetings_prepared_by", N_("Mötena bereds av"), KEY_WHOS},
    {"meetings_per_year", N_("Möten per år"), KEY_FREQUENCY},
    {"meeting_windows", N_("Mötesperioder"), KEY_WINDOWS},
    {"meetings_note", N_("Möten, med ord"), KEY_LONG_TEXT},
    {0}};

static const RuleKey document_keys[] = {
    {"kind", N_("Slag"), KEY_CHOICE, true, .choices = document_kinds},
    {"title", N_("Namn"), KEY_TEXT, true},
    {"years", N_("Planår"), KEY_CHOICES, true, .choices = year_statuses},
    {"content", N_("Innehåll"), KEY_CHOICES, true, .choices = contents},
    {"adopted_by", N_("Fastställs av"), KEY_REFERENCE, true, .kind = ELEMENT_BODY},
    {"proposed_by", N_("Föreslås av"), KEY_REFERENCE, .kind = ELEMENT_BODY,
     .or_word = "coordinator"},
    {"deadline_month", N_("Senast i månaden"), KEY_MONTH},
    {"deadline_year", N_("Året"), KEY_CHOICE, .choices = deadline_years},
    {"builds_on", N_("Bygger på"), KEY_REFERENCE, .kind = ELEMENT_DOCUMENT},
    {"proposals_from", N_("Förslag lämnas av"), KEY_CHOICES, .choices = proposers},
    {"prepared_by", N_("Förslagen bereds av"), KEY_REFERENCE, .kind = ELEMENT_BODY,
     .or_word = "coordinator"},
    {"criteria", N_("Kriterier"), KEY_TEXTS},
    {"comments_from", N_("Synpunkter lämnas av"), KEY_CHOICES, .choices = respondents},
    {"collect_weeks", N_("Veckor för att lämna förslag"), KEY_WEEKS},
    {"prepare_weeks", N_("Veckor för beredning"), KEY_WEEKS},
    {"comment_weeks", N_("Veckor för synpunkter"), KEY_WEEKS},
    {"decide_weeks", N_("Veckor till beslut"), KEY_WEEKS},
    {"size_hours", N_("Timmar för storlek S, M och L"), KEY_SIZE_HOURS},
    {"meeting_before", N_("Träffas före beslutet"), KEY_REFERENCE, .kind = ELEMENT_BODY},
    {"shares_proposals", N_("Andra samverkansområden ser förslagens namn och vad det blev av dem"),
     KEY_TRUTH},
    {0}};

static const RuleKey category_keys[] = {
    {"document", N_("Dokument"), KEY_REFERENCE, true, .kind = ELEMENT_DOCUMENT},
    {"title", N_("Namn"), KEY_TEXT, true},
    {"kind", N_("Slag"), KEY_CHOICE, true, .choices = category_kinds},
    {0}};

static const RuleKey measure_keys[] = {{"programme", N_("Åtgärdsprogram"), KEY_TEXT, true},
                                       {"section", N_("Avsnitt"), KEY_TEXT},
                                       {"number", N_("Nummer"), KEY_TEXT, true},
                                       {"title", N_("Åtgärd"), KEY_TEXT},
                                       {0}};

const RuleKind rule_kinds[N_ELEMENT_KINDS] = {
    [ELEMENT_COLLABORATION] = {N_("Samverkan"), N_("Samverkan"), collaboration_keys, false},
    [ELEMENT_PRINCIPAL] = {N_("Huvudman"), N_("Huvudmän"), principal_keys, true},
    [ELEMENT_PARTY] = {N_("Part"), N_("Parter"), party_keys, true},
    [ELEMENT_COMMITTEE] = {N_("Nämnd"), N_("Nämnder"), committee_keys, true},
    [ELEMENT_OFFICE] = {N_("Kontor"), N_("Kontor"), office_keys, true},
    [ELEMENT_BODY] = {N_("Organ"), N_("Organ"), body_keys, true},
    [ELEMENT_DOCUMENT] = {N_("Dokument"), N_("Dokument"), document_keys, true},
    [ELEMENT_CATEGORY] = {N_("Kategori"), N_("Kategorier"), category_keys, true},
    [ELEMENT_MEASURE] = {N_("Åtgärd"), N_("Åtgärder"), measure_keys, true},
};

const RuleKey *rule_key(ElementKind kind, const char *name) {
    for (const RuleKey *key = rule_kinds[kind].keys; key->name != NULL; key++)
        if (strcmp(key->name, name) == 0)
            return key;
    return NULL;
}

const char *choice_label(const FormChoice *choices, const char *value) {
    for (; choices != NULL && choices->value != NULL; choices++)
        if (strcmp(choices->value, value) == 0)
            return choices->label;
    return value;
}

const char *rule_choice(const Rule *rule, const char *key) {
    const char *value = rule_text(rule, key);
    const RuleKey *described = rule_key(rule->kind, key);
    return described == NULL || value[0] == '\0' ? value : choice_label(described->choices, value);
}

bool is_who_word(const char *word) {
    static const char *const words[] = {"coordinator", "county_board", "chair",
                                        "municipality_member", "elected"};
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
        if (strcmp(words[i], word) == 0)
            return true;
    return false;
}
