"""What a site asks for: robots.txt, pauses, not to be asked again for what has not changed."""

import json
import multiprocessing
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
from tests.reading.server import HTML

from tachograph.core.errors import SourceError
from tachograph.reading import read_document
from tachograph.reading.web import Patience, fetch, fetching, forget
from tachograph.reading.web.cache import Cache, Kept, user_cache
from tachograph.reading.web.pace import Pace, delay_for
from tachograph.reading.web.robots import Robots

HASTE = Patience(connect=2, silence=0.5, whole=2, tries=2, pause=0, redirects=3)
PAGE = b"<html><body><p>BYD sold 480,186 cars in November, down 5.25 percent.</p></body></html>"
TEXT = {"Content-Type": "text/plain"}


def refusal(url):
    with pytest.raises(SourceError) as caught:
        fetch(url, HASTE)
    return str(caught.value).removeprefix(f"{url}: ")


@pytest.fixture
def slept(monkeypatch):
    """The seconds that were waited, which here take none."""
    seconds = []
    monkeypatch.setattr(fetching.time, "sleep", seconds.append)
    return seconds


@pytest.fixture
def cache(tmp_path, monkeypatch):
    directory = tmp_path / "cache"
    monkeypatch.setenv("TACHOGRAPH_CACHE", str(directory))
    return directory


def files(directory):
    return [path for path in Path(directory).rglob("*") if path.is_file()]


# --- robots.txt ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("agent", ["*", "tachograph", "Tachograph"])
def test_what_robots_txt_forbids_is_not_fetched(server, agent):
    server.answers["/robots.txt"] = (200, TEXT, f"User-agent: {agent}\nDisallow: /private/\n".encode())
    server.answers["/private/a"] = server.answers["/a"] = (200, HTML, PAGE)
    line = "the site's robots.txt asks programs not to fetch it; open it in a browser, save the page and give the file"
    assert refusal(f"{server.url}/private/a") == line
    assert server.requests == []
    assert fetch(f"{server.url}/a", HASTE).data == PAGE


def test_rules_for_others_are_not_ours(server):
    server.answers["/robots.txt"] = (200, TEXT, b"User-agent: GPTBot\nDisallow: /\n")
    server.answers["/a"] = (200, HTML, PAGE)
    assert fetch(f"{server.url}/a", HASTE).data == PAGE


def test_a_redirect_into_what_is_forbidden_is_not_followed(server):
    server.answers["/robots.txt"] = (200, TEXT, b"User-agent: *\nDisallow: /private/\n")
    server.answers["/a"] = (302, {"Location": "/private/a"})
    assert refusal(f"{server.url}/a").startswith("the site's robots.txt asks")
    assert [path for path, _ in server.requests] == ["/a"]


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_a_site_without_rules_allows_all(server, status):
    server.answers["/robots.txt"] = (status, TEXT, b"User-agent: *\nDisallow: /\n")
    server.answers["/a"] = (200, HTML, PAGE)
    assert fetch(f"{server.url}/a", HASTE).data == PAGE


def test_a_server_that_fails_to_say_its_rules_is_not_asked_for_more(server):
    server.answers["/robots.txt"] = (503, TEXT)
    server.answers["/a"] = (200, HTML, PAGE)
    assert refusal(f"{server.url}/a").startswith("the server answers 503 for its robots.txt (2 tries)")
    assert server.requests == []


def test_rules_behind_a_redirect(server):
    server.answers["/robots.txt"] = (301, {"Location": "/rules.txt"})
    server.answers["/rules.txt"] = (200, TEXT, b"User-agent: *\nDisallow: /\n")
    assert refusal(f"{server.url}/a").startswith("the site's robots.txt asks")


def test_rules_are_asked_for_once_a_day():
    asked, now = [], [0.0]
    robots = Robots(lambda: now[0])

    def ask(url):
        asked.append(url)
        return b""

    for second in (0, 10, 80_000, 90_000):
        now[0] = second
        robots.rules("http://a.example", ask)
    robots.rules("http://b.example", ask)
    assert asked == ["http://a.example/robots.txt"] * 2 + ["http://b.example/robots.txt"]


# --- pauses ----------------------------------------------------------------------------------------------------------


