"""A report to paste into an issue, a note or a message: what is wrong first, each with the sentence it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tachograph.core.finding import CheckedDocument, Evidence
from tachograph.presenting import together, words
from tachograph.presenting.article import Article, Note, lay_out, sentence
from tachograph.presenting.excerpt import MOST_EVIDENCE, safe, web_address

_ACTIVE = re.compile(r"[\\`*_{}\[\]|~$<>]|#(?=\w)|@(?=\w)|&(?=#?\w+;)")
_LIST = re.compile(r"^(\s*\d*)([-+#.)])(?=\s|$)")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "@": "&#64;"}  # no tags, and a quote notifies nobody


def render(documents: Sequence[CheckedDocument], *, checked: bool = True) -> str:
    """The documents as Markdown; text from outside is escaped, so that it can neither format nor link."""
    articles = lay_out(documents)
    blocks = [block for article in articles for block in (_checked(article) if checked else _extracted(article))]
    if len(documents) > 1:
        blocks += _together(documents)
        claims = [claim for one in documents for claim in one.claims]
        blocks.append(f"**{len(documents)} documents, {words.summary(claims, checked=checked)}**")
    return "\n\n".join(blocks) + "\n" if blocks else ""


def _together(documents: Sequence[CheckedDocument]) -> Iterator[str]:
    """Which of the articles are copies, and what they differ in."""
    lines = [f"- {escaped(line)}" for line in together.copies(documents)]
    lines += [f"- {words.VERDICTS[f.verdict].mark} {escaped(f.message)}" for f in together.differences(documents)]
    if lines:
        yield "\n".join(["## The articles together", "", *lines])


def _checked(article: Article) -> Iterator[str]:
    yield from _head(article, checked=True)
    yield from (_flagged(article, note) for note in article.notes if note.flagged)
    agreeing = [note for note in article.notes if note.confirming]
    if agreeing:
        lines = [f"- {_sign(note)} {escaped(note.finding.message)} ({_rule(note)})" for note in agreeing]
        yield "\n".join(["**These agree**", "", *lines])
    yield from _differing(article)


def _extracted(article: Article) -> Iterator[str]:
    yield from _head(article, checked=False)
    rows = [
        (claim.quote, words.value(claim), claim.subject or "", words.measured(claim), words.when(claim))
        for claim in article.checked.claims
    ]
    if rows:
        head = "| Figure | Value | Whose | Of what | When |\n| --- | --- | --- | --- | --- |"
        yield "\n".join([head, *("| " + " | ".join(map(escaped, row)) + " |" for row in rows)])
    yield from _differing(article)


def _differing(article: Article) -> Iterator[str]:
    quotes = {claim.id: claim.quote for claim in article.checked.claims}
    found = article.checked.differences
    lines = [f"- “{escaped(quotes.get(one.claim, ''))}”: {escaped(words.difference(one))}" for one in found]
    if lines:
        yield "\n".join(["**The extractors differ**", "", *lines])


def _head(article: Article, *, checked: bool) -> Iterator[str]:
    document = article.checked.document
    about = [_linked(document.source)]
    about += [words.day(document.published)] if document.published else []
    about += [words.summary(article.checked.claims, checked=checked)]
    about += [escaped(line) for line in [together.copying(article.checked)] if line]
    yield f"## {escaped(article.heading)}"
    yield " · ".join(about)


def _flagged(article: Article, note: Note) -> str:
    finding = note.finding
    lines = [f"### {note.number}. {_sign(note)} {finding.verdict}: {_rule(note)}", ""]
    here = [claim for claim in note.claims if claim.document == article.checked.document.id]
    if here:
        before, quote, after = sentence(article.checked.document.text, here[0].span)
        lines += [f"> {escaped(before)}**{escaped(quote)}**{escaped(after)}", ""]
    lines += [escaped(finding.message), ""]
    lines += [f"- {escaped(text)}{f' → **{gives}**' if gives else ''}" for text, gives in note.steps]
    lines += [f"- evidence: {_evidence(given)}" for given in finding.evidence[:MOST_EVIDENCE]]
    more = len(finding.evidence) - MOST_EVIDENCE
    lines += [f"- and {more} more that {'say' if more > 1 else 'says'} so"] if more > 0 else []
    lines += [f"- repair: {escaped(str(mending))}" for mending in note.mendings]
    return "\n".join(lines).rstrip()


def _sign(note: Note) -> str:
    return words.VERDICTS[note.finding.verdict].mark


def _rule(note: Note) -> str:
    return escaped(words.spaced(note.finding.rule))


def _evidence(given: Evidence) -> str:
    parts = [
        f"{given.value} ({given.fact})" if given.fact else given.value,
        given.source,
        words.period(given.published),
    ]
    return ", ".join(_linked(part) for part in parts if part)


def _linked(source: str) -> str:
    """An address as a link that shows itself; anything else as plain text."""
    return f"<{source}>" if web_address(source) else escaped(source)


def escaped(text: str) -> str:
    """The text on one line, with nothing that Markdown or HTML would act on; blanks at its ends stay."""
    plain = _ACTIVE.sub(lambda found: _ENTITIES.get(found[0]) or f"\\{found[0]}", re.sub(r"\s+", " ", safe(text)))
    return _LIST.sub(r"\1\\\2", plain)
