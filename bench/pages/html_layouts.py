# ruff: noqa: E501 - markup and measures read better on long lines
"""Two dozen layouts of news pages: what the sites of papers, agencies, ministries and blogs look like underneath."""

from collections.abc import Callable

from bench.pages import parts
from bench.pages.stories import Story

Layout = Callable[[Story], str]
e = parts.escaped


def classic(s: Story) -> str:
    """A paper's site: header, menu, article, sidebar, footer; data in the header."""
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{e(s.title)} | {s.outlet}</title>
<meta property="og:title" content="{s.title}"><meta property="og:site_name" content="{s.outlet}">
<meta property="article:published_time" content="{s.published}T{s.time}"><link rel="canonical" href="{parts.address(s)}">
<meta name="author" content="{s.byline}"></head><body><header>{parts.MENU}</header><div class="content"><main><article>
<h1>{e(s.title)}</h1><p class="standfirst">{e(s.standfirst)}</p><div class="byline">By <a href="/a">{s.byline}</a></div>
{parts.SHARE}<div class="article-body">{parts.blocks(s)}</div></article>{parts.related()}</main>{parts.sidebar()}</div>
{parts.FOOTER}</body></html>"""


def with_data(s: Story) -> str:
    """JSON-LD only, comments below, a banner above."""
    return f"""<!doctype html><html><head><meta charset="utf-8"><title>{e(s.title)}</title>{parts.json_ld(s)}
<script>window.dataLayer=[{{"page":"article"}}];</script><style>.a{{color:red}}</style></head><body>{parts.COOKIES}
{parts.MENU}<article class="post"><header><h1>{e(s.title)}</h1><time>3 hours ago</time></header>
<section class="story">{parts.blocks(s)}</section></article>{parts.COMMENTS}{parts.FOOTER}</body></html>"""


def graph(s: Story) -> str:
    """JSON-LD as a graph with other nodes before the article; teasers within the text."""
    teaser = '<div class="inline-related"><strong>Read also:</strong> <a href="/x">Ten soups for a cold week</a></div>'
    data = (
        parts.json_ld(s)
        .replace(
            '{"@context": "https://schema.org", ',
            '{"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": "' + s.outlet + '"}, {',
            1,
        )
        .replace("}</script>", "}]}</script>")
    )
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{e(s.title)}</title>{data}</head><body>
<div id="page"><div id="header">{parts.MENU}</div><div id="main"><div class="entry"><h1 class="entry-title">{e(s.title)}</h1>
<div class="entry-content">{parts.blocks(s, between=teaser, every=3)}</div></div></div>{parts.sidebar()}</div>{parts.FOOTER}
</body></html>"""


def microdata(s: Story) -> str:
    """schema.org as attributes."""
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{e(s.title)} - {s.outlet}</title></head><body>
{parts.MENU}<div itemscope itemtype="https://schema.org/NewsArticle"><h1 itemprop="headline">{e(s.title)}</h1>
<span itemprop="author">{s.byline}</span> <meta itemprop="datePublished" content="{s.published}T{s.time}">
<div itemprop="articleBody">{parts.blocks(s)}</div></div>{parts.related("recommended")}{parts.FOOTER}</body></html>"""


def amp(s: Story) -> str:
    """An AMP page."""
    return f"""<!doctype html><html amp lang="en"><head><meta charset="utf-8"><script async src="https://cdn.example/v0.js">
</script><title>{e(s.title)}</title><link rel="canonical" href="{parts.address(s)}">{parts.json_ld(s)}
<style amp-custom>body{{margin:0}}</style></head><body><amp-sidebar id="menu">{parts.MENU}</amp-sidebar><article>
<h1>{e(s.title)}</h1><amp-img src="a.jpg" width="1" height="1"></amp-img>{parts.blocks(s, between="<amp-ad></amp-ad>")}
</article><amp-list>{parts.related()}</amp-list></body></html>"""


def time_element(s: Story) -> str:
    """The date stands in a <time> of the article only; those of teasers come before it."""
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{e(s.title)}</title></head><body>{parts.MENU}
{parts.related("top-stories")}<article><h1>{e(s.title)}</h1><p class="meta">By {s.byline} <time class="published"
 datetime="{s.published}T{s.time}">{parts.words(s.published)}</time></p>{parts.blocks(s)}</article>{parts.FOOTER}</body></html>"""


def written_date(s: Story) -> str:
    """The date stands in words below the headline."""
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{e(s.title)}</title></head><body>
<div class="top">{parts.MENU}</div><div class="article"><h1>{e(s.title)}</h1>
<div class="date">Published: {parts.words(s.published)}</div><div class="text">{parts.blocks(s)}</div></div>
{parts.FOOTER}</body></html>"""


def american_date(s: Story) -> str:
    """The same, month first, with an hour and an update."""
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{e(s.title)} - {s.outlet}</title></head><body>
{parts.MENU}<div class="story-wrap"><h1>{e(s.title)}</h1><div class="timestamp">{parts.words(s.published, "{B} {d}, {Y}")}
 4:12 PM EDT</div><div class="story-text">{parts.blocks(s)}</div>{parts.NEWSLETTER}</div>{parts.sidebar()}</body></html>"""


