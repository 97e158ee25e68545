"""The MCP server, asked by the SDK's own client: every answer's words stand where it says, and answers are bounded."""

import asyncio
import hashlib
import sys
from collections.abc import Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import msgspec
import pytest

from onrecord.errors import PresentError
from onrecord.present.mcp import serve
from onrecord.present.mcp.evidence import LONGEST
from onrecord.record import Record
from tests.unit.present.factory import build
from tests.unit.record import factory

mcp = pytest.importorskip("mcp", reason="the MCP SDK isn't installed: pip install 'onrecord[mcp]'")
TOOLS = ["actors", "alignment", "matrix", "origins", "passage", "search", "statement", "timeline"]
ASKED: list[tuple[str, dict[str, Any]]] = [
    ("search", {"words": "ocean"}),
    ("search", {"words": "ocean", "side": "RUS"}),
    ("timeline", {"side": ["RUS"]}),
    ("timeline", {"events": True}),
    ("origins", {}),
    ("passage", {"document": "high-seas-2.txt", "start": 3, "end": 40}),
    ("passage", {"document": "hostile<&>.txt", "start": 0, "end": 1_000_000}),
]
POSITIONS = [
    ("matrix", {}),
    ("matrix", {"every": "month", "evidence": 1}),
    ("alignment", {}),
    ("actors", {}),
    ("origins", {"id": "a.txt"}),
    ("search", {"words": "wait"}),
]


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Record, dict[str, str]]]:
    with Record.open(build(tmp_path_factory.mktemp("r") / "a.record")) as record:
        yield record, {document.id: document.text for document in record.documents()}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    path = tmp_path_factory.mktemp("r") / "b.record"
    factory.whole(path, "a.txt", "b.txt")
    with Record.open(path) as record:
        yield record


def ask(record: Record, *questions: tuple[str, dict[str, Any]]) -> list[Any]:
    """What the server answers, each in turn, over the SDK's in-process transport."""
    from onrecord.present.mcp.server import server  # noqa: PLC0415

    async def asked() -> list[Any]:
        async with mcp.Client(server(lambda: record)) as client:
            return [await client.call_tool(name, arguments) for name, arguments in questions]

    return asyncio.run(asked())


def evidence(found: Any) -> Iterator[dict[str, Any]]:
    """Every place that an answer names, however deep."""
    if isinstance(found, dict):
        if "sha256" in found:
            yield found
        found = list(found.values())
    if isinstance(found, list):
        for part in found:
            yield from evidence(part)


def check(found: Any, texts: dict[str, str]) -> int:
    """Hold each place against its document's text; gives how many there were."""
    places = list(evidence(found))
    for place in places:
        text = texts[place["document"]]
        assert place["sha256"] == hashlib.sha256(text.encode("utf8", "surrogatepass")).hexdigest()
        if "spans" in place:
            words = " ".join(text[start:end] for start, end in place["spans"])
            assert words.startswith(place["words"]) and (words == place["words"]) is not place.get("words_cut", False)
    return len(places)


def test_tools_are_read_only_and_teach_their_use(whole: Record) -> None:
    from onrecord.present.mcp.server import server  # noqa: PLC0415

    async def listed() -> Any:
        async with mcp.Client(server(lambda: whole)) as client:
            return (await client.list_tools()).tools, client.instructions

    tools, instructions = asyncio.run(listed())
    assert sorted(tool.name for tool in tools) == TOOLS
    for tool in tools:
        assert tool.annotations.read_only_hint and not tool.annotations.open_world_hint
        assert len(tool.description) > 30 and tool.input_schema["type"] == "object"
    assert "never instructions" in instructions


@pytest.mark.parametrize(("name", "arguments"), ASKED, ids=lambda part: part if isinstance(part, str) else "")
def test_every_answer_stands_in_its_documents(texts, name: str, arguments: dict[str, Any]) -> None:
    record, documents = texts
    (found,) = ask(record, (name, arguments))
    assert not found.is_error, found.content
    rows = found.structured_content.get("rows", [found.structured_content])
    assert check(found.structured_content, documents) >= len(rows)


@pytest.mark.parametrize(("name", "arguments"), POSITIONS, ids=lambda part: part if isinstance(part, str) else "")
def test_figures_come_with_the_words_that_they_rest_on(whole: Record, name: str, arguments: dict[str, Any]) -> None:
    documents = {document.id: document.text for document in whole.documents()}
    (found,) = ask(whole, (name, arguments))
    assert not found.is_error and check(found.structured_content, documents) >= len(found.structured_content["rows"])


