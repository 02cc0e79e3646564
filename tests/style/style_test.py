"""What the code must hold to, read from the sources: layers, sizes, banned formats. Speaks TAP."""
import pathlib
import re
import statistics
import subprocess
import sys

root = pathlib.Path(sys.argv[1])
source_files = sorted(p for p in [*root.glob("src/**/*.[ch]"), *root.glob("tools/**/*.[ch]")])
MAY_USE = {
    "base": {"base"},
    "db": {"base", "db"},
    "web": {"base", "web", "db/db.h"},
    "formats": {"base", "formats"},
    "services": {"base", "db", "services"},
    "ui": {"base", "web", "formats", "services", "ui"},
    "modules": {"base", "db", "web", "formats", "services", "ui", "modules"},
}
FUNCTION_MAX, FILE_MAX = 80, 800
results = []


def check(name, problems):
    results.append((name, problems))


def includes(path):
    return re.findall(r'^#include "([^"]+)"', path.read_text(), re.M)


def layering():
    for path in source_files:
        parts = path.relative_to(root).parts
        if parts[0] != "src" or len(parts) < 3 or parts[1] not in MAY_USE or path.stem.endswith("_test"):
            continue
        for include in includes(path):
            layer = include.split("/")[0]
            allowed = MAY_USE[parts[1]]
            if "/" in include and layer in MAY_USE and layer not in allowed and include not in allowed:
                yield f"{path.relative_to(root)} includes {include}"


def public_headers():
    """A module is used through its public headers: those whose name is not a view, a test's or generated."""
    for path in source_files:
        parts = path.relative_to(root).parts
        if parts[:2] != ("src", "modules") or path.stem.endswith("_test"):
            continue
        for include in includes(path):
            pieces = include.split("/")
            if pieces[0] == "modules" and pieces[1] != parts[2] and re.search(r"_(view|sql)\.h$", include):
                yield f"{path.relative_to(root)} reaches into {include}"


def one_server():
    users = [p for p in source_files if "<microhttpd.h>" in p.read_text()]
    if {str(p.relative_to(root)) for p in users} - {"src/web/server.c", "src/web/server_parts.h", "src/web/listen.c", "src/web/answer.c", "src/web/exchange.h"}:
        yield f"microhttpd.h is included by {[str(p.relative_to(root)) for p in users]}"


def functions():
    listed = subprocess.run(
        ["ctags", "-x", "--kinds-C=f", "--_xformat=%{input}\t%N\t%n\t%e", *map(str, source_files)],
        capture_output=True, text=True, check=True).stdout
    for line in listed.splitlines():
        path, name, first, last = line.split("\t")
        if last.isdigit():
            yield path, name, int(first), int(last) - int(first) + 1


def sizes():
    lengths = list(functions())
    files = [(p, len(p.read_text().splitlines())) for p in source_files]
    print(f"# functions: {len(lengths)}, median {statistics.median(n for *_, n in lengths)}, "
          f"longest {max(n for *_, n in lengths)}; files: {len(files)}, median {statistics.median(n for _, n in files)}, "
          f"longest {max(n for _, n in files)}")
    for path, name, first, length in lengths:
        if length > FUNCTION_MAX:
            yield f"{path}:{first} {name} has {length} lines"
    for path, length in files:
        if length > FILE_MAX:
            yield f"{path} has {length} lines"


def literal_formats():
    """printf-like calls must have a literal format, so that no text of a person is ever one."""
    call = re.compile(r"\b(?:arena_printf|g_strdup_printf|g_string_append_printf|g_string_printf|fprintf|printf|fail)\(([^;]*)", re.S)
    position = {"arena_printf": 1, "g_strdup_printf": 0, "g_string_append_printf": 1, "g_string_printf": 1, "fprintf": 1, "printf": 0, "fail": 2}
    for path in source_files:
        if path.stem in ("arena", "error") and path.parent.name == "base":
            continue  # where these calls are defined
        text = path.read_text()
        for found in call.finditer(text):
            name = found.group(0).split("(")[0]
            depth, arguments, start = 0, [], found.start(1)
            for i in range(start, len(text)):
                c = text[i]
                if c == '"':
                    break
                if c in "([{":
                    depth += 1
                elif c in ")]}":
                    if depth == 0:
                        break
                    depth -= 1
                elif c == "," and depth == 0:
                    arguments.append(i)
                    if len(arguments) > position[name]:
                        line = text.count("\n", 0, start) + 1
                        yield f"{path.relative_to(root)}:{line} {name} with a format that is no literal"
                        break


# Who puts SQL together of pieces, in how many places and of what: never of what anybody wrote.
MADE_OF_NAMES = {
    "src/db/copy.c": (4, "names of tables and columns, from the database's own catalogue"),
    "src/db/db_pg.c": (3, "numbers, and the name of a table of ours"),
    "src/db/db_sqlite.c": (3, "a number, the name of a table of ours, a file that SQLite quotes itself"),
    "src/db/pg_schema.c": (1, "ranges of characters"),
}


