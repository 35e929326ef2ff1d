"""Texts of any length and one shape: articles, and what nobody would write but a broken page may hold."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from benchmarks.extraction.corpus import articles, chinese_articles


@dataclass(frozen=True)
class Shape:
    """A shape of text: ``make`` gives one of about so many characters."""

    name: str
    make: Callable[[int], str]
    lang: str = "en"


def _repeated(piece: str) -> Callable[[int], str]:
    return lambda size: piece * max(1, size // len(piece))


@cache
def _joined(lang: str) -> str:
    """The articles of a language one after the other."""
    return "".join(f"{t.text}\n\n" for t in (chinese_articles() if lang == "zh" else articles()))


def _article_text(lang: str) -> Callable[[int], str]:
    return lambda size: (_joined(lang) * (size // len(_joined(lang)) + 1))[:size]


def _nested(size: int) -> str:
    return "(" * (size // 2) + ")" * (size // 2)


_PIECES = {
    "digits": "1234567890",
    "open brackets": "(",
    "one sentence of words": "the carmaker said that it would go on with ",
    "one sentence of figures": "rose 5% to 1,234 units, ",
    "one sentence of percentages": "12% ",
    "a paragraph per line": "BYD sold 12,345 cars in May 2024.\n",
    "one paragraph": "BYD sold 12,345 cars in May 2024. ",
    "no spaces": "abcdefghij",
    "no spaces, capitals": "Abcdefgh",
    "commas": ",",
    "dots": ".",
    "currency signs": "$",
    "names": "BYD ",
    "unknown names": "Alpha Beta rose. ",
    "years": "2024 ",
    "months without a year": "in May ",
    "the full year": "the full year ",
    "times and figures": "in May (x) 5% ",
    "regions and segments": "12,000 NEVs in China, ",
    "words for aims": "sold, planned, ",
    "number words": "one hundred and ",
    "headings": "## Sales in May\n\n",
    "tables of lines": "| Maker | May | YoY |\n|---|---|---|\n| BYD | 1,234 | 5% |\n| NIO | 2,345 | 6% |\n\nAnd so on.\n\n",
    "tables in prose": "BYD 1,234 5% NIO 2,345 6% XPeng 3,456 7%. Then it went on. ",
    "one line of table cells": "| BYD | 1,234 | 5% ",
}
_CHINESE = {
    "Chinese without marks": "比亚迪销量增长百分之十二汽车市场继续扩大",
    "Chinese figures without marks": "销量12万辆",
}

SHAPES = (
    Shape("articles", _article_text("en")),
    Shape("Chinese articles", _article_text("zh"), "zh"),
    Shape("nested brackets", _nested),
    *(Shape(name, _repeated(piece)) for name, piece in _PIECES.items()),
    *(Shape(name, _repeated(piece), "zh") for name, piece in _CHINESE.items()),
)
