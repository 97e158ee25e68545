"""The user's file of actors."""

from pathlib import Path

import pytest

from onrecord.errors import ResolveError
from onrecord.resolve.actors_file import load_actors
from tests.unit.resolve.stage import resolved, stage


def written(folder: Path, *lines: str) -> Path:
    path = folder / "actors.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_a_row_gives_name_side_and_office_between_its_dates(tmp_path: Path) -> None:
    path = written(
        tmp_path, "name,side,title,from,to,aliases", "Ana Soto,CHL,foreign minister,2020,2021-12-31,A. Soto|Anita Soto"
    )
    made = stage("{s Soto} {c said} {q so}. {s2 Anita Soto} {c2 said} {q2 no}.", persons="Soto;Anita Soto")
    assert resolved(made, path)["1"][:2] == ("Ana Soto", "CHL")
    assert resolved(made, path)["2"][:2] == ("Ana Soto", "CHL")
    later = stage("{s Ana Soto} {c said} {q so}.", persons="Ana Soto", published="2023-01-01")
    assert resolved(later, path)["1"][:2] == ("Ana Soto", "")


def test_a_row_comes_before_our_tables(tmp_path: Path) -> None:
    path = written(tmp_path, "name,side", "Sergey Lavrov,UNO")
    assert resolved(stage("{s Lavrov} {c said} {q so}.", persons="Lavrov"), path)["1"][:2] == ("Sergey Lavrov", "UNO")


def test_a_row_without_side_says_that_a_person_speaks_for_none(tmp_path: Path) -> None:
    path = written(tmp_path, "name,side", "Sergey Lavrov,")
    assert resolved(stage("{s Sergey Lavrov} {c said} {q so}.", persons="Sergey Lavrov"), path)["1"][:2] == (
        "Sergey Lavrov",
        "",
    )


def test_the_document_s_own_words_come_before_the_file(tmp_path: Path) -> None:
    path = written(tmp_path, "name,side", "Ana Soto,PER")
    made = stage("{s Chilean trade minister Ana Soto} {c said} {q so}.", persons="Ana Soto")
    assert resolved(made, path)["1"][1] == "CHL"


def test_a_name_of_the_file_is_found_where_the_pipeline_missed_it(tmp_path: Path) -> None:
    path = written(tmp_path, "name,side", "Xu,CHN")
    assert resolved(stage("{s Xu} {c said} {q so}."), path)["1"][:2] == ("Xu", "CHN")


def test_a_description_of_the_file_is_found_as_written(tmp_path: Path) -> None:
    path = written(tmp_path, "name,side", "the harbour master,CHL")
    made = stage("{s the harbour master} {c said} {q so}.")
    assert resolved(made, path)["1"][:2] == ("the harbour master", "CHL")


def test_the_holder_of_an_office_is_asked_of_the_file_first(tmp_path: Path) -> None:
    path = written(tmp_path, "name,side,office", "Ana Soto,RUS,foreign-minister")
    made = stage("{s The Russian foreign minister} {c said} {q so}.")
    assert resolved(made, path)["1"][0] == "Ana Soto"


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (("person,side", "A,RUS"), "unknown column 'person'"),
        (("side", "RUS"), "no column 'name'"),
        (("name,side", ",RUS"), "line 2: no name"),
        (("name,side", "Ana,Chile"), "line 2: 'Chile' is no side"),
        (("name,gender", "Ana,x"), "line 2: gender 'x'"),
        (("name,from", "Ana,yesterday"), "line 2: 'yesterday' is not YYYY-MM-DD"),
        (("name,from,to", "Ana,2021,2020"), "line 2: ends on 2020"),
        (("name,side", "Ana,RUS,more"), "line 2: more fields than columns"),
    ],
)
def test_an_error_names_the_line_and_what_to_do(tmp_path: Path, lines: tuple[str, ...], words: str) -> None:
    path = written(tmp_path, *lines)
    with pytest.raises(ResolveError, match=words) as error:
        load_actors(path)
    assert str(path) in str(error.value)
    assert "\n" not in str(error.value)


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ResolveError, match="give a readable CSV file"):
        load_actors(tmp_path / "none.csv")
