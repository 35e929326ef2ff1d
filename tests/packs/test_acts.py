"""The acts of a pack: what is refused, and what an own pack can add."""

import pytest

from tachograph.core.errors import SourceError
from tachograph.core.promise import PromiseKind
from tachograph.packs.loader import load_pack


def test_an_own_pack_adds_words_and_acts(write):
    own = write(
        acts_toml="""
        [network]
        extends = true
        en_of = ["test track"]
        [race]
        kind = "other"
        en = ["race"]
        zh = ["参赛"]
        """
    )
    acts = {a.id: a for a in load_pack(["cars", own], evidence=False).acts}
    assert {"store", "swap station", "test track"} <= set(acts["network"].of["en"])
    assert (acts["race"].kind, acts["race"].verbs) == (PromiseKind.OTHER, {"en": ("race",), "zh": ("参赛",)})


@pytest.mark.parametrize(
    ("act", "message"),
    [
        ('[race]\nkind = "sport"\nen = ["race"]', r"entry 'race': unknown kind 'sport'; use one of product_launch, "),
        ('[race]\nkind = "other"', r"entry 'race': no words; write en"),
        ('[race]\nkind = "other"\nen = ["race"]\nzh_of = ["杯"]', r"entry 'race': 'zh_of' narrows no verb"),
        ('[race]\nkind = "other"\nen = ["race"]\nverb = ["run"]', r"entry 'race': unknown key 'verb'"),
        ('[race]\nkind = "other"\nmetrics = ["cups"]', r"entry 'race': unknown metric 'cups'"),
    ],
)
def test_what_is_wrong_is_said(write, act, message):
    with pytest.raises(SourceError, match=message):
        load_pack([write(acts_toml=act)], evidence=False)
