"""Everything that onrecord raises on purpose: one root, one subclass a room.

Each message is one line that says what went wrong, where, and what to do.
"""


class OnrecordError(Exception):
    """Root of all errors meant for a person; its text is one line."""


class ReadError(OnrecordError):
    """An input can't be turned into a document."""


class AnnotateError(OnrecordError):
    """A language pipeline or an encoder can't be loaded or run."""


class ExtractError(OnrecordError):
    """Statements, events or times can't be extracted."""


class ResolveError(OnrecordError):
    """Speakers, sides or dates can't be resolved, or the user's actors file is wrong."""


class PositionsError(OnrecordError):
    """A watchlist of issues is wrong, or stances can't be computed."""


class LinkError(OnrecordError):
    """Documents can't be linked."""


class RecordError(OnrecordError):
    """A record on disk is missing, newer, damaged or locked."""


class EngineError(OnrecordError):
    """An engine isn't known or installed, or its workers can't be started."""


class KnowledgeError(OnrecordError):
    """A table of our own knowledge is wrong."""


class SettingsError(OnrecordError):
    """A settings file has an unknown key or a wrong value."""


class AnalyseError(OnrecordError):
    """A question to the record is malformed, or can't be answered from what it holds."""


class PresentError(OnrecordError):
    """An export or a page can't be written."""
