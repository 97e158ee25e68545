"""Institutions and other bodies as sources: `the Russian Foreign Ministry`, `the ministry`, `The Tax Policy Center`."""

import re

from onrecord.knowledge.institutions import InstitutionMention, of_side
from onrecord.knowledge.sides import by_code
from onrecord.resolve import phrases
from onrecord.resolve.identity import Identities
from onrecord.resolve.who import NOBODY, Body, Named, Who
from onrecord.types import Span

_BARE = re.compile(
    r"(?:the|its|this)\s+(?:[\w-]+\s+){0,3}?(ministry|department|agency|council|commission|embassy|parliament|party|paper|"
    r"newspaper|outlet|website|site|magazine|network|broadcaster|army|military|bloc|organi[sz]ation|alliance|group|government|"
    r"kingdom|cabinet|presidency|navy|fund|bank|company|committee|campaign|foundation|court|institute|center|centre|"
    r"union|association|coalition|quartet|board|bureau|office|force|police|firm|university|think tank|panel)",
    re.I,
)
_MEDIA = frozenset({"news_agency", "newspaper", "broadcaster", "state_media"})
_PERSON_NOUN = re.compile(r"\b(?:nominee|candidate|hopeful|critic|member|veteran|journalist|reporter|columnist)\s*$")
_OF_HOME = frozenset({"government", "armed_forces", "parliament"})
_PRESS = frozenset("paper newspaper outlet website site magazine network broadcaster".split())
_BLOCS = frozenset("bloc organisation organization alliance group fund coalition".split())
_PAPER = re.compile(r"times|post|news|journal|tribune|herald|magazine|press|daily|gazette|guardian|fact", re.I)
_STATE_S = re.compile(
    r"\b(?:government|ministry|embassy|consulate|army|navy|air force|military|armed forces|parliament|cabinet|treasury|"
    r"delegation|mission|coast guard|state department|security council)\b",
    re.I,
)
_AFTER_BODY = re.compile(r"\s*$|\s*[(,]|[’']s?\s+(?:\w+\s+){0,2}(?:report|statement|website|editorial|board)\b")
_BEFORE_BODY = re.compile(
    r"(?:^|\s)(?:the|its|his|her|their|a|an|state|local|private|conservative|liberal|nonpartisan|independent|influential|"
    r"news|agency|outlet|newspaper|website|company|group|firm|giant|statement from|report by)\s+$|^\s*$",
    re.I,
)


