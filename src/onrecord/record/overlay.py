"""People's judgements over the tables of a record, which stay as the machine made them.

Only documents with judgements are read, so that opening a record of millions of statements costs what its judgements
cost. All of it lives in the memory of the one who reads.
"""

import threading
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import duckdb
import msgspec

from onrecord.record import judgements as log
from onrecord.record.attaching import AnyRow, Attached, Held
from onrecord.record.judged import TYPES, Judged, judged
from onrecord.record.judged_tables import JUDGED, TIES, JudgedTables, Placed
from onrecord.record.layout import JUDGEMENTS
from onrecord.record.ties import Change, Known, ties
from onrecord.types import Event, Extraction, Judgement, RowKind, Statement

_KINDS: dict[str, RowKind] = {"statements": "statement", "events": "event", "positions": "position"}
_AT_ONCE = 200
_MINE = " WHERE doc IN (SELECT unnest(?::VARCHAR[])) ORDER BY rowid"
_TEXTS = "SELECT doc, text FROM record.main.documents" + _MINE
_ROWS = "SELECT doc, rowid, row FROM record.main.{}" + _MINE
_BEFORE = "SELECT coalesce(max(rowid), -1) FROM record.main.{} WHERE doc < ?"
_KNOWN = "SELECT doc FROM record.main.documents WHERE doc IN (SELECT unnest(?::VARCHAR[]))"
_RENAMED = """
SELECT sha256, min(doc) FROM record.main.documents WHERE sha256 IN (SELECT unnest(?::VARCHAR[]))
GROUP BY sha256 HAVING count(*) = 1
"""


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """A judgement and what it does today.

    `state`: *attached*, to the row that it was made on; *moved*, to the row that now holds its words; *kept*, the row
    that the machine no longer gives; *unattached*, `why` says the reason; *superseded* by a later one; *undone*.
    `today` and `doc` are the ids of row and document today, "" for none. `number` counts judgements from 1.
    """

    number: int
    judgement: Judgement
    state: str
    today: str = ""
    doc: str = ""
    why: str = ""


