"""The numbers and years of Chinese times: 十一, 二〇二五年, 去年."""

from __future__ import annotations

import re

_DIGITS = {c: n for n, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2, "兩": 2, "首": 1, "次": 2, "末": 4}
_OFFSETS = {"今年": 0, "本年": 0, "去年": -1, "上年": -1, "上一年": -1, "前年": -2, "明年": 1}


def read_number(text: str | None) -> int:
    """A number up to 99 in Arabic or Chinese digits."""
    if not text:
        return 0
    if text.isdigit() and text.isascii():
        return int(text)
    if "十" in text:
        tens, _, ones = text.partition("十")
        return 10 * (_DIGITS[tens] if tens else 1) + (_DIGITS[ones] if ones else 0)
    return int("".join(str(_DIGITS[c]) for c in text))


def year_of(text: str | None) -> tuple[int | None, int | None]:
    """The year, or the offset of 去年 from now."""
    if not text:
        return None, None
    digits = re.match(r"[\d〇零一二三四五六七八九]{2,4}", text)
    if digits:
        value = read_number(digits.group())
        return value if value > 99 else 2000 + value, None
    return None, _OFFSETS.get(text.strip())
