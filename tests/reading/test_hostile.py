"""Whatever bytes come, reading gives a document or one line, and nothing else."""

import gzip
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tachograph.core.errors import SourceError
from tachograph.reading import read_document

PIECES = st.sampled_from(
    [
        *(
            b"<html>",
            b"<body>",
            b"<p>",
            b"</p>",
            b"<table><tr><td>",
            b"<li>",
            b"<!--",
            b"-->",
            b"<![CDATA[",
            b"</html>",
        ),
        *(
            b'<meta charset="gbk">',
            b"<meta charset=utf-16>",
            b'<meta name="date" content="2025-02-30">',
            b"<time>",
            b"&#xD800;",
        ),
        *(
            b'<script type="application/ld+json">{"datePublished": "9999-99-99"',
            b"</script>",
            b"&#0;",
            b"&#x110000;",
            b"&",
        ),
        *(
            b"---\n",
            b"title: x\n",
            b"date: 0000-00-00\n",
            b"# ",
            b"===\n",
            b"\n",
            b"\r",
            b"\0",
            b"\xff\xfe",
            b"\xef\xbb\xbf",
        ),
        *(
            b"2025-12-01",
            b"May 99, 9999",
            "2025年13月1日".encode(),
            "销量".encode("gbk"),
            "🚗".encode(),
            b"\xed\xa0\x80",
            b"\x1b[31m",
        ),
        *(
            b"BYD sold 480,186 cars in November.",
            b"1" * 5000,
            b" " * 5000,
            b"\xe2\x80\xae",
            b'a;"b',
            b"1,5;2\t|",
            b"PK\x03\x04",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            b"%PDF-",
            b"<" * 500,
        ),
    ]
)
CONTENT = st.lists(PIECES | st.binary(max_size=20), max_size=30).map(b"".join)


def read_or_refuse(path):
    """The document, or the line that it is refused with."""
    try:
        return read_document(str(path))
    except SourceError as error:
        return str(error)


@pytest.mark.parametrize("suffix", ["txt", "md", "html", "csv", "xlsx", "pdf", "unknown"])
@settings(max_examples=150)
@given(content=CONTENT)
def test_any_bytes(tmp_path_factory, suffix, content):
    path = tmp_path_factory.getbasetemp() / f"hostile.{suffix}"
    path.write_bytes(content)
    document = read_or_refuse(path)
    if isinstance(document, str):
        assert document.isprintable()
        return
    assert any(map(str.isalnum, document.text))
    assert document.text.encode("utf-8").decode("utf-8") == document.text
    assert "\0" not in document.text
    assert document.lang in {"en", "zh"}
    assert read_or_refuse(path) == document


@pytest.mark.parametrize(
    "content",
    [
        b"<!---->" * 200_000,
        b"<meta " * 200_000,
        b"---\n" + b"a: b\n" * 200_000,
        b"# " * 500_000,
        b"By " * 300_000 + b"2025-12-01",
        b"A, " * 300_000 + b"Dec. 1, 2025 - x",
        b"\n" * 1_000_000 + b"5",
        b"<table>" * 20_000 + b"5 cars",
        gzip.compress(b"5 cars", mtime=0),
        b'"' * 1_000_001,
        b"a,b;" * 300_000,
        b";" * 1_000_000 + b"5",
    ],
    ids=lambda content: repr(content[:8]),
)
@pytest.mark.parametrize("suffix", ["txt", "md", "html", "csv", "xlsx", "unknown"])
def test_nothing_takes_forever(tmp_path, suffix, content):
    path = tmp_path / f"hostile.{suffix}"
    path.write_bytes(content)
    start = time.monotonic()
    assert read_or_refuse(path)
    assert time.monotonic() - start < 10
