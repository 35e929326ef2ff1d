"""Sources as JSON; the published schema is generated from the types below."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, TypedDict

from tachograph import __version__
from tachograph.core.pack import Pack
from tachograph.ledger import Site
from tachograph.presenting.json import written


class SiteRecord(TypedDict):
    """A site that publishes figures."""

    site: Annotated[str, "Its name; empty for figures without a page."]
    primary: Annotated[bool, "Whether it publishes for those whose figures they are."]
    observations: Annotated[int, "Figures that it gives."]
    agreeing: Annotated[int, "Those that support the best estimate of their cell."]
    dissenting: Annotated[int, "Those that the estimate does not follow."]


class SitesRecord(TypedDict):
    """The sites, those with most figures first."""

    tachograph: Annotated[str, "Version of Tachograph."]
    sources: list[SiteRecord]


def render(sites: Sequence[Site], pack: Pack) -> str:
    """The sites as JSON text, one a line."""
    rows = ",".join(f"\n {written(_site(site, pack))}" for site in sites)
    return f'{{"tachograph": {written(__version__)}, "sources": [{rows}]}}\n'


def _site(site: Site, pack: Pack) -> SiteRecord:
    return {
        "site": site.site,
        "primary": site.site in pack.reliability.primary,
        "observations": site.observations,
        "agreeing": site.agreeing,
        "dissenting": site.dissenting,
    }
