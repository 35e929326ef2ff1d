"""The recipes of the cookbook run as they stand and print what they are for; answers are what notebooks expect."""

import builtins
import runpy
import sys
from pathlib import Path

import pytest

import tachograph as ta
from ledgers import stocked

COOKBOOK = Path(__file__).parents[1] / "examples" / "cookbook"
PRINTED = {
    "01": "188,687",
    "02": "contradicted",
    "03": "NIO 2025-12 48135 agreed",
    "04": "deliveries sellers hima 57915",
    "05": "Xiaomi Auto",
    "06": "32059",
    "07": "li_auto",
    "08": "NIO          2026-04",
    "09": "2026-01-15 nothing is known",
    "10": "not 28364",
}


@pytest.fixture(scope="module", autouse=True)
def place(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TACHO_LEDGER", stocked(tmp_path_factory.mktemp("cookbook")))
        yield


@pytest.mark.parametrize("recipe", sorted(COOKBOOK.glob("*.py")), ids=lambda path: path.stem)
def test_recipe(recipe, capsys):
    runpy.run_path(str(recipe))
    assert PRINTED[recipe.name[:2]] in capsys.readouterr().out


def test_there_are_ten():
    assert len(list(COOKBOOK.glob("*.py"))) == len(PRINTED) == 10


def test_an_answer_prints_as_the_command_and_shows_as_a_table():
    answer = ta.leader("2026-01")
    assert repr(answer).startswith("Who leads, Jan 2026")
    page = answer._repr_html_()
    assert "<td>57,915</td>" in page
    assert "<script" not in page
    assert len(answer) == len(list(answer)) > 10


def test_what_a_text_says_is_escaped():
    page = ta.check(text="<b onclick=x>NIO</b> delivered 27,182 vehicles in January 2026.")._repr_html_()
    assert "<b " not in page
    assert "27,182" in page


def test_rows_are_data_frames_with_numbers():
    answer = ta.board("2026-01", "deliveries", level="maker")
    frame = answer.to_pandas()
    assert list(frame.columns) == list(answer.columns)
    assert frame["value"].dtype.kind == "f"
    assert frame.loc[frame["entity"] == "Leapmotor", "value"].item() == 32059
    polar = answer.to_polars()
    assert polar.filter(polar["entity"] == "Leapmotor")["value"].item() == 32059


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_without_a_library_the_answer_says_so(library, monkeypatch):
    for name in [m for m in sys.modules if m.partition(".")[0] == library]:
        monkeypatch.delitem(sys.modules, name)
    real = builtins.__import__

    def without(name, *arguments, **named):
        if name == library:
            raise ImportError(name)
        return real(name, *arguments, **named)

    monkeypatch.setattr(builtins, "__import__", without)
    answer = ta.show("NIO", "deliveries", "2025-12")
    with pytest.raises(ImportError, match=f"pip install {library}"):
        getattr(answer, f"to_{library}")()


@pytest.mark.parametrize(
    "wrong",
    [
        ta.check,
        lambda: ta.board("soon"),
        lambda: ta.show("NIO", as_of="yesterday"),
        lambda: ta.check("none.txt"),
    ],
)
def test_what_is_wrong_is_said_in_a_line(wrong):
    with pytest.raises(ta.SourceError):
        wrong()