def test_a_host_is_asked_at_a_pace():
    now, waited = [100.0], []

    def sleep(seconds):
        waited.append(seconds)
        now[0] += seconds

    pace = Pace(lambda: now[0], sleep)
    for host, delay in (("a", 1.0), ("b", 1.0), ("a", 5.0), ("a", 1.0)):
        pace.wait(host, delay)
    assert waited == [1.0, 5.0]
    now[0] += 10
    pace.wait("a", 1.0)
    assert waited == [1.0, 5.0]


@pytest.mark.parametrize(
    ("stated", "crawl_delay", "seconds"),
    [(None, None, 1), ("3", None, 3), ("0", 2, 2), ("0", 9999, 30), ("60", 40, 60), ("-5", None, 0), ("soon", None, 1)],
)
def test_the_longer_pause_counts_up_to_half_a_minute(monkeypatch, stated, crawl_delay, seconds):
    monkeypatch.delenv("TACHOGRAPH_PAUSE")
    if stated is not None:
        monkeypatch.setenv("TACHOGRAPH_PAUSE", stated)
    assert delay_for(crawl_delay) == seconds


def test_the_crawl_delay_of_a_site_is_kept(server, monkeypatch):
    waits = []
    monkeypatch.setattr(fetching._PACE, "wait", lambda host, delay: waits.append((host, delay)))
    server.answers["/robots.txt"] = (200, TEXT, b"User-agent: *\nCrawl-delay: 7\n")
    server.answers["/a"] = (200, HTML, PAGE)
    fetch(f"{server.url}/a", HASTE)
    assert waits == [("127.0.0.1", 7.0)]


def test_a_server_says_when_to_come_back(server, slept):
    server.answers["/a"] = [(503, {"Retry-After": "7"}), (200, HTML, PAGE)]
    assert fetch(f"{server.url}/a", HASTE).data == PAGE
    server.answers["/b"] = [(429, {"Retry-After": "9"}), (200, HTML, PAGE)]
    assert fetch(f"{server.url}/b", HASTE).data == PAGE
    assert slept == [7, 9]


def test_a_date_says_it_as_well(server, slept):
    later = format_datetime(datetime.now(UTC) + timedelta(seconds=40), usegmt=True)
    server.answers["/a"] = [(503, {"Retry-After": later}), (200, HTML, PAGE)]
    fetch(f"{server.url}/a", HASTE)
    assert 20 < slept[0] <= 40


@pytest.mark.parametrize("stated", ["soon", "-5", "Mon, 99 Foo 2025"])
def test_what_says_nothing_is_not_waited_for(server, slept, stated):
    server.answers["/a"] = [(503, {"Retry-After": stated}), (200, HTML, PAGE)]
    fetch(f"{server.url}/a", HASTE)
    assert slept == [0]


def test_a_long_wait_is_said_instead(server, slept):
    server.answers["/a"] = (429, {"Retry-After": "86400"})
    line = "the server answers 429 Too Many Requests, and asks to wait 86400 seconds; try again then"
    assert refusal(f"{server.url}/a") == line
    assert slept == []
    assert len(server.requests) == 1


# --- the cache -------------------------------------------------------------------------------------------------------


def changing(server, tag='"1"', **headers):
    """A page that is sent again only to those who do not have it."""

    def answer(handler):
        if handler.headers.get("If-None-Match") == tag:
            handler.answer(304, {})
        else:
            handler.answer(200, {**HTML, "ETag": tag, **headers}, PAGE)

    server.answers["/a"] = answer


def test_what_has_not_changed_is_not_sent_again(server, cache):
    changing(server)
    first = read_document(f"{server.url}/a")
    assert len(files(cache)) == 1
    assert read_document(f"{server.url}/a") == first
    assert [headers.get("If-None-Match") for _, headers in server.requests] == [None, '"1"']
    changing(server, '"2"')
    read_document(f"{server.url}/a")
    read_document(f"{server.url}/a")
    assert [headers.get("If-None-Match") for _, headers in server.requests[2:]] == ['"1"', '"2"']


@pytest.mark.usefixtures("cache")
def test_a_date_of_change_does_as_well(server):
    stamp = "Mon, 01 Dec 2025 00:00:00 GMT"
    server.answers["/a"] = [(200, {**HTML, "Last-Modified": stamp}, PAGE), (304, {})]
    assert fetch(f"{server.url}/a", HASTE) == fetch(f"{server.url}/a", HASTE)
    assert server.requests[1][1]["If-Modified-Since"] == stamp


