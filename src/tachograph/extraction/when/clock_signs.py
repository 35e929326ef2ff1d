"""The words that set the time a text goes on in, or leave it as it is."""

from __future__ import annotations

import re

from tachograph.extraction.text.caseless import Caseless

ALONE = re.compile(r"\s+alone\b|\s+only\b", re.IGNORECASE)
WAS = re.compile(r"\s(?:was|were|had|has been|proved|turned out)\b")  # "The second half was propped up by subsidies"
THAT = re.compile(
    r"(?:That|This)\s(?:was|is|were|compare[sd]|represent(?:s|ed)|mark(?:s|ed)|amount(?:s|ed)|equal(?:s|led)|meant|works? out)\b"
    r"|[这這此该該](?:一?(?:数字|數字|成[绩績]|[销銷]量|水平))?(?:[较較比]|相当于|相當於|意味)"
)
# "For 2022 it forecast 5 million. It turned out to be 6.9 million": of the time that was foreseen
TURNED_OUT = re.compile(
    r"(?:It|The (?:actual |real |final )?(?:result|figure|number|outcome|total|tally)|Reality|What (?:it got|came)|In the (?:end|event))\b,?\s"
    r"(?:it\s)?(?:(?:actually|in fact|eventually)\s)?(?:turned out|proved|ended up|became|came out|came to|came in|was|were|got|sold|made)\b"
)
HAD_AIMED = Caseless(
    r"\bhad (?:\w+ )?(?:guided|forecast(?:ed)?|projected|predicted|expected|anticipated)\b|\b(?:its|their|the company's) (?:own )?(?:guidance|forecast) (?:was|had been|of)\b",
    r"此前(?:的)?(?:指引|预期|預期|预计|預計)",
)
TURNS_TO = re.compile("(?:从|分|按)?[^，。；：\\d]{1,6}(?:方面|层面|端|来看|角度看|格局上?|看)[，：]")
# "Germany accounted for 694,785 of these", "batteries made up 12% of the total"
OF_THEM = re.compile(r"\d(?:%|\s?percent)?(?:\s[a-z]+)?\sof (?:these|those|them|the total|that total|that(?=[.,]))\b")
# "Avatr: 129,000, up 75 percent.", "- Voyah - 150,169 cars": an item of a list that opens with its name
ITEM = re.compile(r"(?:[-*•·]\s|\d{1,2}[.)]\s)?\**[A-Z][\w&.’' -]{1,30}\**(?::\**|\s[–—-])\s(?=[^.;]{0,24}\d)")
CORRECTS = re.compile(r"\W*(?:Corrects|Updates|Adds|Clarifies|Removes|Refiles|Fixes)\b")  # a note above the text
# "Results are due in mid-March.": when something will be told says nothing of what the text goes on to tell
DUE = Caseless(
    r"\b(?:results?|figures|data|numbers|earnings|accounts|report|update|details|release)\b[^.;]{0,40}\b(?:due|out|published|released|reported|announced|presented|unveiled|expected|follow|come|scheduled|available)\b"
    r"|\b(?:reports?|publish(?:es)?|releases?|announces?|presents?|unveils?) (?:its |their |the |first-|second-|third-|fourth-|[\w-]+ ){0,4}(?:results?|figures|data|numbers|earnings|accounts)\b"
)
# "This week the full-year figures came in"
OUT = Caseless(
    r"\b(?:results?|figures|data|numbers|statistics|tall(?:y|ies))\b[^.;,]{0,20}\b(?:came (?:in|out)|(?:are|were) (?:in|out)|arrived|landed|appeared"
    r"|dropped)\b"
)
# 反观零跑，同期交付…: in the time of the sentence before; 去年同期 and 较同期 only compare
MEANWHILE_ZH = re.compile(r"[^。；]{0,18}?(?<![年月季度较較比与與和])同期(?!相[比较較]|[高低多少])")
HAD_BEEN = Caseless(r"\bhad (?:\w+ )?(?:been|\w{3,}ed|sold|stood|made|risen|fallen|grown)\b", needs="had ")
# 从2018年5月起步, 自去年10月以来: what began then has gone on since
BEGINS_ZH = re.compile("[^，。；\\d]{0,8}?(?:起|以来|以來|至今|开始|開始|之后|之後|以后|以後)")
