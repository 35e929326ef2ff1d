"""Check that the figures of every article in this folder are mutually true.

    python3 evaluation/tied/verify.py [-q]

Each article is a header, a text with marks ⟦id|words⟧ and a list of equations
between the marks, parted by lines of three dashes (README.md has an example).
A printed figure stands for an interval: as wide as its rounding, or wider
where a word such as "nearly" or 近 stands before it. An equation holds when
the interval of its right side meets that of its left side; the left side may
also be cut off rather than rounded. Exit status 1 when any article fails.
"""

from __future__ import annotations

import datetime as dt
import re
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

MARK = re.compile(r"⟦(\w+)\|([^⟦⟧]+)⟧")
NUMBER = re.compile(r"([+\-−]?)(?:US\$|HK\$|[$€£¥])?(\d[\d,]*(?:\.\d+)?)")
SCALE = re.compile(
    r"\s*-?(万亿|萬億|千万|千萬|百万|百萬|万|萬|亿|億|trillion\b|billion\b|bn\b|million\b|mn?\b|thousand\b|k\b"
    r"|basis points?\b)?",
    re.IGNORECASE,
)
SCALES = {
    "万亿": 1e12, "萬億": 1e12, "千万": 1e7, "千萬": 1e7, "百万": 1e6, "百萬": 1e6, "万": 1e4, "萬": 1e4,
    "亿": 1e8, "億": 1e8, "trillion": 1e12, "billion": 1e9, "bn": 1e9, "million": 1e6, "mn": 1e6, "m": 1e6,
    "thousand": 1e3, "k": 1e3, "basis point": 0.01, "basis points": 0.01,
}  # fmt: skip
#: Parts told in words, as per cent and with the width that such words allow.
PARTS = {
    "two-thirds": (66.7, 3.0), "a third": (33.3, 2.5), "one-third": (33.3, 2.5), "half": (50.0, 2.5),
    "three-quarters": (75.0, 2.5), "a quarter": (25.0, 2.5), "三分之一": (33.3, 2.5), "三分之二": (66.7, 3.0),
    "一半": (50.0, 2.5), "三成": (30.0, 5.0), "四成": (40.0, 5.0), "五成": (50.0, 5.0), "六成": (60.0, 5.0),
    "七成": (70.0, 5.0), "八成": (80.0, 5.0),
}  # fmt: skip
ABOVE = re.compile(r"(?:over|more than|above|at least|exceeded|past|超过|超過|超|逾|突破|多于)\s*$", re.IGNORECASE)
BELOW = re.compile(r"(?:nearly|almost|under|close to|less than|近|接近|将近|將近|不足|不到)\s*$", re.IGNORECASE)
ABOUT = re.compile(r"(?:about|around|roughly|some|approximately|大约|大約|约|約)\s*$", re.IGNORECASE)
KINDS = {
    "growth": "/", "share": "/", "quotient": "/", "sum": "+", "difference": "-", "points": "-", "product": "*",
    "same": "",
}  # fmt: skip
HEADER = ("lang", "published", "kind", "title", "split")


@dataclass(frozen=True)
class Figure:
    """A printed figure: its value, its interval, and the unit of its last digit (0 when exact)."""

    value: float
    low: float
    high: float
    step: float = 0.0
    signed: bool = False


def figure(before: str, words: str) -> Figure:
    """Read the figure of a mark; `before` is the text that leads up to it."""
    found = NUMBER.search(words)
    lead = before + (words[: found.start()] if found else words)
    if not found:
        for name, (value, width) in PARTS.items():
            if name in words.lower():
                return Figure(value, value - width, value + width, width)
        raise ValueError(f"no number in {words!r}")
    sign, digits = found.groups()
    scale_found = SCALE.match(words, found.end())
    scale_word = (scale_found.group(1) or "").lower() if scale_found else ""
    scale = SCALES.get(scale_word, 1.0)
    plain = digits.replace(",", "")
    value = float(plain) * scale * (-1 if sign in "-−" and sign else 1)
    decimals = len(plain.partition(".")[2])
    # A whole number without a scale word is a count and exact, but a whole percentage is rounded.
    exact = decimals == 0 and not scale_word and not re.search(r"%|％|per ?cent|point|百分", words)
    step = 0.0 if exact else scale * 10.0**-decimals
    # "Nearly 42,000": what the word may hide is one unit of the last digit that is not a nought.
    noughts = len(plain) - len(plain.rstrip("0")) if decimals == 0 else 0
    hidden = scale * 10.0 ** (noughts - decimals)
    low, high = value - step / 2, value + step / 2
    if ABOVE.search(lead):
        high = value + hidden
    elif BELOW.search(lead):
        low = value - hidden
    elif ABOUT.search(lead):
        low, high = value - hidden, value + hidden
    return Figure(value, low, high, step, bool(sign))


