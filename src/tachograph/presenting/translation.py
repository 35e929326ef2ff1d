"""What the report and the pages say of themselves, in the reader's language. The words are data, a file per language."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from tachograph.presenting import words

LANGUAGES = ("en", "zh")
"""The languages there are, the one that is taken without a wish first."""


@dataclass(frozen=True, slots=True, eq=False)
class Saying:
    """The words of one language: ``say("sources", n=3)`` is ``3 sources``."""

    lang: str
    words: Mapping[str, Mapping[str, Any]]

    def __call__(self, key: str, /, *, n: int | None = None, **given: object) -> str:
        """The entry ``key``, of the report unless it names another part (``start.title``), filled in.

        Raises:
            KeyError: if there is no such entry.
        """
        part, dot, name = key.rpartition(".")
        entry = self.words[part if dot else "report"][name]
        if not isinstance(entry, str):
            entry = entry["one"] if n == 1 and "one" in entry else entry["other"]
        return str(entry).format(n="" if n is None else f"{n:,}", **given)

    def raw(self, key: str) -> str:
        """The entry ``key`` as it is, with its places to be filled in."""
        part, _, name = key.rpartition(".")
        return str(self.words[part][name])

    def verdict(self, verdict: str) -> str:
        return str(self.words["verdicts"][verdict])

    def meaning(self, verdict: str) -> str:
        return str(self.words["meanings"][verdict])

    def rule(self, code: str) -> str:
        return str(self.words["rules"].get(code) or words.spaced(code))

    def field(self, name: str) -> str:
        return str(self.words["fields"].get(name) or words.spaced(name))

    def head(self, name: str) -> str:
        """The heading of a column; as it is if it is the same in every language."""
        return str(self.words["heads"].get(name) or name)

    def unit(self, name: str) -> str:
        """A unit or counted noun, in the plural as English has it; as it is if it is the same in every language."""
        return str(self.words["units"].get(name) or name)

    def status(self, status: int) -> str:
        """The heading of a page that says what went wrong, by its HTTP status."""
        statuses = self.words["statuses"]
        return str(statuses.get(str(status)) or statuses["other"])

    def period(self, text: str) -> str:
        """A month, quarter, half, year or day: ``Jan 2026``, ``2026年1月``; other periods as they are said in English."""
        language = self.words["language"]
        year, _, part = text.partition("-")
        try:
            match len(text), part[:1]:
                case 4, _:
                    return str(language["year"]).format(year=int(text))
                case 7, ("Q" | "H") as kind:
                    return str(language["quarter" if kind == "Q" else "half"][int(part[1:]) - 1]).format(year=year)
                case 7, _:
                    month = int(part)
                    return str(language["month"]).format(year=year, number=month, month=language["months"][month - 1])
                case 10, _:
                    return self.day(date.fromisoformat(text))
        except (ValueError, IndexError):
            pass
        return words.period(text)

    def day(self, when: date) -> str:
        """``21 Dec 2025``, ``2025年12月21日``."""
        language = self.words["language"]
        month = language["months"][when.month - 1]
        return str(language["date"]).format(day=when.day, month=month, number=when.month, year=when.year)


@cache
def saying(lang: str) -> Saying:
    """The words of a language; English for one that there is not."""
    known = lang if lang in LANGUAGES else LANGUAGES[0]
    text = files(__package__).joinpath("translations", f"{known}.toml").read_text(encoding="utf-8")
    return Saying(known, tomllib.loads(text))
