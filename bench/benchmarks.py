"""The page of benchmarks and its charts, written from the results that are kept and from nothing else."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.drawing import Bar, Dot, bars, dots
from bench.parts import PARTS, ROOT, about
from bench.results import Figure, Measured, Results

PUBLISHED = ROOT / "bench" / "data" / "published.toml"
_NEEDED = ("onrecord", "textacy", "bare spaCy pipeline")
_HEAD = """# Benchmarks

Every figure here was printed by `python -m bench`, and stands beside its floor: what `make bench` doesn't let pass.
Written by `python -m bench --write docs/benchmarks` from [results.json](benchmarks/results.json);
`python -m bench --write docs/benchmarks PART...` measures parts anew, and `python -m bench --help` lists them all.
Outside corpora are not part of this repository: a part says which data it was measured on by its hash. *Busy* says
that other programs wanted the processor at the same time: times on the clock are longer then, up to several times.

How each part is measured stands in the first lines of its file in `bench/`. What kinds of error remain is told by
[statements.md](statements.md), [speakers.md](speakers.md), [events.md](events.md), [positions.md](positions.md) and
[linking.md](linking.md).
"""
_BESIDE = """## Beside others

PolNeAR dev: attributions (source, cue, content) in 84 articles of US political news. A triple is right when all three
are; tokens are scored by role. Figures of ours, of textacy and of the bare spaCy pipeline come from one run on one
core, with start-up; the others are published figures by the same scorer on the same articles. Annotators were measured
against each other.
"""
_QUALITY = """## Quality

Floors are full strokes, aims are dashed. A figure in orange lies below its floor.
"""
_COST = """## Speed, memory, growth

Speed and memory are told as ratios within one run wherever that can be: a ratio is the same on another machine. Beside
others each is a whole process on one core, as its own documentation has it used: `nlp.pipe` over all articles for spaCy
and textacy, which takes them in large batches, `onrecord extract` for ours.
"""


def write(folder: Path, results: Results) -> list[Path]:
    """Write `folder`.md and the charts in `folder`; the paths written."""
    drawn = charts(results)
    for name, text in drawn.items():
        (folder / name).write_text(text, encoding="utf8")
    for old in folder.glob("*.svg"):
        if old.name not in drawn:
            old.unlink()
    page_path = folder.with_suffix(".md")
    page_path.write_text(page(results), encoding="utf8")
    return [page_path, *(folder / name for name in drawn)]


def charts(results: Results) -> dict[str, str]:
    """The charts that the results allow, by file name."""
    out = {}
    if peers := results.get("peers"):
        out["beside.svg"] = bars("PolNeAR dev: right triples of source, cue and content, F1", list(_triples(peers)))
        for name, unit, digits, title in (
            ("speed.svg", "words a second", 0, "Words a second on one core, start-up included"),
            ("memory.svg", "GB", 2, "Peak memory in GB"),
        ):
            rows = [(who, peers.figures.get(f"{unit}, {who}")) for who in _NEEDED]
            out[name] = bars(
                title, [Bar(who, one.value, f"{one.value:,.{digits}f}", who == "onrecord") for who, one in rows if one]
            )
    quality = list(_quality(results))
    if quality:
        out["quality.svg"] = dots("Quality beside floor and aim", "floor |   aim ¦", quality)
    limits = list(_limits(results))
    if limits:
        out["limits.svg"] = bars("Share of its limit that each figure takes", limits, full=1.0)
    return out


def page(results: Results) -> str:
    """The page."""
    drawn = charts(results)
    parts = [_HEAD]
    if peers := results.get("peers"):
        parts += [_BESIDE, _picture("beside.svg", "Right triples, ours beside others"), *_table_of_others(peers)]
        parts += [_measured_on("peers", peers)]
    parts += [_QUALITY]
    if "quality.svg" in drawn:
        parts.append(_picture("quality.svg", "Quality beside floor and aim"))
    parts.append(_COST)
    for name, words in (
        ("speed.svg", "Words a second, ours beside others"), ("memory.svg", "Peak memory, ours beside others"),
        ("limits.svg", "What each limited figure takes of its limit"),
    ):  # fmt: skip
        if name in drawn:
            parts.append(_picture(name, words))
    parts.append("## All figures\n")
    for name in [one for one in PARTS if one in results and one != "peers"]:
        parts += [f"### {name}\n", f"{about(name)}\n", _table(results[name]), _measured_on(name, results[name])]
    if waiting := [one for one in PARTS if one not in results]:
        parts.append(f"Not measured yet: {', '.join(waiting)}.\n")
    return "\n".join(parts)


def published() -> list[dict[str, Any]]:
    """Figures of others that this bench doesn't measure."""
    return list(tomllib.loads(PUBLISHED.read_text(encoding="utf8"))["figure"])


