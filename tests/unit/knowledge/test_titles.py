import pytest

from onrecord.knowledge.holders import offices
from onrecord.knowledge.titles import titles

OF_EVENTS_OR_BODIES_WITHOUT_HOLDERS: set[str] = {"top-diplomat"}  # read by the resolver as two offices


@pytest.mark.parametrize(
    ("words", "office"),
    [
        ("Chinese Foreign Ministry spokesperson", "spokesperson-foreign-ministry"),
        ("spokeswoman for Russia's Foreign Ministry", "spokesperson-foreign-ministry"),
        ("Taiwan's Presidential Office spokesman", "spokesperson-presidency"),
        ("National Security Council spokesman", "spokesperson-security-council"),
        ("US Secretary of State", "foreign-minister"),
        ("the Minister of\nForeign Affairs of Peru", "foreign-minister"),
        ("China’s top diplomat", "top-diplomat"),
        ("Deputy Foreign Minister", "deputy-foreign-minister"),
        ("Russia's First Deputy Foreign Minister", "deputy-foreign-minister"),
        ("Vice President", "vice-president"),
        ("NATO Secretary-General", "organisation-head"),
        ("the EU's foreign policy chief", "high-representative"),
        ("Deputy Defence Minister", ""),
        ("a senior Chinese official", ""),
        ("a spokesman for the Chinese embassy", ""),
    ],
)
def test_a_phrase_names_an_office(words: str, office: str) -> None:
    assert titles().find(words) == office


@pytest.mark.parametrize(
    "words", ["Chinese foreign ministers", "the presidential palace", "premiership", "ex-president", ""]
)
def test_a_phrase_without_a_title_names_none(words: str) -> None:
    assert titles().find(words) is None


@pytest.mark.parametrize(
    "words",
    [
        "former US Secretary of State",
        "ex-president",
        "professor at Fudan University",
        "Russian opposition leader",
        "a retired Chinese colonel",
        "military analyst",
        "Shadow Foreign Secretary",
        "president-elect",
    ],
)
def test_former_holders_experts_and_private_persons_are_barred(words: str) -> None:
    assert titles().bars(words)


@pytest.mark.parametrize(
    "words",
    [
        "Foreign Minister",
        "president of the former Soviet republic",
        "General Secretary of the Workers' Party",
        "the minister told reporters",
        "a spokesperson for the American Institute in Taiwan",
        "Attorney General",
        "the exiting minister",
    ],
)
def test_those_who_speak_for_a_side_are_not_barred(words: str) -> None:
    assert not titles().bars(words)


def test_every_slug_is_an_office_of_which_holders_are_kept() -> None:
    kept = {office for office, _ in offices()}
    assert titles().offices - kept == OF_EVENTS_OR_BODIES_WITHOUT_HOLDERS
