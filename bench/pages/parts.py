# ruff: noqa: E501 - markup and measures read better on long lines
"""What stands around an article on a page: menus, banners, teasers, comments, forms; and an article's own markup."""

import datetime as dt
import html
import json

from bench.pages.stories import Story

MENU = (
    '<nav class="main-nav"><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li>'
    '<li><a href="/politics">Politics</a></li><li><a href="/business">Business</a></li><li><a href="/opinion">Opinion</a>'
    '</li><li><a href="/sport">Sport</a></li><li><a href="/culture">Culture</a></li></ul></nav>'
)
COOKIES = (
    '<div id="cookie-banner" class="cookie-consent" role="dialog"><h2>We value your privacy</h2><p>We and our 143 partners '
    "store and read information on your device, such as cookies, to show you advertising that suits you and to count "
    'visits.</p><button>Accept all</button> <button>Reject all</button> <a href="/privacy">Manage settings</a></div>'
)
PAYWALL = (
    '<div class="paywall subscribe-offer"><h3>Continue reading with a subscription</h3><p>You have read your three free '
    'articles this month. Subscribe from 1 crown a week and cancel at any time.</p><a href="/subscribe">See offers</a>'
    "</div>"
)
SHARE = (
    '<div class="share-tools social"><a href="#">Share on Twitter</a> <a href="#">Share on Facebook</a> '
    '<a href="#">Copy link</a> <a href="#">Print</a></div>'
)
NEWSLETTER = (
    '<div class="newsletter-signup"><h4>Sign up to The Morning Brief</h4><p>The stories that matter, in your inbox every '
    'day.</p><form><input type="email" placeholder="Your email"><button>Sign up</button></form></div>'
)
FOOTER = (
    '<footer class="site-footer"><ul><li><a href="/about">About us</a></li><li><a href="/contact">Contact</a></li>'
    '<li><a href="/terms">Terms of use</a></li></ul><p>&copy; 2025 All rights reserved. No part of this site may be '
    "reproduced without permission.</p></footer>"
)
TEASERS = (
    ("Harbour crane falls in storm, nobody hurt", "2020-01-02"),
    ("Ten soups for a cold week", "2025-11-30"),
    ("Markets close higher after quiet day", "2019-05-06"),
    ("Goalkeeper retires at forty-one", "2025-12-24"),
    ("Museum finds lost map in its own cellar", "2018-08-08"),
)
COMMENTS = (
    '<section id="comments" class="comments-area"><h3>3 comments</h3><ol class="comment-list">'
    '<li class="comment"><div class="comment-author">seagull77</div><time datetime="2025-08-01">1 August 2025</time>'
    "<p>They have been promising this since I was a child, and I am no child any more.</p></li>"
    '<li class="comment"><div class="comment-author">Anna K.</div><p>Finally some good news. Can somebody tell me who '
    "pays for it in the end, though? I have my doubts about the whole affair.</p></li>"
    '<li class="comment"><div class="comment-author">old_captain</div><p>Nonsense from start to finish.</p></li></ol>'
    '<form class="comment-form"><h4>Leave a comment</h4><textarea></textarea><button>Post comment</button></form></section>'
)


def related(name: str = "related") -> str:
    """A list of links to other stories, each with its date."""
    items = "".join(
        f'<li><a href="/news/{number}"><h4>{title}</h4></a> <time datetime="{day}">{words(day)}</time></li>'
        for number, (title, day) in enumerate(TEASERS)
    )
    return f'<aside class="{name} more-stories"><h3>Read more</h3><ul>{items}</ul></aside>'


def sidebar() -> str:
    """A column with the most read stories and a notice."""
    items = "".join(f'<li><a href="/m/{number}">{title}</a></li>' for number, (title, _) in enumerate(TEASERS))
    return (
        f'<div class="sidebar" id="sidebar"><div class="widget"><h3>Most read</h3><ol>{items}</ol></div>'
        '<div class="ad-slot">Advertisement</div><div class="widget"><h3>Weather</h3><p>Rain, 9 degrees</p></div></div>'
    )


def words(day: str, style: str = "{d} {B} {Y}") -> str:
    """A day as sites write it."""
    date = dt.date.fromisoformat(day)
    return style.format(d=date.day, B=date.strftime("%B"), b=date.strftime("%b"), Y=date.year, A=date.strftime("%A"))


def escaped(text: str) -> str:
    """Words as HTML, quotation marks as printed."""
    out, opened = [], False
    for char in html.escape(" ".join(text.split()), quote=False):
        if char == '"':
            opened = not opened
            char = "&ldquo;" if opened else "&rdquo;"  # noqa: PLW2901
        out.append(char)
    return "".join(out)


def blocks(story: Story, tag: str = "p", between: str = "", every: int = 2) -> str:
    """The body's markup; `between` stands after every few paragraphs."""
    out: list[str] = []
    for number, block in enumerate(story.paragraphs, 1):
        if block.startswith("## "):
            out.append(f"<h2>{escaped(block[3:])}</h2>")
        elif block.startswith("- "):
            items = "".join(f"<li>{escaped(line[2:])}</li>" for line in block.split("\n"))
            out.append(f"<ul>{items}</ul>")
        elif block.startswith("| "):
            rows = [[cell.strip() for cell in line.strip("| \n").split("|")] for line in block.split("\n")]
            out.append("<table>" + "".join(
                "<tr>" + "".join(f"<{'td' if n else 'th'}>{escaped(c)}</{'td' if n else 'th'}>" for c in row) + "</tr>"
                for n, row in enumerate(rows)
            ) + "</table>")  # fmt: skip
        else:
            out.append(f"<{tag}>{escaped(block)}</{tag.split(maxsplit=1)[0]}>")
        if between and number % every == 0:
            out.append(between)
    return "\n".join(out)


def json_ld(story: Story, kind: str = "NewsArticle", **more: object) -> str:
    """The page's data about the article."""
    data = {
        "@context": "https://schema.org", "@type": kind, "headline": story.title,
        "datePublished": f"{story.published}T{story.time}", "dateModified": "2025-12-01T08:00:00Z",
        "author": [{"@type": "Person", "name": name} for name in story.byline.split(" and ") if name],
        "publisher": {"@type": "Organization", "name": story.outlet, "logo": {"@type": "ImageObject", "url": "/l.png"}},
        "image": ["https://example.org/a.jpg"], **more,
    }  # fmt: skip
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def address(story: Story) -> str:
    """Where the page would stand."""
    return f"https://www.{story.outlet.lower().replace(' ', '')}.example/news/{story.slug}"
