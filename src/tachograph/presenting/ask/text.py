"""An answer for the terminal: what was understood, the answer, the caveats, and the sources."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import fill, shorten

from tachograph.core.observation import Observation
from tachograph.core.pack import Pack
from tachograph.core.query import Query
from tachograph.core.site import site_of
from tachograph.pipeline.asking import Answer, Figure
from tachograph.presenting import figures, words
from tachograph.presenting.ask.phrases import Phrases, phrases
from tachograph.presenting.excerpt import one_line

_WIDEST = 100
_SOURCES = 3  # of a figure; JSON has all
_MOST = 12  # altogether, then one of each figure
_QUOTED = 140
_SIGNS = {"over": ">", "under": "<", "about": "≈", "nearly": "≈"}


def render(answer: Answer, pack: Pack, *, width: int = 80) -> str:
    """The answer as text."""
    said = phrases(answer, pack)
    width = min(width, _WIDEST)
    blocks = [f"{said.words['query']}: {understood_as(answer.query, said)}"]
    if answer.command:
        blocks[0] += f"\n{said.words['command']}: {answer.command}"
    if answer.cannot:
        blocks.append(_filled(f"{said.words['cannot']}{said.told(answer.cannot)}", width))
    if answer.said:
        blocks.append(_filled(said.told(answer.said), width))
    if answer.promises:
        blocks.append("\n".join(_promises(answer, said, width)))
    if answer.caveats:
        notes = [
            fill(one_line(c), width, initial_indent="  - ", subsequent_indent="    ") for c in said.all(answer.caveats)
        ]
        blocks.append("\n".join([said.words["caveats"], *notes]))
    if lines := list(_sources(answer, said)):
        blocks.append("\n".join([said.words["sources"], *lines]))
    return "\n\n".join(blocks) + "\n"


def understood_as(query: Query, said: Phrases) -> str:
    """The query in a line: ``value: Leapmotor, deliveries, 2025``."""
    names = [said.entity(e) for e in query.entities]
    parts = [
        *names, query.model or "", said.metric(query.metric) if query.metric else "", query.segment or "", query.region or "",
        query.level or "", words.number(query.number) if query.number else "", said.period(query.period or ""),
        f"said by {said.entity(query.body)}" if query.body else "", f"as of {query.as_of}" if query.as_of else "",
    ]  # fmt: skip
    told = ", ".join(part for part in parts if part)
    kind = said.words["kinds"].get(str(query.kind), str(query.kind))
    return f"{kind}: {told}" if told else str(kind)


def _sources(answer: Answer, said: Phrases) -> Iterator[str]:
    """Each figure with the pages that state it, the earliest first and one of a site."""
    left = _MOST
    for figure in answer.figures:
        pages = list(sources_of(figure, said))
        if figure.role in ("change", "attainment") or not pages:
            continue
        shown = _SOURCES if left > 0 else 1
        yield f"  {one_line(label(figure, said))}"
        for o in pages[:shown]:
            published = f"{said.period(o.published)}, " if o.published else ""
            yield f"    {one_line(f'{published}{o.source}')}"
            if o.quote:
                yield f"      “{one_line(shorten(o.quote, _QUOTED, placeholder=' …'))}”"
            left -= 1
        if len(pages) > shown:
            yield f"    +{len(pages) - shown}"


def label(figure: Figure, said: Phrases) -> str:
    """``Leapmotor, deliveries, 2025: 596,555``."""
    return f"{named(figure, said)}: {amount(figure)}"


def named(figure: Figure, said: Phrases) -> str:
    """``Leapmotor, deliveries, 2025``, with its place before it if it has one."""
    parts = [
        said.entity(figure.entity),
        figure.model,
        said.metric(figure.metric),
        figure.segment,
        said.period(figure.period),
    ]
    rank = f"{figure.rank}. " if figure.rank else ""
    return f"{rank}{', '.join(words.spaced(p) for p in parts if p)}"


def amount(figure: Figure) -> str:
    """The figure with the sign that loosens it and its unit."""
    if figure.value is None:
        return "-"
    low, high = figure.low, figure.high
    if figure.role == "target" and low is not None and high is not None and low != high:
        return f"{words.number(round(low))}–{words.number(round(high))}"
    percent = figure.unit == "percent"
    number = words.number(
        round(figure.value, 1) if percent else round(figure.value, 2) if figure.value < 1000 else round(figure.value)
    )
    unit = "%" if percent else f" {figure.unit}" if figure.unit.isupper() else ""
    return f"{_SIGNS.get(str(figure.modifier), '')}{number}{unit}"


def sources_of(figure: Figure, said: Phrases) -> Iterator[Observation]:
    """Who states a figure, the earliest first and one of a site."""
    seen: set[str] = set()
    for o in figures.best_first(figure.said, said.pack):
        site = site_of(o.source) or o.source
        if o.source and site not in seen:
            seen.add(site)
            yield o


def _promises(answer: Answer, said: Phrases, width: int) -> Iterator[str]:
    for judged in answer.promises:
        p = judged.promise
        standing = said.words["standing"][str(judged.standing)]
        yield fill(
            one_line(f"{p.subject or '-'}: {p.what} ({said.period(p.deadline)}): {standing}"),
            width,
            initial_indent="  ",
            subsequent_indent="    ",
        )
        yield f"    “{one_line(shorten(p.quote, _QUOTED, placeholder=' …'))}” ({answer.pages.get(p.document, p.document)})"
        for evidence in judged.evidence[:1]:
            yield fill(
                one_line(f"{evidence.text} ({evidence.source})"),
                width,
                initial_indent="    → ",
                subsequent_indent="      ",
            )


def _filled(text: str, width: int) -> str:
    return fill(one_line(text), width)
