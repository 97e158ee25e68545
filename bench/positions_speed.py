"""How long matrix, alignment and shifts take on a record of a million statements: `python -m bench.positions_speed`.

The record is a small one whose tables are filled with generated rows. Floors: 2 s of the
processor, all threads together, so that what else runs on the machine tells nothing.
"""

import argparse
import tempfile
import time
from pathlib import Path

import duckdb

from onrecord.analyse.alignment import Terms, alignment
from onrecord.analyse.matrix import matrix
from onrecord.analyse.shifts import shifts
from onrecord.record import Record, schema, tallies
from onrecord.record.layout import TABLES
from tests.unit.record import factory

FLOOR = 2.0
SIDES = ["USA", "CHN", "RUS", "DEU", "FRA", "GBR", "JPN", "IND", "BRA", "ZAF", "TUR", "EGY", "IRN", "ISR", "SAU", "AUS"]
_FILL = (
    "INSERT INTO documents BY NAME SELECT 'doc' || i AS doc FROM range($rows // 20) t(i)",
    # six statements in ten are about one of 40 issues; all positions rest on one statement each
    """INSERT INTO statements BY NAME SELECT
    printf('%016x', i) AS id, 'doc' || i // 20 AS doc, i % 20 AS ordinal, 'words ' || i AS content_text,
    'indirect' AS kind, [$sides[1 + (hash(i) % 16)::INTEGER]] AS side,
    DATE '2015-01-01' + (i * 31 % 3600)::INTEGER AS said_on,
    strftime(DATE '2015-01-01' + (i * 31 % 3600)::INTEGER, '%Y-%m-%d') AS said_on_value, 'day' AS said_on_precision,
    ['assert', 'support', 'criticise', 'warn', 'threaten'][1 + i * 13 % 5] AS act,
    CASE WHEN i % 10 < 6 THEN [{'issue': 'issue-' || (hash(i + 7) % 40)::INTEGER,
        'stance': ['for', 'against', 'neutral'][1 + (hash(i + 3) % 3)::INTEGER], 'confidence': (i % 100) / 100}] ELSE []
    END AS about, 0.5 AS confidence FROM range($rows) t(i)""",
    """INSERT INTO positions BY NAME SELECT id, doc, ordinal, side, about[1].issue AS issue, about[1].stance AS stance,
    said_on AS on_date, said_on_value AS on_value, 'day' AS on_precision,
    [{'statement': id, 'event': NULL}] AS evidence, about[1].confidence AS confidence
    FROM statements WHERE len(about) > 0 AND about[1].stance <> 'neutral'""",
    """INSERT INTO events BY NAME SELECT printf('e%015x', i) AS id, 'doc' || i // 20 AS doc, i % 20 AS ordinal,
    [$sides[1 + (hash(i) % 16)::INTEGER]] AS source, [$sides[1 + (hash(i + 1) % 16)::INTEGER]] AS target,
    ['CONSULT', 'SANCTION', 'ACCUSE', 'AID'][1 + (hash(i + 2) % 4)::INTEGER] AS event,
    DATE '2015-01-01' + (i * 31 % 3600)::INTEGER AS on_date,
    strftime(DATE '2015-01-01' + (i * 31 % 3600)::INTEGER, '%Y-%m-%d') AS on_value, 'day' AS on_precision,
    'occurred' AS status, 0.5 AS confidence FROM range($rows // 5) t(i)""",
)


def fill(path: Path, rows: int) -> None:
    """A record at `path` with generated rows."""
    factory.whole(path, "a.txt")
    with duckdb.connect(path / TABLES) as tables:
        made = [name for (name,) in tables.execute("SELECT table_name FROM duckdb_tables()").fetchall()]
        for name in set(made) - set(schema.TABLES):
            tables.execute(f"DROP TABLE {name}")
        for query in _FILL:
            names = {"rows": rows, "sides": SIDES}
            tables.execute(query, {name: value for name, value in names.items() if f"${name}" in query})
        tallies.build(tables)


def main() -> None:
    """Fill, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "million.record"
        fill(path, args.rows)
        with Record.open(path) as record:
            for name, ask in (
                ("matrix by year", lambda: matrix(record)),
                ("alignment", lambda: alignment(record)),
                ("alignment by year", lambda: alignment(record, terms=Terms(every="year"))),
                ("shifts", lambda: shifts(record)),
            ):
                begin, spent = time.perf_counter(), time.process_time()
                found = ask()
                took, spent = time.perf_counter() - begin, time.process_time() - spent
                told = f"{spent:.2f} s of the processor, {took:.2f} s on the clock, {found.num_rows} rows"
                print(f"{name}: {told}{'' if spent < FLOOR else '  ABOVE THE FLOOR'}")


if __name__ == "__main__":
    main()
