"""What a piece of news says in a sentence, whose it is, and who states it."""

from __future__ import annotations

from tachograph.analysis.highlights import Extreme
from tachograph.analysis.listing import name_of
from tachograph.analysis.targets import Progress
from tachograph.core.dispute import Dispute
from tachograph.core.estimate import Estimate
from tachograph.pipeline.watching import News, State
from tachograph.presenting import figures as cells
from tachograph.presenting import words
from tachograph.presenting.monthly.headlines import conflict
from tachograph.presenting.sheets import figures
from tachograph.presenting.targets.text import goal, whose


def sentence(news: News, state: State) -> str:
    """What is new, in plain words."""
    pack = state.table.pack
    match news.about:
        case Extreme() as e:
            when = words.period(e.estimate.cell.period)
            what = cells.metric(e.scope.metric, pack) + (f", {e.scope.segment}" if e.scope.segment else "")
            return (
                f"{name_of(e.scope, pack)}, {what}: {figures.said(e.estimate)} in {when}, the most of any month known."
            )
        case Progress() as p:
            achieved = figures.said(p.achieved) if p.achieved else "?"
            part = figures.percent(p.attainment[0]) if p.attainment[0] is not None else "?"
            verb = news.kind.removeprefix("target ")
            v = p.vintage
            when = words.period(str(v.period))
            return f"{whose(v.scope, pack)} {verb} its target of {goal(v.low, v.high)} for {when} with {achieved} ({part})."
        case Dispute() as d:
            return conflict(d)
        case Estimate() as e:
            others = dict.fromkeys(figures.stated(d.observation) for d in e.dissent)
            against = f", others say {words.listed(list(others)[:3])}" if others else ""
            name = cells.entity(e.cell.entity, pack)
            return f"{name}, {cells.series(e.cell, pack)}, {words.period(e.cell.period)}: {figures.amount(e)}{against}."
        case (document, finding):
            return f"{document.title or document.source}: {finding.message}"


def pages(news: News, state: State) -> list[str]:
    """The pages that state what is new."""
    match news.about:
        case Extreme() as e:
            found = [o.source for o in state.table.sources(e.estimate)]
        case Progress() as p:
            found = [o.source for o in p.vintage.said]
            found += [o.source for o in state.table.sources(p.achieved)] if p.achieved else []
        case Dispute() as d:
            found = [o.source for one in d.doubted for o in one.observations] + [o.source for o in d.others]
        case Estimate() as e:
            found = [o.source for o in e.support] + [d.observation.source for d in e.dissent]
        case (document, _):
            found = [document.source]
    return list(dict.fromkeys(source for source in found if source))


def whose_news(news: News) -> str:
    """The id of the entity that it is about; empty for an article's."""
    match news.about:
        case Extreme() as e:
            return e.scope.entity
        case Progress() as p:
            return p.vintage.scope.entity
        case Dispute() as d:
            return d.entity
        case Estimate() as e:
            return e.cell.entity
        case _:
            return ""
