"""The `link` layer: what all documents together say of each, after every one has been resolved by itself."""

import tempfile
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import IO

import msgspec

from onrecord.knowledge.holders import Holding
from onrecord.link import link as tie
from onrecord.link.actors import Actors, Affected, introductions
from onrecord.memory import release
from onrecord.pipeline import Pipeline
from onrecord.record.layout import Layer
from onrecord.record.store import Row, Store
from onrecord.record.writer import Writer
from onrecord.resolve import Resolver
from onrecord.resolve.actors_file import load_actors
from onrecord.settings import Settings, digest
from onrecord.types import Document, Extracted, Extraction

_NEEDED: tuple[Layer, ...] = ("read", "extract")


class Informed(Pipeline):
    """A pipeline that knows the persons whom other documents of the record introduce."""

    def __init__(self, settings: Settings, introduced: Sequence[Holding]) -> None:
        super().__init__(settings)
        self.introduced = introduced

    @cached_property
    def resolver(self) -> Resolver:
        """Speakers, sides and dates, with what the record knows."""
        return Resolver(self.settings.resolve, self.introduced)


def link(store: Store, wanted: set[str], settings: Settings, progress: Callable[[str, int, int], None]) -> None:
    """Write the `link` layer of the documents `wanted`, from their `read`, `extract` and `resolve` layers.

    Order-free: only what documents say by themselves is read. A row is written when it differs from the one there.
    Memory: the actors of the record, and what `onrecord.link` keeps of each document; documents that change wait in a
    file.
    """
    order = sorted(wanted & store.keys("resolve").keys())
    progress("link", 0, len(order))
    introduced = introductions(_resolved(store, order))
    affected = Affected(introduced)
    touched = [one.id or "" for one in _resolved(store, order) if affected(one)] if introduced else []
    user = load_actors(Path(settings.resolve.actors)) if settings.resolve.actors else ()
    actors = Actors(user, introduced)
    with tempfile.TemporaryFile() as file:
        changed = Waiting(file)
        for extraction in _again(store, touched, Informed(settings, introduced)):
            changed.put(extraction)
        for extraction in _resolved(store, order):
            actors.add(changed.get(extraction.id or "") or extraction)
        have = store.keys("link")
        with Writer(store, "link", settings.record.shard) as rows:
            for done, ties in enumerate(tie(_Told(store, order, changed), settings.link)):
                document = ties.document
                progress("link", done, len(order))
                linked = msgspec.structs.replace(ties, actors=actors.of(document), extraction=changed.get(document))
                payload = msgspec.json.encode(linked)
                key = digest(payload.decode())
                if have.get(document) != key:
                    rows.add(Row(document, key, payload))
    release()
    progress("link", len(order), len(order))


class Waiting:
    """Extractions kept in a file until they're asked for."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._where: dict[str, tuple[int, int]] = {}

    def put(self, extraction: Extraction) -> None:
        """Keep one."""
        payload = msgspec.json.encode(extraction)
        self._where[extraction.id or ""] = self._file.seek(0, 2), len(payload)
        self._file.write(payload)

    def get(self, document: str) -> Extraction | None:
        """The one of a document, None where it doesn't change."""
        if document not in self._where:
            return None
        start, length = self._where[document]
        self._file.seek(start)
        return msgspec.json.decode(self._file.read(length), type=Extraction)


def _resolved(store: Store, documents: Sequence[str]) -> Iterator[Extraction]:
    decode = msgspec.json.Decoder(Extraction).decode
    return (decode(payload) for _, payload in store.load("resolve", documents))


class _Told:
    """Each document with what it says in the light of the others, as often as they are gone through."""

    def __init__(self, store: Store, documents: Sequence[str], changed: Waiting) -> None:
        self._store, self._documents, self._changed = store, documents, changed

    def __iter__(self) -> Iterator[tuple[Document, Extraction]]:
        decode = msgspec.json.Decoder(Document).decode
        said = _resolved(self._store, self._documents)
        for (id, text), extraction in zip(self._store.load("read", self._documents), said, strict=True):
            yield decode(text), self._changed.get(id) or extraction


def _again(store: Store, documents: Sequence[str], pipeline: Pipeline) -> Iterator[Extraction]:
    """The documents resolved anew, those whose resolution comes out as before left out."""
    document, extracted = msgspec.json.Decoder(Document).decode, msgspec.json.Decoder(Extracted).decode
    rows = zip(*(store.load(layer, documents) for layer in _NEEDED), strict=True)
    for before, ((_, text), (_, said)) in zip(_resolved(store, documents), rows, strict=True):
        after = pipeline.resolve(document(text), extracted(said))
        if after != before:
            yield after
