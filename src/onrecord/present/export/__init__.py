"""Exports: the record in the formats that other programs read."""

import importlib
import shutil
import tempfile
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from pathlib import Path

from onrecord.errors import PresentError, RecordError
from onrecord.record import Record, one_line
from onrecord.record.bare import bare

Writer = Callable[[Record, Path], Sequence[Path]]

FORMATS: dict[str, str] = {
    "brat": "onrecord.present.export.brat:write",
    "csv": "onrecord.present.export.csv:write",
    "ftm": "onrecord.present.export.ftm:write",
    "gdelt": "onrecord.present.export.gdelt:write",
    "gold": "onrecord.present.export.gold:write",
    "jsonl": "onrecord.present.export.jsonl:write",
    "parquet": "onrecord.present.export.parquet:write",
    "plover": "onrecord.present.export.plover:write",
    "webannotation": "onrecord.present.export.webannotation:write",
}

WORDS_NEEDED = frozenset({"brat", "gold"})
"""Formats that are of no use without the words: brat shows them, and what people judged is left out with them."""


def export(record: Record, format: str, output: Path, without_text: bool = False) -> list[Path]:
    """Write `record` in a format of `FORMATS` into the folder `output`, and give the files written.

    `without_text`: for publication. No word of an article goes out; spans, ids and SHA-256 of the words stay. A writer
    then gets a record that holds hashes where words were (`onrecord.record.bare`).

    Files are written beside and renamed when all are whole; files of other names in the folder are left alone. The
    same record gives the same bytes. PresentError: unknown format, or one that needs the words; `output` is a
    file; disk full.
    """
    write = _writer(format)
    if without_text and format in WORDS_NEEDED:
        rest = ", ".join(sorted(FORMATS.keys() - WORDS_NEEDED))
        raise PresentError(f"{format}: of no use without the articles' words; publish one of {rest}")
    if output.exists() and not output.is_dir():
        raise PresentError(f"{output}: is a file; give --output a folder")
    try:
        with one_line(output):
            output.mkdir(parents=True, exist_ok=True)
            beside = Path(tempfile.mkdtemp(prefix=".export-", dir=output))
            try:
                with bare(record) if without_text else nullcontext(record) as given:
                    return [path.replace(output / path.name) for path in write(given, beside)]
            finally:
                shutil.rmtree(beside)
    except RecordError as error:
        raise PresentError(str(error)) from error


def _writer(format: str) -> Writer:
    if format not in FORMATS:
        raise PresentError(f"no export format {format!r}; there are {', '.join(sorted(FORMATS))}")
    module, name = FORMATS[format].split(":")
    writer: Writer = getattr(importlib.import_module(module), name)
    return writer
