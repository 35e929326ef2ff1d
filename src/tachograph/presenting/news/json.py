"""News as JSON: an object for each."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Annotated, TypedDict

from tachograph.pipeline.watching import News, State
from tachograph.presenting.excerpt import one_line
from tachograph.presenting.news.wording import pages, sentence, whose_news


class NewsRecord(TypedDict):
    """A piece of news, as a line of ``tacho watch --format json`` and in what a webhook is sent."""

    kind: Annotated[str, "contradiction, conflict, disputed, record, target reached, target missed."]
    entity: Annotated[str, "Id of the entity; empty for an article's contradiction."]
    text: Annotated[str, "What is new, in a sentence."]
    sources: Annotated[list[str], "The pages that state it."]


def record(news: News, state: State) -> NewsRecord:
    """A piece of news as JSON has it."""
    return {
        "kind": news.kind,
        "entity": whose_news(news),
        "text": one_line(sentence(news, state)),
        "sources": pages(news, state),
    }


def lines(news: Sequence[News], state: State) -> str:
    """A line of JSON for each."""
    return "".join(json.dumps(record(one, state), ensure_ascii=False) + "\n" for one in news)


def payload(records: Sequence[NewsRecord]) -> bytes:
    """What a webhook is sent. ``text`` is what chat programs show."""
    told = "\n".join(f"{one['kind']}: {one['text']}" for one in records)
    return json.dumps({"text": told, "news": list(records)}, ensure_ascii=False).encode()
