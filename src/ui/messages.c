#include "ui/frame.h"

#include <string.h>

static const struct {
    const char *key, *text;
} messages[] = {
    {"logged-out", N_("Ni är utloggade.")},
    {"log-in-again", N_("Logga in igen först. Det behövs för att ändra hur ni loggar in.")},
    {"saved", N_("Ändringarna är sparade.")},
    {"invited", N_("Inbjudan är skickad.")},
    {"collaboration-added", N_("Samverkan är skapad. Samordnaren får ett brev med en länk till inloggningen.")},
    {"proposal-submitted", N_("Förslaget är inlämnat.")},
    {"proposal-withdrawn", N_("Förslaget är återtaget.")},
    {"draft-discarded", N_("Utkastet är slängt. Det finns kvar under Slängda utkast.")},
    {"draft-restored", N_("Utkastet är tillbaka.")},
    {"added", N_("Det nya är sparat.")},
    {"removed", N_("Borttaget.")},
    {"undone", N_("Den senaste ändringen är ångrad.")},
    {"plan-started",
     N_("Planen är påbörjad. Fyll på med aktiviteter, eller läs in dem från en fil.")},
    {"plan-imported", N_("Filen är inläst. Läs igenom planen och rätta det som behövs.")},
    {"plan-unchanged", N_("Filen säger detsamma som planen. Ingenting är ändrat.")},
    {"plan-adopted", N_("Planen är fastställd och låst.")},
    {"plan-published", N_("Planen är fastställd och publicerad.")},
    {"version-published", N_("Versionen är publicerad.")},
    {"version-unpublished", N_("Planen är inte längre publicerad.")},
    {"plan-revised", N_("Planen är öppen för ändringar. Den fastställda versionen ligger kvar "
                        "tills revideringen är fastställd.")},
    {"plan-rolled", N_("Nästa plan är påbörjad. Här ser ni vad som följde med.")},
    {"job-again", N_("Jobbet körs snart igen.")},
    {"job-cancelled", N_("Jobbet är avbrutet.")},
    {"letter-again", N_("Brevet skickas snart igen.")},
    {"password-changed", N_("Lösenordet är bytt. Ni är utloggade överallt utom här.")},
    {"provider-on", N_("Kopplat. Nu kan ni logga in så.")},
    {"provider-off", N_("Isärkopplat. Nu går det inte längre att logga in så.")},
    {"sessions-ended", N_("Inloggningen är avslutad.")},
    {"factor-off", N_("Tvåstegsinloggningen är avstängd.")},
    {"statement-changed", N_("Texten är ändrad.")},
    {"answer-submitted", N_("Svaret är inlämnat. Tack.")},
    {"offered-again", N_("Det ni valde är med i omgången igen.")},
    {"told", N_("Breven är på väg, och omgången är avslutad.")},
    {"told-not-all", N_("Omgången är avslutad, men alla fick inte brev. Vid vilka kontor någon "
                        "blev utan står i loggen; berätta för dem själva.")},
    {"round-closed", N_("Omgången är avslutad.")},
    {"followed", N_("De förslag som saknade beslut har fått det som beredningen föreslår.")},
    {"nothing-suggested",
     N_("Beredningen har inte föreslagit något för de förslag som saknar beslut.")},
    {"answer-registered", N_("Svaret är infört.")},
    {"written", N_("Breven är på väg.")},
    {"nobody-written", N_("Inget brev skickades. Välj minst ett kontor som har en adress.")},
    {"moved", N_("Aktiviteten är flyttad.")},
    {"discarded", N_("Filen är borttagen. Ingenting är ändrat i planen.")},
    {"confirmation-started", N_("Genomgången är startad och breven är på väg.")},
    {"confirmation-closed", N_("Genomgången är avslutad.")},
    {"leaving-undone",
     N_("Ångrat. Personen är kvar med sina befattningar, platser och sin inloggning.")},
    {"link-sent", N_("Brevet med länken är på väg.")},
    {"reminded", N_("Påminnelserna är på väg.")},
    {"nobody-reminded", N_("Inget brev skickades. De som är kvar fick ett den senaste timmen, "
                           "eller saknar e-postadress.")},
    {"proposals-merged", N_("Förslagen är sammanslagna till det här.")},
    {"proposal-split", N_("Förslaget är delat. Det här är första delen.")},
    {"reshape-undone", N_("Ångrat. De gamla förslagen gäller igen.")},
    {"list-released", N_("Listan är släppt.")},
    {"list-taken-back", N_("Listan är tillbakatagen. Bara de som bereder ser bedömningarna.")},
    {"person-erased", N_("Personen är raderad.")},
    {"person-erased-not-account",
     N_("Personen är raderad här. Kontot finns kvar, eftersom det används någon annanstans.")},
    {"people-imported", N_("Personerna är inlästa.")},
    {"people-unchanged", N_("Filen säger detsamma som telefonboken. Ingenting är ändrat.")},
    {"people-discarded", N_("Filen är borttagen. Ingen person är ändrad.")},
    {"configuration-imported", N_("Reglerna är inlästa.")},
};

const char *done_message(const char *key) {
    for (size_t i = 0; key != NULL && i < G_N_ELEMENTS(messages); i++)
        if (strcmp(messages[i].key, key) == 0)
            return messages[i].text;
    return NULL;
}
