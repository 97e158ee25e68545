"""Expressions of time in a document's text, as read: not yet tied to any day."""

from onrecord.extract.times.phrases import find_phrases

__all__ = ["find_phrases"]
