"""The pages, in the order of the navigation; add a line here for a new one."""

from onrecord.present.web.pages import (
    actors,
    alignment,
    documents,
    evaluate,
    issues,
    judge,
    judgements,
    matrix,
    overview,
    reader,
    search,
    stories,
    timeline,
)
from onrecord.present.web.view import Page

PAGES: tuple[Page, ...] = (
    Page(path="/", name="overview", show=overview.show, nav="Overview"),
    Page(path="/timeline", name="timeline", show=timeline.show, nav="Timeline"),
    Page(path="/matrix", name="matrix", show=matrix.show, nav="Matrix"),
    Page(path="/alignment", name="alignment", show=alignment.show, nav="Alignment"),
    Page(path="/issues", name="issues", show=issues.every, nav="Issues"),
    Page(path="/issue", name="issue", show=issues.show),
    Page(path="/actors", name="actors", show=actors.every, nav="Actors"),
    Page(path="/actor", name="actor", show=actors.show),
    Page(path="/stories", name="stories", show=stories.every, nav="Stories"),
    Page(path="/story", name="story", show=stories.show),
    Page(path="/search", name="search", show=search.show, nav="Search"),
    Page(path="/documents", name="documents", show=documents.show, nav="Documents"),
    Page(path="/judgements", name="judgements", show=judgements.show, nav="Judgements"),
    Page(path="/evaluate", name="evaluate", show=evaluate.show, nav="Evaluate"),
    Page(path="/read", name="reader", show=reader.show),
    Page(path="/judge", name="judge", show=judge.show, post=True),
)
