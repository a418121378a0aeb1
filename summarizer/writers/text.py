"""digest -> plain text for a terminal: wrapped, no control characters, no escape sequences."""

import textwrap

from summarizer.types import Digest, Sentence, Story
from summarizer.writers.parts import (
    Source,
    counts_line,
    coverage_line,
    left_out,
    local,
    marks,
    plain,
    safe_link,
    sources_of,
    span_line,
    summaries,
)

WIDTH = 78


def write(digest: Digest, *, length: str = "both", with_text: bool = False) -> bytes:
    """The digest as text, 78 columns wide."""
    lines = [plain(digest.title), "=" * min(WIDTH, len(digest.title)), "", *_wrap(counts_line(digest)), ""]
    for story in digest.stories:
        lines += _story(story, digest, length)
    for name, items in left_out(digest):
        lines += [f"{name.capitalize()}:", *(line for item in items for line in _wrap(item, "- ")), ""]
    lines += [*_wrap(f"Made by {digest.signature}")]
    return ("\n".join(lines).rstrip() + "\n").encode("utf-8", "replace")


def _wrap(text: str, first: str = "", rest: str | None = None) -> list[str]:
    indent = " " * len(first) if rest is None else rest
    return textwrap.wrap(
        plain(text), WIDTH, initial_indent=first, subsequent_indent=indent, break_long_words=False
    ) or [first]


def _marked(sentence: Sentence, sources: tuple[Source, ...]) -> str:
    told = "".join(f"[{number}]" for number in marks(sentence, sources))
    return f"{sentence.text} {told}".rstrip()


def _numbers(articles: tuple[str, ...], sources: tuple[Source, ...]) -> str:
    return "".join(f"[{source.number}]" for source in sources if source.article.id in articles)


def _story(story: Story, digest: Digest, length: str) -> list[str]:
    sources = sources_of(story)
    span = story.cluster.span
    when = f", {span_line(span, digest)}" if span else ""
    lines = [*_wrap(_marked(story.summary.headline, sources), f"{story.rank}. ")]
    lines += [*_wrap(f"{coverage_line(story)}{when}", "   "), ""]
    for _, sentences in summaries(story, length):
        body = " ".join(_marked(s, sources) for s in sentences)
        lines += [*_wrap(body, "   "), ""]
    for note in story.summary.notes:
        lines += [*_wrap(f"Note: {note}", "   "), ""]
    for conflict in story.conflicts:
        values = "; ".join(f"{v.value} {_numbers(v.articles, sources)}".rstrip() for v in conflict.values)
        lines += _wrap(f"Figures ({conflict.kind}), {conflict.quantity}: {values}", "   ")
    if story.changes:
        lines += _wrap("Changes: " + "; ".join(c.text for c in story.changes), "   ")
    if story.conflicts or story.changes:
        lines.append("")
    for source in sources:
        when = local(source.article.published, digest)
        origin = f" (same origin as [{source.same_origin}])" if source.same_origin else ""
        lines += _wrap(f"{source.name}, {when}: {source.title}{origin}", f"   [{source.number}] ", "       ")
        link = safe_link(source.article.url)
        if link:
            lines.append(f"       {link}")
    return [*lines, ""]