def right_side(kind: str, terms: list[Figure]) -> tuple[float, float]:
    """The interval that an equation's right side can take."""
    low, high = terms[0].low, terms[0].high
    for term in terms[1:]:
        if kind == "sum":
            low, high = low + term.low, high + term.high
        elif kind in ("difference", "points"):
            low, high = low - term.high, high - term.low
        elif kind == "product":
            low, high = low * term.low, high * term.high
        else:
            low, high = low / term.high, high / term.low
    if kind == "growth":
        return 100 * (low - 1), 100 * (high - 1)
    if kind == "share":
        return 100 * low, 100 * high
    return low, high


def holds(kind: str, left: Figure, terms: list[Figure]) -> str:
    """'rounded', 'cut' (true only by cutting off) or '' (false)."""
    low, high = right_side(kind, terms)
    if kind in ("growth", "difference", "points") and not left.signed and low + high < 0:
        low, high = -high, -low  # "down 4%": the words bear the sign
    if kind in ("quotient", "product") and not left.step:
        low, high = low - 0.5, high + 0.5  # an average told as a whole number
    slack = 1e-9 * max(1.0, abs(high))
    if low <= left.high + slack and high >= left.low - slack:
        return "rounded"
    away = left.value + (left.step if left.value >= 0 else -left.step)
    if min(left.value, away) - slack <= high and low <= max(left.value, away) + slack:
        return "cut"
    return ""


def length_fault(lang: str, text: str) -> str:
    """Whether the text is as long as the set asks for."""
    if lang == "zh":
        size, least, most = len(re.sub(r"\s", "", text)), 150, 500
    else:
        size, least, most = len(text.split()), 80, 350
    return "" if least <= size <= most else f"{size} long, not {least} to {most}"


def check(path: Path, tally: Counter[str]) -> list[str]:
    """The faults of one article."""
    head, text, listed = re.split(r"^---\n", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    header = dict(line.split(": ", 1) for line in head.splitlines())
    faults = [f"header lacks {name}" for name in HEADER if name not in header]
    dt.date.fromisoformat(header["published"])
    if header["split"] != ("train" if int(path.stem) % 3 else "held"):
        faults.append("wrong split")
    figures: dict[str, Figure] = {}
    shown = MARK.sub(lambda m: m.group(2), text)
    if too := length_fault(header["lang"], shown):
        faults.append(too)
    for mark in MARK.finditer(text):
        name, words = mark.groups()
        if name in figures:
            faults.append(f"{name} marked twice")
        before = MARK.sub(lambda m: m.group(2), text[max(0, mark.start() - 40) : mark.start()])
        figures[name] = figure(before, words)
    used: set[str] = set()
    for line in listed.splitlines():
        parsed = re.fullmatch(r"(\w+) (\w+) = (.+)", line)
        if not parsed or parsed.group(1) not in KINDS:
            faults.append(f"not an equation: {line}")
            continue
        kind, left, expression = parsed.groups()
        names = expression.split(f" {KINDS[kind]} ") if KINDS[kind] else [expression]
        unknown = [n for n in [left, *names] if n not in figures and not n.isdigit()]
        if unknown or (kind != "same" and len(names) < 2):
            faults.append(f"{line}: unknown {unknown}")
            continue
        used.update([left, *names])
        terms = [figures[n] if n in figures else Figure(float(n), float(n), float(n)) for n in names]
        verdict = holds(kind, figures[left], terms)
        tally[kind] += 1
        tally["(cut off)"] += verdict == "cut"
        if not verdict:
            low, high = right_side(kind, terms)
            faults.append(f"{line}: {figures[left].value:g} is not within {low:.6g} to {high:.6g}")
    faults += [f"{name} is in no equation" for name in figures if name not in used]
    tally[f"article {header['lang']}"] += 1
    return faults


def main() -> int:
    tally: Counter[str] = Counter()
    failed = 0
    for path in sorted(Path(__file__).parent.glob("[0-9][0-9][0-9].txt")):
        for fault in check(path, tally):
            print(f"{path.name}: {fault}")
            failed += 1
    if "-q" not in sys.argv:
        print(", ".join(f"{name}: {count}" for name, count in sorted(tally.items())))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
