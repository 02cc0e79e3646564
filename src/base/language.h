#pragma once
#include <glib.h>
#include <stdbool.h>

/* The language that the calling thread speaks to the person it works for. Swedish is the language
 * of the source: N_("…") marks a text for translation where it stands in a table, T_("…") gives it
 * in the language spoken. gettext has one language for a process; a server needs one for each
 * request. */
typedef enum { SWEDISH, ENGLISH } Language;

/* From now on, on this thread: the router says it for each request, the worker for each job. A
 * thread begins with Swedish. */
void language_speak(Language language);
Language language_spoken(void);

/* "sv" and "en" (BCP 47). */
const char *language_tag(Language language);
/* Anything but "en" is Swedish. */
Language language_from_tag(const char *tag);

#define N_(text) text
#define T_(text) language_text(text)

/* The text itself where Swedish is spoken or there is no translation. A format keeps its
 * conversions: `po check` compares them. */
const char *language_text(const char *msgid) G_GNUC_FORMAT(1);
/* The same in a language that may be another: what is kept is Swedish, whoever reads it first. */
const char *language_text_in(Language language, const char *msgid) G_GNUC_FORMAT(2);

/* Which translations there are: called once, before there are threads. `english` gives NULL for
 * what it lacks. Without it everything is Swedish. */
void language_set_catalog(const char *(*english)(const char *msgid));
