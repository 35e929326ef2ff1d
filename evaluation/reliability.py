"""Learn how reliable each source is from where sources overlap: ``python -m evaluation.reliability``.

Writes ``packs/cars/reliability.toml`` and prints what was learned. Every figure of a source is held against what the
others say of the same thing, copies of one report counted once and the source itself left out. Where a primary source
speaks, its word is the truth; else the figure that most of the others give. Two that differ, with nobody else to
judge between them, are each half wrong. A source's rate of errors is shrunk towards that of all by a Beta prior whose
strength is the one that explains the sources' counts best.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import lgamma
from pathlib import Path

import tachograph.packs
from tachograph.checking.corpus.sources import independent
from tachograph.checking.corpus.statements import Sayings, group_of
from tachograph.checking.variables import Statement, Variable
from tachograph.core.observation import Observation
from tachograph.core.pack import Pack
from tachograph.core.site import site_of
from tachograph.packs.loader import load_pack

PACK = "cars"
PATH = Path(tachograph.packs.__file__).parent / PACK / "reliability.toml"
STRENGTHS = (2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0)
FEWEST = 3  # comparisons below which a source is like any other
_HEAD = """\
# How often a source's figure is right, by kind of figure; "base" is that of a source that was never compared.
# Written by `python -m evaluation.reliability`, which learns it from where sources overlap. Not to be edited by hand.
"""

Key = tuple[str, str]
"""A site and a group of figures."""


@dataclass(frozen=True, slots=True)
class Trial:
    """One figure of a site held against the others: 1 if it is the odd one out, 0 if not, one half if nobody can tell."""

    site: str
    group: str
    wrong: float


@dataclass(frozen=True)
class Learned:
    """The chance of being right by group, and by site and group; how it came about."""

    base: Mapping[str, float]
    sites: Mapping[Key, float]
    compared: Mapping[Key, int]
    strength: float


def trials(pack: Pack) -> tuple[Trial, ...]:
    """All comparisons that the observations of a pack allow, in their order."""
    sayings = Sayings.of(pack)
    cells: dict[Variable, list[int]] = {}
    for n, statement in enumerate(sayings.statements):
        cells.setdefault(statement.variable, []).append(n)
    once = dict[tuple[object, ...], Trial]()
    for cell in cells.values():
        for observation, trial in _of_cell(cell, sayings, pack):
            once.setdefault(_words(observation), trial)
    return tuple(once.values())


def _words(o: Observation) -> tuple[object, ...]:
    """What a source printed, however often it is tabulated: a maker's sales are also its sales of electric cars."""
    return o.source, o.entity, o.metric, o.kind, o.period, o.basis, o.model, o.quantity


def _of_cell(cell: Sequence[int], sayings: Sayings, pack: Pack) -> Iterator[tuple[Observation, Trial]]:
    figures = [(sayings.statements[n], o) for n in cell for o in sayings.behind[n]]
    for site in sorted({site_of(o.source) for _, o in figures}):
        own = [(s, o) for s, o in figures if site_of(o.source) == site]
        others = [(s, o) for s, o in figures if site_of(o.source) != site]
        for statement, observation in own:
            wrong = _odd(statement, others, pack)
            if wrong is not None:
                known = pack.metrics.get(observation.metric)
                yield observation, Trial(site, group_of(observation, known.nature if known else None), wrong)


def _odd(statement: Statement, others: Sequence[tuple[Statement, Observation]], pack: Pack) -> float | None:
    """Whether a figure is the odd one out among the others; ``None`` if they do not say."""
    primary = [s for s, o in others if site_of(o.source) in pack.reliability.primary]
    if primary:
        return 0.0 if any(s.interval.meets(statement.interval) for s in primary) else 1.0
    reports = independent([o for _, o in others])
    votes = Counter({s: sum(any(o in report for t, o in others if t is s) for report in reports) for s, _ in others})
    if not votes:
        return None
    agreeing = sum(n for s, n in votes.items() if s.interval.meets(statement.interval))
    against = sum(votes.values()) - agreeing
    if against == agreeing:
        return 0.5
    if agreeing > against:
        return 0.0
    return 1.0 if max(n for s, n in votes.items() if not s.interval.meets(statement.interval)) > 1 else 0.5


def learned(seen: Iterable[Trial]) -> Learned:
    """The posterior means under the prior that explains the counts best."""
    count, wrong = dict[Key, int](), dict[Key, float]()
    for trial in seen:
        key = trial.site, trial.group
        count[key], wrong[key] = count.get(key, 0) + 1, wrong.get(key, 0.0) + trial.wrong
    groups = sorted({group for _, group in count})
    error = {
        g: _rate(sum(wrong[k] for k in count if k[1] == g), sum(count[k] for k in count if k[1] == g)) for g in groups
    }
    strength = max(
        STRENGTHS, key=lambda k: sum(_likelihood(wrong[key], count[key], error[key[1]], k) for key in sorted(count))
    )
    sites = {
        key: 1 - (wrong[key] + strength * error[key[1]]) / (count[key] + strength)
        for key in sorted(count)
        if count[key] >= FEWEST
    }
    return Learned({g: 1 - error[g] for g in groups}, sites, count, strength)


def _rate(wrong: float, count: int) -> float:
    return (wrong + 1) / (count + 2)


def _likelihood(wrong: float, count: float, error: float, strength: float) -> float:
    """The logarithm of the beta-binomial probability, up to a constant of the counts."""
    a, b = strength * error, strength * (1 - error)
    return (
        lgamma(wrong + a)
        + lgamma(count - wrong + b)
        - lgamma(count + strength)
        - lgamma(a)
        - lgamma(b)
        + lgamma(strength)
    )


def written(found: Learned) -> str:
    """What was learned as TOML."""
    parts = [_HEAD]
    for group, base in found.base.items():
        sites = "".join(f'"{s}" = {chance:.3f}\n' for (s, g), chance in found.sites.items() if g == group)
        parts.append(f'["{group}"]\nbase = {base:.3f}\n{sites}')
    return "\n".join(parts)


def main(path: Path = PATH) -> None:
    seen = trials(load_pack([PACK]))
    found = learned(seen)
    path.write_text(written(found), encoding="utf-8", newline="\n")
    print(
        f"{len(seen)} comparisons of {len({t.site for t in seen})} sites; the prior is worth {found.strength:g} figures.\n"
    )
    print("| figures | comparisons | odd one out | right |\n| --- | ---: | ---: | ---: |")
    for group, base in found.base.items():
        wrong = [t.wrong for t in seen if t.group == group]
        print(f"| {group} | {len(wrong)} | {sum(wrong):g} | {base:.3f} |")


if __name__ == "__main__":
    main()
