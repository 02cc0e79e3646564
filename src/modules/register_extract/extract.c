#include "modules/register_extract/register_extract.h"

#include "base/id.h"
#include "base/text.h"
#include "modules/register_extract/register_extract_sql.h"
#include "services/auth/attempts.h"
#include "web/translate.h"

/* What the queries are asked with. */
typedef struct {
    const ExtractSubject *subject;
    const char *folded;   /* the name, as texts are searched */
    const char *email;    /* where letters and logins are the subject's, or NULL */
    const char *attempts; /* as failed logins are counted */
} Question;

typedef struct {
    const SqlExtractRow *rows;
    size_t n;
} Answer;

/* The query of one part, asked with what it needs of the question. */
#define READER(part, Part, ...)                                                                    \
    static bool read_##part(Db *db, Arena *arena, const Question *q, Answer *ret,                  \
                            GError **error) {                                                      \
        SqlExtract##Part##Rows found;                                                              \
        SqlExtract##Part##In in = {__VA_ARGS__};                                                   \
        if (!sql_extract_##part(db, arena, &in, &found, error))                                    \
            return false;                                                                          \
        *ret = (Answer){found.rows, found.n};                                                      \
        return true;                                                                               \
    }
READER(person, Person, .collaboration = q->subject->collaboration, .person = q->subject->person)
READER(posts, Posts, .collaboration = q->subject->collaboration, .person = q->subject->person)
READER(seats, Seats, .collaboration = q->subject->collaboration, .person = q->subject->person)
READER(account, Account, .account = q->subject->account)
READER(roles, Roles, .collaboration = q->subject->collaboration, .account = q->subject->account)
READER(sessions, Sessions, .account = q->subject->account)
READER(attempts, Attempts, .key = q->attempts)
READER(letters, Letters, .account = q->subject->account, .email = q->email)
READER(links, Links, .collaboration = q->subject->collaboration, .person = q->subject->person,
       .email = q->subject->email)
READER(confirmations, Confirmations, .collaboration = q->subject->collaboration,
       .person = q->subject->person)
READER(uploads, Uploads, .collaboration = q->subject->collaboration, .account = q->subject->account)
READER(jobs, Jobs, .account = q->subject->account)
READER(versions, Versions, .collaboration = q->subject->collaboration,
       .account = q->subject->account)
READER(activities, Activities, .collaboration = q->subject->collaboration, .folded = q->folded)
READER(chapters, Chapters, .collaboration = q->subject->collaboration, .folded = q->folded)
READER(frozen, Frozen, .collaboration = q->subject->collaboration, .folded = q->folded)
READER(proposals, Proposals, .collaboration = q->subject->collaboration,
       .account = q->subject->account, .own = q->subject->is_own)
READER(named_proposals, NamedProposals, .collaboration = q->subject->collaboration,
       .folded = q->folded)
READER(discussions, Discussions, .collaboration = q->subject->collaboration,
       .account = q->subject->account)
READER(answers, Answers, .collaboration = q->subject->collaboration, .person = q->subject->person,
       .account = q->subject->account)
READER(registered, Registered, .collaboration = q->subject->collaboration,
       .account = q->subject->account)
READER(changes_of, ChangesOf, .collaboration = q->subject->collaboration,
       .account = q->subject->account)
READER(changes_about, ChangesAbout, .collaboration = q->subject->collaboration,
       .person = q->subject->person, .account = q->subject->account)

static const struct {
    ExtractPart part;
    bool (*read)(Db *db, Arena *arena, const Question *q, Answer *ret, GError **error);
} parts[] = {

    {{"person",
      N_("Personen"),
      N_("För att andra i samverkan ska hitta er."),
      {N_("Namn"), N_("E-post"), N_("Telefon"), N_("Anteckning")},
      {"name", "email", "phone", "note"}},
     read_person},

    {{"posts",
      N_("Befattningar"),
      N_("För att det ska synas var ni arbetar och med vad, nu och tidigare."),
      {N_("Plats"), N_("Befattning"), N_("Ämnen"), N_("Tid")},
      {"place", "function", "subjects", "period"}},
     read_posts},

    {{"seats",
      N_("Platser i organ"),
      N_("För att det ska synas vem som beslutar och bereder, nu och tidigare."),
      {N_("Organ"), N_("Roll"), N_("Tid")},
      {"body", "role", "period"}},
     read_seats},

    {{"account",
      N_("Konto"),
      N_("För att ni ska kunna logga in."),
      {N_("Namn"), N_("E-post"), N_("Inloggning"), N_("Läge")},
      {"name", "email", "login", "state"},
      N_("Skapat")},
     read_account},

    {{"roles",
      N_("Behörigheter"),
      N_("Vad ni får se och göra."),
      {N_("Samverkan"), N_("Roll"), N_("Sista dag")},
      {"collaboration", "role", "ends_on"}},
     read_roles},

    {{"sessions",
      N_("Inloggningar som gäller"),
      N_("För att ni ska slippa logga in på varje sida. De glöms när de har gått ut."),
      {N_("Hur"), N_("Webbläsare"), N_("Adress")},
      {"how", "browser", "address"},
      N_("Började")},
     read_sessions},

    {{"attempts",
      N_("Misslyckade inloggningar"),
      N_("För att ingen ska kunna gissa ert lösenord."),
      {N_("Antal")},
      {"failures"},
      N_("Den första")},
     read_attempts},
    {{"letters",
      N_("Brev"),
      N_("För att det ska synas om ett brev har kommit fram. De glöms efter 90 dagar."),
      {N_("Ämne"), N_("Till"), N_("Läge"), N_("Serverns svar")},
      {"subject", "email", "state", "answer"},
      N_("Skrivet")},
     read_letters},

    {{"links",
      N_("Länkar i brev"),
      N_("För att kontoret ska kunna svara utan att logga in."),
      {N_("Till vad"), N_("För"), N_("Skickad till"), N_("Kod skickad till")},
      {"kind", "element", "email", "code_email"},
      N_("Skickad")},
     read_links},

    {{"confirmations",
      N_("Genomgångar av telefonboken"),
      N_("För att uppgifterna om er ska stämma."),
      {N_("Svar"), N_("Kontor"), N_("Vad som ändrades")},
      {"outcome", "office", "said"},
      N_("När")},
     read_confirmations},

    {{"uploads",
      N_("Inlämnade filer"),
      N_("Filer som ni läser in, med planer eller personer."),
      {N_("Fil")},
      {"filename"},
      N_("Inlämnad")},
     read_uploads},

    {{"jobs",
      N_("Jobb"),
      N_("Det ni har bett Samsyn göra i bakgrunden."),
      {N_("Jobb"), N_("Läge"), N_("Resultat")},
      {"title", "state", "outcome"},
      N_("Begärt")},
     read_jobs},

    {{"versions",
      N_("Fastställanden som ni har skrivit in"),
      N_("Beslut är allmänna handlingar."),
      {N_("Plan"), N_("Version"), N_("Beslutad"), N_("Paragraf")},
      {"plan", "number", "adopted_on", "paragraph"},
      N_("Inskrivet")},
     read_versions},

    {{"activities",
      N_("Aktiviteter som nämner namnet"),
      N_("Någon har skrivit ert namn i planen."),
      {N_("Plan"), N_("Aktivitet"), N_("Ansvarig"), N_("Projektledare och grupp")},
      {"plan", "title", "responsible", "group"}},
     read_activities},

    {{"chapters",
      N_("Kapitel som nämner namnet"),
      N_("Någon har skrivit ert namn i planen."),
      {N_("Plan"), N_("Kapitel")},
      {"plan", "heading"}},
     read_chapters},

    {{"frozen",
      N_("Fastställda planer som nämner namnet"),
      N_("Det som är fastställt ändras inte i efterhand."),
      {N_("Plan"), N_("Version"), N_("Beslutad"), N_("Paragraf")},
      {"plan", "number", "adopted_on", "paragraph"},
      N_("Inskrivet")},
     read_frozen},

    {{"proposals",
      N_("Förslag som ni har skrivit"),
      N_("För att det ska synas vem på kontoret som började på förslaget och lämnade in det."),
      {N_("Omgång"), N_("Förslag")},
      {"round", "title"},
      N_("Påbörjat")},
     read_proposals},

    {{"named_proposals",
      N_("Förslag som nämner namnet"),
      N_("Någon har skrivit ert namn i ett förslag."),
      {N_("Omgång"), N_("Förslag")},
      {"round", "title"},
      N_("Inlämnat")},
     read_named_proposals},

    {{"discussions",
      N_("Inlägg i beredningen"),
      N_("För att de som bereder ska kunna följa sina resonemang."),
      {N_("Förslag"), N_("Inlägg")},
      {"proposal", "body"},
      N_("Skrivet")},
     read_discussions},

    {{"answers",
      N_("Synpunkter som ni har lämnat för kontoret"),
      N_("Svar till samverkan är allmänna handlingar."),
      {N_("Omgång"), N_("Gång")},
      {"round", "number"},
      N_("Lämnat")},
     read_answers},

    {{"registered",
      N_("Handlingar som ni har fört in diarienummer på"),
      N_("För att det ska synas vem som skrev in numret."),
      {N_("Handling"), N_("Diarienummer")},
      {"title", "register_number"},
      N_("Inskrivet")},
     read_registered},

    {{"changes_of",
      N_("Ändringar som ni har gjort"),
      N_("För att det i efterhand ska gå att se vem som ändrade vad."),
      {N_("Vad"), N_("Fält"), N_("Före"), N_("Efter")},
      {"action", "field", "before", "after"},
      N_("När")},
     read_changes_of},

    {{"changes_about",
      N_("Ändringar som rör er"),
      N_("För att det i efterhand ska gå att se vem som ändrade vad."),
      {N_("Vad"), N_("Fält"), N_("Före"), N_("Efter")},
      {"action", "field", "before", "after"},
      N_("När")},
     read_changes_about},

};

static const char *or_empty(const char *text) {
    return text == NULL ? "" : text;
}

static void take_lines(Arena *arena, const Answer *answer, ExtractPart *part) {
    ExtractLine *lines = ARENA_ARRAY(arena, ExtractLine, answer->n);
    for (size_t i = 0; i < answer->n; i++) {
        const SqlExtractRow *row = &answer->rows[i];
        lines[i] = (ExtractLine){row->at,
                                 {or_empty(row->first), or_empty(row->second), or_empty(row->third),
                                  or_empty(row->fourth)}};
    }
    part->lines = lines;
    part->n = answer->n;
}

typedef struct {
    Arena *arena;
    const Question *question;
    ExtractPart *parts;
} Making;

static bool read_parts(Db *db, void *data, GError **error) {
    const Making *making = data;
    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++) {
        Answer answer;
        if (!parts[i].read(db, making->arena, making->question, &answer, error))
            return false;
        making->parts[i] = parts[i].part;
        take_lines(making->arena, &answer, &making->parts[i]);
    }
    return true;
}

