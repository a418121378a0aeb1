"""digest -> an RSS 2.0 feed, one item a story; a story keeps its guid from run to run."""

from summarizer.types import Digest, Story
from summarizer.writers.parts import coverage_line, plain, safe_link, sources_of, summaries


def write(digest: Digest, *, length: str = "both", with_text: bool = False) -> bytes:
    """The digest as a feed, the best story first."""
    from feedgen.feed import FeedGenerator

    feed = FeedGenerator()
    feed.title(plain(digest.title))
    feed.link(href="https://localhost/summarize", rel="alternate")
    feed.description("Stories with summaries in which every sentence names its sources.")
    feed.generator("news-summarizer")
    feed.lastBuildDate(digest.created)
    for story in digest.stories:
        entry = feed.add_entry(order="append")
        entry.title(_xml(story.summary.headline.text))
        entry.guid(f"story:{story.cluster.id}", permalink=False)
        entry.description(_xml(_body(story, length)))
        link = next((safe_link(s.article.url) for s in sources_of(story) if safe_link(s.article.url)), "")
        if link:
            entry.link(href=link)
        span = story.cluster.span
        entry.pubDate(span[1] if span else digest.created)
        for keyword in story.cluster.keywords:
            entry.category(term=_xml(keyword))
    return bytes(feed.rss_str(pretty=True))


def _xml(text: str) -> str:
    """Without the code points that XML cannot hold."""
    return "".join(
        c for c in plain(text) if c.isprintable() and not 0xD800 <= ord(c) <= 0xDFFF and ord(c) not in (0xFFFE, 0xFFFF)
    )


def _body(story: Story, length: str) -> str:
    import html

    parts = [f"<p>{html.escape(coverage_line(story))}</p>"]
    parts += [f"<p>{html.escape(' '.join(s.text for s in sentences))}</p>" for _, sentences in summaries(story, length)]
    names = "; ".join(f"{s.name}: {s.article.title}" for s in sources_of(story))
    return "".join([*parts, f"<p>{html.escape(names)}</p>"])
