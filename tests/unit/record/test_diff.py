"""What changed between two records."""

from pathlib import Path

import msgspec

from onrecord.record import Record, diff
from tests.unit.record import factory


def test_rows_that_came_went_and_changed(tmp_path: Path) -> None:
    one, said, _ = factory.made("a.txt")
    longer = msgspec.structs.replace(one, text=one.text + "More.\n")
    first = msgspec.structs.replace(said.statements[0], side=("ERE",), confidence=0.125)
    changed = msgspec.structs.replace(said, statements=(first,))
    factory.build(tmp_path / "old", [(one, said), *factory.generated(1, statements=1)])
    factory.build(tmp_path / "new", [(longer, changed), (factory.made("b.txt")[0], factory.Extraction(id="b.txt"))])
    with Record.open(tmp_path / "old") as old, Record.open(tmp_path / "new") as new:
        lines = [tuple(line.values()) for line in diff(old, new).to_pylist()]
        assert diff(old, old).num_rows == 0
    gone = next(factory.generated(1, statements=1))
    assert [line[:5] for line in lines] == [
        ("documents", gone[0].id, gone[0].id, "removed", None),
        ("documents", "a.txt", "a.txt", "changed", "characters"),
        ("documents", "a.txt", "a.txt", "changed", "text"),
        ("documents", "b.txt", "b.txt", "added", None),
        ("statements", gone[0].id, gone[1].statements[0].id, "removed", None),
        *sorted(
            [
                ("statements", "a.txt", said.statements[0].id, "changed", "side"),
                ("statements", "a.txt", said.statements[0].id, "changed", "confidence"),
                ("statements", "a.txt", said.statements[1].id, "removed", None),
            ],
            key=lambda line: line[2],
        ),
    ]
    values = {line[4]: line[5:] for line in lines if line[3] == "changed"}
    assert values["side"] == ('["UTO"]', '["ERE"]')
    assert values["confidence"] == ("0.9", "0.125")
    assert '"characters":' in values["text"][0]


def test_actors_and_links_are_compared(tmp_path: Path) -> None:
    factory.whole(tmp_path / "old", "a.txt")
    factory.build(tmp_path / "new", [factory.made("a.txt")[:2]])
    with Record.open(tmp_path / "old") as old, Record.open(tmp_path / "new") as new:
        lines = diff(old, new).to_pylist()
    assert {(line["table"], line["change"], line["field"]) for line in lines} == {
        ("documents", "changed", "story"),
        ("actors", "removed", None),
        ("utterances", "removed", None),
        ("links", "removed", None),
    }
