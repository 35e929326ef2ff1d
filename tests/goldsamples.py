"""Annotated articles and predictions made by hand, about makers that do not exist."""

import json
from datetime import date

from hypothesis import strategies as st

from tachograph.core.document import Document
from tachograph.scoring import FIELDS, GoldArticle, evaluate

TEXT = "Lumen sold 32,000 cars in May, up 60% from 20,000. It has 12 stores and wants 100."
ZH = "流明6月交付2.5万辆，同比增长60%。"
HOSTILE = "<script>alert(1)</script>\x1b[31m\u202e|x"


def row(text, quote, low, *, high="same", nth=0, **fields):
    """A claim on the ``nth`` place of a quote; by default a level of Lumen's sales that has happened."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(quote, start + 1)
    usual = {"unit": "vehicle", "subject": "Lumen", "metric": "sales", "period": "2025-05"}
    bounds = {"low": low, "high": low if high == "same" else high}
    place = {"start": start, "end": start + len(quote)}
    return {**place, **bounds, **usual, "kind": "level", "modality": "actual", **fields}


def lumen():
    """The claims of the English text, as annotated."""
    return (
        row(TEXT, "32,000 cars", 32000),
        row(TEXT, "60%", 60.0, unit="percent", kind="change"),
        row(TEXT, "20,000", 20000, period="2024-05"),
        row(TEXT, "12 stores", 12, unit="store", metric="stores", period=None),
        row(TEXT, "100", 100, unit="store", metric="stores", period=None, modality="target"),
    )


def misread():
    """The same as predicted: one right, one field wrong, one unit wrong, one in two fields, one missed, one surplus."""
    return (
        row(TEXT, "32,000", 32000, metric="deliveries", confidence=0.9),
        row(TEXT, "60%", 60, unit="percent", kind="share", confidence=0.9),
        row(TEXT, "20,000", 20000, unit="CNY", period="2024-05", confidence=0.9),
        row(TEXT, "12 stores", 12, unit="store", metric=None, period="2025", kind="count", confidence=0.5),
        row(TEXT, "May", 5, confidence=0.5),
    )


def chinese():
    return (
        row(ZH, "2.5万辆", 25000, metric="deliveries", period="2025-06"),
        row(ZH, "60%", 60, unit="percent", kind="change", metric="deliveries", period="2025-06"),
    )


def article(name="lumen", text=TEXT, claims=None, kind="press", lang="en", **of):
    document = Document(f"{name}.txt", text, published=date(2025, 6, 2), lang=lang, **of)
    return GoldArticle(name, kind, document, lumen() if claims is None else tuple(claims))


def evaluation():
    """Two articles: the English one misread, the Chinese one read right."""
    articles = [article(), article("zh1", ZH, chinese(), kind=None, lang="zh")]
    return evaluate(articles, {"lumen": misread(), "zh1": chinese()})


def hostile():
    """An article in which every string tries to break out, its figure missed and another one surplus."""
    bad = {"subject": HOSTILE, "metric": HOSTILE, "period": HOSTILE, "unit": HOSTILE, "kind": HOSTILE}
    text = f"{HOSTILE} 5 cars\n6 cars"
    claims = [row(text, "5 cars", 5, **bad)]
    predicted = [row(text, "5 cars", 5, **{**bad, "subject": "x"}), row(text, "6 cars", 6, **bad)]
    return evaluate([article("bad", text, claims, kind=HOSTILE, title=HOSTILE)], {"bad": predicted, HOSTILE: ()})


def gold_file(**changes):
    """The JSON object of a gold file, with changes; a change to ``...`` takes the key out."""
    whole = {
        "id": "lumen",
        "title": None,
        "published": "2025-06-02",
        "lang": "en",
        "kind": "press",
        "text": TEXT,
        "claims": [dict(one) for one in lumen()],
        "findings": [],
        **changes,
    }
    return {key: value for key, value in whole.items() if value is not ...}


def write(path, content):
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return path


# --- any claims, for properties ---------------------------------------------------------------------------------------

WORDS = st.sampled_from([None, "sales", "deliveries", "NIO", "2025"])


@st.composite
def any_row(draw):
    start = draw(st.integers(0, 30))
    value = draw(st.sampled_from([None, 1, 2]))
    bounds = {"low": value, "high": value, "unit": draw(st.sampled_from(["vehicle", "CNY"]))}
    return {"start": start, "end": start + draw(st.integers(1, 8)), **bounds, **{f: draw(WORDS) for f in FIELDS}}


CLAIMS = st.lists(any_row(), max_size=6)
