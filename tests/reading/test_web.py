import gzip
import re
import time
import zlib
from datetime import date

import pytest
from tests.reading.server import HTML

from tachograph.core.errors import SourceError
from tachograph.reading import raw, read_document
from tachograph.reading.raw import Form
from tachograph.reading.web import Patience, fetch

HASTE = Patience(connect=2, silence=0.3, whole=1, tries=3, pause=0.01, redirects=3)
PAGE = b"<html><body><p>BYD sold 480,186 cars in November, down 5.25 percent.</p></body></html>"


def refusal(url, patience=HASTE):
    with pytest.raises(SourceError) as caught:
        fetch(url, patience)
    line = str(caught.value)
    assert line.isprintable()
    assert line.startswith(f"{url}: ")
    return line.removeprefix(f"{url}: ")


def test_a_page(server):
    head = b'<html><head><meta property="article:published_time" content="2025-12-01"></head>'
    server.answers["/a"] = (200, {"Content-Type": "text/html; charset=utf-8"}, head + PAGE.removeprefix(b"<html>"))
    document = read_document(f"{server.url}/a")
    assert document.text == "BYD sold 480,186 cars in November, down 5.25 percent."
    assert document.source == f"{server.url}/a"
    assert document.outlet.startswith("127.0.0.1")
    assert document.published == date(2025, 12, 1)


def test_the_request_says_who_asks(server, monkeypatch):
    server.answers["/a"] = (200, HTML, PAGE)
    monkeypatch.setenv("TACHOGRAPH_CONTACT", "desk@example.org")
    fetch(f"{server.url}/a", HASTE)
    _, headers = server.requests[0]
    assert re.fullmatch(r"tachograph/\d[\w.]* \(.*; desk@example\.org\)", headers["User-Agent"])
    assert headers["Accept-Encoding"] == "gzip, deflate"


@pytest.mark.parametrize(
    ("media", "form"),
    [
        ("text/html", Form.PAGE),
        ("application/xhtml+xml; charset=utf-8", Form.PAGE),
        ("text/plain", Form.TEXT),
        ("text/markdown", Form.MARKDOWN),
        ("application/octet-stream", None),
        ("", None),
    ],
)
def test_the_content_type_tells_the_form(server, media, form):
    server.answers["/a"] = (200, {"Content-Type": media}, b"5 cars")
    assert fetch(f"{server.url}/a", HASTE).form is form


def test_text_is_kept_exactly_and_in_its_charset(server):
    text = "比亚迪11月销量为5辆。\r\n\r\n  x "
    server.answers["/a"] = (200, {"Content-Type": "text/plain; charset=gbk"}, text.encode("gbk"))
    assert read_document(f"{server.url}/a").text == text


def test_a_page_in_the_charset_of_the_header(server):
    html = "<html><head><meta charset=utf-8></head><body><p>比亚迪公布了十一月的销量。</p></body></html>"
    server.answers["/a"] = (200, {"Content-Type": "text/html; charset=gb2312"}, html.encode("gb2312"))
    assert read_document(f"{server.url}/a").text == "比亚迪公布了十一月的销量。"


@pytest.mark.parametrize("encoding", ["gzip", "x-gzip", "deflate", "raw deflate", "identity"])
def test_a_compressed_page(server, encoding):
    squeeze = {
        "gzip": gzip.compress,
        "x-gzip": gzip.compress,
        "deflate": zlib.compress,
        "raw deflate": lambda data: zlib.compress(data)[2:-4],
        "identity": bytes,
    }[encoding]
    headers = {**HTML, "Content-Encoding": encoding.removeprefix("raw ")}
    server.answers["/a"] = (200, headers, squeeze(PAGE))
    assert fetch(f"{server.url}/a", HASTE).data == PAGE


def test_a_gzip_bomb_is_refused(server):
    bomb = gzip.compress(b"0" * 50_000_000, 1)
    server.answers["/a"] = (200, {**HTML, "Content-Encoding": "gzip"}, bomb)
    assert refusal(f"{server.url}/a", Patience()) == "is larger than 10 MB; give the article alone, or split it"


@pytest.mark.parametrize(
    ("encoding", "what"),
    [
        ("gzip", "its compressed text is broken"),
        ("gzip, gzip", "is compressed as gzip, gzip"),
        ("br", "is compressed as br"),
    ],
)
def test_broken_or_unknown_compression_is_refused(server, encoding, what):
    server.answers["/a"] = (200, {**HTML, "Content-Encoding": encoding}, b"\xff" + PAGE)
    assert refusal(f"{server.url}/a").startswith(what)


