"""Ledgers for tests: one with the packs' own figures, made once and copied."""

import shutil
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from tachograph.pipeline.recording import books

NOW = datetime(2027, 3, 10, 9)


@cache
def _stock():
    place = Path(mkdtemp(prefix="tacho-stock-"), "ledger.duckdb")
    books(str(place), lambda: NOW)
    return place


def stocked(folder):
    """The place of a ledger of its own in a folder, with the packs' figures in it."""
    target = Path(folder, "stocked.duckdb")
    shutil.copy(_stock(), target)
    return str(target)


def kept(folder, now=NOW):
    """The books of such a ledger."""
    return books(stocked(folder), lambda: now)
