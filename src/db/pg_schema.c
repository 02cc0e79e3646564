#include "db/pg_schema.h"

#include <glib.h>

/* Code points are marks or not as GLib says, as in text_fold(). */
static char *mark_ranges(Arena *arena) {
    g_autoptr(GString) ranges = g_string_new(NULL);
    for (gunichar at = 0x80; at <= 0x10FFFF; at++) {
        if (!g_unichar_ismark(at))
            continue;
        gunichar first = at;
        while (g_unichar_ismark(at + 1))
            at++;
        g_string_append_printf(ranges, "\\U%08X-\\U%08X", first, at);
    }
    return arena_strndup(arena, ranges->str, ranges->len);
}

static const char role_and_turn[] =
    "DO $$ BEGIN"
    "  PERFORM pg_advisory_xact_lock(x'53414d53'::bigint);"
    "  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '" PG_ROLE "') THEN"
    "    BEGIN CREATE ROLE " PG_ROLE " NOLOGIN;"
    /* other databases of the cluster share the role, but not the lock */
    "    EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END;"
    "  END IF;"
    "  IF NOT pg_has_role('" PG_ROLE "', 'MEMBER') THEN"
    "    EXECUTE format('GRANT " PG_ROLE " TO %I', current_user);"
    "  END IF;"
    "  CREATE TABLE IF NOT EXISTS " PG_TURN " ();"
    "END $$;";

/* As SQLite's, whose collation is ICU's as well and knows no order beyond it. */
static const char collation[] =
    "CREATE COLLATION IF NOT EXISTS swedish (provider = icu, locale = 'sv', deterministic = "
    "false);";

static const char functions[] =
    "CREATE OR REPLACE FUNCTION instr(text, text) RETURNS bigint"
    " LANGUAGE sql IMMUTABLE PARALLEL SAFE AS 'SELECT strpos($1, $2)::bigint';"
    "CREATE OR REPLACE FUNCTION group_concat_step(text, text, text) RETURNS text"
    " LANGUAGE sql IMMUTABLE PARALLEL SAFE"
    " AS 'SELECT CASE WHEN $2 IS NULL THEN $1 ELSE coalesce($1 || $3, '''') || $2 END';"
    "CREATE OR REPLACE AGGREGATE group_concat(text, text)"
    " (SFUNC = group_concat_step, STYPE = text);";

/* text_fold(): å ä ö hide behind capitals, of which there are none left, while accents are taken
 * off. Of Cherokee and some medieval Cyrillic letters the two know other capitals. */
static char *fold(Arena *arena) {
    return arena_printf(
        arena,
        "CREATE OR REPLACE FUNCTION fold(text) RETURNS text"
        " LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$"
        " SELECT translate(regexp_replace(replace(normalize(translate("
        "   replace(replace(normalize(lower(normalize($1, NFKC) COLLATE \"und-x-icu\"), NFKC),"
        "     'ß', 'ss'), 'ς', 'σ'),"
        "   'åäæöø', 'ABBCC'), NFD), U&'\\0345', 'ι'), '[%s]', '', 'g'), 'ABC', 'åäö') $$;",
        mark_ranges(arena));
}

char *pg_schema_first(Arena *arena) {
    return arena_printf(arena, "%s%s%s%s", role_and_turn, collation, functions, fold(arena));
}

const char pg_schema_after_migration[] =
    "DO $$ DECLARE r record; BEGIN"
    "  FOR r IN SELECT c.oid, c.relname FROM pg_class c"
    "    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'collaboration'"
    "      AND NOT a.attisdropped"
    "    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')"
    "      AND NOT EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid)"
    "  LOOP"
    "    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', r.relname);"
    "    EXECUTE format('CREATE POLICY collaboration ON %I TO " PG_ROLE " USING"
    " (current_setting(''" PG_SCOPE "'', true) IN (''*'', collaboration::text))', r.relname);"
    "  END LOOP;"
    "  FOR r IN SELECT conrelid::regclass AS owner, conname FROM pg_constraint"
    "    WHERE contype = 'f' AND NOT condeferrable AND connamespace = 'public'::regnamespace"
    "  LOOP"
    "    EXECUTE format('ALTER TABLE %s ALTER CONSTRAINT %I DEFERRABLE', r.owner, r.conname);"
    "  END LOOP;"
    "  GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO " PG_ROLE ";"
    "  IF to_regclass('public.schema_migration') IS NOT NULL THEN"
    "    REVOKE INSERT, UPDATE, DELETE ON schema_migration FROM " PG_ROLE ";"
    "  END IF;"
    "END $$;";
