"""Events: what was done between sides, with a status."""

from onrecord.extract.events.extractor import EventExtractor

__all__ = ["EventExtractor"]
