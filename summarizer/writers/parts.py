"""What several formats show alike: numbered sources, marks, dates, safe links. Knows no format."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from summarizer.types import Article, Digest, Evidence, Sentence, Story

_BIDI = dict.fromkeys([0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069])
_CONTROL = dict.fromkeys((*range(0, 9), 11, 12, *range(14, 32), *range(127, 160)))


_SURROGATE = re.compile(r"[\ud800-\udfff\ufffe\uffff]")
_LINK = re.compile(r"(https?://[^\s/?#@\\\"'`<>^{}|()\[\]*]+)([/?#].*)?", re.IGNORECASE)
_IN_LINK = re.compile(r"[\"'`<>^{}|()\[\]*]")


def plain(text: str) -> str:
    """The text on one line, without control characters, lone surrogates and overrides of the writing direction."""
    return _SURROGATE.sub("\ufffd", " ".join(text.translate({**_BIDI, **_CONTROL}).split()))


def safe_link(url: str) -> str:
    """The address when it is an http(s) one without tricks, else ''. What could end a link early is %-encoded."""
    found = _LINK.fullmatch(url)
    if not found or not url.isprintable() or " " in url or "\\" in url:
        return ""
    try:
        host, _ = urlsplit(url).hostname, urlsplit(url).port
    except ValueError:
        return ""
    return found[1] + _IN_LINK.sub(lambda m: f"%{ord(m[0]):02X}", found[2] or "") if host else ""


@dataclass(frozen=True, slots=True)
class Source:
    """An article of a story, as numbered there."""

    number: int
    article: Article
    same_origin: int = 0
    """The number of an earlier source of the same origin (one agency's text, say); 0: there is none."""

    @property
    def title(self) -> str:
        """Its title, or that it has none."""
        return plain(self.article.title) or "(untitled)"

    @property
    def name(self) -> str:
        """Outlet and agency, as far as known."""
        outlet = plain(self.article.source) or "unnamed outlet"
        agency = plain(self.article.agency)
        return f"{outlet} ({agency})" if agency and agency != outlet else outlet


def sources_of(story: Story) -> tuple[Source, ...]:
    """The story's articles, numbered from 1."""
    number = {article.id: place for place, article in enumerate(story.cluster.articles, start=1)}
    first = {
        id_: min(number[i] for i in group if i in number)
        for group in story.origin_groups
        for id_ in group
        if id_ in number
    }
    return tuple(
        Source(number[a.id], a, first[a.id] if first.get(a.id, number[a.id]) < number[a.id] else 0)
        for a in story.cluster.articles
    )


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


def span_line(span: tuple[datetime, datetime], digest: Digest) -> str:
    """From when to when, the day said once where it is the same: "7 Jun 2025, 08:00 – 10:30"."""
    first, last = (local(time, digest) for time in span)
    if first == last:
        return first
    same_day = first.rpartition(", ")[0] == last.rpartition(", ")[0]
    return f"{first} – {last.rpartition(', ')[2] if same_day else last}"


def left_out(digest: Digest) -> Iterator[tuple[str, tuple[str, ...]]]:
    """("duplicates" or "skipped", one line for each) as far as there are any: nothing is dropped silently."""
    title = {article.id: article.title for story in digest.stories for article in story.cluster.articles}
    if digest.duplicates:
        yield (
            "duplicates",
            tuple(
                plain(
                    f"{d.item}: {d.reason} as “{title[d.article]}”" if title.get(d.article) else f"{d.item}: {d.reason}"
                )
                for d in digest.duplicates
            ),
        )
    if digest.skipped:
        yield "skipped", tuple(plain(f"{s.item}: {s.reason}") for s in digest.skipped)


def coverage_line(story: Story) -> str:
    """ "5 articles, 4 outlets, 3 independent origins"."""
    articles = len(story.cluster.articles)
    outlets = len({a.source for a in story.cluster.articles if a.source})
    parts = [f"{articles} article{'' if articles == 1 else 's'}"]
    if outlets:
        parts.append(f"{outlets} outlet{'' if outlets == 1 else 's'}")
    parts.append(f"{story.origins} independent origin{'' if story.origins == 1 else 's'}")
    return ", ".join(parts)


def _s(number: int) -> str:
    return "" if number == 1 else "s"


def counts_line(digest: Digest) -> str:
    """Where everything that was read went, in one sentence."""
    c = digest.counts
    return (
        f"{c.read} item{_s(c.read)} read from {c.sources} source{_s(c.sources)}: {c.in_stories} in stories, {c.single} single, "
        f"{c.duplicates} duplicate{_s(c.duplicates)}, {c.out_of_window} outside the window, {c.skipped} skipped."
    )
