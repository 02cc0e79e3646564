#include "common/generate.h"
#include "po/catalog.h"
#include "po/collect.h"

#include <stdio.h>
#include <string.h>

static Catalog *read_catalog(const char *path, GError **error) {
    size_t length;
    g_autofree char *text = read_source(path, CATALOG_LIMIT, &length, error);
    g_autoptr(GPtrArray) catalog = text == NULL ? NULL : catalog_parse(path, text, error);
    if (catalog == NULL || !catalog_check_places(path, catalog, error))
        return NULL;
    return g_steal_pointer(&catalog);
}

static void append_entry(GString *source, const Message *message) {
    g_string_append(source, "    {");
    append_c_string(source, message->msgid, strlen(message->msgid));
    g_string_append(source, ",\n     ");
    append_c_string(source, message->msgstr, strlen(message->msgstr));
    g_string_append(source, "},\n");
}

static bool compile(const char *language, const char *po, const char *target, GError **error) {
    g_autoptr(GPtrArray) catalog = read_catalog(po, error);
    if (catalog == NULL)
        return false;
    g_autoptr(GString) source = g_string_new("#include \"web/translate.h\"\n\n");
    guint count = 0;
    g_string_append_printf(source, "const TrEntry tr_%s[] = {\n", language);
    for (guint i = 0; i < catalog->len; i++) {
        if (!message_is_translated(catalog_at(catalog, i)))
            continue;
        append_entry(source, catalog_at(catalog, i));
        count++;
    }
    g_string_append_printf(source, "    {\"\", \"\"}};\nconst size_t tr_%s_count = %u;\n", language,
                           count);
    return g_file_set_contents(target, source->str, (gssize)source->len, error);
}

static void append_pot_string(GString *pot, const char *keyword, const char *text) {
    g_string_append_printf(pot, "%s ", keyword);
    append_c_string(pot, text, strlen(text));
    g_string_append_c(pot, '\n');
}

static void append_pot_entry(GString *pot, const Message *message) {
    append_pot_string(pot, "msgid", message->msgid);
    g_string_append(pot, "msgstr \"\"\n\n");
}

static bool collect(const char *root, const char *target, GError **error) {
    g_autoptr(GPtrArray) catalog = collect_messages(root, error);
    if (catalog == NULL)
        return false;
    g_autoptr(GString) pot =
        g_string_new("msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\n\"\n\n");
    for (guint i = 0; i < catalog->len; i++) {
        g_string_append(pot, catalog_at(catalog, i)->places);
        append_pot_entry(pot, catalog_at(catalog, i));
    }
    printf("%u texts\n", catalog->len);
    return g_file_set_contents(target, pot->str, (gssize)pot->len, error);
}

/* Prints the entries that the .po file lacks, to be added to it and filled in. */
static bool missing(const char *root, const char *po, GError **error) {
    g_autoptr(GPtrArray) texts = collect_messages(root, error);
    g_autoptr(GPtrArray) catalog = texts == NULL ? NULL : read_catalog(po, error);
    g_autoptr(GString) entries = g_string_new("\n");
    if (catalog == NULL)
        return false;
    for (guint i = 0; i < texts->len; i++)
        if (catalog_find(catalog, catalog_at(texts, i)->msgid) == NULL)
            append_pot_entry(entries, catalog_at(texts, i));
    printf("%.*s", (int)entries->len - 1, entries->str);
    return true;
}

/* Prints every msgid of `from` that `in` does not have (translated, when `translated`), and counts
 * them. */
static guint print_absent(const char *heading, const Catalog *from, const Catalog *in,
                          bool translated) {
    guint count = 0;
    for (guint i = 0; i < from->len; i++) {
        const Message *found = catalog_find(in, catalog_at(from, i)->msgid);
        if (found != NULL && (!translated || message_is_translated(found)))
            continue;
        printf("# %s: %s\n", heading, catalog_at(from, i)->msgid);
        count++;
    }
    return count;
}

static bool check(const char *root, const char *po, bool complete, GError **error) {
    g_autoptr(GPtrArray) texts = collect_messages(root, error);
    g_autoptr(GPtrArray) catalog = texts == NULL ? NULL : read_catalog(po, error);
    if (catalog == NULL)
        return false;
    guint absent = print_absent("missing", texts, catalog, true);
    guint unused = print_absent("unused", catalog, texts, false);
    bool done = !complete || absent + unused == 0;
    printf("%sok 1 - %s: %u texts, %u missing, %u unused\n1..1\n", done ? "" : "not ", po,
           texts->len, absent, unused);
    if (!done)
        printf("# what is missing, to be filled in: po missing %s %s >> %s\n", root, po, po);
    return true;
}

int main(int count, char **arguments) {
    g_autoptr(GError) error = NULL;
    bool done;
    if (count == 5 && strcmp(arguments[1], "compile") == 0) {
        done = compile(arguments[2], arguments[3], arguments[4], &error);
    } else if (count == 4 && strcmp(arguments[1], "collect") == 0) {
        done = collect(arguments[2], arguments[3], &error);
    } else if (count == 4 && strcmp(arguments[1], "check") == 0) {
        done = check(arguments[2], arguments[3], false, &error);
    } else if (count == 4 && strcmp(arguments[1], "complete") == 0) {
        done = check(arguments[2], arguments[3], true, &error);
    } else if (count == 4 && strcmp(arguments[1], "missing") == 0) {
        done = missing(arguments[2], arguments[3], &error);
    } else {
        fprintf(stderr,
                "usage: po compile LANGUAGE FILE.po FILE.c\n       po collect SRC FILE.pot\n"
                "       po check|complete|missing SRC FILE.po\n");
        return 2;
    }
    if (!done)
        fprintf(stderr, "%s\n", error->message);
    return done ? 0 : 1;
}
