"""Our offices and holders held against outside files: disagreements are listed, explained, and may not grow."""

import csv
import datetime as dt
import re
import tomllib
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import msgspec
import pytest

from onrecord.knowledge.holders import Holding, holdings, persons
from onrecord.knowledge.person_names import folded, levelled_words
from onrecord.knowledge.sides import all_sides

EXPLAINED = Path(__file__).with_name("disagreements.toml")
LEADS = {"head-of-state", "head-of-government", "supreme-leader", "party-leader", "crown-prince", "vice-president"}
SINCE = "2000-01-01"
HAND_OVER = dt.timedelta(days=1)  # a file may give the last day in office or the successor's first
COW_TO_ISO = dict(
    pair.split("=")
    for pair in """
    ALG=DZA ANG=AGO AUL=AUS AUS=AUT BAH=BHR BFO=BFA BHU=BTN BNG=BGD BOS=BIH BOT=BWA BRU=BRN BUI=BDI BUL=BGR CAM=KHM
    CAO=CMR CDI=CIV CEN=CAF CHA=TCD CHL=CHL CON=COG CRO=HRV CZR=CZE DEN=DNK DRC=COD DRV=VNM FRN=FRA GAM=GMB GFR=DEU
    GRG=GEO GUA=GTM GUI=GIN HAI=HTI HON=HND ICE=ISL INS=IDN IRE=IRL KOS=XKX KUW=KWT KYR=KGZ KZK=KAZ LAT=LVA LEB=LBN
    LIB=LBY LIT=LTU MAA=MRT MAC=MKD MAD=MDV MAG=MDG MAL=MYS MAW=MWI MLD=MDA MON=MNG MOR=MAR MYA=MMR MZM=MOZ NEP=NPL
    NEW=NZL NIG=NGA NIR=NER NTH=NLD OMA=OMN PAR=PRY PHI=PHL POR=PRT ROK=KOR RUM=ROU SAF=ZAF SAL=SLV SER=SRB SIE=SLE
    SIN=SGP SLO=SVK SLV=SVN SOL=SLB SPN=ESP SRI=LKA SUD=SDN SWD=SWE SWZ=CHE TAJ=TJK TAW=TWN TAZ=TZA THI=THA UAE=ARE
    UKG=GBR URU=URY ZAM=ZMB ZIM=ZWE
    """.split()
)
NAMES_ELSEWHERE = {
    "Czech Republic": "CZE",
    "Ivory Coast": "CIV",
    "Kingdom of Denmark": "DNK",
    "Kingdom of the Netherlands": "NLD",
    "People's Republic of China": "CHN",
    "Republic of Ireland": "IRL",
    "Republic of the Congo": "COG",
    "State of Palestine": "PSE",
    "The Gambia": "GMB",
    "Turkey": "TUR",
    "United States of America": "USA",
    "Vatican City": "VAT",
}


class Fact(msgspec.Struct, frozen=True):
    """A leader of a side in an outside file; `since` and `until` are years or days."""

    side: str
    leader: str
    since: str
    until: str


def leads(side: str) -> list[Holding]:
    return [one for one in holdings() if one.side == side and one.office in LEADS]


def words(name: str) -> set[str]:
    return {word for word in levelled_words(name) if len(word) > 2}


def candidates(fact: Fact) -> list[Holding]:
    """Our rows of the side's leaders who may be the person: as many words of the name in common as any has.

    One word in common is enough where it's of the family name, or the last of a spelling.
    """
    wanted = words(fact.leader)
    shared = {one: max(len(wanted & words(name)) for name in one.names) for one in leads(fact.side)}
    families = {one: words(" ".join([one.family, *(name.split()[-1] for name in one.names)])) for one in shared}
    score = {one: count + bool(wanted & families[one]) for one, count in shared.items()}
    most = max(score.values(), default=0)
    return [one for one, count in score.items() if count == most > 1]


def agrees(ours: str, theirs: str) -> bool:
    """Whether two dates agree as far as the less exact of the two goes."""
    if len(ours) == len(theirs) == 10:
        return abs(dt.date.fromisoformat(ours) - dt.date.fromisoformat(theirs)) <= HAND_OVER
    size = min(len(ours), len(theirs))
    return ours[:size] == theirs[:size]


