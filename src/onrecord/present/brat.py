"""What people changed in a folder of brat standoff, as judgements on the record that it was exported from."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from onrecord.errors import OnrecordError, PresentError, RecordError
from onrecord.present.export.brat import INDEX, STATEMENT, Written
from onrecord.present.files import lines
from onrecord.record import Record, Word

_ARGUMENTS = {"Source": "source", "Cue": "cue", "Place": "place"}
_ATTRIBUTES = {"Act": "act", "Kind": "kind", "Status": "status"}
_OPTIONAL = {"statement": ("source", "cue", "parent"), "event": ("place",)}
_NAMED = re.compile(r"([A-Za-z]+)\d*:(\S+)")


class Row(msgspec.Struct, frozen=True):
    """An event annotation: its kind, the row's id as its note says it ("" for a new one), and its fields."""

    kind: str
    id: str
    fields: dict[str, Any]


class ReadBack(msgspec.Struct, frozen=True):
    """How many judgements of each verdict were made, in how many documents, and what couldn't be, a line each."""

    counts: dict[str, int]
    documents: int
    refused: tuple[str, ...]


def read_back(record: Record, folder: Path, author: str = "") -> ReadBack:
    """Judge what was changed in `folder` since the export: edits, additions, and wrong what was deleted.

    PresentError when the folder is no export; what can't be kept of it is told, and the rest is kept.
    """
    counts: Counter[str] = Counter()
    refused: list[str] = []
    changed = 0
    for written in _index(folder):
        path = folder / (written.stem + ".ann")
        try:
            now = path.read_text(encoding="utf8")
            if now == written.ann:
                continue
            _same_text(record, folder, written)
            before, after = parse(written.ann), parse(now)
        except (OSError, UnicodeDecodeError, OnrecordError) as error:
            refused.append(f"{written.stem}: {getattr(error, 'strerror', None) or error}")
            continue
        changed += 1
        text = record.document(written.doc).text
        for word in words(before, after, written.doc, text):
            try:
                record.judge(msgspec.structs.replace(word, author=author, note=f"from {path.name}"))
                counts[word.verdict] += 1
            except RecordError as error:
                refused.append(f"{path.name}: {word.verdict} {word.row}: {error}")
    return ReadBack(dict(sorted(counts.items())), changed, tuple(refused))


def _index(folder: Path) -> Iterator[Written]:
    for line in lines(folder / INDEX):
        try:
            yield msgspec.json.decode(line, type=Written)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise PresentError(
                f"{folder / INDEX}: {error}; give the folder of `onrecord export --format brat`"
            ) from error


def _same_text(record: Record, folder: Path, written: Written) -> None:
    text = (folder / (written.stem + ".txt")).read_bytes()
    if text != record.document(written.doc).text.encode("utf8", "surrogatepass"):
        raise PresentError("its text isn't the record's any more; export again, then annotate")


def words(before: list[Row], after: list[Row], document: str, text: str) -> Iterator[Word]:
    """The judgements that turn the rows of the export into those of the folder."""
    known = {row.id: row for row in before}
    kept = set()
    for row in after:
        fields = {name: _whole(value, text) if isinstance(value, list) else value for name, value in row.fields.items()}
        if row.id not in known:
            given = {name: value for name, value in fields.items() if value not in ("", None)}
            yield Word(verdict="add", kind=row.kind, document=document, edit=given)  # type: ignore[arg-type]
            continue
        kept.add(row.id)
        was = known[row.id].fields
        edit = {name: fields[name] for name in fields if row.fields[name] != was.get(name)}
        edit |= {name: None for name in _OPTIONAL[row.kind] if name in was and name not in fields}
        if edit:
            yield Word(verdict="edit", row=row.id, edit=edit)
    yield from (Word(verdict="wrong", row=id) for id in known if id not in kept)


def parse(ann: str) -> list[Row]:
    """The event annotations of an `.ann`, in order; PresentError where a line can't be read."""
    spans: dict[str, tuple[str, list[list[int]]]] = {}
    events: dict[str, list[tuple[str, str]]] = {}
    more: dict[str, dict[str, str]] = {}
    for number, line in enumerate(ann.splitlines(), 1):
        name, _, rest = line.partition("\t")
        try:
            if name.startswith("T"):
                label, _, where = rest.split("\t")[0].partition(" ")
                spans[name] = label, [[int(edge) for edge in part.split()] for part in where.split(";")]
            elif name.startswith("E"):
                events[name] = _NAMED.findall(rest)
            elif name.startswith("A"):
                attribute, event, value = rest.split(" ")
                more.setdefault(event, {})[_ATTRIBUTES[attribute]] = value
            elif name.startswith("#"):
                head, _, note = rest.partition("\t")
                parts = (part.partition("=") for part in note.split(";"))
                said = {key.strip(): value.strip() for key, equals, value in parts if equals}
                more.setdefault(head.split(" ")[1], {}).update(said)
        except (ValueError, KeyError, IndexError) as error:
            raise PresentError(f"line {number}: {line[:60]!r} is no line of standoff ({error})") from error
    ids = {name: more.get(name, {}).get("id", "") for name in events}
    return [_row(name, events[name], spans, more.get(name, {}), ids) for name in events]


def _row(
    name: str,
    roles: list[tuple[str, str]],
    spans: Mapping[str, tuple[str, list[list[int]]]],
    more: Mapping[str, str],
    ids: Mapping[str, str],
) -> Row:
    """A row of an event annotation, its attributes and its note."""
    if not roles or roles[0][1] not in spans:
        raise PresentError(f"{name}: has no trigger")
    (kind, trigger), *arguments = roles
    statement = kind == STATEMENT
    fields: dict[str, Any] = {key: value for key, value in more.items() if key != "id"}
    if "about" in fields:
        pairs = (part.partition(":") for part in fields["about"].split(",") if part)
        fields["about"] = {issue.strip(): stance.strip() for issue, _, stance in pairs}
    fields["content" if statement else "trigger"] = spans[trigger][1]
    if not statement:
        fields["event"] = kind
    for role, target in arguments:
        if role == "Within" and ids.get(target):
            fields["parent"] = ids[target]
        elif role in _ARGUMENTS and target in spans:
            fields[_ARGUMENTS[role]] = spans[target][1]
    return Row("statement" if statement else "event", more.get("id", ""), fields)


def _whole(spans: list[list[int]], text: str) -> list[list[int]]:
    """Spans put together where only a line's end lies between them."""
    out: list[list[int]] = []
    for start, end in sorted(spans):
        between = text[out[-1][1] : start] if out else ""
        if out and between and not between.strip() and re.search(r"[\r\n]", between):
            out[-1][1] = end
        else:
            out.append([start, end])
    return out
