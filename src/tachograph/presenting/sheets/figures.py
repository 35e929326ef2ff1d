"""How figures of an analysis are written: unknown is a hyphen, never 0; a sign says how firmly it is known."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from tachograph.analysis.listing import name_of
from tachograph.analysis.stated import modifier_of
from tachograph.analysis.table import Change, Scope
from tachograph.core.claim import Kind
from tachograph.core.estimate import Estimate, Status
from tachograph.core.observation import Observation
from tachograph.core.pack import Pack
from tachograph.core.period import Period
from tachograph.core.quantity import Modifier
from tachograph.presenting import words
from tachograph.presenting.sheets.told import Told

MISSING = "-"
_SIGNS = {Modifier.OVER: ">", Modifier.UNDER: "<", Modifier.ABOUT: "≈", Modifier.NEARLY: "≈"}
_WORDS = {Modifier.OVER: "over ", Modifier.UNDER: "under ", Modifier.ABOUT: "about ", Modifier.NEARLY: "about "}
MARKS = {Status.DERIVED: "=", Status.PROVISIONAL: "p", Status.DISPUTED: "!"}
"""What stands behind a figure that is not simply reported."""
_COARSE = Fraction(2, 100)  # a change known no better is written without decimals
_BLOCKS = "▁▂▃▄▅▆▇█"
_MEANINGS = {
    ">": "> over",
    "≈": "≈ about, or rounded",
    "<": "< under",
    "=": "= calculated from other figures",
    "p": "p provisional",
    "!": "! disputed between sources",
    "*": "* as published; the base is not known",
    "≠": "≠ the published rate differs (its base may have been restated)",
    "-": "- not known",
}


def units(estimate: Estimate | None, *, mark: bool = True) -> str:
    """``57,915``, ``>39,000``, ``22,888=``; a hyphen if it is not known."""
    if estimate is None:
        return MISSING
    sign = _SIGNS.get(modifier_of(estimate), "")
    text = f"{sign}{words.number(estimate.value)}{MARKS.get(estimate.status, '') if mark else ''}"
    return Told(text, cell=estimate.cell)


def said(estimate: Estimate) -> str:
    """The figure in a sentence: ``57,915``, ``over 39,000``."""
    sign = _WORDS.get(modifier_of(estimate), "")
    return f"{sign}{words.number(estimate.value)}"


def change(found: Change | None, *, mark: bool = True) -> str:
    """``+65.5%``, ``−7.5%``; a star if only published, a crossed-out equals sign if the published rate differs."""
    if found is None:
        return MISSING
    sign = "*" if found.base is None else "≠" if found.differs else ""
    width = found.interval.width
    coarse = width is None or width > _COARSE
    said = f"≈{percent(found.value, signed=True, places=0)}" if coarse else percent(found.value, signed=True)
    return Told(
        f"{said}{sign if mark else ''}",
        cell=found.base.cell if found.base else None,
        source=found.published[0].source if found.published and found.base is None else "",
        rise=found.value,
    )


def percent(value: Fraction, *, signed: bool = False, places: int = 1) -> str:
    """A part as a percentage: ``+65.5%``."""
    tenths = round(value * 100 * 10**places)
    sign = "−" if tenths < 0 else "+" if signed and tenths > 0 else ""
    return f"{sign}{abs(tenths) / 10**places:,.{places}f}%"


def points(value: Fraction) -> str:
    """A difference of two parts in percentage points: ``+1.2``."""
    return Told(percent(value, signed=True).removesuffix("%"), rise=value)


def disagreement(found: Change) -> str:
    """What is computed, what is published instead, and where: ``computed +65.5%, published +65.6% (a.com)``."""
    rates: dict[str, list[str]] = {}
    for o in found.published:
        rates.setdefault(percent(Fraction(o.quantity.value) / 100, signed=True, places=2), []).append(host(o.source))
    said = "; ".join(f"{rate} ({', '.join(dict.fromkeys(hosts))})" for rate, hosts in rates.items())
    return f"computed {percent(found.value, signed=True, places=2)}, published {said}"


def large(value: Fraction) -> str:
    """An amount in millions or billions, as far as that is exact to a thousandth: ``19.05 billion``."""
    for name, scale in (("billion", 10**9), ("million", 10**6)):
        if abs(value) >= scale:
            return f"{words.number(round(value / scale, 2))} {name}"
    return words.number(value)


def amount(estimate: Estimate) -> str:
    """A figure of any unit: ``25.53 billion CNY``, ``19.0%``, ``57,915``."""
    unit = estimate.cell.unit
    if unit == "percent":
        return Told(percent(estimate.value / 100), cell=estimate.cell)
    if unit.isupper():
        return Told(f"{large(estimate.value)} {unit}", cell=estimate.cell)
    return units(estimate, mark=False)


def stated(o: Observation) -> str:
    """A figure as a source gives it: ``>39,000``, ``113,000–118,000``, ``+31.3%``, ``87.5 billion CNY``."""
    q = o.quantity
    if q.low is not None and q.high is not None and q.low != q.high:
        ends = [large(Fraction(end)) if q.unit.isupper() else words.number(end) for end in (q.low, q.high)]
        number = "–".join(ends)
    else:
        signed = o.kind is Kind.CHANGE and q.value > 0
        number = f"{_SIGNS.get(q.modifier, '')}{'+' if signed else ''}{large(Fraction(q.value)) if q.unit.isupper() else words.number(q.value)}"
    return f"{number}%" if q.unit == "percent" else f"{number} {q.unit}" if q.unit.isupper() else number


def host(source: str) -> str:
    """Where a page stands; the whole name if it is no address."""
    return source.split("/")[2].removeprefix("www.") if "://" in source else source


def named(scope: Scope, pack: Pack) -> str:
    """What a row is called."""
    return Told(name_of(scope, pack), entity=scope.entity)


def sparkline(values: Sequence[Fraction | None], until: Period | None = None) -> str:
    """A bar for each month until one, from 0 to the highest; a middle dot where none is known."""
    highest = max((v for v in values if v is not None), default=Fraction(0))
    if highest <= 0:
        return "·" * len(values)
    top = len(_BLOCKS) - 1
    bars = "".join("·" if v is None else _BLOCKS[min(top, max(0, round(v / highest * top)))] for v in values)
    return Told(bars, series=values, until=until)


def legend(texts: Sequence[str]) -> str:
    """What the signs mean that occur in some cells."""
    whole = " ".join(texts)
    found = [meaning for sign, meaning in _MEANINGS.items() if sign != "-" and sign in whole and _used(sign, texts)]
    return ", ".join([*found, *([_MEANINGS["-"]] if MISSING in texts else [])])


def _used(sign: str, texts: Sequence[str]) -> bool:
    if sign == "p":
        return any(text.endswith("p") and text[:-1].replace(",", "").lstrip(">≈<").isdigit() for text in texts)
    return any(text.startswith(sign) or text.endswith(sign) for text in texts)
