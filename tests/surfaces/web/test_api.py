"""The REST interface, as a program uses it."""

import json
import time
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from starlette.testclient import TestClient
from webarticles import ARTICLE

from tachograph.surfaces.web import asking, desk
from tachograph.surfaces.web.app import make_app
from tachograph.surfaces.web.settings import Settings

SCHEMA = Path(__file__).parents[3] / "docs" / "schema" / "report.schema.json"


def problem(answer, status):
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    said = answer.json()
    assert said["status"] == status
    return said["detail"]


def test_a_text_is_checked_and_the_report_keeps_the_contract(client):
    answer = client.post("/api/v1/check", json={"text": ARTICLE})
    report = answer.json()
    assert not list(Draft202012Validator(json.loads(SCHEMA.read_text())).iter_errors(report))
    (document,) = report["documents"]
    assert document["published"] == "2026-02-03"
    assert "sum_of_parts" in {one["rule"] for one in document["findings"] if one["verdict"] == "contradicted"}
    again = client.get(answer.headers["content-location"])
    assert again.json() == report


def test_a_text_is_extracted(client):
    (document,) = client.post("/api/v1/extract", json={"text": ARTICLE, "published": "2026-02-04"}).json()["documents"]
    assert document["published"] == "2026-02-04"
    assert document["findings"] == []
    quotes = [ARTICLE[one["start"] : one["end"]] for one in document["claims"]]
    assert quotes == [one["quote"] for one in document["claims"]]


def test_files_are_checked_together(client):
    files = [("file", ("a.md", ARTICLE)), ("file", ("b.md", ARTICLE.replace("Two makers", "Makers")))]
    first, second = client.post("/api/v1/check", files=files).json()["documents"]
    assert [first["source"], second["source"]] == ["a.md", "b.md"]
    assert first["copies"] or second["copies"]


def test_of_files_those_that_can_be_read_are_checked(client):
    files = [("file", ("a.md", ARTICLE)), ("file", ("b.pdf", b"\x00\x01\x02"))]
    (document,) = client.post("/api/v1/check", files=files).json()["documents"]
    assert document["source"] == "a.md"


def test_a_job_is_handed_in_and_asked_for(client):
    answer = client.post("/api/v1/check", json={"text": ARTICLE + " "}, headers={"Prefer": "respond-async"})
    assert answer.status_code == 202
    while (job := client.get(answer.headers["location"]).json())["stage"] not in {"done", "failed"}:
        time.sleep(0.02)
    assert job["stage"] == "done"
    assert job["errors"] == []
    assert client.get(job["result"]).json()["documents"]


def test_a_result_comes_in_its_forms(client):
    place = client.post("/api/v1/check", json={"text": ARTICLE}).headers["content-location"]
    for form, media, said in (
        ("markdown", "text/markdown", "not 45,850"),
        ("html", "text/html", "<!doctype html>"),
        ("claimreview", "application/ld+json", "ClaimReview"),
    ):
        answer = client.get(place, params={"form": form})
        assert answer.headers["content-type"].startswith(media)
        assert said in answer.text
    assert "form: there is no such form" in problem(client.get(place, params={"form": "pdf"}), 422)


def test_the_report_page_is_saved_never_shown(client):
    place = client.post("/api/v1/check", json={"text": ARTICLE}).headers["content-location"]
    answer = client.get(place, params={"form": "html"})
    assert answer.headers["content-disposition"].startswith("attachment")


@pytest.mark.parametrize(
    ("body", "status", "said"),
    [
        (b"{", 400, "the body"),
        (b"\xff", 400, "the body"),
        (b"[]", 422, "Expected `object`"),
        (b'{"text": 5}', 422, "$.text"),
        (b'{"texts": "a"}', 422, "unknown field"),
        (b"{}", 422, "nothing to check"),
        (b'{"text": "  "}', 422, "nothing to check"),
        (b'{"text": "a", "url": "https://example.org"}', 422, "more than one"),
        (b'{"text": "a 5", "published": "2026-2-3"}', 422, "YYYY-MM-DD"),
        (b'{"text": "a 5", "published": "20260203"}', 422, "YYYY-MM-DD"),
        (b'{"url": "file:///etc/passwd"}', 422, "is not a web address"),
        (b'{"url": "/etc/passwd"}', 422, "is not a web address"),
        (b'{"url": "-"}', 422, "is not a web address"),
        (b'{"url": "ftp://example.org/a"}', 422, "is not a web address"),
    ],
)
def test_what_cannot_be_done_is_a_problem_that_says_how_to_mend_it(client, body, status, said):
    for verb in ("check", "extract"):
        answer = client.post(f"/api/v1/{verb}", content=body, headers={"Content-Type": "application/json"})
        assert said in problem(answer, status)


def test_other_media_are_refused(client):
    assert "Content-Type" in problem(
        client.post("/api/v1/check", content=b"<a/>", headers={"Content-Type": "text/xml"}), 415
    )
    assert "Content-Type" in problem(client.post("/api/v1/check", content=b"a"), 415)


def test_an_unreadable_file_is_a_problem(client):
    answer = client.post("/api/v1/check", files=[("file", ("a.txt", b"\x00\x01\x02\x03"))])
    assert "a.txt" in problem(answer, 422)


