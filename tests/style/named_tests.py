"""Which tests there are, as `meson test` knows them, and whether what a document says of them stands in their source."""
import json
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parents[1]))
import on_postgresql  # noqa: E402


class NamedTests:
    def __init__(self, root, build):
        self.root, self.build = root, build
        self.programs = {target["filename"][0]: [pathlib.Path(source) for group in target["target_sources"] for source in group.get("sources", [])]
                         for target in self.introspected("targets")}
        self.tests = {test["name"]: test for test in self.introspected("tests")}

    def introspected(self, name):
        return json.loads((self.build / "meson-info" / f"intro-{name}.json").read_text())

    def sources(self, name):
        """The source of a test: a C program's files, or the script with what it imports."""
        command = self.tests[name]["cmd"]
        if command[0] in self.programs:
            return [path for path in self.programs[command[0]] if path.is_relative_to(self.root) and not path.is_relative_to(self.build)]
        scripts = [pathlib.Path(word) for word in command[1:] if word.endswith((".mjs", ".py"))]
        imported = [path.parent / found for path in scripts for found in re.findall(r"from '(\./[^']+)'", path.read_text())]
        return scripts + imported

    def wrong_in_test(self, name, mark, strings):
        if name not in self.tests:
            return [f"there is no test {name}"]
        text = "\n".join(path.read_text() for path in self.sources(name))
        wrong = [f"{name} has no “{string}”" for string in strings if string not in text]
        on_both = on_postgresql.on_both(self.tests[name])
        if (mark == "²") != on_both:
            wrong.append(f"{name} runs on {'both databases' if on_both else 'one database'}, the mark ² says otherwise")
        if not strings and not name.startswith("fuzz-"):
            wrong.append(f"{name} is named without saying where in it")
        return wrong

    def named_in(self, text):
        """(name, mark, strings) of each **name**² `string`, `string`."""
        return [(name, mark, re.findall(r"`([^`]+)`", strings)) for name, mark, strings in re.findall(r"\*\*([\w-]+)\*\*(²?)((?:[ ,]*`[^`]+`)*)", text)]


def rows_of(document, pattern):
    """The cells of the lines of tables that begin with `pattern`."""
    return [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in document.read_text().splitlines() if re.match(pattern, line)]


def tell(results):
    """(name, what is wrong) of each check, as TAP."""
    print(f"1..{len(results)}")
    for number, (name, wrong) in enumerate(results, 1):
        print(f"{'not ok' if wrong else 'ok'} {number} - {name.replace('#', '')}")
        for one in wrong:
            print(f"# {one}")
