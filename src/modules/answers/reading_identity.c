#include "base/error.h"
#include "base/id.h"
#include "base/text.h"
#include "modules/answers/reading_parts.h"

#include <string.h>

#define CODE_BEGINS "Blankett "
#define MADE_FOR " · "
#define MADE_FOR_MAX 200

const char *answer_form_code(Arena *arena, Id round, const char *respondent) {
    return arena_printf(arena, CODE_BEGINS "%s-%s", id_text(arena, round), respondent);
}

const char *answer_form_says(Arena *arena, const char *code, const char *made_for) {
    return arena_printf(arena, "%s" MADE_FOR "%s", code, made_for);
}

typedef struct {
    Id round;
    const char *respondent;
    const char *made_for; /* in words, or NULL */
} Identity;

static const char *words_after(Arena *arena, const char *key_end) {
    if (!g_str_has_prefix(key_end, MADE_FOR))
        return NULL;
    return text_cut(arena, key_end + strlen(MADE_FOR), MADE_FOR_MAX);
}

static bool identity_in(Arena *arena, const char *text, Identity *ret) {
    const char *at = text == NULL ? NULL : strstr(text, CODE_BEGINS);
    Id round;
    if (at == NULL || strlen(at) < strlen(CODE_BEGINS) + ID_TEXT_LENGTH + 2)
        return false;
    at += strlen(CODE_BEGINS);
    g_autofree char *id = g_strndup(at, ID_TEXT_LENGTH);
    if (at[ID_TEXT_LENGTH] != '-' || !id_parse(id, &round))
        return false;
    const char *key = at + ID_TEXT_LENGTH + 1;
    size_t length = strspn(key, "abcdefghijklmnopqrstuvwxyz0123456789-");
    *ret = (Identity){round, arena_strndup(arena, key, length), words_after(arena, key + length)};
    return true;
}

static bool identity_of_blocks(Arena *arena, const SourceBlock *blocks, size_t n, Identity *ret) {
    for (size_t i = 0; i < n; i++) {
        if (identity_in(arena, blocks[i].text, ret))
            return true;
        for (size_t cell = 0; blocks[i].kind == SOURCE_ROW && cell < blocks[i].n_cells; cell++)
            if (identity_in(arena, blocks[i].cells[cell], ret))
                return true;
    }
    return false;
}

/* What nobody sees nobody has changed by mistake. */
static bool find_identity(Arena *arena, const SourceDocument *document, Identity *ret) {
    return identity_of_blocks(arena, document->form_rows, document->n_form_rows, ret) ||
           identity_in(arena, document->form_property, ret) ||
           identity_of_blocks(arena, document->blocks, document->n, ret);
}

static bool refuse(const Identity *identity, const ReadingOf *of, GError **error) {
    if (identity->made_for != NULL)
        return fail(error, ERROR_INVALID,
                    "Blanketten är gjord för %s. Här lämnas svaret från %s. Hämta blanketten på "
                    "sidan och fyll i den.",
                    identity->made_for, of->respondent_title);
    if (!id_equal(identity->round, of->round))
        return fail(error, ERROR_INVALID,
                    "Blanketten hör till en annan omgång. Hämta blanketten på sidan igen och fyll "
                    "i den.");
    return fail(error, ERROR_INVALID,
                "Blanketten är gjord för ett annat kontor än %s. Hämta rätt blankett och fyll i "
                "den.",
                of->respondent_title);
}

bool read_is_ours(Arena *arena, const SourceDocument *document, const ReadingOf *of, bool is_form,
                  GError **error) {
    Identity identity;
    if (!find_identity(arena, document, &identity))
        return !is_form || fail(error, ERROR_INVALID,
                                "Filen är inte en svarsblankett för den här omgången. Hämta "
                                "blanketten på sidan och fyll i den.");
    return (id_equal(identity.round, of->round) &&
            strcmp(identity.respondent, of->respondent) == 0) ||
           refuse(&identity, of, error);
}
