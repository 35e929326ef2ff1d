"""Watching: what is news is told once, carried with patience, and the clock may jump."""

import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from ledgers import stocked
from tachograph.core.errors import SourceError
from tachograph.pipeline import delivering, watching
from tachograph.reading.web import Patience
from tachograph.surfaces import watch_verbs
from tachograph.surfaces.cli import run

HASTE = Patience(connect=0.5, silence=0.5, whole=2, tries=3, pause=1, redirects=3)
RECORD = "NIO, February 2027\n\nNIO delivered 90,123 vehicles in February 2027.\n"
WRONG = "NIO, January 2027\n\nNIO delivered 30,000 vehicles in January 2027, up 50.0% from 27,182 a year earlier.\n"


class StoppedError(Exception):
    """The end of a watch that would go on for ever."""


class Clock:
    """A monotonic clock that only sleeping moves; it stops the watch after some sleeps."""

    def __init__(self, sleeps, between=lambda n: None):
        self.now, self.sleeps, self.slept, self.between = 1000.0, sleeps, [], between

    def __call__(self):
        return self.now

    def sleep(self, seconds):
        self.slept.append(seconds)
        self.now += seconds
        if len(self.slept) == self.sleeps:
            raise StoppedError
        self.between(len(self.slept))


class Hook(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.got.append(json.loads(body))
        self.send_response(self.server.statuses.pop(0) if self.server.statuses else 200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        """Keep the test's output clean."""


@contextmanager
def hooked(*statuses):
    server = ThreadingHTTPServer(("127.0.0.1", 0), Hook)
    server.got, server.statuses = [], list(statuses)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server, f"http://127.0.0.1:{server.server_port}/hook"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture
def place(tmp_path, monkeypatch):
    monkeypatch.setenv("TACHO_LEDGER", stocked(tmp_path))
    monkeypatch.chdir(tmp_path)
    Path("in").mkdir()
    return tmp_path


@pytest.mark.usefixtures("place")
def test_a_record_is_told_once_and_sent_again_until_it_arrives(capsys, monkeypatch):
    monkeypatch.setenv("TACHOGRAPH_PRIVATE_ADDRESSES", "allow")
    monkeypatch.setattr(delivering, "PATIENCE", HASTE)

    def arrives(n):
        if n == 1:
            Path("in", "feb.txt").write_text(RECORD, encoding="utf-8")

    with hooked(404) as (server, url):
        Path("in", "old.txt").write_text("Nothing of note.\n", encoding="utf-8")
        clock = Clock(4, arrives)
        with pytest.raises(StoppedError):
            watch_verbs.watch(
                ["in"], "30m", once=False, form="json", webhook=url, mail=False, ledger=None, packs=None,
                sleep=clock.sleep, monotonic=clock,
            )  # fmt: skip
    told = capsys.readouterr()
    lines = [json.loads(line) for line in told.out.splitlines()]
    (record,) = [one for one in lines if one["kind"] == "record" and one["entity"] == "nio"]
    assert "90,123 in Feb 2027, the most of any month known" in record["text"]
    assert record["sources"][0].endswith("feb.txt")
    assert clock.slept == [1800.0] * 4
    assert "answered 404" in told.err
    assert [len(sent["news"]) for sent in server.got] == [len(lines), len(lines)]  # refused, then taken
    assert record in server.got[1]["news"]
    assert record["text"] in server.got[1]["text"]


@pytest.mark.usefixtures("place")
def test_a_contradiction_in_a_new_article_is_told(capsys):
    Path("in", "jan.txt").write_text(WRONG, encoding="utf-8")
    assert run(("watch", "in", "--once")) == 0
    told = capsys.readouterr().out
    assert told.startswith("contradiction: ")
    assert "30,000 / 27,182 - 1 = +10.37%" in told
    assert run(("watch", "in", "--once")) == 0
    assert capsys.readouterr().out == ""


def test_rounds_that_were_missed_are_not_made_up_for():
    clock, rounds = Clock(3), []

    def once():
        rounds.append(clock.now)
        if len(rounds) == 2:
            clock.now += 100_000  # the machine slept

    with pytest.raises(StoppedError):
        watching.repeat(once, 60, sleep=clock.sleep, monotonic=clock)
    assert clock.slept == [60, 0, 60]
    assert rounds == [1000, 1060, 101_060]


def test_a_webhook_is_tried_again_when_it_fails(monkeypatch):
    monkeypatch.setenv("TACHOGRAPH_PRIVATE_ADDRESSES", "allow")
    slept = []
    with hooked(503, 429) as (server, url):
        delivering.post(url, b"{}", HASTE, sleep=slept.append)
        assert len(server.got) == 3
    assert slept == [1, 2]


def test_a_webhook_on_this_machine_is_refused(monkeypatch):
    monkeypatch.delenv("TACHOGRAPH_PRIVATE_ADDRESSES", raising=False)
    with hooked() as (server, url), pytest.raises(SourceError, match="leads into this machine or network"):
        delivering.post(url, b"{}", HASTE, sleep=lambda _: None)
    assert server.got == []


@pytest.mark.parametrize("status", [301, 404])
def test_a_webhook_that_is_elsewhere_is_no_webhook(status, monkeypatch):
    monkeypatch.setenv("TACHOGRAPH_PRIVATE_ADDRESSES", "allow")
    with hooked(status) as (server, url), pytest.raises(SourceError, match=r"redirects elsewhere|answered 404"):
        delivering.post(url, b"{}", HASTE, sleep=lambda _: None)
    assert len(server.got) == 1


def test_news_go_by_mail(monkeypatch):
    sent = []

    class Server:
        def __init__(self, host, port, timeout):
            assert (host, port, timeout > 0) == ("mail.example", 25, True)

        def __enter__(self):
            return self

        def __exit__(self, *_):
            return None

        def login(self, user, password):
            sent.append((user, password))

        def send_message(self, message):
            sent.append(message)

    monkeypatch.setattr(delivering.smtplib, "SMTP", Server)
    box = delivering.mailbox_from(
        {
            "TACHO_SMTP_HOST": "mail.example",
            "TACHO_SMTP_SECURITY": "none",
            "TACHO_SMTP_USER": "me",
            "TACHO_MAIL_FROM": "a@b.example",
            "TACHO_MAIL_TO": "c@d.example, e@f.example",
        }
    )
    delivering.mail(box, "Tachograph:\nrecord", "NIO 90,123")
    login, message = sent
    assert login == ("me", "")
    assert (message["Subject"], message["To"]) == ("Tachograph: record", "c@d.example, e@f.example")
    assert "NIO 90,123" in message.get_content()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "no source given"),
        (("-",), "the standard input cannot be looked at again"),
        (("in", "--every", "5"), "write 30m, 6h or 1d"),
        (("in", "--every", "1s"), "write 30m, 6h or 1d"),
        (("in", "--mail"), "TACHO_SMTP_HOST: is not set"),
        (("in", "--hourly"), "there is no such option"),
    ],
)
def test_what_cannot_be_watched_is_said_in_a_line(arguments, said, monkeypatch, capsys, tmp_path):
    monkeypatch.setenv("TACHO_LEDGER", str(tmp_path / "none.duckdb"))
    monkeypatch.delenv("TACHO_SMTP_HOST", raising=False)
    assert run(("watch", *arguments)) == 2
    assert said in capsys.readouterr().err
