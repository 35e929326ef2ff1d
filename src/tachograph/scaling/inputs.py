"""What the inputs hold, article by article: folders, files, JSON Lines, Parquet and web archives of any size."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Sequence
from datetime import date
from gzip import GzipFile
from io import BufferedReader
from pathlib import Path
from typing import Any

from tachograph.core.errors import SourceError
from tachograph.reading.archives import archive_pages
from tachograph.reading.dates import parse_date
from tachograph.reading.files import read_file, unreadable
from tachograph.reading.raw import LIMIT, SPLIT_IT, TOO_LARGE, Form, Raw
from tachograph.reading.sources import FORMS, STDIN, find_sources, is_address, is_archive, shown
from tachograph.scaling.database import database, parquet
from tachograph.scaling.record import Record
from tachograph.scaling.remote import here, is_remote, remote_files

_LINES = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")
_TABLE = ".parquet"
_ENDINGS = (*_LINES, _TABLE, *FORMS, ".warc", ".warc.gz", ".warc.zst")
FIELDS = ("url", "text", "html", "title", "published")
_LONGEST = 8 * LIMIT  # bytes of a line: JSON may take six for a character, and there are other fields
_AT_ONCE = 100  # rows of a table


def find_inputs(arguments: Sequence[str]) -> list[str]:
    """Expand folders to the files in them that hold articles, in sorted order.

    Raises:
        SourceError: for an address, the standard input, and a folder without any.
    """
    found: dict[str, None] = {}
    for argument in arguments:
        if is_remote(argument):
            found.update(dict.fromkeys(remote_files(argument, _ENDINGS)))
            continue
        if argument == STDIN or is_address(argument):
            raise SourceError(shown(argument), "is no file", "download it first, or give it to tacho add")
        if Path(argument).is_dir():
            found.update(dict.fromkeys(_within(argument)))
        else:
            found[str(Path(argument).resolve())] = None
    return list(found)


def _within(folder: str) -> list[str]:
    inside = Path(folder).resolve()
    tables = [str(p) for p in inside.rglob("*") if p.name.lower().endswith((*_LINES, _TABLE)) and p.is_file()]
    try:
        return sorted([*tables, *find_sources([str(inside)])])
    except SourceError:
        if tables:
            return sorted(tables)
        raise


def records_of(paths: Sequence[str]) -> Iterator[Record]:
    """The articles of some files, in order; what cannot be read of them are records with a problem."""
    for path in paths:
        try:
            if is_remote(path):
                with here(path) as copy:
                    yield from _records(copy, shown(path))
            else:
                yield from _records(path, shown(path))
        except SourceError as error:
            yield Record(shown(path), problem=SourceError(shown(path), error.what, error.mend))


def _records(path: str, known: str) -> Iterator[Record]:
    """The articles of a file that is known by a name."""
    name = path.lower()
    if name.endswith(_LINES):
        yield from _of_lines(path, known)
    elif name.endswith(_TABLE):
        yield from _of_table(path, known)
    elif is_archive(path):
        for page in archive_pages(path):
            if isinstance(page, SourceError):
                yield Record(page.source, problem=page)
            else:
                yield Record(page.name, page.raw, encoding=page.encoding)
    else:
        yield Record(known, read_file(path))


# --- JSON Lines -------------------------------------------------------------------------------------------------------


def _of_lines(path: str, known: str) -> Iterator[Record]:
    try:
        with _opened(path) as file:
            for number, line in enumerate(_bounded_lines(file), 1):
                if line is None or line.strip():
                    yield _of_line(line, f"{known}:{number}")
    except (OSError, EOFError) as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise unreadable(path, error) from error
        raise SourceError(known, "is not packed as its name says, or cut off", "get it again") from error


def _opened(path: str) -> GzipFile | BufferedReader:
    return gzip.open(path, "rb") if path.lower().endswith(".gz") else Path(path).open("rb")


def _bounded_lines(file: GzipFile | BufferedReader) -> Iterator[bytes | None]:
    """The lines; ``None`` for one that is too long, which is passed over without being held."""
    while line := file.readline(_LONGEST):
        if len(line) < _LONGEST or line.endswith(b"\n"):
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = file.readline(_LONGEST)
        yield None


def _of_line(line: bytes | None, place: str) -> Record:
    if line is None:
        return Record(place, problem=SourceError(place, TOO_LARGE, SPLIT_IT))
    try:
        fields = json.loads(line)
    except (ValueError, RecursionError):
        fields = None
    if not isinstance(fields, dict):
        return Record(place, problem=SourceError(place, "is no JSON object", "give one article in each line"))
    return record_of(fields, place)


# --- Parquet ----------------------------------------------------------------------------------------------------------


def _of_table(path: str, known: str) -> Iterator[Record]:
    import duckdb  # noqa: PLC0415 - it takes a tenth of a second to load

    try:
        with database(threads=1) as opened:
            described = opened.execute(f"DESCRIBE SELECT * FROM {parquet(path)}").fetchall()
            there = [name for name in FIELDS if name in {row[0] for row in described}]
            if not {"text", "html"} & set(there):
                raise SourceError(known, "has no column text or html", "name one so")
            columns = ", ".join(f"CAST({name} AS VARCHAR)" for name in there)
            rows = opened.execute(f"SELECT {columns} FROM {parquet(path)}")
            number = 0
            while chunk := rows.fetchmany(_AT_ONCE):
                for row in chunk:
                    number += 1
                    yield record_of(dict(zip(there, row, strict=True)), f"{known}:{number}")
    except duckdb.Error as error:
        what = f"cannot be read as Parquet ({' '.join(str(error).split())[:160]})"
        raise SourceError(known, what, "check the file") from error


# --- fields -----------------------------------------------------------------------------------------------------------


def record_of(fields: dict[str, Any], place: str) -> Record:
    """An article of its fields ``text`` or ``html``, ``url``, ``title`` and ``published``; others are passed over."""
    texts = {name: value for name in FIELDS if isinstance(value := fields.get(name), str) and value.strip()}
    name = shown(texts.get("url", place))
    title = texts.get("title")
    published = _day(texts.get("published"))
    if "text" in texts:
        made = Record(name, text=texts["text"], title=title, published=published)
    elif "html" in texts:
        page = Raw(texts["html"].encode("utf-8", "replace"), Form.PAGE, "utf-8", texts.get("url"))
        made = Record(name, page, title=title, published=published)
    else:
        return Record(name, problem=SourceError(name, "holds no text", "give it in a field text or html"))
    if made.size > LIMIT:
        return Record(name, problem=SourceError(name, TOO_LARGE, SPLIT_IT))
    return made


def _day(written: str | None) -> date | None:
    """A date as it begins a time stamp, or as people write it; none if it is neither."""
    if written is None:
        return None
    try:
        return date.fromisoformat(written.strip()[:10])
    except ValueError:
        return parse_date(written)
