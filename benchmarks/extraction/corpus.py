"""The texts that all systems read: hard single sentences for how well, articles with changing figures for how fast."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tachograph.extraction.sentences import split_sentences

GOLD = Path(__file__).parents[2] / "evaluation" / "gold"
_NUMBER = re.compile(r"(?<![\w.,])\d+(?:,\d{3})*(?:\.\d+)?(?![\w])")
_YEAR = re.compile(r"(?:19|20)\d\d")
_PRIME = 7_919


@dataclass(frozen=True)
class Text:
    """A text with the ISO date that it was published on."""

    text: str
    day: str | None


def gold_sentences() -> list[dict[str, Any]]:
    """The annotated sentences of ``evaluation/gold/sentences.jsonl``."""
    lines = (GOLD / "sentences.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def articles() -> list[Text]:
    """The English articles of ``evaluation/gold/dev``; the peers read no or little Chinese."""
    return _articles("en")


def chinese_articles() -> list[Text]:
    """The Chinese articles of ``evaluation/gold/dev``."""
    return _articles("zh")


def _articles(lang: str) -> list[Text]:
    rows = [json.loads(path.read_text("utf-8")) for path in sorted((GOLD / "dev").glob("*.json"))]
    return [Text(r["text"], r["published"]) for r in rows if r["lang"] == lang]


def sentences(texts: list[Text]) -> list[Text]:
    """The sentences of the texts, each a text of its own."""
    return [Text(span.of(t.text), t.day) for t in texts for span in split_sentences(t.text)]


def varied(texts: list[Text], rounds: int) -> Iterator[list[Text]]:
    """The texts, round after round with other figures, so that nothing remembered of one round helps in the next.

    Numbers keep their length and form; years and numbers below ten stay, so that the dates do.
    """
    for n in range(rounds):
        yield [Text(_changed(t.text, n), t.day) for t in texts]


def _changed(text: str, n: int) -> str:
    return _NUMBER.sub(lambda match: _other(match.group(), n), text)


def _other(number: str, n: int) -> str:
    if n == 0 or len(number) < 2 or _YEAR.fullmatch(number):
        return number
    digits = [c for c in number if c.isdigit()]
    size = 10 ** (len(digits) - 1)
    moved = size + (int("".join(digits)) - size + n * _PRIME) % (9 * size)  # the first digit stays above zero
    fresh = iter(str(moved).zfill(len(digits)))
    return "".join(next(fresh) if c.isdigit() else c for c in number)
