"""Exports for publication: whatever an article says, no word of it goes out, and what goes out can be checked."""

from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.present.export import FORMATS, export
from onrecord.record import Record
from onrecord.record.bare import bare, hashed, is_hash
from onrecord.types import Passage, Span
from onrecord.types.placed import Placed, Reason
from tests.unit.record import factory

# words that no program would write of itself: those of the article, and nobody's name
WORDS = st.lists(st.text("qxzжøß𝔘", min_size=5, max_size=9), min_size=14, max_size=30, unique=True)


def written(record: Record, format: str, folder: Path) -> str:
    """All that an export holds, as text."""
    out = []
    for path in export(record, format, folder):
        if path.suffix == ".parquet":
            out.append(repr(pq.read_table(path).to_pylist()))
        else:
            out.append(path.read_text(encoding="utf8"))
    return "\n".join(out)


def article(words: list[str]) -> str:
    """The factory's text with words of its own around and within what is marked."""
    text = factory.TEXT
    for place, word in zip(("warns", "wait", "Tuesday", "Vienna", "met", "said", "ever", "more"), words, strict=False):
        text = text.replace(place, f"{place} {word}")
    return text + " ".join(words[8:])


def marked(text: str) -> tuple:
    """The factory's document with each passage made longer by the words that follow it."""
    document, said, ties = factory.made("a.txt")

    def longer(passage: Passage | None) -> Passage | None:
        if passage is None:
            return None
        start = min(passage.start, len(text) - 40)
        return Passage.cut(text, [Span(start, start + 40)])

    replace = msgspec.structs.replace
    statements = tuple(
        replace(one, source=longer(one.source), cue=longer(one.cue), content=longer(one.content))
        for one in said.statements
    )
    events = tuple(
        replace(one, trigger=longer(one.trigger), place=replace(one.place, text=text[40:60])) for one in said.events
    )
    links = tuple(
        replace(one, kind=kind, id=kind, detail=text[10:50] if kind in ("utterance", "event") else "cut")
        for one in ties.links
        for kind in ("utterance", "event", "copy")
    )
    actors = tuple(replace(one, names=(text[5:30],)) for one in ties.actors)
    return (
        replace(document, text=text, title=text[:60], notes=(text[20:40],)),
        Placed.of(
            replace(said, statements=statements, events=events),
            (Reason(statement=statements[0].id, issue="strait", score=0.5, reason=text[10:70], read=Span(0, 9)),),
        ),
        replace(ties, links=links, actors=actors),
    )


@settings(max_examples=4, deadline=None)
@given(WORDS)
def test_no_word_of_an_article_goes_out_in_any_format(words: list[str]) -> None:
    made = marked(article(words))
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(factory, "made", lambda id: made)
        factory.whole(Path(folder) / "a.record", "a.txt")
        with Record.open(Path(folder) / "a.record") as record:
            whole = "".join(path.read_text("utf8") for path in export(record, "jsonl", Path(folder) / "whole"))
            assert all(word in whole for word in words)
            # what `export(..., without_text=True)` gives a writer, once for all of them
            assert record.table("reasons").num_rows == 1
            with bare(record) as without:
                for format in FORMATS:
                    out = written(without, format, Path(folder) / format)
                    assert not [word for word in words if word in out], format


def test_hashes_are_of_the_words_at_the_spans(tmp_path: Path) -> None:
    factory.whole(tmp_path / "a.record", "a.txt")
    with Record.open(tmp_path / "a.record") as record:
        export(record, "jsonl", tmp_path / "out", without_text=True)
        rows = [msgspec.json.decode(line) for line in (tmp_path / "out/statements.jsonl").read_bytes().splitlines()]
        ids = record.table("statements")["id"].to_pylist()
    assert [row["id"] for row in rows] == ids
    for row in rows:
        for passage in (row["source"], row["cue"], row["content"]):
            if passage:
                words = " ".join(factory.TEXT[start:end] for start, end in passage["spans"])
                assert passage["text"] == hashed(words) and is_hash(passage["text"])
    document = msgspec.json.decode((tmp_path / "out/documents.jsonl").read_bytes())
    assert document["text"] == hashed(factory.TEXT) and document["title"] == hashed("Envoy warns over strait")


def test_every_table_keeps_its_rows_in_order_and_the_copy_is_gone_afterwards(tmp_path: Path) -> None:
    factory.whole(tmp_path / "a.record", "a.txt", "b.txt")
    with Record.open(tmp_path / "a.record") as record:
        with bare(record) as without:
            path = without.path
            for table in ("documents", "statements", "events", "positions", "reasons", "times", "links", "rejected"):
                keep = [name for name in ("id", "doc", "path") if name in record.table(table).column_names]
                assert without.table(table).select(keep) == record.table(table).select(keep), table
        assert not path.exists()
