"""Hostile inputs: what each is, and what the command makes of it. The page of them is written from these values."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable
from dataclasses import dataclass

MILLION = 1_000_000
TRUE = "BYD sold 28,277 cars in May 2025."


@dataclass(frozen=True)
class Input:
    """A file ``name`` with what ``made`` gives, which is said in ``words``.

    ``happens`` is how many figures ``tacho check`` finds in it, or the line that it refuses it with.
    """

    words: str
    name: str
    made: Callable[[], str | bytes]
    happens: str
    options: tuple[str, ...] = ()


def figures(count: int) -> str:
    """What happens to an input that is read."""
    return f"read: {count:,} figure{'' if count == 1 else 's'}"


def refused(line: str) -> str:
    """What happens to one that is not."""
    return f"refused: {line}"


_SPLIT = "give the article alone, or split it"
_NO_ARTICLE = "no article text in the page; if a script fills the page, save it from a browser and give the file"
_NUL = "is binary (it has NUL bytes), not text; give the article as UTF-8 text"
_NUMBERS = "has more than 100,000 numbers; split it; a table of data is for tacho add --reference"


def _pdf(content: bytes, filters: str) -> bytes:
    """A PDF of one page, which draws a packed content."""
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length %d/Filter%s>>stream\n%s\nendstream" % (len(content), filters.encode(), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )
    body = b"".join(b"%d 0 obj%s endobj\n" % (n, one) for n, one in enumerate(objects, 1))
    return b"%PDF-1.4\n" + body + b"trailer<</Root 1 0 R>>"


def _bomb(megabytes: int) -> bytes:
    """Blanks before a line of text, packed."""
    packer = zlib.compressobj(9)
    blank = packer.compress(b" " * MILLION) + packer.flush(zlib.Z_FULL_FLUSH)
    again = packer.compress(b" " * MILLION) + packer.flush(zlib.Z_FULL_FLUSH)  # without the head: it can be repeated
    text = packer.compress(f"BT/F 12 Tf 72 700 Td({TRUE})Tj ET".encode()) + packer.flush()
    return blank + again * (megabytes - 1) + text


def _laughs() -> bytes:
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    item = f"<item><guid>1</guid><title>&l9;</title><description>{TRUE} &l9;</description></item>"
    return f'<!DOCTYPE rss [<!ENTITY l0 "ha">{levels}]><rss><channel>{item}</channel></rss>'.encode()


def _record(body: bytes, url: str = "http://a.example/1") -> bytes:
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nContent-Type: application/http; msgtype=response\r\n"
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + body
    return head.encode() + b"Content-Length: %d\r\n\r\n" % len(answer) + answer + b"\r\n\r\n"


INPUTS = (
    # numbers
    Input("a million digits", "digits.txt", lambda: "1" * MILLION + f" {TRUE}", figures(1)),
    Input(
        "10<sup>400</sup>, 1e999, NaN, Infinity, ∞ as numbers of cars", "huge.txt",
        lambda: f"BYD sold 1{'0' * 400} cars, 1e999 cars, NaN cars, Infinity cars and ∞ cars. {TRUE}", figures(1),
    ),
    Input("half a million numbers between commas", "commas.txt", lambda: "1," * (MILLION // 2), refused(_NUMBERS)),
    Input("300 figures in one sentence", "sentence.txt", lambda: "BYD sold " + ", ".join(f"{n} cars" for n in range(200, 500)) + ".", figures(300)),
    Input("full-width digits: 销售２８，２７７辆", "wide.txt", lambda: "比亚迪2025年5月销售２８，２７７辆。", figures(1)),
    Input("Arabic and Devanagari digits", "digits2.txt", lambda: "BYD sold ٢٨٢٧٧ cars in May 2025 and २८,१८६ cars in June.", figures(2)),
    Input("digits with look-alike letters between them: 28,2О7, I5", "alike.txt", lambda: f"BYD sold 28,2О7 cars, NIO I5. {TRUE}", figures(1)),
    Input("a zero-width space within a number", "unseen.txt", lambda: f"BYD sold 28\u200b,277 cars. {TRUE}", figures(1)),
    Input("digits struck out by combining characters", "struck.txt", lambda: f"BYD sold 2\u03368\u0336277 cars. {TRUE}", figures(1)),
    # characters
    Input("text from right to left, and marks that turn it around", "rtl.txt", lambda: f"\u202e{TRUE}\u202c وباعت", figures(1)),
    Input("escape sequences for a terminal, of which a number is taken for a figure; printed they do nothing", "ansi.txt", lambda: f"\x1b[2J\x1b]0;x\x07{TRUE}\x1b[31m", figures(2)),
    Input("half of the lines in UTF-8, half in GBK", "mixed.txt", lambda: "比亚迪公布了销量。\n".encode() * 9 + "比亚迪公布了销量。\n".encode("gbk") * 9, refused("is not text in UTF-8 or GB18030 (byte 252 is 0xb1); convert it with iconv -f ITS-ENCODING -t UTF-8")),
    Input("UTF-16 with NUL characters", "nul.txt", lambda: f"{TRUE}\0".encode("utf-16"), refused(_NUL)),
    Input("a letter under 100,000 accents", "accents.txt", lambda: "e" + "\u0301" * 100_000 + f" {TRUE}", figures(1)),
    # length
    Input("9.9 MB without a space", "letters.txt", lambda: "a" * 9_900_000 + f" {TRUE}", figures(1)),
    Input("more than 10 MB", "large.txt", lambda: TRUE * 400_000, refused(f"is larger than 10 MB; {_SPLIT}")),
    Input("a million line breaks", "lines.txt", lambda: "\n" * MILLION + TRUE, figures(1)),
    Input("100,000 full stops", "stops.txt", lambda: "." * 100_000 + f" {TRUE}", figures(1)),
    Input("100,000 opening brackets", "brackets.txt", lambda: "(" * 100_000 + f" {TRUE}", figures(1)),
    # pages
    Input("100,000 elements within one another", "deep.html", lambda: "<html><body>" + "<div>" * 100_000 + f"<p>{TRUE}</p>", refused(_NO_ARTICLE)),
    Input("30,000 tables within one another", "tables.html", lambda: "<table><tr><td>" * 30_000 + TRUE, refused(_NO_ARTICLE)),
    Input("a cell that spans 10<sup>9</sup> columns", "span.html", lambda: f"<html><body><table><tr><td colspan=1000000000 rowspan=1000000000>5</td></tr></table><p>{TRUE}</p></body></html>", figures(1)),
    Input("a page that says it is of the year 9999", "future.html", lambda: f'<html><head><meta name="date" content="9999-12-31"></head><body><p>{TRUE}</p></body></html>', figures(1)),
    Input("`--published 0001-01-01`", "past.txt", lambda: TRUE, refused("is said to be of 0001-01-01; give its date: --published YYYY-MM-DD"), ("--published", "0001-01-01")),
    # packed
    Input("a PDF whose page unpacks to 100 MB", "bomb.pdf", lambda: _pdf(_bomb(100), "/FlateDecode"), figures(1)),
    Input("a PDF whose page is packed twice, and unpacks to 400 MB", "bomb2.pdf", lambda: _pdf(zlib.compress(_bomb(400)), "[/FlateDecode/FlateDecode]"), refused("has parts that unpack to more than 300 MB; open it in a viewer and print it to PDF again")),
    Input("an archive whose record unpacks to 100 MB", "bomb.warc.gz", lambda: gzip.compress(_record(b" " * 100 * MILLION), 1), refused("is larger than 10 MB; give the article alone, or split it")),
    Input("a feed whose entities unfold to 10<sup>9</sup> characters", "laughs.xml", _laughs, refused("the item has no address; ask the publisher for a feed that links")),
    # tables
    Input("a table of 100,001 rows", "rows.csv", lambda: "brand,may\n" + "".join(f"A,{n}\n" for n in range(100_000, 200_001)), refused(_NUMBERS)),
    Input("a table with 10,000 columns", "columns.csv", lambda: "a," * 10_000 + "\n" + "b," * 10_000, figures(0)),
    Input("a quotation mark that is never closed", "quote.csv", lambda: 'a,b\n"' + "x" * (MILLION + 9), figures(0)),
)  # fmt: skip
