"""Matrix, alignment, actors, issues and stories: every figure leads to its words, and what is missing is said."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from onrecord.present.web import app
from onrecord.record import Record, Word
from tests.unit.present import factory, harbour


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return harbour.build(tmp_path_factory.mktemp("w") / "harbour.record")


@pytest.fixture(scope="module")
def client(path: Path) -> Iterator[TestClient]:
    with TestClient(app(path), base_url="http://127.0.0.1") as client:
        yield client


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A record without a watchlist."""
    with TestClient(
        app(factory.build(tmp_path_factory.mktemp("w") / "bare.record")), base_url="http://127.0.0.1"
    ) as it:
        yield it


def words(page: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


def links(page: str, to: str) -> list[str]:
    return [link for link in map(unescape, re.findall(r'href="([^"]+)"', page)) if link.startswith(to)]


def test_a_cell_opens_its_evidence_and_each_piece_its_words(client: TestClient) -> None:
    page = client.get("/matrix").text
    (cell, *_) = links(page, "/matrix?cell=")
    opened = client.get(cell.removesuffix("#cell")).text
    assert 'id="cell"' in opened and 'aria-current="true"' in opened
    pieces = links(opened.split('id="cell"')[1], "/read?doc=")
    assert pieces and all(client.get(link.split("#")[0]).status_code == 200 for link in pieces)


def test_no_evidence_is_not_neutral(client: TestClient) -> None:
    assert "no evidence, which isn’t neutral" in words(client.get("/matrix").text)
    empty = words(client.get("/issue?id=unasked").text)
    assert "No statement takes a stance on this, which isn’t neutral" in empty
    assert "No evidence, which isn’t neutral" in words(client.get("/issues").text)


def test_dates_narrow_a_cell_and_wrong_ones_are_told(client: TestClient) -> None:
    page = client.get("/matrix").text
    (cell, *_) = links(page, "/matrix?cell=")
    name = cell.split("cell=")[1].split("#")[0].split("&")[0]
    nothing = client.get(f"/matrix?cell={name}&since=1990&until=1991").text
    assert "No evidence fits" in words(nothing) or "No evidence" in words(nothing)
    wrong = client.get("/matrix?since=soon")
    assert wrong.status_code == 400 and "is no date" in words(wrong.text)


def test_figures_below_the_least_evidence_are_withheld(client: TestClient) -> None:
    page = words(client.get("/alignment").text)
    assert "S of Signorino" not in page and (
        "No pair of sides shares enough evidence" in page or "No two sides" in page
    )


def test_without_a_watchlist_pages_say_how_to_get_one(bare: TestClient) -> None:
    for address in ("/matrix", "/alignment", "/issues"):
        answer = bare.get(address)
        assert answer.status_code == 200 and "watchlist" in words(answer.text)


def test_actors_are_found_by_name_and_lead_to_their_page(client: TestClient, path: Path) -> None:
    with Record.open(path) as record:
        actors = record.sql("SELECT id, name FROM actors ORDER BY statements DESC, id").to_pylist()
    for actor in actors:
        page = client.get(f"/actor?id={actor['id']}")
        assert page.status_code == 200 and actor["name"] in words(page.text)
        found = client.get("/actors", params={"q": actor["name"].upper()[:5]}).text
        assert f"/actor?id={actor['id']}" in found
    assert "Nobody fits" in words(client.get("/actors?q=zebra").text)
    assert client.get("/actor?id=nobody").status_code == 404 == client.get("/actor").status_code


def test_an_issue_tells_who_is_for_and_against(client: TestClient) -> None:
    page = client.get("/issue?id=towing").text
    assert "<north>" not in page and "Towing the wreck <north>" in words(page)
    assert links(page, "/matrix?issue=towing&cell=towing.") and links(page, "/read?doc=")
    assert client.get("/issue?id=none").status_code == 404


def test_a_story_tells_documents_origins_edges_wordings_and_contradictions(client: TestClient, path: Path) -> None:
    listed = client.get("/stories").text
    (address, *_) = links(listed, "/story?id=")
    page = client.get(address).text
    with Record.open(path) as record:
        row = record.sql("SELECT * FROM stories WHERE story = ?", [address.split("=")[1]]).to_pylist()[0]
    assert f"{row['documents']} documents" in words(page) and "independent origin" in words(page)
    assert row["origins"] < row["documents"] and '<svg class="arcs"' in page and '<ol class="reasons"><li>' in page
    assert "<ins>" in page and "<del>" in page and "can’t both be right" in words(page)
    assert all(client.get(link.split("#")[0]).status_code == 200 for link in links(page, "/read?doc="))
    assert "No title has these words" in words(client.get("/stories?q=zebra").text)
    assert client.get("/story?id=none").status_code == 404


def test_judgements_count_at_once(path: Path, tmp_path: Path) -> None:
    own = harbour.build(tmp_path / "own.record")
    with TestClient(app(own), base_url="http://127.0.0.1") as client, Record.open(own) as record:
        before = record.sql("SELECT side, count(*) AS n FROM evidence GROUP BY side ORDER BY n, side").to_pylist()[0]
        evidence = record.sql("SELECT id FROM evidence WHERE side = ?", [before["side"]])["id"].to_pylist()
        first = client.get(f"/matrix?side={before['side']}").text
        for id in set(evidence):
            record.judge(Word(row=id, verdict="wrong", author="Ana"))
        after = client.get(f"/matrix?side={before['side']}").text
        assert 'class="heat"' in first and "No evidence fits" in words(after)
