#include "modules/operations/operations.h"

#include "base/error.h"
#include "base/id.h"
#include "modules/operations/operations_html.h"
#include "modules/operations/operations_view.h"
#include "modules/operations/states.h"
#include "services/audit/audit.h"

#include <stddef.h>
#include <string.h>

static const StateWord letter_states[] = {{"waiting", N_("väntar"), ""},
                                          {"handed", N_("på väg"), "info"},
                                          {"sent", N_("skickat"), "approved"},
                                          {"bounced", N_("kom inte fram"), "late"},
                                          {"expired", N_("för gammalt"), "attention"},
                                          {"unknown", N_("okänt"), "attention"},
                                          {"kept", N_("skickas inte"), ""},
                                          {0}};

static const ListColumn columns[] = {
    {"subject", N_("Brev"), LIST_TEXT, offsetof(LetterRow, subject),
     .second_offset = offsetof(LetterRow, answer), .second_key = "answer",
     .second_heading = N_("Svar")},
    {"to", N_("Till"), LIST_TEXT, offsetof(LetterRow, to_name),
     .second_offset = offsetof(LetterRow, to_email), .second_key = "email",
     .second_heading = N_("E-post")},
    {"state", N_("Läge"), LIST_CHIP, offsetof(LetterRow, state),
     .chip_offset = offsetof(LetterRow, chip)},
    {"created", N_("Skrivet"), LIST_TEXT, offsetof(LetterRow, created)},
    {0}};

static const ListFilter filters[] = {{"state", N_("Läge"), offsetof(LetterRow, state)}, {0}};

static const ListDescription description = {.columns = columns,
                                            .filters = filters,
                                            .row_size = sizeof(LetterRow),
                                            .path_offset = offsetof(LetterRow, path),
                                            .noun_one = N_("1 brev"),
                                            .noun_many = N_("brev"),
                                            .empty = N_("Inga brev. De står kvar i 90 dagar."),
                                            .filename = N_("brev")};

static bool is_of_demo(const Request *request) {
    return g_str_has_prefix(request->path, "/demo/");
}

static const char *path_of(const Request *request, Id letter) {
    return arena_printf(request->arena, "%s/mail/%s", is_of_demo(request) ? "/demo" : "",
                        id_text(request->arena, letter));
}

static LetterRow row_of(const Request *request, const OutboxLetter *letter) {
    const StateWord *state = state_word(letter_states, letter->state);
    return (LetterRow){.subject = letter->subject,
                       .answer = T_(letter->answer),
                       .to_name = letter->to_name,
                       .to_email = letter->to_email,
                       .state = state->word,
                       .chip = state->chip,
                       .created = moment_text(request->arena, letter->created_at),
                       .path = path_of(request, letter->id)};
}

static bool load_list(Request *request, const List **ret_list, GError **error) {
    const OutboxLetter *letters;
    size_t n;
    if (!letters_list(request->db, request->arena, &letters, &n, error))
        return false;
    LetterRow *rows = ARENA_ARRAY(request->arena, LetterRow, n);
    for (size_t i = 0; i < n; i++)
        rows[i] = row_of(request, &letters[i]);
    *ret_list = list_make(request, &description, rows, n);
    return true;
}

static bool letters_page(Request *request, Response *response, GError **error) {
    LettersView view = {.frame = frame_new(request, PLACE_NONE, N_("Skickad post")),
                        .is_public = is_of_demo(request)};
    if (!load_list(request, &view.list, error))
        return false;
    operations_letters_html(response_html(response), &view);
    return true;
}

static bool letters_file(Request *request, Response *response, GError **error) {
    const List *list;
    return load_list(request, &list, error) && list_file(response, list, error);
}

static bool find_letter(Request *request, OutboxLetter *ret_letter, GError **error) {
    Id id;
    return request_id(request, "letter", &id, error) &&
           letter_get(request->db, request->arena, id, ret_letter, error);
}

/* What stands in a letter is between Samsyn and whom it is to; in a demonstration there is nobody.
 */
static bool letter_page(Request *request, Response *response, GError **error) {
    OutboxLetter letter;
    if (!find_letter(request, &letter, error))
        return false;
    Frame *frame = frame_new(request, PLACE_NONE, letter.subject);
    const StateWord *state = state_word(letter_states, letter.state);
    frame_crumb(frame, N_("Skickad post"), is_of_demo(request) ? "/demo/mail" : "/mail");
    LetterView view = {.frame = frame,
                       .letter = &letter,
                       .state = state->word,
                       .chip = state->chip,
                       .shows_text = is_of_demo(request),
                       .may_send_again = !is_of_demo(request) && letter.may_go_again};
    operations_letter_html(response_html(response), &view);
    return true;
}

typedef struct {
    const Request *request;
    Id letter;
} Again;

static bool send_again(Db *db, void *data, GError **error) {
    const Again *again = data;
    AuditEntry entry = {.account = again->request->session->account,
                        .subject = again->letter,
                        .action = "letter.again"};
    return letter_send_again(db, again->letter, again->request->now, error) &&
           audit_write(db, &entry, NULL, error);
}

static bool letter_action(Request *request, Response *response, GError **error) {
    Again again = {.request = request};
    return request_id(request, "letter", &again.letter, error) &&
           db_write(request->db, send_again, &again, error) &&
           redirect_done(response, request, path_of(request, again.letter), "letter-again");
}

/* ---- in a demonstration everybody may read what would have been sent ---- */

static bool must_be_demo(const Request *request, GError **error) {
    return request->demo || fail(error, ERROR_NOT_FOUND, "Sidan finns bara i en demonstration.");
}

static bool demo_letters_page(Request *request, Response *response, GError **error) {
    return must_be_demo(request, error) && letters_page(request, response, error);
}

static bool demo_letters_file(Request *request, Response *response, GError **error) {
    return must_be_demo(request, error) && letters_file(request, response, error);
}

static bool demo_letter_page(Request *request, Response *response, GError **error) {
    return must_be_demo(request, error) && letter_page(request, response, error);
}

static bool demo_letter_html(Request *request, Response *response, GError **error) {
    OutboxLetter letter;
    return must_be_demo(request, error) && find_letter(request, &letter, error) &&
           response_letter(response, letter.html);
}

const Route mail_routes[] = {
    {GET, "/mail", letters_page, MAY_ADMINISTER},
    TABLE_ROUTES("/mail", letters_file, MAY_ADMINISTER),
    {GET, "/mail/:letter", letter_page, MAY_ADMINISTER},
    {POST, "/mail/:letter", letter_action, MAY_ADMINISTER},
    {GET, "/demo/mail", demo_letters_page, MAY_OPEN},
    TABLE_ROUTES("/demo/mail", demo_letters_file, MAY_OPEN),
    {GET, "/demo/mail/:letter", demo_letter_page, MAY_OPEN},
    {GET, "/demo/mail/:letter/html", demo_letter_html, MAY_OPEN},
    {0},
};
