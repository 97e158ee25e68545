"""Hits of a search as a person or a program reads them."""

import re
import sys
from collections.abc import Sequence
from typing import Any

import msgspec

from onrecord.present.cli.screen import console, line, words
from onrecord.record import MARK

_FOUND = re.compile(re.escape(MARK) + r"(.+?)" + re.escape(MARK), re.DOTALL)


def show(hits: Sequence[dict[str, Any]]) -> None:
    """Print each hit: its words, those found set off, and where they stand."""
    out = console()
    for hit in hits:
        text = words("")
        at = 0
        snippet = line(hit["snippet"])
        for found in _FOUND.finditer(snippet) if out.is_terminal else ():
            text.append(snippet[at : found.start()])
            text.append(found.group(1), "bold yellow")
            at = found.end()
        text.append(snippet[at:])
        out.print(text)
        said = [hit["speaker"] or "", " ".join(hit["side"] or ()), hit["act"] or "", hit["on"] or ""]
        where = [f"{hit['doc']} {hit['start']}–{hit['end']}", hit["outlet"] or "", hit["published"] or ""]
        parts = [", ".join(part for part in said if part), *where, hit["statement"] or ""]
        out.print(words("    " + line(" · ".join(part for part in parts if part)), "dim"))


def as_json(rows: Sequence[dict[str, Any]]) -> None:
    """Write rows as JSON lines."""
    for row in rows:
        sys.stdout.write(msgspec.json.encode(row).decode() + "\n")
