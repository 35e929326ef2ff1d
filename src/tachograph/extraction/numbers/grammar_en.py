"""The English of figures: number words, scales, loosening words. Closed classes only; units come from the packs."""

from __future__ import annotations

import re
from decimal import Decimal

from tachograph.core.quantity import Modifier


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


def _phrases(text: str) -> tuple[str, ...]:
    return tuple(phrase.strip() for phrase in text.split(","))


ONES = {
    word: number
    for number, word in enumerate(
        _words(
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
            "seventeen eighteen nineteen"
        )
    )
}
TENS = {
    word: 10 * number
    for number, word in enumerate(_words("twenty thirty forty fifty sixty seventy eighty ninety"), start=2)
}
CARDINAL_WORDS = "|".join((*ONES, *TENS))
SCALES = {
    "hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12, "lakh": 10**5,
    "crore": 10**7,
}  # fmt: skip
ABBREVIATED = {
    "k": 10**3, "m": 10**6, "mn": 10**6, "mln": 10**6, "b": 10**9, "bn": 10**9, "bln": 10**9, "tn": 10**12,
    "trn": 10**12,
}  # fmt: skip
# What stands before and after "won" as a verb and as money: "1.4 trillion won", "1,100 won a share".
AMOUNT = re.compile(r"(?:\d,\d{3}|\b(?:thousand|million|billion|trillion|mn|bn|trn))[\s-]$")
OBJECT = re.compile(r"\s(?:the|an|its|their|over|against|a(?!\s(?:share|year|month|unit|vehicle|tonne)\b))\b")
DOZEN = 12
ORDINALS = {
    word: number
    for number, word in enumerate(
        _words(
            "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
            "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
        ),
        start=1,
    )
}
UNIT_ORDINALS = "|".join(word for word, number in ORDINALS.items() if number < 10)
DENOMINATORS = {
    "half": 2, "halves": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10,
}  # fmt: skip
# A verb of multiplying, by what it multiplies with.
MULTIPLIERS = {
    stem + ending: Decimal(factor)
    for stem, factor in (("doubl", 2), ("tripl", 3), ("trebl", 3), ("quadrupl", 4), ("quintupl", 5))
    for ending in ("e", "ed", "es", "ing")
} | {form: Decimal("0.5") for form in ("halve", "halved", "halves", "halving")}
ADVERBS = {"twice": 2, "thrice": 3}
VAGUE = {"single": (None, 10), "double": (10, None), "triple": (100, None)}  # "-digit", as bounds in percent

_PASSING = _words(
    "pass passes passed passing top tops topped topping exceed exceeds exceeded exceeding cross crosses crossed "
    "crossing surpass surpasses surpassed surpassing clear clears cleared clearing break breaks broke broken breaking "
    "breach breaches breached outstrip outstripped outstripping smash smashed"
)
MODIFIERS: dict[str, Modifier] = {
    **dict.fromkeys(
        _phrases(
            "about, around, roughly, approximately, approx, approx., some, circa, ca, ca., c., estimated,"
            " in the region of,"
            "in the order of, on the order of, in the neighborhood of, somewhere around, give or take, or about"
        ),
        Modifier.ABOUT,
    ),
    **dict.fromkeys(
        _phrases(
            "over, above, beyond, more than, greater than, higher than, at least, at minimum, a minimum of, minimum of,"
            "in excess of, upward of, upwards of, north of, no less than, no fewer than, not less than, just over,"
            "just above, well over, well above, slightly over, slightly more than, slightly above, a little over,"
            "a little more than, a bit over, little more than, past, broke through, breaking through, breaks through,"
            "better than, to over, to more than"
        )
        + _PASSING,
        Modifier.OVER,
    ),
    **dict.fromkeys(
        _phrases(
            "under, below, not even, less than, fewer than, lower than, at most, no more than, not more than, up to, as much as,"
            "as many as, at the most, maximum of, a maximum of, within, south of, well under, well below,"
            "not exceeding, smaller than, shorter than"
        ),
        Modifier.UNDER,
    ),
    **dict.fromkeys(
        _phrases(
            "nearly, almost, close to, just under, just below, just short of, nearing, near, approaching, shy of,"
            "just shy of, short of, slightly under, slightly below, slightly less than, virtually, practically,"
            "not quite, a little under, a bit under, a little less than"
        ),
        Modifier.NEARLY,
    ),
}
MODIFIER_LENGTH = max(len(phrase.split()) for phrase in MODIFIERS)
# Phrasal verbs end in a loosening word that does not loosen: "handed over 7,506", "add up to 392,489".
NOT_AFTER = {
    "over": frozenset(
        _words("hand hands handed handing take takes took taken taking turn turned turning carried rolled")
    ),
    "up to": frozenset(_words("add adds added adding sum sums summed")),
    "past": frozenset(("in", "the")),
}
PASSING = frozenset(_PASSING) | {"beyond", "past", "above", "through", "over"}
# "past the 10,000 mark": with these after the number, the article does not undo the passing word.
THRESHOLDS = frozenset(_words("mark milestone threshold barrier level tier club"))
TIERS = frozenset(_words("tier club level"))  # "the 30,000 level" is the thirty-thousands, whatever the verb