class InstitutionReader:
    """Resolves the institutions and bodies of one document."""

    def __init__(self, named: Named, identities: Identities) -> None:
        self.named = named
        self.identities = identities
        self.text = named.document.text
        self._home = named.home()

    def __call__(self, span: Span) -> Who:
        """An institution of the tables as speaker; an official of one speaks for its side, unnamed."""
        inside = self.named.institutions_in(span)
        speaking = [m for m in inside if m.institution.role != "relay"]
        for mention in speaking or reversed(inside):
            before, after = self.text[span.start : mention.span.start], self.text[mention.span.end : span.end]
            if phrases.AWAY.search(before) or phrases.PRIVATE.search(before + " " + after) or self._of_part(mention):
                continue
            office = mention.institution if mention.institution.source or mention.institution.side else None
            found = (
                self._completed(mention)
                if office is None
                else (office.name, "" if office.role == "relay" else office.side)
            )
            if found is None:
                continue
            if self._is_another(mention, after):
                continue
            unnamed = mention.metonym or phrases.MEMBERS.search(after) or phrases.MEMBERS.search(before)
            if unnamed and not found[1]:
                continue
            return self.identities.institution("" if unnamed else found[0], found[1])
        return NOBODY

    def _of_part(self, mention: InstitutionMention) -> bool:
        """Whether an institution is that of a part of a state (`the Scottish government`), which has no side here."""
        return any(side.kind == "part" for side in self.named.sides_in(mention.span))

    def _is_another(self, mention: InstitutionMention, after: str) -> bool:
        """Whether a phrase goes on to something that isn't the institution's: `the GOP presidential nominee`."""
        words = after.split(",", maxsplit=1)[0].split("(", maxsplit=1)[0]
        if mention.institution.kind == "party":
            return bool(words.strip()) and not re.match(r"[’']s?\b", words)
        return bool(re.match(r"\s+[a-z]", words)) and _PERSON_NOUN.search(words) is not None

    def _completed(self, mention: InstitutionMention) -> tuple[str, str] | None:
        """Name and side of an institution whose words don't say whose it is (`the foreign ministry`): of the one named
        before with this office, else of the only side that the sentence names before it.
        """
        office = mention.institution
        home = self._home if office.kind in _OF_HOME and mention.span.of(self.text)[0].islower() else ""
        if home:
            found = of_side(office.name, office.kind, home, office.role)
            return found.name, found.side
        for earlier in reversed([m for m in self.named.institutions if m.span.end <= mention.span.start]):
            if earlier.institution.side and earlier.institution.kind == office.kind:
                return earlier.institution.name, earlier.institution.side
        sentence = self.named.sentence_span(mention.span.start)
        codes = {m.code for m in self.named.sides_in(Span(sentence.start, mention.span.start)) if m.kind != "part"}
        if len(codes) == 1:
            found = of_side(office.name, office.kind, codes.pop(), office.role)
            return found.name, found.side
        if office.kind == "court" and mention.span.of(self.text)[0].isupper():
            return office.name, ""
        return None

    def body(self, span: Span) -> Who:
        """A body that no table knows, where it's what the phrase is about."""
        for body in self.named.bodies_in(span):
            before, after = self.text[span.start : body.span.start], self.text[body.span.end : span.end]
            if _BEFORE_BODY.search(before) and _AFTER_BODY.match(after) and not phrases.MEMBERS.search(before):
                return self.identities.institution(body.name, self._side_of(body))
        return NOBODY

    def _side_of(self, body: Body) -> str:
        """The side of a body that is a state's by its name: `Chilean Embassy`, but not `London Fire Brigade`."""
        if not _STATE_S.search(body.name):
            return ""
        kinds = ("adjective", "name", "abbreviation")
        return next((m.code for m in self.named.sides_in(body.span) if m.kind in kinds and not m.ambiguous), "")

    def bare(self, span: Span) -> Who:
        """`The ministry`, `the newspaper`, `the group`: the last one named that is such."""
        match = _BARE.fullmatch(span.of(self.text))
        return self.earlier(match[1].lower(), span.start) if match else NOBODY

    def earlier(self, noun: str, at: int) -> Who:
        """What a common noun means at a place."""
        best: tuple[int, Who] = (-1, NOBODY)
        for mention in self.named.institutions:
            if mention.span.end <= at and self._is_a(mention, noun):
                office = mention.institution
                best = max(best, (mention.span.end, self.identities.institution(office.name, office.side)), key=_place)
        for body in self.named.bodies:
            if body.span.end <= at and _names(body, noun):
                best = max(best, (body.span.end, self.identities.institution(body.name, "")), key=_place)
        if noun in _BLOCS and not best[1].known:
            for side in reversed([m for m in self.named.sides if m.span.end <= at]):
                if by_code(side.code).kind == "organisation":
                    return Who(sides=(side.code,))
        return best[1]

    def is_relay(self, span: Span) -> bool:
        """Whether a phrase names a medium that passes on what others say."""
        return any(m.institution.kind in _MEDIA for m in self.named.institutions_in(span))

    def nearest(self, at: int, sentences: int) -> Who:
        """The institution, body or organisation named last before a place, within some sentences."""
        start = self.named.sentences[max(0, self.named.sentence(at) - sentences)].start if self.named.sentences else 0
        window = Span(start, at)
        best: tuple[int, Who] = (-1, NOBODY)
        for mention in self.named.institutions_in(window):
            office = mention.institution
            if mention.span.end <= at and (office.side or office.source) and not mention.metonym:
                best = max(best, (mention.span.end, self.identities.institution(office.name, office.side)), key=_place)
        for body in self.named.bodies_in(window):
            best = max(best, (body.span.end, self.identities.institution(body.name, "")), key=_place)
        for side in self.named.sides_in(window):
            if side.kind not in ("adjective", "people", "part") and not side.ambiguous:
                best = max(best, (side.span.end, Who(sides=(side.code,))), key=_place)
        return best[1]

    def _is_a(self, mention: InstitutionMention, noun: str) -> bool:
        office = mention.institution
        if not (office.side or office.source):
            return False
        if noun in _PRESS:
            return office.kind in _MEDIA
        if noun == "agency" and office.kind == "news_agency":
            return True
        return noun in office.name.lower() or noun in mention.span.of(self.text).lower()


def _names(body: Body, noun: str) -> bool:
    if noun in _PRESS:
        return _PAPER.search(body.name) is not None
    return re.search(rf"\b{noun}", body.name, re.I) is not None or noun in ("group", "company", "firm", "organization")


def _place(found: tuple[int, Who]) -> int:
    return found[0]
