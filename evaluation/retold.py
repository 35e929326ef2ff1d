"""How well annotated articles are read that are set or worded otherwise: ``python -m evaluation.retold``.

What is told stays the same, and so does the annotation; only its places move. What an article loses by being told in
other words shows how far rules fit words instead of the language, without any new annotation.
"""

from __future__ import annotations

import argparse
import re
import textwrap
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, partial
from pathlib import Path
from typing import Any

from evaluation.articles import SETS, articles_of, evaluated
from tachograph.core.document import Document
from tachograph.pipeline.articles import check_texts
from tachograph.scoring import GoldArticle
from tachograph.scoring.measures import Score, score

ROOT = Path(__file__).parent
_CELLS = "|"
_COLUMNS, _LETTERS = 76, 72
_HAN = re.compile(r"[\u2e80-\u9fff\uff00-\uffef]")
_PIECE = re.compile(r"(?:[\w.,%+-]+|[^\n])[，。；：、！？）”]*", re.ASCII)
_WIDE = {ord(digit): chr(ord(digit) + 0xFEE0) for digit in "0123456789"}


@dataclass(frozen=True, slots=True)
class Edit:
    """A stretch of a text, and what stands there instead."""

    start: int
    end: int
    new: str


@dataclass(frozen=True, slots=True)
class Retelling:
    """A way to tell the same otherwise. ``setting`` is true if only how the text is set changes, no word of it.

    ``subjects`` are those who are called otherwise, as annotated and as told.
    """

    name: str
    lang: str
    edits: Callable[[str], Sequence[Edit]]
    setting: bool = False
    subjects: Mapping[str, str] = field(default_factory=dict)


def retellings() -> tuple[Retelling, ...]:
    """All ways, those of setting first."""
    return (*_settings(), *_wordings(), *_unknown())


def retold(article: GoldArticle, way: Retelling) -> GoldArticle | None:
    """An article told otherwise, its annotation in the places where it now stands; ``None`` if nothing changes."""
    edits = way.edits(article.document.text)
    if article.document.lang != way.lang or not edits:
        return None
    document = article.document
    told = Document(
        document.source, apply(document.text, edits), document.title, document.outlet, document.published, document.lang
    )
    claims = tuple(
        {**row, **_moved(row["start"], row["end"], edits), **_called(row, way.subjects)} for row in article.claims
    )
    return replace(article, document=told, claims=claims)


def apply(text: str, edits: Iterable[Edit]) -> str:
    """The text with the edits, which are in order and do not overlap."""
    out, last = [], 0
    for edit in edits:
        out += [text[last : edit.start], edit.new]
        last = edit.end
    return "".join([*out, text[last:]])


def _moved(start: int, end: int, edits: Sequence[Edit]) -> dict[str, int]:
    shift = sum(len(e.new) - (e.end - e.start) for e in edits if e.end <= start)
    grown = sum(len(e.new) - (e.end - e.start) for e in edits if start < e.end <= end)
    return {"start": start + shift, "end": max(start + shift + 1, end + shift + grown)}


def _called(row: Mapping[str, Any], subjects: Mapping[str, str]) -> dict[str, str | None]:
    told = subjects.get(row["subject"] or "")
    return {} if told is None else {"subject": told, "subject_id": None}


# --- set otherwise ----------------------------------------------------------------------------------------------------


def _settings() -> Iterator[Retelling]:
    yield Retelling("lines of 72 letters", "en", _by_line(_filled), setting=True)
    yield Retelling("two blanks between sentences", "en", _replaced(r"(?<=[a-z)%]\.) (?=[A-Z])", "  "), setting=True)
    yield Retelling("fixed blanks", "en", _replaced(r"(?<=\d) (?=[a-z])", "\u00a0"), setting=True)
    yield Retelling("thin blanks in numbers", "en", _replaced(r"(?<=\d),(?=\d{3}\b)", "\u202f"), setting=True)
    yield Retelling("curly apostrophes", "en", _replaced(r"(?<=\w)'", "\u2019"), setting=True)
    yield Retelling("long dashes", "en", _replaced(r" [-–] ", " — "), setting=True)
    yield Retelling(
        "a paragraph for each sentence", "en", _replaced(r"(?<=[a-z0-9%)]\.) (?=[A-Z][a-z]+ )", "\n\n"), setting=True
    )
    yield Retelling("one paragraph", "en", _replaced(r"(?<=[.!?])\n\n(?=[A-Z][^\n|]{60})", " "), setting=True)
    yield Retelling("lines of 38 characters", "zh", _by_line(_in_columns), setting=True)
    yield Retelling(
        "blanks around figures",
        "zh",
        _replaced(r"(?<=[\u4e00-\u9fff])(?=\d)|(?<=[\d%])(?=[\u4e00-\u9fff])", " "),
        setting=True,
    )
    yield Retelling(
        "wide digits", "zh", _replaced(r"(?<!\d)\d+(?=[辆台家])", lambda m: m[0].translate(_WIDE)), setting=True
    )
    yield Retelling("marks of a Latin keyboard", "zh", _replaced("，", ","), setting=True)
    yield Retelling(
        "indented paragraphs", "zh", _replaced(r"(?m)^(?=[\u4e00-\u9fff][^\n|]{40})", "\u3000\u3000"), setting=True
    )
    yield Retelling(
        "a paragraph for each sentence", "zh", _replaced(r"(?<=。)(?=[\u4e00-\u9fff])", "\n\n"), setting=True
    )
    yield Retelling(
        "one paragraph", "zh", _replaced(r"(?<=[。！？])\n\n(?=[\u4e00-\u9fff][^\n|]{30})", ""), setting=True
    )


