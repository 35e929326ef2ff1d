"""Reports and watching: what can be typed. The work is in :mod:`tachograph.surfaces.report_verbs`."""

from __future__ import annotations

from types import ModuleType
from typing import Annotated, Literal

from cyclopts import App, Parameter

from tachograph.surfaces.ledger_cli import AsOf, Location, Output, Packs

_Form = Annotated[
    Literal["markdown", "html", "xlsx"] | None,
    Parameter(name=["--format", "-f"], help="How to write it; by default as FILE is named, else Markdown."),
]


def register(app: App) -> None:
    """Make the verbs known to the command."""
    app.command(report, usage="Usage: tacho report month|quarter|year PERIOD [OPTIONS]")
    app.command(watch, usage="Usage: tacho watch SOURCE... [OPTIONS]")


def report(
    kind: Annotated[Literal["month", "quarter", "year"], Parameter(help="How long the period is.")],
    period: Annotated[str, Parameter(help="2026-01, 2025-Q4 or 2025.")],
    /,
    *,
    as_of: AsOf = None,
    form: _Form = None,
    output: Output = None,
    ledger: Location = None,
    packs: Packs = None,
) -> int:
    """Write a report on a month, a quarter or a year: findings, board, leaders, targets, surprises, conflicts.

    As a web page that prints well, Markdown, or a workbook with live formulas; every figure with its sources.
    """
    return int(_verbs().report(kind, period, as_of, form, output, ledger, packs))


def watch(
    *sources: Annotated[
        str, Parameter(help="Feeds, sitemaps, web addresses, files or folders.", allow_leading_hyphen=True)
    ],
    every: Annotated[str, Parameter(help="How long from one look to the next: 45s, 30m, 6h, 1d.")] = "30m",
    once: Annotated[bool, Parameter(help="Look once and end, as cron needs.", negative=(), show_default=False)] = False,
    form: Annotated[
        Literal["text", "json"], Parameter(name=["--format", "-f"], help="A line of text or of JSON for each news.")
    ] = "text",
    webhook: Annotated[str | None, Parameter(help="Address to send the news to as JSON.")] = None,
    mail: Annotated[
        bool, Parameter(help="Send the news by e-mail: TACHO_SMTP_HOST and so on.", negative=(), show_default=False)
    ] = False,
    ledger: Location = None,
    packs: Packs = None,
) -> int:
    """Add what is new in some sources on a schedule, and tell what is news.

    Contradictions, conflicts between sources, disputed figures, records, targets reached or missed.
    """
    from tachograph.surfaces import watch_verbs  # noqa: PLC0415 - only when it is run, so that help is quick

    option = next((source for source in sources if source.startswith("-") and source != "-"), None)
    if option is not None:
        return watch_verbs.unknown(option)
    return watch_verbs.watch(sources, every, once, form, webhook, mail, ledger, packs)


def _verbs() -> ModuleType:
    from tachograph.surfaces import report_verbs  # noqa: PLC0415 - only when a verb is run, so that help is quick

    return report_verbs
