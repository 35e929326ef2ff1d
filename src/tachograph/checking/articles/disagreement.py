"""Articles that give different figures for the very same thing.

A difference is first explained, then decided, and only then called a disagreement. A figure is contradicted only by
two independent sources that agree, if nothing bears it out and it can hardly be misread; everything else is put side
by side for the reader to decide.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import islice

from tachograph.checking.articles.corpus import Corpus, Said, listed, told
from tachograph.checking.articles.explaining import explanation, meant_elsewhere
from tachograph.checking.articles.versions import Version, things, versions
from tachograph.checking.confidence import sure
from tachograph.checking.denied import known
from tachograph.checking.digits import nearly_same
from tachograph.checking.rules.cross_source import INFO
from tachograph.checking.wording import series_words
from tachograph.core.claim import Kind, Modality, Verdict
from tachograph.core.finding import Finding, Repair, Step
from tachograph.core.pack import EntityKind

_CLOSE = Fraction(1, 10)  # levels further apart than this, and no slip of one another, are probably of two things
_AIMS = Fraction(1, 2)  # the same of aims
_POINTS = 10  # the same of rates, in percentage points
_FINE = Fraction(1, 10)  # a figure rounded to more than this share of itself is like many others
_NAMED = 12  # articles that are named and quoted for one figure; twenty that say the same tell no more
_ENOUGH = 2  # independent sources that are needed to call what another says false


def findings(corpus: Corpus, found: Sequence[Sequence[Finding]]) -> Iterator[tuple[int, Finding]]:
    """Every disagreement, once for each document that it is about, with the document's place.

    ``found`` are the findings of each document by itself.
    """
    for said in things(corpus):
        given = sorted(versions(corpus, said, found), key=_standing, reverse=True)
        if len(given) < 2:
            continue
        best, *others = given
        near = [best, *(v for v in others if _near(best, v))]
        if len(near) > 1 and (why := explanation(corpus, near)):
            yield from _spread(corpus, near, near, Verdict.CONSISTENT, why)
            continue
        alike = [best, *(v for v in others if _comparable(corpus, best, v))]
        if len(alike) > 1:
            yield from _judged(corpus, alike)


def _judged(corpus: Corpus, given: Sequence[Version]) -> Iterator[tuple[int, Finding]]:
    """What is concluded from versions of which the first stands best."""
    best, *others = given
    if _standing(best) == _standing(others[0]):
        reasons = ("which is right cannot be told from them", *(meant_elsewhere(corpus, v) for v in given))
        yield from _spread(corpus, given, given, Verdict.IMPLAUSIBLE, "; ".join(filter(None, reasons)))
        return
    wrong = [v for v in others if _excluded(corpus, best, v)]
    if wrong:
        yield from _spread(corpus, given, wrong, Verdict.CONTRADICTED, _reason(best))
    for doubtful in (v for v in others if v not in wrong):
        meant = meant_elsewhere(corpus, doubtful)
        reason = "; ".join(filter(None, (_reason(best), meant)))
        yield from _spread(corpus, given, [doubtful], Verdict.IMPLAUSIBLE, reason)


def _standing(version: Version) -> tuple[bool, int, bool]:
    """How much speaks for a figure."""
    return not version.refuted, version.weight, bool(version.borne_out)


def _excluded(corpus: Corpus, best: Version, other: Version) -> bool:
    """Whether a figure is false: one source against two, nothing that bears it out, and no sign of another meaning."""
    return (
        best.weight >= _ENOUGH
        and len(other.sources) == 1
        and not other.records
        and not other.borne_out
        and (nearly_same(best.claim, other.claim) or other.claim.kind is Kind.LEVEL)
        and best.said[0].scope == other.said[0].scope
        and not meant_elsewhere(corpus, other)
        and not known(corpus.figures[other.said[0].place], other.claim)
    )


def _comparable(corpus: Corpus, best: Version, other: Version) -> bool:
    """Whether two figures are of one thing, as far as can be told: a slip, or both read surely and near one another."""
    pair = (best, other)
    if best.claim.modality is Modality.TARGET or not all(_fine(v) for v in pair):
        return False
    if nearly_same(best.claim, other.claim):
        return True
    return _near(best, other) and sure(v.claim for v in pair) and all(_names_it(corpus, v.said[0]) for v in pair)


def _near(best: Version, other: Version) -> bool:
    """Whether figures lie so near one another that they may be taken for one; an aim may be changed by more."""
    x, y = Fraction(best.claim.quantity.value), Fraction(other.claim.quantity.value)
    if best.claim.unit == "percent":
        return abs(x - y) <= _POINTS
    part = _AIMS if best.claim.modality is Modality.TARGET else _CLOSE
    return abs(x - y) <= part * max(abs(x), abs(y))


def _fine(version: Version) -> bool:
    """Whether a figure is exact enough to be told from its neighbours; "double" is not."""
    value, spread = version.claim.quantity.value, version.claim.quantity.interval().width
    return spread is not None and spread <= _FINE * max(abs(Fraction(value)), Fraction(1))


def _names_it(corpus: Corpus, said: Said) -> bool:
    """Whether the sentence of a figure names its subject, or the article's title does; markets go without a name."""
    context = corpus.figures[said.place].context
    entity = context.entity(said.claim)
    if entity is None or entity.kind is EntityKind.MARKET:
        return entity is not None
    title = (context.document.title or "").casefold()
    return context.names(said.claim, entity) or any(
        name.casefold() in title for names in entity.names.values() for name in names
    )


