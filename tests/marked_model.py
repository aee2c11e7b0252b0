"""A --model whose pipeline does to its process what a document asks for: die, hang, or want all memory.

It is an installed package where its folder is on PYTHONPATH. So crashes and hangs reach the
worker processes by the way that a real one would: out of the model's code.
"""

from __future__ import annotations

from pathlib import Path

NAME = "marked_model_for_tests"

SOURCE = """
import os, signal, time
import spacy
from spacy.language import Language

PATTERNS = [{"label": "PER", "pattern": "Max Muster"}, {"label": "LOC", "pattern": "Solingen"}]

@Language.component("marked_model_for_tests")
def obey(doc):
    text = doc.text
    if "TÖTE" in text:
        os.kill(os.getpid(), signal.SIGKILL)
    if "SCHLAFE" in text:
        time.sleep(3600)
    if "EINMAL" in text:  # only the first time
        marker = text.split("EINMAL ")[1].split()[0]
        if not os.path.exists(marker):
            open(marker, "w").close()
            os.kill(os.getpid(), signal.SIGKILL)
    if "FRISS" in text:
        bytearray(2**40)
    return doc

def load(**_):
    nlp = spacy.blank("de")
    nlp.add_pipe("entity_ruler").add_patterns(PATTERNS)
    nlp.add_pipe("marked_model_for_tests")
    return nlp
"""


def save(folder: Path) -> Path:
    """Write the package into a folder and give that folder, fit for PYTHONPATH."""
    package = folder / NAME
    package.mkdir(parents=True)
    (package / "__init__.py").write_text(SOURCE, encoding="utf-8")
    (package / "meta.json").write_text('{"lang": "de", "name": "marked", "version": "1"}', encoding="utf-8")
    installed = folder / f"{NAME}-1.dist-info"
    installed.mkdir()
    metadata = f"Metadata-Version: 2.1\nName: {NAME}\nVersion: 1\n"
    (installed / "METADATA").write_text(metadata, encoding="utf-8")
    return folder
