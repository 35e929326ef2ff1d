"""What stands around a Chinese time: whether it is compared with, to come, or that of a report."""

from __future__ import annotations

import re
from dataclasses import replace

from tachograph.core.period import Grain
from tachograph.core.span import Span
from tachograph.extraction.times.phrases import Form, Phrase

_REFERENCE = re.compile(
    r"(?:比起?|[较較]|相[较較]于?|[对對]比|低于|高于|低於|高於|[高低多少]出|[多少好]于|[多少好]於|[不只仅僅才]及|不足|不到|[占佔](?:到|了)?|抵得上|相当于|相當於|超[过過]|[好高低多少强勝胜][过過]|[优優逊遜]于|[与與同]|[从從由])\s*$"
)
_IS_SO = re.compile(r"(?:[是为為达達]|[约約]|接近|超[过過]|不到|[近逾])$")
_MULTIPLE = re.compile(
    r"(?:的?[\d,.]+[万萬亿億]?[辆輛台臺座元]{0,2})?的(?:[将將]?近|[约約]|逾|超[过過]|不到)?[\d.一二三四五六七八九十两兩]{1,5}[多余]?倍"
)  # 是去年的四倍, 是前年41万辆的两倍
_WITH = re.compile(
    r"\s*(?:的?[^，。；]{0,12}|的[约約近逾]?[\d.,]+[^，。；]{0,20})?(?:相比|相較|相较|比[较較]|持平|相当|相當|[一相]样|[一相]樣|相若|接近)"
)
_LAST_UNIT = re.compile(r"上一?[个個]?(?:月|季|周|週|星期)")
_TOLD_BESIDE = re.compile(
    r"[\d.][万萬亿億%个個百分点點美港元辆輛台臺座家]{1,6}[，,；;]\s*$"
)  # "…274亿元，上季度为302亿元"
_IS = re.compile(r"(?:则|則|仅|僅|约|約)*(?:为|為|是)|(?:[\u4e00-\u9fff]{2,4})?(?=[\d.])")
_AS_OF = re.compile(r"(?:截至|截止至?|到|至|于|於)\s*$")
_WILL = re.compile(  # 7月将销量目标从…提至: 将 only says what is moved
    r"[将將](?![^，。；\d实實达達完推以按]{0,8}(?:目[标標]|指[标標引]|任[务務]|售[价價]|价格|價格|指[导導][价價]))|(?<![联聯协協商工委大分学學总總峰展布事机機社])[会會](?![议議员員计計展])|明年|下月"
)
_MEANS = re.compile(
    r"目[标標]|[预預](?:计|計|期|测|測)|[计計][划劃]|有望|料|指引|展望|力争|力爭|[规規][划劃]|希望|拟|擬|推出|打算|判断|判斷|KPI|小目标|剑指|劍指|瞄准|瞄準|挑战|挑戰|任[务務]|[冲衝击擊](?=\d|[一二三四五六七八九两百千万])|要[^，。；\d]{0,4}(?:到|达|達)|[还還尚仍](?:[差需得]|要[卖賣交销銷])|必[须須]|恐(?:怕|难|將|将|會|会)"
)
# "西班牙工厂2026年三季度投产": an event without a word that says it is over
_COMING = re.compile(
    r"(?:正式|开始|開始|起|陆续|陸續|批量|实现|實現|全面)*(?:投[产產]|量[产產]|上市|交付|[开開][业業售工]|发售|發售|投用|投入使用|启用|啟用|建成|落地|亮相|首[发發])(?=[，；。])"
)
CLAUSE = re.compile(r"[，；：,;:（）()]")
# What stands between two times that one figure is compared with: 比6月的1.9万辆和去年7月的1.2万辆
_AND_THAT_OF = re.compile(
    r"(?:的?[约約近逾]?[\d.][\d,.]*[^，。；：\d及和与與跟]{0,6}?)?(?:、|、?(?:以?及|和|与|與|跟))"
)
_BACKGROUND = re.compile(r"(?:自|从|從|距离?|距離|相隔)\s*$")
_FAR = 80  # characters that a cue reaches
_LEADING = 4  # characters before a time that leads its sentence
_ALONE = re.compile(r"，")
_CLAUSE_END = re.compile(r"[，；。]")
_REPORTING = re.compile(
    r"(?:[晚早]间?|上午|下午|盘后|收盘后|凌晨)?[电電讯訊消]"
    r"|(?:[晚早]间?|上午|下午|盘后|凌晨)?[^，。；：\d]{0,8}(?:公布|公佈|发布|發布|發佈|披露|宣布|宣佈|表示|透露|放出|晒出|交出|公告|通报|通報|报道|报导|官宣|亮出|更新)"
)


def joins(text: str, before: Phrase, phrase: Phrase) -> bool:
    """Whether a time is compared with together with the one before: 高于二季度的11.2%及上年三季度的7.4%."""
    dated = phrase.form is Form.UNIT and phrase.unit is not None
    return dated and _AND_THAT_OF.fullmatch(text, before.span.end, phrase.span.start) is not None


def in_context(text: str, sentence: Span, phrase: Phrase, start: int, end: int) -> Phrase:
    """The phrase with what its clause, ``text[start:end]``, says of it."""
    left = text[max(sentence.start, phrase.span.start - 8) : phrase.span.start]
    right = text[phrase.span.end : min(sentence.end, phrase.span.end + 32)]
    reference = _REFERENCE.search(left)
    told_beside = (
        _TOLD_BESIDE.search(text, max(sentence.start, phrase.span.start - 12), phrase.span.start) is not None
        and _IS.match(right) is not None
        and _LAST_UNIT.match(text, phrase.span.start) is not None
    )
    multiple = _MULTIPLE.match(right) is not None and _IS_SO.search(left) is not None
    compared = (
        told_beside
        or multiple
        or (reference is not None and (reference.group()[0] not in "与與同从從由" or _WITH.match(right) is not None))
    )
    if phrase.span.start - sentence.start <= _LEADING and _ALONE.match(text, phrase.span.end):
        behind = _CLAUSE_END.search(
            text, phrase.span.end + 1, sentence.end
        )  # 2023年，目标是…: the clause that it leads
        end = max(end, behind.start() if behind else sentence.end)
    start, end = max(start, phrase.span.start - _FAR), min(end, phrase.span.end + _FAR)
    coming = _MEANS.search(text, start, end) or (phrase.is_dated and _COMING.match(text, phrase.span.end))
    return replace(
        phrase,
        compared=phrase.compared or compared,
        as_of=_AS_OF.search(left) is not None,
        future=2 if _WILL.search(text, start, end) else 1 if coming else 0,
        background=_BACKGROUND.search(left) is not None,
        leads=phrase.span.start - sentence.start <= 4,
        reporting=_is_reporting(text, sentence, phrase),
    )


def _is_reporting(text: str, sentence: Span, phrase: Phrase) -> bool:
    """Whether a day is that on which somebody said something: "10月30日晚间交出三季报", "昨日公布"."""
    if phrase.unit is None or phrase.unit.grain is not Grain.DAY or phrase.form is not Form.UNIT:
        return False
    return _REPORTING.match(text, phrase.span.end, sentence.end) is not None
