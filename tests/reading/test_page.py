import subprocess
import sys
from datetime import date

import lxml.html
import pytest

from tachograph.core.errors import SourceError
from tachograph.reading import read_document
from tachograph.reading.metadata import stated_date
from tachograph.reading.page import read_page

PARAGRAPH = "BYD sold 480,186 new energy vehicles in November, down 5.25 percent year-on-year."
CHINESE = "比亚迪公布，2025年11月销量为480,186辆，同比下降5.25%。蔚来的交付量为36,275辆，在中国是第一。"
PAGE = f"""<!doctype html><html lang="en"><head><title>BYD sells 480,186 NEVs - Car Weekly</title>
<meta property="og:site_name" content="Car Weekly">
<meta property="article:modified_time" content="2025-12-04T18:00:00+08:00">
<script type="application/ld+json">{{"@type": "NewsArticle", "datePublished": "2025-12-01T18:00:00+08:00"}}</script>
</head><body><nav><a href="/">Home</a> <a href="/cars">Cars</a></nav><article>
<h1>BYD sells 480,186 NEVs</h1><p>{PARAGRAPH} On March 3, 2024 it sold fewer &#x1f697;.</p>
<h2>By drive</h2><ul><li>BEV: 237,540</li><li>PHEV: 237,381</li></ul>
<table><tr><th>Maker</th><th>Units</th></tr><tr><td>Nio</td><td>36,275</td></tr></table>
</article><footer>Copyright 2026 Car Weekly</footer></body></html>"""


