"""A report as one self-contained web page without scripts, that a browser prints well."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256

from markupsafe import Markup

from tachograph import __version__
from tachograph.pipeline.reporting import Report
from tachograph.presenting.excerpt import one_line
from tachograph.presenting.html import page_environment
from tachograph.presenting.monthly.parts import laid_out, sources


def render(report: Report) -> str:
    """The page as HTML; nothing is fetched for it, and nothing in it can run."""
    environment = page_environment()
    style = environment.get_template("monthly.css").render()
    page = laid_out(report)
    shown = environment.get_template("monthly.html.j2").render(
        page=page,
        cited=page.cited,
        sources=lambda: list(sources(page.cited)),
        line=one_line,
        style=Markup(style),  # noqa: S704 - the package's own file
        style_hash=b64encode(sha256(style.encode()).digest()).decode(),
        version=__version__,
    )
    return shown.strip() + "\n"
