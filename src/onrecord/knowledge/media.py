"""Agencies, papers and broadcasters: the names that texts and feeds use for them, and the one that stands for each."""

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from onrecord.knowledge.tables import INSTITUTION_COLUMNS, forms_of, read_rows

_KINDS = ("news_agency", "newspaper", "broadcaster", "state_media")
_NO_NAME = frozenset("www com org net co gov edu uk us au cn ru de fr eu in".split())


@cache
def media() -> Mapping[str, str]:
    """The names of agencies, papers and broadcasters of `institutions.csv`, to the name that stands for each."""
    rows = (row for row in read_rows("institutions.csv", INSTITUTION_COLUMNS) if row["kind"] in _KINDS)
    return MappingProxyType(
        {form: row["name"] for row in rows for form, _ in [*forms_of(row["forms"]), (row["name"], "")] if form}
    )


@cache
def medium_of(outlet: str) -> str:
    """The medium that a name or a host (`uk.reuters.com`) of an outlet means, empty where the table knows none."""
    if outlet in media():
        return media()[outlet]
    labels = [label for label in outlet.lower().split(".") if label not in _NO_NAME]
    return next((_hosts()[label] for label in labels if label in _hosts()), "")


@cache
def _hosts() -> Mapping[str, str]:
    """The names without spaces and in small letters, as hosts have them."""
    plain = {re.sub(r"\W", "", form).lower(): name for form, name in media().items()}
    return MappingProxyType({form: name for form, name in plain.items() if len(form) > 2})
