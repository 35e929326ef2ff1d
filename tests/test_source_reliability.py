"""The reliability of sources is what the packaged observations teach, and what a pack's file says."""

from dataclasses import replace
from decimal import Decimal

import pytest
from evaluation.reliability import PACK, PATH, STRENGTHS, Trial, learned, main, trials, written

from tachograph.core.errors import SourceError
from tachograph.core.observation import Observation
from tachograph.core.quantity import Modifier, Quantity
from tachograph.packs.loader import load_pack

CARS = load_pack([PACK])


def seen(value, site, published="2025"):
    quantity = Quantity(Decimal(value), Decimal(value), Modifier.EXACTLY, "vehicle", Decimal(1))
    return Observation("nio", "deliveries", "2025-01", quantity, source=f"https://{site}/x", published=published)


def odd_ones(*rows):
    return {t.site: t.wrong for t in trials(replace(CARS, observations=rows))}


def test_the_shipped_file_is_what_is_learned():
    assert PATH.read_text("utf-8") == written(learned(trials(CARS))), "run python -m evaluation.reliability and commit"


def test_the_program_writes_the_file(tmp_path, capsys):
    main(tmp_path / "reliability.toml")
    assert (tmp_path / "reliability.toml").read_bytes() == PATH.read_bytes()
    assert "| counts |" in capsys.readouterr().out


def test_the_pack_says_what_was_learned():
    found = learned(trials(CARS))
    for (site, group), chance in found.sites.items():
        assert CARS.reliability.chance(site, group) == pytest.approx(chance, abs=0.0006)
    for group, chance in found.base.items():
        assert CARS.reliability.chance("never.heard.of", group) == pytest.approx(chance, abs=0.0006)
    assert "globenewswire.com" in CARS.reliability.primary


# --- who is the odd one out -------------------------------------------------------------------------------------------


def test_one_against_two_is_the_odd_one():
    assert odd_ones(seen(20123, "a.com"), seen(20123, "b.com"), seen(26123, "c.com")) == {
        "a.com": 0.5,  # one for it and one against it, without itself
        "b.com": 0.5,
        "c.com": 1.0,
    }


def test_two_that_differ_are_each_half_wrong():
    assert odd_ones(seen(20123, "a.com"), seen(26123, "b.com")) == {"a.com": 0.5, "b.com": 0.5}


def test_two_that_agree_are_right_and_one_alone_is_not_compared():
    assert odd_ones(seen(20123, "a.com"), seen(20123, "b.com")) == {"a.com": 0.0, "b.com": 0.0}
    assert odd_ones(seen(20123, "a.com"), seen(20124, "a.com")) == {}


def test_a_primary_source_is_the_truth():
    rows = [seen(20123, "globenewswire.com"), *(seen(26123, f"{s}.com") for s in "abc")]
    found = odd_ones(*rows)
    assert [found[f"{s}.com"] for s in "abc"] == [1.0, 1.0, 1.0]


def test_copies_have_one_vote():
    copies = [seen(26123, f"{s}.com", "2025-02-01") for s in "abc"]
    assert odd_ones(*copies, seen(20123, "d.com"), seen(20123, "e.com"))["a.com"] == 1.0


# --- what is learned --------------------------------------------------------------------------------------------------


def test_a_site_is_drawn_towards_all():
    some = [Trial("good.com", "counts", 0.0)] * 40 + [Trial("bad.com", "counts", 1.0)] * 20
    found = learned([*some, *[Trial("few.com", "counts", 1.0)] * 2])
    assert found.strength == min(STRENGTHS)
    assert found.sites["bad.com", "counts"] < 0.1
    assert found.sites["good.com", "counts"] > 0.9
    assert 0.6 < found.base["counts"] < 0.7
    assert ("few.com", "counts") not in found.sites


def test_where_all_are_alike_they_stay_so():
    alike = [Trial(f"{n}.com", "counts", float(k == 0)) for n in range(30) for k in range(20)]
    found = learned(alike)
    assert found.strength == max(STRENGTHS)
    assert len(set(found.sites.values())) == 1


def test_order_does_not_matter():
    seen_once = trials(CARS)
    assert written(learned(seen_once[::-1])) == written(learned(seen_once))


# --- the file ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("counts = 0.9", "'counts' is no table"),
        ('[counts]\n"a.com" = 0.9', "'base' is None; write a chance between 0 and 1"),
        ('[counts]\nbase = 0.9\n"a.com" = 1', "'a.com' is 1; write a chance"),
        ('[counts]\nbase = "high"', "'base' is no number"),
        ("[counts", "is not TOML"),
    ],
)
def test_a_wrong_file_is_one_clear_line(tmp_path, content, message):
    home = tmp_path / "mine"
    home.mkdir()
    (home / "pack.toml").write_text('id = "mine"\nname = "Mine"\n', encoding="utf-8")
    (home / "reliability.toml").write_text(content, encoding="utf-8")
    with pytest.raises(SourceError, match=r"reliability\.toml: ") as caught:
        load_pack([str(home)])
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_pack_of_ones_own_may_know_its_sources(tmp_path):
    home = tmp_path / "mine"
    home.mkdir()
    (home / "pack.toml").write_text('id = "mine"\nname = "Mine"\nprimary = ["maker.com"]\n', encoding="utf-8")
    (home / "reliability.toml").write_text('[counts]\nbase = 0.9\n"a.com" = 0.99\n', encoding="utf-8")
    known = load_pack([str(home)]).reliability
    assert (known.chance("a.com", "counts"), known.chance("b.com", "counts")) == (0.99, 0.9)
    assert known.primary == {"maker.com"}
