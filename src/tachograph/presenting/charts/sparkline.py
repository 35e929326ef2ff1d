"""Thirteen months in the width of a word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from markupsafe import Markup

from tachograph.presenting import words

_STEP, _BAR, _HEIGHT, _LEAST = 6, 4.6, 22, 1.5
_FRAME = Markup('<svg class="spark" role="img" viewBox="0 0 {w} {h}" width="{w}" height="{h}">{inside}</svg>')
_TITLE = Markup("<title>{}</title>")
_RECT = Markup('<rect class="{c}" x="{x:g}" y="{y:g}" width="{w:g}" height="{h:g}"/>')


def sparkline(values: Sequence[Fraction | None], title: str) -> Markup:
    """A bar for each month, from 0 to the highest; a dot where none is known. The last is set off."""
    inside = Markup("").join((_TITLE.format(title), *_bars(values)))
    return _FRAME.format(w=len(values) * _STEP, h=_HEIGHT, inside=inside)


def _bars(values: Sequence[Fraction | None]) -> Iterator[Markup]:
    highest = max((v for v in values if v is not None), default=Fraction(0)) or Fraction(1)
    for n, value in enumerate(values):
        if value is None:
            yield _RECT.format(c="none", x=n * _STEP + 1.6, y=_HEIGHT - 1.4, w=1.4, h=1.4)
            continue
        height = max(_LEAST, round(float(value / highest) * _HEIGHT, 1))
        last = "last" if n == len(values) - 1 else ""
        yield _RECT.format(c=last, x=n * _STEP, y=round(_HEIGHT - height, 1), w=_BAR, h=height)


def told(values: Sequence[Fraction | None], until: str) -> str:
    """The series in words, for those who do not see it."""
    known = [v for v in values if v is not None]
    if not known:
        return f"{len(values)} months until {until}: none known"
    low, high = words.number(round(min(known))), words.number(round(max(known)))
    missing = len(values) - len(known)
    gaps = f", {missing} not known" if missing else ""
    return f"{len(values)} months until {until}: between {low} and {high}{gaps}"
