"""How much of each outlet a record holds over time: what every other figure has to be read against."""

import pyarrow as pa

from onrecord.record import Record

_COVERAGE = """
SELECT coalesce(outlet, '') AS outlet, coalesce(substr(published_value, 1, 7), '') AS month, count(*) AS documents
FROM documents GROUP BY ALL ORDER BY ALL
"""


def coverage(record: Record) -> pa.Table:
    """Documents by outlet and month of publication: outlet, month, documents; "" where one isn't known.

    Where only the year is known, `month` is the year.
    """
    return record.sql(_COVERAGE)
