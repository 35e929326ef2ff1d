"""Texts in CSV that no spreadsheet takes for a formula, whatever an article says."""

from __future__ import annotations

import re

_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # how it begins
_NUMBER = re.compile(r"[-+]?[\d.,]*%?")


def inert(text: str) -> str:
    """The text, after an apostrophe if a spreadsheet would calculate it; one that could be mistaken for this has two.

    Numbers stay as they are. :mod:`tachograph.reading.rows` takes the apostrophe away again.
    """
    begins = text.lstrip("'").startswith(_FORMULA)
    return f"'{text}" if begins and not _NUMBER.fullmatch(text) else text