@pytest.mark.parametrize("headers", [{}, {"ETag": '"1"', "Cache-Control": "private, no-store"}])
def test_what_cannot_be_told_or_must_not_be_kept_is_not(server, cache, headers):
    server.answers["/a"] = (200, {**HTML, **headers}, PAGE)
    fetch(f"{server.url}/a", HASTE)
    assert files(cache) == []


def test_the_cache_can_be_off_and_elsewhere(server, cache, monkeypatch, tmp_path):
    changing(server)
    for value in ("off", "OFF"):
        monkeypatch.setenv("TACHOGRAPH_CACHE", value)
        fetch(f"{server.url}/a", HASTE)
    assert files(cache) == []
    monkeypatch.setenv("TACHOGRAPH_CACHE", "")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    monkeypatch.setattr("sys.platform", "linux")
    fetch(f"{server.url}/a", HASTE)
    assert len(files(tmp_path / "xdg" / "tachograph" / "pages")) == 1


@pytest.mark.parametrize(
    "damage",
    [
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(path.read_bytes()[:-5]),
        lambda path: path.write_bytes(b"not json\n" + PAGE),
        lambda path: path.write_bytes(b'["a list"]\n' + PAGE),
        lambda path: path.write_bytes(path.read_bytes().replace(b"480,186", b"480,187")),
        lambda path: path.write_bytes(json.dumps({"url": "x"}).encode() + b"\n"),
    ],
)
def test_a_page_that_broke_on_disk_is_fetched_again(server, cache, damage):
    changing(server)
    fetch(f"{server.url}/a", HASTE)
    damage(files(cache)[0])
    assert fetch(f"{server.url}/a", HASTE).data == PAGE
    assert "If-None-Match" not in server.requests[1][1]
    assert fetch(f"{server.url}/a", HASTE).data == PAGE
    assert server.requests[2][1]["If-None-Match"] == '"1"'


def test_a_cache_that_cannot_be_written_is_none(server, cache):
    cache.write_text("a file where the directory would be")
    changing(server)
    assert fetch(f"{server.url}/a", HASTE).data == PAGE


def kept(url, body):
    return Kept(url=url, etag='"1"', modified="", content_type="text/html", encoding="", body=body)


def write_and_read(arguments):
    directory, number = arguments
    cache, wrong = Cache(Path(directory)), 0
    for turn in range(60):
        cache.put(kept("http://a.example/", bytes([number]) * (1000 + turn)))
        page = cache.get("http://a.example/")
        wrong += page is None or len(set(page.body)) != 1
    return wrong


def test_processes_share_a_cache(tmp_path):
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        assert pool.map(write_and_read, [(str(tmp_path), 1), (str(tmp_path), 2)]) == [0, 0]
    assert len(files(tmp_path)) == 1


def test_the_oldest_pages_go_when_there_are_too_many(tmp_path, monkeypatch):
    monkeypatch.setattr("tachograph.reading.web.cache._LARGEST", 3_000)
    monkeypatch.setattr("tachograph.reading.web.cache._PRUNED_EVERY", 2)
    cache = Cache(tmp_path)
    for number in range(9):
        cache.put(kept(f"http://a.example/{number}", b"1" * 1000))
    assert 1 <= len(files(tmp_path)) <= 3
    assert cache.get("http://a.example/8") is not None


def test_without_a_home_there_is_no_cache(monkeypatch):
    def homeless():
        raise RuntimeError("no home")

    monkeypatch.setenv("TACHOGRAPH_CACHE", "")
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr(Path, "home", homeless)
    assert user_cache() is None


def test_a_new_process_asks_again(server):
    server.answers["/robots.txt"] = (200, TEXT, b"User-agent: *\nDisallow: /\n")
    refusal(f"{server.url}/a")
    server.answers["/robots.txt"] = (404, TEXT)
    server.answers["/a"] = (200, HTML, PAGE)
    assert refusal(f"{server.url}/a").startswith("the site's robots.txt")
    forget()
    assert fetch(f"{server.url}/a", HASTE).data == PAGE
