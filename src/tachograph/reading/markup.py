"""XML that holds no article but leads to some."""

from __future__ import annotations

import re
import zlib
from enum import StrEnum

from tachograph.core.errors import SourceError
from tachograph.reading.raw import Form, Raw

GZIP = b"\x1f\x8b"
_LARGEST = 50_000_000  # bytes, as the sitemap protocol has it
_WITHIN = 8192  # bytes; a comment or a stylesheet may come before the root
_ROOT = re.compile(r"<(?![?!])\s*(?:[\w.-]{1,40}:)?([A-Za-z][\w.-]{0,40})")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_FEED = re.compile(r"xmlns[^>]{0,20}=\s*[\"']http://(?:www\.w3\.org/2005/Atom|purl\.org/(?:rss|atom))")
_NAMES = {"rss": "feed", "rdf": "feed", "urlset": "sitemap", "sitemapindex": "sitemap"}


class Holder(StrEnum):
    """What leads to articles."""

    FEED = "feed"
    SITEMAP = "sitemap"


def holder_of(raw: Raw, name: str) -> Holder | None:
    """What the bytes are by their root element; ``None`` if they are an article, or nothing that is known.

    Raises:
        SourceError: if they are XML by name or by content type, but neither feed nor sitemap.
    """
    if raw.form not in {None, Form.XML, Form.PAGE}:
        return None
    head = _COMMENT.sub("", _decoded(raw.data[:_WITHIN]))
    match = _ROOT.search(head) if head.lstrip("\ufeff \t\r\n").startswith("<") else None
    root = match[1].lower() if match else ""
    if root in _NAMES or (root == "feed" and _FEED.search(head)):
        return Holder(_NAMES.get(root, "feed"))
    if raw.form is Form.XML and root != "html":
        raise SourceError(name, "is XML, but neither a feed nor a sitemap", "give the page, or text")
    return None


def inflated(raw: Raw, name: str) -> Raw:
    """The bytes unpacked if they are a gzip file, as sitemaps may be.

    Raises:
        SourceError: if they are broken, or unpack to more than a sitemap may have.
    """
    if not raw.data.startswith(GZIP):
        return raw
    inflater = zlib.decompressobj(zlib.MAX_WBITS | 16)
    broken = SourceError(name, "is a broken gzip file", "fetch it again")
    try:
        data = inflater.decompress(raw.data, _LARGEST + 1)
    except zlib.error as error:
        raise broken from error
    if len(data) > _LARGEST:
        raise SourceError(name, f"is larger than {_LARGEST // 1_000_000} MB", "split it")
    if not inflater.eof:
        raise broken
    return Raw(data, Form.XML, raw.charset, raw.url)


def _decoded(head: bytes) -> str:
    """Enough of the text to know the root by; UTF-16 has a mark."""
    codec = "utf-16" if head[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8"
    return head.decode(codec, "ignore")
