"""Counts the test cases of a JUnit file: prints "passed failed skipped"."""
import sys
import xml.etree.ElementTree as tree

passed = failed = skipped = 0
for suite in tree.parse(sys.argv[1]).getroot().iter("testsuite"):
    cases = list(suite.iter("testcase"))
    for case in cases:
        if case.find("failure") is not None or case.find("error") is not None:
            failed += 1
        elif case.find("skipped") is not None:
            skipped += 1
        else:
            passed += 1
    if int(suite.get("errors", 0)) + int(suite.get("failures", 0)) > 0 and not any(
            case.find("failure") is not None or case.find("error") is not None for case in cases):
        failed += 1
print(passed, failed, skipped)
