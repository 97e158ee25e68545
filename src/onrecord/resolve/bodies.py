"""Organisations that no table knows, named by the document: committees, companies, papers, campaigns."""

import re
from collections.abc import Iterable, Sequence

from onrecord.resolve.names import fold
from onrecord.resolve.who import Body, Named, in_title_case
from onrecord.types import Extracted, Passage, Span

_NOUN = (
    r"Committee|Council|Cent(?:er|re)|Institute|University|College|Party|Times|Post|News|Foundation|Agency|Association|"
    r"Department|Police|Bank|Group|Court|Commission|Congress|Union|Corporation|Corp\.?|Inc\.?|Fund|Press|Bureau|Society|"
    r"Federation|Alliance|Network|Campaign|Organi[sz]ation|Company|Caucus|PAC|Tribune|Journal|Magazine|League|Coalition|"
    r"Ministry|Board|Office|Authority|Service|Administration"
)
_RUN = re.compile(
    rf"[A-Z][\w’'&.-]*(?: (?:for|of|on|and|the|in|de|a)(?: (?:the|a))?(?= [A-Z])| [A-Z][\w’'&.-]*)* (?:{_NOUN})\b"
    rf"(?:(?: (?:for|of|on|and|the|in|a)(?: (?:the|a))?)? [A-Z][\w’'-]*)*"
    rf"|(?:{_NOUN}) (?:for|of|on)(?: (?:the|a))? [A-Z][\w’'-]*"
    rf"(?:(?: (?:for|of|on|and|the|in|a)(?: (?:the|a))?)? [A-Z][\w’'-]*)*"
)
_CAMPAIGN = re.compile(
    r"\b(?:the\s+)?(?P<name>[A-Z][\w’-]+?(?:[ -][A-Z][\w’-]+?)?)(?:[’']s?)?\s+(?:\w+\s+)?campaign\b(?!\s+(?:\w+\s+)?"
    r"(?:spokes|manager|chair|aide|official|staff|strateg|advis|operative|director|event|stop|trail|ad\b|ads\b|rally|speech))"
)
_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.I)
_SHORT = re.compile(r"[A-Z][A-Z.&]{1,7}")
_ALONE = re.compile(r"(?:[Tt]he )?([A-Z]{2,6})")
_NO_BODY = re.compile(
    r"^(?:Republicans?|Democrats?|Democratic|GOP|Congress|House|Senate|Internet|Twitter|Facebook|State|Islam|Muslims?|"
    r"Christians?|Latinos?|Act|Constitution|Medicare|Medicaid|Obamacare|Amendment)$|(?:Act|Treaty|Convention|Accord|"
    r"Agreement|Plan|Debate|Forum|Summit|Republicans|Democrats|Prize|Award|War|Day|Amendment|Law|Bill)$"
)
_POSSESSIVE = re.compile(r"[’']s?$")


def find_bodies(named: Named, extracted: Extracted) -> tuple[Body, ...]:
    """Bodies by place: the pipeline's organisations, and names in sources that hold a noun for one.

    An abbreviation means the body named before whose initials it is. What the tables know isn't
    among them, nor what a person's name covers.
    """
    text = named.document.text
    taken = [m.span for m in named.institutions] + [m.span for m in named.sides if not m.ambiguous]
    spans = {m.span for m in extracted.mentions if m.label == "ORG"}
    for passage in (s.source for s in extracted.statements if s.source):
        spans.update(_runs(text, passage))
    headlines = [in_title_case(text, sentence) for sentence in named.sentences]
    persons = [span for span, _ in named.cast.places]
    out: list[Body] = []
    full: dict[str, str] = {}
    for span in _longest(_cut(text, span) for span in spans):
        name = " ".join(span.of(text).split())
        if not name or not name[0].isupper() or _NO_BODY.search(name) or any(span == other for other in taken):
            continue
        if any(other.holds(span) for other in taken):
            continue
        if any(p.holds(span) or (span.holds(p) and span.end == p.end) for p in persons):  # "Press Secretary Ann Vale"
            continue
        if headlines and headlines[named.sentence(span.start)] and len(name.split()) > 4:
            continue
        full.setdefault(_initials(name), name)
        meant = full.get(fold(name.replace(".", "")), name) if _SHORT.fullmatch(name) else name
        out.append(Body(span, meant))
    out += [one for s in extracted.statements if s.source for one in _campaigns(text, s.source)]
    return tuple(sorted(out, key=lambda one: (one.span, one.name)))


def _runs(text: str, passage: Passage) -> Iterable[Span]:
    for span in passage.spans:
        for match in _RUN.finditer(text, span.start, span.end):
            yield Span(match.start(), match.end())
        short = _ALONE.fullmatch(text, span.start, span.end)
        if short:
            yield Span(short.start(1), short.end(1))


def _campaigns(text: str, passage: Passage) -> Iterable[Body]:
    """`The Clinton campaign`, `Trump's campaign`."""
    for span in passage.spans:
        for match in _CAMPAIGN.finditer(text, span.start, span.end):
            name = _POSSESSIVE.sub("", match["name"].split()[-1])
            if fold(name) not in ("the", "his", "her", "its", "their", "democratic", "republican", "presidential"):
                yield Body(Span(match.start(), match.end()), f"{name} campaign")


def _cut(text: str, span: Span) -> Span:
    """A span without a leading article and a closing possessive."""
    words = span.of(text)
    article = _ARTICLE.match(words)
    end = _POSSESSIVE.search(words)
    return Span(span.start + (article.end() if article else 0), span.start + (end.start() if end else len(words)))


def _longest(spans: Iterable[Span]) -> list[Span]:
    out: list[Span] = []
    for span in sorted(set(spans), key=lambda s: (s.start, -len(s))):
        if len(span) > 1 and not (out and out[-1].overlaps(span)):
            out.append(span)
    return out


def _initials(name: str) -> str:
    words: Sequence[str] = [word for word in name.replace("-", " ").split() if word[0].isupper()]
    return "".join(word[0] for word in words).lower() if len(words) > 1 else ""
