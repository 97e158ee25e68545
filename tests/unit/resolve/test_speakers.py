"""Whom the words of a source mean."""

import pytest

from tests.unit.resolve.stage import nested, resolved, stage, who

LAVROV = "Sergey Lavrov;Lavrov"


def test_a_title_before_a_name_gives_the_side_to_all_mentions() -> None:
    text = "Chilean deputy foreign minister {s Ana Soto} {c spoke} {q of fish}. {s2 Soto} {c2 added} {q2 more}."
    assert who(text, persons="Ana Soto;Soto") == ["Ana Soto/CHL", "Ana Soto/CHL"]


def test_an_apposition_after_a_name_gives_the_side() -> None:
    assert who("{s Ana Soto}, Chile's trade minister, {c said} {q so}.", persons="Ana Soto") == ["Ana Soto/CHL"]
    assert who("{s Chile's trade minister, Ana Soto,} {c said} {q so}.", persons="Ana Soto") == ["Ana Soto/CHL"]


def test_a_holder_of_the_tables_is_known_by_family_name_on_the_day() -> None:
    assert who("{s Lavrov} {c said} {q so}.", persons="Lavrov") == ["Sergey Lavrov/RUS"]
    assert who("{s Sergei Lavrov} {c said} {q so}.", persons="Sergei Lavrov") == ["Sergey Lavrov/RUS"]


@pytest.mark.parametrize(
    ("day", "expected"), [("2021-10-12", "Wang Yi/CHN"), ("2023-01-20", "Qin Gang/CHN"), ("2023-08-20", "Wang Yi/CHN")]
)
def test_a_title_without_a_name_means_the_holder_on_that_day(day: str, expected: str) -> None:
    assert who("{s The Chinese foreign minister} {c said} {q so}.", published=day) == [expected]


def test_a_title_means_the_person_whom_the_document_gave_it_to() -> None:
    text = "Chile's trade minister Ana Soto came. {s The minister} {c said} {q so}."
    assert who(text, persons="Ana Soto") == ["Ana Soto/CHL"]


@pytest.mark.parametrize(
    "source",
    [
        "former Chilean foreign minister Ana Soto",
        "Ana Soto, a Chilean analyst,",
        "Chilean economist Ana Soto",
        "Ana Soto, a professor at a Chilean university,",
    ],
)
def test_former_holders_and_experts_have_a_name_and_no_side(source: str) -> None:
    assert who(f"{{s {source}}} {{c said}} {{q so}}.", persons="Ana Soto") == ["Ana Soto/-"]


def test_a_person_of_a_party_or_campaign_has_no_side() -> None:
    text = "{s Harbour campaign spokesman Bob Reed} {c said} {q so}."
    assert who(text, persons="Bob Reed") == ["Bob Reed/-"]


def test_surnames_shared_by_two_are_told_apart_by_address() -> None:
    text = "Ann Vale met Tom Vale. {s Mr. Vale} {c said} {q so}. {s2 Ms. Vale} {c2 said} {q2 no}."
    assert who(text, persons="Ann Vale;Tom Vale;Vale") == ["Tom Vale/-", "Ann Vale/-"]


def test_a_family_name_alone_means_the_bearer_named_by_full_name_near_by() -> None:
    text = "Ann Vale spoke. Tom Grey left. Much was said. It rained. Tom Vale came. {s Vale} {c said} {q so}."
    assert who(text, persons="Ann Vale;Tom Vale;Vale;Tom Grey") == ["Tom Vale/-"]


@pytest.mark.parametrize(
    ("full", "short"), [("Lin Jian", "Lin"), ("Park Jin-ho", "Park"), ("Pham Quang Vinh", "Vinh"), ("Ana Soto", "Soto")]
)
def test_family_names_first_and_last(full: str, short: str) -> None:
    text = f"Envoy {full} came. {{s {short}}} {{c said}} {{q so}}."
    assert who(text, persons=f"{full};{short}") == [f"{full}/-"]


def test_spelling_variants_in_one_document_are_one_person() -> None:
    text = "Andrei Sokolov came. {s Andrey Sokolov} {c said} {q so}. {s2 Sokolov} {c2 left} {q2 it}."
    found = who(text, persons="Andrei Sokolov;Andrey Sokolov;Sokolov")
    assert len(set(found)) == 1


def test_an_institution_speaks_for_its_side() -> None:
    assert who("{s The Russian Foreign Ministry} {c said} {q so}.") == ["Ministry of Foreign Affairs of Russia/RUS"]


def test_an_institution_without_its_side_is_the_one_named_before() -> None:
    text = (
        "Chile's defence ministry met. {s The defence ministry} {c said} {q so}. {s2 The ministry} {c2 left} {q2 it}."
    )
    assert who(text) == ["Ministry of Defence of Chile/CHL"] * 2


def test_an_official_of_an_institution_is_unnamed_and_has_its_side() -> None:
    assert who("{s An official of the Russian Foreign Ministry} {c said} {q so}.") == ["-/RUS"]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Moscow", "-/RUS"),
        ("the Kremlin", "-/RUS"),
        ("US", "-/USA"),
        ("U.S.", "-/USA"),
        ("Taipei officials", "-/TWN"),
        ("Chinese officials", "-/CHN"),
        ("the Scottish government", "-/-"),
        ("A Chinese analyst", "-/-"),
        ("Russian experts", "-/-"),
        ("critics of Beijing", "-/-"),
        ("the party", "-/-"),
        ("some", "-/-"),
    ],
)
def test_sources_that_are_no_persons(source: str, expected: str) -> None:
    assert who(f"{{s {source}}} {{c said}} {{q so}}.") == [expected]


