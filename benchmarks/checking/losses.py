"""What is lost by reading: ``python -m benchmarks.checking.losses``.

Takes every error that is contradicted of the annotated claims and not of the extracted ones, and the figures of the finding
that shows it. Fields of the figures as extracted are put right, one kind of field after the other, until the error is
contradicted: what had to be put right is the cause. ``--json FILE`` takes the cases from an earlier run.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path

from benchmarks.checking.articles import SETS, Article, clean_articles
from benchmarks.checking.cases import Case, cases_of
from benchmarks.checking.families import FAMILIES, Family
from benchmarks.checking.running import Answer, answer, answer_of, claims_read
from tachograph.core.claim import Claim

_FIELDS: dict[str, tuple[str, ...]] = {
    "value": ("quantity",),
    "kind": ("kind",),
    "subject": ("subject", "subject_id"),
    "metric": ("metric",),
    "period": ("period",),
    "basis": ("basis",),
    "modality": ("modality",),
    "scope": ("model", "region", "segment"),
}
_SURE = 1.0


@dataclass(frozen=True)
class Loss:
    """An error that reading loses: what had to be put right, and what differs in the figures of the finding at all."""

    case: Case
    doubted: bool
    rule: str
    cause: str
    differing: tuple[str, ...]
    message: str


def losses(article: Article, wanted: Callable[[Article, Family], bool]) -> Iterator[Loss]:
    """What reading loses of the errors in an article."""
    for case in cases_of(article, wanted):
        if not case.sight.observable or not _found(right := answer(case, "annotated")):
            continue
        given = answer(case, "extracted")
        if _found(given):
            continue
        doubt = min((d for d in right.doubts if d.contradicts and d.touches), key=lambda d: len(d.finding.claims))
        figures = [c for c in case.after.claims if c.id in doubt.finding.claims]
        doubted = any(d.touches for d in given.doubts)
        yield Loss(case, doubted, doubt.finding.rule, *_cause(case, figures, given), doubt.finding.message)


def _found(given: Answer) -> bool:
    return any(d.contradicts and d.touches for d in given.doubts)


def _cause(case: Case, figures: Sequence[Claim], given: Answer) -> tuple[str, tuple[str, ...]]:
    read = claims_read(case.after)
    pairs = [(one, _read_as(one, read)) for one in figures]
    differing = tuple(name for name in _FIELDS if any(own and _differs(one, own, name) for one, own in pairs))
    missing = any(own is None for _, own in pairs)
    shown = (*(("missing",) if missing else ()), *differing)
    unsure = any(own and own.confidence < _SURE for _, own in pairs)
    for count in range(1, 3):
        for names in combinations(shown, count):
            if _mended(case, pairs, read, names, sure=False):
                return " and ".join(names), shown
        if count == 1 and unsure and _mended(case, pairs, read, (), sure=True):
            return "confidence", shown
        for names in combinations(shown, count):
            if _mended(case, pairs, read, names, sure=True):
                return " and ".join((*names, "confidence")), shown
    if _mended(case, pairs, read, shown, sure=True):
        return "several fields", shown
    return (
        "other figures" if any(d.touches for d in given.doubts) or not shown else "other figures, with these"
    ), shown


def _mended(
    case: Case, pairs: Sequence[tuple[Claim, Claim | None]], read: Sequence[Claim], names: Sequence[str], *, sure: bool
) -> bool:
    """Whether the error is contradicted if some fields of the finding's figures were read as annotated."""
    put = {own.id: _put_right(own, one, names, sure=sure) for one, own in pairs if own is not None}
    claims = [put.get(c.id, c) for c in read]
    if "missing" in names:
        claims += [one for one, own in pairs if own is None]
    ordered = tuple(sorted(claims, key=lambda c: c.span.start))
    return _found(answer_of(case, "extracted", ordered))


def _put_right(own: Claim, one: Claim, names: Sequence[str], *, sure: bool) -> Claim:
    fields = {field: getattr(one, field) for name in names if name in _FIELDS for field in _FIELDS[name]}
    return replace(own, **fields, confidence=_SURE if sure else own.confidence)


def _read_as(one: Claim, read: Sequence[Claim]) -> Claim | None:
    """The extracted claim that stands where an annotated one does."""
    found = [c for c in read if c.span.overlaps(one.span)]
    return max(found, key=lambda c: c.quantity == one.quantity, default=None)


def _differs(one: Claim, own: Claim, name: str) -> bool:
    if name == "subject" and one.subject_id is not None:
        return one.subject_id != own.subject_id
    if name == "value":
        a, b = one.quantity, own.quantity
        return (a.low, a.high, a.unit, a.modifier) != (b.low, b.high, b.unit, b.modifier)
    return any(getattr(one, field) != getattr(own, field) for field in _FIELDS[name])


def table(found: Sequence[Loss]) -> str:
    """How many losses each cause has, by rule and whether they are still implausible, in Markdown."""
    lines = ["| cause | lost | of these implausible | rules |", "| --- | ---: | ---: | --- |"]
    for cause, count in Counter(one.cause for one in found).most_common():
        own = [one for one in found if one.cause == cause]
        rules = ", ".join(f"{rule} {n}" for rule, n in Counter(one.rule for one in own).most_common(4))
        lines.append(f"| {cause} | {count} | {sum(one.doubted for one in own)} | {rules} |")
    fields = Counter(name for one in found for name in one.differing or ("nothing",))
    lines += ["", "Differ at all: " + ", ".join(f"{name} {n}" for name, n in fields.most_common())]
    return "\n".join(lines)


def _lines(one: Loss) -> Iterator[str]:
    state = "implausible" if one.doubted else "nothing said"
    yield f"{one.case.id} [{one.rule}] cause: {one.cause}; differ: {', '.join(one.differing) or 'nothing'}; {state}"
    yield f"    {one.message}"
    figures = one.case.after.claims
    read = claims_read(one.case.after)
    edit = min(one.case.plant.edits)
    text = one.case.clean.text
    yield f"    …{text[max(0, edit.start - 60) : edit.start]}[{text[edit.start : edit.end]} → {edit.written}]{text[edit.end : edit.end + 60]}…".replace(
        "\n", " / "
    )
    for claim in figures:
        if claim.quote in one.message or any(
            claim.span.overlaps(one.case.after.claims[i].span) for i in one.case.plant.claims
        ):
            own = _read_as(claim, read)
            if own is None:
                yield f"      {claim.quote}: not read"
                continue
            differing = [
                f"{name} {_shown(own, name)} for {_shown(claim, name)}"
                for name in _FIELDS
                if _differs(claim, own, name)
            ]
            yield f"      {claim.quote} ({own.confidence:.2f}): {'; '.join(differing) or 'read right'}"


def _shown(claim: Claim, name: str) -> str:
    return "/".join(str(getattr(claim, field)) for field in _FIELDS[name] if field != "subject_id")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.checking.losses", description=__doc__)
    parser.add_argument("--family", choices=[f.name for f in FAMILIES], help="of one family only")
    parser.add_argument("--set", choices=tuple(SETS), help="of one set of articles only")
    parser.add_argument("--list", type=Path, metavar="FILE", help="write every loss with its figures")
    arguments = parser.parse_args()
    sets = [arguments.set] if arguments.set else list(SETS)
    articles = [article for name in sets for article in clean_articles(name)]
    found = [one for article in articles for one in losses(article, lambda _, f: arguments.family in (None, f.name))]
    if arguments.list:
        lines = (line for one in sorted(found, key=lambda o: (o.cause, o.case.id)) for line in _lines(one))
        arguments.list.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(table(found))


if __name__ == "__main__":
    main()
