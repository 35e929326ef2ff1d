"""What is measured, and whose it is, in the text's own words, where the pack has none for it.

"The backlog stood at 31.3 billion" is a backlog, "a bakery sold 12,400 croissants" are a bakery's croissants.
"""

from __future__ import annotations

import re

from tachograph.core.span import Span

_LOOSE = (
    r"(?:about|around|some|nearly|almost|over|more than|less than|fewer than|at least|at most|up to|roughly|approximately|just|only"
    r"|a (?:record|new|total of)|an (?:average|estimated)(?: of)?|the|its)"
)
_STATES = (
    r"(?:of|is|was|were|are|be|been|at|reach(?:es|ed|ing)?|hit(?:s|ting)?|total(?:s|led|ed|ling)?|stands? at|stood at|came to|comes to|amount(?:s|ed)? to"
    r"|exceed(?:s|ed)?|averag(?:es|ed|ing)|equals|(?:rose|rises|risen|fell|falls|fallen|grew|grown|climbed|jumped|surged|dropped|declined|slipped|increased|decreased"
    r"|expanded|widened|narrowed|shrank|soared|swelled|edged up|edged down|went up|went down|improved)(?: \w+ly)?(?: (?:to|by|from|at))?)"
)
_SAID_OF = re.compile(
    rf"(?P<words>[A-Za-z][A-Za-z&'’-]*(?:\s[a-z][a-z&-]*){{0,5}}?)\s(?:(?:has|have|had|will|would|now|also|still|then|already|currently|again)\s){{0,3}}"
    rf"{_STATES}\s(?:{_LOOSE}\s){{0,2}}\W?$"
)
_HEADS = re.compile(
    rf"\W*(?:The\s|Its\s|Their\s)?(?P<noun>[A-Za-z]{{4,}}s)\s(?:(?:to|of|from|for|by|on)\s(?:[a-z]+\s){{1,3}})?{_STATES}\s(?:{_LOOSE}\s){{0,2}}\W?"
)
_ZH_SAID_OF = re.compile(
    r"(?:^|[，。；、：\s])(?P<words>[\u4e00-\u9fff]{2,8}?)(?:为|為|是|达到|達到|达|達|至|超过|超過|突破|共计|共|约为|增至|升至|降至|达成)(?:约|約|近|超|逾)?$"
)
# Words that end the search backwards: what stands before them is another phrase.
_ENDS = frozenset(
    "a an the this that these those its their his her our your my and or but while as by in on at to for from with of than when which who whose after before"
    " over under about between during since until into per each every all both some any no not it they he she we there has have had is was were are be been will"
    " would could should may might can did does do said says"
    .split()
)  # fmt: skip
# Nouns that only say that something is measured.
_EMPTY = frozenset(
    "total totals figure figures number numbers level levels volume volumes result results count sum amount amounts value rise fall increase decrease decline"
    " growth gain drop jump average record share rate pace mark range maximum minimum more most least up down units cars vehicles"
    " month quarter year week day half period time times first second third last next same"
    .split()
)  # fmt: skip
# What is paid that is no price of a thing.
PAYMENTS = frozenset(
    "fee fees charge charges rent rents fine fines levy levies duty duties cost costs bill bills budget fund loan loans wage wages salary salaries premium"
    " premiums payment payments penalty penalties grant grants deposit deposits bounty toll"
    .split()
)  # fmt: skip
_PREPOSITIONS = frozenset("of on in for to at from with by per under".split())
_NEAR = 400  # characters: what a pronoun still reaches back to
_POSSESSOR = re.compile(
    r"\W*(?:The|A|An|This)\s(?P<words>[a-z][a-z-]+(?:\s[a-z][a-z-]+){0,2}?)\s(?:has|have|had|is|was|were|are|will|\w+ed|sold|sells?|made|built|bought|won|lost|took|got|saw"
    r"|said|says|holds?|keeps?|plans?|wants?|aims?|expects?|employs?|counts?|reports?|hired?)\b"
)
_INTRODUCED = re.compile(
    r"(?:^|[.!?]\s+|\n)(?:An?|One)\s(?P<words>(?:[A-Za-z][\w-]*\s){0,3}?(?:maker|carmaker|automaker|company|start-up|startup|brand|manufacturer|firm|group))"
    r"(?:\s(?:from|in|of|near)\s[A-Z]\w+)?,?\s[a-z]"
)


def measured(text: str, figure: Span, since: int) -> str | None:
    """The noun that a figure is said of, in snake case; ``since`` is where what is said of it may begin."""
    lead = text[since : figure.start]
    if match := _ZH_SAID_OF.search(lead):
        return match["words"]
    match = _SAID_OF.search(lead)
    if match is None:
        return None
    opens = not lead[: match.start()].strip() and lead[match.end("words") :].startswith(" of ")
    words = match["words"].split()
    governed = _governed(words)
    opens = opens or (len(governed) < len(words) and not lead[: match.start()].strip())
    return _head(governed, opens=opens)


def heading(text: str, figure: Span, sentence: int) -> str | None:
    """The noun that opens the sentence of a figure and that it is said of: "Payables to suppliers were 239 billion"."""
    match = _HEADS.fullmatch(text, sentence, figure.start)
    return None if match is None or match["noun"].lower() in _EMPTY | _ENDS else match["noun"].lower()


def counted(noun: str) -> str | None:
    """What a counted noun measures: its plural, in snake case."""
    words = noun.lower().split()
    if not words or not words[-1].isascii() or words[-1] in _EMPTY:
        return None
    last = words[-1]
    plural = (
        last
        if last.endswith("s") or last in ("people", "staff", "personnel")
        else f"{last[:-1]}ies"
        if last.endswith("y")
        else f"{last}s"
    )
    return "_".join([*words[:-1], plural]).replace("-", "_")


def possessor(text: str, sentence: Span) -> str | None:
    """Who a sentence that knows no name speaks of: the noun that it opens with."""
    match = _POSSESSOR.match(text, sentence.start, sentence.end)
    return match["words"] if match else None


def introduced(text: str, sentence: Span) -> str | None:
    """A company that the text brings in without its name, up to the end of ``sentence``: "A young maker from Suzhou …"."""
    match = _INTRODUCED.search(text, max(0, sentence.start - _NEAR), sentence.end)
    return match["words"] if match else None


def _head(words: list[str], *, opens: bool = False) -> str | None:
    """The last two words of the noun phrase that ends ``words``; a capital is no name where the phrase ``opens``."""
    phrase: list[str] = []
    for word in reversed(words):
        if word.lower() in _ENDS or (word[0].isupper() and not opens):
            break
        phrase.insert(0, word.lower().removesuffix("'s").removesuffix("’s"))
    while phrase and phrase[-1] in _EMPTY:
        phrase.pop()
    while len(phrase) > 1 and phrase[0] in _EMPTY:
        phrase.pop(0)
    return "_".join(phrase[-2:]).replace("-", "_") or None


def _governed(words: list[str]) -> list[str]:
    """The words before the first preposition that something stands before: "discount on a new car" is a discount."""
    for i, word in enumerate(words):
        if i and word.lower() in _PREPOSITIONS and words[i - 1].lower() not in _ENDS:
            return words[:i]
    return words
