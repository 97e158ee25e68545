"""Print every figure beside its floor: of quality, of speed and memory, and of others beside us.

Example: python -m bench gold speed
         python -m bench --write docs/benchmarks peers

Without names every part is measured, which takes an hour; --write without names measures nothing. Outside data and
scorers stand in ../shared, or the folder that ONRECORD_SHARED names; a part whose data isn't there is skipped and says
why. Floors, aims and a hash of each part's data stand in bench/floors.toml. Exit codes: 0 all reach their floors,
1 one lies below or a data set changed, 2 usage. Other files of bench/ are run by themselves, as in
`python -m bench.fuzz --help`: fuzz, report, statements, positions_speed, collection, frequencies.
"""

import argparse
import importlib
import re
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path

from bench.parts import PARTS, ROOT, SHARED, SkippedError, about
from bench.results import Measured, Results, load, measured, merge

FLOORS = ROOT / "bench" / "floors.toml"


def main(words: list[str]) -> int:
    """Measure, print, keep what is asked for; the exit code."""
    given = _arguments(words)
    if unknown := [name for name in given.names if name not in PARTS]:
        print(f"bench: no part {', '.join(unknown)}; there are {', '.join(PARTS)}", file=sys.stderr)
        return 2
    names = given.names or ([] if given.write else list(PARTS))
    floors = tomllib.loads(FLOORS.read_text(encoding="utf8"))
    found: Results = {}
    changed: dict[str, str] = {}
    for name in names:
        part = _measure(name, floors.get(name, {}))
        if part is None:
            continue
        found[name] = part
        if given.write:
            merge(given.write, {name: part})  # at once: what stops a later part doesn't cost this one
        known = floors.get("data", {}).get(name)
        if part.data and part.data != known:
            print(f"  its data is new: hash {part.data}, the floors were set on {known or 'none'}; see --accept-data")
            changed[name] = part.data
    below = {name: missed for name, part in found.items() if (missed := _missed(part))}
    if given.accept_data or given.lower_floors:
        accepted = changed if given.accept_data else {}
        lowered = below if given.lower_floors else {}
        text = FLOORS.read_text(encoding="utf8")
        FLOORS.write_text(rewritten(text, accepted, lowered), encoding="utf8")
        changed, below = {} if accepted else changed, {} if lowered else below
    if given.write:
        from bench.benchmarks import write  # noqa: PLC0415 - measuring needs no page

        print("wrote", ", ".join(str(path) for path in write(given.write, load(given.write))))
    return 1 if below or changed else 0


def rewritten(text: str, data: Mapping[str, str], lowered: Mapping[str, Mapping[str, float]]) -> str:
    """floors.toml with new hashes of data, and floors moved to what was measured; aims and remarks stay."""
    kept = tomllib.loads(text).get("data", {})
    lines: list[str] = []
    section = ""
    for line in text.splitlines():
        section = line.strip("[]") if line.startswith("[") else section
        key = line.partition("=")[0].strip().strip('"')
        if key in lowered.get(section, {}):
            lines.append(re.sub(r"\[\s*[\d.]+", f"[{lowered[section][key]:g}", line, count=1))
        elif section != "data":
            lines.append(line)
    hashes = [f'{name} = "{value}"' for name, value in sorted({**kept, **data}.items())]
    whole = "\n".join(lines).rstrip() + "\n"
    return whole + "\n[data]\n" + "\n".join(hashes) + "\n" if hashes else whole


def _measure(name: str, floors: Mapping[str, list[float]]) -> Measured | None:
    """Run one part and print it, or why it is skipped."""
    if why := PARTS[name].missing():
        print(f"{name}: skipped, {why}")
        return None
    module = importlib.import_module(f"bench.{name}")
    print(f"\n{name}: {(module.__doc__ or '').splitlines()[0]}", flush=True)
    try:
        part = measured(module.figures(SHARED), floors, PARTS[name].data())
    except SkippedError as why:
        print(f"  skipped, {why}")
        return None
    missed = _missed(part)
    for figure, one in part.figures.items():
        asked = "" if one.floor is None else f"floor {one.floor}" + (f", aim {one.aim}" if one.aim is not None else "")
        print(f"  {figure:<44}{one.value:>9.3f}   {asked}{'   BELOW' if figure in missed else ''}", flush=True)
    return part


def _missed(part: Measured) -> dict[str, float]:
    return {figure: one.value for figure, one in part.figures.items() if one.missed(figure)}


def _arguments(words: list[str]) -> argparse.Namespace:
    width = max(map(len, PARTS)) + 2
    listed = "\n".join(f"  {name:<{width}}{about(name)}" for name in PARTS)
    parser = argparse.ArgumentParser(
        prog="python -m bench", description=__doc__, epilog=f"parts:\n{listed}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    parser.add_argument("names", nargs="*", metavar="PART", help="what to measure; all of it without a name")
    parser.add_argument(
        "--write", type=Path, metavar="FOLDER",
        help="keep the figures in FOLDER/results.json, a part that isn't measured now as it was, and write FOLDER.md "
        "and its charts from them",
    )  # fmt: skip
    parser.add_argument("--accept-data", action="store_true", help="note the hash of a changed data set as known")
    parser.add_argument("--lower-floors", action="store_true", help="set floors that are missed to what was measured")
    return parser.parse_args(words)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
