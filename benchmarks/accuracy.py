"""Score kiextract on a folder of gold documents, with the scorer that lies beside them.

    python benchmarks/accuracy.py ../shared/gold/seeds
    python benchmarks/accuracy.py ../shared/gold/dev ../shared/gold/dev-city --errors

Several folders are scored as one. The folder above the first one must hold ``score.py`` and
``goldformat.py``. ``--dates-given`` passes the true document date of each gold document.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from kiextract import Extractor


def main() -> int:
    """Run the command line; the exit code is the scorer's."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("gold", type=Path, nargs="+", help="folders with *.gold.txt files")
    options.add_argument("--model", help="a spaCy pipeline instead of the bundled model")
    options.add_argument("--errors", action="store_true", help="list every miss and false find")
    options.add_argument("--dates-given", action="store_true", help="pass the true document dates")
    arguments = options.parse_args()
    tools = arguments.gold[0].resolve().parent
    sys.path.insert(0, str(tools))
    from goldformat import parse

    extractor = Extractor(arguments.model)
    with tempfile.TemporaryDirectory() as folder:
        gold, records = Path(folder, "gold"), Path(folder, "records.jsonl")
        gold.mkdir()
        with records.open("w", encoding="utf-8") as stream:
            for path in sorted(path for part in arguments.gold for path in part.glob("*.gold.txt")):
                (gold / path.name).symlink_to(path.resolve())
                document = parse(path)
                date = document.document_date if arguments.dates_given else None
                record = extractor.extract(document.text, source=f"{document.name}.txt", document_date=date)
                stream.write(record.model_dump_json() + "\n")
        command = [sys.executable, str(tools / "score.py"), str(gold), str(records)]
        return subprocess.run([*command, "--errors"] if arguments.errors else command, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
