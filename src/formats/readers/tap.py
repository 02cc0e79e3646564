"""Tests in Python that speak TAP: functions named test_…, in the order they stand."""
import traceback


class Skip(Exception):
    """Raised by a test that cannot run here; the message says why."""


def run(tests):
    """`tests`: a module's globals()."""
    functions = [(name, f) for name, f in tests.items() if name.startswith("test_") and callable(f)]
    print(f"1..{len(functions)}")
    for number, (name, function) in enumerate(functions, 1):
        title = name.removeprefix("test_").replace("_", " ")
        try:
            function()
            print(f"ok {number} - {title}")
        except Skip as why:
            print(f"ok {number} - {title} # SKIP {why}")
        except Exception:
            print("# " + traceback.format_exc().replace("\n", "\n# "))
            print(f"not ok {number} - {title}")


def same(found, wanted, what=""):
    assert found == wanted, f"{what}: {found!r}, not {wanted!r}"
