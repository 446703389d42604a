"""One target of the fuzzer under atheris, which chooses by coverage what to try next; started by
``python -m tests.fuzz --guided``: ``python -m tests.fuzz_guided TARGET SECONDS FOLDER``."""

from __future__ import annotations

import sys
from pathlib import Path


def main() -> None:
    """Try until the time is over; each fault is written into the folder once."""
    import atheris  # type: ignore[import-untyped,import-not-found,unused-ignore]

    with atheris.instrument_imports(include=["kiosk"]):
        from tests.fuzz import tried, where
        from tests.fuzz_targets import targets
    name, seconds, folder = sys.argv[1], sys.argv[2], Path(sys.argv[3])
    target = targets(folder)[name]
    corpus, faults = folder / "corpus", folder / "faults"
    for each in (corpus, faults):
        each.mkdir()
    for number, seed in enumerate(target.seeds):
        (corpus / f"seed{number}").write_bytes(seed)
    known: set[str] = set()

    def one(content: bytes) -> None:
        fault = tried(target, content, folder)
        if fault and where(fault) not in known:
            (faults / f"{len(known):03d}.txt").write_text(fault, "utf-8")
            (faults / f"{len(known):03d}.bin").write_bytes(content)
            known.add(where(fault))

    longest = 4 * max(map(len, target.seeds)) + 4096
    bounds = [f"-max_total_time={seconds}", "-timeout=60", "-rss_limit_mb=3000"]
    atheris.Setup([sys.argv[0], *bounds, f"-max_len={longest}", str(corpus)], one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
