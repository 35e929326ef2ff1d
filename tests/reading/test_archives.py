"""Web archives, written by the tests: records are read one after the other."""

import gzip
import sys
from datetime import date
from pathlib import Path

import pytest
from tests.reading.pdfs import paragraph, pdf

from tachograph.core.document import Document
from tachograph.core.errors import SourceError
from tachograph.reading import find_items, find_sources, raw, read_documents

PAGE = b'<html><head><meta property="article:published_time" content="2025-12-01"></head><body><p>%s</p></body></html>'


def record(url, body, media="text/html", status="200 OK", kind="response", headers=""):
    if kind == "response":
        body = f"HTTP/1.1 {status}\r\nContent-Type: {media}\r\n{headers}\r\n".encode() + body
        media = "application/http; msgtype=response"
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2026-01-05T00:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:{abs(hash(url)):032x}>\r\nContent-Type: {media}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body + b"\r\n\r\n"


@pytest.fixture
def archive(tmp_path):
    def write(*records, name="crawl.warc.gz", pack=gzip.compress):
        path = tmp_path / name
        path.write_bytes(b"".join(map(pack, records)))
        return str(path)

    return write


def page(text):
    return PAGE % text.encode()


def test_the_articles_of_an_archive(archive):
    packed = gzip.compress(page("Li Auto delivered 33,181 cars."))
    path = archive(
        record("http://a.example/", b"software: x", kind="warcinfo"),
        record("http://a.example/1", page("BYD sold 480,186 cars in November.")),
        record("http://a.example/1", b"GET / HTTP/1.1\r\n\r\n", kind="request"),
        record("http://a.example/logo.png", b"\x89PNG\r\n\x1a\n", "image/png"),
        record("http://a.example/robots.txt", b"User-agent: *", "text/plain"),
        record("http://a.example/gone", page("Not found, 404 times."), status="404 Not Found"),
        record(
            "http://a.example/zh", page("比亚迪公布了十一月的销量。").decode().encode("gbk"), "text/html; charset=gbk"
        ),
        record("http://a.example/packed", packed, headers="Content-Encoding: gzip\r\n"),
        record("http://a.example/empty", b"<html></html>"),
        record("http://a.example/pdf", pdf(lambda p: paragraph(p, "NIO delivered 36,275 cars.")), "application/pdf"),
        record("http://a.example/text", b"XPeng delivered 36,728 cars.", "text/plain", kind="conversion"),
    )
    found = list(read_documents(path))
    texts = [one.text for one in found if isinstance(one, Document)]
    assert texts == [
        "BYD sold 480,186 cars in November.",
        "比亚迪公布了十一月的销量。",
        "Li Auto delivered 33,181 cars.",
        "NIO delivered 36,275 cars.",
        "XPeng delivered 36,728 cars.",
    ]
    (empty,) = (one for one in found if isinstance(one, SourceError))
    assert str(empty).startswith("http://a.example/empty: no article text in the page")
    assert (found[0].source, found[0].published, found[0].outlet) == (
        "http://a.example/1",
        date(2025, 12, 1),
        "a.example",
    )


def test_an_archive_that_is_not_packed_or_packed_as_a_whole(archive):
    one = record("http://a.example/1", page("BYD sold 480,186 cars in November."))
    for path in (archive(one, one, name="a.warc", pack=bytes), archive(one + one, name="b.warc.gz")):
        assert [d.source for d in read_documents(path)] == ["http://a.example/1"] * 2


def test_records_are_read_one_after_the_other(archive):
    many = [record(f"http://a.example/{n}", page(f"BYD sold {n},186 cars.")) for n in range(5)]
    path = archive(*many)
    first = next(find_items(path))
    assert (first.name, first.read().text) == ("http://a.example/0", "BYD sold 0,186 cars.")


def test_a_huge_record_is_passed_over_and_said(archive):
    path = archive(
        record("http://a.example/huge", page("1" * raw.LIMIT)), record("http://a.example/1", page("BYD sold 5 cars."))
    )
    huge, one = read_documents(path)
    assert str(huge) == "http://a.example/huge: is larger than 10 MB; give the article alone, or split it"
    assert one.text == "BYD sold 5 cars."


def test_a_packed_record_that_unpacks_to_too_much(archive):
    bomb = gzip.compress(b"0" * 50_000_000, 1)
    (huge,) = read_documents(archive(record("http://a.example/", bomb, headers="Content-Encoding: gzip\r\n")))
    assert "is larger than 10 MB" in str(huge)


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"", "holds no records of a web archive"),
        (b"no archive", "is a broken web archive"),
        (b"\x1f\x8b\x08\0broken", ""),
    ],
)
def test_what_is_no_archive_is_said(archive, content, line):
    (error,) = read_documents(archive(content, pack=bytes))
    assert isinstance(error, SourceError)
    assert line in str(error)


def test_an_archive_that_breaks_off_gives_what_came_before(archive):
    records = [record(f"http://a.example/{n}", page(f"BYD sold {n},186 cars.")) for n in range(3)]
    path = archive(*records, name="a.warc", pack=bytes)
    with Path(path).open("rb+") as file:
        file.truncate(len(records[0]) + len(records[1]) + 200)
    found = list(read_documents(path))
    assert [one.text for one in found[:2]] == ["BYD sold 0,186 cars.", "BYD sold 1,186 cars."]


def _damaged(packed):
    middle = len(packed) // 2
    return packed[:middle] + bytes(b ^ 0x5A for b in packed[middle : middle + 8]) + packed[middle + 8 :]


@pytest.mark.parametrize(
    ("pack", "break_it"),
    [
        (gzip.compress, _damaged),
        (gzip.compress, lambda one: one[: len(one) // 2]),
        (gzip.compress, lambda one: b"what a disk wrote here" + one),
        (bytes, lambda one: b"what a disk wrote here\r\n" + one),
        (bytes, lambda one: one.replace(b"WARC/1.0", b"WERC/1.0")),
    ],
)
@pytest.mark.parametrize("place", [0, 1, 3])
def test_a_broken_record_costs_only_itself(tmp_path, pack, break_it, place):
    records = [pack(record(f"http://a.example/{n}", page(f"BYD sold {n},186 cars. {n * 7919}"))) for n in range(5)]
    records[place] = break_it(records[place])
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(b"".join(records))
    found = list(read_documents(str(path)))
    said = [str(one) for one in found if isinstance(one, SourceError)]
    told = [line for line in said if "has a broken record behind byte" in line]
    assert len(told) == 1
    assert told[0].endswith("the rest is read; get it again")
    read = {one.source for one in found if isinstance(one, Document)}
    assert read >= {f"http://a.example/{n}" for n in range(5) if n != place}


def test_a_missing_archive_an_address_and_a_missing_extra(tmp_path, archive, monkeypatch):
    (missing,) = read_documents(str(tmp_path / "no.warc.gz"))
    assert "no such file" in str(missing)
    (remote,) = read_documents("https://a.example/crawl.warc.gz?x=1")
    assert "is not read over the network; download it" in str(remote)
    monkeypatch.setitem(sys.modules, "fastwarc.warc", None)
    (extra,) = read_documents(archive(record("http://a.example/1", page("BYD sold 5 cars."))))
    assert str(extra).endswith("is a web archive; install what reads web archives: pip install 'tachograph[warc]'")


def test_a_directory_has_its_archives(archive, tmp_path):
    path = archive(record("http://a.example/1", page("BYD sold 5 cars.")))
    assert find_sources([str(tmp_path)]) == [path]
