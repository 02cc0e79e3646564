"""Names the tests that run on PostgreSQL as well: those whose program takes its database from src/db/testdb.h, and HTTP tests.
Reads what `meson introspect --tests` says; "quick" leaves the slow ones out."""
import json
import pathlib
import sys

HTTP = {"http-access", "http-login", "http-markup", "http-oidc", "http-samsyn", "http-sessions", "http-uploads"}
quick = sys.argv[1] == "quick"
for test in json.load(sys.stdin):
    program = pathlib.Path(test["cmd"][0])
    suites = {suite.split(":")[-1] for suite in test["suite"]}
    if "sqlite" in suites or quick and "slow" in suites:
        continue
    if test["name"] in HTTP or "postgresql" in suites or b"\0TEST_DATABASE\0" in program.read_bytes():
        print(test["name"])
