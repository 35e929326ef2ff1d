"""Floors: the F1 per language and measure below which nobody wants to fall again."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tachograph.core.errors import SourceError
from tachograph.scoring.measures import Score
from tachograph.scoring.rows import MEASURES


@dataclass(frozen=True, slots=True)
class Floor:
    """The F1 not to fall below, and the highest that was ever measured, if that is recorded."""

    floor: float
    highest: float | None = None


Floors = Mapping[str, Mapping[str, Floor]]
"""Per language, per measure."""


def read_floors(path: Path) -> Floors:
    """Floors from a TOML file: per language a table ``measure = 0.8`` or ``measure = {floor = 0.8, highest = 0.805}``.

    Raises:
        SourceError: if it cannot be read or is not of that form.
    """
    mend = "write a table per language, with measure = floor between 0 and 1"
    try:
        raw = tomllib.loads(path.read_text("utf-8"))
        return {lang: _language(lang, measures) for lang, measures in raw.items()}
    except OSError as error:
        raise SourceError(str(path), f"cannot be read ({error.strerror})", "check the name and permissions") from None
    except ValueError as error:  # of TOML and UTF-8 too
        raise SourceError(str(path), " ".join(str(error).split()), mend) from None


def fallen(floors: Floors, measured: Mapping[str, Score]) -> tuple[str, ...]:
    """A line on each floor that is not held; one that there is no article to measure on is not."""
    lines = []
    for lang, measures in floors.items():
        if lang not in measured:
            lines.append(f"{lang}: there is no article to measure its floors on")
            continue
        for measure, floor in measures.items():
            f1 = measured[lang].f1(measure)
            if f1 < floor.floor:
                lines.append(f"{lang} {measure}: F1 {f1:.4f} is below its floor {floor.floor:.4f}")
    return tuple(lines)


def _language(lang: str, raw: object) -> dict[str, Floor]:
    if not isinstance(raw, dict):
        raise ValueError(f"{lang} is no table")  # noqa: TRY004 - wrong content of a file
    return {measure: _floor(lang, measure, value) for measure, value in raw.items()}


def _floor(lang: str, measure: str, raw: Any) -> Floor:
    if measure not in MEASURES:
        raise ValueError(f"{lang} has a floor for {measure}, which is none of {' '.join(MEASURES)}")
    given = raw if isinstance(raw, dict) else {"floor": raw}
    shares = [given.get("floor"), given.get("highest", 1)]
    if not all(isinstance(share, int | float) and not isinstance(share, bool) and 0 <= share <= 1 for share in shares):
        raise ValueError(f"the floor of {lang} {measure} is no number between 0 and 1")
    return Floor(given["floor"], given.get("highest"))
