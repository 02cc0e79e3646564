#include "modules/home/gathering.h"

/* What a collaboration that is being set up still lacks, in the order in which it is best done. */

typedef struct {
    const char *title, *more, *button, *path; /* msgids; path below the collaboration's */
} SetupStep;

static const SetupStep file_step = {N_("Har ni reglerna i en fil?"),
                                    N_("Läs in den, så är allt klart utom personerna."),
                                    N_("Läs in"), "/settings/file"};

static const struct {
    ElementKind kind;
    SetupStep step;
} kinds[] = {
    {ELEMENT_PARTY,
     {N_("Lägg till parterna"), N_("Kommunerna, länsstyrelsen och regionen."), N_("Lägg till"),
      "/rules/party/new"}},
    {ELEMENT_COMMITTEE,
     {N_("Lägg till nämnderna"), N_("Varje kontor hör till en nämnd, så nämnderna kommer först."),
      N_("Lägg till"), "/rules/committee/new"}},
    {ELEMENT_OFFICE,
     {N_("Lägg till kontoren"), N_("Vilka kommuner och områden vart och ett arbetar med."),
      N_("Lägg till"), "/rules/office/new"}},
    {ELEMENT_BODY,
     {N_("Lägg till organen"), N_("Börja med det som fastställer planen, oftast styrgruppen."),
      N_("Lägg till"), "/rules/body/new"}},
    {ELEMENT_DOCUMENT,
     {N_("Bestäm vilka planer ni gör"),
      N_("Hur många år de gäller, vem som lämnar förslag, bereder och fastställer, och när."),
      N_("Lägg till"), "/rules/document/new"}},
    {ELEMENT_CATEGORY,
     {N_("Lägg till kategorierna"), N_("Rubrikerna som aktiviteterna står under i planen."),
      N_("Lägg till"), "/rules/category/new"}}};

static const SetupStep people_step = {
    N_("Läs in personerna"),
    N_("Från Excel eller CSV: namn, e-postadress, kontor och uppgift, som chef eller "
       "kontaktperson."),
    N_("Läs in"), "/directory/import"};
static const SetupStep seats_step = {N_("Sätt in ledamöterna i organen"),
                                     N_("Vilka som sitter där, och som vad."), N_("Öppna organen"),
                                     "/bodies"};
static const SetupStep access_step = {N_("Bjud in dem som ska logga in"),
                                      N_("Bara ni kan logga in än så länge."), N_("Bjud in"),
                                      "/access/invite"};

static bool has_primary(const Gathering *gathering) {
    for (size_t i = 0; i < gathering->n_setup; i++)
        if (gathering->setup[i].is_primary)
            return true;
    return false;
}

static void add_step(Gathering *gathering, const SetupStep *step) {
    gathering->setup[gathering->n_setup] =
        (HomeItem){.title = T_(step->title),
                   .more = T_(step->more),
                   .when = "",
                   .path = collaboration_path(gathering->request, "%s", step->path),
                   .button = T_(step->button),
                   .is_primary = step != &file_step && !has_primary(gathering)};
    gathering->n_setup++;
}

bool gather_setup(Gathering *gathering, const People *people, GError **error) {
    const Request *request = gathering->request;
    const Member *members;
    size_t n_members;
    if (!session_may(request->session, MAY_EDIT_RULES))
        return true;
    if (!members_of(request->db, request->arena, request->collaboration, &members, &n_members,
                    error))
        return false;
    if (rules_count(gathering->rules, ELEMENT_PARTY) == 0)
        add_step(gathering, &file_step);
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++)
        if (rules_count(gathering->rules, kinds[i].kind) == 0)
            add_step(gathering, &kinds[i].step);
    if (people->n == 0)
        add_step(gathering, &people_step);
    else if (people->n_seats == 0)
        add_step(gathering, &seats_step);
    if (n_members == 1)
        add_step(gathering, &access_step);
    return true;
}
