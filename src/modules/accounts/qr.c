#include "modules/accounts/qr.h"

#include <qrencode.h>

#define QUIET_ZONE 4
#define SIZE_PIXELS 220
#define IS_DARK 1

static void put_squares(HtmlOut *out, const QRcode *code) {
    for (int y = 0; y < code->width; y++)
        for (int x = 0; x < code->width; x++)
            if (code->data[y * code->width + x] & IS_DARK)
                html_put_text(out, arena_printf(out->arena, "M%d %dh1v1h-1z", x + QUIET_ZONE,
                                                y + QUIET_ZONE));
}

Html qr_picture(Arena *arena, const char *text, const char *label) {
    HtmlOut out;
    QRcode *code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M);
    if (code == NULL)
        g_error("no QR code for %s", text);
    int side = code->width + 2 * QUIET_ZONE;
    html_out_init(&out, arena, NULL);
    const char *head = arena_printf(
        arena, "<svg width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"",
        SIZE_PIXELS, SIZE_PIXELS, side, side);
    html_put_raw(&out, head, strlen(head));
    html_put_text(&out, label);
    html_put_html(&out, HTML_OF("\"><path fill=\"#fff\" d=\"M0 0h999v999h-999z\"/>"
                                "<path fill=\"#000\" shape-rendering=\"crispEdges\" d=\""));
    put_squares(&out, code);
    html_put_html(&out, HTML_OF("\"/></svg>"));
    QRcode_free(code);
    return (Html){html_out_text(&out), out.length};
}
