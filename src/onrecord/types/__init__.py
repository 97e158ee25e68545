"""The types that flow through every stage; one a file, frozen, with their JSON."""

from onrecord.types.actor import Actor, ActorKind, Office
from onrecord.types.annotation import Annotation, Encoding, Mention, Tokens
from onrecord.types.date import Date, Precision, Published
from onrecord.types.document import Document, Origin, Unscored
from onrecord.types.event import Event, EventDraft, EventType, Place, Status
from onrecord.types.extraction import Extracted, Extraction, Phrase
from onrecord.types.ground import Ground
from onrecord.types.ids import row_id
from onrecord.types.issue import Implies, Issue
from onrecord.types.judgement import Judgement, Quote, RowKind, Verdict
from onrecord.types.link import Link, LinkKind
from onrecord.types.linked import Linked, Told, Utterance
from onrecord.types.manifest import Input, Manifest, RejectedInput
from onrecord.types.placed import Placed, Reason
from onrecord.types.position import Evidence, Position
from onrecord.types.rejected import Rejected
from onrecord.types.sense import Sense
from onrecord.types.span import Passage, Span, merge
from onrecord.types.statement import About, Act, Kind, Speaker, Stance, Statement, Toward
from onrecord.types.time import Time, TimeType

__all__ = [
    "About", "Act", "Actor", "ActorKind", "Annotation", "Date", "Document", "Encoding", "Event", "EventDraft",
    "EventType", "Evidence", "Extracted", "Extraction", "Ground", "Implies", "Input", "Issue", "Judgement",
    "Kind", "Link", "LinkKind", "Linked", "Manifest", "Mention", "Office", "Origin", "Passage", "Phrase", "Place",
    "Placed", "Position", "Precision", "Published", "Quote", "Reason", "Rejected", "RejectedInput", "RowKind", "Sense",
    "Span", "Speaker", "Stance", "Statement", "Status", "Time", "TimeType", "Tokens", "Told", "Toward", "Unscored",
    "Utterance", "Verdict", "merge", "row_id",
]  # fmt: skip
