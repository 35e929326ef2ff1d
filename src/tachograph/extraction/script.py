"""Writing: one spelling for characters that mean the same in figures, with every offset kept."""

from __future__ import annotations

_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if chr(code) not in "，：；！？"}
_SAME = {
    "‐": "-", "‑": "-", "−": "-", "﹣": "-", "’": "'", "‘": "'", "\u202f": "\u00a0", "\u2009": "\u00a0", "～": "~", "〜": "~",
    "﹪": "%", "≧": "≥", "≦": "≤", "⩾": "≥", "⩽": "≤",
    # traditional characters of the grammar of Chinese figures
    "萬": "万", "億": "亿", "兩": "两", "點": "点", "個": "个", "餘": "余", "馀": "余", "過": "过", "約": "约", "將": "将",
    "數": "数", "幾": "几", "達": "达", "貫": "贯", "佔": "占", "餅": "饼", "輛": "辆", "間": "间", "內": "内", "滿": "满",
    "類": "类", "項": "项", "種": "种", "週": "周", "號": "号", "時": "时", "鐘": "钟", "來": "来", "趨": "趋",
    "後": "后", "於": "于", "產": "产", "雙": "双", "臺": "台", "條": "条", "艙": "舱", "層": "层", "隻": "只", "張": "张",
    "幣": "币", "圓": "圆", "歐": "欧", "與": "与", "為": "为", "從": "从", "較": "较", "頭": "头", "歲": "岁", "減": "减",
    "廠": "厂", "國": "国", "門": "门", "萊": "莱", "單": "单", "換": "换", "電": "电", "車": "车", "員": "员", "戶": "户",
}  # fmt: skip
_TABLE = str.maketrans({**{chr(a): chr(b) for a, b in _FULL_WIDTH.items()}, **_SAME})


def plain(text: str) -> str:
    """``text`` with full-width digits and signs, hyphens and traditional figure characters made one; same length."""
    return text.translate(_TABLE) if not text.isascii() else text


def fold(text: str) -> str:
    """:func:`plain` in lower case; a letter whose lower case is longer stays, so that offsets hold."""
    flat = plain(text)
    lowered = flat.lower()
    if len(lowered) == len(flat):
        return lowered
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in flat)
