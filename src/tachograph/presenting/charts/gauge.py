"""How much of something is reached."""

from __future__ import annotations

from fractions import Fraction

from markupsafe import Markup

_WIDTH, _HEIGHT = 64, 6
_FRAME = Markup(
    '<svg class="gauge{over}" aria-hidden="true" viewBox="0 0 {w} {h}" width="{w}" height="{h}">'
    '<rect class="whole" width="{w}" height="{h}" rx="2"/><rect class="part" width="{x:g}" height="{h}" rx="2"/></svg>'
)


def gauge(part: Fraction) -> Markup:
    """A bar that is full where all is reached; the number stands beside it, so nothing is read out."""
    filled = min(max(float(part), 0.0), 1.0)
    return _FRAME.format(over=" reached" if part >= 1 else "", w=_WIDTH, h=_HEIGHT, x=round(filled * _WIDTH, 1))
