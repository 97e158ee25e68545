"""From inputs to a record on disk, layer by layer; what is there already is not done again."""

import hashlib
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from functools import lru_cache
from importlib import metadata as packages
from pathlib import Path

import msgspec

from onrecord import read
from onrecord.engines.base import Failed, Setup, Work, engine
from onrecord.errors import ReadError
from onrecord.linker import link
from onrecord.pipeline import Pipeline
from onrecord.positions import load_issues
from onrecord.record.layout import Layer
from onrecord.record.store import Row, Store
from onrecord.settings import EngineSettings, Settings, digest
from onrecord.types import (
    Document,
    Extracted,
    Extraction,
    Input,
    Issue,
    Manifest,
    Placed,
    Rejected,
    RejectedInput,
    Sense,
)

FORMAT = 1
FLUSH_SECONDS = 30.0
# of two captures of an address in two web archives the first is read; any other two of one id are an error
AGAIN = "an address that was captured before, in"
Progress = Callable[[str, int, int], None]


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """How to build: settings, a metadata table, whether inputs are added, which engine with how many workers.

    `workers` 0: one a core, as far as memory goes. `name`: what the manifest calls a file that was read.
    """

    settings: Settings = Settings()
    metadata: Path | None = None
    add: bool = False
    engine: str = "local"
    workers: int = 0
    progress: Progress = lambda _stage, _done, _total: None
    name: Callable[[Path], str] = str


def build(inputs: Sequence[Path], record: Path, options: Options) -> Manifest:
    """Make `record` of exactly these inputs, or with `add` of these and what it holds; gives the manifest.

    Killed at any moment, the next build takes up from the shards that are whole. A rejected input is in the
    manifest, with its reason, and the rest is built. ReadError when an input is missing or two have one id;
    RecordError when the record can't be written.
    """
    inputs, unfetched = _fetched(inputs, options)
    found, rejected = read.find(inputs)
    watchlist = options.settings.positions.issues
    said = msgspec.structs.replace(options.settings, engine=EngineSettings())  # who did the work changes nothing
    table = read.load_metadata(options.metadata) if options.metadata else {}
    issues = load_issues(Path(watchlist)) if watchlist else ()  # before the long work: a wrong one is told at once
    with Store.create_or_open(record) as store:
        documents, refused = _read(store, found, table, options)
        kept = _earlier(store, found, documents, options) if options.add else []
        rejected = [*unfetched, *rejected, *refused]
        wanted = {item.document for item in (*kept, *documents)}
        rejected += _extract(store, wanted, options)
        rejected += _sense(store, wanted, options)
        _resolve(store, wanted, options)
        store.retain(wanted)
        linked = _link(store, wanted, options)
        rejected += _place(store, wanted, issues, options)
        options.progress("finish", 0, 1)
        manifest = store.finish(
            Manifest(
                format=FORMAT,
                version=packages.version("onrecord"),
                settings=digest(said),
                sections=msgspec.to_builtins(said),
                models={"language": options.settings.annotate.pipeline, "code": _code("")},
                issues=issues,
                linked=linked,
                inputs=tuple(sorted((*kept, *documents), key=lambda item: item.document)),
                rejected=tuple(sorted(rejected, key=lambda item: item.path)),
            )
        )
        options.progress("finish", 1, 1)
        return manifest


def _fetched(inputs: Sequence[Path], options: Options) -> tuple[list[Path], list[RejectedInput]]:
    """The inputs with the collection of each list of feeds in its place, after one round over its feeds."""
    paths: list[Path] = []
    rejected: list[RejectedInput] = []
    for path in inputs:
        if not read.is_list(path):
            paths.append(path)
            continue
        round_ = read.collect(path, options.settings.feeds, options.progress)
        paths.append(round_.folder)
        rejected += round_.rejected
    return paths, rejected


def _earlier(store: Store, found: Sequence[read.Found], read_now: Sequence[Input], options: Options) -> list[Input]:
    """The inputs of the last build that the new ones don't replace: other files, and other documents."""
    paths = {options.name(item.path) for item in found}
    ids = {item.id for item in found} | {item.document for item in read_now}
    last = store.manifest.inputs if store.manifest else ()
    return [item for item in last if item.path not in paths and item.document not in ids]


