"""docs/quality.md says which test holds which case: each named test exists, and each quoted string stands in its source.
quality_test.py SOURCE BUILD. Speaks TAP."""
import pathlib
import sys

from named_tests import NamedTests, rows_of, tell

root, build = map(pathlib.Path, sys.argv[1:])
CASES = range(1, 46)
RESULTS = ("holds", "partly: ", "not tried", "does not apply yet")
tests = NamedTests(root, build)


def wrong_in_row(cells):
    if len(cells) != 4:
        return ["has not four columns"]
    _, _, held, result = cells
    named = tests.named_in(held)
    wrong = [one for name, mark, strings in named for one in tests.wrong_in_test(name, mark, strings)]
    if not result.startswith(RESULTS):
        wrong.append(f"the result “{result}” is none of {RESULTS}")
    if result.startswith(("holds", "partly")) != bool(named):
        wrong.append("a case that holds has a test, one that is not tried has none")
    return wrong


rows = rows_of(root / "docs/quality.md", r"\| \d+ \|")
numbers = [row[0] for row in rows]
tell([("all cases, in order", [] if numbers == [str(n) for n in CASES] else [str(numbers)])] +
     [(f"case {row[0]}: {row[1]}", wrong_in_row(row)) for row in rows])
