"""What loading gives: merging, extending, own directories; and what is said of a pack that is wrong."""

import re
from decimal import Decimal

import pytest

from tachograph.core.errors import SourceError
from tachograph.core.pack import EntityKind, Nature
from tachograph.packs.loader import bundled, load_pack


def test_all_bundled_packs_come_merged(pack):
    assert bundled() == ("cars", "common", "electronics", "machinery", "wearables")
    assert pack.entities["nio"].name == "NIO"
    assert pack.entities["skg"].name == "SKG"
    assert pack.metrics["revenue"].nature is Nature.FLOW


def test_a_pack_brings_what_it_requires():
    cars = load_pack(["cars"], evidence=False)
    assert "CNY" in cars.units
    assert "revenue" in cars.metrics
    assert "skg" not in cars.entities


def test_without_evidence_there_are_no_observations():
    assert load_pack(evidence=False).observations == ()
    assert load_pack(evidence=True).observations != ()


def test_an_unknown_pack_is_one_clear_line():
    with pytest.raises(
        SourceError, match=r"^nowhere: is no pack; use cars, common, electronics, machinery, wearables or a directory"
    ):
        load_pack(["nowhere"])


def test_an_own_pack_adds_a_maker_and_extends_another(write):
    own = write(
        entities_toml="""
        [acme]
        name = "Acme Motors"
        kind = "maker"
        zh = ["顶峰汽车"]
        owned_by = "geely_holding"
        [nio]
        extends = true
        en = ["Nio Motors of Hefei"]
        """
    )
    pack = load_pack(["cars", own], evidence=False)
    acme = pack.entities["acme"]
    assert acme.kind is EntityKind.MAKER
    assert acme.names == {"en": ("Acme Motors",), "zh": ("顶峰汽车",)}
    assert [(m.parent, m.relation) for m in acme.parents] == [("geely_holding", "owned_by")]
    assert "Nio Motors of Hefei" in pack.entities["nio"].names["en"]
    assert "蔚来" in pack.entities["nio"].names["zh"]


def test_the_same_entry_in_two_packs_is_fine_and_another_one_is_not(write):
    same = '[mile]\ndimension = "length"\nen = ["mile", "miles"]\nzh = ["英里"]\nfactor = 1609.344\n'
    assert load_pack([write(units_toml=same)], evidence=False).units["mile"].factor == Decimal("1609.344")
    with pytest.raises(
        SourceError, match=r"entry 'mile': differs from that in .*common.units.toml; give it another id"
    ):
        load_pack([write(units_toml=same.replace("1609", "1852"))], evidence=False)


def test_defaults_hold_for_a_file(write):
    own = write(
        entities__some_toml='defaults = { kind = "model", ambiguous = true }\nz = { name = "Zed", model_of = "nio" }\n'
    )
    zed = load_pack([own], evidence=False).entities["z"]
    assert zed.ambiguous
    assert zed.kind is EntityKind.MODEL


def test_a_dated_parent_holds_from_its_date(pack):
    onvo = pack.entities["onvo"]
    assert [(m.parent, m.relation, m.since) for m in onvo.parents] == [("nio", "brand_of", "2024-09")]


ENTITY = '[a]\nname = "A"\nkind = "maker"\n'

