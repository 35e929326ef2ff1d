"""A server on this machine, which may be asked in tests alone, and no cache but where a test wants one."""

import pytest
from tests.reading.server import serving

from tachograph.reading.web import forget


@pytest.fixture(autouse=True)
def apart(monkeypatch):
    monkeypatch.setenv("TACHOGRAPH_CACHE", "off")
    monkeypatch.setenv("TACHOGRAPH_PRIVATE_ADDRESSES", "allow")
    monkeypatch.setenv("TACHOGRAPH_PAUSE", "0")
    monkeypatch.setenv("NO_PROXY", "127.0.0.1,localhost")
    forget()


@pytest.fixture
def server():
    with serving() as server:
        yield server
