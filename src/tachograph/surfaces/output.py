"""Where the verbs write to, and how they say what went wrong."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Mapping
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any

from tachograph.core.errors import SourceError
from tachograph.reading.sources import shown

CLEAR, UNUSABLE = 0, 2
PLAIN_WIDTH = 80
_SUFFIXES = {
    ".json": "json",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".csv": "csv",
    ".svg": "svg",
    ".jsonld": "claimreview",
}


def form_of(form: str | None, output: Path | None) -> str:
    """The form to write in: the one asked for, else as the file is named, else text."""
    return form or _SUFFIXES.get(output.suffix.lower() if output else "", "text")


def chosen(form: str | None, output: Path | None, forms: tuple[str, ...], what: str) -> str:
    """The form to write in, if it is one of those that there are.

    Raises:
        SourceError: if it is not.
    """
    found = form_of(form, output)
    if found not in forms:
        known = f"{', '.join(forms[:-1])} or {forms[-1]}"
        raise SourceError(str(output), f"there is no {found} of {what}", f"write {known}")
    return found


def present(home: str, form: str, output: Path | None, *values: Any, **options: Any) -> int:
    """Render values by the module of a form in a package of ``tachograph.presenting``, and write the text."""
    if form == "text" and output is None:
        options["width"] = terminal()["width"]
    return write(import_module(f"tachograph.presenting.{home}.{form}").render(*values, **options), output)


def draw(home: str, chart: Path | None, *values: Any) -> int:
    """Draw values by the module ``chart`` of a package of ``tachograph.presenting`` into a file, if one is named."""
    if chart is None:
        return CLEAR
    if chart.suffix.lower() != ".svg":
        return fail(SourceError(f"--chart {chart}", "charts are drawn as SVG only", "name a file that ends with .svg"))
    return write(import_module(f"tachograph.presenting.{home}.chart").render(*values), chart)


def terminal() -> Mapping[str, int | bool]:
    """The width of the terminal, and whether it shows colour."""
    if not sys.stdout.isatty():
        return {"width": PLAIN_WIDTH, "colour": False}
    colour = "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
    return {"width": shutil.get_terminal_size().columns, "colour": colour}


def write(text: str, output: Path | None) -> int:
    """Write text to a file or the terminal; the exit status."""
    if output is None:
        return show(text)
    return write_bytes(text.encode("utf-8", "replace"), output)


def write_bytes(data: bytes, output: Path) -> int:
    """Write a file; the exit status."""
    try:
        output.write_bytes(data)
    except OSError as error:
        return fail(SourceError(str(output), f"cannot be written ({error.strerror})", "name another file"))
    return CLEAR


def show(text: str) -> int:
    """Write text to the terminal; the exit status."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader has had enough (as in "| head"); closing now keeps the interpreter from complaining at exit.
        with suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return CLEAR


def note(text: str) -> None:
    """A line on standard error that is no failure; what a terminal would obey in it is escaped."""
    sys.stderr.write(f"tacho: {shown(' '.join(text.split()))}\n")


def fail(error: SourceError) -> int:
    """Say in one line what is wrong; the exit status."""
    note(str(error))
    return UNUSABLE
