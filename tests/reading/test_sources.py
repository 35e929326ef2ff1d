import os

import pytest

from tachograph.core.errors import SourceError
from tachograph.reading import find_sources
from tachograph.reading.sources import shown


def write(folder, *names):
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", encoding="utf-8")


def test_a_directory_becomes_its_articles_in_sorted_order(tmp_path):
    write(
        tmp_path,
        "b.txt",
        "a.MD",
        "c/d.html",
        "c/e.htm",
        "c/f.markdown",
        "g.pdf",
        "h.csv",
        "i.XLSX",
        "~$i.xlsx",
        ".hidden.txt",
        ".git/i.txt",
        "README.md",
    )
    found = find_sources([str(tmp_path)])
    assert [os.path.relpath(path, tmp_path) for path in found] == [
        "a.MD",
        "b.txt",
        "c/d.html",
        "c/e.htm",
        "c/f.markdown",
        "g.pdf",
        "h.csv",
        "i.XLSX",
    ]


def test_addresses_the_standard_input_and_missing_files_pass_through(tmp_path):
    arguments = ["https://example.org/a", "-", str(tmp_path / "missing.txt"), "ftp://example.org/b"]
    assert find_sources(arguments) == arguments


def test_what_is_named_twice_is_read_once(tmp_path, monkeypatch):
    write(tmp_path, "a.txt", "b.txt")
    (tmp_path / "link.txt").symlink_to(tmp_path / "a.txt")
    monkeypatch.chdir(tmp_path)
    assert find_sources(["a.txt", "./a.txt", str(tmp_path), "-", "-"]) == ["a.txt", str(tmp_path / "b.txt"), "-"]


def test_the_order_of_the_arguments_is_kept(tmp_path):
    write(tmp_path, "z/a.txt", "b/a.txt")
    found = find_sources([str(tmp_path / "z"), str(tmp_path / "b")])
    assert found == [str(tmp_path / "z/a.txt"), str(tmp_path / "b/a.txt")]


def test_a_directory_without_articles_is_refused(tmp_path):
    write(tmp_path, "a.docx")
    with pytest.raises(SourceError, match=r"holds no article; .*\.txt \.md \.markdown \.html \.htm"):
        find_sources([str(tmp_path)])


def test_a_directory_that_cannot_be_listed_is_refused(tmp_path, monkeypatch):
    def refuse(path):
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr(os, "scandir", refuse)
    with pytest.raises(SourceError, match=r"cannot be read \(Permission denied\); check its permissions"):
        find_sources([str(tmp_path)])


def test_no_arguments_no_sources():
    assert find_sources([]) == []


def test_a_name_is_shown_on_one_line():
    assert shown("a\nb\x1b[31m\udcff销量.txt") == r"a\nb\x1b[31m\udcff销量.txt"
