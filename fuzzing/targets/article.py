"""Articles in English and Chinese: their figures are read, and each stands where it is said to stand.

An input is the text itself. What changes it knows numbers, phrases, sentences and lines, so that what comes out is
still something that the grammars look into.
"""

from __future__ import annotations

import random
import re
from datetime import date

from fuzzing import expect
from fuzzing.target import Target, choice
from tachograph.core.finding import CheckedDocument
from tachograph.extraction import extract_claims, extract_events, extract_promises
from tachograph.packs.loader import load_pack, load_rates
from tachograph.pipeline.recording import entry_of
from tachograph.presenting import json, text
from tachograph.reading import read_text

_PACK, _EVIDENCE, _RATES = load_pack(evidence=False), load_pack(), load_rates()
_DAYS = (None, date(2025, 12, 1), date(1900, 1, 1), date(2199, 12, 31))
_TOKEN = re.compile(r"\d[\d,.]*|[^\W\d]+|\s+|.", re.DOTALL)
_SENTENCE = re.compile(r"[^.!?。！？\n]*[.!?。！？\n]?")
_SHORT = (
    "0 1 -1 00 007 1e999 1e-999 NaN Infinity ∞ 9,99 1,2,3 1.2.3 0.0 -0 +5 ½ ⅔ ² ① ５０，０００ ４８.５％ ٤٨ ४८ 1_000 0x1F 1/0 1/3 "
    "10,000,000,000,000,000 2025 2024-02-30 31/12/9999 0000-00-00 24:61 100% 1000% -100% 0% 千 万 亿 一万亿 三千二百万 零 两 〇 "
    "half dozen hundred million trillion googol"
)
NUMBERS = (*_SHORT.split(), "1" + "0" * 400, "9" * 60, "0." + "0" * 60 + "1")
PHRASES = (
    "NIO|BYD|Li Auto|XPeng|Leapmotor|Tesla China|CPCA|Xiaomi EV|Model Y|Zeekr|the company|its|蔚来|比亚迪|理想汽车|小鹏汽车|零跑|乘联会|特斯拉中国|"
    "小米汽车|delivered|sold|exported|revenue of|net loss of|gross margin|stores|production|deliveries|sales|market share|交付|销售|销量|出口|"
    "营收|净亏损|毛利率|市占率|产量|新能源汽车|in May|in December 2025|in the first half|year-to-date|since its founding|by 2030|last month|"
    "a year earlier|from January to November|the third quarter of 2025|as of December 31|今年前11个月|同比增长|环比下降|截至11月底|第三季度|去年同期|"
    "累计|达到|约|超过|近|同比|环比|一季度|春节|vehicles|units|cars|percent|percentage points|pp|yuan|billion|million|bn|RMB|USD|$|€|辆|台|万辆|亿元|"
    "%|个百分点|倍|家|kWh|GWh|km|up|down|rose|fell by|doubled|tripled|halved|of which|accounting for|compared with|respectively|between|and|to|from|"
    "more than|less than|at least|nearly|about|aims to|expects|plans to|forecast|target of|guidance of|目标|预计|计划|有望|其中|占比|分别为|和|至|"
    "| | |\t|\n|\n\n|\n- |\n| A | B |\n|---|---|\n|# |## |* |1. |(|)|（|）|“|”|\"|'|、|，|；|：|/|–|—|-|~|+|×|≈|≥|\u200b|\u202e|\u00a0|\ufeff|\f|\r\n|"
    "İ|ß|ﬁ|é|e\u0301|🚗|\u3000|\ud7ff|http://a.example/1,000|@nio|#2025|v2.0|ET5|P7+|L60|Q3|Q4 2025|H1|FY2025|Dec.|12月|2025年|12月1日|周一|today|yesterday"
).split("|")


def run(data: bytes) -> None:
    """The bytes as an article, which appeared on one of some days."""
    made = read_text(data.decode("utf-8", "replace"), "fuzzed", published=_DAYS[choice(data, len(_DAYS))])
    found = extract_claims(made, _PACK)
    expect.claims(found, made.text)
    if choice(data, 4):
        extract_promises(made, _PACK)
        extract_events(made, _PACK)
        return
    entry = entry_of(made, found, _PACK, _EVIDENCE, _RATES)
    text.render([entry.checked])
    json.render([CheckedDocument(made, found, ())], checked=False)


def mutate(data: bytes, longest: int, seed: int) -> bytes:
    """The article with some numbers, phrases or sentences changed, put in, moved or left out."""
    chance = random.Random(seed)  # noqa: S311 - nothing secret
    whole = data.decode("utf-8", "replace")
    for _ in range(chance.choice((1, 1, 1, 2, 4))):
        whole = chance.choice(_CHANGES)(whole, chance)
    return whole.encode("utf-8", "replace")[:longest]


def _number(whole: str, chance: random.Random) -> str:
    places = [m for m in _TOKEN.finditer(whole) if m[0][0].isdigit()]
    if not places:
        return _phrase(whole, chance)
    place = chance.choice(places)
    new = chance.choice(
        (chance.choice(NUMBERS), place[0] * 2, place[0][1:], str(chance.randrange(10 ** chance.randrange(1, 12))))
    )
    return whole[: place.start()] + new + whole[place.end() :]


def _phrase(whole: str, chance: random.Random) -> str:
    places = [m.start() for m in _TOKEN.finditer(whole)] or [0]
    place = chance.choice(places)
    some = " ".join(chance.choice((*PHRASES, *NUMBERS)) for _ in range(chance.randrange(1, 4)))
    return f"{whole[:place]}{some}{chance.choice(('', ' '))}{whole[place:]}"


def _token(whole: str, chance: random.Random) -> str:
    tokens = _TOKEN.findall(whole) or [""]
    at = chance.randrange(len(tokens))
    match chance.randrange(4):
        case 0:
            del tokens[at]
        case 1:
            tokens[at] = chance.choice(PHRASES)
        case 2:
            tokens.insert(at, chance.choice(tokens))
        case _:
            other = chance.randrange(len(tokens))
            tokens[at], tokens[other] = tokens[other], tokens[at]
    return "".join(tokens)


def _sentence(whole: str, chance: random.Random) -> str:
    sentences = _SENTENCE.findall(whole)
    at = chance.randrange(len(sentences))
    match chance.randrange(3):
        case 0:
            del sentences[at]
        case 1:
            sentences.insert(chance.randrange(len(sentences)), sentences[at])
        case _:
            chance.shuffle(sentences)
    return "".join(sentences)


def _repeated(whole: str, chance: random.Random) -> str:
    start = chance.randrange(len(whole) + 1)
    return (
        whole[:start] + whole[start : start + chance.randrange(1, 30)] * chance.choice((2, 3, 20, 200)) + whole[start:]
    )


_CHANGES = (_number, _phrase, _token, _sentence, _repeated, _number, _phrase, _token)
TARGET = Target("article", run, 1200, mutate)