def _triples(peers: Measured) -> Iterator[Bar]:
    rows = [(who, peers.figures[f"triple f1, {who}"].value, who == "onrecord") for who in ("textacy", "onrecord")]
    rows += [(one["who"], one["dev"], False) for one in published() if "dev" in one]
    for who, value, ours in sorted(rows, key=lambda row: row[1]):
        yield Bar(who, value, f"{value:.3f}", ours)


def _table_of_others(peers: Measured) -> list[str]:
    lines = ["", "| | triple | tokens source / cue / content | figures from |", "|---|---|---|---|"]
    for who in ("onrecord", "textacy"):
        roles = " / ".join(f"{peers.figures[f'{role} f1, {who}'].value:.2f}" for role in ("source", "cue", "content"))
        lines.append(f"| {who} | {peers.figures[f'triple f1, {who}'].value:.3f} | {roles} | this run, dev |")
    for one in published():
        roles = " / ".join(f"{value:.2f}" for value in one["tokens"])
        lines.append(f"| {one['who']} | {one.get('dev', '–')} | {roles} | published; tokens on test |")
    return ["\n".join(lines) + "\n"]


def _quality(results: Results) -> Iterator[Dot]:
    """Figures between 0 and 1 that have a floor, under the name of their part."""
    for part in PARTS:
        kept = results[part].figures if part in results else {}
        rows = [(name, one) for name, one in kept.items() if one.floor and one.floor <= 1 and _counts(name, one)]
        if rows and part not in {"speed", "peers"}:
            yield Dot(part)
            for name, one in rows:
                yield Dot(name, one.value, one.floor, one.aim)


def _counts(name: str, one: Figure) -> bool:
    return not name.startswith("most ") and 0 <= one.value <= 1


def _limits(results: Results) -> Iterator[Bar]:
    for part in PARTS:
        for name, one in (results[part].figures if part in results else {}).items():
            if name.startswith("most ") and one.floor:
                share = one.value / one.floor
                yield Bar(f"{part}: {name.removeprefix('most ')}", share, f"{share:.0%}", ours=share <= 1)


def _picture(name: str, words: str) -> str:
    return f"![{words}](benchmarks/{name})\n"


def _table(part: Measured) -> str:
    lines = ["| | figure | floor | aim |", "|---|---|---|---|"]
    for name, one in part.figures.items():
        mark = " **missed**" if one.missed(name) else ""
        label = f"{name.removeprefix('most ')} (at most)" if name.startswith("most ") else name
        lines.append(f"| {label} | {_number(one.value)}{mark} | {_number(one.floor)} | {_number(one.aim)} |")
    return "\n".join(lines) + "\n"


def _number(value: float | None) -> str:
    if value is None:
        return ""
    whole = value >= 100 or (value > 1 and value == int(value))
    return f"{value:,.0f}" if whole else f"{value:.3f}"


def _measured_on(name: str, part: Measured) -> str:
    versions = ", ".join(f"{library} {version}" for library, version in part.versions.items())
    busy = ", busy" if part.busy else ""
    data = f"; data {part.data}" if part.data else ""
    return f"`python -m bench {name}`, {part.date}: {part.machine}{busy}; {versions}{data}.\n"
