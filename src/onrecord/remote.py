"""Inputs and records on object storage (`s3://bucket/name`, or any other file system that fsspec knows).

A record there is the same files as on a disk. A build works on a copy in the cache of this machine: it takes the shards
that it lacks, sends each new one once it's whole, and at the end the derived files, the manifest last. Shards are named
by their content, so that none is sent or taken twice, and a build that was killed goes on, here or on another machine.
"""

import hashlib
import os
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec

from onrecord.errors import OnrecordError, ReadError, RecordError
from onrecord.record.layout import JUDGEMENTS, MANIFEST, SEARCH, SHARDS, SOURCES, TABLES
from onrecord.record.reader import Record

PUSH_SECONDS = 60.0
_URL = re.compile(r"([a-z][a-z0-9+.-]+):/{1,2}(?!/)(.+)", re.DOTALL)
_READ = (MANIFEST, TABLES, SEARCH, JUDGEMENTS)
_INDEX = ".fetched.json"


def url_of(place: str | Path) -> str | None:
    """The URL that a place is, None for a path. `pathlib` makes one slash of two: it's put back."""
    found = _URL.fullmatch(place.as_posix() if isinstance(place, Path) else place)
    return f"{found[1]}://{found[2].rstrip('/')}" if found else None


def cache(url: str) -> Path:
    """Where this machine keeps its copy of what stands at a URL: below ONRECORD_CACHE, else the user's cache."""
    base = os.environ.get("ONRECORD_CACHE") or Path(os.environ.get("XDG_CACHE_HOME") or "~/.cache") / "onrecord"
    name = re.sub(r"\W+", "-", url.rsplit("/", 1)[-1])[:40]
    return Path(base).expanduser() / f"{name}-{hashlib.sha256(url.encode()).hexdigest()[:16]}"


class Far:
    """A folder at a URL; what goes wrong there is one line."""

    def __init__(self, url: str, kind: type[OnrecordError] = RecordError) -> None:
        self.url, self.kind = url, kind
        with self._said():
            from fsspec.core import url_to_fs  # type: ignore[import-untyped]  # noqa: PLC0415 - only for URLs

            self._files, self._root = url_to_fs(url)
            self._files.invalidate_cache()

    def names(self) -> dict[str, str]:
        """The files below, by their path: a mark that changes when the file does. One file is named ''."""
        with self._said():
            found = self._files.find(self._root, detail=True)
            return {path[len(self._root) :].lstrip("/"): _mark(info) for path, info in found.items()}

    def take(self, name: str, path: Path) -> None:
        """Copy a file here, whole or not at all."""
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(path.name + ".part")
        with self._said():
            self._files.get_file(self._path(name), str(beside))
        beside.replace(path)

    def put(self, path: Path, name: str) -> None:
        """Copy a file there; an object store shows it when it's whole."""
        with self._said():
            self._files.put_file(str(path), self._path(name))

    def drop(self, name: str) -> None:
        """Delete a file there."""
        with self._said():
            self._files.rm_file(self._path(name))

    def mark(self, name: str) -> str:
        """The mark of one file, empty where there is none."""
        with self._said():
            self._files.invalidate_cache()
            path = self._path(name)
            return _mark(self._files.info(path)) if self._files.exists(path) else ""

    def _path(self, name: str) -> str:
        return f"{self._root}/{name}" if name else self._root

    @contextmanager
    def _said(self) -> Iterator[None]:
        try:
            yield
        except ImportError as error:
            scheme = self.url.split(":", 1)[0]
            hint = "pip install 'onrecord[s3]'" if scheme == "s3" else f"install what fsspec asks for {scheme}"
            raise self.kind(f"{self.url}: {' '.join(str(error).split())}; {hint}") from error
        except Exception as error:  # each storage has its own errors, of no common kind
            words = " ".join(str(error).split())[:300] or type(error).__name__
            raise self.kind(f"{self.url}: {words}; check the address, the credentials and the network") from error


def _mark(info: dict[str, Any]) -> str:
    changed = info.get("ETag") or info.get("etag") or info.get("LastModified") or info.get("mtime") or ""
    return f"{info.get('size')} {changed}"


