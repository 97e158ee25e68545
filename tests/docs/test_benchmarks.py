"""The benchmarks' page and charts say what the kept results say; the bench knows its parts and guards their data."""

import re
import tomllib
from pathlib import Path

import numpy as np
import pytest

from bench import __main__ as bench_main
from bench import benchmarks
from bench.__main__ import FLOORS, main, rewritten
from bench.parts import PARTS, Part, about
from bench.results import Figure, Measured, load, measured, merge

AGAIN = "run `python -m bench --write docs/benchmarks`: the results changed, or how they are drawn"


def test_page_and_charts_are_those_of_the_results(root: Path) -> None:
    results = load(root / "docs" / "benchmarks")
    assert results, "no results are kept"
    assert (root / "docs" / "benchmarks.md").read_text(encoding="utf8") == benchmarks.page(results), AGAIN
    drawn = benchmarks.charts(results)
    kept = {path.name: path.read_text(encoding="utf8") for path in (root / "docs" / "benchmarks").glob("*.svg")}
    assert kept == drawn, AGAIN


def test_every_figure_kept_stands_on_the_page_with_its_day(root: Path) -> None:
    page = (root / "docs" / "benchmarks.md").read_text(encoding="utf8")
    for name, part in load(root / "docs" / "benchmarks").items():
        assert name in PARTS
        assert f"`python -m bench {name}`, {part.date}" in page
        assert part.data is None or part.data in page
        assert re.fullmatch(r"[\w ,().-]+", part.machine)  # general words, no name of a machine


def test_floors_name_only_parts_and_lie_below_their_aims() -> None:
    floors = tomllib.loads(FLOORS.read_text(encoding="utf8"))
    assert set(floors) - {"data"} <= set(PARTS)
    assert set(floors["data"]) <= set(PARTS)
    for part, figures in floors.items():
        for name, bounds in figures.items() if part != "data" else ():
            assert len(bounds) in {1, 2}, name
            if len(bounds) == 2:
                assert (bounds[1] <= bounds[0]) if name.startswith("most ") else (bounds[0] <= bounds[1]), name


@pytest.mark.parametrize("name", [name for name in PARTS if PARTS[name].own and not PARTS[name].outside])
def test_data_of_our_own_is_what_the_floors_were_set_on(name: str) -> None:
    known = tomllib.loads(FLOORS.read_text(encoding="utf8"))["data"]
    assert PARTS[name].data() == known[name], f"run `python -m bench {name} --accept-data`: its data changed"


def test_a_part_keeps_its_day_until_it_is_measured_again(tmp_path: Path) -> None:
    old = Measured("2020-02-02", "1 core", False, {}, "abc", {"f1": Figure(0.5, 0.4)})
    merge(tmp_path, {"gold": old, "speed": old})
    new = measured({"f1": np.float64(0.61234567)}, {"f1": [0.7, 0.8]}, None)
    kept = merge(tmp_path, {"gold": new})
    assert kept == load(tmp_path)
    assert kept["speed"] == old
    assert kept["gold"].figures == {"f1": Figure(0.6123, 0.7, 0.8)}
    assert kept["gold"].figures["f1"].missed("f1")
    assert not kept["gold"].figures["f1"].missed("most f1")
    assert "**missed**" in benchmarks.page(kept)


def test_floors_are_lowered_and_hashes_noted_in_place() -> None:
    text = '# remark\n[gold]\n"a b" = [0.9, 0.95]\nc = [0.5]\n\n[data]\ngold = "1"\n'
    told = rewritten(text, {"speed": "2"}, {"gold": {"a b": 0.85}})
    assert told == '# remark\n[gold]\n"a b" = [0.85, 0.95]\nc = [0.5]\n\n[data]\ngold = "1"\nspeed = "2"\n'


def test_unknown_part_is_one_line_and_help_lists_the_parts(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["nothing"]) == 2
    err = capsys.readouterr().err
    assert err.count("\n") == 1
    assert all(name in err for name in PARTS)
    with pytest.raises(SystemExit):
        main(["--help"])
    out = capsys.readouterr().out
    assert "Example: python -m bench" in out
    assert all(about(name) in out for name in PARTS)


def test_missing_data_is_told_and_changed_data_has_another_hash(tmp_path: Path) -> None:
    part = Part(outside=("corpora/*.txt",))
    assert str(tmp_path) in (part.missing(tmp_path) or "")
    (tmp_path / "corpora").mkdir()
    hashes = set()
    for name, text in (("a.txt", "one"), ("a.txt", "two"), ("b.txt", "")):
        (tmp_path / "corpora" / name).write_text(text, encoding="utf8")
        hashes.add(part.data(tmp_path))
    assert part.missing(tmp_path) is None
    assert len(hashes) == 3


def test_bench_tells_new_data_and_missed_floors_until_both_are_accepted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    floors = tmp_path / "floors.toml"
    floors.write_text('[gold]\nf1 = [0.7, 0.8]\n\n[data]\ngold = "old"\n', encoding="utf8")
    monkeypatch.setattr(bench_main, "FLOORS", floors)

    def measure(name: str, known: dict[str, list[float]]) -> Measured:
        return measured({"f1": 0.65}, known, "new")

    monkeypatch.setattr(bench_main, "_measure", measure)
    assert main(["gold"]) == 1
    assert "hash new, the floors were set on old" in capsys.readouterr().out
    assert main(["gold", "--accept-data"]) == 1  # the floor is still missed
    assert main(["gold"]) == 1
    assert main(["gold", "--lower-floors"]) == 0
    assert floors.read_text(encoding="utf8") == '[gold]\nf1 = [0.65, 0.8]\n\n[data]\ngold = "new"\n'
    assert main(["gold"]) == 0
