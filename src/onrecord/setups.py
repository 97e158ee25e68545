"""What a worker of an engine sets up, a function a layer: loads its models, gives what is done with each item.

A worker imports this file and what it needs, and nothing of the record.
"""

import msgspec

from onrecord.engines.base import Work
from onrecord.pipeline import Pipeline
from onrecord.settings import Settings
from onrecord.types import Document, Extracted, Extraction, Issue, Sense


def extractor(settings: bytes) -> Work:
    """A worker's set-up: loads the models, gives the function from a Document's JSON to an Extracted's."""
    pipeline = Pipeline(_of_worker(settings))
    decode = msgspec.json.Decoder(Document).decode
    return lambda payload: msgspec.json.encode(pipeline.extract(decode(payload)))


def sensor(settings: bytes) -> Work:
    """A worker's set-up: gives the function from the JSON of a Document and its Extracted to a Sense's."""
    pipeline = Pipeline(_of_worker(settings))
    decode = msgspec.json.Decoder(tuple[Document, Extracted]).decode
    return lambda payload: msgspec.json.encode(pipeline.sense(*decode(payload)))


def placer(settings: bytes, issues: bytes) -> Work:
    """A worker's set-up: gives the function from the JSON of a Document, its Extraction and its Sense to a Placed's."""
    watchlist = msgspec.json.decode(issues, type=tuple[Issue, ...])
    pipeline = Pipeline(_of_worker(settings), issues=watchlist)
    decode = msgspec.json.Decoder(tuple[Document, Extraction, Sense]).decode
    return lambda payload: msgspec.json.encode(pipeline.place(*decode(payload)))


def _of_worker(settings: bytes) -> Settings:
    """The settings in a worker, which is one core: its encoder has one thread, where nobody says how many."""
    given = msgspec.json.decode(settings, type=Settings)
    annotate = msgspec.structs.replace(given.annotate, threads=given.annotate.threads or 1)
    return msgspec.structs.replace(given, annotate=annotate)