def fetch_input(url: str) -> Path:
    """The copy of an input on this machine, what changed there since the last time taken anew; ReadError."""
    far = Far(url, ReadError)
    there = far.names()
    if not there:
        raise ReadError(f"{url}: no such file or folder; check the address")
    if list(there) == [""]:
        there = {url.rsplit("/", 1)[-1]: there[""]}
        far = Far(url.rsplit("/", 1)[0], ReadError)
        base = cache(far.url) / "one"
    else:
        base = cache(url)
    index = base / _INDEX
    known: dict[str, str] = msgspec.json.decode(index.read_bytes()) if index.is_file() else {}
    try:
        for name, mark in there.items():
            if known.get(name) != mark or not (base / name).is_file():
                if ".." in Path(name).parts:
                    raise ReadError(f"{url}: the object {name!r} isn't below the folder; rename it")
                far.take(name, base / name)
                known[name] = mark
        for gone in known.keys() - there.keys() if base.name != "one" else ():
            (base / gone).unlink(missing_ok=True)
            del known[gone]
    finally:
        if base.is_dir():
            index.write_bytes(msgspec.json.encode(known))
    return base / next(iter(there)) if base.name == "one" else base


def fetch_record(url: str) -> Path:
    """A copy for reading: the manifest and what is derived, taken anew when a build ended since; RecordError."""
    far, here = Far(url), cache(url)
    there = far.names()
    if MANIFEST not in there:
        raise RecordError(f"{url}: no record here; make one with `onrecord build INPUT --record {url}`")
    index = here / _INDEX
    known: dict[str, str] = msgspec.json.decode(index.read_bytes()) if index.is_file() else {}
    for name in _READ[::-1]:
        if name in there and (known.get(name) != there[name] or not (here / name).is_file()):
            far.take(name, here / name)
            known[name] = there[name]
    index.write_bytes(msgspec.json.encode(known))
    return here


class Working:
    """The copy of a record that a build writes, and what it sends."""

    def __init__(self, url: str) -> None:
        self.far, self.path = Far(url), cache(url)
        there = self.far.names()
        self._manifest = there.get(MANIFEST, "")
        self._sent = {name for name in there if name.startswith((f"{SHARDS}/", f"{SOURCES}/"))}
        self._last = time.monotonic()
        for name in sorted(there):
            if name in (MANIFEST, JUDGEMENTS) or (name.startswith(f"{SHARDS}/") and not (self.path / name).is_file()):
                self.far.take(name, self.path / name)
        if not self._manifest:
            (self.path / MANIFEST).unlink(missing_ok=True)

    def telling(self, progress: Callable[[str, int, int], None]) -> Callable[[str, int, int], None]:
        """A progress that sends new shards once a minute: the points from which another machine could go on."""

        def tell(stage: str, done: int, total: int) -> None:
            progress(stage, done, total)
            if time.monotonic() - self._last > PUSH_SECONDS:
                self._send(SHARDS)
                self._last = time.monotonic()

        return tell

    def finish(self) -> None:
        """Send all, the manifest last, then take away what it no longer needs; RecordError if another build came."""
        if self.far.mark(MANIFEST) != self._manifest:
            raise RecordError(f"{self.far.url}: another build was written meanwhile; run the same command again")
        self._send(SHARDS)
        self._send(SOURCES)
        for name in _READ[::-1]:
            if (self.path / name).is_file():
                self.far.put(self.path / name, name)
        with Record.open(self.path) as record:
            kept = {f"{SOURCES}/{sha256}" for (sha256,) in _rows(record)}
        kept |= {f"{SHARDS}/{path.name}" for path in (self.path / SHARDS).iterdir()}
        for name in sorted(self._sent - kept):
            self.far.drop(name)
        (self.path / _INDEX).write_bytes(msgspec.json.encode({}))

    def _send(self, folder: str) -> None:
        for path in sorted((self.path / folder).glob("*")):
            name = f"{folder}/{path.name}"
            if name not in self._sent and ".tmp" not in path.name and path.is_file():
                self.far.put(path, name)
                self._sent.add(name)


def _rows(record: Record) -> list[tuple[str]]:
    found = record.sql("SELECT DISTINCT sha256 FROM documents")
    return [(value,) for value in found.column(0).to_pylist()]


@contextmanager
def working(record: str | Path) -> Iterator[tuple[Path, Callable[[Callable[[str, int, int], None]], Any]]]:
    """The path to write a record at, and what its progress goes through; at the end a remote one is sent."""
    url = url_of(record)
    if url is None:
        yield Path(record), lambda progress: progress
        return
    copy = Working(url)
    yield copy.path, copy.telling
    copy.finish()


def inputs(places: list[str | Path]) -> tuple[list[Path], Callable[[Path], str]]:
    """Paths to read, remote inputs fetched; and the name under which the record tells each file."""
    roots: list[tuple[Path, str]] = []
    paths: list[Path] = []
    for place in places:
        url = url_of(place)
        if url is None:
            paths.append(Path(place))
        else:
            paths.append(fetch_input(url))
            roots.append((paths[-1], url))

    def name(path: Path) -> str:
        for root, url in roots:
            if path.is_relative_to(root):
                below = path.relative_to(root).as_posix()
                return url if below == "." else f"{url}/{below}"
        return str(path)

    return paths, name
