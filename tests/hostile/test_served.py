"""What nobody should send a server."""

import json

import pytest
from starlette.testclient import TestClient

from tachograph.surfaces.web.app import make_app
from tachograph.surfaces.web.settings import Settings


@pytest.fixture(scope="module")
def client():
    settings = Settings(workers=0, packs=("wearables",), checks_a_minute=0, wait=300)
    with TestClient(make_app(settings), base_url="http://127.0.0.1", raise_server_exceptions=False) as client:
        yield client


def text(of):
    return json.dumps({"text": of}).encode()


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"[" * 100_000 + b"]" * 100_000, 422),
        (b'{"text": ' * 50_000 + b"1" + b"}" * 50_000, 422),
        (b'{"text": 1' + b"0" * 400 + b"}", 422),
        (b'{"text": NaN}', 400),
        (b'{"text": 1e999}', 422),
        (b'{"text": "\\ud800 sold 5 cars"}', 400),
        (b'{"text": "5 cars\\u0000"}', 200),
        (text("SKG sold 1" + "0" * 400 + " massagers, NaN, 1e999 and -Infinity."), 200),
        (text("\u202e5 cars\u202c \u200b\x1b[31m"), 200),
        (text("5 " * 5_000), 200),
        (text("1," * 100_001), 422),
    ],
    ids=lambda value: repr(value[:30]) if isinstance(value, bytes) else str(value),
)
def test_what_a_server_is_sent(client, body, status):
    answer = client.post("/api/v1/check", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == status, answer.text[:300]
    assert "Traceback" not in answer.text
    answer.json()