def _reason(best: Version) -> str:
    """What bears out the figure that stands best."""
    hosts = len({r.host for r in best.records})
    reasons = [f"{len(best.sources)} articles independent of one another"] if len(best.sources) > 1 else []
    reasons += [f"{hosts} source{'s' if hosts > 1 else ''} on record"] if hosts else []
    if not reasons:
        reasons = ["the other figures of its text"] if best.borne_out else []
    return f"{best.claim.quote} is borne out by {' and '.join(reasons)}" if reasons else ""


def _spread(
    corpus: Corpus, given: Sequence[Version], blamed: Sequence[Version], verdict: Verdict, reason: str
) -> Iterator[tuple[int, Finding]]:
    """One finding, for each document that it is about with its own figures first."""
    pack = corpus.figures[0].context.pack
    values = [f"{v.claim.quote} in {corpus.names(v.said, v.claim.quantity)}" for v in given]
    versions = f"{values[0]}, but {listed(values[1:])}"
    message = "; ".join(filter(None, (f"{_capital(series_words(given[0].claim, pack))}: {versions}", reason)))
    steps = tuple(_step(corpus, v) for v in given)
    known_wrong = len(blamed) < len(given)
    wrong = [one for v in blamed for one in v.said]
    rest = [one for v in given if v not in blamed for one in v.said]
    for place in dict.fromkeys(one.place for one in wrong):
        own = [one for one in wrong if one.place == place]
        others = [one for one in (*wrong, *rest) if one.place != place]
        evidence = tuple(corpus.evidence(one) for one in islice(_each(rest if known_wrong else others), _NAMED))
        repairs = _repairs(own, given[0]) if verdict is Verdict.CONTRADICTED else ()
        ids, judged = _ids((*own, *others)), _ids((*own, *wrong)) if known_wrong else ()
        yield place, Finding(INFO.code, verdict, ids, message, steps, evidence, repairs, judged)


def _step(corpus: Corpus, version: Version) -> Step:
    names = corpus.names(version.said, version.claim.quantity, most=_NAMED)
    return Step(f"{version.claim.quote}: {names}", told(version.claim), _ids(version.said))


def _repairs(own: Sequence[Said], best: Version) -> tuple[Repair, ...]:
    value = f"{best.claim.quantity.value.normalize():f}"
    return tuple(
        Repair(one.claim.id, "value", f"{one.claim.quantity.value.normalize():f}", value, best.weight) for one in own
    )


def _each(said: Sequence[Said]) -> Iterator[Said]:
    """The first of each document."""
    seen: dict[int, Said] = {}
    for one in said:
        seen.setdefault(one.place, one)
    return iter(seen.values())


def _ids(said: Sequence[Said]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.claim.id for one in said))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