def in_address(s: Story) -> str:
    """Only the address holds the date."""
    day = s.published.replace("-", "/")
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{e(s.title)}</title>
<link rel="canonical" href="https://www.example.org/{day}/{s.slug}.html"></head><body>{parts.MENU}<div class="body-copy">
<h1>{e(s.title)}</h1>{parts.blocks(s)}</div>{parts.FOOTER}</body></html>"""


def tables_for_layout(s: Story) -> str:
    """A page of the nineties, laid out by tables, in Windows' encoding."""
    return f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1252"><title>{e(s.title)}</title>
<meta name="date" content="{s.published}"></head><body bgcolor="#ffffff"><table width="100%"><tr><td width="150" valign="top">
<a href="/">Home</a><br><a href="/archive">Archive</a><br><a href="/links">Links</a></td><td><font size="+2">
<b>{e(s.title)}</b></font><br><i>{s.byline}</i><br>{parts.blocks(s)}</td></tr></table><hr><font size="1">Best viewed at
800 x 600. Contact the webmaster.</font></body></html>"""


def divs(s: Story) -> str:
    """No paragraphs: each stands in a div with a class that says nothing."""
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{e(s.title)}</title>
<meta name="pubdate" content="{s.published.replace("-", "")}"></head><body><div class="x1"><div class="x2">{parts.MENU}</div>
<div class="x3"><div class="x4"><h1>{e(s.title)}</h1><div class="article-content">{parts.blocks(s, 'div class="css-1x2y"')}
</div></div></div><div class="x9">{parts.related()}</div></div></body></html>"""


def breaks(s: Story) -> str:
    """Paragraphs parted by line breaks."""
    text = "<br><br>\n".join(e(block.removeprefix("## ")) for block in s.paragraphs)
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{e(s.title)}</title>
<meta name="DC.date.issued" content="{s.published}"></head><body>{parts.MENU}<h1>{e(s.title)}</h1>
<div id="article-text">{text}</div>{parts.FOOTER}</body></html>"""


def paywalled(s: Story) -> str:
    """A notice of the paywall in the middle, the text below it; data says that it isn't free."""
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{e(s.title)} | {s.outlet}</title>
{parts.json_ld(s, isAccessibleForFree=False)}</head><body>{parts.COOKIES}<header>{parts.MENU}</header><main><article>
<h1>{e(s.title)}</h1><h2 class="deck">{e(s.standfirst)}</h2><div class="article__body">
{parts.blocks(s, between=parts.PAYWALL, every=4)}</div></article></main>{parts.FOOTER}</body></html>"""


def blog(s: Story) -> str:
    """A common blog system: tags, author's box, links to the posts before and after."""
    return f"""<!DOCTYPE html><html lang="en-US"><head><meta charset="UTF-8"><title>{e(s.title)} &#8211; {s.outlet}</title>
<meta property="og:type" content="article"><meta property="article:published_time" content="{s.published}T{s.time}">
<meta name="generator" content="WordPress 6.4"></head><body class="single-post"><div id="page" class="site">
<header id="masthead">{parts.MENU}</header><div id="primary"><main id="main"><article id="post-1" class="post hentry">
<header class="entry-header"><h1 class="entry-title">{e(s.title)}</h1><div class="entry-meta"><span class="posted-on">
<time class="entry-date published" datetime="{s.published}T{s.time}">{parts.words(s.published)}</time></span></div></header>
<div class="entry-content">{parts.blocks(s)}</div><footer class="entry-footer"><span class="tags-links">Tagged
<a href="/t/1" rel="tag">Ferries</a>, <a href="/t/2" rel="tag">Treaties</a></span></footer></article>
<nav class="post-navigation"><a rel="prev">Ten soups for a cold week</a> <a rel="next">Goalkeeper retires</a></nav>
<div class="author-box"><h4>About the author</h4><p>{s.byline} has written for {s.outlet} since 2009 and lives near the
sea with two dogs.</p></div>{parts.COMMENTS}</main></div><aside id="secondary">{parts.sidebar()}</aside></div></body></html>"""


