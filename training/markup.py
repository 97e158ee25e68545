"""Read inline markup of statements: `{S1 She} {C1 said} {T1 that {S2 they} {C2 want} {T2 it}}`."""

import re
from collections import defaultdict

import msgspec

Range = tuple[int, int]
_TAG = re.compile(r"\{([SCT])(\d+(?:,\d+)*) |\}")


class Found(msgspec.Struct, frozen=True):
    """A marked statement: character ranges in the plain text, its number, and how many statements it stands in."""

    number: int
    source: tuple[Range, ...]
    cue: tuple[Range, ...]
    content: tuple[Range, ...]
    parent: int | None
    depth: int


class MarkupError(ValueError):
    """Braces that don't nest, or that no rule of the markup reads."""


def read_markup(marked: str) -> tuple[str, list[Found]]:
    """The plain text and its statements, in order of their numbers.

    A statement's parent is the one whose content holds its cue; depth 0 has none. Raises MarkupError on braces that
    don't pair.
    """
    plain: list[str] = []
    length, at = 0, 0
    opened: list[tuple[str, list[int], int]] = []
    parts: dict[tuple[str, int], list[Range]] = defaultdict(list)
    for found in _TAG.finditer(marked):
        plain.append(marked[at : found.start()])
        length += found.start() - at
        at = found.end()
        if found.group() != "}":
            opened.append((found[1], [int(number) for number in found[2].split(",")], length))
            continue
        if not opened:
            raise MarkupError(f"a brace closes nothing at {found.start()}")
        role, numbers, start = opened.pop()
        for number in numbers:
            parts[role, number].append((start, length))
    if opened:
        raise MarkupError(f"{len(opened)} braces stay open")
    plain.append(marked[at:])
    text = "".join(plain)
    if "{" in text:
        raise MarkupError(f"a brace that opens no tag at {text.index('{')}")
    return text, _statements(parts)


def _statements(parts: dict[tuple[str, int], list[Range]]) -> list[Found]:
    """Statements with their parents, from ranges by role and number."""
    numbers = sorted({number for _, number in parts})
    parents = {number: _parent(number, numbers, parts) for number in numbers}

    def depth(number: int) -> int:
        above = parents[number]
        return 0 if above is None else 1 + depth(above)

    return [
        Found(n, *(tuple(sorted(parts.get((role, n), []))) for role in "SCT"), parents[n], depth(n)) for n in numbers
    ]


def _parent(number: int, numbers: list[int], parts: dict[tuple[str, int], list[Range]]) -> int | None:
    """The statement with the shortest piece of content around this one's cue and content."""
    own = parts.get(("C", number)) or parts.get(("T", number)) or []
    if not own:
        return None
    around = [
        (end - start, other)
        for other in numbers
        if other != number
        for start, end in parts.get(("T", other), [])
        if start <= own[0][0] and own[0][1] <= end and (start, end) not in parts.get(("T", number), [])
    ]
    return min(around)[1] if around else None
