"""Front matter."""

import pytest

from onrecord.read.front import Front, front_matter

TEXT = """---
title: "Talks: the second day"
Date: 2021-10-12
outlet: The Ruritanian
tags: a, b
link: https://example.org/a
---
Body.
"""


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_fields_and_place(newline: str) -> None:
    text = TEXT.replace("\n", newline)
    front = front_matter(text)
    assert (front.title, front.published) == ("Talks: the second day", "2021-10-12")
    assert (front.outlet, front.url) == ("The Ruritanian", "https://example.org/a")
    assert front.span.of(text).startswith("---")
    assert front.span.of(text).endswith("---")
    assert text[front.span.end :].strip() == "Body."


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Body.",
        "---",
        "---\n\n---\nBody.",
        "---\nNo fields here\n---\nBody.",
        "Body.\n---\ntitle: x\n---\n",
        "---\ntitle: x\nBody.",
    ],
)
def test_no_front_matter(text: str) -> None:
    assert front_matter(text) == Front()
