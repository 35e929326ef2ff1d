"""The packaged figures, reconciled once for all tests."""

from functools import cache

from tachograph.analysis.table import Table
from tachograph.checking import reconcile
from tachograph.packs.loader import load_pack


@cache
def reference():
    """The table of the packs' own figures."""
    pack = load_pack()
    return Table(pack, reconcile(pack.observations, pack), pack.observations)
