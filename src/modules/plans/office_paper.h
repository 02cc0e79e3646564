#pragma once
#include "formats/report.h"
#include "formats/table.h"
#include "modules/plans/office_extract.h"

/* An office's extract as a report, and as a table with a row for each activity. `plan` and `state`
 * say what it is taken from: "Verksamhetsplan 2021–2023", "Fastställd · styrgruppen 9 juni 2020 §
 * 14". */
const Report *office_report(const Request *request, const OfficeExtract *extract, const char *plan,
                            const char *state);
const Table *office_table(const Request *request, const OfficeExtract *extract, const char *state);