@pytest.fixture
def saved(tmp_path):
    """Save a page and return its path."""

    def write(content, name="page.html"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return str(path)

    return write


def test_the_article_with_headings_lists_and_tables_as_lines(saved):
    document = read_document(saved(PAGE))
    lines = [line.strip() for line in document.text.splitlines()]
    assert lines[0] == "BYD sells 480,186 NEVs"
    assert f"{PARAGRAPH} On March 3, 2024 it sold fewer 🚗." in lines
    assert [line for line in lines if line in {"By drive", "- BEV: 237,540", "- PHEV: 237,381"}] == [
        "By drive",
        "- BEV: 237,540",
        "- PHEV: 237,381",
    ]
    assert "| Nio | 36,275 |" in lines
    assert "Copyright" not in document.text
    assert "Home" not in document.text


def test_what_the_page_says_of_itself(saved):
    document = read_document(saved(PAGE))
    assert document.title == "BYD sells 480,186 NEVs"
    assert document.outlet == "Car Weekly"
    assert document.published == date(2025, 12, 1)
    assert document.lang == "en"
    assert read_document(saved(PAGE), published=date(2025, 12, 2)).published == date(2025, 12, 2)


def test_a_date_in_the_text_is_not_the_date_of_the_page():
    html = f"<html><body><article><p>On March 3, 2024 it began.</p><p>{PARAGRAPH}</p></article></body></html>"
    content = read_page(html)
    assert content is not None
    assert content.published is None


def test_a_printed_dateline_gives_the_date(saved):
    html = f"<html><body><h1>BYD</h1><p>By Jane Doe, December 2, 2025</p><p>{PARAGRAPH}</p></body></html>"
    assert read_document(saved(html)).published == date(2025, 12, 2)


def test_the_address_gives_outlet_and_date():
    content = read_page(f"<html><body><p>{PARAGRAPH}</p></body></html>", "https://www.example.org/2025/12/01/byd/")
    assert content is not None
    assert content.outlet == "example.org"
    assert content.published == date(2025, 12, 1)


@pytest.mark.parametrize("suffix", ["html", "htm", "HTML"])
def test_the_suffix_tells_a_page(saved, suffix):
    assert read_document(saved(f"<p>{PARAGRAPH}</p>", f"page.{suffix}")).text == PARAGRAPH


@pytest.mark.parametrize(
    ("charset", "codec"), [("gb2312", "gb18030"), ("GBK", "gbk"), ("utf-8", "utf-8"), ("", "gb18030"), ("", "utf-8")]
)
def test_a_chinese_page_in_its_charset(saved, charset, codec):
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={charset}">' if charset else ""
    html = f"<html><head>{meta}<title>比亚迪11月销量</title></head><body><p>{CHINESE}</p></body></html>"
    document = read_document(saved(html.encode(codec)))
    assert document.text == CHINESE
    assert document.title == "比亚迪11月销量"
    assert document.lang == "zh"


@pytest.mark.parametrize(
    ("charset", "codec"),
    [("iso-8859-1", "cp1252"), ("windows-1252", "cp1252"), ("big5", "big5"), ("nonsense", "utf-8")],
)
def test_other_charsets(saved, charset, codec):
    text = "比亞迪公布十一月銷量為四萬輛，較去年同期下降" if codec == "big5" else f"Škoda’s Köln. {PARAGRAPH}"
    html = f'<html><head><meta charset="{charset}"></head><body><p>{text}</p></body></html>'
    assert read_document(saved(html.encode(codec))).text == text


@pytest.mark.parametrize("charset", ["hex", "zip", "idna", "unicode_escape", "utf-7", "undefined", "punycode", "x\\0"])
def test_a_charset_that_is_no_charset_is_ignored(saved, charset):
    html = f'<html><head><meta charset="{charset}"></head><body><p>{PARAGRAPH}</p></body></html>'
    assert read_document(saved(html)).text == PARAGRAPH


def test_one_broken_byte_does_not_cost_the_article(saved):
    html = f'<html><head><meta charset="utf-8"></head><body><p>{PARAGRAPH}</p><p>caf\xe9 opens</p></body></html>'
    assert read_document(saved(html.encode("cp1252"))).text == f"{PARAGRAPH}\ncaf\ufffd opens"


def test_control_characters_and_surrogates_are_harmless(saved):
    html = f"<html><body><p>{PARAGRAPH} a\0b &#xD800; &#0; \u200b\x0c end of the line.</p></body></html>"
    text = read_document(saved(html)).text
    assert text.startswith(PARAGRAPH)
    assert text.endswith("end of the line.")
    assert "\0" not in text
    assert text.encode("utf-8").decode("utf-8") == text


@pytest.mark.parametrize(
    "html",
    [
        '<html><body><div id="app"></div><script>render()</script></body></html>',
        "<html></html>",
        "<!doctype html>",
        "<html><body><p>…</p></body></html>",
        "<html><body>" + "<div>" * 100_000,
        "\x01\x02\x03",
    ],
)
def test_a_page_without_text_is_refused(saved, html):
    with pytest.raises(SourceError, match=r"page\.html: no article text in the page; .*save it from a browser"):
        read_document(saved(html))


def test_an_empty_page_file_is_empty(saved):
    with pytest.raises(SourceError, match="is empty"):
        read_document(saved(b""))


def test_reading_a_bad_page_prints_nothing():
    code = "import sys; from tachograph.reading.page import read_page; print(read_page(sys.argv[1]))"
    done = subprocess.run([sys.executable, "-c", code, "<html>"], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("None\n", "")


@pytest.mark.parametrize(
    "statement",
    [
        '<meta property="article:published_time" content="2025-12-01T18:00:00Z">',
        '<meta name="DC.date.issued" content="2025-12-01">',
        '<meta itemprop="datePublished" content="December 1, 2025">',
        '<meta property="og:updated_time" content="2025-12-09"><meta name="pubdate" content="2025-12-01">',
        '<meta name="date" content="yesterday"><meta name="publishdate" content="2025-12-01">',
        '<script type="application/ld+json">{"dateModified": "2025-12-09", "datePublished": "2025-12-01",}</script>',
        '<body><time datetime="2025-12-09">9</time><time class="published" datetime="2025-12-01">1</time>',
        "<body><time pubdate>1 December 2025</time><time>2 December 2025</time>",
        '<body><time datetime="2025-12-01">today</time>',
    ],
)
def test_what_machines_are_told(statement):
    assert stated_date(lxml.html.fromstring(f"<html>{statement}</html>")) == date(2025, 12, 1)


@pytest.mark.parametrize(
    "statement",
    [
        '<meta property="article:modified_time" content="2025-12-09">',
        '<meta name="copyright" content="2025-01-01">',
        '<body><time datetime="2025-12-09">9</time><time datetime="2025-12-01">1</time>',
        '<script>{"datePublished": "2025-12-01"}</script>',
        "<body><p>2025-12-01</p>",
    ],
)
def test_what_machines_are_not_told(statement):
    assert stated_date(lxml.html.fromstring(f"<html>{statement}</html>")) is None


def test_raised_digits_do_not_run_into_the_figures_beside_them() -> None:
    rows = "<tr><th>Brand</th><th>Units</th></tr><tr><td>NIO<sup>[1]</sup></td><td>32,059<sup><a href='#n'>2</a></sup></td></tr>"
    page = read_page(
        f"<html><body><article><p>{'The table has the deliveries of May. ' * 9}</p><table>{rows}</table></article></body></html>"
    )
    assert page is not None
    assert "| NIO¹ | 32,059² |" in page.text
