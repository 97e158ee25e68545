"""Inputs and a record on an S3-compatible server on this machine: built, read, gone on with, and taken out of."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import onrecord
from onrecord import remote
from onrecord.errors import ReadError, RecordError

TEXTS = {
    "2023/a.txt": "Kenya's president said on Monday that it would sign the treaty.",
    "2023/b.txt": "Uganda denied that it had closed the border with Rwanda.",
    "c.txt": "Ghana warned Togo against the new tariff, its trade minister said.",
}


@pytest.fixture(scope="module")
def bucket(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """An empty bucket of a server of moto, on a free port of loopback; the server ends with the tests."""
    server_module = pytest.importorskip("moto.server", reason="moto[server] isn't installed")
    boto3 = pytest.importorskip("boto3")
    server = server_module.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    with pytest.MonkeyPatch.context() as patch:
        for name, value in {
            "AWS_ENDPOINT_URL": f"http://{host}:{port}",
            "AWS_ACCESS_KEY_ID": "test",
            "AWS_SECRET_ACCESS_KEY": "test",
            "AWS_DEFAULT_REGION": "us-east-1",
            "ONRECORD_CACHE": str(tmp_path_factory.mktemp("cache")),
        }.items():
            patch.setenv(name, value)
        client = boto3.client("s3")
        client.create_bucket(Bucket="news")
        for name, text in TEXTS.items():
            client.put_object(Bucket="news", Key=f"articles/{name}", Body=text.encode())
        yield "s3://news"
        client.close()
    server.stop()


def objects() -> dict[str, bytes]:
    boto3 = pytest.importorskip("boto3")
    client = boto3.client("s3")
    found = {
        one["Key"]: client.get_object(Bucket="news", Key=one["Key"])["Body"].read()
        for one in client.list_objects_v2(Bucket="news").get("Contents", [])
    }
    client.close()
    return found


def exported(record: str | Path, output: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in onrecord.export(record, "jsonl", output)}


@pytest.mark.model
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")
def test_a_record_on_object_storage(bucket: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    record = f"{bucket}/records/small.record"
    manifest = onrecord.build(f"{bucket}/articles", record)
    assert [one.path for one in manifest.inputs] == [f"{bucket}/articles/{name}" for name in sorted(TEXTS)]

    # the same bytes as from files, and the same files
    here = tmp_path / "articles"
    for name, text in TEXTS.items():
        (here / name).parent.mkdir(parents=True, exist_ok=True)
        (here / name).write_text(text, encoding="utf8")
    onrecord.build(here, tmp_path / "here.record")
    expected = exported(tmp_path / "here.record", tmp_path / "one")
    assert exported(record, tmp_path / "two") == expected
    names = {key.removeprefix("records/small.record/") for key in objects() if key.startswith("records/")}
    assert {"manifest.json", "record.duckdb", "search.sqlite"} <= names
    assert {name.split("/")[0] for name in names if "/" in name} == {"shards", "sources"}

    # another machine, which has nothing yet, goes on from what is there: nothing is extracted again
    monkeypatch.setenv("ONRECORD_CACHE", str(tmp_path / "elsewhere"))
    seen: list[tuple[str, int, int]] = []
    options = onrecord.Options(progress=lambda *step: seen.append(step))
    onrecord.build(f"{bucket}/articles", record, options)
    assert ("extract", 0, 0) in seen and ("extract", 0, 3) not in seen
    assert exported(record, tmp_path / "three") == expected

    # what leaves the record leaves the storage
    before = {key for key in objects() if "/sources/" in key}
    onrecord.remove(record, ["c.txt"])
    assert onrecord.show(record).column("doc").to_pylist() == ["2023/a.txt", "2023/b.txt"]
    after = {key for key in objects() if "/sources/" in key}
    assert len(before) == 3 and len(after) == 2
    assert not any(b"Ghana" in body for key, body in objects().items() if key.startswith("records/"))


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")
def test_what_is_not_there_is_one_line(bucket: str) -> None:
    with pytest.raises(ReadError, match=r"^s3://news/nothing: no such file or folder; check the address$"):
        remote.fetch_input(f"{bucket}/nothing")
    with pytest.raises(RecordError, match=r"^s3://news/no.record: no record here; make one with"):
        onrecord.open(f"{bucket}/no.record")
    with pytest.raises(RecordError, match=r"^s3://no-such-bucket/x.record: "):
        onrecord.open("s3://no-such-bucket/x.record")


def test_two_builds_at_once_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONRECORD_CACHE", str(tmp_path / "cache"))
    url = f"file://{tmp_path}/far.record"
    copy = remote.Working(url)
    (tmp_path / "far.record").mkdir()
    (tmp_path / "far.record" / "manifest.json").write_text("{}", encoding="utf8")
    with pytest.raises(RecordError, match="another build was written meanwhile; run the same command again"):
        copy.finish()


@pytest.mark.parametrize(
    ("place", "url"),
    [
        ("s3://bucket/a/b", "s3://bucket/a/b"),
        (Path("s3://bucket/a/b"), "s3://bucket/a/b"),
        ("gs://bucket/a/", "gs://bucket/a"),
        ("articles/a.txt", None),
        (Path("/data/a:b/c"), None),
        (r"C:\news", None),
        ("C:/news", None),
    ],
)
def test_what_a_url_is(place: str | Path, url: str | None) -> None:
    assert remote.url_of(place) == url
