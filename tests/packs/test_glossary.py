"""The glossaries of packs: what is wrong in one is said in a line."""

import pytest

from tachograph.core.errors import SourceError
from tachograph.packs.loader import load_pack


def test_a_pack_adds_names(write):
    pack = load_pack(
        [write(glossary_toml='[entity]\n"The Rival" = "nio"\n[metric]\nzebras = { metric = "deliveries" }\n')]
    )
    assert pack.glossary.entities["The Rival"] == "nio"
    assert pack.glossary.metrics["zebras"].metric == "deliveries"
    assert pack.glossary.units["percent"] == "percent"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('[entities]\n"A" = "nio"', "entry 'glossary': unknown key 'entities'"),
        ('entity = "nio"', "entry 'glossary': 'entity' is no table"),
        ('[entity]\n"A" = "nobody"', "entry 'A': unknown entity 'nobody'"),
        ('[entity]\n"A" = 5', "entry 'A': 'entity' is missing or no text"),
        ('[entity]\n"Xiaomi" = "nio"', "entry 'Xiaomi': differs from that in "),
        ('[model]\n"A" = "nobody"', "entry 'A': unknown entity 'nobody'"),
        ('[model]\n"A" = "china_pv"', "entry 'A': 'china_pv' has no maker"),
        ('[unit]\nbushels = "bushel"', "entry 'bushels': unknown unit 'bushel'"),
        ('[metric]\nzebras = "deliveries"', "entry 'zebras' is no table"),
        ('[metric]\nzebras = { metric = "zebras" }', "entry 'zebras': unknown metric 'zebras'"),
        ('[metric]\nz = { metric = "sales", segment = "zebra" }', "entry 'z': unknown segment 'zebra'"),
        ('[metric]\nz = { metric = "sales", region = "Zebra" }', "entry 'z': unknown region 'Zebra'"),
        ('[metric]\nz = { metric = "sales", entity = "zebra" }', "entry 'z': unknown entity 'zebra'"),
        ('[metric]\nz = { metric = "sales", entity_of = { "A" = "zebra" } }', "entry 'z': unknown entity 'zebra'"),
        ('[metric]\nz = { metric = "sales", entity_of = "zebra" }', "entry 'z': 'entity_of' is no table"),
        ('[metric]\nz = { metric = "sales", kind = "zebra" }', "entry 'z': unknown kind 'zebra'"),
        ('[ending]\nz = "zebra"', "entry 'z': unknown ending 'zebra'"),
        ('[whole]\nzebra = { segment = "nev", since = "2022" }', "entry 'zebra': unknown entity 'zebra'"),
        ('[whole]\nnio = { segment = "zebra", since = "2022" }', "entry 'nio': unknown segment 'zebra'"),
        ('[whole]\nnio = { segment = "nev" }', "entry 'nio': 'since' is missing"),
    ],
)
def test_what_is_wrong_is_said(write, text, line):
    with pytest.raises(SourceError) as caught:
        load_pack([write(glossary_toml=text)])
    assert "glossary.toml: " + line in str(caught.value)
