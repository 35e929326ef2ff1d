"""News for the terminal: a line for each."""

from __future__ import annotations

from collections.abc import Sequence

from tachograph.pipeline.watching import News, State
from tachograph.presenting.excerpt import one_line
from tachograph.presenting.news.wording import pages, sentence

_FEW = 3


def lines(news: Sequence[News], state: State) -> str:
    """A line for each, with where it stands."""
    return "".join(f"{_line(one, state)}\n" for one in news)


def _line(news: News, state: State) -> str:
    found = pages(news, state)
    more = f" +{len(found) - _FEW}" if len(found) > _FEW else ""
    where = f" ({' '.join(found[:_FEW])}{more})" if found else ""
    return one_line(f"{news.kind}: {sentence(news, state)}{where}")
