"""Where each document's page is, so that a line of any page leads to its words."""

from collections.abc import Mapping

import msgspec


class Places(msgspec.Struct, frozen=True):
    """Addresses of rows and documents.

    `numbers` maps a document to its number on its page, `pages` to that page's file; no file where all stands on one.
    """

    numbers: Mapping[str, int]
    pages: Mapping[str, str] = {}

    def row(self, doc: str, id: str, kind: str = "statement") -> str:
        """The address of a statement or an event."""
        return f"{self.pages.get(doc, '')}#{'e' if kind == 'event' else 's'}-{id}"

    def document(self, doc: str) -> str:
        """The address of a document."""
        return f"{self.pages.get(doc, '')}#d-{self.numbers.get(doc, 0)}"
