"""The verbs on records as functions; tables come back as Arrow (`.to_pandas()`, `polars.from_arrow`)."""

import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import pyarrow as pa

from onrecord import remote
from onrecord.analyse.alignment import Terms
from onrecord.analyse.alignment import alignment as _alignment
from onrecord.analyse.evaluation import Drawn
from onrecord.analyse.evaluation import evaluate as _evaluate
from onrecord.analyse.evidence import Every, Where
from onrecord.analyse.finding import find
from onrecord.analyse.matrix import matrix as _matrix
from onrecord.analyse.origins import What
from onrecord.analyse.origins import origins as _origins
from onrecord.analyse.sampling import sample as _sample
from onrecord.analyse.shifts import Change
from onrecord.analyse.shifts import shifts as _shifts
from onrecord.analyse.summary import Summary, summary
from onrecord.analyse.timeline import Choice
from onrecord.analyse.timeline import timeline as _timeline
from onrecord.builder import build as _build
from onrecord.builder import relink
from onrecord.options import Options
from onrecord.record import Filters, Record, Store, Word
from onrecord.record import diff as _diff
from onrecord.record import remove as _remove
from onrecord.settings import Settings
from onrecord.types import Judgement, Manifest, RowKind

if TYPE_CHECKING:
    from onrecord.present.brat import ReadBack
    from onrecord.present.report import Written

Opened = Record | str | Path
_DOCUMENTS = """
SELECT d.doc, d.title, d.published_value AS published, d.published_basis AS basis, d.outlet, d.url, d.language,
       d.supported, d.story, d.copy_of,
       (SELECT count(*) FROM statements s WHERE s.doc = d.doc) AS statements,
       (SELECT count(*) FROM events e WHERE e.doc = d.doc) AS events
FROM documents d ORDER BY d.doc
"""


def build(inputs: Sequence[str | Path] | str | Path, record: str | Path, options: Options | None = None) -> Manifest:
    """Make the record at `record` of exactly these files and folders; `Options(add=True)` adds them to it.

    Gives the manifest: what went in, what was rejected and why. Raises `onrecord.errors.OnrecordError`s of one line.
    """
    many = [inputs] if isinstance(inputs, str | Path) else list(inputs)
    chosen = options or Options()
    paths, name = remote.inputs(list(many))
    with remote.working(record) as (path, telling):
        return _build(paths, path, msgspec.structs.replace(chosen, name=name, progress=telling(chosen.progress)))


def watch(
    feeds: str | Path, record: str | Path, options: Options | None = None, *, minutes: float = 15, rounds: int = 0
) -> Iterator[Manifest]:
    """Fetch what is new in the feeds of an OPML file and bring the record up to date; the manifest of each round.

    Waits so many minutes from the begin of one round to the next; `rounds` 0: for ever.
    """
    done = 0
    while True:
        began = time.monotonic()
        yield build(feeds, record, options)
        done += 1
        if done == rounds:
            return
        time.sleep(max(0.0, began + minutes * 60 - time.monotonic()))


def open(record: str | Path, judged: bool = True) -> Record:
    """The record at a path, for reading and judging; a context manager. Not `judged`: the machine's own answer."""
    url = remote.url_of(record)
    return Record.open(remote.fetch_record(url) if url else Path(record), judged=judged)


def search(record: Opened, words: str, *, limit: int = 20, filters: Filters | None = None) -> pa.Table:
    """Where words stand, best first: doc, start, end, snippet, statement, title, outlet, published, side, speaker, ...

    With a filter of statements (side, speaker, kind, act) the contents of statements are searched, else all text.
    """
    with _opened(record) as found:
        return find(found, words, limit=limit, filters=filters)


def timeline(record: Opened, choice: Choice | None = None, *, events: bool = False) -> pa.Table:
    """The statements (or events) of a record in order of date, undated ones last; one row each, with its place."""
    with _opened(record) as found:
        return _timeline(found, choice, what="events" if events else "statements")


def show(record: Opened, document: str | None = None) -> pa.Table:
    """The documents of a record, or the statements of one document in order of the text; with their spans."""
    with _opened(record) as found:
        if document is None:
            return found.sql(_DOCUMENTS)
        found.document(document)
        return found.sql("SELECT * EXCLUDE (row) FROM statements WHERE doc = ? ORDER BY ordinal", [document])


def summarise(record: Opened) -> Summary:
    """What a record holds, in counts: documents, dates, statements by side and by speaker, what was rejected."""
    with _opened(record) as found:
        return summary(found)


def judge(record: Opened, word: Word) -> Judgement:
    """Keep a person's word on a row: on the disk, and in every view, when this returns; RecordError if it can't be."""
    with _opened(record) as found:
        return found.judge(word)


