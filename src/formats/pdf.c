#include "formats/pdf.h"

#include "formats/pdf_draw.h"
#include "formats/pdf_finish.h"
#include "formats/pdf_flow.h"

bool pdf_write(Arena *arena, const Report *report, Bytes *ret, GError **error) {
    if (!report_check(report, error))
        return false;
    g_autoptr(Typesetter) typesetter = typesetter_new(arena, report->info.language, error);
    if (typesetter == NULL)
        return false;
    Flow flow = {.arena = arena, .typesetter = typesetter, .report = report};
    Bytes drawn;
    return flow_report(&flow, error) && pdf_draw(&flow, &drawn, error) &&
           pdf_finish(&flow, drawn, ret, error);
}
