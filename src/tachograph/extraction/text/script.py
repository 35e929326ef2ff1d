"""Writing: one spelling for characters that mean the same in figures, with every offset kept."""

from __future__ import annotations

import re

_FULL_WIDTH = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if chr(code) not in "，：；！？"}
_SIGNS = {
    "‐": "-", "‑": "-", "−": "-", "﹣": "-", "’": "'", "‘": "'", "\u202f": "\u00a0", "\u2009": "\u00a0",
    "～": "~", "〜": "~", "﹪": "%", "≧": "≥", "≦": "≤", "⩾": "≥", "⩽": "≤",
}  # fmt: skip
# Traditional characters of the grammar of Chinese figures, and of the measure words and nouns next to them.
_TRADITIONAL = (
    "萬億兩點個餘馀過約將數幾達貫佔輛間內滿類項種週號時鐘來趨後於產雙臺條艙層隻張幣圓歐與為從較頭歲減廠國門單換電車員戶"
)
_SIMPLIFIED = (
    "万亿两点个余余过约将数几达贯占辆间内满类项种周号时钟来趋后于产双台条舱层只张币圆欧与为从较头岁减厂国门单换电车员户"
)
_FULL_WIDTH_COMMA = re.compile("(?<=[０-９])，(?=[０-９]{3}(?![０-９]))")
# Nothing is seen between a number and its unit; within a number it makes one of which nobody knows what is meant.
_UNSEEN = re.compile(r"(?<=[\d万亿萬億千])[\u200b-\u200d\u2060\ufeff](?=[^\W\d]|[%％])")
_TABLE = str.maketrans(_FULL_WIDTH | _SIGNS | dict(zip(_TRADITIONAL, _SIMPLIFIED, strict=True)))


def unified(text: str) -> str:
    """``text`` with full-width digits and signs, hyphens and traditional figure characters made one; same length."""
    if text.isascii():
        return text
    return _UNSEEN.sub(" ", _FULL_WIDTH_COMMA.sub(",", text)).translate(_TABLE)


def lower(text: str) -> str:
    """``text`` in lower case; a letter whose lower case is longer stays, so that offsets hold."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def fold(text: str) -> str:
    """:func:`unified` in lower case; every offset holds."""
    return lower(unified(text))
