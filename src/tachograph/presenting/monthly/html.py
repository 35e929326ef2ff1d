"""A report as one self-contained web page without scripts, that a browser prints well."""

from __future__ import annotations

from markupsafe import Markup

from tachograph import __version__
from tachograph.pipeline.reporting import Report
from tachograph.presenting.html import hashed, page_environment
from tachograph.presenting.monthly.parts import laid_out, sources
from tachograph.presenting.sheets.html import noted


def render(report: Report) -> str:
    """The page as HTML; nothing is fetched for it, and nothing in it can run."""
    environment = page_environment()
    style = environment.get_template("monthly.css").render()
    page = laid_out(report)
    shown = environment.get_template("monthly.html.j2").render(
        page=page,
        cited=page.cited,
        sources=lambda: list(sources(page.cited)),
        line=noted,
        style=Markup(style),  # noqa: S704 - the package's own file
        style_hash=hashed(style),
        version=__version__,
    )
    return shown.strip() + "\n"
