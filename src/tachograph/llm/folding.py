"""One spelling for characters that mean the same, code point for code point, so that every offset holds."""

from __future__ import annotations

import re

MOST_SHOWN = 200
"""Code points of a server's words that are shown at most."""

_FULL_WIDTH = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_SIGNS = {
    "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "−": "-", "﹣": "-", "’": "'", "‘": "'", "“": '"', "”": '"',
    "\u00a0": " ", "\u2009": " ", "\u202f": " ", "\u3000": " ", "～": "~", "〜": "~", "﹪": "%",
}  # fmt: skip
_TRADITIONAL = dict(
    zip("萬億兩點個餘過約將數幾達貫輛間滿倍領獎", "万亿两点个余过约将数几达贯辆间满倍领奖", strict=True)
)
_TABLE = str.maketrans(_FULL_WIDTH | _SIGNS | _TRADITIONAL)
_SURROGATE = re.compile("[\ud800-\udfff]")


def plain(text: str) -> str:
    """``text`` with one spelling of digits, signs, quotation marks, blanks and Chinese numerals; same length."""
    return text if text.isascii() else text.translate(_TABLE)


def fold(text: str) -> str:
    """:func:`plain` in lower case; a letter whose lower case is longer stays."""
    flat = plain(text)
    lowered = flat.lower()
    return lowered if len(lowered) == len(flat) else "".join(c.lower() if len(c.lower()) == 1 else c for c in flat)


def whole(text: str) -> str:
    """``text`` with halves of surrogate pairs replaced one for one, so that it can be sent as UTF-8."""
    return _SURROGATE.sub("\ufffd", text)


def one_line(text: str, most: int = MOST_SHOWN) -> str:
    """``text`` for a message: on one line, without what drives a terminal, cut to ``most`` code points."""
    shown = "".join(c if c.isprintable() else " " for c in text[: 4 * most])
    line = " ".join(shown.split())
    return line if len(line) <= most else line[: most - 1] + "…"
