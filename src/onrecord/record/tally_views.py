"""Tallies as they are read: views in which people's judgements stand, and macros for the rows of a few documents.

What the machine's rows give that no longer show is taken out of a tally, and what people's rows give is put in, by the
SELECT that made the table (`tallies`). Judged rows are few, so that this costs little.
"""

from collections.abc import Callable, Collection

from onrecord.record.tallies import FIXED, TALLIES, Tally

_DOCUMENTS = "record.main.documents"


def settle(run: Callable[[str], object], busy: Collection[str]) -> None:
    """Views and macros in schema `judged` over the tables of `record`; people's rows stand over those of `busy`.

    `statements_of(docs)` and `events_of(docs)` give the rows of some documents without a walk through the table.
    """
    for name in FIXED:
        run(f"CREATE OR REPLACE VIEW memory.judged.{name} AS SELECT * FROM record.main.{name}")
    for tally in TALLIES.values():
        run(f"CREATE OR REPLACE VIEW memory.judged.{tally.name} AS {_view(tally, busy)}")
    for name in ("statements", "events"):
        run(f"CREATE OR REPLACE MACRO memory.judged.{name}_of(docs) AS TABLE {_near(name, over=name in busy)}")


def _view(tally: Tally, busy: Collection[str]) -> str:
    over = [table for table in tally.parts if table in busy]
    if tally.counted:
        *keys, number = (f'"{column.name}"' for column in tally.columns)
        parts = [f"SELECT {tally.shown} FROM record.main.{tally.name}"]
        for table in over:
            parts += [
                f"SELECT {', '.join(keys)}, -{number} FROM ({tally.part(table, _gone(table), _DOCUMENTS)})",
                f"SELECT {tally.shown} FROM ({tally.part(table, _new(table), _DOCUMENTS)})",
            ]
        if not over:
            return parts[0]
        return (
            f"SELECT {', '.join(keys)}, sum({number})::BIGINT AS {number} FROM ({' UNION ALL '.join(parts)}) "
            f"GROUP BY ALL HAVING sum({number}) > 0"
        )
    query = f"SELECT {tally.shown} FROM record.main.{tally.name} t"
    if not over:
        return query
    id = "id" if '"id"' in tally.shown else "utterance"
    gone = " UNION ALL ".join(
        f"SELECT {id} AS id, place FROM ({tally.part(table, _gone(table), _DOCUMENTS)})" for table in over
    )
    news = " UNION ALL ".join(
        f"SELECT {tally.shown} FROM ({tally.part(table, _new(table), _DOCUMENTS)})" for table in over
    )
    where = f"NOT EXISTS (SELECT 1 FROM ({gone}) g WHERE g.place = t.place AND g.id = t.{id})"
    return f"{query} WHERE {where} UNION ALL {news}"


def _gone(table: str) -> str:
    """The machine's rows of a table that no longer show."""
    return (
        f"(SELECT m.*, m.rowid AS rowid FROM record.main.{table} m "
        f"WHERE m.rowid IN (SELECT place FROM memory.people.gone_{table}))"
    )


def _new(table: str) -> str:
    """People's rows of a table; they stand at no place of it."""
    return f"(SELECT * EXCLUDE (place, added, mark), NULL::BIGINT AS rowid FROM memory.people.new_{table})"


def _near(table: str, *, over: bool) -> str:
    """The rows of some documents: their places are known, so that nothing else is read."""
    places = (
        f"SELECT unnest(range({table}_first, {table}_first + {table})) FROM record.main.extents "
        "WHERE doc IN (SELECT unnest(docs))"
    )
    query = f"SELECT m.*, NULL::VARCHAR AS judged FROM record.main.{table} m WHERE m.rowid IN ({places})"
    if not over:
        return query
    return (
        f"{query} AND NOT EXISTS (SELECT 1 FROM memory.people.gone_{table} g WHERE g.place = m.rowid) UNION ALL "
        f"SELECT * EXCLUDE (place, added, mark), mark AS judged FROM memory.people.new_{table} "
        "WHERE doc IN (SELECT unnest(docs))"
    )
