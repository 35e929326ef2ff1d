"""Chinese text typed with the marks of a Latin keyboard, "12月,零跑60423辆,同比增长42%", in Chinese marks: offsets are kept."""

from __future__ import annotations

import re

_HAN = "\u2e80-\u9fff\uff00-\uffef"
_MARKS = str.maketrans({",": "，", ";": "；", ":": "："})
_MARK = re.compile(
    rf"(?<=[{_HAN}])[,;:]|(?<![\d])[,;:](?=[{_HAN}])|(?<=[\d%])[,;:](?=[{_HAN}])|(?<=[)”」])[,;](?=[{_HAN}\d])"
)
_BRACKETS = re.compile(r"\(([^()\n|]{4,80})\)(?! )")  # not the unit of a header: 交付量(辆) 293724
_CHINESE = re.compile(rf"[{_HAN}]")


def chinese_marks(text: str) -> str:
    """``text`` with commas, colons, semicolons and brackets beside Chinese characters in their Chinese form.

    The same length, so that every offset holds. Tables and lines of cells stay as they are, but for bars of full width.
    """
    text = text.replace("｜", "|")
    if not _MARK.search(text) and "(" not in text:
        return text
    return "".join(_line(line) for line in text.splitlines(keepends=True))


_BLANK = re.compile(r"(?<=[\u2e80-\u9fff%\d])[ \u3000](?=[\u2e80-\u9fff])")
_LONGEST_HEADLINE = 60  # characters
_MOST_BLANKS = 3
_FIGURE = re.compile(r"\d[\d,.]*(?![\d,.月日年/])")


def headline_marks(text: str) -> str:
    """``text`` with commas for the blanks of its headline, where Chinese sets these: 小鵬次季蝕4.8億 按年收窄逾六成.

    A headline is a first line that stands alone and tells a figure; the same length, so that every offset holds.
    """
    line, gap, _ = text.partition("\n\n")
    blanks = len(_BLANK.findall(line)) if gap and "\n" not in line and len(line) <= _LONGEST_HEADLINE else 0
    if not 0 < blanks <= _MOST_BLANKS or "。" in line or "|" in line or not _FIGURE.search(line):
        return text
    return _BLANK.sub("，", line) + text[len(line) :]


def _line(line: str) -> str:
    cells = "|" in line or "\t" in line or "。" not in line
    if cells or not _CHINESE.search(line):
        return line
    line = _BRACKETS.sub(_bracketed, line)
    return _MARK.sub(lambda m: m.group().translate(_MARKS), line)


def _bracketed(match: re.Match[str]) -> str:
    around = (
        match.string[max(0, match.start() - 1) : match.start()] + match[1] + match.string[match.end() : match.end() + 1]
    )
    return f"（{match[1]}）" if _CHINESE.search(around) else match.group()
