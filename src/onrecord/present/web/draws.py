"""A draw of rows to be judged: named in the address by kind, number and seed, so that everybody draws the same."""

from typing import get_args

import msgspec

from onrecord.analyse.evaluation import Drawn
from onrecord.analyse.sampling import sample
from onrecord.present.web.desk import Desk
from onrecord.types import RowKind

KINDS: tuple[RowKind, ...] = get_args(RowKind)
MOST = 500


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A row that was drawn; `judges` are those who judged it."""

    id: str
    doc: str
    kind: RowKind
    stratum: str
    size: int
    text: str
    judges: tuple[str, ...] = ()


class Draw(msgspec.Struct, frozen=True, kw_only=True):
    """A draw; `name` is how the address says it."""

    kind: RowKind
    number: int
    seed: int
    rows: tuple[Row, ...]

    @property
    def name(self) -> str:
        """`statement-100-1`."""
        return f"{self.kind}-{self.number}-{self.seed}"

    @property
    def done(self) -> int:
        """How many rows are judged."""
        return sum(bool(row.judges) for row in self.rows)

    def next(self, after: str = "") -> Row | None:
        """The first row that nobody judged, of those behind `after` where there are any."""
        at = next((n for n, row in enumerate(self.rows) if row.id == after), -1) + 1
        return next((row for row in (*self.rows[at:], *self.rows[:at]) if not row.judges and row.id != after), None)

    def place(self, id: str) -> int:
        """Which of the rows it is, from 1; 0 for none."""
        return next((n for n, row in enumerate(self.rows, 1) if row.id == id), 0)

    def drawn(self) -> tuple[Drawn, ...]:
        """The rows as an evaluation takes them."""
        return tuple(Drawn(row.id, row.kind, row.stratum, row.size) for row in self.rows)


def named(desk: Desk, name: str) -> Draw | None:
    """The draw of a name, None where the name is none; AnalyseError when there is nothing to draw from."""
    parts = name.split("-")
    kind = next((one for one in KINDS if one == parts[0]), None)
    if kind is None or len(parts) != 3 or not all(part.isdecimal() and len(part) < 10 for part in parts[1:]):
        return None
    return draw(desk, kind, int(parts[1]), int(parts[2]))


def draw(desk: Desk, kind: RowKind, number: int, seed: int) -> Draw:
    """About `number` of the machine's rows of a kind, with those who judged them by now."""
    number = min(max(number, 1), MOST)
    rows = desk.lasting(
        ("draw", kind, number, seed), lambda record: sample(record, number, seed=seed, kind=kind).to_pylist()
    )
    judges: dict[str, list[str]] = {}
    for one in desk.record.judgements():
        if one.state != "undone" and one.judgement.verdict not in {"undo", "add", "complete"}:
            for id in {one.today, one.judgement.row}:
                judges.setdefault(id, []).append(one.judgement.author or "no name given")
    fields = ("id", "doc", "kind", "stratum", "size", "text")
    return Draw(
        kind=kind,
        number=number,
        seed=seed,
        rows=tuple(
            Row(**{name: row[name] for name in fields}, judges=tuple(dict.fromkeys(judges.get(row["id"], ()))))
            for row in rows
        ),
    )
