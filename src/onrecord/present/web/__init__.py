"""The pages of `onrecord serve`: a record to read and to judge, on this machine only."""

from onrecord.present.web.app import app
from onrecord.present.web.options import WebOptions

__all__ = ["WebOptions", "app"]
