"""What a person reads instead of a code."""

from onrecord.knowledge.sides import by_code, is_side


def side_name(code: str) -> str:
    """`Russia` for `RUS`; a code that the tables don't know stands for itself, "" for no known side."""
    if not code:
        return "no side known"
    return by_code(code).name if is_side(code) else code
