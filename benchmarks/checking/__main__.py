"""Errors planted in annotated articles, and which of them the checker finds: ``python -m benchmarks.checking``.

Writes ``docs/benchmarks/checking.md``. ``--misses FAMILY`` lists what is not found instead, ``--json`` writes every case.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path

from benchmarks.checking import listing, page
from benchmarks.checking.articles import Article
from benchmarks.checking.families import FAMILIES, Family
from benchmarks.checking.measuring import measure, sample
from benchmarks.checking.running import MODES

_PAGE = Path(__file__).parents[2] / "docs" / "benchmarks" / "checking.md"


def main() -> None:
    """Measure, and write the page or print the misses."""
    arguments = _parser().parse_args()
    modes = [arguments.mode] if arguments.mode else MODES
    measured = measure(_wanted(arguments), modes, whole=not (arguments.sample or arguments.misses))
    if arguments.json:
        rows = [listing.row(outcome) for outcome in measured.outcomes]
        arguments.json.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    if arguments.misses:
        print("\n".join(listing.misses(measured.outcomes)))
    elif arguments.sample or arguments.mode:
        print(page.tables(measured))
    else:
        arguments.page.parent.mkdir(parents=True, exist_ok=True)
        arguments.page.write_text(page.write(measured), encoding="utf-8")
        print(page.tables(measured))


def _wanted(arguments: argparse.Namespace) -> Callable[[Article, Family], bool]:
    """Whether a family's errors in an article are asked for."""

    def wanted(article: Article, family: Family) -> bool:
        return arguments.misses in (None, family.name) and (not arguments.sample or sample(article, family))

    return wanted


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.checking", description=__doc__)
    parser.add_argument("--misses", metavar="FAMILY", choices=[f.name for f in FAMILIES], help="list what is not found")
    parser.add_argument("--mode", choices=MODES, help="check the annotators' claims only, or the extracted ones only")
    parser.add_argument("--sample", action="store_true", help="only the cases that the tests take")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every case with what came of it")
    parser.add_argument("--page", type=Path, default=_PAGE)
    return parser


if __name__ == "__main__":
    main()
