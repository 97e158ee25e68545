"""Who a person or an institution is: the document's own words first, then what is known before it is read."""

import datetime as dt
import re
from collections.abc import Sequence

from onrecord.knowledge.holders import Holding
from onrecord.knowledge.person_names import actor_id
from onrecord.resolve.known import Known
from onrecord.resolve.names import same_person, words_of
from onrecord.resolve.persons import Person, Role
from onrecord.resolve.who import NOBODY, Named, Who, is_state

SAME_OFFICE = {
    "head-of-state": ("head-of-state", "head-of-government"),
    "head-of-government": ("head-of-government", "head-of-state"),
    "top-diplomat": ("foreign-minister", "foreign-affairs-director"),
}

# Offices that every state has one of.
NATIONAL = frozenset(
    """
    head-of-state head-of-government vice-president foreign-minister defence-minister finance-minister commerce-minister
    deputy-foreign-minister assistant-foreign-minister national-security-adviser deputy-national-security-adviser
    security-council-secretary spokesperson-foreign-ministry spokesperson-defence-ministry spokesperson-presidency
    spokesperson-government spokesperson-commerce-ministry spokesperson-armed-forces speaker-of-parliament
    armed-forces-chief intelligence-chief presidential-adviser head-of-presidential-office supreme-leader crown-prince
    top-diplomat
    """.split()
)
_MINISTER = re.compile(r"\b(?:minister|premier|ambassador)\b", re.I)


class Identities:
    """Identities of the persons of one document, each worked out once."""

    def __init__(self, named: Named, day: dt.date | None, known: Known | None = None) -> None:
        self.named = named
        self.day = day
        self.base = known or Known()
        self._home = named.home()
        self.holdings = [self._holdings(person) for person in named.cast.persons]
        self.known = [self._identify(i, person) for i, person in enumerate(named.cast.persons)]
        self.genders = [
            next((h.gender for h in self.holdings[i] if h.gender), "") or person.gender
            for i, person in enumerate(named.cast.persons)
        ]

    def institution(self, name: str, side: str) -> Who:
        """An institution as speaker; without a name only its side speaks."""
        return Who(name=name, id=actor_id("institution", name) if name else "", sides=(side,) if side else ())

    def holder_in_cast(self, role: Role, at: int) -> int:
        """The person of the cast named last before a place who has a role, -1 for none."""
        best = (-1, -1)
        for index, person in enumerate(self.named.cast.persons):
            mention = person.last_before(at)
            if mention is None or not self._fits(index, role):
                continue
            best = max(best, (mention.end, index))
        return best[1]

    def holder_by_office(self, role: Role) -> Who:
        """Who held an office of the side that a phrase names on the document's day, if just one did."""
        if self.day is None or len(role.sides) != 1 or role.office.startswith("spokesperson"):
            return NOBODY  # a body has more spokespeople than the one we know
        for office in SAME_OFFICE.get(role.office, (role.office,)):
            people = {h.person: h for h in self.base.holders_of(office, role.sides[0], self.day)}
            if len(people) == 1:
                (holding,) = people.values()
                return Who(name=holding.person, id=actor_id("person", holding.person), sides=(holding.side,))
        return NOBODY

    def _fits(self, index: int, role: Role) -> bool:
        """Whether a person's roles, or offices on the day, include one of this office and side."""
        wanted = SAME_OFFICE.get(role.office, (role.office,))
        sides = set(role.sides)
        for own in self.named.cast.persons[index].roles:
            if own.office in wanted and own.speaks and (not sides or not own.sides or sides & set(own.sides)):
                return bool(sides & set(own.sides or self.known[index].sides)) or not sides
        return any(h.office in wanted and (not sides or h.side in sides) for h in self._in_office(index))

    def _holdings(self, person: Person) -> list[Holding]:
        """The rows that a person of the document can be: by full name, else by a family name that only one bore."""
        full = person.names[0]
        rows = self.base.named(full)
        if len(full) > 1:
            return [h for h in rows if any(same_person(words_of(n), full) for n in (h.person, *h.aliases))]
        if self.day is None:
            return [h for h in rows if len({other.person for other in rows}) == 1 and self.base.from_user(full)]
        day = self.day
        current = [h for h in rows if h.holds_on(day)]
        if person.roles:
            offices = {role.office for role in person.roles if role.office}
            current = [
                h for h in current if not offices or any(h.office in SAME_OFFICE.get(o, (o,)) for o in offices)
            ] or current
            sides = {code for role in person.roles for code in role.sides}
            current = [h for h in current if not sides or h.side in sides]
        return current if len({h.person for h in current}) == 1 else []

    def _in_office(self, index: int) -> list[Holding]:
        return [h for h in self.holdings[index] if h.side and (self.day is None or h.holds_on(self.day))]

    def _identify(self, index: int, person: Person) -> Who:
        """Name, id and sides of a person: apposition, then offices on the day."""
        distinct = {h.person for h in self.holdings[index]}
        name = next(iter(distinct)) if len(distinct) == 1 else person.name
        private = any(not role.speaks for role in person.roles)
        speaking = [role for role in person.roles if role.speaks]
        said = next((role for role in speaking if role.sides), None)
        current = {h.side for h in self._in_office(index)} if len(distinct) == 1 else set()
        sides: tuple[str, ...] = ()
        if said and not (private and not current):
            sides = said.sides
            if len(sides) > 1:
                sides = tuple(current) if len(current) == 1 else sides[:1]
        elif len(current) == 1 and not private:
            sides = tuple(current)
        elif speaking and not private and not self._is_private(index):
            sides = self._of_patron(index, speaking) or self._implied(person, speaking)
        return Who(name=name, id=actor_id("person", name), sides=sides, person=index)

    def _is_private(self, index: int) -> bool:
        """Whether a row of the user's file says that a person speaks for none."""
        return any(not h.side for h in self.holdings[index])

    def _of_patron(self, index: int, roles: Sequence[Role]) -> tuple[str, ...]:
        """The side of the holder for whom a person speaks: `a spokesman for President X`."""
        for role in roles:
            for other, person in enumerate(self.named.cast.persons):
                if other != index and any(re.search(rf"\b{re.escape(n[-1])}\b", role.words) for n in person.names):
                    sides = {h.side for h in self._in_office(other)}
                    if len(sides) == 1:
                        return tuple(sides)
        return ()

    def _implied(self, person: Person, roles: Sequence[Role]) -> tuple[str, ...]:
        """The side of a state's title without one (`the foreign minister, X`): that of the sentence's only side, else
        the state that the document is mostly about.
        """
        if not any(role.office in NATIONAL or _MINISTER.search(role.words) for role in roles):
            return ()
        for mention in person.mentions[:2]:
            around = self.named.sides_in(self.named.sentence_span(mention.start))
            inside = {m.code for m in around if m.kind != "part" and is_state(m.code)}
            if len(inside) == 1:
                return tuple(inside)
        return (self._home,) if self._home else ()
