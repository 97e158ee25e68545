from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import KnowledgeError
from onrecord.knowledge import institutions, sides
from onrecord.knowledge.tables import INSTITUTION_COLUMNS, forms_of, read_rows, read_sources

ROWS = read_rows("institutions.csv", INSTITUTION_COLUMNS)
SHARED = "codes"


def found(text: str, *, bare: bool = False) -> list[tuple[str, str, str]]:
    return [
        (mention.span.of(text), mention.institution.name, mention.institution.side)
        for mention in institutions.find_institutions(text, bare=bare)
    ]


def test_every_row_has_a_known_side_source_kind_and_role() -> None:
    sources = read_sources()
    for info in institutions.all_institutions():
        assert info.source in sources
        assert info.kind in get_args(institutions.InstitutionKind), info
        assert info.role in get_args(institutions.Role), info
        assert not info.side or sides.is_side(info.side), info
    for phrase in institutions.phrases().values():
        assert phrase.source in sources and phrase.phrase == phrase.phrase.lower()


def test_who_speaks_for_a_side_says_for_which() -> None:
    for info in institutions.all_institutions():
        if info.role in ("office", "organ"):
            assert info.side, info
        if info.role == "independent":
            assert not info.side, info


def test_every_form_means_one_institution_or_is_marked() -> None:
    owners: dict[str, list[str]] = {}
    notes: dict[str, set[str]] = {}
    for row in ROWS:
        for form, note in forms_of(row["forms"]):
            assert form == form.strip() and form
            owners.setdefault(form, []).append(row["name"])
            notes.setdefault(form, set()).add(note)
    for form, names in owners.items():
        assert len(set(names)) == len(names), form
        assert (notes[form] == {SHARED}) == (len(names) > 1), form


def test_notes_are_those_of_the_sides_and_seat() -> None:
    notes = {note for row in ROWS for _, note in forms_of(row["forms"])}
    assert notes <= {*get_args(sides.Note), "seat"}


def test_a_seat_of_power_is_a_metonym_everywhere() -> None:
    seats = {form for form, readings in sides.lexicon().items() if readings[0].kind == "seat"}
    for row in ROWS:
        for form, note in forms_of(row["forms"]):
            assert (note == "seat") == (form in seats), form


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Russia’s Foreign Ministry said",
            ("Russia’s Foreign Ministry", "Ministry of Foreign Affairs of Russia", "RUS"),
        ),
        ("the Chilean foreign ministry", ("Chilean foreign ministry", "Ministry of Foreign Affairs of Chile", "CHL")),
        (
            "the Ministry of Foreign Affairs of the Republic of Korea",
            (
                "Ministry of Foreign Affairs of the Republic of Korea",
                "Ministry of Foreign Affairs of South Korea",
                "KOR",
            ),
        ),
        ("China's defense ministry", ("China's defense ministry", "Ministry of National Defense of China", "CHN")),
        ("the State Department", ("State Department", "Department of State of the United States", "USA")),
        ("a U.S. State Department aide", ("U.S. State Department", "Department of State of the United States", "USA")),
        ("the UN Security Council", ("UN Security Council", "Security Council of the United Nations", "UNSC")),
        ("the Dutch government", ("Dutch government", "Government of the Netherlands", "NLD")),
        ("KENYAN FOREIGN MINISTRY", ("KENYAN FOREIGN MINISTRY", "Ministry of Foreign Affairs of Kenya", "KEN")),
        ("the Knesset voted", ("Knesset", "Knesset of Israel", "ISR")),
        ("told Reuters", ("Reuters", "Reuters", "")),
        ("the People’s Liberation Army Daily", ("People’s Liberation Army Daily", "PLA Daily", "CHN")),
    ],
)
def test_finds_institutions(text: str, expected: tuple[str, str, str]) -> None:
    assert found(text) == [expected]


def test_a_phrase_without_a_side_is_given_only_when_asked_for() -> None:
    assert found("the foreign ministry denied it") == []
    assert found("the foreign ministry denied it", bare=True) == [
        ("foreign ministry", "Ministry of Foreign Affairs", "")
    ]


def test_the_seat_is_told_from_the_institution() -> None:
    text = "The Kremlin rebuked the Duma."
    kremlin, duma = institutions.find_institutions(text)
    assert kremlin.metonym and kremlin.institution.side == "RUS"
    assert not duma.metonym


def test_a_shared_name_gives_all_its_owners() -> None:
    (mention,) = institutions.find_institutions("he told AFP on Monday")
    assert mention.ambiguous
    assert {mention.institution.kind, *(other.kind for other in mention.others)} == {"news_agency", "armed_forces"}


def test_the_ambiguity_of_a_side_is_that_of_its_institution() -> None:
    (mention,) = institutions.find_institutions("the Korean military said")
    assert mention.ambiguous
    assert {mention.institution.side, *(other.side for other in mention.others)} == {"KOR", "PRK"}


def test_roles_part_words_of_the_side_from_relays() -> None:
    roles = {info.name: info.role for info in institutions.all_institutions()}
    assert (roles["People's Daily"], roles["TASS"], roles["Reuters"], roles["Voice of America"]) == (
        "organ",
        "relay",
        "relay",
        "relay",
    )


def test_an_unknown_side_has_no_institution() -> None:
    with pytest.raises(KnowledgeError):
        institutions.of_side("Cabinet", "government", "XXX")


@given(
    st.sampled_from([info for info in sides.all_sides().values() if info.kind == "state"]),
    st.sampled_from(sorted(institutions.phrases())),
)
def test_every_state_has_every_common_institution(info: sides.SideInfo, phrase: str) -> None:
    text = f"it is said that the {phrase} of {info.in_sentence} agreed"
    covering = [mention for mention in institutions.find_institutions(text) if mention.span.holds(_span(text, phrase))]
    assert [info.code in _sides(mention) for mention in covering] == [True]


def _span(text: str, words: str) -> sides.Span:
    return sides.Span(text.index(words), text.index(words) + len(words))


def _sides(mention: institutions.InstitutionMention) -> set[str]:
    return {mention.institution.side, *(other.side for other in mention.others)}
