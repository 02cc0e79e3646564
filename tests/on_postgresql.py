"""Names the tests that run on PostgreSQL as well: those whose program takes its database from src/db/testdb.h, and HTTP tests.
Reads what `meson introspect --tests` says; "quick" leaves the slow ones out."""
import json
import pathlib
import sys

HTTP = {"http-access", "http-login", "http-markup", "http-oidc", "http-round_faults", "http-samsyn", "http-sessions", "http-stories", "http-uploads"}


def suites(test):
    return {suite.split(":")[-1] for suite in test["suite"]}


def on_both(test):
    """Whether a test runs on SQLite and on PostgreSQL."""
    program = pathlib.Path(test["cmd"][0])
    return not suites(test) & {"sqlite", "postgresql"} and (test["name"] in HTTP or b"\0TEST_DATABASE\0" in program.read_bytes())


if __name__ == "__main__":
    for test in json.load(sys.stdin):
        if ("postgresql" in suites(test) or on_both(test)) and not (sys.argv[1] == "quick" and "slow" in suites(test)):
            print(test["name"])
