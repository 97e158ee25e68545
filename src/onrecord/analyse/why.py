"""Why a statement is about an issue: asked again of one statement, with the watchlist of the build."""

from pathlib import Path

import pyarrow as pa

from onrecord.analyse.place import place, sentence
from onrecord.errors import AnalyseError
from onrecord.positions.about import Aboutness
from onrecord.positions.issues import load_issues
from onrecord.positions.sense import read
from onrecord.positions.vectors import Sentences
from onrecord.record import Record
from onrecord.types import Span, Statement

_SCHEMA = pa.schema([("issue", pa.string()), ("score", pa.float64()), ("reason", pa.string()), ("read", pa.string())])


def why(record: Record, id: str, watchlist: Path) -> pa.Table:
    """The issues that a statement is about: issue, score, reason (nearness of meaning, shared sides and stems), read.

    `read` are the words that were looked at. Sentences are cut by marks here, so that where a content points back, the
    words read may differ a little from the build's. AnalyseError when `id` is no statement.
    """
    found = place(record, id)
    statement = found.row
    if not isinstance(statement, Statement):
        raise AnalyseError(f"{id} is a {found.kind}; ask of one of the statements that it rests on")
    span = read(found.text, statement, _sentences(found.text, statement))
    text = span.of(found.text)
    sentences = Sentences()
    aboutness = Aboutness(load_issues(watchlist), sentences)
    matches = aboutness(sentences([text])[0], text, (*statement.side, *statement.addressee))
    rows = [{"issue": one.issue, "score": one.score, "reason": one.reason, "read": text} for one in matches]
    return pa.Table.from_pylist(rows, _SCHEMA)


def _sentences(text: str, statement: Statement) -> list[Span]:
    """The sentence that the content stands in, and the one before."""
    mine = sentence(text, Span(statement.content.start, statement.content.end))
    before = len(text[: mine.start].rstrip())
    return [sentence(text, Span(max(0, before - 2), before)), mine] if before else [mine]
