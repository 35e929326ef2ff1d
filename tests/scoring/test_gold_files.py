import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

import goldsamples
from goldsamples import gold_file, write
from tachograph.core.errors import SourceError
from tachograph.scoring import read_gold, read_predictions


def test_a_gold_file_becomes_the_article_that_is_extracted(tmp_path):
    write(tmp_path / "x.json", gold_file(findings=[{"verdict": "contradicted", "claims": [0]}]))
    (article,), errors = read_gold(tmp_path)
    assert errors == ()
    assert (article.id, article.kind, len(article.claims), len(article.findings)) == ("lumen", "press", 5, 1)
    document = article.document
    assert (document.source, document.title, str(document.published)) == ("lumen.txt", None, "2025-06-02")
    assert (document.lang, document.text) == ("en", goldsamples.TEXT)


def test_directories_within_are_read_and_one_file_too(tmp_path):
    (tmp_path / "a" / "b.json").mkdir(parents=True)
    inner = write(tmp_path / "a" / "b.json" / "one.json", gold_file(kind=..., title=..., published=..., findings=...))
    write(tmp_path / "notes.txt", "not a gold file")
    (article,), errors = read_gold(tmp_path)
    assert (article.kind, article.document.published, article.findings, errors) == (None, None, (), ())
    assert read_gold(inner) == ((article,), ())


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("{", "is not JSON (line 1: Expecting property name"),
        ("", "is not JSON"),
        ("[" * 100_000, "is not JSON"),
        ('{"id": NaN}', "is not JSON (NaN is no number)"),
        ("[]", "holds no object"),
        (gold_file(id=...), "has no id"),
        (gold_file(id=7), "has no id"),
        (gold_file(id="a/b"), "the id 'a/b' is no file name"),
        (gold_file(text=...), "has no text"),
        (gold_file(text="  "), "has no text"),
        (gold_file(lang=None), "has no lang"),
        (gold_file(title=5), "title is neither a text nor null"),
        (gold_file(kind=[]), "kind is neither a text nor null"),
        (gold_file(published="May 2025"), "published is no date: 'May 2025'"),
        (gold_file(claims=...), "claims is no list"),
        (gold_file(claims=[{}]), "claim 1 has no whole number as start"),
        (gold_file(text="short"), "claim 1 ends at 22, outside of the text of 5 characters"),
        (gold_file(findings="none"), "findings is no list of objects"),
        (gold_file(findings=[1]), "findings is no list of objects"),
    ],
)
def test_a_bad_file_is_one_line_and_the_rest_goes_on(tmp_path, content, says):
    write(tmp_path / "bad.json", content)
    write(tmp_path / "good.json", gold_file(id="good"))
    articles, (error,) = read_gold(tmp_path)
    assert [article.id for article in articles] == ["good"]
    assert str(error).startswith(f"{tmp_path / 'bad.json'}: ")
    assert says in str(error)
    assert "\n" not in str(error)


def test_bytes_that_are_no_text_are_one_line(tmp_path):
    (tmp_path / "bad.json").write_bytes(b'{"id": "\xff\xfe"}')
    articles, (error,) = read_gold(tmp_path)
    assert articles == ()
    assert "is not UTF-8" in str(error)


def test_an_id_belongs_to_one_file(tmp_path):
    write(tmp_path / "a.json", gold_file())
    write(tmp_path / "b.json", gold_file())
    articles, (error,) = read_gold(tmp_path)
    assert len(articles) == 1
    assert "b.json: another file has the id lumen too" in str(error)


def test_no_directory_and_no_gold_file_are_errors(tmp_path):
    with pytest.raises(SourceError, match="there is no such directory"):
        read_gold(tmp_path / "lost")
    with pytest.raises(SourceError, match="holds no gold file"):
        read_gold(tmp_path)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(list(gold_file())), inner, max_size=4),
    max_leaves=8,
)


@given(changes=st.dictionaries(st.sampled_from([*gold_file(), "claims"]), JSON, max_size=3))
def test_whatever_a_file_holds_it_is_an_article_or_an_error(changes, tmp_path_factory):
    path = write(tmp_path_factory.mktemp("gold") / "x.json", gold_file(**changes))
    articles, errors = read_gold(path)
    assert len(articles) + len(errors) == 1


# --- predictions ------------------------------------------------------------------------------------------------------


def predictions(*documents):
    return {"documents": [{"source": source, "claims": claims} for source, claims in documents]}


def test_predictions_belong_to_an_article_by_the_stem_of_their_source(tmp_path):
    claim = {"start": 0, "end": 5}
    given = predictions(("/some/where/lumen.html", [claim]), ("https://example.org/a.b.md", []))
    assert read_predictions(write(tmp_path / "p", given), [goldsamples.article()]) == {"lumen": (claim,), "a.b": ()}


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("x", "is not JSON"),
        ([], "holds no list of documents"),
        ({"documents": 1}, "holds no list of documents"),
        ({"documents": [1]}, "document 1 has no source"),
        ({"documents": [{"claims": []}]}, "document 1 has no source"),
        (predictions(("a.txt", None)), "in 'a.txt', claims is no list"),
        (predictions(("a.txt", [{"start": 3, "end": 1}])), "in 'a.txt', claim 1 starts at 3 and ends at 1"),
        (predictions(("a.txt", []), ("b/a.md", [])), "two documents are called a"),
        (predictions(("other.txt", [])), "no document in it has the name of a gold article, such as lumen"),
        ({"documents": []}, "no document in it has the name of a gold article"),
    ],
)
def test_bad_predictions_are_one_line(tmp_path, content, says):
    path = write(tmp_path / "p.json", content)
    with pytest.raises(SourceError) as raised:
        read_predictions(path, [goldsamples.article()])
    assert says in str(raised.value)
    assert str(raised.value).startswith(str(path))


def test_lost_predictions_are_one_line(tmp_path):
    with pytest.raises(SourceError, match="cannot be read"):
        read_predictions(tmp_path / "lost.json")


def test_what_extract_prints_is_read(tmp_path):
    text = json.dumps({"tachograph": "0", **predictions(("lumen.txt", list(goldsamples.misread())))})
    assert len(read_predictions(write(tmp_path / "p.json", text))["lumen"]) == 5
