"""Genders of given names."""

import pytest

from onrecord.knowledge.given_names import gender_of, genders


@pytest.mark.parametrize(
    ("given", "gender"), [("Hillary", "f"), ("HÉLÈNE", ""), ("Donald", "m"), ("Sergey", "m"), ("Leslie", ""), ("", "")]
)
def test_gender_of_a_given_name(given: str, gender: str) -> None:
    assert gender_of(given) == gender


def test_no_name_is_listed_for_both() -> None:
    assert {"m", "f"} == set(genders().values())
    assert "Kim" not in genders()
