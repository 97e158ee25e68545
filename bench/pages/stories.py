"""The stories that the pages tell, from `bench/data/stories.toml`."""

import tomllib
from pathlib import Path
from typing import NamedTuple


class Story(NamedTuple):
    """What a page is made of. `published` is an ISO day, `time` a time of day with its zone."""

    title: str
    byline: str
    outlet: str
    slug: str
    published: str
    time: str
    standfirst: str
    body: str

    @property
    def paragraphs(self) -> list[str]:
        """The blocks of the body."""
        return [block.strip() for block in self.body.strip().split("\n\n")]

    @property
    def words(self) -> str:
        """What a reader should find of the body: its words without the marks of headings, items and rows."""
        return "\n".join(line.strip("|-# ").replace(" | ", " ") for line in self.body.splitlines())


def stories() -> list[Story]:
    """All stories, in the order of the file."""
    path = Path(__file__).parents[1] / "data" / "stories.toml"
    return [Story(**said) for said in tomllib.loads(path.read_text(encoding="utf8"))["story"]]
