"""When readers get a new shelf, and what they have until then."""

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from ledgers import kept
from tachograph.surfaces.web.library import Library
from tachograph.surfaces.web.studies import REST, PendingError


@pytest.fixture
def library(tmp_path):
    library = Library(kept(tmp_path), aside=False)
    yield library
    library.close()


def run(story):
    """Outside of the event loop that a browser may have left in this thread."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, story).result()


def changed(library):
    place = Path(library.books.location)
    stat = place.stat()
    place.touch()
    assert place.stat().st_mtime_ns != stat.st_mtime_ns


def test_a_shelf_serves_as_long_as_the_ledger_stays(library):
    assert library.shelf() is library.shelf()


def test_one_that_took_nothing_to_make_gives_way_at_once(library):
    first = library.shelf()
    changed(library)
    assert library.shelf() is not first


def test_one_that_took_long_serves_on_for_a_while(library, monkeypatch):
    first = library.shelf()
    run(first.table())
    changed(library)
    assert library.shelf() is first
    now = time.monotonic()
    monkeypatch.setattr("tachograph.surfaces.web.shelf.monotonic", lambda: now + 1_000)
    assert library.shelf() is not first


def test_who_wants_to_has_the_ledger_as_it_is(library):
    first = library.shelf()
    run(first.table())
    changed(library)
    assert library.shelf(fresh=True) is not first


def test_forecasts_of_a_moment_ago_serve_until_there_are_new_ones(library):
    async def story():
        before = await library.shelf().learned()
        study = library._lessons.latest
        changed(library)
        shelf = library.shelf(fresh=True)
        assert await shelf.learned(patience=0) is before
        assert library._lessons.latest is study  # too young to be learned anew
        study.ended -= 0.7 * REST * study.took
        assert await shelf.learned(patience=0) is before
        await asyncio.to_thread(library._lessons._worker.submit(int).result)  # which waits for its turn
        assert library._lessons.latest is not study
        assert await library.shelf(fresh=True).learned(patience=0) is not before

    run(story())


def test_old_forecasts_are_not_shown_as_new(library):
    async def story():
        await library.shelf().learned()
        library._lessons.latest.ended -= 2 * REST * library._lessons.latest.took
        changed(library)
        with pytest.raises(PendingError):
            await library.shelf(fresh=True).learned(patience=0)

    run(story())
