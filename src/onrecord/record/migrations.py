"""Older records: how one of an older format is brought to this one, before it's read or written.

The format is the layout of folders and shards: one number in the manifest. It's raised when shards of before can't be
read as they are, together with a step here that rewrites them. Tables are no part of it: they are derived, and derived
anew where this version has others (`store.current`).
"""

from collections.abc import Callable
from pathlib import Path

import msgspec

from onrecord.errors import RecordError
from onrecord.record.layout import FORMAT, MANIFEST, format_of

Step = Callable[[Path], None]
"""Rewrites the shards and the manifest of a record as the next format has them; run twice it does no harm."""
STEPS: dict[int, Step] = {}
"""Format -> the step that leads to the next one."""


def lift(path: Path) -> None:
    """Bring the record at `path` to this format, a step at a time.

    RecordError: no record, a newer one, or one so old that it has to be built again.
    """
    found = format_of(path)
    if any(number not in STEPS for number in range(found, FORMAT)):
        version = msgspec.json.decode((path / MANIFEST).read_bytes()).get("version", "?")
        raise RecordError(
            f"{path}: made by onrecord {version} (format {found}), which this version doesn't read any more; build it "
            "again with `onrecord build INPUT --record NEW.record`, and copy judgements.jsonl from the old one"
        )
    for number in range(found, FORMAT):
        STEPS[number](path)
