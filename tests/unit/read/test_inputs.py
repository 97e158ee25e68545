"""Files below the inputs: ids, order, what is passed over and what is refused."""

import os
from pathlib import Path

import pytest

from onrecord.errors import ReadError
from onrecord.read import find


def _write(path: Path, text: str = "Words.") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_ids_are_paths_below_the_input_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/b/c.txt", "a.txt"):
        _write(tmp_path / "in" / name)
    found, rejected = find([tmp_path / "in"])
    assert [each.id for each in found] == ["a.txt", "a/b/c.txt", "a/z.txt", "b.txt"]
    assert {each.root for each in found} == {str(tmp_path / "in")}
    assert all(each.path.is_file() for each in found)
    assert rejected == []


def test_a_file_input_is_known_by_its_name(tmp_path: Path) -> None:
    found, _ = find([_write(tmp_path / "deep" / "one.txt")])
    assert [each.id for each in found] == ["one.txt"]


def test_hidden_files_watchlists_and_records_are_passed_over(tmp_path: Path) -> None:
    for name in (".hidden", ".git/config", "seen.txt", "issues.toml", "old.record/shards/x.parquet"):
        _write(tmp_path / name)
    _write(tmp_path / "old.record" / "manifest.json", "{}")
    found, _ = find([tmp_path])
    assert [each.id for each in found] == ["seen.txt"]


def test_two_of_one_id_are_an_error_that_names_both(tmp_path: Path) -> None:
    one, two = _write(tmp_path / "x" / "a.txt"), _write(tmp_path / "y" / "a.txt")
    with pytest.raises(ReadError) as error:
        find([tmp_path / "x", tmp_path / "y"])
    assert str(one) in str(error.value)
    assert str(two) in str(error.value)
    assert "\n" not in str(error.value)


def test_a_missing_path_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="no such file or folder; check the path") as error:
        find([tmp_path / "nowhere"])
    assert "\n" not in str(error.value)


def test_what_is_no_file_is_rejected_and_the_rest_goes_on(tmp_path: Path) -> None:
    _write(tmp_path / "a.txt")
    (tmp_path / "dangling.txt").symlink_to(tmp_path / "gone")
    os.mkfifo(tmp_path / "pipe")
    found, rejected = find([tmp_path])
    assert [each.id for each in found] == ["a.txt"]
    assert sorted(Path(each.path).name for each in rejected) == ["dangling.txt", "pipe"]
    assert all(each.stage == "read" and each.reason for each in rejected)


def test_a_name_that_is_no_unicode_is_rejected(tmp_path: Path) -> None:
    try:
        Path(os.fsdecode(bytes(tmp_path) + b"/bad\xff.txt")).write_text("Words.", encoding="utf-8")
    except OSError:
        pytest.skip("this file system refuses such names")
    found, rejected = find([tmp_path])
    assert found == []
    assert "rename" in rejected[0].reason
    rejected[0].path.encode("utf-8")


def test_a_link_to_a_folder_above_ends(tmp_path: Path) -> None:
    _write(tmp_path / "a.txt")
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    found, _ = find([tmp_path])
    assert [each.id for each in found] == ["a.txt"]