def _read(
    store: Store, found: Sequence[read.Found], table: Mapping[str, read.Metadata], options: Options
) -> tuple[list[Input], list[RejectedInput]]:
    """The `read` layer: a file is read again only when its bytes, its documents' metadata or the reader changed."""
    known = store.keys("read")
    last = store.manifest or Manifest(format=FORMAT, version="", settings="")
    earlier: dict[tuple[str, str], list[Input]] = {}
    for one in last.inputs:
        earlier.setdefault((one.path, one.sha256), []).append(one)
    seen: dict[str, Input] = {}
    rejected: list[RejectedInput] = []
    with Shards(store, "read", options.settings.record.shard) as shards:
        for done, item in enumerate(found):
            options.progress("read", done, len(found))
            try:
                file = _File(item, options, table)
            except OSError as error:
                reason = f"can't be read: {error.strerror}"
                rejected.append(RejectedInput(path=item.id, stage="read", reason=reason))
                continue
            before = earlier.get((file.path, file.sha256), [])
            refused = [one for one in last.rejected if file.holds(one.path)]
            if (
                before
                and all(known.get(one.document) == file.key(one.document) for one in before)
                and not any(one.document in seen for one in before)
                and not any(AGAIN in one.reason for one in refused)
            ):
                _add(seen, before)
                rejected += refused
                continue
            for result in read.read(item, options.settings.read, table, _keeper(store, options)):
                if isinstance(result, Rejected):
                    place = result.id if isinstance(result, read.RejectedPart) and result.id else item.id
                    rejected.append(RejectedInput(path=place, stage=result.stage, reason=result.reason))
                    continue
                first = seen.get(result.id)
                if first and first.path != file.path and "://" in result.id:
                    reason = f"{AGAIN} {first.path}, which is read"
                    rejected.append(RejectedInput(path=f"{item.id}/{result.id}", stage="read", reason=reason))
                    continue
                _add(seen, [Input(document=result.id, path=file.path, sha256=file.sha256, size=file.size)])
                key = file.key(result.id)
                if known.get(result.id) != key:
                    shards.add(Row(result.id, key, msgspec.json.encode(result)))
    options.progress("read", len(found), len(found))
    return list(seen.values()), rejected


class _File:
    """A file to read, with its hash, and the keys of the documents that it gives."""

    def __init__(self, found: read.Found, options: Options, table: Mapping[str, read.Metadata]) -> None:
        self.id, self.path, self.size = found.id, options.name(found.path), found.path.stat().st_size
        self.sha256 = _sha256(found.path)
        self._part = digest(_code("read", "types"), read.parsers(), self.sha256, options.settings.read)
        self._table = table

    def key(self, document: str) -> str:
        """What the row of one of its documents depends on."""
        return digest(self._part, self._table.get(document))

    def holds(self, place: str) -> bool:
        """Whether something rejected stands in this file, or is it."""
        return place == self.id or place.startswith(f"{self.id}/")


def _keeper(store: Store, options: Options) -> Callable[[read.Raw], None]:
    """What is done with the bytes of an input that makes documents."""
    if not options.settings.read.keep_sources:
        return lambda _raw: None

    def keep(raw: read.Raw) -> None:
        with raw.open() as stream:
            store.keep_source(raw.sha256, stream)

    return keep


def _add(seen: dict[str, Input], inputs: Sequence[Input]) -> None:
    """Take documents in; ReadError for two of one id."""
    for item in inputs:
        other = seen.setdefault(item.document, item)
        if other is not item:
            places = item.path if item.path == other.path else f"{other.path} and {item.path}"
            raise ReadError(f"{places}: two documents of the id {item.document!r}; rename one")


def _extract(store: Store, wanted: set[str], options: Options) -> list[RejectedInput]:
    """The `extract` layer, the dear one: models run here and nowhere else. Gives the documents that failed."""
    settings = options.settings
    part = digest(_code("annotate", "extract", "models/statements", "types"), settings.annotate, settings.extract)
    keys = {document: digest(part, key) for document, key in store.keys("read").items() if document in wanted}
    todo = _stale(store, "extract", keys)
    payloads = (payload for _, payload in store.load("read", todo))
    return _spread(Spread(store, "extract", keys, todo, _extractor), payloads, options)


class Spread(msgspec.Struct, frozen=True):
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


