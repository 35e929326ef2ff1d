from dataclasses import replace
from functools import partial

import pytest

import samples
from tachograph import extractors
from tachograph.core.document import Document
from tachograph.core.errors import SourceError
from tachograph.core.finding import CheckedDocument, Finding
from tachograph.core.pack import Pack, Rates
from tachograph.pipeline import articles as pipeline
from tachograph.pipeline import attempts
from tachograph.reading import Item

pytestmark = pytest.mark.usefixtures("rooms")

PACK = Pack("none", "None", {}, {}, {})


@pytest.fixture
def rooms(monkeypatch):
    """The other rooms replaced: texts are the sources' names, each with one figure; what they are asked is kept."""
    asked = {"checked": [], "packs": []}

    def find_sources(arguments):
        (argument,) = arguments
        if argument == "lost":
            raise SourceError(argument, "there is no such file", "check the name")
        return ["a 1", "b 2"] if argument == "folder" else [argument]

    def read_document(source, *, published=None):
        if source == "broken":
            raise UnicodeError("not a text\nat all")
        return Document(source, source, published=published)

    def find_items(source, *, published=None):
        if source.startswith("feed"):
            names = source.split(":")[1].split(",")
            yield from (Item(name, lambda name=name: replace(read_document(name), remark="own"), 2) for name in names)
            yield SourceError(source, "has too many items", "split it")
        else:
            yield Item(source, partial(read_document, source, published=published))

    def extract_claims(document, pack):
        assert pack is PACK
        if document.text == "odd":
            raise RecursionError("too deep")
        return tuple(samples.figure(document, word, word) for word in document.text.split() if word.isdigit())

    def check_claims(documents, pack, rates):
        assert (pack, rates) == (PACK, Rates({}))
        asked["checked"].append([document.text for document, _ in documents])
        if any(document.text == "bad 0" for document, _ in documents):
            raise ZeroDivisionError("by 0")
        return tuple(CheckedDocument(d, c, (Finding("sum", "confirmed", (), d.text),)) for d, c in documents)

    def load_pack(names=None, *, evidence=True):
        asked["packs"].append((names, evidence))
        if names == ["unknown"]:
            raise SourceError("unknown", "there is no such pack", "name cars or wearables")
        return PACK

    monkeypatch.setattr(attempts, "find_sources", find_sources)
    monkeypatch.setattr(attempts, "find_items", find_items)
    monkeypatch.setattr(extractors, "extract_claims", extract_claims)
    monkeypatch.setattr(pipeline, "check_claims", check_claims)
    monkeypatch.setattr(pipeline, "load_pack", load_pack)
    monkeypatch.setattr(pipeline, "load_rates", lambda: Rates({}))
    return asked


def texts(outcome):
    return [one.document.text for one in outcome.documents]


def test_sources_are_checked_together(rooms):
    outcome = pipeline.check_sources(["c 3", "folder"])
    assert texts(outcome) == ["c 3", "a 1", "b 2"]
    assert [claim.quote for one in outcome.documents for claim in one.claims] == ["3", "1", "2"]
    assert outcome.errors == ()
    assert rooms["checked"] == [["c 3", "a 1", "b 2"]]
    assert rooms["packs"] == [(None, True)]


def test_sources_are_checked_separately(rooms):
    assert texts(pipeline.check_sources(["folder"], separately=True)) == ["a 1", "b 2"]
    assert rooms["checked"] == [["a 1"], ["b 2"]]


def test_a_source_named_twice_is_read_once():
    assert texts(pipeline.check_sources(["b 2", "folder", "b 2"])) == ["b 2", "a 1"]


def test_one_bad_source_does_not_stop_the_rest():
    outcome = pipeline.check_sources(["lost", "a 1", "broken", "odd", "b 2"])
    assert texts(outcome) == ["a 1", "b 2"]
    assert [str(error) for error in outcome.errors] == [
        "lost: there is no such file; check the name",
        "broken: cannot read it (UnicodeError: not a text at all); leave it out, and report it with its text",
        "odd: cannot read it (RecursionError: too deep); leave it out, and report it with its text",
    ]


def test_a_document_on_which_checking_breaks_comes_back_unchecked():
    outcome = pipeline.check_sources(["a 1", "bad 0", "b 2"])
    assert texts(outcome) == ["a 1", "bad 0", "b 2"]
    assert [len(one.findings) for one in outcome.documents] == [1, 0, 1]
    assert [error.source for error in outcome.errors] == ["all sources together", "bad 0"]
    assert "each was checked alone" in str(outcome.errors[0])


def test_extraction_checks_nothing_and_needs_no_evidence(rooms):
    outcome = pipeline.extract_sources(["folder"])
    assert [len(one.claims) for one in outcome.documents] == [1, 1]
    assert [one.findings for one in outcome.documents] == [(), ()]
    assert rooms == {"checked": [], "packs": [(None, False)]}


def test_date_and_packs_are_passed_on(rooms):
    published = samples.lumen().document.published
    outcome = pipeline.extract_sources(["a 1"], published=published, packs=["cars"])
    assert outcome.documents[0].document.published == published
    assert rooms["packs"] == [(["cars"], False)]


def test_a_pack_that_cannot_be_used_is_an_error_of_the_whole():
    with pytest.raises(SourceError, match="there is no such pack"):
        pipeline.check_sources(["a 1"], packs=["unknown"])


def test_progress_is_told_before_each_source():
    told = []
    pipeline.check_sources(["folder", "c 3"], progress=lambda *what: told.append(what))
    assert told == [("a 1", 0, 3), ("b 2", 1, 3), ("c 3", 2, 3)]


def test_the_items_of_a_feed_are_sources_of_their_own():
    told = []
    outcome = pipeline.check_sources(["feed:a 1,broken,b 2", "c 3"], progress=lambda *what: told.append(what))
    assert [one.document.source for one in outcome.documents] == ["a 1", "b 2", "c 3"]
    assert [error.source for error in outcome.errors] == ["broken", "feed:a 1,broken,b 2"]
    assert outcome.notes == ("a 1: own", "b 2: own")
    assert [what[0] for what in told] == ["a 1", "broken", "b 2", "c 3"]
    assert told[0] == ("a 1", 0, 3)


def test_nothing_to_do_is_nothing_done():
    assert pipeline.check_sources([]) == pipeline.Outcome((), ())


def test_an_interrupt_is_not_swallowed(monkeypatch):
    def interrupted(*_args, **_options):
        raise KeyboardInterrupt

    monkeypatch.setattr(attempts, "find_items", interrupted)
    with pytest.raises(KeyboardInterrupt):
        pipeline.check_sources(["a 1"])


def test_outcome_keeps_the_documents_as_they_are():
    (one,) = pipeline.check_sources(["a 1"]).documents
    assert replace(one, findings=()) == pipeline.extract_sources(["a 1"]).documents[0]
