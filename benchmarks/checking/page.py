"""The page of results, made of what was measured."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from benchmarks.checking.articles import SETS
from benchmarks.checking.families import FAMILIES
from benchmarks.checking.judging import Outcome, Tally, tally
from benchmarks.checking.measuring import Measured

_HEAD = """# Errors planted, and what checking finds of them

Made by `python -m benchmarks.checking`; do not edit.

"""


def write(measured: Measured) -> str:
    """The page."""
    return _HEAD + tables(measured)


def tables(measured: Measured) -> str:
    """All tables, in Markdown."""
    parts = [_whole(measured)]
    for (name, mode), found in _groups(measured.outcomes):
        parts.append(f"## `{name}`, {mode} claims, by family\n\n" + _by_family(found))
    return "\n".join(parts)


def _groups(outcomes: tuple[Outcome, ...]) -> Iterator[tuple[tuple[str, str], list[Outcome]]]:
    for name in SETS:
        for mode in dict.fromkeys(o.mode for o in outcomes):
            found = [o for o in outcomes if o.mode == mode and o.case.clean.set == name]
            if found:
                yield (name, mode), found


def _whole(measured: Measured) -> str:
    rows = []
    for (name, mode), found in _groups(measured.outcomes):
        alarms = measured.alarms.get((name, mode))
        rate = "–" if alarms is None else f"{len(alarms)} / {measured.articles[name]}"
        rows.append((f"`{name}`, {mode}", *_cells(tally(found)), rate))
    return _table(("articles, claims", *_TITLES, "false alarms / clean article"), rows)


def _by_family(outcomes: list[Outcome]) -> str:
    groups = ((f.name, [o for o in outcomes if o.case.family.name == f.name]) for f in FAMILIES)
    return _table(("family", *_TITLES), [(f"`{name}`", *_cells(tally(found))) for name, found in groups if found])


_TITLES = (
    "cases", "can be seen", "contradicted", "or implausible", "precision", "located", "blame right",
    "tie said", "repaired", "abstained",
)  # fmt: skip


def _cells(t: Tally) -> tuple[str, ...]:
    return (
        str(t.cases),
        str(t.seen),
        _share(t.contradicted, t.seen),
        _share(t.doubted, t.seen),
        _share(t.touching, t.alarms),
        _share(t.located, t.identifiable),
        _share(t.just, t.accused),
        _share(t.ties, t.ambiguous),
        _share(t.mended, t.slips),
        _share(t.abstained, t.others),
    )


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.2f} ({part}/{whole})" if whole else "–"


def _table(titles: Iterable[str], rows: Iterable[tuple[str, ...]]) -> str:
    titles = tuple(titles)
    lines = [titles, ("---", *("---:" for _ in titles[1:])), *rows]
    return "".join("| " + " | ".join(line) + " |\n" for line in lines)
