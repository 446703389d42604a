"""``python -m kiosk``, and the ``kiosk`` command."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the command line; the exit code is 0 done, 1 refused, 2 wrong usage."""
    from kiosk.cli import main as command_line

    return command_line(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
