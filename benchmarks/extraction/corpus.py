"""The texts that all systems read: hard single sentences for how well, articles with changing figures for how fast."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from typing import Any

from evaluation.articles import SETS, articles_of
from evaluation.ties import tied_articles

from tachograph.core.document import Document
from tachograph.core.pack import Pack
from tachograph.core.sentences import split_sentences
from tachograph.extraction import extract_claims
from tachograph.reading import read_text

GOLD = Path(__file__).parents[2] / "evaluation" / "gold"
_NUMBER = re.compile(r"(?<![\w.,])\d+(?:,\d{3})*(?:\.\d+)?(?![\w])")
_YEAR = re.compile(r"(?:19|20)\d\d")
_PRIME = 7_919
SIZE = 3_000  # characters of an average article
_SHORT = 40  # characters: less is a heading


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


def average_articles(pack: Pack) -> list[Text]:
    """The annotated articles in English, but ``blind``, among sentences without figures, of the size of a news article."""
    documents = [one.document for name in SETS if name != "blind" for one in articles_of(name)]
    plain = cycle(_without_figures([*documents, *(one.document for one in tied_articles("train"))], pack))
    return [text_of("\n\n".join(_filled(d.text, plain)), d) for d in documents if d.lang == "en"]


def text_of(text: str, document: Document) -> Text:
    """A text published on the day of a document."""
    return Text(text, document.published.isoformat() if document.published else None)


def _without_figures(documents: Sequence[Document], pack: Pack) -> list[str]:
    found = (span.of(d.text) for d in documents if d.lang == "en" for span in split_sentences(d.text))
    plain = dict.fromkeys(s for s in found if len(s) > _SHORT and not any(c.isdigit() for c in s))
    return [sentence for sentence in plain if not extract_claims(read_text(sentence), pack)]


def _filled(text: str, plain: Iterator[str]) -> Iterator[str]:
    """An article and sentences without figures between its paragraphs and behind it, to the size of an average one."""
    paragraphs = [p for p in text.split("\n") if p.strip()]
    missing = SIZE - len(text)
    for paragraph in paragraphs:
        yield paragraph
        share, words = missing / len(paragraphs), list[str]()
        while sum(map(len, words)) < share:
            words.append(next(plain))
        if words:
            yield " ".join(words)


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
