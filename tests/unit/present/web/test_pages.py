"""Every page answers, whatever the record holds and the address says; judgements by plain forms."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from onrecord.present.web import app
from onrecord.present.web.routes import PAGES
from onrecord.record import FORMAT, Record, Store
from onrecord.types import Manifest
from tests.unit.present.factory import build

HOME = "http://127.0.0.1"
DOC = "high-seas-2.txt"
SHOWN = [page for page in PAGES if not page.post]


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with TestClient(app(build(tmp_path_factory.mktemp("p") / "a.record")), base_url=HOME) as made:
        yield made


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[tuple[TestClient, Path]]:
    record = build(tmp_path / "b.record")
    with TestClient(app(record), base_url=HOME) as made:
        yield made, record


def ids(client: TestClient) -> list[str]:
    return re.findall(r"row=([0-9a-f]{16})", client.get("/read", params={"doc": DOC}).text)


def form(client: TestClient, id: str, **fields: str) -> dict[str, str]:
    text = client.get("/read", params={"doc": DOC, "row": id}).text
    hidden = dict(re.findall(r'<input type="hidden" name="(token|document|row|of|judgement)" value="([^"]*)"', text))
    return {**hidden, **fields}


@pytest.mark.parametrize("page", SHOWN, ids=lambda page: page.name)
def test_a_record_without_documents_is_shown(page: object, tmp_path: Path) -> None:
    path = tmp_path / "empty.record"
    with Store.create_or_open(path) as store:
        store.finish(Manifest(format=FORMAT, version="0.1.0", settings="s"))
    with TestClient(app(path), base_url=HOME) as client:
        answer = client.get(page.path, params={"q": "words"})  # type: ignore[attr-defined]
        assert answer.status_code in {200, 404} and "<h1" in answer.text


@pytest.mark.parametrize("page", SHOWN, ids=lambda page: page.name)
@pytest.mark.parametrize(
    "asked",
    [
        {"side": "'; --", "issue": "x", "act": "x", "kind": "x", "type": "x", "status": "x", "page": "999999999"},
        {"q": '"', "in": "x", "min": "abc", "page": "-1"},
        {"q": "NEAR(", "outlet": "<script>", "row": "zz", "at": "9-1", "part": "0"},
        {"since": "2021-99", "q": "a"},
        {"doc": DOC, "at": "0-99999999", "part": "7"},
    ],
)
def test_any_address_gets_a_page(page: object, asked: dict[str, str], client: TestClient) -> None:
    answer = client.get(page.path, params=asked)  # type: ignore[attr-defined]
    assert answer.status_code in {200, 400, 404} and "<h1" in answer.text
    assert "<script>" not in answer.text and "Traceback" not in answer.text


def test_what_is_not_there_says_so_in_one_line(client: TestClient) -> None:
    answer = client.get("/read", params={"doc": DOC, "row": "0" * 16})
    assert answer.status_code == 404 and "holds no row" in answer.text
    assert client.get("/read").status_code == 404
    assert "no date" in client.get("/timeline", params={"since": "soon"}).text


def test_facets_count_what_a_choice_would_give(client: TestClient) -> None:
    text = client.get("/timeline", params={"act": "deny"}).text
    number = int(re.search(r"Russia</bdi></span> <span class=\"n\">(\d+)<", text)[1])  # type: ignore[index]
    both = client.get("/timeline", params={"act": "deny", "side": "RUS"}).text
    assert f"{number} statement" in both and number == 1


def test_timeline_pages_hold_each_row_once(client: TestClient) -> None:
    text = client.get("/timeline").text
    rows = re.findall(r'/read\?doc=[^"]+row=([0-9a-f]{16})', text)
    assert len(rows) == len(set(rows)) == 15


def test_a_part_is_the_panel_only(client: TestClient) -> None:
    id = ids(client)[0]
    part = client.get(
        "/read", params={"doc": DOC, "row": id}, headers={"hx-request": "true", "hx-target": "panel"}
    ).text
    assert part.lstrip().startswith('<section id="panel"') and "<html" not in part


def test_judging_by_plain_forms(fresh: tuple[TestClient, Path]) -> None:
    client, record = fresh
    id = ids(client)[0]
    answer = client.post("/judge", data=form(client, id, verdict="edit", said_on="2022-03", author="Ana", note="<b>"))
    assert answer.status_code == 200 and "March 2022" in answer.text and "&lt;b&gt;" in answer.text
    with Record.open(record) as found:
        made = found.judgements(row=id)[0].judgement
        assert (made.verdict, made.author, list(made.edit)) == ("edit", "Ana", ["said_on"])
    answer = client.post("/judge", data={**form(client, id), "verdict": "undo", "judgement": made.id})
    assert "March 2022" not in answer.text and "taken back" in answer.text


def test_a_form_sent_twice_counts_once_and_another_choice_counts_too(fresh: tuple[TestClient, Path]) -> None:
    client, record = fresh
    id = ids(client)[0]
    sent = form(client, id, verdict="right")
    for data in (sent, sent, {**sent, "verdict": "wrong"}):
        assert client.post("/judge", data=data).status_code == 200
    with Record.open(record) as found:
        assert [one.judgement.verdict for one in found.judgements(row=id)] == ["right", "wrong"]


def test_an_edit_that_changes_nothing_is_told(fresh: tuple[TestClient, Path]) -> None:
    client, record = fresh
    answer = client.post("/judge", data=form(client, ids(client)[0], verdict="edit"))
    assert answer.status_code == 400 and "nothing was changed" in answer.text
    assert not (record / "judgements.jsonl").exists()


def test_what_others_judge_shows_at_the_next_click(fresh: tuple[TestClient, Path]) -> None:
    from onrecord.record import Word  # noqa: PLC0415

    client, record = fresh
    before = ids(client)
    client.get("/timeline")
    with Record.open(record) as other:
        other.judge(Word(row=before[0], verdict="wrong"))
    assert f"row={before[0]}" not in client.get("/timeline").text
    assert "Taken out by people" in client.get("/read", params={"doc": DOC}).text


def test_a_new_build_shows_at_the_next_click(fresh: tuple[TestClient, Path]) -> None:
    client, record = fresh
    assert client.get("/read", params={"doc": DOC}).status_code == 200
    with Store.create_or_open(record) as store:
        manifest = store.manifest
        assert manifest is not None
        store.retain(set(store.keys("read")) - {DOC})
        store.finish(manifest)
    assert client.get("/read", params={"doc": DOC}).status_code == 404
