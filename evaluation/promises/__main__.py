"""Measure how well promises are found: ``python -m evaluation.promises [--raise] [--seeds DIRECTORY] [--errors tuned]``.

A promise is found if subject, deadline and kind are right. ``tuned`` is what the rules were written against; errors on
``held_out`` and ``fresh`` were mended after they had been measured once, those on ``unseen`` never. ``--seeds`` measures on articles that are not part of the
project. ``--raise`` raises the floors to what is measured now.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from evaluation.promises import FLOORS, HOME, Score, measured, raised, read_floors, rows, score, written


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--raise", dest="lift", action="store_true", help="raise the floors")
    parser.add_argument("--seeds", type=Path, help="directory with the articles of seeds.jsonl")
    parser.add_argument(
        "--errors", choices=("tuned", "held_out", "fresh"), help="print what is missed and what is wrong"
    )
    chosen = parser.parse_args()
    scores = measured()
    if chosen.seeds:
        scores["seeds"] = {"all": score(rows(HOME / "seeds.jsonl", chosen.seeds))}
    for name, by_language in scores.items():
        for language, one in by_language.items():
            print(_line(f"{name} {language}", one))
    if chosen.errors:
        print("\n".join(score(rows(HOME / f"{chosen.errors}.jsonl")).errors))
    if chosen.lift:
        FLOORS.write_text(written(raised(read_floors(), scores)), encoding="utf-8", newline="\n")


def _line(name: str, one: Score) -> str:
    return (
        f"{name:14} {one.right + one.missed:3} promises  precision {one.precision:.3f}  recall {one.recall:.3f}  "
        f"F1 {one.f1:.3f}"
    )


if __name__ == "__main__":
    main()
