"""Across documents: whatever was built first, and with what settings, ties are those of the inputs that are there."""

import json
from pathlib import Path

import pytest

import onrecord
from onrecord import setups
from onrecord.settings import LinkSettings, Settings

pytestmark = pytest.mark.model

WIRE = """\
Kenya and Uganda sign railway accord in Kampala

KAMPALA, March 4 (Reuters) - Kenya and Uganda signed an accord on Monday to finish the railway between Naivasha and
Kampala, their transport ministers said.

"The last forty kilometres will be laid before the rains of next year," Kenyan Transport Minister Wanjiru Otieno told
reporters in Kampala.

Uganda had stopped work on its side of the border two years ago, saying that it wanted better terms for its lenders.
"""
COPY = """\
Last stretch of border railway agreed

Kenya and Uganda signed an accord on Monday to finish the railway between Naivasha and Kampala, their transport
ministers said.

"The last forty kilometres will be laid before the rains of next year," Kenyan Transport Minister Wanjiru Otieno told
reporters in Kampala.
"""
OWN = """\
Railway deal ends a long quarrel

The railway from Naivasha will reach Kampala after all. Kenya and Uganda signed an accord in Kampala on Monday, and
Kenyan Transport Minister Wanjiru Otieno said that the last forty kilometres would be laid before the rains of next
year.
"""
APART = """\
Iceland counts its puffins

Iceland said on Tuesday that it had counted more puffins on the Westman Islands than in any year since 2003.
"""
OUTLETS = {"wire": ("Reuters", "2024-03-04"), "copy": ("The Daily Echo", "2024-03-05"), "own": ("Nation", "2024-03-05")}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two folders of documents, and a table of who published them when."""
    at = tmp_path_factory.mktemp("linking")
    for name, text in (("first/wire", WIRE), ("second/copy", COPY), ("second/own", OWN), ("first/apart", APART)):
        path = at / f"{name}.txt"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf8")
    rows = [f"{name}.txt,,{day},{outlet}," for name, (outlet, day) in OUTLETS.items()]
    (at / "table.csv").write_text("\n".join(["file,title,published,outlet,url", *rows]), encoding="utf8")
    return at


def build(folder: Path, record: Path, *names: str, link: LinkSettings | None = None, add: bool = False) -> None:
    settings = Settings(link=link or LinkSettings())
    options = onrecord.Options(settings=settings, metadata=folder / "table.csv", add=add)
    onrecord.build([folder / name for name in names], record, options)


def exported(record: Path, output: Path) -> dict[str, bytes]:
    onrecord.export(record, "jsonl", output)
    return {path.name: path.read_bytes() for path in sorted(output.iterdir())}


def rows(files: dict[str, bytes], name: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in files[f"{name}.jsonl"].splitlines()]


@pytest.fixture(scope="module")
def whole(folder: Path) -> dict[str, bytes]:
    """The export of a record that was built at once."""
    build(folder, folder / "whole", "first", "second")
    return exported(folder / "whole", folder / "whole.out")


def test_exports_name_stories_copies_origins_and_why(whole: dict[str, bytes]) -> None:
    documents = {str(row["id"]): row for row in rows(whole, "documents")}
    stories = {name: row["story"] for name, row in documents.items()}
    assert stories["wire.txt"] == stories["copy.txt"] == stories["own.txt"] != stories["apart.txt"]
    assert (documents["copy.txt"]["copy_of"], documents["copy.txt"]["origin"]) == ("wire.txt", "wire.txt")
    assert documents["own.txt"]["copy_of"] is None
    links = rows(whole, "links")
    assert {"story", "copy", "origin", "utterance"} <= {str(link["kind"]) for link in links}
    assert all(link["reason"] and 0 <= float(str(link["score"])) <= 1 for link in links)
    told = [row["statements"] for row in rows(whole, "utterances")]
    assert max(len({one["doc"] for one in many}) for many in told) == 3  # type: ignore[index, attr-defined]


def test_three_documents_of_two_origins(folder: Path, whole: dict[str, bytes]) -> None:
    (row,) = onrecord.origins(folder / "whole").to_pylist()
    assert (row["documents"], row["outlets"], row["origins"]) == (3, 3, 2)


@pytest.mark.parametrize("add", [False, True])
def test_what_came_first_leaves_no_trace(folder: Path, whole: dict[str, bytes], tmp_path: Path, add: bool) -> None:
    build(folder, tmp_path / "r", "first")
    build(folder, tmp_path / "r", *(["second"] if add else ["first", "second"]), add=add)
    assert exported(tmp_path / "r", tmp_path / "out") == whole


def test_another_setting_merges_anew_and_extracts_nothing(
    folder: Path, whole: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record, never = tmp_path / "r", LinkSettings(story=0.99, copy_share=1.0, utterance=1.0, event=1.0)
    build(folder, record, "first", "second")
    with monkeypatch.context() as patched:
        for setup in ("extractor", "sensor"):
            patched.setattr(setups, setup, lambda *_: pytest.fail("a model was asked again"))
        build(folder, record, "first", "second", link=never)
        apart = exported(record, tmp_path / "apart")
        build(folder, record, "first", "second")
    assert exported(record, tmp_path / "out") == whole
    assert not [link for link in rows(apart, "links") if link["kind"] in ("story", "event", "utterance")]
    same = ("statements.jsonl", "events.jsonl")
    assert [apart[name] for name in same] == [whole[name] for name in same]


def test_a_removal_links_with_the_settings_of_the_record(folder: Path, tmp_path: Path) -> None:
    never = LinkSettings(story=0.99, copy_share=1.0, utterance=1.0, event=1.0)
    build(folder, tmp_path / "r", "first", "second", link=never)
    onrecord.remove(tmp_path / "r", ["apart.txt"])
    files = exported(tmp_path / "r", tmp_path / "out")
    assert len({str(row["story"]) for row in rows(files, "documents")}) == 3
    assert not [link for link in rows(files, "links") if link["kind"] == "story"]
