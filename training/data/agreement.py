"""Agreement of two annotators over the same rows.

`python training/data/agreement.py FIRST SECOND` reads rows {"id", "first"} of one file and {"id", "second"} of the
other, and prints the share of equal labels, Cohen's kappa, the confusion (rows: first label, columns: second label) and
the rows labelled differently. Exit code 1 when a row lacks a field, an id occurs twice or the ids differ.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path


def labels(path: Path, name: str) -> dict[str, str]:
    """The labels of the file by id, from the field `name`."""
    found: dict[str, str] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        row = json.loads(line)
        if "id" not in row or name not in row:
            raise ValueError(f"{path}:{number}: no 'id' or no '{name}'")
        key = str(row["id"])
        if key in found:
            raise ValueError(f"{path}:{number}: {key} occurs twice")
        found[key] = str(row[name])
    return found


def agreement(pairs: Sequence[tuple[str, str]]) -> float:
    """The share of pairs whose two labels are equal."""
    return sum(one == other for one, other in pairs) / len(pairs)


def kappa(pairs: Sequence[tuple[str, str]]) -> float:
    """Cohen's kappa: the agreement beyond what the two annotators' own label counts would give by chance."""
    first = Counter(one for one, _ in pairs)
    second = Counter(other for _, other in pairs)
    chance = sum(first[label] * second[label] for label in first) / len(pairs) ** 2
    return 1.0 if chance == 1 else (agreement(pairs) - chance) / (1 - chance)


def main(arguments: Sequence[str]) -> int:
    """Print the agreement of the two files named."""
    if len(arguments) != 2:
        print("usage: agreement.py FIRST SECOND", file=sys.stderr)
        return 2
    try:
        first = labels(Path(arguments[0]), "first")
        second = labels(Path(arguments[1]), "second")
    except ValueError as fault:
        print(fault, file=sys.stderr)
        return 1
    if not first or first.keys() != second.keys():
        lone = sorted(first.keys() ^ second.keys())
        print(f"the files don't hold the same ids: {', '.join(lone[:10]) or 'no rows'}", file=sys.stderr)
        return 1

    pairs = [(first[key], second[key]) for key in first]
    print(f"rows       {len(pairs)}")
    print(f"agreement  {agreement(pairs):.3f}")
    print(f"kappa      {kappa(pairs):.3f}")

    confusion = Counter(pairs)
    names = sorted({label for pair in pairs for label in pair})
    width = max(12, *(len(name) for name in names)) + 1
    print()
    print("first \\ second".ljust(width + 2) + "".join(name.rjust(width) for name in names))
    for one in names:
        print(one.ljust(width + 2) + "".join(str(confusion[one, other]).rjust(width) for other in names))

    print()
    for key in first:
        if first[key] != second[key]:
            print(f"{key}: {first[key]} / {second[key]}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
