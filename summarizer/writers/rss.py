"""digest -> an RSS 2.0 feed, one item a story; a story keeps its guid from run to run."""

from html import escape

from summarizer.types import Digest, Story
from summarizer.writers.parts import Source, coverage_line, local, marks, plain, safe_link, sources_of, summaries

NO_ADDRESS = "urn:news-summarizer:digest"
"""RSS wants a link for the whole feed. A digest has no page of its own: its first article's address stands there, else
this name, which leads nowhere and says so."""


def write(digest: Digest, *, length: str = "both", with_text: bool = False) -> bytes:
    """The digest as a feed, the best story first."""
    from feedgen.feed import FeedGenerator

    feed = FeedGenerator()
    feed.title(_xml(digest.title))
    feed.link(href=next(filter(None, map(_link, digest.stories)), NO_ADDRESS), rel="alternate")
    feed.description("Stories with summaries in which every sentence names its sources.")
    feed.generator("news-summarizer")
    feed.lastBuildDate(digest.created)
    for story in digest.stories:
        entry = feed.add_entry(order="append")
        entry.title(_xml(story.summary.headline.text))
        entry.guid(f"story:{story.cluster.id}", permalink=False)
        entry.description(_body(story, digest, length))
        if link := _link(story):
            entry.link(href=link)
        span = story.cluster.span
        entry.pubDate(span[1] if span else digest.created)
        for keyword in story.cluster.keywords:
            entry.category(term=_xml(keyword))
    return bytes(feed.rss_str(pretty=True))


def _link(story: Story) -> str:
    """The address of the first of its sources that has one, or ''."""
    return next((link for source in sources_of(story) if (link := safe_link(source.article.url))), "")


def _xml(text: str) -> str:
    """On one line and without what XML cannot hold; a title of nothing else would make the item invalid."""
    return plain(text) or "(untitled)"


def _body(story: Story, digest: Digest, length: str) -> str:
    """The item's description: HTML, which the feed holds as text."""
    sources = sources_of(story)
    parts = [f"<p>{escape(coverage_line(story))}</p>"]
    for _, sentences in summaries(story, length):
        told = (f"{s.text} {''.join(f'[{n}]' for n in marks(s, sources))}".rstrip() for s in sentences)
        parts.append(f"<p>{escape(plain(' '.join(told)))}</p>")
    for conflict in story.conflicts:
        values = "; ".join(value.value for value in conflict.values)
        parts.append(f"<p>{escape(plain(f'Figures ({conflict.kind}), {conflict.quantity}: {values}'))}</p>")
    return "".join([*parts, "<ol>", *(_source(source, digest) for source in sources), "</ol>"])


def _source(source: Source, digest: Digest) -> str:
    title, link = escape(source.title), safe_link(source.article.url)
    shown = f'<a href="{escape(link)}">{title}</a>' if link else title
    return f"<li>{escape(source.name)}, {escape(local(source.article.published, digest))}: {shown}</li>"
