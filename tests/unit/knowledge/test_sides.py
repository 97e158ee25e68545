import datetime as dt
from itertools import pairwise
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import KnowledgeError
from onrecord.knowledge import sides
from onrecord.knowledge.tables import read_sources
from onrecord.types.span import Span

DAY = dt.date(2024, 6, 1)
NO_CAPITAL_OF_ITS_OWN = {
    "BEL",
    "LUX",
    "MCO",
    "NRU",
    "SGP",
    "SMR",
}  # Brussels is shared; the others bear the state's name
NO_ADJECTIVE_OF_ITS_OWN = {"LIE"}
FORMS = [form for form, readings in sides.lexicon().items() if readings[0].code and readings[0].kind != "combining"]


def found(text: str, on: dt.date | None = None) -> list[tuple[str, str]]:
    return [(mention.span.of(text), mention.code) for mention in sides.find_sides(text, on=on)]


# The tables


def test_every_member_of_the_united_nations_is_a_state_and_the_other_way_round() -> None:
    states = {code for code, info in sides.all_sides().items() if info.kind == "state"}
    assert len(states) == 193
    assert sides.members("UNO", DAY) == states


def test_there_are_forty_organisations() -> None:
    assert sum(info.kind == "organisation" for info in sides.all_sides().values()) >= 40


def test_the_codes_that_news_needs_are_sides() -> None:
    for code in ("TWN", "PSE", "XKX", "VAT", "HKG", "MAC", "ESH", "GRL", "SUN", "UNO", "NATO", "EUR"):
        assert sides.is_side(code)


def test_codes_of_states_and_territories_are_iso_3166() -> None:
    core = pytest.importorskip("babel.core", reason="Babel isn't installed: ISO codes are checked against its tables")
    alpha3 = {code for code in core.get_global("territory_aliases") if len(code) == 3 and code.isalpha()}
    ours = {
        code for code, info in sides.all_sides().items() if info.kind in ("state", "observer", "other", "territory")
    }
    assert ours - alpha3 <= {"XKX"}


def test_names_of_states_are_known_to_cldr() -> None:
    babel = pytest.importorskip("babel", reason="Babel isn't installed: names are checked against CLDR")
    core = pytest.importorskip("babel.core")
    territories = babel.Locale("en").territories
    aliases = core.get_global("territory_aliases")
    for code, info in sides.all_sides().items():
        name = territories[aliases[code][0]] if info.kind == "state" else None
        if name and "(" not in name and "&" not in name and " - " not in name:
            assert code in {form.code for form in sides.lexicon().get(name.replace("’", "'"), ())}, name


def test_every_row_has_a_known_source_and_known_words() -> None:
    known = read_sources()
    for info in sides.all_sides().values():
        assert info.source in known
        assert info.kind in get_args(sides.SideKind)
        assert info.name and info.official and info.article in ("", "the")
    for readings in sides.lexicon().values():
        for form in readings:
            assert form.source in known
            assert form.kind in get_args(sides.FormKind)
            assert form.note in get_args(sides.Note)
            assert (form.code == "") == (form.kind == "other"), form
            assert not form.code or form.code in sides.all_sides(), form
    for rows in sides.memberships().values():
        assert {row.source for row in rows} <= known.keys()


def test_every_source_is_used_or_belongs_to_the_institutions() -> None:
    used = {info.source for info in sides.all_sides().values()}
    used |= {form.source for readings in sides.lexicon().values() for form in readings}
    used |= {row.source for rows in sides.memberships().values() for row in rows}
    assert set(read_sources()) - used <= {"own"}


def test_every_form_means_one_side_or_is_marked() -> None:
    for form, readings in sides.lexicon().items():
        codes = [one.code for one in readings]
        assert len(set(codes)) == len(codes), f"{form} stands twice for a side"
        if len(codes) > 1:
            assert {one.note for one in readings} == {"codes"}, form
            assert [one.rank for one in readings].count(1) == 1, f"{form} has no usual reading"
        else:
            assert readings[0].note != "codes", f"{form} is marked as shared and isn't"


