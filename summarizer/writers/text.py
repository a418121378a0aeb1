"""digest -> plain text for a terminal: wrapped, no control characters, no escape sequences."""

import textwrap

from summarizer.types import Digest, Story
from summarizer.writers.parts import counts_line, coverage_line, local, marks, plain, sources_of, summaries

WIDTH = 78


def write(digest: Digest, *, length: str = "both", with_text: bool = False) -> bytes:
    """The digest as text, 78 columns wide."""
    lines = [plain(digest.title), "=" * min(WIDTH, len(digest.title)), "", *_wrap(counts_line(digest)), ""]
    for story in digest.stories:
        lines += _story(story, digest, length)
    if digest.skipped:
        lines += ["Skipped:", *(line for s in digest.skipped for line in _wrap(f"{s.item}: {s.reason}", "- "))]
    lines += ["", *_wrap(f"Made by {digest.signature}")]
    return ("\n".join(lines).rstrip() + "\n").encode("utf-8", "replace")


def _wrap(text: str, first: str = "", rest: str | None = None) -> list[str]:
    indent = " " * len(first) if rest is None else rest
    return textwrap.wrap(
        plain(text), WIDTH, initial_indent=first, subsequent_indent=indent, break_long_words=False
    ) or [first]


def _story(story: Story, digest: Digest, length: str) -> list[str]:
    sources = sources_of(story)
    lines = [*_wrap(story.summary.headline.text, f"{story.rank}. "), *_wrap(coverage_line(story), "   "), ""]
    for _, sentences in summaries(story, length):
        body = " ".join(f"{s.text} {''.join(f'[{n}]' for n in marks(s, sources))}" for s in sentences)
        lines += [*_wrap(body, "   "), ""]
    for note in story.summary.notes:
        lines += [*_wrap(f"Note: {note}", "   "), ""]
    for conflict in story.conflicts:
        values = "; ".join(f"{v.value} ({len(v.articles)} of {len(sources)})" for v in conflict.values)
        lines += _wrap(f"Figures, {conflict.kind}: {conflict.quantity}: {values}", "   ")
    if story.changes:
        lines += _wrap("Changes: " + "; ".join(c.text for c in story.changes), "   ")
    for source in sources:
        when = local(source.article.published, digest)
        lines += _wrap(
            f"{source.name}, {when}: {source.article.title or '(untitled)'}", f"   [{source.number}] ", "       "
        )
    return [*lines, ""]
