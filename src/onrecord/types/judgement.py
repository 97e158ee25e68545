"""A person's word on one row."""

from typing import Any, Literal

import msgspec

Verdict = Literal["right", "wrong", "edit", "add", "complete", "undo"]
RowKind = Literal["statement", "event", "position"]


class Quote(msgspec.Struct, frozen=True, kw_only=True):
    """Words of a document with what stands before and after, by which they are found again in a changed text.

    `start` and `end`: half-open code points of the text that was judged.
    """

    exact: str
    prefix: str
    suffix: str
    start: int
    end: int


class Judgement(msgspec.Struct, frozen=True, kw_only=True):
    """Right, wrong, an edit, an addition, a document searched to its end, or an undo; one line of judgements.jsonl.

    `row` is the row's id (of an addition the id of its words); empty for *complete*: the person looked for every row
    of `kind` in `document`, and none is missing beside those judged. `seen` is the row as the person saw it, of an
    addition the whole row; `edit` maps fields of its JSON to their new values. `quotes`: for each passage of the row,
    and of the edit, its words in the text, whose UTF-8 has the SHA-256 `text`; `source` is that of the original bytes,
    empty where another document had the same. `undoes` is the id of the judgement that is taken back. `at`: ISO 8601,
    UTC.
    """

    id: str
    verdict: Verdict
    kind: RowKind
    document: str
    row: str = ""
    seen: dict[str, Any] = {}
    edit: dict[str, Any] = {}
    quotes: dict[str, tuple[Quote, ...]] = {}
    text: str = ""
    source: str = ""
    undoes: str = ""
    author: str = ""
    at: str
    note: str = ""