def test_what_is_part_of_a_side_is_marked() -> None:
    assert all(form.note for readings in sides.lexicon().values() for form in readings if form.kind == "part")


def test_every_state_has_name_adjective_and_capital() -> None:
    kinds: dict[str, set[str]] = {}
    for readings in sides.lexicon().values():
        for form in readings:
            kinds.setdefault(form.code, set()).add(form.kind)
    for code, info in sides.all_sides().items():
        assert any(form.code == code for form in sides.lexicon()[info.name]), info.name
        if info.kind == "state":
            assert "name" in kinds[code], code
            assert "adjective" in kinds[code] or code in NO_ADJECTIVE_OF_ITS_OWN, code
            assert "capital" in kinds[code] or code in NO_CAPITAL_OF_ITS_OWN, code


def test_memberships_are_of_known_sides_and_do_not_overlap() -> None:
    for org, rows in sides.memberships().items():
        assert org in sides.all_sides()
        periods: dict[str, list[tuple[dt.date, dt.date]]] = {}
        for row in rows:
            assert sides.is_side(row.member), row
            until = row.until.first if row.until else dt.date.max
            assert row.since.first < until, row
            periods.setdefault(row.member, []).append((row.since.first, until))
        for member, spans in periods.items():
            ordered = sorted(spans)
            assert all(a[1] <= b[0] for a, b in pairwise(ordered)), (org, member)


# Looking up


def test_a_side_by_its_code() -> None:
    usa = sides.by_code("USA")
    assert (usa.name, usa.in_sentence, usa.official) == (
        "United States",
        "the United States",
        "United States of America",
    )
    with pytest.raises(KnowledgeError, match="no side"):
        sides.by_code("US")


def test_a_group_is_no_side() -> None:
    assert not sides.is_side("WEST")
    assert not sides.is_side("")
    assert sides.is_side("HAMAS")


@pytest.mark.parametrize(
    ("org", "day", "number"),
    [
        ("EUR", dt.date(2020, 1, 31), 28),
        ("EUR", dt.date(2020, 2, 1), 27),
        ("NATO", dt.date(2023, 4, 3), 30),
        ("NATO", dt.date(2024, 3, 7), 32),
        ("G7", DAY, 7),
        ("G8", dt.date(2014, 3, 23), 8),
        ("G8", DAY, 0),
        ("G20", dt.date(2023, 9, 8), 20),
        ("G20", dt.date(2023, 9, 9), 21),
        ("BRICS", dt.date(2023, 12, 31), 5),
        ("BRICS", dt.date(2025, 1, 6), 10),
        ("SCO", dt.date(2024, 7, 4), 10),
        ("ASEAN", DAY, 10),
        ("ASEAN", dt.date(2025, 10, 26), 11),
        ("QUAD", DAY, 4),
        ("QUAD", dt.date(2015, 1, 1), 0),
        ("P5", DAY, 5),
        ("OPEC", DAY, 12),
        ("AU", DAY, 55),
        ("ARABLEAGUE", DAY, 22),
        ("ECOWAS", dt.date(2025, 1, 29), 12),
        ("APEC", DAY, 21),
        ("CPTPP", dt.date(2024, 12, 15), 12),
        ("PIF", DAY, 18),
    ],
)
def test_number_of_members_on_a_day(org: str, day: dt.date, number: int) -> None:
    assert len(sides.members(org, day)) == number


def test_members_that_we_do_not_keep_are_an_error() -> None:
    with pytest.raises(KnowledgeError, match="no members"):
        sides.members("OSCE", DAY)
    with pytest.raises(KnowledgeError, match="no side"):
        sides.members("EU", DAY)


def test_organisations_of_a_side() -> None:
    assert {"EUR", "NATO", "G7", "G20", "P5", "E3", "UNO"} <= sides.organisations("FRA", DAY)
    assert "EUR" not in sides.organisations("GBR", DAY)