def live(s: Story) -> str:
    """A live blog: entries with hours, the newest first, each with its own markup."""
    hours = [f"{hour:02}:{minute:02}" for hour, minute in zip(range(20, 0, -1), range(59, 0, -3), strict=False)]
    entries = "".join(
        f'<div class="live-entry" id="e{n}"><time datetime="{s.published}T{hours[n]}">{hours[n]}</time>'
        f"<p>{e(block.removeprefix('## '))}</p></div>"
        for n, block in enumerate(s.paragraphs)
    )
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>Live: {e(s.title)}</title>
{parts.json_ld(s, "LiveBlogPosting", coverageStartTime=s.published)}</head><body>{parts.MENU}<main><article>
<h1>{e(s.title)}</h1><p class="intro">{e(s.standfirst)}</p><div class="live-blog">{entries}</div></article></main>
{parts.related()}{parts.FOOTER}</body></html>"""


def press_release(s: Story) -> str:
    """A ministry's page: crumbs, a number, a contact for the press."""
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Press release: {e(s.title)}</title>
<meta name="dcterms.issued" content="{s.published}"></head><body><div class="breadcrumb"><a href="/">Home</a> &gt;
<a href="/press">Press</a> &gt; <a href="/press/releases">Releases</a></div><div id="content" role="main">
<h1>{e(s.title)}</h1><p class="release-number">Press release 118/{s.published[:4]}</p>{parts.blocks(s)}</div>
<div class="contact"><h3>Contact for the press</h3><p>Telephone 555 0100, press@example.org</p></div>{parts.FOOTER}
</body></html>"""


def pictures(s: Story) -> str:
    """Pictures with captions and credits between the paragraphs."""
    figure = (
        '<figure class="media"><img src="/p.jpg" alt="A harbour"><figcaption>The harbour at dawn. <span class="credit">'
        "Photograph: Lena Moss/Agency</span></figcaption></figure>"
    )
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{e(s.title)}</title>{parts.json_ld(s)}</head><body>
{parts.MENU}<article><h1>{e(s.title)}</h1>{figure}<div class="article-body">{parts.blocks(s, between=figure, every=2)}</div>
</article>{parts.related()}{parts.FOOTER}</body></html>"""


def fragment(s: Story) -> str:
    """A part of a page, as feeds and archives hold it."""
    return (
        f'<div class="post"><h2>{e(s.title)}</h2><p class="date">{parts.words(s.published)}</p>{parts.blocks(s)}</div>'
    )


def xhtml(s: Story) -> str:
    """XHTML with a declaration and a namespace."""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">
<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en"><head><title>{e(s.title)}</title>
<meta name="date" content="{s.published}T{s.time}" /></head><body><div id="nav">{parts.MENU}</div><div id="story">
<h1>{e(s.title)}</h1>{parts.blocks(s)}</div><div id="foot">{parts.FOOTER}</div></body></html>"""


def broken(s: Story) -> str:
    """Tags that are never closed, attributes without quotes, a stray end; the date in the page's markup."""
    text = "\n<p>".join(e(block.removeprefix("## ")) for block in s.paragraphs)
    return f"""<html><head><title>{e(s.title)}</title><meta name=publish-date content={s.published}></head><body><div class=nav>
<a href=/>Home<a href=/news>News</div></div><div class=story><h1>{e(s.title)}</h1><p>{text}<div class=foot>All rights reserved
</body>"""


def quotes_and_links(s: Story) -> str:
    """Block quotes, links within the prose, a box to sign up between paragraphs."""
    body = parts.blocks(s, between=parts.NEWSLETTER, every=4).replace(" said ", ' <a href="/said"><em>said</em></a> ')
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{e(s.title)}</title>{parts.json_ld(s)}</head><body>
{parts.MENU}<main><article><h1>{e(s.title)}</h1><div class="rich-text">{body}</div>{parts.SHARE}</article></main>
{parts.FOOTER}</body></html>"""


def next_data(s: Story) -> str:
    """A page made by scripts, with its state as JSON behind the text."""
    state = '{"props":{"article":"' + "x" * 20_000 + '","date":"2026-01-01"}}'
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"/><title>{e(s.title)}</title>
<meta property="article:published_time" content="{s.published}T{s.time}"/></head><body><div id="__next"><div class="sc-a">
<div class="sc-b">{parts.MENU}</div><main class="sc-c"><div class="sc-d"><h1 class="sc-e">{e(s.title)}</h1>
<section class="sc-f">{parts.blocks(s, 'p class="sc-g"')}</section></div></main></div></div>
<script id="__NEXT_DATA__" type="application/json">{state}</script></body></html>"""


def agency(s: Story) -> str:
    """A wire report with its dateline and a mark of its end."""
    first, *rest = s.paragraphs
    day = parts.words(s.published, "{b} {d}")
    text = "".join(f"<p>{e(block.removeprefix('## '))}</p>" for block in rest)
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{e(s.title)}</title>
<meta name="publication_date" content="{s.published}"></head><body>{parts.MENU}<div class="wire"><h1>{e(s.title)}</h1>
<p>OSTREL, {day} ({s.outlet}) - {e(first)}</p>{text}</div>{parts.FOOTER}</body></html>"""


def future_teasers(s: Story) -> str:
    """Dates to come all around (an event, a subscription), the article's own in its header."""
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{e(s.title)}</title>{parts.json_ld(s)}</head><body>
{parts.MENU}<div class="event-banner">Join our summit on <time datetime="2031-05-05">5 May 2031</time></div><article>
<h1>{e(s.title)}</h1>{parts.blocks(s)}</article><div class="promo">Offer ends 31 December 2030</div>{parts.related()}
</body></html>"""


LAYOUTS: tuple[Layout, ...] = (
    classic, with_data, graph, microdata, amp, time_element, written_date, american_date, in_address, tables_for_layout,
    divs, breaks, paywalled, blog, live, press_release, pictures, fragment, xhtml, broken, quotes_and_links, next_data,
    agency, future_teasers,
)  # fmt: skip
