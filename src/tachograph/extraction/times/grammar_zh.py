"""The Chinese of time, simplified and traditional: one alternation, tried from left to right."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from tachograph.core.period import Grain
from tachograph.core.span import Span
from tachograph.extraction.times.bare_days_zh import BARE_DAY, BARE_DAYS, DOTTED_DAYS, bare_day, bare_days, dotted_days
from tachograph.extraction.times.context_zh import CLAUSE, in_context, joins
from tachograph.extraction.times.numerals_zh import read_number, year_of
from tachograph.extraction.times.phrases import Edge, Form, Phrase, Unit

_N = r"(?:1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九两兩])"
_D = r"(?:[12]\d|3[01]|[1-9]|[一二]?十[一二三四五六七八九]?|三十一?|[一二三四五六七八九])"
_YEAR = (
    r"(?:(?:19|20)\d\d|二[〇零][一二三四][〇零一二三四五六七八九])\s*(?:[财財](?:政)?年度?|年度?)(?!来|來|前|后|後|内|內)"
    r"|今年|本年|去年|上一?年(?!多|来|來)|前年|明年|同年|[当當]年"
)
_TO = r"\s*(?:-|–|—|~|～|至|到)\s*"
_GRAMMAR = re.compile(
    rf"(?P<date>(?:19|20)\d\d[-/.](?:0?[1-9]|1[0-2])[-/.](?:[12]\d|3[01]|0?[1-9])(?!\d))"
    rf"|(?P<then>(?<![去上前的年较較比与與和同])(?:同月|同季度?)(?!比)|(?:那时|那時|当时的|當時的|彼时|彼時|其时)(?!候))"
    rf"|(?P<same>(?:(?P<sy>去年|上一?年|前一?年|(?:19|20)\d\d\s*年)?(?P<sm>上月|上[个個]月)?(?:的)?(?:同期|同月|同季|同一?[周週])|一年[以之]?前的?(?:同期|同月|同季)|(?:去年|上年|一年[以之]?前)(?:的)?(?:这时|這時|此时|此時|这个时候|這個時候|这会儿))|年同比)"
    rf"|(?P<yago>(?:一年|12\s*[个個]月|十二[个個]月)[以之]?前|前一年(?!多|来|來))"
    rf"|(?P<nago>(?<![\d多来近过過])(?:{_N}|[1-9]\d)\s*年[以之]?前(?![三\d一二四五六七八九十]))"
    rf"|(?P<mago>一[个個]月(?:以)?前|前一[个個]月)|(?P<qago>一[个個]季度?(?:以)?前|前一[个個]?季度?)"
    rf"|(?P<wago>前一?[个個]?[周週](?![一二三四五六末])|一[周週][以之]?前)"
    rf"|(?P<yoy>同比|按年|年增|年减|年減)|(?P<mom>[环環]比(?:[上个個]+月)?|按月|月增|月减|月減)|(?P<qoq>按季|季增|季减|季減)"
    rf"|(?P<later>(?<![连連][跌涨漲降升增减減亏虧])(?:(?P<ln>{_N})\s*年|(?P<lm>{_N})\s*[个個]月)(?:之?[后後])(?!的?今)|次年|翌年)|(?P<next>[次翌]日|隔[天日]|(?<!月)第二天)|(?P<thatday>(?<![日号號\d])(?:[当當][日天晚]|同日|同一[天日])(?![均销銷内內]))"
    rf"|(?P<final>(?:(?P<xy>{_YEAR})\s*的?)?(?:余下|餘下|剩下|剩余|剩餘|最[后後])的?\s*(?P<xn>{_N})\s*[个個](?P<xu>月|季度?))"
    rf"|(?P<ytd>(?:今年|年初|[开開]年)(?:以来|以來|至今|迄今|到现在|到現在|到目前|截至目前)|年初至今|今年(?:累[计計]))"
    rf"|(?P<mtd>(?P<mtdm>月初|本月)(?:至今|迄今|以来|以來)|(?:季初|本季度?)(?:至今|迄今|以来|以來))"
    rf"|(?P<week>(?:(?P<wy>{_YEAR})\s*)?(?P<wm>{_N})\s*月(?:份)?的?(?:第\s*(?P<wn>[一二三四五1-5])|最[后後]一|首)\s*[个個]?(?:周|週|星期))"
    rf"|(?P<nweek>(?<![续續月])(?:(?P<nwy>{_YEAR})\s*)?第\s*(?P<nwn>[6-9]|[1-4]\d|5[0-3])\s*[周週](?![年岁歲]|\s*[（(]\s*\d))"
    rf"|(?P<cum>[历歷]史?累[计計]|[历歷][来來]|累[计計](?!数[^\d]|數[^\d]))"
    rf"|(?P<days>(?:(?P<ry>{_YEAR})\s*)?(?P<rm>{_N})\s*月(?:份)?\s*(?P<rd>{_D})\s*(?:日|号"
    rf"|號)?{_TO}(?:(?P<rm2>{_N})\s*月\s*)?(?P<rd2>{_D})\s*(?:日|号|號))"
    rf"|(?P<ended>(?:截至)?\s*(?:(?P<ey>{_YEAR})\s*)?(?P<em>{_N})\s*月\s*(?P<ed>{_D})\s*(?:日|号|號)止?的?(?P<en>{_N}"
    rf"|半)\s*(?:[个個]月|年))"
    rf"|(?P<term>(?:截至)?\s*(?:(?P<ty>{_YEAR})\s*)?(?P<tm>{_N})\s*月(?:底|末)?止?的?(?:(?P<tn>{_N})\s*[个個]月|(?P<th>中期|半年度?)|(?P<ta>全年|年度)))"
    rf"|(?P<day>(?:(?P<dy>{_YEAR})\s*)?(?P<dm>{_N})\s*月(?:份)?\s*(?:(?P<dd>{_D})\s*(?:日|号|號)|的?第(?P<dn>{_D})[天日]|的?(?:首|头一|頭一)[天日]))"
    rf"|(?P<dots>{DOTTED_DAYS})|(?P<mdays>{BARE_DAYS})|(?P<mday>{BARE_DAY})"
    rf"|(?P<months>(?:(?P<my>{_YEAR})\s*)?(?P<m1>{_N})\s*月?(?:份)?{_TO}(?:(?P<my2>(?:19"
    rf"|20)\d\d\s*年|今年|去年|次年|翌年)\s*)?(?P<m2>{_N})\s*月(?:份)?(?!\s*\d+\s*[日号號]))"
    rf"|(?P<sofar>(?<![\d.、和及前近续續过過去来來未首头頭后後每这這])(?:{_N})[个個]月(?:下来|下來|加起来|加起來)?(?=(?:[总總]共|一共|累[计計]|合[计計]|共[计計]|加[总總])(?![为為]?(?:减|下降))))"
    rf"|(?P<inall>(?<![^，。；：、！？\n（(])(?:[四五六七八九十]|十一|[4-9]|1[01])[个個]月(?=[里內内]?(?:[总總]?[销銷出交][售口付量货貨]|[卖賣][出了掉]|[产產][量销銷]|批[发發]|零售|装[车車]|[营營][收业業]|[净淨]?[利亏虧])))"
    rf"|(?P<summed>(?<![\d.、和及])(?P<un>{_N})[个個]月(?:[加合]起[来來]|[加合]在一[起块塊]|相加|合并|合併)(?!的?同比))"
    rf"|(?P<joined>(?:[并計计][入]|算上|加上|[連连]同|叠加|疊加|合并|合併)了?(?P<jm>{_N})\s*月(?:份)?(?![\d日号號]|的?[\s约約]*\d))"
    rf"|(?P<since>(?P<sy1>{_YEAR})(?:\s*(?P<sm1>{_N})\s*月)?{_TO}(?P<sy2>{_YEAR})的?(?:\s*(?P<sm2>{_N})\s*月(?:份)?|前(?P<sm3>{_N})[个個]月|(?P<sq>前三季度|三季度末)|(?P<sh>上半年))底?末?)"
    rf"|(?P<first>(?:(?P<fy>{_YEAR}|(?:19|20)\d\d\s*年)\s*)?(?:(?P<fm>{_N}\s*月(?:份)?|[本当當][个個]?月)的?(?=[前首头頭][\d一二三四五六七八九十两]{{1,3}}[天日]))?"
    rf"(?:首|前|头|頭)\s*(?:(?P<fn>{_N})\s*(?:(?P<fq>[个個]?季度?)|(?:[个個]月|月)(?!前))|(?P<fd>{_D})\s*[天日](?!前)))"
    rf"|(?P<ordinal>(?<!连续)(?<!連續)(?:(?P<qy>{_YEAR})\s*)?(?:第\s*(?P<q1>[一二三四1-4])\s*[个個]?[财財]?季度?|(?P<q2>[一二三四1-4首])\s*[财財]?季(?:度|报|報)"
    rf"|(?P<q3>[首次末])季|Q(?P<q4>[1-4]))(?P<qe>末|底)?)"
    rf"|(?P<qcode>(?P<qcy>(?:19|20)\d\d)\s?Q(?P<qcn>[1-4])|(?P<qcn2>[1-4])Q(?P<qcy2>(?:20)?\d\d))"
    rf"|(?P<half>(?:(?P<hy>{_YEAR})\s*)?(?P<hn>[上下])半(?:财|財)?年(?:度)?|(?P<hn2>[12])H(?P<hy2>\d\d)"
    rf"|(?:(?P<hy3>{_YEAR})\s*)?H(?P<hn3>[12])(?!\w))"
    rf"|(?P<month>(?:(?P<oy>{_YEAR})\s*的?)?(?<![\d.])(?P<om>{_N})\s*月(?:份)?(?:的?同期)?(?P<oe>初|中旬|上旬|下旬|底|末)?(?!球))"
    rf"|(?P<rel>(?:上一?|本|[当當]|[该該]|下一?|[这這]一?(?=[个個]?[月季]))[个個]?(?:月|季度?|(?:周|週|星期)(?![一二三四五六]|[日天](?!均)))(?:份|内|內)?(?P<re>初|底|末)?|季[内內]|月[内內]|(?<![月度录錄高低])[单單][月季](?!度|均|日|[最新历歷纪紀]))"
    rf"|(?P<tens>[上中下]旬)"
    rf"|(?P<whole>全年|(?<![一两兩二三四五六七八九十\d])年[内內]|年(?P<we>初|底|末))"
    rf"|(?P<past>(?<![才已刚剛仅僅只就又])(?P<pw>过去|過去|近|最近|未来|未來|今后|今後)\s*(?P<pn>{_N})\s*(?:[个個](?P<pu>月|季度?)|(?P<pv>年|天|日|周|週)))"
    rf"|(?P<weekday>(?:上|本|下)?(?:周|週|星期|礼拜)(?P<wd>[一二三四五六日天]))"
    rf"|(?P<dayrel>昨(?:[日天晚夜]|(?=收))|隔夜|今[日天]|明[日天])"
    rf"|(?P<years>(?P<y1>(?:19|20)\d\d)\s*年?{_TO}(?P<y2>(?:19|20)\d\d)\s*年)"
    rf"|(?P<year>{_YEAR})(?:的?全年)?(?:年?(?P<ye>初|底|末))?"
)
_EDGES = {
    "初": Edge.START, "底": Edge.END, "末": Edge.END, "上旬": Edge.FIRST_TEN, "中旬": Edge.SECOND_TEN,
    "下旬": Edge.LAST_TEN,
}  # fmt: skip


def _unit(grain: Grain, number: str | None, year: str | None, day: str | None = None, edge: str | None = None) -> Unit:
    said, offset = year_of(year)
    turn = -1 if year and year.startswith("上") else None  # 上年: the year before the one told of
    if grain is Grain.YEAR:
        return Unit(grain, year=said, offset=offset, turn=turn, edge=_EDGES.get(edge or ""))
    return Unit(
        grain, read_number(number), read_number(day), said, year_offset=offset, turn=turn, edge=_EDGES.get(edge or "")
    )


def phrases_zh(text: str, sentence: Span) -> Iterator[Phrase]:
    """The time phrases of one sentence, in order."""
    breaks = [sentence.start, *(m.end() for m in CLAUSE.finditer(text, sentence.start, sentence.end)), sentence.end]
    before: Phrase | None = None
    for match in _GRAMMAR.finditer(text, sentence.start, sentence.end):
        phrase = _build(match)
        if phrase is not None:
            index = max(0, min(bisect_right(breaks, phrase.span.start) - 1, len(breaks) - 2))
            phrase = in_context(text, sentence, phrase, breaks[index], breaks[index + 1])
            if before is not None and before.compared and joins(text, before, phrase):
                phrase = replace(phrase, compared=True)
            yield phrase
            before = phrase


def _build(match: re.Match[str]) -> Phrase | None:
    span = Span(*match.span())
    kind = next(name for name in _KINDS if match[name])
    return _KINDS[kind](span, match)


def _date(span: Span, match: re.Match[str]) -> Phrase | None:
    year, month, day = map(int, re.split(r"[-/.]", match["date"]))
    try:
        date(year, month, day)
    except ValueError:
        return None
    return Phrase(span, Form.UNIT, Unit(Grain.DAY, month, day, year))


def _same(span: Span, match: re.Match[str]) -> Phrase:
    year, _ = year_of(match["sy"])
    if year is not None:
        return Phrase(span, Form.SAME, Unit(Grain.YEAR, year=year), compared=True)
    return Phrase(span, Form.SHIFT, shift="month" if match["sm"] else "year", compared=True)


def _shift(shift: str) -> Callable[[Span, re.Match[str]], Phrase]:
    return lambda span, _: Phrase(span, Form.SHIFT, shift=shift, compared=True)


def _years_ago(span: Span, match: re.Match[str]) -> Phrase:
    """两年前: the year so many before the one of writing."""
    return Phrase(span, Form.UNIT, Unit(Grain.YEAR, offset=-read_number(match["nago"].partition("年")[0].strip())))


def _days(span: Span, match: re.Match[str]) -> Phrase:
    first = _unit(Grain.DAY, match["rm"], match["ry"], match["rd"])
    last = _unit(Grain.DAY, match["rm2"] or match["rm"], match["ry"], match["rd2"])
    return Phrase(span, Form.RANGE, first, last)


def _ended(span: Span, match: re.Match[str]) -> Phrase:
    months = 6 if match["en"] == "半" else read_number(match["en"]) * (12 if match["ended"].endswith("年") else 1)
    unit = _unit(Grain.DAY, match["em"], match["ey"], match["ed"])
    return Phrase(span, Form.ENDED, unit, grain=Grain.MONTH, count=months)


def _term(span: Span, match: re.Match[str]) -> Phrase:
    months = 6 if match["th"] else 12 if match["ta"] else read_number(match["tn"])
    unit = _unit(Grain.MONTH, match["tm"], match["ty"])
    return Phrase(span, Form.ENDED, unit, grain=Grain.MONTH, count=months)


def _months(span: Span, match: re.Match[str]) -> Phrase:
    first = _unit(Grain.MONTH, match["m1"], match["my"])
    last = _unit(Grain.MONTH, match["m2"], match["my2"] or match["my"])
    if match["my2"] in ("次年", "翌年"):
        after = _unit(Grain.MONTH, match["m2"], match["my"])
        last = replace(
            after,
            year=after.year + 1 if after.year else None,
            year_offset=after.year_offset + 1 if after.year_offset is not None else None,
        )
    return Phrase(span, Form.RANGE, first, last)


def _first(span: Span, match: re.Match[str]) -> Phrase:
    grain = Grain.QUARTER if match["fq"] else Grain.DAY if match["fd"] else Grain.MONTH
    unit = _unit(Grain.YEAR, None, match["fy"]) if match["fy"] else None
    if month := match["fm"]:  # 本月前23天
        number = month.partition("月")[0].strip()
        unit = Unit(Grain.MONTH, offset=0) if month[0] in "本当當" else _unit(Grain.MONTH, number, match["fy"])
    return Phrase(span, Form.FIRST, unit, grain=grain, count=read_number(match["fn"] or match["fd"]))


def _so_far(span: Span, match: re.Match[str]) -> Phrase:
    """八个月累计, or 九个月出口 where a clause opens: the months of the year so far."""
    number = (match["sofar"] or match["inall"]).partition("个")[0].partition("個")[0]
    return Phrase(span, Form.FIRST, grain=Grain.MONTH, count=read_number(number))


def _since(span: Span, match: re.Match[str]) -> Phrase:
    """2022年到今年9月."""
    last = match["sm2"] or match["sm3"] or ("9" if match["sq"] else "6")
    return Phrase(
        span, Form.RANGE, _unit(Grain.MONTH, match["sm1"] or "1", match["sy1"]), _unit(Grain.MONTH, last, match["sy2"])
    )


def _later(span: Span, match: re.Match[str]) -> Phrase:
    """一年之后, 次年: so long after what the text speaks of."""
    return Phrase(
        span,
        Form.LATER,
        grain=Grain.MONTH if match["lm"] else Grain.YEAR,
        count=read_number(match["ln"] or match["lm"]) or 1,
    )


def _final(span: Span, match: re.Match[str]) -> Phrase:
    """余下两个月: of the year named, or else of the one spoken of."""
    unit = _unit(Grain.YEAR, None, match["xy"]) if match["xy"] else None
    return Phrase(
        span,
        Form.FINAL,
        unit,
        grain=Grain.MONTH if match["xu"] == "月" else Grain.QUARTER,
        count=read_number(match["xn"]),
    )


def _quarter(span: Span, match: re.Match[str]) -> Phrase:
    number = match["q1"] or match["q2"] or match["q3"] or match["q4"]
    return Phrase(span, Form.UNIT, _unit(Grain.QUARTER, number, match["qy"], edge=match["qe"]))


def _quarter_code(span: Span, match: re.Match[str]) -> Phrase:
    return Phrase(span, Form.UNIT, _unit(Grain.QUARTER, match["qcn"] or match["qcn2"], match["qcy"] or match["qcy2"]))


def _half(span: Span, match: re.Match[str]) -> Phrase:
    number = match["hn2"] or match["hn3"] or {"上": "1", "下": "2"}[match["hn"]]
    return Phrase(span, Form.UNIT, _unit(Grain.HALF, number, match["hy"] or match["hy2"] or match["hy3"]))


def _relative(span: Span, match: re.Match[str]) -> Phrase:
    text = match["rel"]
    grain = Grain.MONTH if "月" in text else Grain.QUARTER if "季" in text else Grain.DAY
    edge = _EDGES.get(match["re"] or "")
    if text[0] in "当當该該季月单單":
        return Phrase(span, Form.BACK, Unit(grain, offset=0, edge=edge), grain=grain)
    offset = {"上": -1, "下": 1}.get(text[0], 0)  # 本月, 这个月
    return Phrase(span, Form.UNIT, Unit(grain, offset=offset, week=grain is Grain.DAY, edge=edge))


def _whole(span: Span, match: re.Match[str]) -> Phrase:
    return Phrase(span, Form.BACK, Unit(Grain.YEAR, offset=0, edge=_EDGES.get(match["we"] or "")), grain=Grain.YEAR)


def _weekday(span: Span, match: re.Match[str]) -> Phrase:
    number = 6 if match["wd"] in "日天" else read_number(match["wd"]) - 1
    turn = {"上": -1, "下": 1}.get(match["weekday"][0])
    return Phrase(span, Form.UNIT, Unit(Grain.DAY, weekday=number, turn=turn))


_PAST = {"月": Grain.MONTH, "年": Grain.YEAR, "天": Grain.DAY, "日": Grain.DAY, "周": Grain.DAY, "週": Grain.DAY}


def _past(span: Span, match: re.Match[str]) -> Phrase:
    form = Form.AHEAD if match["pw"][0] in "未今" else Form.PAST
    unit = match["pu"] or match["pv"]
    grain = _PAST.get(unit, Grain.QUARTER)
    return Phrase(span, form, grain=grain, count=read_number(match["pn"]), weeks=unit in "周週")


def _month_to_date(span: Span, match: re.Match[str]) -> Phrase:
    return Phrase(span, Form.TO_DATE, grain=Grain.MONTH if match["mtdm"] else Grain.QUARTER)


def _week(span: Span, match: re.Match[str]) -> Phrase:
    number = -1 if "最" in match["week"] else read_number(match["wn"]) or 1
    return Phrase(span, Form.WEEK, _unit(Grain.MONTH, match["wm"], match["wy"]), count=number)


def _numbered_week(span: Span, match: re.Match[str]) -> Phrase:
    """第46周, of the year."""
    year = _unit(Grain.YEAR, None, match["nwy"]) if match["nwy"] else None
    return Phrase(span, Form.WEEK, year, count=int(match["nwn"]))


def _ten_days(span: Span, match: re.Match[str]) -> Phrase:
    """上旬 of the month that the text speaks of."""
    return Phrase(span, Form.BACK, Unit(Grain.MONTH, offset=0, edge=_EDGES[match["tens"]]), grain=Grain.MONTH)


def _then(span: Span, match: re.Match[str]) -> Phrase:
    """同月: the month that the text speaks of, where nothing is compared with it; 那时: whatever it told of last."""
    said = match["then"]
    return Phrase(span, Form.BACK, grain=Grain.MONTH if "月" in said else Grain.QUARTER if "季" in said else Grain.DAY)


def _years(span: Span, match: re.Match[str]) -> Phrase:
    return Phrase(span, Form.RANGE, Unit(Grain.YEAR, year=int(match["y1"])), Unit(Grain.YEAR, year=int(match["y2"])))


def _one_year(span: Span, match: re.Match[str]) -> Phrase | None:
    unit = _unit(Grain.YEAR, None, match["year"], edge=match["ye"])
    if unit.year is None and unit.offset is None:
        return Phrase(span, Form.BACK, grain=Grain.YEAR)
    return Phrase(span, Form.UNIT, unit)


def _day_relative(span: Span, match: re.Match[str]) -> Phrase:
    return Phrase(span, Form.UNIT, Unit(Grain.DAY, offset={"昨": -1, "隔": -1, "今": 0, "明": 1}[match["dayrel"][0]]))


_KINDS: dict[str, Callable[[Span, re.Match[str]], Phrase | None]] = {
    "date": _date,
    "then": _then,
    "same": _same,
    "yago": _shift("year"),
    "nago": _years_ago,
    "mago": _shift("month"),
    "qago": _shift("quarter"),
    "wago": _shift("previous"),
    "yoy": _shift("year"),
    "mom": _shift("previous"),
    "qoq": _shift("quarter"),
    "later": _later,
    "next": lambda span, _: Phrase(span, Form.LATER, grain=Grain.DAY, count=1),
    "thatday": lambda span, _: Phrase(span, Form.LATER, grain=Grain.DAY, count=0),
    "final": _final,
    "ytd": lambda span, _: Phrase(span, Form.TO_DATE, grain=Grain.YEAR),
    "mtd": _month_to_date,
    "week": _week,
    "nweek": _numbered_week,
    "tens": _ten_days,
    "cum": lambda span, _: Phrase(span, Form.SINCE_START),
    "days": _days,
    "ended": _ended,
    "term": _term,
    "day": lambda span, m: Phrase(span, Form.UNIT, _unit(Grain.DAY, m["dm"], m["dy"], m["dd"] or m["dn"] or "1")),
    "dots": dotted_days,
    "mdays": bare_days,
    "mday": bare_day,
    "months": _months,
    "sofar": _so_far,
    "inall": _so_far,
    "summed": lambda span, m: Phrase(span, Form.SUMMED, grain=Grain.MONTH, count=read_number(m["un"])),
    "joined": lambda span, m: Phrase(span, Form.SINCE, _unit(Grain.MONTH, m["jm"], None)),
    "since": _since,
    "first": _first,
    "ordinal": _quarter,
    "qcode": _quarter_code,
    "half": _half,
    "month": lambda span, m: Phrase(span, Form.UNIT, _unit(Grain.MONTH, m["om"], m["oy"], edge=m["oe"])),
    "rel": _relative,
    "whole": _whole,
    "past": _past,
    "weekday": _weekday,
    "dayrel": _day_relative,
    "years": _years,
    "year": _one_year,
}