def differences(fact: Fact) -> Iterator[tuple[str, str]]:
    """What of a fact our rows don't have: `(kind, our dates)`, the kind being person, since or until."""
    rows = candidates(fact)
    spells = [f"{one.since.value}..{one.until.value if one.until else ''}" for one in rows]
    ours = " ".join(dict.fromkeys(spells)) or "none"
    if not rows:
        yield "person", ours
        return
    if fact.since >= SINCE and not any(agrees(one.since.value, fact.since) for one in rows):
        yield "since", ours
    if fact.until and not any(one.until and agrees(one.until.value, fact.until) for one in rows):
        yield "until", ours


def archigos(folder: Path) -> Iterator[Fact]:
    kept = {one.side for one in holdings()}
    with (folder / "archigos_4_1.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            side = COW_TO_ISO.get(row["idacr"], row["idacr"])
            if row["enddate"] >= SINCE and side in kept and leads(side):
                until = "" if row["exit"] == "Still in Office" or row["enddate"] >= "2015-12-31" else row["enddate"]
                yield Fact(side, row["leader"], row["startdate"], until)


def wikidata(folder: Path) -> Iterator[Fact]:
    codes = {info.name: code for code, info in all_sides().items()} | NAMES_ELSEWHERE
    with (folder / "world_leaders_2021_wikidata.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            side = codes.get(row["country"], "")
            if kept(side, row["positionLabel"]) and row["end_year"] >= "2000" * bool(row["end_year"]):
                yield Fact(side, row["officeholderLabel"], row["start_year"], row["end_year"])


def kept(side: str, position: str) -> bool:
    """Whether we keep the holders in 2021 of the office that a position means."""
    government = re.search(r"[Mm]inister|Premier|Chancellor|Executive Yuan|Taoiseach|Chairman of the Council", position)
    office = "head-of-government" if government else "head-of-state"
    rows = [one for one in leads(side) if one.office in (office, "supreme-leader")]
    return any(one.holds_on(dt.date(year, 7, 1)) for one in rows for year in (2021, 2022))


def us_executive(folder: Path) -> Iterator[Fact]:
    """Spells of presidents and vice presidents, terms that follow each other joined."""
    text = (folder / "executive.yaml").read_text(encoding="utf-8")
    for entry in re.split(r"^- id:", text, flags=re.M)[1:]:
        last = re.search(r"^    last: (.+)$", entry, re.M)
        terms = re.findall(r"type: (\w+)\n    start: '([\d-]+)'\n    end: '([\d-]+)'", entry)
        if last is None:
            continue
        starts = [terms[0][1]] + [after[1] for before, after in pairwise(terms) if before[::2] != (after[0], after[1])]
        ends = [before[2] for before, after in pairwise(terms) if before[::2] != (after[0], after[1])] + [terms[-1][2]]
        for start, end in zip(starts, ends, strict=True):
            if end >= SINCE:
                yield Fact("USA", last[1], start, "" if end > "2026" else end)


READERS: dict[str, Callable[[Path], Iterator[Fact]]] = {
    "archigos": archigos,
    "wikidata": wikidata,
    "us_executive": us_executive,
}


@pytest.mark.parametrize("file", list(READERS))
def test_disagreements_with_outside_files_are_explained(shared: Path, file: str) -> None:
    """Each disagreement has its reason in `disagreements.toml`; an entry that no longer stands must go."""
    facts = list(READERS[file](shared / "corpora" / "office_holders"))
    assert len(facts) > 5
    found = {
        f"{fact.side} {' '.join(folded(fact.leader))} {fact.since[:4]} {kind}": f"{fact.since}..{fact.until}; we {ours}"
        for fact in facts
        for kind, ours in differences(fact)
    }
    for key, dates in found.items():
        print(f'"{key}" = ""  # {dates}')  # noqa: T201 -- the list is what the test is for
    print(f"{file}: {len(facts)} facts, {len(found)} disagreements")  # noqa: T201
    explained = tomllib.loads(EXPLAINED.read_text(encoding="utf-8"))[file]
    assert all(explained.values())
    assert found.keys() == explained.keys()


def test_the_comparison_sees_a_wrong_date_and_a_missing_person() -> None:
    some = persons()["Angela Merkel"][0]
    right = Fact("DEU", "Merkel", some.since.value, "")
    assert list(differences(right)) == []
    assert [kind for kind, _ in differences(Fact("DEU", "Merkel", "2005-11-30", ""))] == ["since"]
    assert [kind for kind, _ in differences(Fact("DEU", "Nobody", "2005-11-30", ""))] == ["person"]