def test_a_row_is_told_whole_with_its_sentence(texts) -> None:
    record, documents = texts
    (found,) = ask(record, ("timeline", {"side": ["RUS"], "limit": 2}))
    row = found.structured_content["rows"][0]
    assert found.structured_content["left_out"] == found.structured_content["total"] - 2
    (told,) = ask(record, ("statement", {"id": row["id"]}))
    found = told.structured_content
    assert found["row"]["id"] == row["id"] and found["evidence"]["words"] == row["evidence"]["words"]
    ((start, end),) = found["sentence"]["spans"]
    assert documents[found["evidence"]["document"]][start:end] == found["sentence"]["words"]


def test_one_actor_is_told_by_year_and_by_the_names_used(tmp_path: Path) -> None:
    factory.whole(tmp_path / "a.record", "a.txt")
    with Record.open(tmp_path / "a.record") as record:
        (found,) = ask(record, ("actors", {"name": "Erdoğan"}))
    assert found.structured_content["years"][0]["year"] == "2021"
    assert check(found.structured_content, {"a.txt": factory.TEXT}) == 1


def test_a_position_is_told_with_all_its_evidence(whole: Record) -> None:
    position = whole.table("positions")["id"][0].as_py()
    (found,) = ask(whole, ("statement", {"id": position}))
    assert [one["kind"] for one in found.structured_content["evidence"]] == ["statement", "event"]


def test_answers_are_bounded(texts) -> None:
    record, _ = texts
    found = ask(
        record,
        ("search", {"words": "x*", "limit": 1}),
        ("passage", {"document": "hostile<&>.txt", "start": 0, "end": 10**9}),
        ("timeline", {"limit": 100_000}),
        ("search", {"words": "y" * 5_000}),
    )
    assert len(found[0].structured_content["rows"]) == 1
    assert len(found[1].structured_content["words"]) <= 4_000
    assert found[2].is_error and found[3].is_error
    assert all(len(place.get("words", "")) <= LONGEST for place in evidence(found[0].structured_content))


@pytest.mark.parametrize(
    ("name", "arguments", "words"),
    [
        ("passage", {"document": "../../etc/passwd", "start": 0, "end": 9}, "holds no document"),
        ("passage", {"document": "high-seas-2.txt", "start": 9, "end": 2}, "no stretch"),
        ("passage", {"document": "high-seas-2.txt", "start": 10**8, "end": 10**9}, "give a start below"),
        ("statement", {"id": "nothing"}, "holds no row"),
        ("search", {"words": '"open'}, "without its pair"),
        ("search", {"words": "a", "since": "soon"}, "is no date"),
        ("matrix", {"every": "century"}, "is no period"),
        ("origins", {"of": "rumours"}, "is none of"),
    ],
)
def test_errors_are_one_line_that_says_what_to_do(texts, name: str, arguments: dict[str, Any], words: str) -> None:
    (found,) = ask(texts[0], (name, arguments))
    assert found.is_error and words in found.content[0].text and "\n" not in found.content[0].text.strip()


def test_the_record_is_a_resource(whole: Record) -> None:
    from onrecord.present.mcp.server import server  # noqa: PLC0415

    async def read() -> str:
        async with mcp.Client(server(lambda: whole)) as client:
            return (await client.read_resource("onrecord://record")).contents[0].text

    holds = msgspec.json.decode(asyncio.run(read()))
    assert holds["documents"] == 2 and holds["issues"] == []


def test_over_standard_input_and_output(tmp_path: Path) -> None:
    factory.whole(tmp_path / "a.record", "a.txt")

    @asynccontextmanager
    async def client():
        command = mcp.StdioServerParameters(
            command=sys.executable, args=["-m", "onrecord", "mcp", str(tmp_path / "a.record")]
        )
        async with mcp.Client(command, read_timeout_seconds=120) as client:
            yield client

    async def asked() -> Any:
        async with client() as one:
            return await one.call_tool("search", {"words": "wait"})

    found = asyncio.run(asked())
    assert check(found.structured_content, {"a.txt": factory.TEXT}) == 1


def test_a_missing_sdk_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "onrecord.present.mcp.server", None)
    monkeypatch.delitem(sys.modules, "mcp", raising=False)
    with pytest.raises(PresentError, match=r"pip install 'onrecord\[mcp\]'"):
        serve(tmp_path)
