"""The scorecards that are trained on articles, as the files that are shipped."""

from __future__ import annotations

from pathlib import Path

import tachograph.packs
from tachograph.core.scorecard import Scorecard

PACKS = Path(tachograph.packs.__file__).parent


def written(card: Scorecard, what: str, program: str) -> str:
    """The scorecard as TOML; ``what`` says what its weights are, ``program`` is the module that trains it."""
    head = f"{what} Written by\n`python -m {program}`, which trains it on articles. Not to be edited by hand."
    comment = "".join(f"# {line}\n" for line in head.splitlines())
    curve = "".join(f"    [{stated:.3f}, {right:.3f}],\n" for stated, right in card.curve)
    curve = f"curve = [\n{curve}]\n" if curve else ""
    weights = "".join(f'"{name}" = {weight:+.2f}\n' for name, weight in sorted(card.weights.items()))
    return f"{comment}\nbase = {card.base:+.2f}\n{curve}\n[weights]\n{weights}"
