"""Everything that is made to fail under the desk, by one command, as a table:
``python -m tests.faults [--rounds 3]``.

These are the tests marked ``faults``; each makes the fault really happen (a full tmpfs, EIO from a
disk, a killed printer, a folder mounted twice) and checks that the desk says a sentence, that work
goes on where it can, and that nothing is half-written.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from dataclasses import dataclass, field

import pytest


@dataclass
class Tried:
    """How often one kind of fault was made, and what was said; in the order of the tests."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0
    said: dict[str, None] = field(default_factory=dict)


class Table:
    """A pytest plug-in that gathers what the marked tests show."""

    def __init__(self) -> None:
        self.tried: defaultdict[str, Tried] = defaultdict(Tried)
        self._what: dict[str, str] = {}

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Note of each test what it makes fail."""
        for item in items:
            marker = item.get_closest_marker("faults")
            if marker is not None:
                self._what[item.nodeid] = str(marker.args[0])

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Count a test once: when it was called, or where it did not come so far."""
        tried = self.tried[self._what.get(report.nodeid, "")]
        if report.when == "call" or report.outcome != "passed":
            tried.passed += report.passed
            tried.failed += report.failed
            tried.skipped += report.skipped
        if report.when == "teardown":
            tried.said |= {str(said): None for key, said in report.user_properties if said}

    def lines(self) -> list[str]:
        """The table as Markdown."""
        head = [
            "| fault | tried | as it should | failed | the desk said, such as |",
            "|" + "---|" * 5,
        ]
        return head + [_line(what, tried) for what, tried in sorted(self.tried.items())]


def _line(what: str, tried: Tried) -> str:
    said = next(iter(tried.said), "")
    count = f"{tried.passed + tried.failed}" + (f" ({tried.skipped} skipped)" * bool(tried.skipped))
    return f"| {what} | {count} | {tried.passed} | {tried.failed} | {said.replace('|', '/')} |"


def main() -> int:
    """Make everything fail, print the table; 1 where something was not as it should be."""
    parser = argparse.ArgumentParser(description="Make everything fail under the desk.")
    parser.add_argument("--rounds", type=int, default=1)
    rounds, table, code = parser.parse_args().rounds, Table(), 0
    for _ in range(rounds):
        quiet = ["-q", "-m", "faults", "--no-header", "-p", "no:cacheprovider", "tests"]
        code = max(code, int(pytest.main(quiet, plugins=[table])))
    print("\n".join(table.lines()))
    return code


if __name__ == "__main__":
    sys.exit(main())
