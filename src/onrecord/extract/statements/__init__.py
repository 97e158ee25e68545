"""Statements: who is said to have said, thought or wanted what, read by a trained tagger and linker."""

from onrecord.extract.statements.extractor import StatementExtractor

__all__ = ["StatementExtractor"]
