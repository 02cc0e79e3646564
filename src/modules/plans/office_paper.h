#pragma once
#include "formats/report.h"
#include "modules/plans/office_extract.h"

/* An office's extract as a report for PDF, and as CSV (UTF-8 with byte order mark, semicolons).
 * `plan` and `state` say what it is taken from: "Verksamhetsplan 2021–2023", "Fastställd ·
 * styrgruppen 9 juni 2020 § 14". */
const Report *office_report(const Request *request, const OfficeExtract *extract, const char *plan,
                            const char *state);
Bytes office_csv(Arena *arena, const OfficeExtract *extract, const char *state);
