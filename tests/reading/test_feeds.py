"""Feeds and sitemaps: their items are read in turn, and one that cannot be had never stops the others."""

import gzip
from datetime import date

import pytest
from tests.reading.server import HTML

from tachograph.core.document import Document
from tachograph.core.errors import SourceError
from tachograph.reading import Item, find_items, read_document, read_documents

LONG = "BYD sold 480,186 cars in November, which is 5.25 percent less than in the same month of the year before. " * 8
TEASER = "BYD sold 480,186 cars in November. Read more"


def page(text, head=""):
    return f"<html><head>{head}</head><body><p>{text}</p></body></html>".encode()


def rss(*items, head=""):
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
        f"<channel><title>The Daily</title>{head}{''.join(items)}</channel></rss>"
    ).encode()


def item(link="", title="News", body="", when="Mon, 01 Dec 2025 07:30:00 +0800"):
    address = f"<link>{link}</link>" if link else ""
    return (
        f"<item><title>{title}</title>{address}<pubDate>{when}</pubDate>"
        f"<content:encoded><![CDATA[<p>{body}</p>]]></content:encoded></item>"
    )


@pytest.fixture
def given(tmp_path):
    def write(content, name="feed.xml"):
        path = tmp_path / name
        path.write_bytes(content)
        return str(path)

    return write


def documents(source, **options):
    found = list(read_documents(source, **options))
    assert all(isinstance(one, Document) for one in found), found
    return found


def only_error(source):
    (one,) = read_documents(source)
    assert isinstance(one, SourceError)
    assert str(one).isprintable()
    return str(one)


def test_the_pages_of_a_feed_are_read(server, given):
    server.answers["/a"] = (200, HTML, page("BYD sold 480,186 cars in November."))
    dated = '<meta property="article:published_time" content="2025-12-02">'
    server.answers["/b"] = (200, HTML, page("NIO delivered 36,275 cars in November.", dated))
    feed = given(rss(item(f"{server.url}/a", body=TEASER), item(f"{server.url}/b"), item(f"{server.url}/a")))
    first, second = documents(feed)
    assert (first.source, first.text) == (f"{server.url}/a", "BYD sold 480,186 cars in November.")
    assert (first.published, second.published) == (date(2025, 12, 1), date(2025, 12, 2))
    assert first.remark == ""
    assert [one.published for one in documents(feed, published=date(2025, 1, 1))] == [date(2025, 1, 1)] * 2


def test_a_feed_at_an_address(server):
    server.answers["/a"] = (200, HTML, page("BYD sold 480,186 cars in November."))
    for media in ("application/rss+xml", "text/xml", "text/html", "application/octet-stream"):
        server.answers["/feed"] = (200, {"Content-Type": media}, rss(item("/a")))
        (one,) = documents(f"{server.url}/feed")
        assert one.source == f"{server.url}/a"


def test_an_atom_feed(server, given):
    server.answers["/a"] = (200, HTML, page("BYD sold 480,186 cars in November."))
    entry = f'<entry><title>T</title><link href="{server.url}/a"/><published>2025-12-01T07:00:00Z</published></entry>'
    feed = f'<!-- a --><feed xmlns="http://www.w3.org/2005/Atom"><title>D</title>{entry}</feed>'
    (one,) = documents(given(feed.encode(), "news.atom"))
    assert (one.text, one.published) == ("BYD sold 480,186 cars in November.", date(2025, 12, 1))


def test_items_are_named_before_they_are_read(server, given):
    feed = given(rss(item(f"{server.url}/a"), item(f"{server.url}/b")))
    found = list(find_items(feed))
    assert all(isinstance(one, Item) for one in found)
    assert [(one.name, one.count) for one in found] == [(f"{server.url}/a", 2), (f"{server.url}/b", 2)]
    assert server.requests == []


def test_the_feed_s_own_text_stands_in_for_a_page_that_cannot_be_had(server, given):
    server.answers["/a"] = (403, HTML)
    (one,) = documents(given(rss(item(f"{server.url}/a", title="BYD in November", body=LONG))))
    assert one.text == LONG.strip()
    assert (one.source, one.title, one.outlet) == (f"{server.url}/a", "BYD in November", "The Daily")
    assert one.published == date(2025, 12, 1)
    assert one.remark == "the text is the feed's own (the server answers 403 Forbidden)"


@pytest.mark.parametrize("body", [TEASER, LONG + "[…]", LONG + " Continue reading", ""])
def test_a_teaser_does_not(server, given, body):
    server.answers["/a"] = (404, HTML)
    server.answers["/b"] = (200, HTML, page("NIO delivered 36,275 cars in November."))
    missing, found = read_documents(given(rss(item(f"{server.url}/a", body=body), item(f"{server.url}/b"))))
    assert str(missing) == f"{server.url}/a: the server answers 404 Not Found; check the address"
    assert found.text == "NIO delivered 36,275 cars in November."


