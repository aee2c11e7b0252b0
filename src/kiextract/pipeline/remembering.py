"""Answers about words that are kept at hand: most words of a text stood in the text before."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any, TypeVar, cast

MOST_WORDS = 65_536
"""Answers that each question keeps."""
LONGEST_WORD = 1_000
"""Code points of the longest word whose answers are kept: words without end would fill the memory."""

Question = TypeVar("Question", bound=Callable[..., Any])

_questions: list[Any] = []


def remembered(question: Question) -> Question:
    """Make a pure function of a word remember its answers (a decorator)."""
    asked = lru_cache(MOST_WORDS)(question)
    _questions.append(asked)
    return cast(Question, asked)


def forget_after(text: str) -> None:
    """Forget all answers if a text had words without end; to be called when it was read."""
    if max(map(len, text.split()), default=0) > LONGEST_WORD:
        for question in _questions:
            question.cache_clear()