# Words that end a noun phrase, so that the noun after them is not what is counted.
STOPS = frozenset(
    _words(
        "of in to and or for from by at on with was were is are be been has had have last this that these those "
        "than as "
        "a an the more less fewer higher lower up down compared versus vs after before since during between while but "
        "when which who whose if because against per each every into over under above below about around nearly almost "
        "its their his her our it they he she we you i year-on-year month-on-month quarter-on-quarter year-over-year "
        "month-over-month quarter-over-quarter yoy mom qoq y/y m/m q/q respectively also still not no only just "
        "then ago along inside outside throughout amid despite except "
        "earlier later early through until till within without across behind beyond near so far via plus minus times "
        "reached found would will could should may might can must do does did said says say among"
    )
)
ENDS_PHRASE = STOPS | frozenset((*ONES, *TENS, *ORDINALS, *MULTIPLIERS, *VAGUE)) | {"month", "year"}
MORE_OF = frozenset(_words("more fewer other additional further"))  # "12 more markets" are markets all the same
MONTHS = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)"
)
# Capitalised words after which a bare number is still a count, not part of a name: openers of sentences and headlines,
# months, weekdays.
OPENERS = STOPS | frozenset(
    _words(
        "some all both another other total totals even yet however meanwhile today yesterday tomorrow sold delivered "
        "delivers delivery deliveries sales units jan january feb february mar march apr april may june july jun "
        "jul aug "
        "august sep sept september oct october nov november dec december monday tuesday wednesday thursday friday "
        "saturday sunday rmb us usd eur cny hkd opens opened adds added builds built sells reaches reach hits "
        "hit produces "
        "exports launches wins orders cuts plans targets sees gets takes"
    )
)
# After these an ordinal is no rank: "second time", "third generation".
NOT_RANKED = frozenset(
    _words(
        "time times generation party hand phase step tier batch edition session floor class half quarter thing "
        "thoughts "
        "person world such one ones point reason option stage round wave anniversary century day week year month decade "
        "hundred thousand million billion"
    )
)
# Words in -s after a number that are verbs, adverbs or what was done with the things, not what it counts.
NOT_PLURALS = frozenset(
    _words(
        "this does goes says always perhaps across sometimes towards besides overseas rises falls gains jumps "
        "grows tops "
        "beats leads makes means stands compares competes marks represents shows includes counts accounts comes sits "
        "remains puts leaves gives takes brings helps adds reflects follows sets keeps gets hits reaches exceeds "
        "translates "
        "equals needs wants plans aims expects its his ours yours theirs versus plus minus times percents points "
        "thanks "
        "afterwards upwards downwards nowadays sales exports imports shipments installations purchases wholesales "
        "registrations deliveries handovers months years days weeks hours ones"
    )
)
IRREGULAR_PLURALS = frozenset(
    _words("people staff personnel police men women children aircraft spacecraft sheep fish feet")
)
RATES = {
    "monthly": "month", "annually": "year", "annual": "year", "yearly": "year", "daily": "day", "weekly": "week",
    "quarterly": "quarter", "each": "each", "apiece": "each",
}  # fmt: skip
