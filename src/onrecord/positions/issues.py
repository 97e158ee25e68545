"""The watchlist: TOML in, issues out, each mistake told in one line."""

import re
import tomllib
from pathlib import Path
from typing import Any

import msgspec

from onrecord.errors import PositionsError
from onrecord.types import Implies, Issue

_ID = re.compile(r"[a-z0-9][a-z0-9._-]*")
_KEYS = {"id", "statement", "aliases", "for", "against", "implies"}
_POLAR = ("for", "against")


def load_issues(path: Path) -> tuple[Issue, ...]:
    """The issues of a watchlist, in its order.

    Each `[[issue]]` has `id` and `statement`, and may have lists `aliases`, `for`, `against` of wordings, and
    `implies = [{stance = "against", issue = "other-id", implied = "for"}]`. PositionsError names file, issue and key.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise PositionsError(f"{path}: {error.strerror}; give a readable TOML file to --issues") from error
    except UnicodeDecodeError as error:
        raise PositionsError(
            f"{path}: is not UTF-8 ({error.reason} at byte {error.start}); save it as UTF-8"
        ) from error
    except tomllib.TOMLDecodeError as error:
        raise PositionsError(f"{path}: no TOML: {error}") from error
    rows = table.get("issue")
    if extra := sorted(table.keys() - {"issue"}):
        raise PositionsError(f"{path}: unknown key {extra[0]!r}; a watchlist holds [[issue]] tables only")
    if not isinstance(rows, list) or not rows or not all(isinstance(row, dict) for row in rows):
        raise PositionsError(f'{path}: holds no issue; write [[issue]] with id = "..." and statement = "..."')
    issues = tuple(_issue(row, f"{path}: issue {number}") for number, row in enumerate(rows, 1))
    _check(issues, path)
    return issues


def _issue(row: dict[str, Any], place: str) -> Issue:
    if extra := sorted(row.keys() - _KEYS):
        raise PositionsError(f"{place}: unknown key {extra[0]!r}; known are {', '.join(sorted(_KEYS))}")
    id = _words(row, "id", place)
    if not _ID.fullmatch(id):
        raise PositionsError(f"{place}: id {id!r} may hold small letters, digits, dot, dash and underscore")
    place = f"{place} ({id})"
    return Issue(
        id=id,
        statement=_words(row, "statement", place),
        aliases=_list(row, "aliases", place),
        for_=_list(row, "for", place),
        against=_list(row, "against", place),
        implies=tuple(_implies(one, id, place) for one in _array(row, "implies", place)),
    )


def _words(row: dict[str, Any], key: str, place: str) -> str:
    value = row.get(key)
    if not isinstance(value, str) or not value.strip():
        raise PositionsError(f'{place}: {key} is missing; write {key} = "..."')
    return value.strip()


def _array(row: dict[str, Any], key: str, place: str) -> list[Any]:
    value = row.get(key, [])
    if not isinstance(value, list):
        raise PositionsError(f"{place}: {key} must be a list, {key} = [...]")
    return value


def _list(row: dict[str, Any], key: str, place: str) -> tuple[str, ...]:
    values = _array(row, key, place)
    if not all(isinstance(one, str) and one.strip() for one in values):
        raise PositionsError(f'{place}: {key} must be a list of wordings, {key} = ["...", "..."]')
    return tuple(one.strip() for one in values)


def _implies(value: Any, id: str, place: str) -> Implies:
    shape = '{stance = "for|against", issue = "other-id", implied = "for|against"}'
    if not isinstance(value, dict) or value.keys() != {"stance", "issue", "implied"}:
        raise PositionsError(f"{place}: implies must be a list of {shape}")
    for key in ("stance", "implied"):
        if value[key] not in _POLAR:
            raise PositionsError(f"{place}: implies: {key} is {value[key]!r}; it must be for or against")
    if value["issue"] == id:
        raise PositionsError(f"{place}: implies a stance on itself; name another issue")
    return msgspec.convert(value, Implies)


def _check(issues: tuple[Issue, ...], path: Path) -> None:
    """Ids are unique, and what is implied is on the list."""
    known: set[str] = set()
    for issue in issues:
        if issue.id in known:
            raise PositionsError(f"{path}: two issues have the id {issue.id!r}; rename one")
        known.add(issue.id)
    for issue in issues:
        for one in issue.implies:
            if one.issue not in known:
                raise PositionsError(f"{path}: {issue.id} implies {one.issue!r}, which is not on the list")
