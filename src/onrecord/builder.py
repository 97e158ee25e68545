"""From inputs to a record on disk, layer by layer; what is there already is not done again."""

import tempfile
from collections.abc import Sequence
from importlib import metadata as packages
from pathlib import Path

import msgspec

from onrecord import intake, layers, read
from onrecord.keys import code
from onrecord.memory import release
from onrecord.options import Options
from onrecord.positions import load_issues
from onrecord.record.layout import FORMAT
from onrecord.record.store import Store
from onrecord.settings import EngineSettings, Settings, digest
from onrecord.types import Input, Manifest


def build(inputs: Sequence[Path], record: Path, options: Options) -> Manifest:
    """Make `record` of exactly these inputs, or with `add` of these and what it holds; gives the manifest.

    Killed at any moment, the next build takes up from the shards that are whole. A rejected input is in the
    manifest, with its reason, and the rest is built. ReadError when an input is missing or two have one id;
    RecordError when the record can't be written.
    """
    inputs, unfetched = intake.fetched(inputs, options)
    found, rejected = read.find(inputs)
    watchlist = options.settings.positions.issues
    said = msgspec.structs.replace(options.settings, engine=EngineSettings())  # who did the work changes nothing
    table = read.load_metadata(options.metadata) if options.metadata else {}
    issues = load_issues(Path(watchlist)) if watchlist else ()  # before the long work: a wrong one is told at once
    with Store.create_or_open(record) as store, tempfile.TemporaryFile() as waiting:
        entries, refused = intake.entries(store, found, table, options)
        rejected = [*unfetched, *rejected, *refused]
        wanted = {entry.document for entry in entries}
        # as long as the work lasts the manifest's part waits in a file: nobody needs the paths
        waiting.write(msgspec.msgpack.encode(sorted(entries, key=lambda entry: entry.document)))
        del found, entries
        release()
        rejected += layers.extract(store, wanted, options)
        rejected += layers.sense(store, wanted, options)
        layers.resolve(store, wanted, options)
        store.retain(wanted)
        linked = layers.link(store, wanted, options)
        rejected += layers.place(store, wanted, issues, options)
        options.progress("finish", 0, 1)
        release()
        waiting.seek(0)
        manifest = store.finish(
            Manifest(
                format=FORMAT,
                version=packages.version("onrecord"),
                settings=digest(said),
                sections=msgspec.to_builtins(said),
                models={"language": options.settings.annotate.pipeline, "code": code("")},
                issues=issues,
                linked=linked,
                inputs=msgspec.msgpack.decode(waiting.read(), type=tuple[Input, ...]),
                rejected=tuple(sorted(rejected, key=lambda item: item.path)),
            )
        )
        options.progress("finish", 1, 1)
        return manifest


def relink(store: Store, settings: Settings) -> None:
    """Link and place again the documents that stay in a record, with the watchlist that it was made with."""
    wanted, options = set(store.keys("read")), Options(settings=settings)
    layers.link(store, wanted, options)
    layers.place(store, wanted, store.manifest.issues if store.manifest else (), options)
