"""What takes seconds is done by a process of its own, which says how far it is, fails in a line and ends."""

import os

import pytest

from tachograph.core.errors import SourceError
from tachograph.surfaces.web.apart import apart


def counts(upto, told):
    for n in range(upto):
        told("step", n, upto)
    return upto, os.getpid()


def fails(_, told):
    told("step", 0, 1)
    raise SourceError("here", "is nothing", "look there")


def dies(*_):
    os._exit(3)


def test_it_is_done_elsewhere_and_says_how_far_it_is():
    steps = []
    made, process = apart(counts, 3, lambda *step: steps.append(step))
    assert (made, steps) == (3, [("step", 0, 3), ("step", 1, 3), ("step", 2, 3)])
    assert process != os.getpid()


@pytest.mark.parametrize(("work", "said"), [(fails, "here: is nothing; look there"), (dies, "ended; ask again")])
def test_what_goes_wrong_is_said_in_a_line(work, said):
    with pytest.raises(SourceError, match=said):
        apart(work, None, lambda *_: None)
