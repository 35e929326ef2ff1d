"""Bytes become text, exactly: only a byte order mark is dropped."""

from __future__ import annotations

import codecs
import re

from tachograph.core.errors import SourceError

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark begins it
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# The labels that matter for English and Chinese, each read as the larger set that browsers read it as
# (WHATWG Encoding Standard, section 4.2).
_CODECS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "cp1252": "cp1252",
    "utf-8": "utf-8",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb18030": "gb18030",
    "big5": "big5hkscs",
    "big5hkscs": "big5hkscs",
}
_META_CHARSET = re.compile(rb"""<meta[^>]{1,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_META_WITHIN = 4096  # bytes; the HTML standard asks for the first 1024
_BINARY = (
    (b"%PDF-", "a PDF", "save its text or its table as a file of its own"),
    (b"\x89PNG", "a PNG image", "give the text of the article"),
    (b"\xff\xd8\xff", "a JPEG image", "give the text of the article"),
    (b"GIF8", "a GIF image", "give the text of the article"),
    (b"PK\x03\x04", "a zip or Word file", "unpack it, or save it as text"),
    (b"\x1f\x8b", "a gzip file", "unpack it (gunzip FILE)"),
)
_COMMON_HAN = frozenset("的一是不了在人有我他这中大来上国个到说们为年月日和")
_COMMON_SHARE = 0.03  # of the characters outside ASCII; running Chinese has about 0.15


def refuse_binary(data: bytes, source: str) -> None:
    """Stop at a file that is known by its first bytes not to be text.

    Raises:
        SourceError: if it is a PDF, an image or an archive.
    """
    for magic, name, mend in _BINARY:
        if data.startswith(magic):
            raise SourceError(source, f"is {name}, not text", mend)


def decode_text(data: bytes, source: str, charset: str | None = None, *, sparse: bool = False) -> str:
    """Decode a plain text: by its mark, by ``charset``, as UTF-8, or as GB18030 if that gives Chinese.

    ``sparse`` says that it is a table, whose names need not hold the characters of running text.

    Raises:
        SourceError: if it is none of these, or binary.
    """
    codec = _marked(data)
    binary = SourceError(source, "is binary (it has NUL bytes), not text", "give the article as UTF-8 text")
    if codec is None and b"\0" in data:
        raise binary
    declared = codec or _codec(charset)
    try:
        text = data.decode(declared or "utf-8")
    except UnicodeDecodeError as error:
        if declared is None and (chinese := _chinese(data, sparse=sparse)) is not None:
            return chinese
        what = f"is not text in {declared or 'UTF-8 or GB18030'} (byte {error.start} is 0x{data[error.start]:02x})"
        raise SourceError(source, what, "convert it with iconv -f ITS-ENCODING -t UTF-8") from error
    if "\0" in text:
        raise binary
    return text


def codec_of(head: bytes, source: str) -> str:
    """The codec of a plain table that begins with ``head``, whole lines: by its mark, as UTF-8, or as GB18030 if that gives Chinese.

    Raises:
        SourceError: if it is none of these, or binary.
    """
    marked = _marked(head)
    if marked is not None:
        return marked
    refuse_binary(head, source)
    try:
        head.decode()
    except UnicodeDecodeError:
        decode_text(head, source, sparse=True)
        return "gb18030"
    return "utf-8"


def decode_page(data: bytes, charset: str | None = None) -> str:
    """Decode an HTML page as browsers do: by its mark, its HTTP or ``meta`` charset, else as UTF-8 or GB18030.

    What does not decode becomes U+FFFD, since one broken byte in an advertisement must not cost the article.
    """
    meta = _META_CHARSET.search(data[:_META_WITHIN])
    declared = _marked(data) or _codec(charset) or _codec(meta and meta[1].decode("ascii", "replace"))
    for codec in dict.fromkeys((declared or "utf-8", "utf-8")):
        try:
            return data.decode(codec).replace("\0", "\ufffd")
        except UnicodeDecodeError:
            continue
    chinese = None if declared else _chinese(data)
    return (chinese or data.decode(declared or "utf-8", "replace")).replace("\0", "\ufffd")


def _marked(data: bytes) -> str | None:
    return next((codec for bom, codec in _BOMS if data.startswith(bom)), None)


def _codec(label: str | None) -> str | None:
    try:
        return None if not label else _CODECS.get(codecs.lookup(label).name)
    except (LookupError, ValueError):
        return None


def _chinese(data: bytes, *, sparse: bool = False) -> str | None:
    """The bytes as GB18030 if that reads as Chinese: the everyday characters are there, in the old GB 2312 set.

    Nearly any two bytes are a character of GB18030, so that it decodes proves little: other encodings give rare ones.
    """
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return None
    foreign = "".join(c for c in text if not c.isascii())
    plain = len(foreign.encode("gb2312", "ignore")) / 2
    common = sum(c in _COMMON_HAN for c in foreign)
    return text if plain >= 0.9 * len(foreign) and (sparse or common >= _COMMON_SHARE * len(foreign)) else None
