/* The outbox and its worker, driven by lines on standard input, with a clock of its own: for tests
 * with a server that takes the mail. mail_fixture DATABASE SMTP FROM [NAME=VALUE …] */
#include "base/date.h"
#include "db/migrate.h"
#include "services/mail/mail.h"

#include <stdio.h>
#include <string.h>

typedef struct {
    Db *db;
    Worker *worker;
    int64_t clock, steady;
} Fixture;

static Instant clock_of(void *data) {
    return (Instant){((Fixture *)data)->clock};
}

static int64_t steady_of(void *data) {
    return ((Fixture *)data)->steady;
}

typedef struct {
    const char *email;
    Instant now;
    int64_t lasts;
} Addition;

static bool add_letter(Db *db, void *data, GError **error) {
    static const char *const paragraphs[] = {"Hej Åsa,\n\nHär är ett brev med å, ä, ö och en rad "
                                             "som är längre än nittionio tecken så att "
                                             "den måste delas när den skickas över nätet.",
                                             ".En rad som börjar med punkt.", NULL};
    const Addition *addition = data;
    Letter letter = {.kind = "test",
                     .to_name = "Åsa Öberg",
                     .to_email = addition->email,
                     .subject = "Förslagen väntar på ert svar",
                     .paragraphs = paragraphs,
                     .action_label = "Öppna förslagen",
                     .action_url = "https://samsyn.example.se/x?a=1&b=2",
                     .reason = "Ni får brevet för att ni är kontaktperson.",
                     .unsubscribe_url = "https://samsyn.example.se/unsubscribe/abc",
                     .now = addition->now};
    if (addition->lasts > 0)
        letter.expires_at.seconds = addition->now.seconds + addition->lasts;
    return mail_add(db, &letter, NULL, error);
}

static bool add(Fixture *fixture, const char *words, GError **error) {
    g_auto(GStrv) parts = g_strsplit(words, " ", 2);
    Addition addition = {parts[0], {fixture->clock}, 0};
    if (parts[1] != NULL)
        addition.lasts = g_ascii_strtoll(parts[1], NULL, 10);
    return db_write(fixture->db, add_letter, &addition, error);
}

/* Every job that is due; says how many ran. */
static bool run(Fixture *fixture, const char *words, GError **error) {
    int n = 0;
    (void)words;
    for (bool ran = true; ran; n += ran)
        if (!worker_step(fixture->worker, fixture->db, &ran, error))
            return false;
    printf("ran %d", n);
    return true;
}

static bool pass(Fixture *fixture, const char *words, GError **error) {
    int64_t seconds = g_ascii_strtoll(words, NULL, 10);
    (void)error;
    fixture->clock += seconds;
    fixture->steady += seconds;
    printf("%ld", (long)fixture->clock);
    return true;
}

static bool letters(Fixture *fixture, const char *words, GError **error) {
    g_autoptr(Arena) arena = arena_new();
    const OutboxLetter *found;
    size_t n;
    (void)words;
    if (!letters_list(fixture->db, arena, &found, &n, error))
        return false;
    for (size_t i = n; i > 0; i--)
        printf("%s%s %s: %s", i == n ? "" : " | ", found[i - 1].to_email, found[i - 1].state,
               found[i - 1].answer);
    return true;
}

static bool again(Fixture *fixture, const char *words, GError **error) {
    g_autoptr(Arena) arena = arena_new();
    const OutboxLetter *found;
    size_t n;
    if (!letters_list(fixture->db, arena, &found, &n, error))
        return false;
    for (size_t i = 0; i < n; i++)
        if (strcmp(found[i].to_email, words) == 0 &&
            !letter_send_again(fixture->db, found[i].id, (Instant){fixture->clock}, error))
            return false;
    return true;
}

static void obey(Fixture *fixture, char *line) {
    static const struct {
        const char *name;
        bool (*command)(Fixture *fixture, const char *words, GError **error);
    } commands[] = {
        {"add", add}, {"run", run}, {"pass", pass}, {"letters", letters}, {"again", again}};
    g_autoptr(GError) error = NULL;
    g_auto(GStrv) parts = g_strsplit(g_strchomp(line), " ", 2);
    const char *words = parts[0] == NULL || parts[1] == NULL ? "" : parts[1];
    for (size_t i = 0; i < G_N_ELEMENTS(commands); i++)
        if (g_strcmp0(parts[0], commands[i].name) == 0 &&
            !commands[i].command(fixture, words, &error))
            printf("error: %s", error->message);
    printf("\n");
    fflush(stdout);
}

static char *file_text(const char *name) {
    g_autoptr(GError) error = NULL;
    char *text = NULL;
    if (name != NULL && !g_file_get_contents(name, &text, NULL, &error))
        g_error("%s", error->message);
    return text;
}

static const char *option(char **options, const char *name) {
    for (; *options != NULL; options++)
        if (g_str_has_prefix(*options, name) && (*options)[strlen(name)] == '=')
            return *options + strlen(name) + 1;
    return NULL;
}

int main(int argc, char **argv) {
    static const JobKind kinds[] = {{MAIL_JOB, mail_send, MAIL_ATTEMPTS_MAX}, {0}};
    g_autoptr(GError) error = NULL;
    g_autoptr(Mailer) mailer = NULL;
    char line[1000];
    g_assert(argc >= 4);
    g_autofree char *key = file_text(option(argv + 4, "dkim"));
    MailSettings settings = {.smtp = argv[2],
                             .from = argv[3],
                             .user = option(argv + 4, "user"),
                             .password = option(argv + 4, "password"),
                             .ca_file = option(argv + 4, "ca"),
                             .dkim_key = key,
                             .dkim_selector = key == NULL ? NULL : "samsyn"};
    Fixture fixture = {.clock = instant_now().seconds};
    if (!mailer_new(&settings, &mailer, &error) || !db_create(argv[1], &fixture.db, &error) ||
        !db_migrate(fixture.db, &error))
        g_error("%s", error->message);
    fixture.worker = worker_new(&(WorkerOptions){.kinds = kinds,
                                                 .context = mailer,
                                                 .clock = clock_of,
                                                 .steady = steady_of,
                                                 .clock_data = &fixture});
    printf("ready: http://localhost:1\n");
    fflush(stdout);
    while (fgets(line, sizeof line, stdin) != NULL)
        obey(&fixture, line);
    worker_free(fixture.worker);
    db_close(fixture.db);
    return 0;
}
