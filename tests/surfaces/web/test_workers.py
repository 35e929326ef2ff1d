"""Processes that work for the server: they are ended when they take too long, and others take their place."""

import asyncio
import gc
import os
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from tachograph.core.errors import SourceError
from tachograph.surfaces.web.store import Kept
from tachograph.surfaces.web.work import Part, extract, warm
from tachograph.surfaces.web.workers import BrokenError, TooLongError, Workers


def test_work_is_done_elsewhere_and_what_goes_wrong_there_harms_nobody():
    async def run():
        workers = Workers(1, gc.enable)  # a warm-up that does nothing and is imported at once
        await workers.start()
        try:
            first = await workers.run(20, os.getpid)
            assert first != os.getpid()
            with pytest.raises(BrokenError, match="ZeroDivisionError"):
                await workers.run(20, divmod, 1, 0)
            assert await workers.run(20, os.getpid) == first
            with pytest.raises(TooLongError):
                await workers.run(0.05, time.sleep, 60)
            second = await workers.run(20, os.getpid)
            assert second != first
            with pytest.raises(BrokenError, match="ended"):
                await workers.run(20, os._exit, 1)
            assert await workers.run(20, os.getpid) not in {first, second}
        finally:
            workers.stop()

    with ThreadPoolExecutor(1) as elsewhere:  # another test may have left a loop running in this thread
        elsewhere.submit(asyncio.run, run()).result()


def test_a_worker_reads_and_says_what_it_cannot():
    outcome = extract((Part("It sold 5 cars in 2025."), Part("x" * 50 + " 7 cars", "long.txt")), 40, None)
    assert [claim.quote for claim in outcome.documents[0].claims] == ["5 cars"]
    assert [str(error) for error in outcome.errors] == [
        "long.txt: is longer than 40 characters; check it in parts, or with the command tacho check"
    ]


def test_warming_up_checks_something():
    warm(["wearables"])
    with pytest.raises(SourceError):
        warm(["no such pack"])


def test_the_oldest_make_room():
    kept = Kept(3, 100)
    for key, size in (("a", 10), ("b", 10), ("c", 10)):
        kept.put(key, key.upper(), size)
    assert kept.get("a") == "A"
    kept.put("d", "D", 10)
    assert [kept.get(key) for key in "abcd"] == ["A", None, "C", "D"]
    kept.put("e", "E", 95)
    assert [kept.get(key) for key in "acde"] == [None, None, None, "E"]
    kept.put("e", "F", 500)  # what is alone stays, however large
    assert kept.get("e") == "F"
    assert len(kept) == 1
