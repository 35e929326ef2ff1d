"""The options that the verbs of analysis share: what the ledger is asked as of, and how the answer is printed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from tachograph.surfaces.ledger_cli import AsOf, Location, Output, Packs


@Parameter(name="*")
@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which ledger is asked, as it was known when."""

    as_of: AsOf = None
    ledger: Location = None
    packs: Packs = None


@Parameter(name="*")
@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """In which form an answer is printed, and where it goes."""

    form: Annotated[
        Literal["text", "json", "csv"] | None,
        Parameter(name=["--format", "-f"], help="How to print it; by default as FILE is named, else text."),
    ] = None
    output: Output = None
    chart: Annotated[
        Path | None, Parameter(name="--chart", help="SVG file to draw it into as well; bars lead to who says so.")
    ] = None


@Parameter(name="*")
@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """In which form a forecast is printed, and where it goes: it can be a drawing by itself."""

    form: Annotated[
        Literal["text", "json", "csv", "svg"] | None,
        Parameter(
            name=["--format", "-f"], help="How to print it; svg are fan charts. By default as FILE is named, else text."
        ),
    ] = None
    output: Output = None
    chart: Annotated[Path | None, Parameter(name="--chart", help="SVG file to draw it into as well.")] = None


ANYTHING = Asked()
"""The default: the usual ledger, as it is known today."""
PLAINLY = Printed()
"""The default: text on the terminal."""
AS_IT_IS = Drawn()
"""The default of forecasts: text on the terminal."""
