"""Cases as rows for a machine, and misses as lines for a reader."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from benchmarks.checking.cases import Case
from benchmarks.checking.judging import Outcome

_AROUND = 60  # characters of the text shown on both sides of an edit


def row(outcome: Outcome) -> dict[str, Any]:
    """A case and what came of it."""
    case = outcome.case
    result = {k: v for k, v in asdict_shallow(outcome).items() if k != "case"}
    return {
        "id": case.id,
        "family": case.family.name,
        "set": case.clean.set,
        "lang": case.clean.document.lang,
        "article": case.clean.id,
        "edits": [asdict(edit) for edit in sorted(case.plant.edits)],
        "claims": [_claim(case, index) for index in sorted(case.plant.claims)],
        "failed": list(case.sight.failed),
        "observable": case.sight.observable,
        "identifiable": case.sight.identifiable,
        **result,
    }


def misses(outcomes: Iterable[Outcome]) -> Iterator[str]:
    """What could be seen and is not contradicted, and what is located or mended wrongly, each in a few lines."""
    for outcome in outcomes:
        if outcome.case.sight.observable and (faults := tuple(_faults(outcome))):
            yield from _lines(outcome, ", ".join(faults))


def asdict_shallow(outcome: Outcome) -> dict[str, Any]:
    """The fields of an outcome by name, its case left as it is."""
    return {name: getattr(outcome, name) for name in outcome.__dataclass_fields__}


def _faults(outcome: Outcome) -> Iterator[str]:
    case = outcome.case
    if not outcome.contradicted:
        yield "only implausible" if outcome.doubted else "missed" if outcome.read else "not read"
        return
    if case.sight.identifiable and outcome.blame != "right":
        yield f"blame {outcome.blame}"
    if case.sight.identifiable is False and outcome.blame == "wrong":
        yield "blamed another"
    if outcome.repair == "wrong" or (case.family.catalogue and outcome.repair != "right"):
        yield f"repair {outcome.repair}"


def _lines(outcome: Outcome, faults: str) -> Iterator[str]:
    case = outcome.case
    told = {True: "identifiable", False: "a tie", None: "several figures"}[case.sight.identifiable]
    yield f"{case.id} [{outcome.mode}] {faults}; fails: {', '.join(case.sight.failed)}; {told}"
    for edit in sorted(case.plant.edits):
        text = case.clean.text
        before, after = text[max(0, edit.start - _AROUND) : edit.start], text[edit.end : edit.end + _AROUND]
        shown = f"    …{before}[{text[edit.start : edit.end]} → {edit.written}]{after}…"
        yield shown.replace("\n", " / ")
    yield from (f"    said: {message}" for message in outcome.messages)


def _claim(case: Case, index: int) -> dict[str, Any]:
    before, after = case.clean.rows[index], case.after.rows[index]
    changed = {k: [_plain(before[k]), _plain(after[k])] for k in case.plant.changes[index]}
    return {"index": index, "quote": case.after.quote(index), "changed": changed}


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, str) else float(value)
