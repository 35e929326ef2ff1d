"""Who leads, in sentences: first, who does not, and what it depends on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tachograph.analysis.leader import Lead, Leading, Unranked
from tachograph.analysis.listing import Definition, Listing, Row, name_of
from tachograph.analysis.market import body_of, own_markets
from tachograph.analysis.table import Scope, Table
from tachograph.core.estimate import Estimate
from tachograph.core.pack import EntityKind, Pack
from tachograph.presenting import words
from tachograph.presenting.sheets import figures

NAMED = 3  # of a ranking, in a sentence
_PLURALS = {
    EntityKind.MAKER: "makers",
    EntityKind.GROUP: "groups and makers without one",
    EntityKind.ALLIANCE: "alliances",
    EntityKind.BRAND: "brands",
    EntityKind.MODEL: "models",
}


def answer(leading: Leading, table: Table) -> list[str]:
    """Who leads, who does not, and what it depends on."""
    main, pack = leading.main, table.pack
    if main is None:
        last = (
            f" The last month that anything is known of is {words.period(str(table.latest))}." if table.latest else ""
        )
        return [f"Nothing is known of {words.period(str(leading.period))} that sellers could be ranked by.{last}"]
    said = [_first(main.listing, pack), *_caveat(main, pack), *_not_first(leading, main, pack)]
    others = [lead for lead in leading.leads if lead is not main]
    if others and (leading.depends or any(lead.otherwise for lead in others)):
        said += [f"By other definitions, among those whose figures are known: {'; '.join(_briefly(others, pack))}."]
    return [" ".join(said), *(_another(one, leading, table) for one in leading.unranked[:2])]


def _first(found: Listing, pack: Pack) -> str:
    when, which = words.period(str(found.period)), what(found.definition, pack)
    leader = found.leader
    if leader is None:
        tied = [f"{name(row, pack)} ({figures.said(row.estimate)})" for row in found.leaders]
        return f"{when}: who leads the {which} cannot be told; {words.listed(tied)} cannot be told apart."
    after = [f"{name(row, pack)} ({figures.said(row.estimate)})" for row in found.rows[1:NAMED]]
    kind = _kind(leader, pack)
    return f"{when}: {name(leader, pack)}{kind} leads the {which} with {figures.said(leader.estimate)}, before {words.listed(after)}."


def _caveat(lead: Lead, pack: Pack) -> Iterator[str]:
    if lead.missing:
        names = words.listed([name_of(scope, pack) for scope in lead.missing])
        yield (
            f"But nothing is known of {names} for {words.period(str(lead.listing.period))}, though before it sold more: "
            "this may not be the leader."
        )


def _kind(row: Row, pack: Pack) -> str:
    return ", an alliance," if pack.entities[row.scope.entity].kind is EntityKind.ALLIANCE else ""


def _not_first(leading: Leading, main: Lead, pack: Pack) -> Iterator[str]:
    """Those next to the leader are not the leader, and where they would be."""
    leader = main.listing.leader
    if leader is None:
        return
    after = [row for row in main.listing.rows[1:NAMED] if row.rank.first > 1]
    if after:
        first, *rest = (name(row, pack) for row in after)
        yield f"{first} is not the leader{''.join(f', nor is {one}' for one in rest)}."
    for lead in leading.leads:
        definition, leads = lead.listing.definition, lead.listing.leader
        same = definition.metric == main.listing.definition.metric and not definition.segment
        if leads and same and any(row.scope == leads.scope for row in after):
            plural = _PLURALS[EntityKind(definition.level)]
            yield f"Only among {plural}, which leaves {name(leader, pack)} out, is {name(leads, pack)} first."


def _briefly(leads: Sequence[Lead], pack: Pack) -> Iterator[str]:
    """Who leads by some definitions; a figure that leads by several is told of once."""
    told: set[Scope] = set()
    for lead in leads:
        leader = lead.listing.leader
        if leader is None:
            yield f"{what(lead.listing.definition, pack)}: cannot be told"
        elif leader.scope not in told:
            told.add(leader.scope)
            yield f"{what(lead.listing.definition, pack)}: {name(leader, pack)} ({figures.said(leader.estimate)}{_more(lead, pack)})"


def _more(lead: Lead, pack: Pack) -> str:
    """Who sold more, but calls it otherwise."""
    if not lead.otherwise:
        return ""
    first = lead.otherwise[0]
    return (
        f"; {name(first, pack)}, which reports {pack.metrics[first.scope.metric].name}, {figures.said(first.estimate)}"
    )


def _another(one: Unranked, leading: Leading, table: Table) -> str:
    """A basis on which makers and groups are ranked elsewhere, and what the ledger has of it instead."""
    body = next((b for m in own_markets(table.pack) if (b := body_of(Scope(m.id, one.metric.id), table.pack))), None)
    known = [_sourced(scope, e, table) for scope, e in one.known]
    markets = [_sourced(scope, e, table) for scope, e in one.markets]
    has = [f"only of {words.listed(known)}" if known else "of no maker or group"]
    has += [f"and of the whole {words.listed(markets)}"] if markets else []
    return (
        f"Who leads the groups and makers by {one.metric.name}{f' ({body.name})' if body else ''} is another question, "
        f"which the ledger cannot answer for {_all_of(leading)}: it has figures {' '.join(has)}."
    )


def _all_of(leading: Leading) -> str:
    """The period behind a preposition: ``Jan 2026``, ``all until Dec 2025``."""
    said = words.period(str(leading.period))
    return f"all {said}" if leading.period.start is None else said


def _sourced(scope: Scope, estimate: Estimate, table: Table) -> str:
    hosts = list(dict.fromkeys(figures.host(o.source) for o in table.sources(estimate) if o.source))
    return f"{name_of(scope, table.pack)} ({', '.join([figures.said(estimate), *hosts[:2]])})"


def what(definition: Definition, pack: Pack) -> str:
    """``deliveries of the Chinese EV start-ups``, ``retail sales of makers, nev``."""
    metric = pack.metrics[definition.metric].name
    if definition.peers:
        return f"{metric} of the {pack.entities[definition.peers].name}"
    narrowed = f", {words.spaced(definition.segment)} only" if definition.segment else ""
    return f"{metric} of {_PLURALS[EntityKind(definition.level)]}{narrowed}"


def name(row: Row, pack: Pack) -> str:
    return name_of(row.scope, pack)