# Finding


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Russia’s and China's envoys", [("Russia", "RUS"), ("China", "CHN")]),
        ("the People’s Republic of China and the Republic of China", None),
        ("Sino-Russian ties, a pro-US view", [("Sino", "CHN"), ("Russian", "RUS"), ("US", "USA")]),
        ("U.S.-China talks; tell us", [("U.S.", "USA"), ("China", "CHN")]),
        ("North Korea, Papua New Guinea", [("North Korea", "PRK"), ("Papua New Guinea", "PNG")]),
        ("The Kremlin and Zhongnanhai", [("Kremlin", "RUS"), ("Zhongnanhai", "CHN")]),
        ("Foggy Bottom told Downing Street", [("Foggy Bottom", "USA"), ("Downing Street", "GBR")]),
        ("Kiev, Kyiv and Britons", [("Kiev", "UKR"), ("Kyiv", "UKR"), ("Britons", "GBR")]),
        ("the South China Sea, Latin America, New Mexico", []),
        ("The Washington Post and China Daily wrote", []),
        ("Western powers in the Indo-Pacific", []),
        ("a polish of the china, he said", []),
        ("RUSSIA SLAMS TURKEY", [("RUSSIA", "RUS"), ("TURKEY", "TUR")]),
        ("Crimea, Nagorno-Karabakh and Kashmir", []),
    ],
)
def test_finds_sides(text: str, expected: list[tuple[str, str]] | None) -> None:
    if expected is None:
        expected = [("People’s Republic of China", "CHN"), ("Republic of China", "TWN")]
    assert found(text) == expected


def test_groups_are_found_apart() -> None:
    text = "The West and the Global South disagree with Japan."
    assert [mention.code for mention in sides.find_groups(text)] == ["WEST", "GLOBALSOUTH"]


def test_a_shared_form_gives_the_usual_reading_and_the_others() -> None:
    (brussels,) = sides.find_sides("Officials in Brussels agreed.")
    assert (brussels.code, brussels.ambiguous, set(brussels.others)) == ("EUR", True, {"BEL", "NATO"})
    (congo,) = sides.find_sides("Congo and its neighbours")
    assert (congo.code, congo.others) == ("COD", ("COG",))


def test_a_form_may_mean_another_side_from_a_day_on() -> None:
    text = "The Taliban said so."
    assert found(text, dt.date(2021, 8, 14)) == [("Taliban", "TALIBAN")]
    assert found(text, dt.date(2021, 8, 15)) == [("Taliban", "AFG")]
    (undated,) = sides.find_sides(text)
    assert undated.ambiguous and undated.others == ("AFG",)


@pytest.mark.parametrize(
    ("text", "ambiguous"),
    [
        ("officials in Turkey said so", False),
        ("Turkey is eaten at Christmas", True),
        ("a deal with the US on tariffs", False),
        ("THEY TOLD US TO LEAVE", True),
        ("the ministers of Georgia met there", True),
        ("the talks that Israel called off", False),
        ("the minister, who is called Israel Katz, said nothing", True),
    ],
)
def test_ambiguity_depends_on_the_place(text: str, ambiguous: bool) -> None:
    (mention,) = sides.find_sides(text)
    assert mention.ambiguous is ambiguous


@given(st.sampled_from(FORMS), st.sampled_from(["", "'s", "’s", "-led", ",", "\n"]))
def test_every_form_is_found_where_it_was_planted(form: str, after: str) -> None:
    text = f"they told {form}{after} again"
    mentions = sides.find_sides(text) + sides.find_groups(text)
    assert [mention.span for mention in mentions] == [Span(10, 10 + len(form))]
    assert mentions[0].code == sides.lexicon()[form][0].code


# The page that says what codes mean


def test_every_code_that_is_not_iso_is_documented(root: Path) -> None:
    page = (root / "docs" / "neutrality.md").read_text(encoding="utf-8")
    for code, info in sides.all_sides().items():
        if info.kind in ("organisation", "nonstate", "other", "historical", "group"):
            assert f"`{code}` {info.name}" in page, code
    for note in get_args(sides.Note):
        assert not note or f"`{note}`" in page, note


def test_no_code_is_given_to_what_the_page_says_has_none() -> None:
    for name in ("Abkhazia", "Somaliland", "Crimea", "Kashmir", "Golan Heights", "Nagorno-Karabakh", "Essequibo"):
        assert [form.code for form in sides.lexicon()[name]] == [""]
