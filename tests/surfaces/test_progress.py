import sys
from io import StringIO

import pytest

from tachograph.surfaces import progress
from tachograph.surfaces.progress import Progress


class Terminal(StringIO):
    def isatty(self):
        return True


@pytest.fixture(autouse=True)
def plain_terminal(monkeypatch):
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "100")


def worked(monkeypatch, stream, patience):
    monkeypatch.setattr(progress, "_PATIENCE", patience)
    monkeypatch.setattr(sys, "stderr", stream)
    with Progress("checking") as shown:
        shown("folder/[a].txt", 0, 2)
        shown("https://example.org/b/", 1, 2)
    return stream.getvalue()


def test_long_work_is_shown_to_who_watches(monkeypatch):
    shown = worked(monkeypatch, Terminal(), 0)
    assert "checking" in shown
    assert "1/2" in shown


def test_quick_work_is_not(monkeypatch):
    assert worked(monkeypatch, Terminal(), 60) == ""


def test_nothing_is_shown_where_nobody_watches(monkeypatch):
    assert worked(monkeypatch, StringIO(), 0) == ""