/* Letters and logins belong to no collaboration: an address that anybody may write into a telephone
 * book opens none of another's account. */
bool extract_own_email(Db *db, Arena *arena, const char *email, Id account, const char **ret,
                       GError **error) {
    const SqlExtractAccountWithRow *found = NULL;
    if (email != NULL &&
        !sql_extract_account_with(db, arena, &(SqlExtractAccountWithIn){email}, &found, error))
        return false;
    *ret = found == NULL || id_equal(found->id, account) ? email : NULL;
    return true;
}

bool extract_make(Db *db, Arena *arena, const ExtractSubject *subject, Extract *ret,
                  GError **error) {
    Question question = {subject, text_fold(arena, subject->name), NULL, ""};
    Making making = {arena, &question, ARENA_ARRAY(arena, ExtractPart, G_N_ELEMENTS(parts))};
    if (!extract_own_email(db, arena, subject->email, subject->account, &question.email, error))
        return false;
    if (question.email != NULL)
        question.attempts = attempt_key(arena, "account", question.email);
    if (!db_read(db, read_parts, &making, error))
        return false;
    *ret = (Extract){subject, making.parts, G_N_ELEMENTS(parts)};
    return true;
}

bool extract_account(Db *db, Arena *arena, Id collaboration, Id person, Id *ret, GError **error) {
    const SqlExtractAccountOfRow *found;
    SqlExtractAccountOfIn in = {collaboration, person};
    if (!sql_extract_account_of(db, arena, &in, &found, error))
        return false;
    *ret = found == NULL ? (Id){0} : found->account;
    return true;
}