def test_a_large_answer_is_refused(server):
    server.answers["/a"] = (200, HTML, b"1" * (raw.LIMIT + 1))
    assert refusal(f"{server.url}/a", Patience()).startswith("is larger than 10 MB")


def test_redirects_are_followed_to_the_final_address(server):
    server.answers["/a"] = (302, {"Location": "/b"})
    server.answers["/b"] = (200, HTML, PAGE)
    assert fetch(f"{server.url}/a", HASTE).url == f"{server.url}/b"


def test_a_redirect_loop_is_refused(server):
    server.answers["/a"] = (302, {"Location": "/a"})
    assert refusal(f"{server.url}/a").startswith("redirects more than 3 times; open it in a browser")
    assert len(server.requests) == 4


def test_a_redirect_to_another_scheme_is_refused(server):
    server.answers["/a"] = (302, {"Location": "file:///etc/passwd"})
    assert refusal(f"{server.url}/a").startswith("is not, or redirects to, an address that can be fetched")
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    ("status", "line"),
    [
        (404, "the server answers 404 Not Found; check the address"),
        (410, "the server answers 410 Gone; check the address"),
        (403, "the server answers 403 Forbidden; open it in a browser, save the page and give the file"),
        (429, "the server answers 429 Too Many Requests; open it in a browser, save the page and give the file"),
    ],
)
def test_a_refusal_is_said_at_once(server, status, line):
    server.answers["/a"] = (status, HTML, PAGE)
    assert refusal(f"{server.url}/a") == line
    assert len(server.requests) == 1


def test_a_failing_server_is_asked_again(server):
    server.answers["/a"] = [(500, HTML), (503, HTML), (200, HTML, PAGE)]
    assert fetch(f"{server.url}/a", HASTE).data == PAGE
    assert len(server.requests) == 3


def test_a_server_that_keeps_failing_is_refused(server):
    server.answers["/a"] = (500, HTML)
    assert refusal(f"{server.url}/a").startswith("the server answers 500 Internal Server Error (3 tries); check the")
    assert len(server.requests) == 3


def test_a_silent_server_is_refused(server):
    server.answers["/a"] = lambda _: time.sleep(0.5)
    assert refusal(f"{server.url}/a").startswith("the server does not answer in time (3 tries)")


def test_a_server_that_drips_is_refused(server):
    def drip(handler):
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.end_headers()
        for _ in range(100):
            handler.wfile.write(b"1")
            time.sleep(0.05)

    server.answers["/a"] = drip
    assert refusal(f"{server.url}/a").startswith("the server sends too slowly")


def test_a_connection_that_breaks_is_refused(server):
    server.answers["/a"] = (200, {**HTML, "Content-Length": "1000"}, PAGE)
    assert refusal(f"{server.url}/a").startswith("the connection breaks (")
    assert len(server.requests) == 3


@pytest.mark.parametrize(
    ("media", "what"),
    [
        ("application/json", "is application/json, not an article"),
        ("image/png", "is image/png, not an article"),
    ],
)
def test_another_content_type_is_refused(server, media, what):
    server.answers["/a"] = (200, {"Content-Type": media}, b"5 cars")
    assert refusal(f"{server.url}/a").startswith(what)


def test_an_image_that_is_called_a_page_is_refused(server):
    server.answers["/a"] = (200, HTML, b"\x89PNG\r\n\x1a\n")
    with pytest.raises(SourceError, match="is a PNG image"):
        read_document(f"{server.url}/a")


def test_a_page_without_text_is_refused(server):
    server.answers["/a"] = (200, HTML, b"<html><body><script>render()</script></body></html>")
    with pytest.raises(SourceError, match="no article text in the page; if a script fills the page, save it"):
        read_document(f"{server.url}/a")


def test_no_server(server):
    server.server_close()
    assert re.match(r"cannot connect \(.+\) \(3 tries\)", refusal(f"{server.url}/a"))


@pytest.mark.parametrize("url", ["ftp://example.org/a", "file:///etc/passwd", "gopher://example.org"])
def test_another_scheme_is_refused(url):
    assert refusal(url) == "only http and https addresses can be fetched; give such an address, or a file"


@pytest.mark.parametrize("url", ["http://", "http://[::1", "http://exa mple.org:x/", "https://\u2024/"])
def test_what_is_no_address_is_refused(url):
    assert refusal(url) == "is not, or redirects to, an address that can be fetched; check the spelling"
