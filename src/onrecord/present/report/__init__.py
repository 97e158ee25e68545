"""The report: one self-contained HTML page of a record, each line of which opens the words that it rests on."""

from pathlib import Path

from onrecord.present.files import writing
from onrecord.present.report.page import parts
from onrecord.record import Record


def report(record: Record, output: Path, title: str = "") -> int:
    """Write the page of `record` to a file, whole or not at all; gives its size in bytes.

    The page needs no network and no other file. The same record gives the same bytes. PresentError when the file
    can't be written. `title` defaults to the name of the record's folder.
    """
    size = 0
    with writing(output) as out:
        for part in parts(record, title or record.path.resolve().name.removesuffix(".record")):
            size += out.write(part.encode("utf8", "replace"))
    return size
