"""Gold files and predictions from disk; whatever is wrong with one is a line about it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePath
from typing import Any

from tachograph.core.document import Document
from tachograph.core.errors import SourceError
from tachograph.scoring.rows import Row, checked_rows

_JSON = "give a JSON file"
_MEND = "mend it as docs/evaluation.md says, or leave it out"


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """An annotated article. ``document.source`` is its id with the ending ``.txt``; ``kind`` the kind of article."""

    id: str
    kind: str | None
    document: Document
    claims: tuple[Row, ...]
    findings: tuple[Row, ...] = ()


def read_gold(place: Path) -> tuple[tuple[GoldArticle, ...], tuple[SourceError, ...]]:
    """The annotated articles of a directory and its directories (or of one file), and an error for each bad file.

    Raises:
        SourceError: if there is no such place, or no gold file in it.
    """
    if not place.exists():
        raise SourceError(str(place), "there is no such directory", "name one with gold files")
    paths = [place] if place.is_file() else sorted(path for path in place.rglob("*.json") if path.is_file())
    if not paths:
        raise SourceError(str(place), "the directory holds no gold file", "name one with .json files")
    articles: dict[str, GoldArticle] = {}
    errors = []
    for path in paths:
        try:
            article = _article(load_json(path), path)
            if article.id in articles:
                raise _bad(path, f"another file has the id {article.id} too")
        except SourceError as error:
            errors.append(error)
        else:
            articles[article.id] = article
    return tuple(articles.values()), tuple(errors)


def read_predictions(path: Path, articles: Iterable[GoldArticle] = ()) -> dict[str, tuple[Row, ...]]:
    """The claims of ``{"documents": [{"source", "claims"}]}`` by the stem of their source.

    Raises:
        SourceError: if the file cannot be read, is not of that form, or has nothing on any of the ``articles``.
    """
    content = load_json(path)
    documents = content.get("documents") if isinstance(content, dict) else None
    mend = "give what tacho extract --format json prints"
    if not isinstance(documents, list):
        raise SourceError(str(path), "holds no list of documents", mend)
    try:
        claims = claims_by_article(_document(number, one) for number, one in enumerate(documents, 1))
    except ValueError as error:
        raise SourceError(str(path), str(error), mend) from None
    ids = [article.id for article in articles]
    if ids and not claims.keys() & set(ids):
        what = f"no document in it has the name of a gold article, such as {ids[0]}"
        raise SourceError(str(path), what, "name the sources as the gold articles")
    return claims


def claims_by_article(documents: Iterable[Mapping[str, Any]]) -> dict[str, tuple[Row, ...]]:
    """The claims of documents in the JSON contract's form by the stem of their source, which is the article's id.

    Raises:
        ValueError: if two have the same stem.
    """
    claims: dict[str, tuple[Row, ...]] = {}
    for document in documents:
        stem = PurePath(document["source"]).stem
        if stem in claims:
            raise ValueError(f"two documents are called {stem}")
        claims[stem] = tuple(document["claims"])
    return claims


def load_json(path: Path) -> Any:
    """What a JSON file holds.

    Raises:
        SourceError: if it cannot be read or is not JSON.
    """
    try:
        return json.loads(path.read_bytes(), parse_constant=_refuse)
    except OSError as error:
        raise SourceError(str(path), f"cannot be read ({error.strerror})", "check the name and permissions") from None
    except json.JSONDecodeError as error:
        raise SourceError(str(path), f"is not JSON (line {error.lineno}: {error.msg})", _JSON) from None
    except UnicodeDecodeError:
        raise SourceError(str(path), "is not UTF-8", _JSON) from None
    except (ValueError, RecursionError) as error:
        raise SourceError(str(path), f"is not JSON ({error})", _JSON) from None


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no number")


def _document(number: int, given: Any) -> dict[str, Any]:
    source = given.get("source") if isinstance(given, dict) else None
    if not isinstance(source, str):
        raise ValueError(f"document {number} has no source")  # noqa: TRY004 - wrong content of a file
    try:
        return {"source": source, "claims": checked_rows(given.get("claims"))}
    except ValueError as error:
        raise ValueError(f"in {source!r}, {error}") from None


def _article(raw: object, path: Path) -> GoldArticle:
    if not isinstance(raw, dict):
        raise _bad(path, "holds no object")
    try:
        name = _id(raw)
        text = _text(raw, "text")
        title, published, kind = (_optional(raw, key) for key in ("title", "published", "kind"))
        document = Document(f"{name}.txt", text, title=title, published=_date(published), lang=_text(raw, "lang"))
        return GoldArticle(name, kind, document, checked_rows(raw.get("claims"), text), _findings(raw))
    except ValueError as error:
        raise _bad(path, str(error)) from None


def _id(raw: Mapping[str, Any]) -> str:
    """The id, which predictions name by the stem of their source."""
    name = _text(raw, "id")
    if PurePath(f"{name}.txt").stem != name:
        raise ValueError(f"the id {name!r} is no file name")
    return name


def _text(raw: Mapping[str, Any], key: str) -> str:
    value = raw.get(key)
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"has no {key}")
    return value


def _optional(raw: Mapping[str, Any], key: str) -> str | None:
    value = raw.get(key)
    if not isinstance(value, str | None):
        raise ValueError(f"{key} is neither a text nor null")  # noqa: TRY004 - wrong content of a file
    return value or None


def _date(written: str | None) -> date | None:
    try:
        return date.fromisoformat(written) if written else None
    except ValueError:
        raise ValueError(f"published is no date: {written!r}") from None


def _findings(raw: Mapping[str, Any]) -> tuple[Row, ...]:
    findings = raw.get("findings") or []
    if not isinstance(findings, list) or not all(isinstance(finding, dict) for finding in findings):
        raise ValueError("findings is no list of objects")
    return tuple(findings)


def _bad(path: Path, what: str) -> SourceError:
    return SourceError(str(path), what, _MEND)
