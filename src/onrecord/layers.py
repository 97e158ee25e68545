"""The layers of a build after the first, in order: of each what its key hashes, what is stale, and how it is made."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing

import msgspec

from onrecord import setups
from onrecord.engines.base import Failed, Setup, engine
from onrecord.keys import code, written
from onrecord.linker import link as tie
from onrecord.options import Options
from onrecord.pipeline import Pipeline
from onrecord.record.layout import Layer
from onrecord.record.store import Row, Store
from onrecord.record.writer import Writer
from onrecord.settings import digest
from onrecord.types import Document, Extracted, Issue, Placed, RejectedInput, Sense


def extract(store: Store, wanted: set[str], options: Options) -> list[RejectedInput]:
    """The `extract` layer, the dear one: models run here and nowhere else. Gives the documents that failed."""
    settings = options.settings
    part = digest(code("annotate", "extract", "models/statements", "types"), settings.annotate, settings.extract)
    keys = {document: digest(part, key) for document, key in store.keys("read").items() if document in wanted}
    todo = _stale(store, "extract", keys)
    payloads = (payload for _, payload in store.load("read", todo))
    return _spread(_Spread(store, "extract", keys, todo, setups.extractor), payloads, options)


def sense(store: Store, wanted: set[str], options: Options) -> list[RejectedInput]:
    """The `sense` layer: stances toward sides, and where there is a watchlist sentence vectors, which none changes.

    A build without a watchlist leaves the vectors out, most of this layer's time; those that are there stay.
    """
    part = digest(code("positions", "knowledge", "models/stance", "types"))
    keys = {document: digest(part, key) for document, key in store.keys("extract").items() if document in wanted}
    if not options.settings.positions.issues:
        have = store.keys("sense")
        keys = {one: key if have.get(one) == key else digest(key, "no vectors") for one, key in keys.items()}
    todo = _stale(store, "sense", keys)
    pairs = zip(store.load("read", todo), store.load("extract", todo), strict=True)
    payloads = (msgspec.json.encode((msgspec.Raw(text), msgspec.Raw(said))) for (_, text), (_, said) in pairs)
    return _spread(_Spread(store, "sense", keys, todo, setups.sensor), payloads, options)


def resolve(store: Store, wanted: set[str], options: Options) -> None:
    """The `resolve` layer: a new office table or actors file tags nothing again."""
    settings = options.settings
    actors = written(settings.resolve.actors)
    part = digest(code("resolve", "knowledge", "types"), settings.resolve, settings.extract, actors)
    keys = {document: digest(part, key) for document, key in store.keys("extract").items() if document in wanted}
    todo = _stale(store, "resolve", keys)
    pipeline = Pipeline(settings)
    documents, extracted = msgspec.json.Decoder(Document).decode, msgspec.json.Decoder(Extracted).decode
    pairs = zip(store.load("read", todo), store.load("extract", todo), strict=True)
    with Writer(store, "resolve", settings.record.shard) as rows:
        for done, ((document, text), (_, said)) in enumerate(pairs):
            options.progress("resolve", done, len(todo))
            extraction = pipeline.resolve(documents(text), extracted(said))
            rows.add(Row(document, keys[document], msgspec.json.encode(extraction)))
    options.progress("resolve", len(todo), len(todo))


def link(store: Store, wanted: set[str], options: Options) -> str:
    """The `link` layer, unless all that it depends on, and what it holds, is as the last build left it.

    Gives the digest that tells so. Linking reads everything, so that it can't be done again a document at a time; a
    new watchlist changes nothing in it.
    """
    settings = options.settings
    rooms = code("link", "linker.py", "resolve", "knowledge", "types")
    part = digest(rooms, settings.link, settings.resolve, settings.extract)
    actors = written(settings.resolve.actors)

    def state() -> str:
        known: tuple[Layer, ...] = ("read", "extract", "resolve", "link")
        return digest(part, actors, *(sorted(store.keys(layer).items()) for layer in known))

    if not store.manifest or store.manifest.linked != state():
        tie(store, wanted, settings, options.progress)
    return state()


def place(store: Store, wanted: set[str], issues: Sequence[Issue], options: Options) -> list[RejectedInput]:
    """The `positions` layer: a new watchlist reads vectors that are there, and asks only for stances on its issues.

    It takes an extraction as `link` left it. Gives the documents that failed.
    """
    part = digest(code("positions", "knowledge", "models/stance", "types"), issues)
    linked, sensed = store.keys("link"), store.keys("sense")
    keys = {
        one: digest(part, key, linked.get(one), sensed[one])
        for one, key in store.keys("resolve").items()
        if one in wanted and one in sensed  # one that `sense` failed on is rejected already
    }
    todo = _stale(store, "positions", keys)
    what = _Spread(store, "positions", keys, todo, setups.placer, (msgspec.json.encode(issues),))
    return _spread(what, _placeable(store, todo), options)


def _placeable(store: Store, todo: Sequence[str]) -> Iterator[bytes]:
    """Of each document the JSON of itself, its extraction as `link` left it, and its Sense."""
    last = msgspec.json.Decoder(_Last).decode
    needed: tuple[Layer, ...] = ("read", "resolve", "link", "sense")
    for row in zip(*(store.load(layer, todo) for layer in needed), strict=True):
        text, said, linked, sensed = (payload for _, payload in row)
        extraction = last(linked).extraction
        known = said if bytes(extraction) == b"null" else bytes(extraction)
        yield msgspec.json.encode((msgspec.Raw(text), msgspec.Raw(known), msgspec.Raw(sensed)))


class _Last(msgspec.Struct):
    """Of a Linked only the extraction, unread."""

    extraction: msgspec.Raw = msgspec.Raw(b"null")


class _Spread(msgspec.Struct, frozen=True):
    """Documents of a layer to be made by an engine: their keys, and the set-up of its workers."""

    store: Store
    layer: Layer
    keys: Mapping[str, str]
    todo: Sequence[str]
    setup: Setup
    arguments: tuple[bytes, ...] = ()


_EMPTY: dict[str, Callable[[str], Extracted | Sense | Placed]] = {
    "extract": lambda document: Extracted(document=document),
    "sense": lambda document: Sense(document=document),
    "positions": lambda document: Placed(id=document),
}


def _spread(what: _Spread, payloads: Iterable[bytes], options: Options) -> list[RejectedInput]:
    """Run a model over documents by the engine and keep the rows; gives the documents that failed, and why.

    Such a document has an empty row whose key is none, so that the next build tries it again.
    """
    settings = options.settings
    running = engine(options.engine, options.workers, settings.engine)
    results = running.run(what.setup, (msgspec.json.encode(settings), *what.arguments), payloads)
    rejected: list[RejectedInput] = []
    options.progress(what.layer, 0, len(what.todo))
    with closing(results), Writer(what.store, what.layer, settings.record.shard) as rows:
        for done, (number, result) in enumerate(results, 1):
            document = what.todo[number]
            if isinstance(result, Failed):
                rejected.append(RejectedInput(path=document, stage=what.layer, reason=result.reason))
                rows.add(Row(document, "", msgspec.json.encode(_EMPTY[what.layer](document))))
            else:
                rows.add(Row(document, what.keys[document], result))
            options.progress(what.layer, done, len(what.todo))
    return rejected


def _stale(store: Store, layer: Layer, keys: Mapping[str, str]) -> list[str]:
    """The documents, in order, whose row in a layer is missing or made of something else."""
    have = store.keys(layer)
    return sorted(document for document, key in keys.items() if have.get(document) != key)
