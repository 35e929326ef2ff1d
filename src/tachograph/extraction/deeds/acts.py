"""The pack's acts in a clause: "will open 30 stores", "deliveries from April", "工厂预计下半年投产"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from tachograph.core.cached import kept_with_owner
from tachograph.core.pack import Pack
from tachograph.core.promise import Act, PromiseKind
from tachograph.core.span import Span
from tachograph.extraction.scene import Sentence
from tachograph.extraction.text.script import lower
from tachograph.extraction.vocabulary import Sort

_IRREGULAR = {
    "be": ("been", "was", "were"), "become": ("became",), "begin": ("began", "begun"), "break": ("broke", "broken"),
    "bring": ("brought",), "build": ("built",), "come": ("came",), "get": ("got",), "go": ("went", "gone"),
    "grow": ("grew", "grown"), "have": ("had",), "hit": (), "put": (), "set": (), "show": ("showed", "shown"), "sell": ("sold",), "float": ("floated",),
}  # fmt: skip
_BEING = ("is", "are")
_VOWELS = "aeiou"
_AHEAD, _BEHIND = 90, 140  # characters between a verb and what it is done to
_FAR = 200.0  # an object however far away says more than none
_ELSEWHERE = 250.0  # … and none says more than one of another clause
_PREPOSED = 25.0  # what a verb is done to stands behind it, unless nothing does


class Form(StrEnum):
    """The form in which an act is said."""

    BASE = "base"  # launch; also Chinese verbs, which have no other
    PRESENT = "present"  # launches
    GERUND = "gerund"  # launching
    PAST = "past"  # launched
    NOUN = "noun"


@dataclass(frozen=True, slots=True)
class ActMention:
    """An act where it is said: the verb or noun, and the words for what it is done to, if they were needed."""

    act: Act
    span: Span
    form: Form
    object: Span | None = None


class ActLexicon:
    """The words of a pack's acts, compiled once."""

    def __init__(self, pack: Pack) -> None:
        self.home = pack.home
        self._verbs: dict[str, list[tuple[Act, Form, str]]] = {}
        self._objects: dict[tuple[str, str], re.Pattern[str]] = {}
        for act in pack.acts:
            for word in act.verbs.get("en", ()):
                for said, form in _forms(word):
                    self._verbs.setdefault(said, []).append((act, form, "en"))
            for word in act.verbs.get("zh", ()):
                self._verbs.setdefault(lower(word), []).append((act, Form.BASE, "zh"))
            for lang, nouns in act.nouns.items():
                for word in nouns:
                    self._verbs.setdefault(lower(word), []).append((act, Form.NOUN, lang))
            self._objects |= {(act.id, lang): _any(words) for lang, words in act.of.items()}
        self._words = _any(self._verbs, plural=False)

    def find(self, text: str, sentence: Sentence, clause: Span) -> tuple[ActMention, ...]:
        """The acts of a clause in order; of a verb that can be several, the one whose object stands nearest."""
        start = sentence.span.start
        lowered = lower(text[start : clause.end])
        found = []
        for match in self._words.finditer(lowered, clause.start - start):
            span = Span(start + match.start(), start + match.end())
            mention = self._read(lowered, sentence, clause, span, self._verbs[match.group()])
            if mention is not None:
                found.append(mention)
        return tuple(found)

    def _read(
        self, lowered: str, sentence: Sentence, clause: Span, span: Span, entries: list[tuple[Act, Form, str]]
    ) -> ActMention | None:
        best: ActMention | None = None
        price = float("inf")
        for act, form, lang in entries:
            if (act.id, lang) not in self._objects or form is Form.NOUN:
                cost, thing = _FAR, None
            else:
                thing = self._nearest(lowered, sentence, clause, span, act, lang)
                if thing is None:
                    continue
                cost = _price(span, thing) + (_ELSEWHERE if thing.start < clause.start else 0.0)
            if cost < price:
                best, price = ActMention(act, span, form, thing), cost
        return best

    def _nearest(self, lowered: str, sentence: Sentence, clause: Span, span: Span, act: Act, lang: str) -> Span | None:
        """What the act is done to, as near to its verb as can be; a market abroad can also be named.

        A Chinese clause goes on about what the clause before it is about.
        """
        start = sentence.span.start
        head = clause.start if lang == "en" else start
        first, last = max(head, span.start - _BEHIND), min(clause.end, span.end + _AHEAD)
        found = [
            Span(start + m.start(), start + m.end())
            for m in self._objects[act.id, lang].finditer(lowered, first - start, last - start)
        ]
        if act.kind is PromiseKind.MARKET_ENTRY:
            found += [
                m.span
                for m in sentence.of_sort(Sort.REGION)
                if max(first, clause.start) <= m.span.start and m.span.end <= last and m.key != self.home
            ]
        apart = [f for f in found if not f.overlaps(span)]
        return min(apart, key=lambda f: _price(span, f), default=None)


@kept_with_owner
def act_lexicon(pack: Pack) -> ActLexicon:
    """The pack's acts, compiled once per pack: a pure cache."""
    return ActLexicon(pack)


def _price(verb: Span, thing: Span) -> float:
    if thing.start >= verb.end:
        return thing.start - verb.end
    return verb.start - thing.end + _PREPOSED


def _any(words: Iterable[str], *, plural: bool = True) -> re.Pattern[str]:
    """A pattern of all the words, longest first, Latin ones whole; of none it finds nothing."""
    ordered = sorted({lower(w) for w in words}, key=lambda w: (-len(w), w))
    ending = "(?:s|es)?" if plural else ""
    latin = "|".join(re.escape(w) for w in ordered if w.isascii())
    chinese = "|".join(re.escape(w) for w in ordered if not w.isascii())
    whole = rf"(?<![a-z0-9])(?:{latin}){ending}(?![a-z0-9])" if latin else ""
    return re.compile("|".join(p for p in (chinese, whole) if p) or "(?!)")


def _forms(verb: str) -> list[tuple[str, Form]]:
    """The forms of an English verb, of which the first word is inflected: "go on sale" has "goes on sale"."""
    head, _, rest = lower(verb).partition(" ")
    tail = f" {rest}" if rest else ""
    past = _IRREGULAR.get(head, (_past(head),))
    present = _BEING if head == "be" else (_present(head),)
    forms = [(head, Form.BASE), (_gerund(head), Form.GERUND)]
    forms += [(form, Form.PRESENT) for form in present] + [(form, Form.PAST) for form in past]
    return [(form + tail, kind) for form, kind in forms]


def _present(verb: str) -> str:
    if verb == "have":
        return "has"
    if verb.endswith(("s", "x", "ch", "sh", "o")):
        return verb + "es"
    return verb[:-1] + "ies" if verb.endswith("y") and verb[-2] not in _VOWELS else verb + "s"


def _past(verb: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    return verb[:-1] + "ied" if verb.endswith("y") and verb[-2] not in _VOWELS else verb + "ed"


def _gerund(verb: str) -> str:
    if verb in ("hit", "put", "set", "get", "begin"):
        return verb + verb[-1] + "ing"
    return verb[:-1] + "ing" if verb.endswith("e") and verb not in ("be", "see") else verb + "ing"
