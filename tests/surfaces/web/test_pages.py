"""The pages as they are sent: links, forms, languages, downloads."""

import json
import re

import pytest
from starlette.testclient import TestClient
from webarticles import ARTICLE, HOSTILE

from tachograph.surfaces.web import frame
from tachograph.surfaces.web.app import make_app
from tachograph.surfaces.web.pages import pages
from tachograph.surfaces.web.settings import Settings

SHOWN = [one.path for one in pages() if one.nav]


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("path", [*SHOWN, "/nothing-here"])
def test_every_page_is_there_in_every_language(client, path, lang):
    answer = client.get(path, headers={"Accept-Language": f"fr, {lang};q=0.8"})
    assert answer.status_code == (404 if path == "/nothing-here" else 200)
    assert f'<html lang="{lang}">' in answer.text
    assert answer.text.count("<h1") == 1
    inside_ones = sorted(set(re.findall(r'(?:href|src|action)="(/[^"#]*)"', answer.text)) - {"/check", "/example"})
    many = [one for one in inside_ones if one.startswith(("/cell?", "/makers?", "/conflicts?"))]
    for inside in {*inside_ones} - {*many} | {*many[::25]}:
        assert client.get(inside.replace("&amp;", "&")).status_code == 200, inside


def test_no_page_has_a_script_a_style_or_a_handler_of_its_own(client, checked):
    for path in (*SHOWN, checked):
        html = client.get(path).text
        assert not re.search(r"<script(?![^>]* src=)|<style|\sstyle=|\son\w+=", html), path
        assert not re.search(r'\ssrc="(?:https?:)?//', html), path
        links = re.findall(r'<[^>]*\shref="(?:https?:)?//[^>]*>', html)
        assert all(one.startswith("<a ") and 'rel="noopener' in one for one in links), path


def test_the_chosen_language_is_kept_in_a_cookie():
    with TestClient(make_app(Settings(workers=0)), base_url="http://localhost") as client:
        answer = client.get("/?lang=zh", headers={"Accept-Language": "en"})
        assert "httponly" in answer.headers["set-cookie"].lower()
        assert '<html lang="zh">' in client.get("/rules", headers={"Accept-Language": "en"}).text
        assert '<html lang="en">' in client.get("/rules?lang=en").text
        assert '<html lang="en">' in client.get("/rules?lang=xx").text


def test_the_address_of_a_form_leads_to_it(client):
    for path in ("/check", "/example"):
        assert client.get(path).headers["location"] == "/"


def test_a_page_is_not_sent_twice(client, checked):
    for path in ("/", "/rules", checked):
        first = client.get(path)
        assert client.get(path, headers={"If-None-Match": first.headers["etag"]}).status_code == 304


def test_assets_are_kept_for_ever_under_the_address_of_their_content(client):
    for name in ("page.css", "page.js", "theme.js", "mark.svg", "report.css", "report.js"):
        answer = client.get(frame.asset(name))
        assert answer.status_code == 200
        assert "immutable" in answer.headers["cache-control"]
    for path in ("/static/../app.py", "/static/%2e%2e/app.py", "/static/report.html.j2"):
        assert client.get(path).status_code == 404


def test_the_same_article_has_the_same_link(client, checked):
    assert client.post("/check", data={"text": ARTICLE, "url": "", "published": ""}).headers["location"] == checked
    other = client.post("/check", data={"text": ARTICLE, "published": "2026-02-10"})
    assert other.headers["location"] != checked


def test_line_ends_that_the_form_doubled_are_those_that_were_typed(client, checked):
    assert client.post("/check", data={"text": ARTICLE.replace("\n", "\r\n")}).headers["location"] == checked


def test_a_result_says_how_long_it_lives_and_can_be_taken_away(client, checked):
    html = client.get(checked).text
    assert "until it stops or 500 newer results have taken its place" in html
    for ending, said in (
        ("html", "<!doctype html>"),
        ("md", "## Two makers"),
        ("json", '"claims"'),
        ("jsonld", "schema.org"),
    ):
        answer = client.get(f"{checked}/report.{ending}")
        assert said in answer.text
        assert re.fullmatch(
            rf'attachment; filename="tachograph-\w{{8}}\.{ending}"', answer.headers["content-disposition"]
        )
    assert client.get(f"{checked}/report.pdf").status_code == 404


def test_the_downloaded_page_is_in_the_language_of_the_reader(client, checked):
    answer = client.get(f"{checked}/report.html", headers={"Accept-Language": "zh"})
    assert '<html lang="zh">' in answer.text
    assert "矛盾" in answer.text


def test_old_results_make_room_and_say_so():
    with TestClient(
        make_app(Settings(workers=0, kept=1)), base_url="http://localhost", follow_redirects=False
    ) as client:
        first = client.post("/check", data={"text": "It sold 5 cars in 2025."}).headers["location"]
        assert client.get(first).status_code == 200
        client.post("/check", data={"text": "It sold 6 cars in 2025."})
        gone = client.get(first)
        assert gone.status_code == 404
        assert "kept in memory only" in gone.text


def test_a_job_that_takes_long_has_a_page_that_turns_into_its_result(client, monkeypatch):
    monkeypatch.setattr("tachograph.surfaces.web.pages.check._SOON", 0)
    answer = client.post("/check", data={"text": ARTICLE.replace("Two", "Some")})
    place = answer.headers["location"]
    assert place.startswith("/jobs/")
    shown = client.get(place)
    while shown.status_code == 200:
        assert '<meta http-equiv="refresh"' in shown.text
        assert shown.headers["cache-control"] == "no-store"
        shown = client.get(place)
    assert shown.headers["location"].startswith("/check/")


def test_what_cannot_be_read_is_a_page_that_says_why(client):
    answer = client.post("/check", files=[("file", ("a.txt", b"\x00\x01"))])
    assert answer.status_code == 422
    assert "a.txt" in answer.text
    assert client.post("/check", data={"text": ""}).status_code == 422
    assert client.get("/jobs/none").status_code == 404


def test_a_name_from_outside_is_only_text(client):
    name = "<img src=x>.txt"
    html = client.get(client.post("/check", files=[("file", (name, ARTICLE))]).headers["location"]).text
    assert "<img src=x>" not in html
    assert "&lt;img src=x&gt;.txt" in html
    sought = client.get("/definitions", params={"q": '"><script>'}).text
    assert "<script>" not in sought


def test_a_hostile_article_is_only_text_in_every_form(client):
    place = client.post("/check", data={"text": HOSTILE}).headers["location"]
    html = client.get(place).text
    assert "&lt;script&gt;document.title" in html
    assert html.count("<script") == 3
    assert "\u202e" not in html
    json.loads(client.get(f"{place}/report.jsonld").text)


def test_the_example_shows_what_the_page_can_do(client):
    for lang in ("en", "zh"):
        answer = client.post("/example", headers={"Accept-Language": lang})
        report = client.get(f"{answer.headers['location']}/report.json").json()
        verdicts = {one["verdict"] for one in report["documents"][0]["findings"]}
        assert {"contradicted", "implausible", "confirmed"} <= verdicts
