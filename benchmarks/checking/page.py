"""The page of results, made of what was measured."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from benchmarks.checking.articles import SETS
from benchmarks.checking.families import FAMILIES
from benchmarks.checking.judging import SHARES, Outcome, tally
from benchmarks.checking.measuring import Measured

_TITLES = {
    "contradicted": "contradicted",
    "doubted": "or implausible",
    "precision": "precision",
    "located": "located",
    "blame": "blame just",
    "tie": "tie said",
    "repaired": "repaired",
    "abstained": "abstained",
}
_TOLD = {True: "one figure, which can be told", False: "one figure, a tie with others", None: "several figures"}
_LANGUAGES = {"en": "English", "zh": "Chinese"}

_HEAD = """# Errors planted, and what checking finds of them

Made by `make planted` (`python -m benchmarks.checking`); do not edit. Nothing here depends on the machine: the same
program and articles give the same page. The articles are public and the rules were written with them in view; so this
says what checking is blind to, not how it does on articles that nobody has seen.

"""
_NOTES = """
## How it is measured

**The errors.** Into each of the {articles} annotated articles whose figures the annotators let stand ({dev} of `gold/dev`, the
others of `fresh`, `unseen` and `varied`; `blind` takes no part), errors of {families} families are planted, one a case, with a
fixed seed: the text is edited and the annotated claims with it, a figure keeps as many decimals as it had. Of each
family an article has at most two errors that can be seen and one that cannot. `free` and `copied` lie outside the
repair catalogue: no slip of the pen explains them. Another value is stated as the repair then only by chance.

**What can be seen** is decided without the checker, by `benchmarks/checking/equations.py` and `sources.py`. The annotators
noted which figures yield one another (growth of two levels, share of a whole, sum of parts, two currencies at one rate, a
month within its year, a list that is counted, ranks, run rates, one figure said twice). Such an equation holds in the
article; if it fails after the error by more than rounding or cutting off allows, the error can be seen. So it can if two
hosts agree in the packaged observations on another value of the very same definition, and none has the new one. What can
be seen in neither way counts for nothing but precision: {unseen} of {cases} errors.

**Which figure** is wrong can be told if no other figure is common to all equations that fail, or each such other one is
vouched for by an equation that still holds, or by sources. Otherwise it is a tie, and checking should say so.

| measure | of | what counts |
| --- | --- | --- |
| contradicted | errors that can be seen | a finding `contradicted` that the clean article lacks has the wrong figure among its claims; figures that were not extracted are misses |
| or implausible | errors that can be seen | the same, with `implausible` findings |
| precision | new contradictions in articles with an error | those that have the wrong figure among their claims |
| located | errors that can be seen and told, found or not | exactly the wrong figure is blamed, and nothing else in any finding |
| blame just | new contradictions that blame some figures | those that blame only wrong ones |
| tie said | ties that are found, without those whose wrong figure is told by its slip | no figure is blamed |
| repaired | errors of the catalogue that are found, without ties | the first repair gives the field back what it was, or is the edit of one field that puts the slip right as well |
| abstained | errors outside the catalogue that are found | no repair is offered, or the right one |
| false alarms | clean articles | findings `contradicted` |

**Annotated** claims are the annotators', edited: what a perfect reader would hand over. **Extracted** claims are read from the
edited text. `python -m benchmarks.checking --misses FAMILY` lists what is missed, `--json FILE` writes every case.
"""


def write(measured: Measured) -> str:
    """The page."""
    counted = tally(o for o in measured.outcomes if o.mode == measured.outcomes[0].mode)
    notes = _NOTES.format(
        articles=sum(measured.articles.values()),
        dev=measured.articles["dev"],
        families=len(FAMILIES),
        unseen=counted.unseen,
        cases=counted.cases,
    )
    return _HEAD + tables(measured) + notes


def tables(measured: Measured) -> str:
    """All tables, in Markdown."""
    modes = tuple(dict.fromkeys(o.mode for o in measured.outcomes))
    parts = [_whole(measured, modes)]
    for mode in modes:
        own = [o for o in measured.outcomes if o.mode == mode]
        parts += [f"## {mode.capitalize()} claims", "", _by_family(own)]
        parts += [_grouped("language", own, lambda o: _LANGUAGES[o.case.clean.document.lang])]
        parts += [_grouped("what is wrong", own, lambda o: _TOLD[o.case.sight.identifiable])]
        parts += [
            _grouped("what shows it", own, lambda o: " and ".join(o.case.sight.failed) if _is_simple(o) else "more")
        ]
    return "\n".join(parts)


def _whole(measured: Measured, modes: Sequence[str]) -> str:
    rows = []
    for name in SETS:
        for mode in modes:
            alarms = measured.alarms.get((name, mode))
            rate = "–" if alarms is None else f"{len(alarms)} / {measured.articles[name]}"
            found = [o for o in measured.outcomes if o.mode == mode and o.case.clean.set == name]
            rows.append((f"`{name}`, {mode}", *_cells(found), rate))
    return _table(("articles, claims", *_titles(), "false alarms / clean articles"), rows)


def _by_family(outcomes: list[Outcome]) -> str:
    groups = ((f, [o for o in outcomes if o.case.family is f]) for f in FAMILIES)
    rows = [(f"`{family.name}`: {family.what}", *_cells(found)) for family, found in groups if found]
    return _table(("family", *_titles()), rows)


def _grouped(title: str, outcomes: list[Outcome], key: Callable[[Outcome], str]) -> str:
    """A table by something, the most frequent first, of the errors that can be seen."""
    seen = [o for o in outcomes if o.case.sight.observable]
    names = sorted({key(o) for o in seen}, key=lambda n: (-sum(key(o) == n for o in seen), n))
    rows = [(name, *_cells([o for o in seen if key(o) == name], unseen=False)) for name in names]
    return _table((title, "can be seen", *_TITLES.values()), rows)


def _is_simple(outcome: Outcome) -> bool:
    return len(outcome.case.sight.failed) == 1


def _titles() -> tuple[str, ...]:
    return ("can be seen", "cannot", *_TITLES.values())


def _cells(outcomes: Iterable[Outcome], *, unseen: bool = True) -> tuple[str, ...]:
    sums = tally(outcomes)
    pairs = ((getattr(sums, part), getattr(sums, whole)) for part, whole in (SHARES[m] for m in _TITLES))
    counted = (str(sums.seen), str(sums.unseen)) if unseen else (str(sums.seen),)
    return *counted, *(_share(part, whole) for part, whole in pairs)


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.2f} ({part}/{whole})" if whole else "–"


def _table(titles: Iterable[str], rows: Iterable[tuple[str, ...]]) -> str:
    titles = tuple(titles)
    lines = [titles, ("---", *("---:" for _ in titles[1:])), *rows]
    return "".join("| " + " | ".join(line) + " |\n" for line in lines)
