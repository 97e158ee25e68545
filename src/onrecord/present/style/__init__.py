"""The look that the report and the pages of `serve` share: one palette, serif for evidence, light and dark."""

from importlib.resources import files


def base() -> str:
    """The common rules, as CSS."""
    return (files("onrecord.present.style") / "base.css").read_text(encoding="utf8")
