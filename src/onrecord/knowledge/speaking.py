"""Who speaks in a statement, as an actor: the person or institution, else each side that the words stand for."""

from onrecord.knowledge.person_names import actor_id
from onrecord.knowledge.sides import by_code, is_side
from onrecord.types import ActorKind, Statement


def speakers(statement: Statement) -> list[tuple[ActorKind, str, str, tuple[str, ...]]]:
    """Kind, name, id and sides of who speaks: the speaker, else each side."""
    if statement.speaker is not None:
        kind: ActorKind = "person" if is_person(statement) else "institution"
        return [(kind, statement.speaker.name, statement.speaker.id, statement.side)]
    return [("side", _side_name(code), actor_id("side", code), (code,)) for code in statement.side]


def is_person(statement: Statement) -> bool:
    """Whether the speaker is a person by name."""
    speaker = statement.speaker
    return speaker is not None and speaker.id == actor_id("person", speaker.name)


def _side_name(code: str) -> str:
    return by_code(code).name if is_side(code) else code
