"""The verbs that take texts and need no record: nothing of tables and storage is imported for them."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from onrecord.pipeline import PARTS, Pipeline
from onrecord.read import RejectedPart, document_of_row, documents, is_lines
from onrecord.settings import ReadSettings, Settings
from onrecord.types import Document, Extraction, Issue, Rejected

if TYPE_CHECKING:
    from onrecord.positions.asking import Answer


def extract(
    rows: Iterable[bytes | str | dict[str, str]] | Path, settings: Settings | None = None, only: Iterable[str] = PARTS
) -> Iterator[Extraction]:
    """What each text says, one `Extraction` a row, in order: rows as JSON lines or dicts with `id` and `text`.

    A `Path` is a file or folder of anything that can be read; of JSON lines each line counts. What can't be read gives
    an `Extraction` whose `rejected` says why.
    """
    pipeline = Pipeline(settings, only)
    for result in _documents(rows, pipeline.settings.read):
        if isinstance(result, Document):
            yield from pipeline([result])
        else:
            yield Extraction(id=result.id, rejected=(Rejected(result.stage, result.reason),))


def _documents(
    rows: Iterable[bytes | str | dict[str, str]] | Path, settings: ReadSettings
) -> Iterator[Document | RejectedPart]:
    """The documents of rows, or of a file or folder."""
    if isinstance(rows, Path):
        if not is_lines(rows, settings):
            yield from documents(rows, settings)
            return
        from onrecord.present.files import lines  # noqa: PLC0415 - the views stand above this file

        rows = lines(rows)
    for row in rows:
        raw = msgspec.json.encode(row) if isinstance(row, dict) else row
        yield document_of_row(raw.encode("utf8", "surrogatepass") if isinstance(raw, str) else raw)


def issues(watchlist: str | Path) -> tuple[Issue, ...]:
    """The issues of a watchlist; PositionsError says in one line what is wrong with it."""
    from onrecord.positions.issues import load_issues  # noqa: PLC0415

    return load_issues(Path(watchlist))


def stance(rows: Iterable[bytes | str | dict[str, object]]) -> "Iterator[Answer | Rejected]":
    """The stance of a holder toward a target in each text: rows of `id`, `text`, `holder` or null, `target`."""
    from onrecord.positions.asking import answers  # noqa: PLC0415

    return answers(rows)