def test_an_item_without_an_address(given):
    (one,) = documents(given(rss(item(title="BYD", body=LONG))))
    assert one.text == LONG.strip()
    assert one.source.endswith("feed.xml#BYD")
    assert "has no address" in only_error(given(rss(item(title="BYD", body=TEASER)), "other.xml"))


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (rss(), "is a feed without items"),
        (b"<rss><channel><item", "is a broken feed"),
        (b"<data><a/></data>", "is XML, but neither a feed nor a sitemap; give the page, or text"),
        (b"BYD sold 5 cars", "is XML, but neither a feed nor a sitemap"),
        (
            b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><rss><channel/></rss>',
            "is a",
        ),
        (b"<urlset><url>", "is a sitemap without pages"),
        (b"", "is XML, but neither"),
    ],
)
def test_what_leads_nowhere_is_said(given, content, line):
    assert line in only_error(given(content))


def test_a_huge_feed_is_refused(given):
    assert "is a feed of more than 5 MB; split it" in only_error(given(rss(item(body="1" * 5_000_000))))


def test_a_feed_that_only_nests_is_refused(given):
    assert "is a broken feed" in only_error(given(b"<rss><channel>" + b"<a>" * 20_000))


def test_a_feed_is_not_read_as_an_article(given):
    with pytest.raises(SourceError, match="is a feed that leads to articles, not one"):
        read_document(given(rss(item("http://a.example/"))))


def test_an_xhtml_page_is_none(server):
    text = b'<?xml version="1.0"?>' + page("BYD sold 480,186 cars in November.")
    server.answers["/a"] = (200, {"Content-Type": "application/xhtml+xml"}, text)
    (one,) = documents(f"{server.url}/a")
    assert one.text == "BYD sold 480,186 cars in November."


def urlset(*addresses, kind="url", extra=""):
    root = "urlset" if kind == "url" else "sitemapindex"
    listed = "".join(f"<{kind}><loc>{address}</loc>{extra}</{kind}>" for address in addresses)
    spaces = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
    return f'<?xml version="1.0"?><{root} {spaces}>{listed}</{root}>'.encode()


def test_the_pages_of_sitemaps_packed_or_not(server):
    xml = {"Content-Type": "application/xml"}
    news = "<news:news><news:publication_date>2025-12-01T08:00:00+08:00</news:publication_date></news:news>"
    for name in "abc":
        server.answers[f"/{name}"] = (200, HTML, page(f"BYD sold {ord(name)},186 cars in November."))
    parts = (f"{server.url}/1.xml", f"{server.url}/2.xml.gz", f"{server.url}/gone.xml", f"{server.url}/index.xml")
    server.answers["/index.xml"] = (200, xml, urlset(*parts, kind="sitemap"))
    server.answers["/1.xml"] = (200, xml, urlset(f"{server.url}/a", f"{server.url}/b", extra=news))
    packed = gzip.compress(urlset(f"{server.url}/b", f"{server.url}/c"))
    server.answers["/2.xml.gz"] = (200, {"Content-Type": "application/x-gzip"}, packed)
    server.answers["/gone.xml"] = (404, xml)
    a, b, c, gone = read_documents(f"{server.url}/index.xml")
    assert [one.source for one in (a, b, c)] == [f"{server.url}/{name}" for name in "abc"]
    assert (a.published, c.published) == (date(2025, 12, 1), None)
    assert str(gone).startswith(f"{server.url}/gone.xml: the server answers 404")


def test_a_packed_sitemap_in_a_file(server, given):
    server.answers["/a"] = (200, HTML, page("BYD sold 480,186 cars in November."))
    (one,) = documents(given(gzip.compress(urlset(f"{server.url}/a")), "sitemap.xml.gz"))
    assert one.text == "BYD sold 480,186 cars in November."
    bomb = given(gzip.compress(b"<urlset>" + b" " * 60_000_000, 1), "bomb.xml.gz")
    assert "is larger than 50 MB" in only_error(bomb)
    assert "is a broken gzip file" in only_error(given(b"\x1f\x8b\x08\0broken", "broken.xml.gz"))


def test_a_long_sitemap_is_cut_and_says_so(given):
    *pages, last = find_items(given(urlset(*(f"http://a.example/{n}" for n in range(1_500)))))
    assert len(pages) == 1_000
    assert "leads to more than 1,000 pages, of which the first are read; name one of its parts" in str(last)


def test_entities_of_a_sitemap_are_not_followed(given):
    secret = given(b"http://secret.example/", "secret.txt")
    doctype = f'<!DOCTYPE urlset [<!ENTITY a SYSTEM "file://{secret}">]>'
    content = f"<?xml version='1.0'?>{doctype}<urlset><url><loc>&a;</loc></url><url><loc>http://b.example/</loc></url></urlset>"
    assert [one.name for one in find_items(given(content.encode()))] == ["http://b.example/"]
