"""Raise the floors of ``floors.toml`` to what is measured now on ``gold/dev``: ``python -m evaluation.floors``.

A floor lies :data:`MARGIN` below the highest F1 that was ever measured, and both only rise.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import floor as rounded_down
from pathlib import Path

from evaluation.articles import ROOT, articles_of, evaluated
from tachograph.scoring import MEASURES, Floor, Floors, by_language, read_floors

PATH = ROOT / "floors.toml"
MARGIN = 0.005
_HEAD = """\
# F1 on the articles in evaluation/gold/dev: the highest that was measured, and the floor that no change may fall below.
# Written by `python -m evaluation.floors`, which only raises them.
"""


def raised(floors: Floors, measured: Mapping[str, Mapping[str, float]]) -> Floors:
    """The floors after a measurement (F1 by language and measure); none is lower than before, none goes."""
    languages = sorted({*floors, *measured})
    return {lang: _language(floors.get(lang, {}), measured.get(lang, {})) for lang in languages}


def written(floors: Floors) -> str:
    """The floors as TOML."""
    return _HEAD + "".join(
        f"\n[{lang}]\n" + "".join(f"{m} = {_table(measures[m])}\n" for m in MEASURES if m in measures)
        for lang, measures in floors.items()
    )


def _language(floors: Mapping[str, Floor], measured: Mapping[str, float]) -> dict[str, Floor]:
    names = [measure for measure in MEASURES if measure in floors or measure in measured]
    return {name: _raised(floors.get(name), measured.get(name)) for name in names}


def _raised(before: Floor | None, f1: float | None) -> Floor:
    known = [] if before is None else [before.floor if before.highest is None else before.highest]
    highest = max([*known, *([] if f1 is None else [_cut(f1)])])
    return Floor(max(_cut(highest - MARGIN), 0.0 if before is None else before.floor), highest)


def _cut(f1: float) -> float:
    """Four decimals, cut off rather than rounded, so that what was measured is never above itself."""
    return max(0.0, rounded_down(f1 * 10_000 + 1e-6) / 10_000)


def _table(floor: Floor) -> str:
    highest = "" if floor.highest is None else f", highest = {floor.highest:.4f}"
    return f"{{floor = {floor.floor:.4f}{highest}}}"


def main(path: Path = PATH) -> None:
    before = read_floors(path)
    scores = by_language(evaluated(articles_of("gold/dev")).articles)
    measured = {lang: {measure: score.f1(measure) for measure in MEASURES} for lang, score in scores.items()}
    after = raised(before, measured)
    path.write_text(written(after), encoding="utf-8", newline="\n")
    for lang, measures in after.items():
        for measure, floor in measures.items():
            old = before.get(lang, {}).get(measure)
            if old is None or old.floor < floor.floor:
                print(f"{lang} {measure}: {'none' if old is None else f'{old.floor:.4f}'} -> {floor.floor:.4f}")


if __name__ == "__main__":
    main()