class Overlay:
    """The judgements of the record at `path` over the tables that `connection` has attached as `record`.

    With `empty` none are read: the tables are the machine's.
    """

    def __init__(self, path: Path, connection: duckdb.DuckDBPyConnection, *, empty: bool = False) -> None:
        self.tables = JudgedTables(connection)
        self.damaged: tuple[str, ...] = ()
        self._path = path
        self._turn = threading.RLock()
        self._empty = empty
        self._stamp: tuple[int, int] | None = None
        self._size = 0
        self._log: dict[str, Judgement] = {}
        self._where: dict[str, str] = {}
        self._changes: dict[str, list[Change]] = {}
        self._found: dict[str, Outcome] = {}
        self._known = Known(self.tables.ask)

    def refresh(self) -> bool:
        """Take in what was judged since, here or by others; whether there was anything."""
        if self._empty:
            return False
        with self._turn:
            try:
                stat = (self._path / JUDGEMENTS).stat()
            except FileNotFoundError:
                return False
            if self._stamp == (stat.st_size, stat.st_mtime_ns):
                return False
            # a file that has become shorter was changed by hand: what is new is found by its id
            found = log.load(self._path, self._size if stat.st_size >= self._size else 0)
            fresh = [one for one in found.judgements if one.id not in self._log]
            self._log.update((one.id, one) for one in fresh)
            self.damaged = tuple(dict.fromkeys((*self.damaged, *found.damaged)))
            self._stamp, self._size = (stat.st_size, stat.st_mtime_ns), found.size
            about = {one.document for one in fresh}
            about |= {self._log[one.undoes].document for one in fresh if one.undoes in self._log}
            if about:
                self._again(about)
            return bool(fresh)

    def outcomes(self) -> list[Outcome]:
        """Every judgement with what it does today, in the order in which they were made."""
        with self._turn:
            return sorted(self._found.values(), key=lambda one: one.number)

    def _again(self, about: set[str]) -> None:
        """Judge the documents of these recorded ids anew."""
        self._find(about)
        today = sorted({self._where[document] for document in about} - {""})
        mine = self._sorted(set(today))
        self.tables.begin()
        try:
            self.tables.forget(today)
            for held, places in self._held(today):
                done = judged(held, [made for _, made in mine.get(held.id, ())])
                self._put(held, places, done)
                for (number, _), attached in zip(mine.get(held.id, ()), done.attached, strict=True):
                    self._note(_outcome(number, attached, held.id))
            self.tables.settle()  # ties are asked of statements as people left them
            self._tie()
            self.tables.log(_listed(one) for one in self.outcomes())
            self.tables.settle()
        except BaseException:
            self.tables.end(keep=False)
            raise
        self.tables.end(keep=True)

    def _sorted(self, today: set[str]) -> dict[str, list[tuple[int, Judgement]]]:
        """The judgements that stand on each of some documents, with their numbers; what the others do is noted."""
        gone = {one.undoes for one in self._log.values() if one.verdict == "undo"}
        mine: dict[str, list[tuple[int, Judgement]]] = {}
        for number, one in enumerate(self._log.values(), 1):
            doc = self._where[one.document]
            if one.verdict == "undo" or one.id in gone:
                state = "attached" if one.verdict == "undo" else "undone"
                self._note(Outcome(number=number, judgement=one, state=state, doc=doc))
            elif not doc:
                why = "its document has left the record"
                self._note(Outcome(number=number, judgement=one, state="unattached", why=why))
            elif doc in today:
                mine.setdefault(doc, []).append((number, one))
        return mine

    def _note(self, outcome: Outcome) -> None:
        self._found[outcome.judgement.id] = outcome

    def _find(self, about: set[str]) -> None:
        """Which documents of today the recorded ids mean: the same id, else the one that has the same bytes."""
        known = {str(doc) for (doc,) in self.tables.ask(_KNOWN, [sorted(about)])}
        sources = {one.document: one.source for one in self._log.values() if one.document in about - known}
        bytes_of = sorted(set(sources.values()) - {""})
        renamed: dict[object, object] = dict(self.tables.ask(_RENAMED, [bytes_of]) if bytes_of else ())  # type: ignore[arg-type]
        for document in about:
            self._where[document] = document if document in known else str(renamed.get(sources[document], ""))

    def _held(self, documents: Sequence[str]) -> Iterator[tuple[Held, dict[str, dict[str, int]]]]:
        """Each document with the machine's rows, and the place of each row in its table by table and id."""
        for first in range(0, len(documents), _AT_ONCE):
            part = documents[first : first + _AT_ONCE]
            rows: dict[str, dict[str, list[AnyRow]]] = {doc: {name: [] for name in JUDGED} for doc in part}
            places: dict[str, dict[str, dict[str, int]]] = {doc: {name: {} for name in JUDGED} for doc in part}
            for name in JUDGED:
                decode = msgspec.json.Decoder(TYPES[_KINDS[name]]).decode
                for doc, at, row in self.tables.ask(_ROWS.format(name), [part]):
                    found = decode(str(row))
                    rows[str(doc)][name].append(found)
                    places[str(doc)][name][found.id] = int(str(at))
            for doc, text in self.tables.ask(_TEXTS, [part]):
                said = msgspec.convert({"id": doc}, Extraction)
                own = {name: tuple(found) for name, found in rows[str(doc)].items()}
                yield Held(str(doc), str(text), msgspec.structs.replace(said, **own)), places[str(doc)]

    def _put(self, held: Held, places: Mapping[str, Mapping[str, int]], done: Judged) -> None:
        """The rows of one document that differ from the machine's."""
        self._changes[held.id] = []
        for name in JUDGED:
            before = held.rows[_KINDS[name]]
            after: dict[str, AnyRow] = {one.id: one for one in getattr(done.said, name)}
            ordinals = {id: ordinal for ordinal, id in enumerate(before)}
            gone = [places[name][id] for id in before if id not in after]
            first = (
                min(places[name].values())
                if before
                else int(str(self.tables.ask(_BEFORE.format(name), [held.id])[0][0])) + 1
            )
            at, fresh = first - 1, []
            for ordinal, (id, row) in enumerate(after.items()):
                at = places[name].get(id, at)
                mark = done.marks.get(id)
                if mark is None and id in before and row == before[id] and ordinals[id] == ordinal:
                    continue
                if id in before:
                    gone.append(at)
                fresh.append(Placed(at=at, added=id not in before, ordinal=ordinal, row=row, doc=held.id, mark=mark))
            self.tables.hide(name, gone, held.id)
            self.tables.show(name, fresh)
            if name != "positions":
                self._changes[held.id] += _changes(held.id, before, after)

    def _tie(self) -> None:
        """Actors, utterances and links after all changes."""
        changes = [change for document in sorted(self._changes) for change in self._changes[document]]
        fresh: dict[str, list[Placed]] = {name: [] for name in TIES}
        gone: dict[str, list[int]] = {name: [] for name in TIES}
        for tie in ties(changes, self._known, self.tables.ask) if changes else ():
            if not tie.added:
                gone[tie.table].append(tie.at)
            if tie.row is not None:
                ordinal = len(fresh[tie.table])
                fresh[tie.table].append(Placed(at=tie.at, added=tie.added, ordinal=ordinal, row=tie.row))
        for name in TIES:
            self.tables.hide(name, gone[name])
            self.tables.show(name, fresh[name])


def _changes(document: str, before: Mapping[str, AnyRow], after: Mapping[str, AnyRow]) -> Iterator[Change]:
    """What changed of a document's statements or events."""
    for id in dict.fromkeys((*before, *after)):
        was, now = before.get(id), after.get(id)
        if was and now and msgspec.structs.replace(was, confidence=now.confidence) == now:
            continue  # confirmed: nothing else changes with it
        if was != now and isinstance(was or now, Statement | Event):
            yield Change(document, was, now)  # type: ignore[arg-type]


def _outcome(number: int, attached: Attached, document: str) -> Outcome:
    return Outcome(
        number=number,
        judgement=attached.judgement,
        state=attached.state,
        today=attached.row,
        doc=document,
        why=attached.why,
    )


def _listed(one: Outcome) -> dict[str, str | int | None]:
    """A judgement as a row of the table of judgements."""
    made = one.judgement
    return {
        "number": one.number,
        "id": made.id,
        "verdict": made.verdict,
        "kind": made.kind,
        "document": made.document,
        "row": made.row or None,
        "seen": msgspec.json.encode(made.seen).decode() if made.seen else None,
        "edit": msgspec.json.encode(made.edit).decode() if made.edit else None,
        "undoes": made.undoes or None,
        "author": made.author,
        "made_at": made.at,
        "note": made.note,
        "state": one.state,
        "today": one.today or None,
        "doc": one.doc or None,
        "why": one.why or None,
    }