def test_joint_sources_have_all_their_sides() -> None:
    assert who("{s China and Russia} {c said} {q so}.") == ["-/CHN RUS"]
    assert who("China met Brazil. {s Both sides} {c said} {q so}.") == ["-/BRA CHN"]
    assert who("China met Brazil at the United Nations. {s The two countries} {c said} {q so}.") == ["-/BRA CHN"]
    found = who("{s Sergey Lavrov and Wang Yi} {c said} {q so}.", persons="Sergey Lavrov;Wang Yi")
    assert found == ["-/CHN RUS"]


def test_an_agency_that_passes_words_on_is_no_speaker() -> None:
    text = "{q “It is so,”} Kremlin spokesman Dmitry Peskov told reporters, {c according to} {s Tass}."
    assert who(text, persons="Dmitry Peskov") == ["Dmitry Peskov/RUS"]
    text = "{s Tass} {c quoted} Dmitry Peskov as saying {q “it is so.”}"
    assert who(text, persons="Dmitry Peskov") == ["Dmitry Peskov/RUS"]


def test_whom_an_agency_is_told_is_no_addressee() -> None:
    made = stage("{s Lavrov} {c told} Tass {q “it is so.”}", persons="Lavrov")
    assert resolved(made)["1"] == ("Sergey Lavrov", "RUS", "")


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("{s Lavrov} {c told} Blinken {q it was so}.", "USA"),
        ("{s Lavrov} {c urged} {q Tokyo to leave}.", "JPN"),
        ("{s Lavrov} {c warned} the European Union {q not to}.", "EUR"),
        ("{s Lavrov} {c told} a Japanese newspaper {q it was so}.", ""),
        ("{s Lavrov} {c told} reporters {q that Japan was right}.", ""),
        ("{s Lavrov} {c was informed} {q of Japan's plan}.", ""),
        ("{s Lavrov} {c said} {q Japan was right}.", ""),
    ],
)
def test_addressees(marked: str, expected: str) -> None:
    assert resolved(stage(marked, persons="Lavrov;Blinken"))["1"][2] == expected


def test_a_text_speaks_for_whoever_issued_it() -> None:
    text = "{s The Russian Foreign Ministry} {c issued} {q a note}. {s2 The statement} {c2 said} {q2 so}."
    assert who(text)[1] == "Ministry of Foreign Affairs of Russia/RUS"


def test_a_body_that_no_table_knows_has_its_own_name() -> None:
    assert who("{s The Harbour Workers Association} {c said} {q so}.") == ["Harbour Workers Association/-"]
    text = "{s Ana Soto, a fellow at the Harbour Institute,} {c said} {q so}."
    assert who(text, persons="Ana Soto", orgs="Harbour Institute") == ["Ana Soto/-"]
    assert who("{s The Soto campaign} {c said} {q so}.", persons="Soto") == ["Soto campaign/-"]
    assert who("{s A spokesman for the Harbour Institute} {c said} {q so}.", orgs="Harbour Institute") == ["-/-"]


def test_first_person_within_a_quotation_is_its_speaker() -> None:
    made = stage("{s Lavrov} {c said} “{s2 We} {c2 think} {q2 it is so}{q ,}”", persons="Lavrov")
    assert resolved(nested(made, "2", "1"))["2"][:2] == ("Sergey Lavrov", "RUS")


def test_first_person_outside_any_statement_is_nobody() -> None:
    assert who("{s We} {c think} {q it is so}. Lavrov came.", persons="Lavrov") == ["-/-"]


def test_a_title_and_name_that_the_pipeline_took_for_a_body_is_a_person() -> None:
    text = "{s White House Press Secretary Ann Vale} {c said} {q so}."
    assert who(text, persons="Ann Vale", orgs="White House Press Secretary Ann Vale") == ["Ann Vale/USA"]


@pytest.mark.parametrize(
    ("marked", "persons", "expected"),
    [
        ("{s Mayor of London Ann Vale} {c said} {q so}.", "Ann Vale", "Ann Vale/-"),
        ("{s An aide of Ann Vale} {c said} {q so}.", "Ann Vale", "-/-"),
        ("{s Member Ann Vale of the party Blue Dawn} {c said} {q so}.", "Ann Vale;Blue Dawn", "Ann Vale/-"),
        ("{s A Harbour official, deputy police chief Ann Vale} {c said} {q so}.", "Ann Vale", "Ann Vale/-"),
        ("{s A spokesman for the Harbour Fire Brigade in London} {c said} {q so}.", "", "-/-"),
        ("Chile, Chile, Chile. {s Trade Minister Ann Vale} {c said} {q so}.", "Ann Vale", "Ann Vale/CHL"),
        ("{s Ann Vale, a spokesman for President Joe Biden,} {c said} {q so}.", "Ann Vale;Joe Biden", "Ann Vale/USA"),
        ("{s The Prime Minister's Bureau} {c said} {q so}.", "", "Prime Minister's Bureau/-"),
    ],
)
def test_what_stands_around_a_name(marked: str, persons: str, expected: str) -> None:
    assert who(marked, persons=persons) == [expected]


def test_no_spokesperson_is_named_by_our_tables_alone() -> None:
    assert who("{s The Chinese foreign ministry spokesman} {c said} {q so}.") == ["-/CHN"]


def test_a_government_without_its_side_is_that_of_the_state_the_text_is_about() -> None:
    text = "Chile, Chile, Chile and Chile. Aid came from the Swiss government. {s The government} {c said} {q so}."
    assert who(text) == ["Government of Chile/CHL"]
