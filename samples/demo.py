"""The demonstration of ``make demo``: two releases as tables, then all of them in one line each."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).parent
SHOWN = ("integration-kamen.txt", "haushalt-ludwigsburg.txt")


def kiextract(*arguments: str) -> str:
    """Run the command line as a user would and give its standard output."""
    command = [sys.executable, "-m", "kiextract", *arguments]
    print("$ kiextract", *arguments, flush=True)
    return subprocess.run(command, cwd=FOLDER, check=True, stdout=subprocess.PIPE, encoding="utf-8").stdout


def main() -> None:
    """Print the demonstration."""
    print(kiextract("parse", "--format", "table", *SHOWN))
    samples = sorted(path.name for path in FOLDER.glob("*.txt"))
    records = map(json.loads, kiextract("parse", "--format", "jsonl", *samples).splitlines())
    kinds = ("persons", "roles", "places", "amounts", "dates")
    print(f"{'document':<28}" + "".join(f"{kind:>9}" for kind in kinds))
    for record in records:
        print(f"{record['source']:<28}" + "".join(f"{len(record[kind]):>9}" for kind in kinds))


if __name__ == "__main__":
    main()