@pytest.mark.parametrize("text", [r"\ud83d sold 5 cars", r"\u0000 5 cars \u202e", "\\n" * 999 + "5 cars", "五" * 999])
def test_odd_characters_break_nothing(client, text):
    for verb in ("check", "extract"):
        body = b'{"text": "' + text.encode() + b'"}'
        answer = client.post(f"/api/v1/{verb}", content=body, headers={"Content-Type": "application/json"})
        assert answer.status_code in {200, 400, 422}
        if answer.status_code == 200:
            place = f"/check/{answer.headers['content-location'].rpartition('/')[2]}"
            assert client.get(place).status_code == 200
            assert client.get(f"{place}/report.md").status_code == 200


def test_fields_that_nobody_knows_are_refused(client):
    assert "there is no such field" in problem(client.post("/api/v1/check", data={"text": "5 cars", "txt": "a"}), 422)
    assert "is no file" in problem(client.post("/api/v1/check", data={"file": "5 cars"}), 422)


def test_a_text_that_is_too_long_is_refused():
    with TestClient(make_app(Settings(workers=0, longest=100)), base_url="http://localhost") as client:
        assert "longer than 100 characters" in problem(
            client.post("/api/v1/check", json={"text": "5 cars. " * 50}), 422
        )


def test_what_is_not_there_is_a_problem(client):
    for path in ("jobs/x", "results/x", "rules/x", "definitions/metrics/x", "definitions/entities/x", "x"):
        problem(client.get(f"/api/v1/{path}"), 404)
    problem(client.put("/api/v1/check"), 405)


def test_an_answer_is_not_sent_twice(client):
    first = client.get("/api/v1/rules")
    tag = first.headers["etag"]
    for known in (tag, f'"other", {tag}', tag.removeprefix("W/")):
        again = client.get("/api/v1/rules", headers={"If-None-Match": known})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == tag
    assert client.get("/api/v1/rules", headers={"If-None-Match": '"other"'}).status_code == 200


def test_answers_are_packed_for_those_who_take_them_so(client):
    plain = client.get("/api/v1/rules", headers={"Accept-Encoding": "identity"})
    packed = client.get("/api/v1/rules", headers={"Accept-Encoding": "gzip"})
    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "gzip"
    assert int(packed.headers["content-length"]) < int(plain.headers["content-length"]) / 2
    assert packed.json() == plain.json()


def test_rules_and_definitions_are_looked_up(client):
    codes = [rule["code"] for rule in client.get("/api/v1/rules").json()["rules"]]
    assert client.get(f"/api/v1/rules/{codes[0]}").json()["code"] == codes[0]
    counts = client.get("/api/v1/definitions").json()
    assert counts["metrics"] > 20
    metric = client.get("/api/v1/definitions/metrics").json()["items"][0]
    assert client.get(f"/api/v1/definitions/metrics/{metric['id']}").json() == metric
    (nio,) = client.get("/api/v1/definitions/entities", params={"q": "蔚来汽车", "kind": "maker"}).json()["items"]
    assert client.get(f"/api/v1/definitions/entities/{nio['id']}").json() == nio
    problem(client.get("/api/v1/definitions/entities", params={"kind": "car"}), 422)


def test_a_long_list_is_walked_by_its_links(client):
    seen, path = [], "/api/v1/definitions/entities?size=300"
    while path:
        answer = client.get(path)
        seen += [one["id"] for one in answer.json()["items"]]
        following = [part for part in answer.headers["link"].split(", ") if 'rel="next"' in part]
        path = following[0].split(">")[0].removeprefix("<") if following else None
    assert len(seen) == len(set(seen)) == answer.json()["total"]
    for wrong in ("0", "-1", "x", "²", "9" * 30):
        problem(client.get("/api/v1/definitions/entities", params={"page": wrong}), 422)


def test_a_server_without_fetching_says_so():
    with TestClient(make_app(Settings(workers=0, fetch=False)), base_url="http://localhost") as client:
        assert "fetches no pages" in problem(client.post("/api/v1/check", json={"url": "https://example.org"}), 403)
        assert 'name="url"' not in client.get("/").text


def test_an_address_is_fetched_and_named(client, monkeypatch):
    fetched = []

    def fetch(url, **_):
        fetched.append(url)
        return asking.given_file(ARTICLE.encode(), "a.md")

    monkeypatch.setattr("tachograph.reading.web.fetch", fetch)
    (document,) = client.post("/api/v1/check", json={"url": "example.org/a?b=1"}).json()["documents"]
    assert fetched == ["https://example.org/a?b=1"]
    assert document["source"] == "https://example.org/a?b=1"


def test_too_much_at_once_is_refused():
    with TestClient(make_app(Settings(workers=0, waiting=0)), base_url="http://localhost") as client:
        answer = client.post("/api/v1/check", json={"text": ARTICLE})
        assert "try again" in problem(answer, 503)
        assert answer.headers["retry-after"] == "5"
        assert client.post("/check", data={"text": ARTICLE}).status_code == 503


def test_what_breaks_is_a_problem_without_a_trace(monkeypatch):
    def broken(*_):
        raise RuntimeError("secret")

    monkeypatch.setattr(desk.Desk, "hand_in", broken)
    with TestClient(
        make_app(Settings(workers=0)), base_url="http://localhost", raise_server_exceptions=False
    ) as client:
        answer = client.post("/api/v1/check", json={"text": ARTICLE})
        assert "report it" in problem(answer, 500)
        assert "secret" not in answer.text
        assert answer.headers["content-security-policy"]
