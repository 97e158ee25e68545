"""onrecord turns news into a sourced record.

Who said and did what, for which side, about what, when, and where it says so. The names below are the public API;
each is imported when it's first used, so that `import onrecord` costs nothing.
"""

import importlib
import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from onrecord.analyse.alignment import Terms as Terms
    from onrecord.analyse.evidence import Where as Where
    from onrecord.analyse.timeline import Choice as Choice
    from onrecord.api import alignment as alignment
    from onrecord.api import build as build
    from onrecord.api import diff as diff
    from onrecord.api import evaluate as evaluate
    from onrecord.api import export as export
    from onrecord.api import import_brat as import_brat
    from onrecord.api import judge as judge
    from onrecord.api import matrix as matrix
    from onrecord.api import open as open
    from onrecord.api import origins as origins
    from onrecord.api import remove as remove
    from onrecord.api import report as report
    from onrecord.api import sample as sample
    from onrecord.api import search as search
    from onrecord.api import serve as serve
    from onrecord.api import shifts as shifts
    from onrecord.api import show as show
    from onrecord.api import summarise as summarise
    from onrecord.api import timeline as timeline
    from onrecord.api import undo as undo
    from onrecord.api import watch as watch
    from onrecord.options import Options as Options
    from onrecord.pipeline import PARTS as PARTS
    from onrecord.record import Filters as Filters
    from onrecord.record import Record as Record
    from onrecord.record import Word as Word
    from onrecord.settings import Settings as Settings
    from onrecord.texts import issues as issues
    from onrecord.texts import stance as stance

__version__ = "0.1.0"
_VERBS = (
    "alignment", "build", "diff", "evaluate", "export", "import_brat", "judge", "matrix", "open", "origins", "remove",
    "report", "sample", "search", "serve", "shifts", "show", "summarise", "timeline", "undo", "watch",
)  # fmt: skip
_HOME = {
    **dict.fromkeys(_VERBS, "onrecord.api"),
    **dict.fromkeys(("extract", "issues", "stance"), "onrecord.texts"),
    "Choice": "onrecord.analyse.timeline",
    "Filters": "onrecord.record",
    "Options": "onrecord.options",
    "PARTS": "onrecord.pipeline",
    "Record": "onrecord.record",
    "Settings": "onrecord.settings",
    "Terms": "onrecord.analyse.alignment",
    "Where": "onrecord.analyse.evidence",
    "Word": "onrecord.record",
}
__all__ = [
    "PARTS", "Choice", "Filters", "Options", "Record", "Settings", "Terms", "Where", "Word", "alignment", "build",
    "diff", "evaluate", "export", "import_brat", "issues", "judge", "matrix", "open", "origins", "remove",
    "report", "sample", "search", "serve", "shifts", "show", "stance", "summarise", "timeline", "undo",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'onrecord' has no attribute {name!r}; it has {', '.join(sorted(_HOME))}")
    return getattr(importlib.import_module(_HOME[name]), name)


class _Api(ModuleType):
    """`onrecord.extract` is the verb; the room of that name is reached by `from onrecord.extract import ...`."""

    @property
    def extract(self) -> Any:
        return __getattr__("extract")

    @extract.setter
    def extract(self, room: ModuleType) -> None:
        """The import system binds the room here when it loads it; the verb stays."""


sys.modules[__name__].__class__ = _Api
