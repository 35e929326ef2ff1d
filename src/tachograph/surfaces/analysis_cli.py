"""The verbs that say what the numbers say: what can be typed. The work is in :mod:`tachograph.surfaces.analysis_verbs`."""

from __future__ import annotations

from types import ModuleType
from typing import Annotated, Literal

from cyclopts import App, Parameter

from tachograph.surfaces.asked import ANYTHING, PLAINLY, Asked, Printed

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
    printed: Printed = PLAINLY,
    asked: Asked = ANYTHING,
) -> int:
    """Print the table of a release day: rank, units, changes, year to date, thirteen months, share.

    Unknown is a hyphen, never 0; who is part of another row is not counted again.
    """
    return int(_verbs().board(period, metric, level, segment, printed, asked, pool=pool))


def leader(period: _Period, /, *, printed: Printed = PLAINLY, asked: Asked = ANYTHING) -> int:
    """Say who leads in a period, under every definition that the ledger has figures for.

    By metric and level; none is counted twice, and the answer says where it depends on the definition.
    """
    return int(_verbs().leader(period, printed, asked))


def targets(
    *,
    year: Annotated[int | None, Parameter(help="The year that they are for; by default the last one known of.")] = None,
    printed: Printed = PLAINLY,
    asked: Asked = ANYTHING,
) -> int:
    """List every vintage of every target: who set it when, what it asks for, how far it is reached, what is left."""
    return int(_verbs().targets(year, printed, asked))


def market(period: _Period, /, *, printed: Printed = PLAINLY, asked: Asked = ANYTHING) -> int:
    """Show the whole market: what each body counts, penetration, forecast to final, concentration, exports, rules."""
    return int(_verbs().market(period, printed, asked))


def maker(
    name: Annotated[str, Parameter(help="A maker, brand or alliance, in any language; or its id.")],
    /,
    *,
    printed: Printed = PLAINLY,
    asked: Asked = ANYTHING,
) -> int:
    """Show a seller on one page: sales, brands, models, network, money, price, targets, promises, what is in doubt."""
    return int(_verbs().maker(name, printed, asked))


def _verbs() -> ModuleType:
    from tachograph.surfaces import analysis_verbs  # noqa: PLC0415 - only when a verb is run, so that help is quick

    return analysis_verbs