def undo(record: Opened, judgement: str, author: str = "") -> Judgement:
    """Take a judgement back, by its id or the first digits of it."""
    with _opened(record) as found:
        return found.undo(judgement, author)


def evaluate(record: Opened, drawn: Iterable[dict[str, object]] = ()) -> pa.Table:
    """Precision, recall, fields and agreement as people judged: one row a figure, with 95 % intervals.

    `drawn`: rows that `sample` gave; only these count, strata weighing by their size.
    """
    with _opened(record) as found:
        return _evaluate(found, msgspec.convert(list(drawn), list[Drawn]))


def sample(record: Opened, number: int, seed: int = 1, kind: RowKind = "statement") -> pa.Table:
    """Rows of the record drawn by chance, to be judged; the same seed draws the same ones."""
    with _opened(record) as found:
        return _sample(found, number, seed=seed, kind=kind)


def import_brat(record: Opened, folder: str | Path, author: str = "") -> "ReadBack":
    """Judge what was changed in a folder that `export(record, "brat", folder)` wrote."""
    from onrecord.present.brat import read_back  # noqa: PLC0415 - the views stand above this file

    with _opened(record) as found:
        return read_back(found, Path(folder), author)


def export(record: Opened, format: str, output: str | Path, *, without_text: bool = False) -> list[Path]:
    """Write the record for other programs into the folder `output`; gives the files written.

    `without_text` leaves no word of an article in them: spans, ids and SHA-256 of the words, to publish.
    """
    from onrecord.present.export import export as write  # noqa: PLC0415 - the views stand above this file

    with _opened(record) as found:
        return write(found, format, Path(output), without_text)


def report(record: Opened, output: str | Path, title: str = "") -> "Written":
    """Write one self-contained HTML page, or a folder of pages; gives its path, number of pages and size in bytes.

    A name that ends in `.html` asks for one page; more than 200 documents, or 5 MB, make a folder all the same.
    """
    from onrecord.present.report import report as write  # noqa: PLC0415

    with _opened(record) as found:
        return write(found, Path(output), title)


def serve(
    record: str | Path,
    *,
    port: int | None = None,
    read_only: bool = False,
    author: str = "",
    until_idle: float | None = None,
) -> None:
    """Show a record in the browser, to read and to judge, on this machine only; prints its address, ends with Ctrl-C.

    `until_idle`: ends after so many seconds without a request. PresentError when the port is in use.
    """
    from onrecord.present.web import WebOptions  # noqa: PLC0415
    from onrecord.present.web.server import serve as run  # noqa: PLC0415

    run(Path(record), WebOptions(read_only=read_only, author=author), port=port, until_idle=until_idle)


def matrix(record: Opened, where: Where | None = None, *, every: Every = "year") -> pa.Table:
    """Where each side stands on each issue in each period: one row a cell with evidence, its evidence listed."""
    with _opened(record) as found:
        return _matrix(found, where, every)


def alignment(record: Opened, where: Where | None = None, terms: Terms | None = None) -> pa.Table:
    """How alike the positions of pairs of sides are, with intervals, and their net cooperation from events."""
    with _opened(record) as found:
        return _alignment(found, where, terms)


def shifts(record: Opened, where: Where | None = None, change: Change | None = None) -> pa.Table:
    """When a side's position on an issue turned, hardened or fell silent, with the evidence before and after."""
    with _opened(record) as found:
        return _shifts(found, where, change)


def origins(record: Opened, what: What = "stories", *, limit: int = 50) -> pa.Table:
    """Stories, utterances or events that several documents tell, with counts of documents, outlets and origins."""
    with _opened(record) as found:
        return _origins(found, what, limit)


def remove(record: str | Path, documents: Iterable[str]) -> Manifest:
    """Take documents out of a record, and tie those that stay anew, with the settings of the record's last build.

    RecordError, and nothing changed, when it doesn't hold one of them.
    """
    with remote.working(record) as (path, _):
        return _remove(path, documents, lambda store: relink(store, _settings(store)))


def _settings(store: Store) -> Settings:
    """The settings of the last build; those of a record that an older version made, as far as they're known."""
    return msgspec.convert(store.manifest.sections, Settings) if store.manifest else Settings()


def diff(old: Opened, new: Opened) -> pa.Table:
    """What changed from one record to another: table, doc, id, change, field, old, new."""
    with _opened(old) as before, _opened(new) as after:
        return _diff(before, after)


@contextmanager
def _opened(record: Opened) -> Iterator[Record]:
    """The record given, or the one at a path, closed again afterwards."""
    if isinstance(record, Record):
        yield record
    else:
        with open(record) as found:
            yield found
