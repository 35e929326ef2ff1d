"""What is let in, and what every answer says."""

import pytest
from starlette.testclient import TestClient
from webarticles import ARTICLE

from tachograph.surfaces.web.app import make_app
from tachograph.surfaces.web.guard import HEADERS
from tachograph.surfaces.web.limits import Limit
from tachograph.surfaces.web.settings import Settings


@pytest.mark.parametrize("path", ["/", "/rules", "/static/page.css", "/api/v1/rules", "/nothing", "/api/v1/nothing"])
def test_every_answer_carries_the_headers_of_safety(client, path):
    answer = client.get(path)
    for name, value in HEADERS.items():
        assert answer.headers[name] == value
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example:8770", "localhost.evil.example", "", "[::1"])
def test_other_host_names_are_refused_so_that_no_name_can_be_made_to_point_here(client, host):
    answer = client.get("/api/v1/rules", headers={"Host": host})
    assert answer.status_code == 421
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("host", ["localhost:8770", "127.0.0.1", "[::1]:8770", "LOCALHOST.", "192.168.1.4:8770"])
def test_own_names_and_addresses_are_answered(client, host):
    assert client.get("/api/v1/rules", headers={"Host": host}).status_code == 200


def test_a_server_for_others_answers_to_the_names_that_it_is_given():
    assert Settings(host="0.0.0.0").answers_to("news.example")
    named = Settings(host="0.0.0.0", names=("tacho.example",))
    assert named.answers_to("tacho.example")
    assert not named.answers_to("news.example")
    assert Settings(names=("tacho.example",)).answers_to("tacho.example")


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:9999"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_what_another_site_sends_is_refused(client, headers):
    for path in ("/check", "/example", "/api/v1/check"):
        assert client.post(path, data={"text": ARTICLE}, headers=headers).status_code == 403


def test_what_our_own_page_sends_is_taken(client):
    headers = {"Origin": "http://127.0.0.1:8770", "Sec-Fetch-Site": "same-origin"}
    assert client.post("/check", data={"text": ARTICLE}, headers=headers).status_code == 303


def test_too_large_a_body_is_refused_whether_it_says_its_size_or_not():
    with TestClient(make_app(Settings(workers=0, largest=1_000)), base_url="http://localhost") as client:
        for body in ("x" * 2_000, (b"x" * 500 for _ in range(4))):
            answer = client.post("/api/v1/check", content=body, headers={"Content-Type": "application/json"})
            assert answer.status_code == 413
            assert "larger than 1,000 bytes" in answer.json()["detail"]
        assert client.post("/check", data={"text": "x" * 2_000}).status_code == 413


def test_one_address_may_ask_so_often_and_no_more():
    settings = Settings(workers=0, checks_a_minute=2, reads_a_minute=3)
    with TestClient(make_app(settings), base_url="http://localhost", follow_redirects=False) as client:
        codes = [client.post("/api/v1/extract", json={"text": "Five cars."}).status_code for _ in range(3)]
        assert codes == [200, 200, 429]
        codes = [client.get("/api/v1/definitions") for _ in range(4)]
        assert [one.status_code for one in codes] == [200, 200, 200, 429]
        assert int(codes[-1].headers["retry-after"]) >= 1


def test_a_limit_fills_again_with_time():
    now = [0.0]
    limit = Limit(60, clock=lambda: now[0])
    assert [limit.wait("a") for _ in range(60)] == [0] * 60
    assert limit.wait("a") == pytest.approx(1)
    assert limit.wait("b") == 0
    now[0] = 1.5
    assert limit.wait("a") == 0
    assert limit.wait("a") == pytest.approx(0.5)


def test_only_a_known_key_may_write():
    settings = Settings(keys=("one", "two"))
    assert settings.may_write("two")
    assert not any(settings.may_write(key) for key in (None, "", "three"))
    assert not Settings().may_write("one")
