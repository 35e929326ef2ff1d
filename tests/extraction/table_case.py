"""A table with the fields expected of each cell.

A line of ``cells`` is ``quote | value | unit | kind | subject | metric | period | modality | basis``; the value has
two bounds joined by ``..`` where they differ, ``-`` stands for none and ``*`` for anything. Quotes stand in the
order of the text; a quote's further fields ``model=`` and ``region=`` may follow.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class TableCase:
    name: str
    published: str
    text: str
    cells: str
    lang: str = "en"
