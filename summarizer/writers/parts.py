"""What several formats show alike: numbered sources, marks, dates, safe links. Knows no format."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from summarizer.types import Article, Digest, Evidence, Sentence, Story

_BIDI = dict.fromkeys([0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069])
_CONTROL = dict.fromkeys((*range(0, 9), 11, 12, *range(14, 32), *range(127, 160)))


def plain(text: str) -> str:
    """The text on one line, without control characters and overrides of the writing direction."""
    return " ".join(text.translate({**_BIDI, **_CONTROL}).split())


def safe_link(url: str) -> str:
    """The address when it is an http(s) one without tricks, else ''."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username is not None:
        return ""
    return url if url.isprintable() and not any(c in url for c in " <>\"'`\\^{}|()[]") else ""


@dataclass(frozen=True, slots=True)
class Source:
    """An article of a story, as numbered there."""

    number: int
    article: Article

    @property
    def name(self) -> str:
        """Outlet and agency, as far as known."""
        outlet = plain(self.article.source) or "unnamed outlet"
        agency = plain(self.article.agency)
        return f"{outlet} ({agency})" if agency and agency != outlet else outlet


def sources_of(story: Story) -> tuple[Source, ...]:
    """The story's articles, numbered from 1."""
    return tuple(Source(number, article) for number, article in enumerate(story.cluster.articles, start=1))


def marks(sentence: Sentence, sources: tuple[Source, ...]) -> tuple[int, ...]:
    """The numbers of the sources that a sentence rests on."""
    number = {source.article.id: source.number for source in sources}
    return tuple(sorted({number[e.article] for e in sentence.evidence if e.article in number}))


def quoted(evidence: Evidence, sources: tuple[Source, ...]) -> str:
    """The evidence, word for word; '' when the article's text is not at hand."""
    text = next((s.article.text for s in sources if s.article.id == evidence.article), "")
    return plain(text[evidence.start : evidence.end])


def summaries(story: Story, length: str) -> Iterator[tuple[str, tuple[Sentence, ...]]]:
    """("short" or "long", its sentences) as far as wanted and there."""
    if length in ("short", "both") and story.summary.short:
        yield "short", story.summary.short
    if length in ("long", "both") and story.summary.long:
        yield "long", story.summary.long


def local(time: datetime | None, digest: Digest) -> str:
    """A time as a reader in the digest's zone writes it, or 'date unknown'."""
    if time is None:
        return "date unknown"
    here = time.astimezone(ZoneInfo(digest.window.timezone))
    return f"{here.day} {here:%b %Y, %H:%M}"


def coverage_line(story: Story) -> str:
    """ "5 articles, 4 outlets, 3 independent origins"."""
    articles = len(story.cluster.articles)
    outlets = len({a.source for a in story.cluster.articles if a.source})
    parts = [f"{articles} article{'' if articles == 1 else 's'}"]
    if outlets:
        parts.append(f"{outlets} outlet{'' if outlets == 1 else 's'}")
    parts.append(f"{story.origins} independent origin{'' if story.origins == 1 else 's'}")
    return ", ".join(parts)


def counts_line(digest: Digest) -> str:
    """Where everything that was read went, in one sentence."""
    c = digest.counts
    return (
        f"{c.read} items read from {c.sources} sources: {c.in_stories} in stories, {c.single} single, "
        f"{c.duplicates} duplicates, {c.out_of_window} outside the window, {c.skipped} skipped."
    )
