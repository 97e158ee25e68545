"""Names of hosts, tokens, sizes and headers: what stands before every page."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from onrecord.present.web import WebOptions, app
from onrecord.present.web.guard import LARGEST_FORM, LONGEST_ADDRESS
from onrecord.present.web.routes import PAGES
from tests.unit.present.factory import build

HOME = "http://127.0.0.1:8765"


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("g") / "a.record")


@pytest.fixture(scope="module")
def client(record: Path) -> Iterator[TestClient]:
    with TestClient(app(record), base_url=HOME) as made:
        yield made


def token(client: TestClient) -> str:
    found = re.search(r'name="token" value="([^"]+)"', client.get("/read", params={"doc": "high-seas-2.txt"}).text)
    assert found
    return found[1]


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:8765", "localhost:1", "[::1]:80", "LOCALHOST"])
def test_its_own_names_are_answered(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize("host", ["", "evil.example", "127.0.0.1.evil.example:8765", "127.0.0.1@evil.example", "[::2]"])
def test_other_names_are_refused(client: TestClient, host: str) -> None:
    answer = client.get("/", headers={"host": host})
    assert answer.status_code == 421 and "statements" not in answer.text


def test_every_answer_has_the_policy(client: TestClient, record: Path) -> None:
    static = re.search(r'href="(/static/[^"]+css)"', client.get("/").text)
    assert static
    for path in [*(page.path for page in PAGES), static[1], "/static/x", "/nothing"]:
        headers = client.get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy and "unsafe" not in policy and "*" not in policy, path
        assert headers["x-content-type-options"] == "nosniff" and "frame-ancestors 'none'" in policy
        assert "set-cookie" not in headers


def test_no_page_has_inline_script_or_style(client: TestClient) -> None:
    for page in PAGES:
        text = client.get(page.path, params={"doc": "saudi-iran-1.txt", "q": "that"}).text
        assert not re.search(r"<script(?![^>]*(src=|application/json))", text), page.path
        assert not re.search(r"<[a-z][^>]*\s(style|on[a-z]+)=", text), page.path
        assert not re.search(r"""(src|href)=["']?(https?:)?//(?!example\.org)""", text), page.path


@pytest.mark.parametrize(
    ("sent", "headers", "status"),
    [
        ({}, {}, 403),
        ({"token": "x"}, {}, 403),
        ({"token": "é"}, {}, 403),
        ({"token": True}, {"origin": "http://evil.example"}, 403),
        ({"token": True}, {"origin": "null"}, 403),
        ({"token": True}, {"origin": HOME}, 400),
        ({"token": True}, {}, 400),
    ],
)
def test_a_form_needs_the_token_and_its_own_origin(
    client: TestClient, sent: dict[str, object], headers: dict[str, str], status: int
) -> None:
    data = {name: token(client) if value is True else str(value) for name, value in sent.items()}
    answer = client.post("/judge", data={**data, "verdict": "perhaps"}, headers=headers)
    assert answer.status_code == status, answer.text


def test_forms_of_another_kind_or_size_are_refused(client: TestClient) -> None:
    secret = token(client)
    assert client.post("/judge", files={"token": ("a", secret)}).status_code == 415
    assert client.post("/judge", json={"token": secret}).status_code == 415
    assert client.post("/judge", data={"token": secret, "note": "x" * LARGEST_FORM}).status_code == 413
    assert client.post("/judge", data={f"n{at}": "1" for at in range(300)} | {"token": secret}).status_code == 403


def test_addresses_and_methods_are_bounded(client: TestClient) -> None:
    assert client.get("/search?q=" + "x" * LONGEST_ADDRESS).status_code == 414
    assert client.get("/search?q=" + "x" * 600).status_code == 400
    assert client.put("/judge").status_code == 405
    assert client.post("/", data={"token": token(client)}).status_code == 405
    assert client.get("/judge").status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/static/../../../../etc/passwd",
        "/static/%2e%2e%2fguard.py",
        "/static/web.css",
        "/static/",
        "/..%2fmanifest.json",
    ],
)
def test_no_path_leads_out(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("doc", ["../manifest.json", "/etc/passwd", "a\0b", "'; DROP TABLE documents; --", "%"])
def test_documents_are_those_of_the_record(client: TestClient, doc: str) -> None:
    assert client.get("/read", params={"doc": doc}).status_code == 404


def test_read_only_takes_no_form(record: Path) -> None:
    with TestClient(app(record, WebOptions(read_only=True)), base_url=HOME) as client:
        assert 'action="/judge"' not in client.get("/read", params={"doc": "high-seas-2.txt"}).text
        assert client.post("/judge", data={"verdict": "wrong"}).status_code == 403
