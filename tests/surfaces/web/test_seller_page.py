"""A seller's page: what it has promised stands on it, with the sentence, as the request and the command have it."""

import json

import pytest
from starlette.testclient import TestClient

from ledgers import stocked
from tachograph.surfaces.cli import run
from tachograph.surfaces.web.app import make_app
from tachograph.surfaces.web.settings import Settings

TOLD = "---\npublished: 2024-02-20\n---\nNIO will enter Peru by the end of 2024. NIO plans to launch a third brand by 2030.\n"


@pytest.fixture(scope="module")
def ledger(tmp_path_factory):
    folder = tmp_path_factory.mktemp("seller")
    place, article = stocked(folder), folder / "told.md"
    article.write_text(TOLD, encoding="utf-8")
    assert run(["add", str(article), "--ledger", place]) == 0
    return place


def test_the_page_and_the_request_have_the_promises(ledger, capsys):
    settings = Settings(workers=0, ledger=ledger, checks_a_minute=0, reads_a_minute=0)
    with TestClient(make_app(settings), base_url="http://127.0.0.1:8770") as client:
        page = client.get("/makers?name=NIO").text
        assert "Promises" in page
        assert "NIO will enter Peru by the end of 2024." in page
        told = client.get("/api/v1/maker?name=NIO").json()["promises"]
    assert run(["maker", "NIO", "-f", "json", "--ledger", ledger]) == 0
    printed = json.loads(capsys.readouterr().out)["promises"]
    assert told == printed
    assert [(one["deadline"], one["standing"]) for one in printed] == [("2030", "open"), ("2024", "overdue")]
    assert run(["maker", "NIO", "--as-of", "2024-02-19", "-f", "json", "--ledger", ledger]) == 0
    assert json.loads(capsys.readouterr().out)["promises"] == []
