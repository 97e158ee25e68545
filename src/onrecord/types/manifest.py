"""What a record was made of."""

from typing import Any

import msgspec

from onrecord.types.issue import Issue


class Input(msgspec.Struct, frozen=True, kw_only=True):
    """One document of the record: its id, the input it came from as given, and the SHA-256 of the original bytes."""

    document: str
    path: str
    sha256: str
    size: int


class RejectedInput(msgspec.Struct, frozen=True, kw_only=True):
    """An input that gave no document, and why."""

    path: str
    stage: str
    reason: str


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """Inputs, versions, settings and counts; holds no clock time, so that the same input gives the same bytes.

    `settings` is a hash of what `sections` spells out: the settings, by section, which linking anew after a removal
    follows. `issues` is the watchlist that the positions were made with, `linked` tells what the link layer was made
    of. `shape` is a digest of the tables that were derived: a version that has others derives them anew.
    """

    format: int
    version: str
    shape: str = ""
    settings: str
    sections: dict[str, dict[str, Any]] = {}
    models: dict[str, str] = {}
    issues: tuple[Issue, ...] = ()
    linked: str = ""
    inputs: tuple[Input, ...] = ()
    rejected: tuple[RejectedInput, ...] = ()
    counts: dict[str, int] = {}
