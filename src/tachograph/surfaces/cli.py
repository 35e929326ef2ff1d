"""The command ``tacho``: what can be typed. The work is in :mod:`tachograph.surfaces.verbs`, imported when needed.

Exit status: 0 nothing contradicted, 1 something contradicted (or measured below a floor), 2 bad usage or unreadable
input, 130 interrupted.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Annotated, Literal

from cyclopts import App, CycloptsError, Parameter

from tachograph import __version__
from tachograph.surfaces import (
    analysis_cli,
    ask_cli,
    batch_cli,
    forecast_cli,
    ledger_cli,
    mcp_cli,
    promises_cli,
    report_cli,
)
from tachograph.surfaces.ledger_cli import Location
from tachograph.surfaces.options import RULES_ALONE, ModelOptions

_UNUSABLE = 2
_INTERRUPTED = 130

_Sources = Annotated[
    str,  # a lone hyphen is a source, so hyphens are let through here, and mistyped options caught by the verbs
    Parameter(help="Files, folders, web addresses, or - for standard input.", allow_leading_hyphen=True),
]
_Form = Annotated[
    Literal["text", "json", "markdown", "html"] | None,
    Parameter(name=["--format", "-f"], help="How to print it; by default as FILE is named, else text."),
]
_CheckForm = Annotated[
    Literal["text", "json", "markdown", "html", "claimreview"] | None,
    Parameter(name=["--format", "-f"], help="How to print it; by default as FILE is named, else text."),
]
_Output = Annotated[Path | None, Parameter(name=["--output", "-o"], help="File to write to; by default the terminal.")]
_Published = Annotated[date | None, Parameter(help="The day the sources appeared, where they do not say: YYYY-MM-DD.")]
_Packs = Annotated[
    list[str] | None, Parameter(name="--pack", help="Domain pack to use (repeatable); by default all.", negative=())
]
_Separately = Annotated[
    bool, Parameter(help="Check each source alone, not with the others as evidence.", negative=(), show_default=False)
]

app = App(
    name="tacho",
    help="Reads news about a market, writes down every figure with its source, and shows which figures can be true.",
    help_epilogue="Example: tacho check article.html -o report.html",
    help_format="plaintext",
    version=f"tacho {__version__}",
    version_flags=["--version", "-V"],
    suppress_keyboard_interrupt=False,
    exit_on_error=False,
    print_error=False,
    result_action="return_value",
)


@app.command(usage="Usage: tacho check SOURCE... [OPTIONS]")
def check(
    *sources: _Sources,
    form: _CheckForm = None,
    output: _Output = None,
    published: _Published = None,
    separately: _Separately = False,
    packs: _Packs = None,
    model: ModelOptions = RULES_ALONE,
) -> int:
    """Check every figure in some articles.

    Shows a verdict on each figure, the calculation, the evidence, and the smallest edit that would mend what is wrong.
    """
    return int(_verbs().check(sources, form, output, published, packs, separately=separately, model=model))


@app.command(usage="Usage: tacho extract SOURCE... [OPTIONS]")
def extract(
    *sources: _Sources,
    form: _Form = None,
    output: _Output = None,
    published: _Published = None,
    packs: _Packs = None,
    model: ModelOptions = RULES_ALONE,
) -> int:
    """Write down every figure in some articles.

    Lists value, unit, whose figure it is, of what and when; nothing is checked.
    """
    return int(_verbs().extract(sources, form, output, published, packs, model=model))


@app.command(name="eval", usage="Usage: tacho eval GOLD_DIR [OPTIONS]")
def evaluate(
    gold_dir: Annotated[Path, Parameter(help="Directory of annotated articles, or one of them.")],
    /,
    *,
    predictions: Annotated[
        Path | None,
        Parameter(help="Claims to score, as tacho extract --format json prints them; by default extracted now."),
    ] = None,
    form: _Form = None,
    output: _Output = None,
    floors: Annotated[
        Path | None, Parameter(help="TOML file of F1 per language and measure; below one of them the status is 1.")
    ] = None,
    packs: _Packs = None,
    model: ModelOptions = RULES_ALONE,
) -> int:
    """Measure how well annotated articles are read.

    Shows F1 per field, language and kind of article, and what is taken for what; as a web page, every figure side by side.
    """
    return int(_verbs().evaluate(gold_dir, predictions, form, output, floors, packs, model))


@app.command(usage="Usage: tacho explain [RULE | CLAIM | CELL] [OPTIONS]")
def explain(
    code: Annotated[
        str | None,
        Parameter(
            help="Code of a rule, id of a claim in the ledger, or a cell such as nio:deliveries:2025-12; "
            "without one the rules are listed."
        ),
    ] = None,
    /,
    *,
    ledger: ledger_cli.Location = None,
    packs: _Packs = None,
) -> int:
    """Say what a rule catches, where a claim comes from, or what a figure rests on."""
    return int(_verbs().explain(code, ledger, packs))


ledger_cli.register(app)
analysis_cli.register(app)
promises_cli.register(app)
ask_cli.register(app)
mcp_cli.register(app)
forecast_cli.register(app)
report_cli.register(app)
batch_cli.register(app)


@app.command(usage="Usage: tacho serve [OPTIONS]")
def serve(
    *,
    host: Annotated[
        str, Parameter(help="Address to listen at; by default only this machine can reach it.")
    ] = "127.0.0.1",
    port: Annotated[int, Parameter(help="Port to listen at; 0 takes a free one.")] = 8770,
    name: Annotated[
        list[str] | None, Parameter(help="Host name to answer to, if others reach it by one (repeatable).", negative=())
    ] = None,
    workers: Annotated[int, Parameter(help="Processes that check.")] = 2,
    fetch: Annotated[bool, Parameter(help="Whether articles may be given by their address.")] = True,
    rates: Annotated[
        int,
        Parameter(help="Checks that one address may ask for in a minute, and fifty times as many pages; 0 for any."),
    ] = 60,
    ledger: Location = None,
    packs: _Packs = None,
) -> int:
    """Show the pages and the REST interface in a browser.

    What the ledger says is read from it, and it is made if there is none yet. What is checked is never written to
    disk; results are kept in memory until the server stops or newer ones take their place.
    """
    return int(_verbs().serve(host, port, tuple(name or ()), workers, packs, fetch=fetch, rates=rates, ledger=ledger))


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command and exit with its status."""
    sys.exit(run(sys.argv[1:] if arguments is None else arguments))


def run(arguments: Sequence[str]) -> int:
    """Run the command; whatever goes wrong is one line on standard error."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    try:
        status = app(arguments)
    except CycloptsError as error:
        return _fail(f"{' '.join(str(error).split())} See: tacho --help")
    except KeyboardInterrupt:
        return _INTERRUPTED
    except Exception as error:  # noqa: BLE001 - a user gets a line, never a traceback
        return _fail(f"it broke ({type(error).__name__}: {' '.join(str(error).split())}); please report it")
    return status or 0


def _fail(message: str) -> int:
    sys.stderr.write(f"tacho: {message}\n")
    return _UNUSABLE


def _verbs() -> ModuleType:
    from tachograph.surfaces import verbs  # noqa: PLC0415 - only when a verb is run, so that help is quick

    return verbs
