"""GDELT 2.0: every deed as lines of `events.export.CSV`, tab-separated, without a header, 61 columns.

A line has two actors, so an event of several parties makes one for each pair; a joint act one for each unordered pair.
Events planned, possible or denied are left out: the format can't say so. The code is that of the CAMEO root with `0`
("not specified below"), for a PLOVER type has no single CAMEO code. Columns that nothing is known of are empty, tone
and the FIPS codes of places among them. A day of less precise dates is the first that they may mean; events without
a date take the day of publication, and are left out where that is unknown.
"""

import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from onrecord.knowledge.plover import scales
from onrecord.knowledge.sides import all_sides
from onrecord.record import Record
from onrecord.record.bare import is_hash

_ACTOR = (
    "Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code", "Type1Code",
    "Type2Code", "Type3Code",
)  # fmt: skip
_GEO = ("Type", "Fullname", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
COLUMNS: tuple[str, ...] = (
    "GlobalEventID", "Day", "MonthYear", "Year", "FractionDate",
    *(f"Actor1{name}" for name in _ACTOR), *(f"Actor2{name}" for name in _ACTOR),
    "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale", "NumMentions",
    "NumSources", "NumArticles", "AvgTone",
    *(f"{who}Geo_{name}" for who in ("Actor1", "Actor2", "Action") for name in _GEO),
    "DATEADDED", "SOURCEURL",
)  # fmt: skip
_QUERY = """
SELECT e.doc, e.row, d.published_value AS published, d.url
FROM events e JOIN documents d ON d.doc = e.doc
WHERE e.status IN ('occurred', 'ongoing') ORDER BY e.doc, e.ordinal
"""
_TYPES = {"organisation": "IGO", "nonstate": "IMG"}
_STATES = ("state", "observer", "other", "territory", "historical")
_CAMEO = {"XKX": "KSV", "ROU": "ROM"}


def write(record: Record, folder: Path) -> list[Path]:
    """One file, in order of document and text."""
    path = folder / "events.export.CSV"
    with path.open("w", encoding="utf-8", newline="") as out:
        for batch in record.batches(_QUERY, rows=500):
            for row in batch.to_pylist():
                for line in lines(row, msgspec.json.decode(row["row"])):
                    out.write("\t".join(_cell(line.get(name, "")) for name in COLUMNS) + "\n")
    return [path]


def lines(row: dict[str, Any], event: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The lines of one event, each a dict of the columns that are known."""
    value = event["on"]["value"] if event["on"] else row["published"]
    if value is None:
        return
    year, month, day = ((value + "-01-01")[:10]).split("-")
    scale = scales()[event["event"]]
    common = {
        "Day": year + month + day, "MonthYear": year + month, "Year": year,
        "FractionDate": f"{int(year) + (int(month) * 30 + int(day)) / 365:.4f}",
        "IsRootEvent": int(event["reported_by"] is None),
        "EventCode": scale.cameo_root + "0", "EventBaseCode": scale.cameo_root + "0",
        "EventRootCode": scale.cameo_root, "QuadClass": scale.gdelt_quad, "GoldsteinScale": scale.goldstein,
        "NumMentions": len(event["mentions"]), "NumSources": 1, "NumArticles": 1,
        "DATEADDED": ((row["published"] or value) + "-01-01")[:10].replace("-", "") + "000000",
        "SOURCEURL": row["url"] or row["doc"],
        **_place(event["place"]),
    }  # fmt: skip
    for number, (one, other) in enumerate(pairs(event["source"], event["target"])):
        identity = (int(event["id"][:12], 16) << 8) + number
        yield {"GlobalEventID": identity, **common, **_actor("Actor1", one), **_actor("Actor2", other)}


def pairs(source: list[str], target: list[str]) -> list[tuple[str, str]]:
    """Who acts on whom, two at a time: each unordered pair of a joint act, else each source with each target."""
    if source == target and len(source) > 1:
        return list(itertools.combinations(source, 2))
    return list(itertools.product(source or [""], target or [""]))


def _actor(which: str, code: str) -> dict[str, str]:
    info = all_sides().get(code)
    if info is None:
        return {}
    own = _CAMEO.get(code, code)
    if info.kind in _STATES:
        return {f"{which}Code": own, f"{which}Name": info.name.upper(), f"{which}CountryCode": own}
    kind = _TYPES.get(info.kind, "")
    return {f"{which}Code": kind + own, f"{which}Name": info.name.upper(), f"{which}Type1Code": kind}


def _place(place: dict[str, Any] | None) -> dict[str, Any]:
    if place is None:
        return {}
    name = "" if is_hash(place["text"]) else place["text"]
    return {"ActionGeo_Type": 1 if place["country"] else 0, "ActionGeo_Fullname": name}


def _cell(value: Any) -> str:
    """A value without tabs and line breaks, which would end it."""
    return " ".join(str(value).split())
