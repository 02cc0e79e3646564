"""docs/asvs.md has each item of ASVS 5.0 at levels 1 and 2, and what it names is there: tests with their strings, cases of
docs/quality.md that hold, files. asvs_test.py SOURCE BUILD. Speaks TAP."""
import pathlib
import re
import sys
from collections import Counter

from named_tests import NamedTests, rows_of, tell

root, build = map(pathlib.Path, sys.argv[1:])
# The levels of each section's items, from the first; those of level 3 come last in every section.
LEVELS = {
    "1.1": "22", "1.2": "111112222", "1.3": "11222222222", "1.4": "222", "1.5": "12",
    "2.1": "122", "2.2": "112", "2.3": "1222", "2.4": "2",
    "3.2": "11", "3.3": "1222", "3.4": "112222", "3.5": "11122", "3.7": "22",
    "4.1": "122", "4.2": "2", "4.3": "22", "4.4": "1222",
    "5.1": "2", "5.2": "112", "5.3": "11", "5.4": "222",
    "6.1": "122", "6.2": "111111112222", "6.3": "1122", "6.4": "1122", "6.5": "22222", "6.6": "222", "6.8": "2222",
    "7.1": "222", "7.2": "1111", "7.3": "22", "7.4": "11222", "7.5": "22", "7.6": "22",
    "8.1": "12", "8.2": "112", "8.3": "1", "8.4": "2",
    "9.1": "111", "9.2": "1222",
    "10.1": "22", "10.2": "22", "10.3": "2222", "10.4": "11111222222", "10.5": "22222", "10.6": "22", "10.7": "222",
    "11.1": "22", "11.2": "222", "11.3": "112", "11.4": "1222", "11.5": "2", "11.6": "2",
    "12.1": "122", "12.2": "11", "12.3": "2222",
    "13.1": "2", "13.2": "22222", "13.3": "22", "13.4": "12222",
    "14.1": "22", "14.2": "1222", "14.3": "122",
    "15.1": "122", "15.2": "122", "15.3": "1222222",
    "16.1": "2", "16.2": "22222", "16.3": "2222", "16.4": "222", "16.5": "222",
    "17.1": "2", "17.2": "2222", "17.3": "22",
}
STATES = ("met", "partly", "not met", "no")
document = root / "docs/asvs.md"
tests = NamedTests(root, build)
tried = {row[0] for row in rows_of(root / "docs/quality.md", r"\| \d+ \|") if row[3].startswith(("holds", "partly"))}


def cases_in(text):
    return [number for group in re.findall(r"\bcases? ([\d, ]+)", text) for number in re.findall(r"\d+", group)]


def files_in(text):
    return re.findall(r"`((?:src|docs|assets|tools|packaging|migrations|tests)/[\w./-]+|meson\.build)`", text)


def wrong_in_row(cells):
    if len(cells) != 5:
        return ["has not five columns"]
    _, _, _, state, held = cells
    wrong = [one for found in tests.named_in(held) for one in tests.wrong_in_test(*found)]
    wrong += [f"case {number} of quality.md holds nothing" for number in cases_in(held) if number not in tried]
    wrong += [f"there is no file {name}" for name in files_in(held) if not (root / name).exists()]
    if state not in STATES:
        wrong.append(f"“{state}” is none of {STATES}")
    if not held:
        wrong.append("says neither what holds it nor what is missing")
    return wrong


def wrong_sums(rows):
    states = Counter((row[0].split(".")[0], row[3]) for row in rows)
    wanted = [[chapter, *(str(states[chapter, state]) for state in STATES)] for chapter in map(str, range(1, 18))]
    wanted.append(["all", *(str(sum(states[str(chapter), state] for chapter in range(1, 18))) for state in STATES)])
    said = [[re.sub(r"^V(\d+).*", r"\1", row[0]).replace("All 253", "all"), *row[1:]] for row in rows_of(document, r"\| (V\d+|All)\b")]
    return [] if said == wanted else [f"should say {row}" for row in wanted if row not in said] or ["the rows are not in order"]


items = rows_of(document, r"\| \d+\.\d+\.\d+ \|")
expected = [[f"{section}.{number}", level] for section, levels in LEVELS.items() for number, level in enumerate(levels, 1)]
given = [row[:2] for row in items]
tell([("every item, in order, with its level", [str(one) for one in expected if one not in given] or ([] if given == expected else ["more than there are"])),
      ("the sums", wrong_sums(items))] +
     [(f"item {row[0]}: {row[2]}", wrong_in_row(row)) for row in items])
