"""docs/quality.md says which test holds which case: each named test exists, and each quoted string stands in its source.
quality_test.py SOURCE BUILD. Speaks TAP."""
import json
import pathlib
import re
import sys

root, build = map(pathlib.Path, sys.argv[1:])
CASES = range(1, 46)
HTTP_ON_BOTH = set(re.findall(r'"(http-[a-z]+)"', re.search(r"HTTP = \{([^}]*)\}", (root / "tests/on_postgresql.py").read_text())[1]))
RESULTS = ("holds", "partly: ", "not tried", "does not apply yet")


def introspected(name):
    return json.loads((build / "meson-info" / f"intro-{name}.json").read_text())


programs = {target["filename"][0]: [pathlib.Path(source) for group in target["target_sources"] for source in group.get("sources", [])]
            for target in introspected("targets")}
tests = {test["name"]: test for test in introspected("tests")}


def sources(name):
    """The source of a test: a C program's files, or the script with what it imports."""
    command = tests[name]["cmd"]
    if command[0] in programs:
        return [path for path in programs[command[0]] if path.is_relative_to(root) and not path.is_relative_to(build)]
    scripts = [pathlib.Path(word) for word in command[1:] if word.endswith((".mjs", ".py"))]
    imported = [path.parent / found for path in scripts for found in re.findall(r"from '(\./[^']+)'", path.read_text())]
    return scripts + imported


def on_both(name):
    suites = {suite.split(":")[-1] for suite in tests[name]["suite"]}
    return "postgresql" not in suites and "sqlite" not in suites and (
        name in HTTP_ON_BOTH or any("db/testdb.h" in path.read_text() for path in sources(name) if path.suffix == ".c"))


def wrong_in_test(name, mark, strings):
    if name not in tests:
        return [f"there is no test {name}"]
    text = "\n".join(path.read_text() for path in sources(name))
    wrong = [f"{name} has no “{string}”" for string in strings if string not in text]
    if (mark == "²") != on_both(name):
        wrong.append(f"{name} runs on {'both databases' if on_both(name) else 'one database'}, the mark ² says otherwise")
    return wrong


def wrong_in_row(cells):
    if len(cells) != 4:
        return ["has not four columns"]
    _, _, held, result = cells
    named = re.findall(r"\*\*([\w-]+)\*\*(²?)((?:[ ,]*`[^`]+`)*)", held)
    wrong = [one for name, mark, strings in named for one in wrong_in_test(name, mark, re.findall(r"`([^`]+)`", strings))]
    if not result.startswith(RESULTS):
        wrong.append(f"the result “{result}” is none of {RESULTS}")
    if result.startswith(("holds", "partly")) != bool(named):
        wrong.append("a case that holds has a test, one that is not tried has none")
    if any(not strings and not name.startswith("fuzz-") for name, _, strings in named):
        wrong.append("a test is named without saying where in it")
    return wrong


rows = [[cell.strip() for cell in line.strip().strip("|").split("|")]
        for line in (root / "docs/quality.md").read_text().splitlines() if re.match(r"\| \d+ \|", line)]
numbers = [row[0] for row in rows]
print(f"1..{len(CASES) + 1}")
print("ok 1 - all cases, in order" if numbers == [str(n) for n in CASES] else f"not ok 1 - all cases, in order\n# {numbers}")
for number, row in enumerate(rows[:len(CASES)], 2):
    wrong = wrong_in_row(row)
    print(f"{'not ok' if wrong else 'ok'} {number} - case {row[0]}: {row[1].replace('#', '')}")
    for one in wrong:
        print(f"# {one}")
