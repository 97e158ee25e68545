"""From a file to its documents: which reader takes it, what stands inside it, and when it is too much.

Containers give inputs, which are read in their turn; what they may unfold to is bounded by their size
(`read.max_ratio`) and by `read.max_unpacked`, `read.max_members`, `read.max_depth`.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from importlib.metadata import version
from typing import IO

import msgspec

from onrecord.read import child
from onrecord.read.base import HEAD, STAGE, Raw, RejectedPart, choose, load
from onrecord.read.describe import describe
from onrecord.read.inputs import Found
from onrecord.read.limits import Budget, guarded
from onrecord.read.metadata import Metadata
from onrecord.settings import ReadSettings
from onrecord.types import Document, Rejected

Keep = Callable[[Raw], None]


def read(
    found: Found, settings: ReadSettings, metadata: Mapping[str, Metadata], keep: Keep = lambda _raw: None
) -> Iterator[Document | Rejected]:
    """The documents in a file, described, with what `metadata` says of their ids; `Rejected` where there is none.

    `keep` is given each input that makes documents, before the first of them: `Document.source` is its `sha256`.
    """
    raw = Raw(id=found.id, name=found.path.name, path=str(found.path.absolute()))
    for part in read_raw(raw, settings, keep):
        if isinstance(part, Document):
            said = metadata.get(part.id)
            yield describe(said.apply(part) if said else part)
        else:
            yield part


@lru_cache(maxsize=1)
def parsers() -> dict[str, str]:
    """The versions of the libraries that parse for us: another one may find another text."""
    return {name: version(name) for name in ("fastwarc", "htmldate", "lxml", "pyarrow", "pypdfium2", "trafilatura")}


def read_raw(raw: Raw, settings: ReadSettings, keep: Keep = lambda _raw: None) -> Iterator[Document | Rejected]:
    """The documents in an input and in what it contains, as their readers gave them."""
    try:
        budget = Budget(raw.size, settings)
    except OSError as error:
        yield Rejected(STAGE, f"can't be read: {error.strerror}")
        return
    yield from _read(raw, settings, budget, keep)


def _read(raw: Raw, settings: ReadSettings, budget: Budget, keep: Keep) -> Iterator[Document | Rejected]:
    chosen = _ready(raw, settings)
    if isinstance(chosen, Rejected):
        yield _placed(chosen, raw)
        return
    name, ready = chosen
    kept = False
    parts = child.run(name, ready, settings) if load(name).isolated else guarded(load(name)(ready, settings))
    for part in parts:
        if isinstance(part, Document):
            if not kept:
                keep(ready)
                kept = True
            yield raw.known.apply(part)
        elif isinstance(part, Rejected):
            yield _placed(part, raw)
        elif refused := budget.spend(part):
            yield RejectedPart(STAGE, refused.reason, part.where)
            if refused.ends:
                return
        else:
            yield from _read(part, settings, budget, keep)


def _placed(rejected: Rejected, raw: Raw) -> Rejected:
    """A rejection with the place of what was rejected, where that is a part of a file."""
    if isinstance(rejected, RejectedPart) or not raw.level:
        return rejected
    return RejectedPart(rejected.stage, rejected.reason, raw.where)


def _ready(raw: Raw, settings: ReadSettings) -> tuple[str, Raw] | Rejected:
    """Who reads an input, and the input as that reader wants it: with its hash, and its bytes unless it streams."""
    try:
        with raw.open() as stream:
            head = stream.read(HEAD)
            name = choose(head, raw.name)
            if isinstance(name, Rejected):
                return name
            stream.seek(0)
            if load(name).streams:
                digest = raw.sha256 or _digest(stream)
                return name, msgspec.structs.replace(raw, sha256=digest)
            if raw.size > settings.max_bytes:
                return _too_large(raw.size, settings)
            data = stream.read(settings.max_bytes + 1)
    except OSError as error:
        return Rejected(STAGE, f"can't be read: {error.strerror}")
    if len(data) > settings.max_bytes:
        return _too_large(len(data), settings)
    return name, msgspec.structs.replace(raw, data=data, path=None, sha256=hashlib.sha256(data).hexdigest())


def _digest(stream: IO[bytes]) -> str:
    out = hashlib.sha256()
    while piece := stream.read(1 << 20):
        out.update(piece)
    return out.hexdigest()


def _too_large(size: int, settings: ReadSettings) -> Rejected:
    reason = f"{size:,} bytes, above the limit of {settings.max_bytes:,}: split the file, or raise read.max_bytes"
    return Rejected(STAGE, reason)
