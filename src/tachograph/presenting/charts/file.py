"""A chart as a file of its own: title, legend and origin in the picture, and its looks in attributes."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from lxml import etree

_SVG = "http://www.w3.org/2000/svg"
_EDGE, _HEAD, _FOOT = 20, 44, 46  # around the drawing
_KEY = 12  # of a mark in the legend
_LETTER = 6.4  # roughly, of the legend
_TEXTS = {
    "title": {"font-size": "16", "font-weight": "bold", "fill": "#1d1b18"},
    "small": {"font-size": "11", "fill": "#5c5850"},
}


def standalone(drawn: str, title: str, legend: Sequence[tuple[str, str]] = (), origin: str = "") -> str:
    """An SVG file of what a page has inline.

    ``legend`` names marks by their class; ``origin`` says where the figures are from.
    """
    inner = etree.fromstring(drawn.encode(), etree.XMLParser(resolve_entities=False, no_network=True))
    chart = inner.get("class", "").split()[0]
    width, height = (float(part) for part in inner.get("viewBox", "0 0 0 0").split()[2:])
    wide, high = width + 2 * _EDGE, height + _HEAD + _FOOT
    root = etree.Element(f"{{{_SVG}}}svg", nsmap={None: _SVG})
    root.attrib.update(
        {"viewBox": f"0 0 {wide:g} {high:g}", "width": f"{wide:g}", "height": f"{high:g}", "role": "img"}
    )
    root.attrib.update(_looks()["font"])
    _add(root, "title").text = title
    _add(root, "rect", width="100%", height="100%", fill="#ffffff")
    _text(root, title, _EDGE, 28, "title")
    body = _add(root, "g", transform=f"translate({_EDGE} {_HEAD})")
    for child in inner:
        _copy(child, body, chart)
    _legend(root, legend, chart, height + _HEAD + 26)
    if origin:
        _text(root, origin, wide - _EDGE, height + _HEAD + 26, "small", anchor="end")
    text: str = etree.tostring(root, encoding="unicode")
    return f"{text}\n"


def _copy(element: etree._Element, parent: etree._Element, chart: str) -> None:
    """An element with its look; a link becomes a group, and what is for readers of pages alone is left out."""
    tag = "g" if element.tag == "a" else str(element.tag)
    kept = {k: v for k, v in element.attrib.items() if k not in {"class", "href", "aria-label", "tabindex", "role"}}
    made = _add(parent, tag, **{**_look(chart, "text" if tag == "text" else element.get("class", "")), **kept})
    made.text = element.text
    for child in element:
        _copy(child, made, chart)


def _legend(root: etree._Element, legend: Sequence[tuple[str, str]], chart: str, y: float) -> None:
    x = float(_EDGE)
    for name, label in legend:
        look = _look(chart, name)
        if "stroke" in look:
            line = {k: v for k, v in look.items() if k != "fill"}
            _add(root, "line", x1=f"{x:g}", x2=f"{x + _KEY * 1.5:g}", y1=f"{y - 4:g}", y2=f"{y - 4:g}", **line)
        else:
            _add(root, "rect", x=f"{x:g}", y=f"{y - 10:g}", width=f"{_KEY}", height=f"{_KEY}", **look)
        x += _KEY * 1.5 + 6
        _text(root, label, x, y, "small")
        x += _LETTER * sum(2 if ord(c) > 0x2E80 else 1 for c in label) + 16


def _text(root: etree._Element, text: str, x: float, y: float, kind: str, *, anchor: str = "start") -> None:
    _add(root, "text", x=f"{x:g}", y=f"{y:g}", **{"text-anchor": anchor}, **_TEXTS[kind]).text = text


def _add(parent: etree._Element, tag: str, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, f"{{{_SVG}}}{tag}", attributes)


def _look(chart: str, names: str) -> Mapping[str, str]:
    known = _looks().get(chart, {})
    return {k: v for name in names.split() for k, v in known.get(name, {}).items()}


@cache
def _looks() -> Mapping[str, Mapping[str, dict[str, str]]]:
    return tomllib.loads(files(__package__).joinpath("looks.toml").read_text(encoding="utf-8"))
