import asyncio
import os
import sys
from datetime import date

import pytest
from jsonschema import Draft202012Validator
from mcp import Client, StdioServerParameters
from tests.ledgers import kept, stocked

from tachograph.surfaces.cli import run
from tachograph.surfaces.mcp.server import server

TOOLS = {"check_article", "search_claims", "show_cell", "leader", "targets", "promises", "forecast", "explain", "ask"}
ARTICLE = "NIO delivered 27,182 vehicles in January 2026, up 30% from 13,863 a year earlier."


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    books = kept(tmp_path_factory.mktemp("mcp"))
    return server(lambda: books, lambda: date(2026, 2, 10))


def called(served, name, **arguments):
    async def call():
        async with Client(served) as client:
            return await client.call_tool(name, arguments)

    return asyncio.run(call())


def listed(served):
    async def listing():
        async with Client(served) as client:
            return (await client.list_tools()).tools

    return asyncio.run(listing())


def test_all_tools_say_what_they_take_and_give_and_that_sources_are_to_be_cited(served):
    tools = {tool.name: tool for tool in listed(served)}
    assert set(tools) == TOOLS
    for tool in tools.values():
        Draft202012Validator.check_schema(tool.output_schema)
        assert tool.output_schema["type"] == "object"
        assert tool.annotations.read_only_hint
        assert "\n" not in tool.description
    for name in ("check_article", "search_claims", "show_cell", "leader", "targets", "ask"):
        assert "cite" in tools[name].description or "sources" in tools[name].description


@pytest.mark.parametrize(
    ("name", "arguments", "within"),
    [
        ("ask", {"question": "Who led China's EV start-ups in January 2026?"}, "HIMA leads"),
        ("show_cell", {"entity": "nio", "metric": "deliveries", "period": "2025-12"}, "48,135"),
        (
            "search_claims",
            {"entity": "小米汽车", "metric": "deliveries", "period": "2026-01", "limit": 2},
            "over 39000",
        ),
        ("leader", {"period": "2026-01"}, "57,915"),
        ("targets", {"year": 2026}, "Leapmotor"),
        ("promises", {"entity": "nio"}, "promises"),
        ("forecast", {"entities": ["nio"], "months": 2}, "NIO"),
        ("explain", {"code": "streak"}, "Caught:"),
        ("explain", {"code": "nio:deliveries:2025-12"}, "48,135"),
        ("check_article", {"text": ARTICLE}, "contradicted"),
    ],
)
def test_each_tool_gives_text_and_values_by_its_schema(served, name, arguments, within):
    found = called(served, name, **arguments)
    assert not found.is_error, found.content
    assert within in found.content[0].text
    schema = next(tool.output_schema for tool in listed(served) if tool.name == name)
    Draft202012Validator(schema).validate(found.structured_content)


def test_figures_come_with_their_sources(served):
    [cell] = called(served, "show_cell", entity="NIO", metric="deliveries", period="2025-12").structured_content[
        "cells"
    ]
    assert cell["value"] == 48_135
    assert all(one["source"].startswith("http") for one in cell["support"])
    claims = called(served, "search_claims", entity="NIO", period="2025-12", limit=5).structured_content
    assert len(claims["claims"]) == 5 < claims["total"]


@pytest.mark.parametrize(
    ("name", "arguments", "message"),
    [
        ("show_cell", {"entity": "Nioo"}, "perhaps NIO"),
        ("show_cell", {"entity": "nio", "metric": "happiness"}, "no such metric"),
        ("leader", {"period": "soon"}, "write 2026-01"),
        ("explain", {"code": "zz"}, "there is no such rule, claim or cell"),
        ("check_article", {}, "either the text or the address"),
        ("check_article", {"text": " "}, "is empty"),
        ("check_article", {"text": "x" * 200_001}, "longer than"),
        ("check_article", {"url": "http://127.0.0.1:9/"}, "this machine"),
        ("search_claims", {"entity": "nio", "limit": 0}, "greater than or equal to 1"),
        ("ask", {"question": ""}, "no question"),
    ],
)
def test_errors_say_what_to_mend(served, name, arguments, message):
    found = called(served, name, **arguments)
    assert found.is_error
    assert message in found.content[0].text


def test_no_file_of_this_machine_is_read(served, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("NIO delivered 31,337 vehicles in January 2026.", encoding="utf-8")
    for url in (str(secret), secret.as_uri()):
        found = called(served, "check_article", url=url)
        assert found.is_error
        assert "31,337" not in found.content[0].text
    [document] = called(served, "check_article", text=str(secret)).structured_content["documents"]
    assert document["claims"] == []


def test_over_standard_input_and_output(tmp_path):
    command = "from tachograph.surfaces.cli import main; main()"
    arguments = ["-c", command, "mcp", "--ledger", stocked(tmp_path)]
    given = StdioServerParameters(command=sys.executable, args=arguments, env=dict(os.environ))
    assert {tool.name for tool in listed(given)} == TOOLS
    found = called(given, "ask", question="What did Leapmotor deliver in 2025?")
    assert "596,555" in found.structured_content["answer"]


def test_without_the_extra_it_says_what_to_install(monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "mcp", None)
    for name in [n for n in sys.modules if n.startswith(("tachograph.surfaces.mcp.", "mcp."))]:
        monkeypatch.delitem(sys.modules, name)
    assert run(["mcp"]) == 2
    assert capsys.readouterr().err == (
        "tacho: tacho mcp: what serves assistants is not installed; pip install 'tachograph[mcp]'\n"
    )
