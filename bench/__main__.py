"""`python -m bench [NAME ...]`: print every figure beside its floor; exit code 1 when one lies below.

Outside data and scorers stand in `../shared` (or the folder that ONRECORD_SHARED names); without them only the figures
that need none are printed.
"""

import importlib
import os
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("ONRECORD_SHARED", ROOT.parent / "shared"))
PARTS = ("gold", "polnear", "speakers", "events", "stories", "copies", "link", "speed", "readers")
OWN = {"readers"}  # need no outside data


def main(names: list[str]) -> int:
    """Run the parts that are named, or all; the number of figures below their floor."""
    floors = tomllib.loads((Path(__file__).parent / "floors.toml").read_text(encoding="utf8"))
    below = 0
    for name in names or PARTS:
        if not SHARED.is_dir() and name not in OWN:
            print(f"{name}: skipped, {SHARED} isn't there (outside data is not part of the repository)")
            continue
        print(f"\n{name}: {importlib.import_module(f'bench.{name}').__doc__.splitlines()[0]}")
        for figure, value in importlib.import_module(f"bench.{name}").figures(SHARED).items():
            floor, aim = (*floors.get(name, {}).get(figure, ()), None, None)[:2]
            missed = floor is not None and (value > floor if figure.startswith("most ") else value < floor)
            below += missed
            asked = "" if floor is None else f"floor {floor}" + (f", aim {aim}" if aim is not None else "")
            print(f"  {figure:<44}{value:>9.3f}   {asked}{'   BELOW' if missed else ''}")
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
