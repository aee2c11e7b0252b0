"""Write the record of every sample beside it: ``python samples/update.py``. Review the difference."""

from __future__ import annotations

from pathlib import Path

from kiextract import Extractor

FOLDER = Path(__file__).parent

if __name__ == "__main__":
    extractor = Extractor()
    for path in sorted(FOLDER.glob("*.txt")):
        record = extractor.extract(path.read_text(encoding="utf-8"), source=path.name)
        path.with_suffix(".json").write_text(record.model_dump_json(indent=2) + "\n", encoding="utf-8")
