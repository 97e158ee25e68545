"""The signs of stances, and the matrix as a grid of them: on a terminal, on a page, as numbers."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa

SYMBOLS = {"for": "+", "against": "−", "mixed": "±", "neutral": "○"}
LEGEND = "+ for   − against   ± mixed (for/against)   ○ neutral   · no evidence; numbers count statements and deeds"


def grid(rows: "pa.Table") -> tuple[list[str], list[list[str]]]:
    """Issue and side down, periods across, a symbol with its counts in each cell; undated evidence in the last."""
    cells = rows.to_pylist()
    periods = sorted({row["period"] for row in cells}, key=lambda period: (not period, period))
    heads = ["issue", "side", *((period or ("undated" if len(periods) > 1 else "all")) for period in periods)]
    place = {period: at for at, period in enumerate(periods, 2)}
    lines: dict[tuple[str, str], list[str]] = {}
    for row in cells:
        line = lines.setdefault((row["issue"], row["side"]), [row["issue"], row["side"], *["·"] * len(periods)])
        line[place[row["period"]]] = symbol(row)
    return heads, [lines[key] for key in sorted(lines)]


def symbol(row: dict[str, object]) -> str:
    """`+12`, `−3`, `±4/2` or `○1`."""
    stance = str(row["stance"])
    count = f"{row['for']}/{row['against']}" if stance == "mixed" else row[stance]
    return f"{SYMBOLS[stance]}{count}"