def _spread(what: Spread, payloads: Iterable[bytes], options: Options) -> list[RejectedInput]:
    """Run a model over documents by the engine and keep the rows; gives the documents that failed, and why.

    Such a document has an empty row whose key is none, so that the next build tries it again.
    """
    settings = options.settings
    running = engine(options.engine, options.workers, settings.engine)
    results = running.run(what.setup, (msgspec.json.encode(settings), *what.arguments), payloads)
    rejected: list[RejectedInput] = []
    options.progress(what.layer, 0, len(what.todo))
    with closing(results), Shards(what.store, what.layer, settings.record.shard) as shards:
        for done, (number, result) in enumerate(results, 1):
            document = what.todo[number]
            if isinstance(result, Failed):
                rejected.append(RejectedInput(path=document, stage=what.layer, reason=result.reason))
                shards.add(Row(document, "", msgspec.json.encode(_EMPTY[what.layer](document))))
            else:
                shards.add(Row(document, what.keys[document], result))
            options.progress(what.layer, done, len(what.todo))
    return rejected


def _of_worker(settings: bytes) -> Settings:
    """The settings in a worker, which is one core: its encoder has one thread, where nobody says how many."""
    given = msgspec.json.decode(settings, type=Settings)
    annotate = msgspec.structs.replace(given.annotate, threads=given.annotate.threads or 1)
    return msgspec.structs.replace(given, annotate=annotate)


def _extractor(settings: bytes) -> Work:
    """A worker's set-up: loads the models, gives the function from a Document's JSON to an Extracted's."""
    pipeline = Pipeline(_of_worker(settings))
    decode = msgspec.json.Decoder(Document).decode
    return lambda payload: msgspec.json.encode(pipeline.extract(decode(payload)))


def _resolve(store: Store, wanted: set[str], options: Options) -> None:
    """The `resolve` layer: a new office table or actors file tags nothing again."""
    settings = options.settings
    actors = _written(settings.resolve.actors)
    part = digest(_code("resolve", "knowledge", "types"), settings.resolve, settings.extract, actors)
    keys = {document: digest(part, key) for document, key in store.keys("extract").items() if document in wanted}
    todo = _stale(store, "resolve", keys)
    pipeline = Pipeline(settings)
    documents, extracted = msgspec.json.Decoder(Document).decode, msgspec.json.Decoder(Extracted).decode
    pairs = zip(store.load("read", todo), store.load("extract", todo), strict=True)
    with Shards(store, "resolve", settings.record.shard) as shards:
        for done, ((document, text), (_, said)) in enumerate(pairs):
            options.progress("resolve", done, len(todo))
            extraction = pipeline.resolve(documents(text), extracted(said))
            shards.add(Row(document, keys[document], msgspec.json.encode(extraction)))
    options.progress("resolve", len(todo), len(todo))


def _sense(store: Store, wanted: set[str], options: Options) -> list[RejectedInput]:
    """The `sense` layer: stances toward sides, and where there is a watchlist sentence vectors, which none changes.

    A build without a watchlist leaves the vectors out, most of this layer's time; those that are there stay.
    """
    part = digest(_code("positions", "knowledge", "models/stance", "types"))
    keys = {document: digest(part, key) for document, key in store.keys("extract").items() if document in wanted}
    if not options.settings.positions.issues:
        have = store.keys("sense")
        keys = {one: key if have.get(one) == key else digest(key, "no vectors") for one, key in keys.items()}
    todo = _stale(store, "sense", keys)
    pairs = zip(store.load("read", todo), store.load("extract", todo), strict=True)
    payloads = (msgspec.json.encode((msgspec.Raw(text), msgspec.Raw(said))) for (_, text), (_, said) in pairs)
    return _spread(Spread(store, "sense", keys, todo, _sensor), payloads, options)


def _sensor(settings: bytes) -> Work:
    """A worker's set-up: gives the function from the JSON of a Document and its Extracted to a Sense's."""
    pipeline = Pipeline(_of_worker(settings))
    decode = msgspec.json.Decoder(tuple[Document, Extracted]).decode
    return lambda payload: msgspec.json.encode(pipeline.sense(*decode(payload)))


def _link(store: Store, wanted: set[str], options: Options) -> str:
    """The `link` layer, unless all that it depends on, and what it holds, is as the last build left it.

    Gives the digest that tells so. Linking reads everything, so that it can't be done again a document at a time; a
    new watchlist changes nothing in it.
    """
    settings = options.settings
    part = digest(_code("link", "resolve", "knowledge", "types"), settings.link, settings.resolve, settings.extract)
    actors = _written(settings.resolve.actors)

    def state() -> str:
        layers: tuple[Layer, ...] = ("read", "extract", "resolve", "link")
        return digest(part, actors, *(sorted(store.keys(layer).items()) for layer in layers))

    if not store.manifest or store.manifest.linked != state():
        link(store, wanted, settings, options.progress)
    return state()


