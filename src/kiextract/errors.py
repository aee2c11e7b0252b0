"""Every error that a user can meet: one sentence that names the thing, the cause and the remedy."""

from __future__ import annotations


class KiextractError(Exception):
    """An expected error; ``str()`` gives the sentence, ``type`` a stable word for the kind."""

    type = "error"


class ModelError(KiextractError):
    """A names model that cannot be used."""

    type = "model"

    @classmethod
    def missing(cls, model: str) -> ModelError:
        """The named spaCy pipeline is not installed."""
        return cls(
            f"The model {model!r} is not installed: get it with "
            f"'python -m spacy download {model}', or leave --model out to use the bundled one."
        )

    @classmethod
    def unusable(cls, model: str, error: Exception) -> ModelError:
        """The named spaCy pipeline is there but does not load."""
        reason = " ".join(str(error).split())[:200]
        return cls(
            f"The model {model!r} cannot be loaded ({reason}): install one that fits this spaCy, "
            "or leave --model out to use the bundled one."
        )

    @classmethod
    def without_entities(cls, model: str) -> ModelError:
        """The named spaCy pipeline finds no entities."""
        return cls(
            f"The model {model!r} finds no entities: choose a spaCy pipeline with PER, LOC and ORG "
            "(such as de_core_news_sm), or leave --model out to use the bundled one."
        )
