"""The pages that the rows of a sheet name, numbered as they come."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from tachograph.presenting.sheets.sheet import Sheet, Source

_CITED = 2  # sources named with a row; JSON has all


@dataclass
class Cited:
    """The pages that rows name, numbered as they come, each with the words that say it."""

    shared: Counter[str]
    numbers: dict[str, int] = field(default_factory=dict)
    first: dict[str, Source] = field(default_factory=dict)
    quotes: dict[str, dict[str, None]] = field(default_factory=dict)

    @classmethod
    def of(cls, sheet: Sheet) -> Cited:
        """None yet: a sheet's rows cite them as they are set."""
        pages = [{o.source for o in row.sources} for section in sheet.sections for row in section.rows]
        return cls(Counter(page for row in pages for page in row))

    def cited(self, sources: Sequence[Source]) -> tuple[list[int], int]:
        """The numbers of two pages, and how many more say so."""
        pages = {o.source: o for o in sources if o.source}
        chosen = sorted(pages.values(), key=self._order)[:_CITED]
        for o in chosen:
            self.numbers.setdefault(o.source, len(self.numbers) + 1)
            self.first.setdefault(o.source, o)
            self.quotes.setdefault(o.source, {}).update({o.quote: None} if o.quote else {})
        return [self.numbers[o.source] for o in chosen], len(pages) - len(chosen)

    def cite(self, sources: Sequence[Source]) -> str:
        """``[1 4 +7]``: the numbers of two pages, and how many more say so."""
        numbers, more = self.cited(sources)
        said = [*map(str, numbers), *([f"+{more}"] if more else [])]
        return f"[{' '.join(said)}]" if said else "-"

    def _order(self, o: Source) -> tuple[bool, int, str, str]:
        """First those whose words are kept, then those that most rows share."""
        return not o.quote, -self.shared[o.source], o.published or "9", o.source
