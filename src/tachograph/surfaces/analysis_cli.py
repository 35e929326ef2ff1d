"""The verbs that say what the numbers say: what can be typed. The work is in :mod:`tachograph.surfaces.analysis_verbs`."""

from __future__ import annotations

from types import ModuleType
from typing import Annotated, Literal

from cyclopts import App, Parameter

from tachograph.surfaces.ledger_cli import AsOf, Location, Output, Packs

_Form = Annotated[
    Literal["text", "json", "csv"] | None,
    Parameter(name=["--format", "-f"], help="How to print it; by default as FILE is named, else text."),
]
_Period = Annotated[
    str,
    Parameter(help="2026-01, 2025-Q4, 2025, 2025-01/2025-11 for the year to date, or ../2025-11 for all until then."),
]


def register(app: App) -> None:
    """Make the verbs known to the command."""
    app.command(board, usage="Usage: tacho board PERIOD [OPTIONS]")
    app.command(leader, usage="Usage: tacho leader PERIOD [OPTIONS]")
    app.command(targets, usage="Usage: tacho targets [OPTIONS]")
    app.command(market, usage="Usage: tacho market PERIOD [OPTIONS]")
    app.command(maker, usage="Usage: tacho maker NAME [OPTIONS]")


def board(
    period: _Period,
    /,
    *,
    metric: Annotated[
        str | None, Parameter(help="What is counted: deliveries, retail_sales, wholesale; by default all.")
    ] = None,
    level: Annotated[
        Literal["maker", "group", "alliance", "brand", "model"] | None,
        Parameter(help="Whom to list; by default the young makers, and each level that there are figures of."),
    ] = None,
    segment: Annotated[str, Parameter(help="What to count only, such as nev; by default all.")] = "",
    pool: Annotated[
        bool, Parameter(help="January and February together, for either of them.", negative=(), show_default=False)
    ] = False,
    as_of: AsOf = None,
    form: _Form = None,
    output: Output = None,
    ledger: Location = None,
    packs: Packs = None,
) -> int:
    """Print the table of a release day: rank, units, changes, year to date, thirteen months, share.

    Unknown is a hyphen, never 0; who is part of another row is not counted again.
    """
    return int(_verbs().board(period, metric, level, segment, pool, as_of, form, output, ledger, packs))


def leader(
    period: _Period,
    /,
    *,
    as_of: AsOf = None,
    form: _Form = None,
    output: Output = None,
    ledger: Location = None,
    packs: Packs = None,
) -> int:
    """Say who leads in a period, under every definition that the ledger has figures for.

    By metric and level; none is counted twice, and the answer says where it depends on the definition.
    """
    return int(_verbs().leader(period, as_of, form, output, ledger, packs))


def targets(
    *,
    year: Annotated[int | None, Parameter(help="The year that they are for; by default the last one known of.")] = None,
    as_of: AsOf = None,
    form: _Form = None,
    output: Output = None,
    ledger: Location = None,
    packs: Packs = None,
) -> int:
    """List every vintage of every target: who set it when, what it asks for, how far it is reached, what is left."""
    return int(_verbs().targets(year, as_of, form, output, ledger, packs))


def market(
    period: _Period,
    /,
    *,
    as_of: AsOf = None,
    form: _Form = None,
    output: Output = None,
    ledger: Location = None,
    packs: Packs = None,
) -> int:
    """Show the whole market: what each body counts, penetration, forecast to final, concentration, exports, rules."""
    return int(_verbs().market(period, as_of, form, output, ledger, packs))


def maker(
    name: Annotated[str, Parameter(help="A maker, brand or alliance, in any language; or its id.")],
    /,
    *,
    as_of: AsOf = None,
    form: _Form = None,
    output: Output = None,
    ledger: Location = None,
    packs: Packs = None,
) -> int:
    """Show a seller on one page: sales, brands, models, network, money, average price, targets, doubtful figures."""
    return int(_verbs().maker(name, as_of, form, output, ledger, packs))


def _verbs() -> ModuleType:
    from tachograph.surfaces import analysis_verbs  # noqa: PLC0415 - only when a verb is run, so that help is quick

    return analysis_verbs
