import io
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from tachograph.core.errors import SourceError
from tachograph.reading import raw, read_document


@pytest.fixture
def given(tmp_path):
    """Write a file and return its path."""

    def write(content, name="article.txt"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return str(path)

    return write


class Stdin:
    def __init__(self, content):
        self.buffer = io.BytesIO(content)


def refusal(source):
    """The one line that a source is refused with."""
    with pytest.raises(SourceError) as caught:
        read_document(source)
    line = str(caught.value)
    assert line.isprintable()
    assert line == f"{caught.value.source}: {caught.value.what}; {caught.value.mend}"
    return line


@pytest.mark.parametrize(
    "text",
    [
        "BYD sold 480,186 cars.\r\n\r\n  Nio\tsold 36,275. \n\n\n",
        "\n\nBYD sold 5 cars\x0c\x1b[31m\u200b in\u00a0May.\u2028Nio 6.\r",
        "比亚迪11月销量为480,186辆，同比下降5.25%。🚗 蔚来36,275辆。\n",
        "e\u0301 is not \u00e9: nothing is normalised, 5 cars",
    ],
)
def test_text_is_kept_exactly(given, text):
    assert read_document(given(text)).text == text
    assert read_document(given(text, "article.md")).text == text
    assert read_document(given(b"\xef\xbb\xbf" + text.encode())).text == text
    assert read_document(given(text.encode("utf-16"))).text == text
    assert read_document(given(text.encode("utf-32"))).text == text


def test_the_second_byte_order_mark_is_text(given):
    assert read_document(given("\ufeff\ufeff5 cars")).text == "\ufeff5 cars"


def test_chinese_in_gb18030(given):
    text = "比亚迪公布，2025年11月销量为480,186辆，同比下降5.25%。蔚来的交付量为36,275辆。"
    document = read_document(given(text.encode("gb18030")))
    assert document.text == text
    assert document.lang == "zh"


@pytest.mark.parametrize(
    "content",
    [
        "Škoda sold 5 cars in Köln, façade and Müller, Größe, naïve, señor".encode("cp1252", "replace"),
        "比亞迪公布十一月銷量為四萬輛，較去年同期下降，蔚來交付三萬輛".encode("big5"),
        "トヨタは11月に自動車を5台販売した。日産は6台を販売した。".encode("shift_jis"),
        "토요타는 11월에 자동차 5대를 판매했다. 닛산은 6대를 판매했다.".encode("euc-kr"),
        "トヨタは11月に自動車を5台販売した。日産は6台を販売した。".encode("euc-jp"),
        "Тойота продала пять машин в ноябре, это больше чем раньше".encode("cp1251"),
        b"5 cars \xff\xff\xff",
        b"BYD sold 5 cars \xe6\xaf",
        "5 cars".encode("utf-16")[:-1],
    ],
)
def test_another_or_a_broken_encoding_is_refused(given, content):
    line = refusal(given(content))
    assert "is not text in " in line
    assert "convert it with iconv" in line


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf", "holds no text"),
        (b" \n\t\r\n ", "holds no text"),
        ("\u200b\u2060\ufeff".encode(), "holds no text"),
        (b"---\n...\n", "holds no text"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "is a PNG image"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "is a JPEG image"),
        (b"GIF89a\x01\0", "is a GIF image"),
        (b"PK\x03\x04\x14\0", "is a zip or Word file"),
        (b"\x1f\x8b\x08\0", "is a gzip file"),
        (b"%PDF-1.7\n", "is a broken PDF"),
        (b"5 cars\0\0", "is binary"),
        (bytes(range(256)), "is binary"),
    ],
)
def test_what_is_not_text_is_refused(given, content, what):
    assert what in refusal(given(content))


def test_a_large_file_is_refused_without_reading_it_all(given, monkeypatch):
    read = []
    path = given(b"1" * (raw.LIMIT + 500_000))
    original = io.BufferedReader.read

    class Watched(io.BufferedReader):
        def read(self, size=-1):
            data = original(self, size)
            read.append(len(data))
            return data

    monkeypatch.setattr(Path, "open", lambda self, _mode: Watched(io.FileIO(self)))
    assert "is larger than 10 MB; give the article alone, or split it" in refusal(path)
    assert sum(read) == raw.LIMIT + 1


def test_the_largest_file_is_read(given):
    assert len(read_document(given(b"1" * raw.LIMIT)).text) == raw.LIMIT


def test_a_missing_file_a_directory_and_odd_names(tmp_path, given):
    assert "no such file; check the path; an address begins with https://" in refusal(str(tmp_path / "no.txt"))
    assert "no such file" in refusal(given("x") + "/inner.txt")
    assert "names no source" in refusal("")
    assert "is a directory; name the files in it" in refusal(str(tmp_path))
    assert "cannot be read" in refusal("n" * 5000)
    assert "is not a file name" in refusal("a\0b.txt")


def test_a_file_without_permission(given, monkeypatch):
    def refuse(self, _mode):
        raise PermissionError(13, "Permission denied", str(self))

    path = given("5 cars")
    monkeypatch.setattr(Path, "open", refuse)
    assert "no permission to read it; make it readable" in refusal(path)


def test_a_file_name_that_is_not_text(tmp_path):
    path = os.fsencode(tmp_path) + b"/\xff.txt"
    Path(os.fsdecode(path)).write_text("5 cars", encoding="utf-8")
    document = read_document(os.fsdecode(path))
    assert document.source.endswith(r"/\udcff.txt")
    assert document.text == "5 cars"


def test_the_standard_input_is_text_or_a_page(monkeypatch):
    monkeypatch.setattr(sys, "stdin", Stdin(b"BYD sold 5 cars < 6.\n"))
    document = read_document("-")
    assert (document.source, document.text) == ("-", "BYD sold 5 cars < 6.\n")
    page = b"<!-- saved --><!DOCTYPE html><html><body><p>BYD sold 480,186 cars in November.</p></body></html>"
    monkeypatch.setattr(sys, "stdin", Stdin(page))
    assert read_document("-").text == "BYD sold 480,186 cars in November."
    monkeypatch.setattr(sys, "stdin", Stdin(b"1" * (raw.LIMIT + 1)))
    assert "-: is larger than 10 MB" in refusal("-")


def test_the_name_decides_over_the_first_bytes(given):
    assert read_document(given("<html><p>5 cars</p></html>")).text == "<html><p>5 cars</p></html>"


def test_the_argument_gives_the_date(given):
    source = given("Published: 2025-12-01\n\nBYD sold 5 cars.")
    assert read_document(source).published == date(2025, 12, 1)
    assert read_document(source, published=date(2025, 12, 5)).published == date(2025, 12, 5)


def test_neither_clock_nor_file_date_gives_a_date(given):
    assert read_document(given("BYD sold 5 cars in May.")).published is None
    assert read_document(given("<html><body><p>BYD sold 5 cars in May.</p></body></html>", "a.html")).published is None


def test_same_text_same_id(given):
    first, second = read_document(given("5 cars", "a.txt")), read_document(given("5 cars", "b.txt"))
    assert first.id == second.id


def test_a_text_file_loads_neither_trafilatura_nor_the_http_client(given):
    code = (
        "import sys; from tachograph.reading import read_document; read_document(sys.argv[1]);"
        "print(sorted({'trafilatura', 'httpx2', 'lxml'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code, given("5 cars")], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
