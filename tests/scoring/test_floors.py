import pytest

import goldsamples
from tachograph.core.errors import SourceError
from tachograph.scoring import Floor, by_language, fallen, read_floors


def test_floors_are_numbers_or_tables(tmp_path):
    path = goldsamples.write(
        tmp_path / "f.toml", "[en]\nfull = 0.8\nkind = {floor = 0.9, highest = 0.95}\n[zh]\nfull=1\n"
    )
    assert read_floors(path) == {"en": {"full": Floor(0.8), "kind": Floor(0.9, 0.95)}, "zh": {"full": Floor(1)}}


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("[en", "table"),
        ("full = 0.8", "full is no table"),
        ("[en]\nfulll = 0.8", "en has a floor for fulll, which is none of figure quantity"),
        ("[en]\nfull = 80", "the floor of en full is no number between 0 and 1"),
        ("[en]\nfull = true", "the floor of en full is no number"),
        ("[en]\nfull = nan", "the floor of en full is no number"),
        ("[en]\nfull = {highest = 0.9}", "the floor of en full is no number"),
        ("[en]\nfull = {floor = 0.9, highest = 'x'}", "the floor of en full is no number"),
    ],
)
def test_what_is_no_floor_is_refused_in_one_line(tmp_path, content, says):
    with pytest.raises(SourceError) as raised:
        read_floors(goldsamples.write(tmp_path / "f.toml", content))
    assert says in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_lost_file_is_one_line(tmp_path):
    with pytest.raises(SourceError, match="cannot be read"):
        read_floors(tmp_path / "lost.toml")


def test_each_floor_that_is_not_held_is_a_line():
    measured = by_language(goldsamples.evaluation().articles)
    assert fallen({"en": {"full": Floor(0.19), "figure": Floor(0.8)}, "zh": {"full": Floor(1)}}, measured) == ()
    assert fallen({"en": {"full": Floor(0.3)}, "fr": {"full": Floor(0.1), "kind": Floor(0.1)}}, measured) == (
        "en full: F1 0.2000 is below its floor 0.3000",
        "fr: there is no article to measure its floors on",
    )