BROKEN = {
    "unknown key": ('[a]\nname = "A"\nkind = "maker"\nnmae = "B"\n', r"entry 'a': unknown key 'nmae'; use only "),
    "no name": ('[a]\nkind = "maker"\n', r"entry 'a': 'name' is missing or no text; write name = "),
    "unknown kind": ('[a]\nname = "A"\nkind = "shop"\n', r"entry 'a': unknown kind 'shop'; use one of group, maker"),
    "unknown parent": (
        '[a]\nname = "A"\nkind = "brand"\nbrand_of = "b"\n',
        r"entry 'a': unknown parent 'b'; write that entity, or mend the id",
    ),
    "unknown relation": (
        '[a]\nname = "A"\nkind = "brand"\nparents = [{ parent = "nio", relation = "cousin_of" }]\n',
        r"entry 'a': unknown relation 'cousin_of'; use one of brand_of",
    ),
    "no relation": (
        '[a]\nname = "A"\nkind = "brand"\nparents = [{ parent = "nio" }]\n',
        r"entry 'a': a parent without a relation; use one of brand_of",
    ),
    "bad date": (
        '[a]\nname = "A"\nkind = "maker"\nfirst_delivery = "2024-13"\n',
        r"entry 'a': 'first_delivery' is no date \(no such month: '2024-13'\); write first_delivery = ",
    ),
    "dates in the wrong order": (
        ENTITY + '[[a.parents]]\nparent = "nio"\nrelation = "owned_by"\nsince = "2025"\nuntil = "2024"\n',
        r"entry 'a': its time under 'nio' ends before it starts; swap since and until",
    ),
    "its own ancestor": (
        '[a]\nname = "A"\nkind = "maker"\nbrand_of = "b"\n[b]\nname = "B"\nkind = "maker"\nbrand_of = "a"\n',
        r"entry 'a': is its own ancestor; remove one of the parents",
    ),
    "name taken": (
        '[a]\nname = "Leapmotor"\nkind = "maker"\n',
        r"entry 'a': the name 'Leapmotor' is also that of 'leapmotor'; tell them apart",
    ),
    "spelling taken": (
        '[a]\nname = "A"\nkind = "maker"\nzh = ["零跑"]\n',
        r"entry 'a': the spelling '零跑' also belongs to 'leapmotor'; keep it at one",
    ),
    "said twice": (
        '[a]\nname = "A"\nkind = "maker"\nen = ["B", "B"]\n',
        r"entry 'a': 'en' says 'B' twice; write each once",
    ),
    "no list": ('[a]\nname = "A"\nkind = "maker"\nen = 3\n', r"entry 'a': 'en' is not a list of texts; write en = \["),
    "no flag": (
        '[a]\nname = "A"\nkind = "maker"\nambiguous = 1\n',
        r"entry 'a': 'ambiguous' is neither true nor false",
    ),
    "no table": ('a = "A"\n', r"entry 'a' is no table; write \[a\] and its keys below"),
    "unknown home": (
        '[a]\nname = "A"\nkind = "maker"\nhome = "Atlantis"\n',
        r"entry 'a': unknown region 'Atlantis' as home",
    ),
    "unknown segment": (
        '[a]\nname = "A"\nkind = "maker"\nsegment = "x"\n',
        r"entry 'a': unknown segment 'x'; use an id",
    ),
    "unknown currency": ('[a]\nname = "A"\nkind = "maker"\ncurrency = "XXX"\n', r"entry 'a': unknown currency 'XXX'"),
    "extends nothing": (
        "[a]\nextends = true\n",
        r"entry 'a': extends nothing; name the pack that has it before this one",
    ),
    "extends a name": (
        '[nio]\nextends = true\nname = "X"\n',
        r"entry 'nio': 'name' is set already in .*startups.toml; leave it out; only",
    ),
    "no TOML": ("[a\n", r"entities.toml: is not TOML: .*; mend the line it names"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_entity_is_one_clear_line(case, write):
    text, message = BROKEN[case]
    assert_refused(write(entities_toml=text), r"entities.toml: .*" if case != "no TOML" else "", message)


METRIC = '[m]\nname = "m"\ndefinition = "d"\nunit = "km"\nnature = "flow"\n'
BANDS = '[sales]\nextends = true\nbands = [{ source = "s", '
FACTS = "subject,relation,object,date,source\n"

BROKEN_FILES = {
    "metric without unit": ({"metrics_toml": METRIC.replace("km", "x")}, "unknown unit 'x'"),
    "metric nature": ({"metrics_toml": METRIC.replace("flow", "f")}, "unknown nature 'f'"),
    "metric basis": (
        {"metrics_toml": METRIC + 'basis = "b"\n'},
        "unknown basis 'b'; use one of retail, wholesale",
    ),
    "metric within": (
        {"metrics_toml": METRIC + 'within = ["x"]\n'},
        "unknown metric 'x' in 'within'",
    ),
    "metric word taken": (
        {"metrics_toml": METRIC.replace("km", "vehicle") + 'en = ["deliveries"]\n'},
        "the word 'deliveries' also says 'deliveries'",
    ),
    "band without bounds": (
        {"metrics_toml": BANDS + 'kind = "maker", grain = "year" }]\n'},
        "a band without bounds",
    ),
    "band upside down": (
        {"metrics_toml": BANDS + 'kind = "maker", grain = "year", low = 2, high = 1 }]\n'},
        "a band from 2 to 1",
    ),
    "band grain": (
        {"metrics_toml": BANDS + 'kind = "maker", grain = "era", low = 2 }]\n'},
        "unknown grain 'era'",
    ),
    "band kind": (
        {"metrics_toml": BANDS + 'kind = "shop", grain = "year", low = 2 }]\n'},
        "unknown kind 'shop' in a band",
    ),
    "band number": (
        {"metrics_toml": BANDS + 'kind = "maker", grain = "year", low = "2" }]\n'},
        "'low' is no number",
    ),
    "unit metric": ({"units_toml": '[u]\ndimension = "count"\nmetric = "x"\n'}, "unknown metric 'x'"),
    "unit segment": ({"units_toml": '[u]\ndimension = "count"\nsegments = { "x" = "y" }\n'}, "unknown segment 'y'"),
    "unit word taken": ({"units_toml": '[u]\ndimension = "count"\nen = ["yuan"]\n'}, "the word 'yuan' also says 'CNY'"),
    "scope group": ({"scopes_toml": '[place.x]\nen = ["x"]\n'}, "unknown key 'place'"),
    "scope without words": ({"scopes_toml": "[region.x]\n"}, "no words"),
    "fact subject": (
        {"facts_csv": FACTS + "nobody,founded,,2020,https://example.org\n"},
        "unknown entity 'nobody'",
    ),
    "fact date": (
        {"facts_csv": FACTS + "nio,founded,,soon,https://example.org\n"},
        r"line 2: not an EDTF period: 'soon'",
    ),
    "fact columns": ({"facts_csv": "subject,relation\n"}, "its header is not the expected one; write subject,rel"),
    "row length": (
        {"facts_csv": FACTS + "nio,founded,a,b,2020,https://example.org\n"},
        "line 2 has 6 columns instead of 5; quote the values that hold commas",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", BROKEN_FILES)
def test_a_broken_file_is_one_clear_line(case, write):
    files, message = BROKEN_FILES[case]
    assert_refused(write(**files), "", message)


OBSERVATION = (
    "entity,metric,period,low,high,modifier,unit,precision,kind,modality,basis,region,segment,model,source,published\n"
)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("nobody,sales,2025,1,1,exactly,vehicle,1,level,actual,,,,,u,", "unknown entity 'nobody'"),
        ("nio,nothing,2025,1,1,exactly,vehicle,1,level,actual,,,,,u,", "unknown metric 'nothing'"),
        ("nio,sales,2025,1,1,exactly,pebble,1,level,actual,,,,,u,", "unknown unit 'pebble'"),
        ("nio,sales,25,1,1,exactly,vehicle,1,level,actual,,,,,u,", "line 2: not an EDTF period: '25'"),
        ("nio,sales,2025,one,1,exactly,vehicle,1,level,actual,,,,,u,", "line 2 is wrong"),
        ("nio,sales,2025,2,1,exactly,vehicle,1,level,actual,,,,,u,", "line 2 is wrong .bounds in the wrong order"),
        ("nio,sales,2025,1,1,roughly,vehicle,1,level,actual,,,,,u,", "line 2 is wrong"),
        ("nio,sales,2025,1,1,exactly,vehicle,1,guess,actual,,,,,u,", "line 2 is wrong"),
    ],
)
def test_a_broken_observation_is_one_clear_line(row, message, write):
    assert_refused(write(observations_csv=OBSERVATION + row + "\n"), r"observations.csv: ", message, evidence=True)


def assert_refused(path: str, where: str, message: str, *, evidence: bool = False) -> None:
    with pytest.raises(SourceError) as caught:
        load_pack([path], evidence=evidence)
    text = str(caught.value)
    assert "\n" not in text
    assert re.search(where + message, text), text