def _place(store: Store, wanted: set[str], issues: Sequence[Issue], options: Options) -> list[RejectedInput]:
    """The `positions` layer: a new watchlist reads vectors that are there, and asks only for stances on its issues.

    It takes an extraction as `link` left it. Gives the documents that failed.
    """
    part = digest(_code("positions", "knowledge", "models/stance", "types"), issues)
    linked, sensed = store.keys("link"), store.keys("sense")
    keys = {
        one: digest(part, key, linked.get(one), sensed[one])
        for one, key in store.keys("resolve").items()
        if one in wanted and one in sensed  # one that `sense` failed on is rejected already
    }
    todo = _stale(store, "positions", keys)
    what = Spread(store, "positions", keys, todo, _placer, (msgspec.json.encode(issues),))
    return _spread(what, _placeable(store, todo), options)


def _placeable(store: Store, todo: Sequence[str]) -> Iterator[bytes]:
    """Of each document the JSON of itself, its extraction as `link` left it, and its Sense."""
    last = msgspec.json.Decoder(_Last).decode
    layers: tuple[Layer, ...] = ("read", "resolve", "link", "sense")
    for row in zip(*(store.load(layer, todo) for layer in layers), strict=True):
        text, said, linked, sensed = (payload for _, payload in row)
        extraction = last(linked).extraction
        known = said if bytes(extraction) == b"null" else bytes(extraction)
        yield msgspec.json.encode((msgspec.Raw(text), msgspec.Raw(known), msgspec.Raw(sensed)))


class _Last(msgspec.Struct):
    """Of a Linked only the extraction, unread."""

    extraction: msgspec.Raw = msgspec.Raw(b"null")


def _placer(settings: bytes, issues: bytes) -> Work:
    """A worker's set-up: gives the function from the JSON of a Document, its Extraction and its Sense to a Placed's."""
    watchlist = msgspec.json.decode(issues, type=tuple[Issue, ...])
    pipeline = Pipeline(_of_worker(settings), issues=watchlist)
    decode = msgspec.json.Decoder(tuple[Document, Extraction, Sense]).decode
    return lambda payload: msgspec.json.encode(pipeline.place(*decode(payload)))


def relink(store: Store, settings: Settings) -> None:
    """Link and place again the documents that stay in a record, with the watchlist that it was made with."""
    wanted, options = set(store.keys("read")), Options(settings=settings)
    _link(store, wanted, options)
    _place(store, wanted, store.manifest.issues if store.manifest else (), options)


def _written(path: str) -> str:
    """The text of a file of the user's, so that a changed one counts as new; a missing one is told by its stage."""
    return Path(path).read_text(encoding="utf8", errors="replace") if path and Path(path).is_file() else ""


def _stale(store: Store, layer: Layer, keys: Mapping[str, str]) -> list[str]:
    """The documents, in order, whose row in a layer is missing or made of something else."""
    have = store.keys(layer)
    return sorted(document for document, key in keys.items() if have.get(document) != key)


class Shards:
    """Collects rows and writes them by the shard, after a while, and when the work is interrupted."""

    def __init__(self, store: Store, layer: Layer, size: int) -> None:
        self.store = store
        self.layer: Layer = layer
        self.size = size
        self.rows: list[Row] = []
        self.since = time.monotonic()

    def add(self, row: Row) -> None:
        """Keep a row; it is on disk at the latest when the block ends."""
        self.rows.append(row)
        if len(self.rows) >= self.size or time.monotonic() - self.since > FLUSH_SECONDS:
            self.flush()

    def flush(self) -> None:
        """Write what is waiting."""
        if self.rows:
            self.store.write(self.layer, self.rows)
        self.rows = []
        self.since = time.monotonic()

    def __enter__(self) -> "Shards":
        return self

    def __exit__(self, *_: object) -> None:
        self.flush()


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@lru_cache(maxsize=16)
def _code(*rooms: str) -> str:
    """A hash over the files of some rooms (code, tables, weights): when they change, so do the layers they make."""
    root = Path(__file__).parent
    out = hashlib.blake2b(digest_size=8)
    for path in _files(root, rooms):
        out.update(path.relative_to(root).as_posix().encode())
        out.update(path.read_bytes())
    return out.hexdigest()


def _files(root: Path, rooms: Sequence[str]) -> Iterator[Path]:
    suffixes = {".py", ".toml", ".csv", ".json", ".onnx", ".safetensors"}
    for room in sorted(rooms):
        yield from sorted(p for p in (root / room).rglob("*") if p.suffix in suffixes and "__pycache__" not in p.parts)
