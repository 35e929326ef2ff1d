"""A server of the application for all tests here, and what it is asked to check."""

import shutil
import socket
import threading
import time
from contextlib import contextmanager
from datetime import date

import pytest
import uvicorn
from playwright.sync_api import sync_playwright
from starlette.testclient import TestClient
from webarticles import ARTICLE

from ledgers import NOW, stocked
from tachograph.pipeline import forecasting
from tachograph.pipeline.recording import add_documents, books
from tachograph.reading.read import read_text
from tachograph.surfaces.web.app import make_app
from tachograph.surfaces.web.settings import Settings

OPEN = {"checks_a_minute": 0, "reads_a_minute": 0, "soon": 60, "wait": 60}


@pytest.fixture(scope="session", autouse=True)
def quick_forecasts():
    """The simpler method, which learns in half a second: how good forecasts are is no matter of the pages."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(forecasting, "best_method", lambda: "pooled")
        yield


@pytest.fixture(scope="session")
def ledger(tmp_path_factory):
    """The place of a ledger with the packs' figures."""
    return stocked(tmp_path_factory.mktemp("web"))


@pytest.fixture(scope="session")
def app(ledger):
    return make_app(Settings(workers=0, ledger=ledger, **OPEN))


@pytest.fixture(scope="session")
def client(app):
    with TestClient(app, base_url="http://127.0.0.1:8770", follow_redirects=False) as client:
        yield client


@contextmanager
def serving(ledger):
    """The address of a server that answers in a thread of its own."""
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    server = uvicorn.Server(
        uvicorn.Config(make_app(Settings(workers=0, ledger=ledger, **OPEN | {"soon": 1})), log_level="error")
    )
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join()
    listening.close()


@pytest.fixture(scope="session")
def origin(ledger):
    """The address of a server over the packs' figures."""
    with serving(ledger) as address:
        yield address


@pytest.fixture(scope="session")
def told(ledger, tmp_path_factory):
    """The address of a server over a ledger to which an article and a copy of it were added."""
    place = shutil.copy(ledger, tmp_path_factory.mktemp("told") / "ledger.duckdb")
    kept = books(str(place), lambda: NOW)
    for name in ("https://one.example/a", "https://two.example/b"):
        document = read_text(ARTICLE + f"\n\n({name[-1]})", name, published=date(2026, 2, 2))
        assert add_documents(kept, [document]).errors == []
    with serving(str(place)) as address:
        yield address


@pytest.fixture(scope="session")
def browser():
    found = next(
        (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
    )
    if found is None:
        pytest.fail("no chromium here: install it (make browser) for the tests of the pages")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def page(browser, origin):
    """A page of the server in a browser; what its console complains of fails the test."""
    with watched(browser, origin) as page:
        yield page


@pytest.fixture
def told_page(browser, told):
    """The same over the ledger with the article."""
    with watched(browser, told) as page:
        yield page


@contextmanager
def watched(browser, origin):
    context = browser.new_context(base_url=origin, viewport={"width": 1360, "height": 900}, locale="en-GB")
    context.set_default_timeout(10_000)
    page = context.new_page()
    complaints = []
    page.on(
        "console", lambda message: complaints.append(message.text) if message.type in {"error", "warning"} else None
    )
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.expected = []
    yield page
    context.close()
    assert [one for one in complaints if not any(said in one for said in page.expected)] == []


@pytest.fixture(scope="session")
def checked(client):
    """The address of the result of the article."""
    done = client.post("/check", data={"text": ARTICLE})
    assert done.status_code == 303
    return done.headers["location"]
