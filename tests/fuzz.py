"""Feed the readers and the drawing what strangers may bring:
``python -m tests.fuzz [--seconds 60] [--only NAME] [--guided]``.

Each target (:mod:`tests.fuzz_targets`) takes bytes and may answer, or refuse with a sentence;
anything else is a fault, kept in ``--keep DIR``. Bytes are mutated from good files of each kind:
turned bits, pages moved, lengths cut, words put in, in what is packed too. ``--guided`` lets
atheris (``pip install kiosk[guided]``) choose by coverage, ``--seconds`` for each target; else the
mutations are drawn from a seed, so that a run can be repeated.
"""

from __future__ import annotations

import argparse
import io
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
import traceback
import zipfile
from pathlib import Path

from kiosk.language import Language, Refusal
from tests.fuzz_targets import HARD_TEXTS, Target, targets

SLOWEST_S = 20.0
_WORDS: tuple[bytes, ...] = (
    *(b"\x00", b"\xff\xfe", b"=1+1", b"'", b'"', b"../", b"%s", b"{x}", b"<!ENTITY", b"\xe1\x9e"),
    *(b"9" * 400, b"-1", b"1e999", b"nan", b"[" * 2000, b"null", b"\n", b",", b";", b"\\u0000"),
    *(b"\xed\xa0\x80", "\u200b".encode() * 200, "្ក".encode() * 300, "\u202e".encode()),
    *(text.encode() for text in HARD_TEXTS),
)


def mutated(seed: bytes, chance: random.Random) -> bytes:
    """``seed`` with one to eight things wrong; of what is packed, as often something inside."""
    if seed.startswith(b"PK") and chance.random() < 0.7:
        return _mutated_inside(seed, chance)
    content = bytearray(seed)
    for _ in range(chance.randint(1, 8)):
        place = chance.randrange(len(content) + 1)
        kind = chance.randrange(6)
        if kind == 0 and content:
            content[place % len(content)] ^= 1 << chance.randrange(8)
        elif kind == 1:
            content[place:place] = chance.choice(_WORDS)
        elif kind == 2:
            del content[place : place + chance.choice((1, 4, 100, 4096))]
        elif kind == 3:
            other = chance.randrange(len(content) + 1)
            length = chance.choice((4, 64, 512, 4096))
            content[place : place + length] = content[other : other + length]
        elif kind == 4:
            content[place : place + 4] = chance.randbytes(4)
        else:
            word = chance.choice(_WORDS)
            content[place : place + len(word)] = word
    return bytes(content)


def _mutated_inside(seed: bytes, chance: random.Random) -> bytes:
    """A package of which one part has things wrong, with its checksums right."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(seed)) as old, zipfile.ZipFile(out, "w") as new:
        names = old.namelist()
        chosen = chance.choice(names)
        for name in names:
            content = old.read(name)
            new.writestr(name, mutated(content, chance) if name == chosen else content)
    return out.getvalue()


def tried(target: Target, content: bytes, folder: Path) -> str:
    """What went wrong with ``content``, empty where it was read or refused in words."""
    place = folder / "try"
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    started = time.monotonic()
    try:
        target.read(content, place)
    except Refusal as refusal:
        return "" if all(map(refusal.text, Language)) else "refused without words"
    except Exception:
        return traceback.format_exc()
    took = time.monotonic() - started
    return f"took {took:.0f} s" if took > SLOWEST_S else ""


def run(seconds: float, *, seed: int, only: str = "", keep: Path | None = None) -> dict[str, str]:
    """Try mutations for so long, each target in turn; answers faults by their last line."""
    faults: dict[str, str] = {}
    counts: dict[str, int] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        chosen = {k: v for k, v in targets(folder).items() if k.startswith(only)}
        until, chance = time.monotonic() + seconds, random.Random(seed)
        while time.monotonic() < until:
            for target_name, target in chosen.items():
                content = mutated(chance.choice(target.seeds), chance)
                fault = tried(target, content, folder)
                counts[target_name] = counts.get(target_name, 0) + 1
                if fault:
                    key = f"{target_name}: {where(fault)}"
                    if key not in faults and keep is not None:
                        keep.mkdir(exist_ok=True)
                        (keep / f"{len(faults):03d}-{target_name}").write_bytes(content)
                    faults.setdefault(key, fault)
    for target_name, count in counts.items():
        print(f"{target_name}: {count} tries")
    print(f"{sum(counts.values())} tries on {len(counts)} targets, {len(faults)} faults")
    return faults


def where(fault: str) -> str:
    """The last line of the program's own in a traceback, and the error."""
    lines = fault.strip().splitlines()
    own = [line.strip() for line in lines if "/kiosk/" in line]
    return f"{own[-1] if own else ''} {lines[-1][:120]}"


_DONE = re.compile(r"Done (\d+) runs in (\d+) second")


def guided(seconds: float, *, only: str = "", keep: Path | None = None) -> dict[str, str]:
    """Let atheris try each target for so long, each in a process of its own."""
    faults: dict[str, str] = {}
    with tempfile.TemporaryDirectory() as name:
        (Path(name) / "names").mkdir()
        names = [each for each in targets(Path(name) / "names") if each.startswith(only)]
    for each in names:
        with tempfile.TemporaryDirectory() as name:
            faults |= _guided_one(each, seconds, Path(name), keep)
    return faults


def _guided_one(name: str, seconds: float, folder: Path, keep: Path | None) -> dict[str, str]:
    command = [sys.executable, "-m", "tests.fuzz_guided", name, f"{seconds:.0f}", str(folder)]
    ended = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    done = _DONE.search(ended.stderr)
    found = {
        f"{name}: {where(file.read_text('utf-8'))}": file.read_text("utf-8")
        for file in sorted((folder / "faults").glob("*.txt"))
    }
    if done is None:  # the process itself ended: a crash, or no more memory or time
        found[f"{name}: {ended.returncode}"] = ended.stderr[-3000:]
    if keep is not None and found:
        shutil.copytree(folder / "faults", keep / name, dirs_exist_ok=True)
    runs = done[1] if done else "?"
    print(f"{name}: {runs} executions, {len(found)} faults", flush=True)
    return found


def main() -> int:
    """Try, and print what was found; 1 where there are faults."""
    parser = argparse.ArgumentParser(description="Feed the readers and the drawing.")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="")
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--guided", action="store_true")
    options = parser.parse_args()
    if options.guided:
        faults = guided(options.seconds, only=options.only, keep=options.keep)
    else:
        faults = run(options.seconds, seed=options.seed, only=options.only, keep=options.keep)
    for key, fault in faults.items():
        print(f"\n{key}\n{fault}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