def _replaced(pattern: str, new: str | Callable[[re.Match[str]], str]) -> Callable[[str], Sequence[Edit]]:
    compiled = re.compile(pattern)

    def edits(text: str) -> Sequence[Edit]:
        return [Edit(*m.span(), new(m) if callable(new) else m.expand(new)) for m in compiled.finditer(text)]

    return edits


def _by_line(fill: Callable[[str], Iterable[Edit]]) -> Callable[[str], Sequence[Edit]]:
    """Edits of every line of prose."""

    def edits(text: str) -> Sequence[Edit]:
        found, start = [], 0
        for line in text.split("\n"):
            if _CELLS not in line:
                found += [Edit(start + e.start, start + e.end, e.new) for e in fill(line)]
            start += len(line) + 1
        return found

    return edits


def _filled(line: str) -> Iterator[Edit]:
    end = 0
    for part in textwrap.wrap(line, _LETTERS, break_long_words=False, break_on_hyphens=False)[:-1]:
        end = line.index(part, end) + len(part)
        yield Edit(end, end + 1, "\n")


def _in_columns(line: str) -> Iterator[Edit]:
    used = 0
    for piece in _PIECE.finditer(line):
        columns = sum(2 if _HAN.match(c) else 1 for c in piece[0])
        if used and used + columns > _COLUMNS:
            yield Edit(piece.start(), piece.start(), "\n")
            used = 0
        used += columns


# --- worded otherwise -------------------------------------------------------------------------------------------------


@cache
def _listed() -> Mapping[str, Any]:
    return tomllib.loads((ROOT / "retellings.toml").read_text("utf-8"))


def _wordings() -> Iterator[Retelling]:
    for lang in ("en", "zh"):
        for one in _listed()[lang]:
            for new in one["told"]:
                yield Retelling(f"{one['words']} > {new}", lang, _replaced(one["pattern"], new))


def _unknown() -> Iterator[Retelling]:
    """The sellers under names that nobody knows."""
    sellers = _listed()["unknown"]
    for lang in ("en", "zh"):
        names = {spelling: one[lang] for one in sellers for spelling in one[f"{lang}_names"]}
        words = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
        pattern = rf"\b(?:{words})\b" if lang == "en" else words
        edits = _replaced(pattern, partial(_renamed, names))
        yield Retelling("sellers nobody knows", lang, edits, subjects={one["subject"]: one[lang] for one in sellers})


def _renamed(names: Mapping[str, str], match: re.Match[str]) -> str:
    return names[match[0]]


# --- what is lost -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Loss:
    """What the articles to which a way applies score as they are, and told that way."""

    way: Retelling
    articles: int
    before: Score
    after: Score


def losses(articles: Sequence[GoldArticle], ways: Iterable[Retelling]) -> Iterator[Loss]:
    """For each way that applies to any of the articles."""
    plain = {one.id: scored for one, scored in zip(articles, evaluated(articles).articles, strict=True)}
    for way in ways:
        told = [new for one in articles if (new := retold(one, way)) is not None]
        if told:
            after = score(evaluated(told).articles)
            yield Loss(way, len(told), score([plain[one.id] for one in told]), after)


def doubts(texts: Iterable[str], way: Retelling) -> Iterator[str]:
    """The doubts about texts without errors that are told in a way."""
    for text in texts:
        if edits := way.edits(text):
            (checked,) = check_texts([apply(text, edits)])
            yield from (f.message for f in checked.findings if f.verdict in ("contradicted", "implausible"))


def main() -> None:
    """Print F1 of what is read in full, as given and retold, and the doubts about true texts."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.retold", description=__doc__)
    parser.add_argument(
        "--clean", action="store_true", help="list the doubts about the texts of evaluation/clean instead"
    )
    parser.add_argument("--way", default="", help="only ways with this in their name")
    given = parser.parse_args()
    ways = [way for way in retellings() if given.way in way.name]
    if given.clean:
        _print_doubts(ways)
        return
    articles = [one for name in SETS for one in articles_of(name)]
    print("| told | articles | figures | full, as given | retold |\n| --- | ---: | ---: | ---: | ---: |")
    for loss in losses(articles, ways):
        f1 = f"{loss.before.f1('full'):.3f} | {loss.after.f1('full'):.3f}"
        print(f"| {loss.way.lang}: {loss.way.name} | {loss.articles} | {loss.before.gold} | {f1} |", flush=True)


def _print_doubts(ways: Iterable[Retelling]) -> None:
    paths = sorted((ROOT / "clean").glob("*.txt"))
    for way in ways:
        texts = [path.read_text("utf-8") for path in paths if path.name.startswith(way.lang)]
        for message in doubts(texts, way):
            print(f"{way.lang}: {way.name}: {message}", flush=True)


if __name__ == "__main__":
    main()
