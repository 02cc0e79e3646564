"""Counts the test cases of a run of meson test: prints "passed failed skipped". Takes its JUnit file, whose name ends in
.junit.xml; the log beside it, in JSON, also knows of programs that broke down, which count as one failure."""
import json
import sys
import xml.etree.ElementTree as tree

junit = sys.argv[1]
with open(junit.removesuffix(".junit.xml") + ".json") as log:
    broken = {test["name"] for test in map(json.loads, log) if test["result"] not in ("OK", "SKIP", "EXPECTEDFAIL")}

passed = failed = skipped = 0
for suite in tree.parse(junit).getroot().iter("testsuite"):
    before = failed
    for case in suite.iter("testcase"):
        if case.find("failure") is not None or case.find("error") is not None:
            failed += 1
        elif case.find("skipped") is not None:
            skipped += 1
        else:
            passed += 1
    if failed > before:
        broken = {name for name in broken if not suite.get("name").endswith(name)}
print(passed, failed + len(broken), skipped)
