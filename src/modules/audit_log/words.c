#include "modules/audit_log/audit_log.h"

#include "web/translate.h"

#include <string.h>

const LogNoun log_nouns[] = {{"plan", N_("Planer")},
                             {"activity", N_("Aktiviteter")},
                             {"category", N_("Rubriker i planer")},
                             {"chapter", N_("Kapitel")},
                             {"national", N_("Nationella aktiviteter")},
                             {"round", N_("Omgångar")},
                             {"proposal", N_("Förslag")},
                             {"rule", N_("Regler")},
                             {"person", N_("Personer")},
                             {"post", N_("Uppdrag")},
                             {"seat", N_("Platser i organ")},
                             {"access", N_("Tillgång")},
                             {"account", N_("Konton")},
                             {"statement", N_("Texter om installationen")},
                             {"job", N_("Jobb")},
                             {"letter", N_("Brev")},
                             {"undo", N_("Ångra")},
                             {0}};

static const struct {
    const char *action, *words;
} actions[] = {
    {"plan.start", N_("Plan: påbörjad")},
    {"plan.import", N_("Plan: inläst från fil")},
    {"plan.adopt", N_("Plan: fastställd")},
    {"plan.publish", N_("Plan: publicerad")},
    {"plan.unpublish", N_("Plan: inte längre publicerad")},
    {"plan.revise", N_("Plan: öppnad för revidering")},
    {"plan.roll_forward", N_("Plan: nästa påbörjad")},
    {"activity.add", N_("Aktivitet: ny")},
    {"activity.cell", N_("Aktivitet: text ändrad")},
    {"activity.facts", N_("Aktivitet: uppgifter ändrade")},
    {"activity.follow_up", N_("Aktivitet: uppföljd")},
    {"activity.move", N_("Aktivitet: flyttad")},
    {"activity.remove", N_("Aktivitet: borttagen")},
    {"category.add", N_("Rubrik: ny")},
    {"category.rename", N_("Rubrik: nytt namn")},
    {"category.note", N_("Rubrik: anteckning ändrad")},
    {"category.move", N_("Rubrik: flyttad")},
    {"category.remove", N_("Rubrik: borttagen")},
    {"chapter.add", N_("Kapitel: nytt")},
    {"chapter.edit", N_("Kapitel: ändrat")},
    {"chapter.save", N_("Kapitel: sparat")},
    {"chapter.move", N_("Kapitel: flyttat")},
    {"chapter.remove", N_("Kapitel: borttaget")},
    {"national.add", N_("Nationell aktivitet: ny")},
    {"national.edit", N_("Nationell aktivitet: ändrad")},
    {"round.add", N_("Omgång: ny")},
    {"round.change", N_("Omgång: ändrad")},
    {"round.release", N_("Omgång: listan släppt")},
    {"proposal.begin", N_("Förslag: påbörjat")},
    {"proposal.submit", N_("Förslag: inlämnat")},
    {"proposal.change", N_("Förslag: ändrat")},
    {"proposal.withdraw", N_("Förslag: återtaget")},
    {"rule.add", N_("Regel: ny")},
    {"rule.change", N_("Regel: ändrad")},
    {"person.add", N_("Person: ny")},
    {"person.change", N_("Person: ändrad")},
    {"post.add", N_("Uppdrag: nytt")},
    {"post.change", N_("Uppdrag: ändrat")},
    {"seat.add", N_("Plats i organ: ny")},
    {"seat.change", N_("Plats i organ: ändrad")},
    {"access.invite", N_("Tillgång: inbjuden")},
    {"access.change", N_("Tillgång: ändrad")},
    {"access.end", N_("Tillgång: avslutad")},
    {"account.add", N_("Konto: nytt")},
    {"account.password", N_("Konto: lösenord bytt")},
    {"account.provider.on", N_("Konto: kopplat till annan inloggning")},
    {"account.provider.off", N_("Konto: isärkopplat från annan inloggning")},
    {"account.second-factor.on", N_("Konto: tvåstegsinloggning på")},
    {"account.second-factor.off", N_("Konto: tvåstegsinloggning av")},
    {"account.second-factor.reset",
     N_("Konto: tvåstegsinloggning borttagen av systemadministratör")},
    {"account.sessions", N_("Konto: inloggningar avslutade")},
    {"account.close", N_("Konto: stängt")},
    {"account.open", N_("Konto: öppnat")},
    {"statement.change", N_("Text om installationen: ändrad")},
    {"job.retry", N_("Jobb: körs igen")},
    {"job.cancel", N_("Jobb: avbrutet")},
    {"letter.again", N_("Brev: skickas igen")},
    {"undo.refused", N_("Ångra: gick inte")},
};

const char *log_action_words(const char *action) {
    for (size_t i = 0; i < G_N_ELEMENTS(actions); i++)
        if (strcmp(actions[i].action, action) == 0)
            return actions[i].words;
    return action;
}
