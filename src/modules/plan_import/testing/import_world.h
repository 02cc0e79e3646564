#pragma once
#include "modules/plan_import/plan_import.h"

#include <glib.h>
#include <string.h>

/* A database with one collaboration and an account, and plan files that are read into it. What goes
 * wrong ends the test. */
typedef struct {
    Db *db;
    Arena *arena;
    Id collaboration, account;
} World;

/* `collaboration`: "jonkoping". */
World world_new(const char *collaboration);
void world_free(World *world);

/* A file of the project, from its root; a text. */
Bytes bytes_of(const World *world, const char *path);
Bytes text_bytes(const char *text);

/* The file read in, with no choice made; the same only looked at. */
PlanImportSummary import_bytes(const World *world, Bytes content);
PlanImport preview(const World *world, const char *text);

Plan load(const World *world, Id id);
/* The activities of a year, counted from 0. */
size_t count_year(const Plan *plan, size_t year);

#define HEAD "Aktivitet\tAktivitetsmål\tGenomförande\tTid\tAnsvar\tSamverkansparter\tEffektmål\n"
#define ROW(title, time)                                                                           \
    title "\tMål.\tGöra det.\t" time "\tSamordnaren\tLänets kommuner\tGiftfri miljö\n"

/* Two files of one plan: in the second, one time is another, one activity is gone and one has come.
 */
extern const char first_file[], second_file[];
