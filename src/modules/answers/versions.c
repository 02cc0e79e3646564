#include "base/error.h"
#include "base/text.h"
#include "modules/answers/answer_content.h"
#include "modules/answers/answers_sql.h"
#include "web/translate.h"

#include <jansson.h>
#include <string.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC(json_t, json_decref)

/* ---- writing ---- */

static void put_text(json_t *object, const char *key, const char *text) {
    json_object_set_new(object, key, json_string(text));
}

static json_t *said_json(const AnswerProposal *proposal, const char *const *cells) {
    json_t *said =
        json_pack("{s:I, s:s}", "number", (json_int_t)proposal->number, "title", proposal->title);
    for (int cell = 0; cell < N_MARK_CELLS; cell++)
        put_text(said, answer_cell_key((AnswerCell){1, cell}), cells[cell]);
    return said;
}

const char *answer_content_json(Arena *arena, const char *round, const char *respondent,
                                const AnswerCells *cells, const AnswerProposals *proposals) {
    g_autoptr(json_t) content = json_pack("{s:s, s:s}", "round", round, "respondent", respondent);
    json_t *marks = json_array();
    for (int cell = 0; cell < N_WHOLE_CELLS; cell++)
        put_text(content, answer_cell_key((AnswerCell){0, cell}), cells->whole[cell]);
    for (size_t i = 0; i < proposals->n; i++)
        json_array_append_new(marks, said_json(&proposals->rows[i], cells->of[i]));
    json_object_set_new(content, "marks", marks);
    char *text = json_dumps(content, JSON_COMPACT | JSON_SORT_KEYS);
    const char *copy = arena_strdup(arena, text);
    free(text);
    return copy;
}

/* ---- reading ---- */

static const char *text_of(Arena *arena, const json_t *object, const char *key) {
    const char *text = json_string_value(json_object_get(object, key));
    return text == NULL ? "" : arena_strdup(arena, text);
}

static AnswerSaid said_of(Arena *arena, const json_t *object) {
    AnswerSaid said = {.number = json_integer_value(json_object_get(object, "number")),
                       .title = text_of(arena, object, "title")};
    for (int cell = 0; cell < N_MARK_CELLS; cell++)
        said.cells[cell] = text_of(arena, object, answer_cell_key((AnswerCell){1, cell}));
    return said;
}

bool answer_content(Arena *arena, const char *content, AnswerContent *ret, GError **error) {
    g_autoptr(json_t) read = json_loads(content, 0, NULL);
    const json_t *marks = json_object_get(read, "marks");
    if (!json_is_array(marks))
        return fail(error, ERROR_INTERNAL, "the content of an answer is not what it was");
    AnswerSaid *rows = ARENA_ARRAY(arena, AnswerSaid, json_array_size(marks));
    AnswerContent found = {.round = text_of(arena, read, "round"),
                           .respondent = text_of(arena, read, "respondent"),
                           .rows = rows,
                           .n = json_array_size(marks)};
    for (int cell = 0; cell < N_WHOLE_CELLS; cell++)
        found.whole[cell] = text_of(arena, read, answer_cell_key((AnswerCell){0, cell}));
    for (size_t i = 0; i < found.n; i++)
        rows[i] = said_of(arena, json_array_get(marks, i));
    *ret = found;
    return true;
}

/* ---- those there are ---- */

bool answer_versions(Db *db, Arena *arena, Id collaboration, Id answer, AnswerVersions *ret,
                     GError **error) {
    SqlAnswerVersionsRows found;
    if (!sql_answer_versions(db, arena, &(SqlAnswerVersionsIn){collaboration, answer}, &found,
                             error))
        return false;
    AnswerVersion *rows = ARENA_ARRAY(arena, AnswerVersion, found.n);
    for (size_t i = 0; i < found.n; i++) {
        const SqlAnswerVersionsRow *row = &found.rows[i];
        g_autofree char *hash = g_compute_checksum_for_string(G_CHECKSUM_SHA256, row->content, -1);
        if (strcmp(hash, row->content_hash) != 0)
            return fail(error, ERROR_INTERNAL, "version %d of an answer does not match its hash",
                        (int)row->number);
        rows[i] = (AnswerVersion){.id = row->id,
                                  .number = row->number,
                                  .way = row->way,
                                  .received = row->received,
                                  .content = row->content,
                                  .content_hash = row->content_hash,
                                  .file_name = row->file_name,
                                  .by = row->person_name[0] != '\0' ? row->person_name
                                                                    : row->account_name,
                                  .received_on = row->received_on,
                                  .submitted_at = row->submitted_at};
    }
    *ret = (AnswerVersions){rows, found.n};
    return true;
}

const char *answer_way_words(const char *way) {
    static const struct {
        const char *way, *words;
    } ways[] = {{"page", N_("på sidan")},
                {"link", N_("genom länken i brevet")},
                {"word", N_("som Wordfil")},
                {"excel", N_("som Excelfil")},
                {"paste", N_("inklistrat av samordnaren")},
                {"registered", N_("infört av samordnaren")}};
    for (size_t i = 0; i < G_N_ELEMENTS(ways); i++)
        if (strcmp(ways[i].way, way) == 0)
            return ways[i].words;
    return "";
}

bool answer_file(Db *db, Arena *arena, Id collaboration, Id answer, int64_t number,
                 const char **ret_name, Bytes *ret, GError **error) {
    const SqlAnswerVersionFileRow *row;
    SqlAnswerVersionFileIn in = {collaboration, answer, number};
    if (!sql_answer_version_file(db, arena, &in, &row, error))
        return false;
    if (row == NULL)
        return fail(error, ERROR_NOT_FOUND, "Det finns ingen fil till den här versionen.");
    *ret_name = row->file_name;
    *ret = row->file;
    return true;
}