def no_made_up_sql():
    """quality.md 29: SQL stands in .sql files, which sqlc compiles; outside src/db no C file has any, and inside it none is formatted or
    put together, but in the files above."""
    word = r'(?:SELECT|INSERT|UPDATE|DELETE|CREATE|ALTER|DROP|TRUNCATE|PRAGMA|VACUUM|ATTACH|COPY|GRANT|MERGE|REPLACE|SET)\s'
    literal = re.compile(rf'"\s*(?:{word}|WITH\s[^"]*\sAS\s)[^"]*')
    made = re.compile(rf'\b\w*(?:printf|g_string_\w+|g_strconcat|g_strjoin\w*|arena_join)\s*\([^;]*?"\s*{word}')
    gives = re.compile(r"\b(?:db_run_script|sqlite3_exec|sqlite3_prepare\w*|PQexec|PQprepare|PQsend\w+)\s*\(")
    for path in source_files:
        name = str(path.relative_to(root))
        if not name.startswith("src/") or re.search(r"(_test|_sample|/testdb\w*)\.[ch]$|/testing/", name):
            continue
        text = path.read_text()
        inside = name.startswith("src/db/")
        places = [f"{name}:{text.count(chr(10), 0, found.start()) + 1} makes up SQL: {found[0][:60]}"
                  for found in (made if inside else literal).finditer(text)]
        if len(places) != MADE_OF_NAMES.get(name, (0,))[0]:
            yield from places or [f"{name} makes up no SQL any more"]
        if not inside and gives.search(text):
            yield f"{name} gives SQL of its own to the database"


def rules_written_once():
    """Rules are kept until their edition is another, which configuration.c sets before it writes any of them."""
    written = re.compile(r"(?:INTO|UPDATE|DELETE FROM)\s+(?:rule|element|collaboration)\b", re.I)
    for path in sorted(root.glob("src/**/*.sql")):
        for query in path.read_text().split("-- name: ")[1:]:
            name = query.split()[0]
            if not written.search(query):
                continue
            for source in source_files:
                if f"sql_{name}(" in source.read_text() and source.name != "configuration.c":
                    yield f"{source.relative_to(root)} calls {name}"


def no_fork():
    """quality.md 36: a process that is forked while the database is open can lose its locks. banned.h names those that are called most."""
    call = re.compile(r"\b(?:v?fork|clone3?|daemon|system|popen)\s*\(")
    for path in source_files:
        if path.relative_to(root).parts[0] != "src" or "test" in path.stem or path.name == "banned.h":
            continue
        for found in call.finditer(path.read_text()):
            yield f"{path.relative_to(root)} calls {found[0]}"


def no_inline_styles():
    for path in sorted(root.glob("src/**/*.html")):
        for number, line in enumerate(path.read_text().splitlines(), 1):
            if re.search(r"\sstyle=|<style|\son[a-z]+=", line):
                yield f"{path.relative_to(root)}:{number} has an inline style or event"


def header_comments():
    """Every public prototype of a module, a service or a layer stands under a comment."""
    for path in sorted(root.glob("src/**/*.h")):
        if path.stem.endswith(("_test", "_view")) or "testing" in path.parts:
            continue
        text = path.read_text()
        if re.search(r"^[a-zA-Z].*\);", text, re.M) and "/*" not in text:
            yield f"{path.relative_to(root)} has prototypes and no comment"


def audit_words():
    """The log says every action in words, and offers every noun to filter by."""
    words = (root / "src/modules/audit_log/words.c").read_text()
    said = set(re.findall(r'\{"([a-z_.-]+)",\s*N_\(', words))
    for path in sorted([*root.glob("src/modules/**/*.c"), *root.glob("src/services/**/*.c")]):
        text = path.read_text()
        if path.stem.endswith("_test") or '#include "services/audit/audit.h"' not in text:
            continue
        for action in sorted(set(re.findall(r'"([a-z_]+\.[a-z_.-]+)"', text))):
            for needed in (action, action.split(".")[0]):
                if needed not in said:
                    yield f"{path.relative_to(root)} writes {action}, and src/modules/audit_log/words.c has no words for {needed}"


check("layers point one way", layering())
check("modules keep to each other's public headers", public_headers())
check("only the server knows libmicrohttpd", one_server())
check("functions and files keep their size", sizes())
check("29 formats are literals", literal_formats())
check("29 SQL is no made-up text", no_made_up_sql())
check("36 nothing forks", no_fork())
check("templates hold no inline style or event", no_inline_styles())
check("rules are written by who sets their edition", rules_written_once())
check("headers are explained", header_comments())
check("the log has words for what is written to it", audit_words())
print(f"1..{len(results)}")
for number, (name, problems) in enumerate(results, 1):
    found = list(problems)
    for problem in found:
        print(f"# {problem}")
    print(f"{'not ok' if found else 'ok'} {number} {name}")
