"""Why a statement is about an issue: asked again of one statement, with the watchlist of the build or another."""

from functools import lru_cache
from pathlib import Path

import pyarrow as pa

from onrecord.analyse.place import place, sentence
from onrecord.errors import AnalyseError
from onrecord.positions.about import Aboutness
from onrecord.positions.issues import load_issues
from onrecord.positions.sense import read
from onrecord.positions.vectors import Sentences
from onrecord.record import Record
from onrecord.types import Issue, Span, Statement

_SCHEMA = pa.schema([("issue", pa.string()), ("score", pa.float64()), ("reason", pa.string()), ("read", pa.string())])


def why(record: Record, id: str, watchlist: Path | None = None) -> pa.Table:
    """The issues that a statement is about: issue, score, reason (nearness of meaning, shared sides and stems), read.

    The watchlist is the record's own where no other is given. `read` are the words that were looked at. Sentences are
    cut by marks here, so that where a content points back, the words read may differ a little from the build's.
    AnalyseError when `id` is no statement.
    """
    found = place(record, id)
    statement = found.row
    if not isinstance(statement, Statement):
        raise AnalyseError(f"{id} is a {found.kind}; ask of one of the statements that it rests on")
    span = read(found.text, statement, _sentences(found.text, statement))
    text = span.of(found.text)
    aboutness, sentences = _reader(load_issues(watchlist) if watchlist else record.manifest.issues)
    matches = aboutness(sentences([text])[0], text, (*statement.side, *statement.addressee))
    rows = [{"issue": one.issue, "score": one.score, "reason": one.reason, "read": text} for one in matches]
    return pa.Table.from_pylist(rows, _SCHEMA)


@lru_cache(maxsize=2)
def _reader(issues: tuple[Issue, ...]) -> tuple[Aboutness, Sentences]:
    """What reads a watchlist; kept, since its wordings are read anew each time it's made."""
    sentences = Sentences()
    return Aboutness(issues, sentences), sentences


def _sentences(text: str, statement: Statement) -> list[Span]:
    """The sentence that the content stands in, and the one before."""
    mine = sentence(text, Span(statement.content.start, statement.content.end))
    before = len(text[: mine.start].rstrip())
    return [sentence(text, Span(max(0, before - 2), before)), mine] if before else [mine]
