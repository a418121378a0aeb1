"""The data that flows: articles -> clusters -> summaries -> digest. Frozen, with aware UTC times; knows no stage.

Every collection is a tuple, every time an aware UTC `datetime`, every offset a character offset into
`Article.text`. What is unknown is `None` or empty, never a guess.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, Literal

Kind = Literal["abstractive", "extractive"]
"""How a sentence came about: written by a model, or taken word for word from an article."""

ConflictKind = Literal["disagreement", "update"]
"""Sources disagree about a figure, or the figure changed over time."""

ChangeKind = Literal["new", "articles", "figures", "summary", "merged", "split", "corrected"]
"""What is different since the story was last summarized."""


def content_id(*parts: str) -> str:
    """Sixteen hex digits that name this content; the parts are kept apart, so ("ab","c") is not ("a","bc")."""
    return sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Article:
    """One article of one outlet, cleaned. `text` is what every evidence offset points into: it never changes."""

    id: str
    title: str
    text: str
    source: str = ""
    url: str = ""
    published: datetime | None = None
    captured: datetime | None = None
    agency: str = ""
    authors: tuple[str, ...] = ()
    language: str = ""
    place: str = ""
    blurb: bool = False
    """The text is only the blurb of a feed: the page behind it could not be had."""
    notes: tuple[str, ...] = ()
    """What a reader of the article should know of it, such as why its date is unknown."""

    @property
    def time(self) -> datetime | None:
        """When it was published, else when it was captured, else None."""
        return self.published or self.captured


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something that was read and not used: which item, and why."""

    item: str
    reason: str


@dataclass(frozen=True, slots=True)
class Duplicate:
    """An exact copy (same address or same text) that was left out in favour of `article` (its id)."""

    item: str
    article: str
    source: str = ""
    url: str = ""
    reason: str = "same text"


@dataclass(frozen=True, slots=True)
class Cluster:
    """The articles about one event, most central first."""

    id: str
    articles: tuple[Article, ...]
    keywords: tuple[str, ...] = ()
    cohesion: float = 1.0
    """Mean similarity of the articles to the story's centre, in [0, 1]; 1 for a single article."""

    @property
    def span(self) -> tuple[datetime, datetime] | None:
        """Earliest and latest known time of its articles, or None."""
        times = [article.time for article in self.articles if article.time]
        return (min(times), max(times)) if times else None


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """A range of an article's text: `text[start:end]` is the evidence, word for word."""

    article: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a summary, with what it rests on. `support` lies in [0, 1]."""

    text: str
    evidence: tuple[Evidence, ...]
    support: float
    kind: Kind


@dataclass(frozen=True, slots=True)
class Summary:
    """What is written about one cluster. `fallbacks` counts, by name, how often a fall-back was used."""

    headline: Sentence
    short: tuple[Sentence, ...]
    long: tuple[Sentence, ...]
    signature: str
    fallbacks: Mapping[str, int] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    """What a reader should know of it, such as that there was too little text for a long summary."""


@dataclass(frozen=True, slots=True)
class ConflictValue:
    """One value of a figure, which articles (ids) give it, and when it was first given."""

    value: str
    articles: tuple[str, ...]
    published: datetime | None = None


@dataclass(frozen=True, slots=True)
class Conflict:
    """A quantity for which the articles of a story give different values."""

    quantity: str
    kind: ConflictKind
    values: tuple[ConflictValue, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is different since the story was last summarized."""

    kind: ChangeKind
    text: str


@dataclass(frozen=True, slots=True)
class Story:
    """A cluster with its summary and what is known of its sources."""

    rank: int
    cluster: Cluster
    summary: Summary
    origin_groups: tuple[tuple[str, ...], ...]
    """Article ids by independent origin: wire copies and near-copies share a group."""
    conflicts: tuple[Conflict, ...] = ()
    changes: tuple[Change, ...] = ()

    @property
    def origins(self) -> int:
        """The number of independent origins."""
        return len(self.origin_groups)


@dataclass(frozen=True, slots=True)
class Window:
    """The time asked about: `start` <= t < `end`, either may be open (None); `timezone` is an IANA name."""

    start: datetime | None
    end: datetime | None
    timezone: str = "UTC"

    def holds(self, time: datetime | None) -> bool:
        """Whether `time` lies in the window; an unknown time only lies in a window open on both sides."""
        if time is None:
            return self.start is None and self.end is None
        return (self.start is None or self.start <= time) and (self.end is None or time < self.end)


@dataclass(frozen=True, slots=True)
class Counts:
    """Where every item went: `read` is the sum of all but `sources` (see `reconcile`)."""

    sources: int = 0
    read: int = 0
    duplicates: int = 0
    out_of_window: int = 0
    skipped: int = 0
    in_stories: int = 0
    single: int = 0

    def reconcile(self) -> bool:
        """Whether nothing was dropped silently."""
        parts = (self.duplicates, self.out_of_window, self.skipped, self.in_stories, self.single)
        return self.read == sum(parts)


@dataclass(frozen=True, slots=True)
class Digest:
    """All that one run found out."""

    title: str
    created: datetime
    window: Window
    stories: tuple[Story, ...]
    skipped: tuple[Skipped, ...]
    duplicates: tuple[Duplicate, ...]
    counts: Counts
    signature: str


@dataclass(frozen=True, slots=True)
class FeedState:
    """What a feed said when it was last read, for asking it whether anything changed."""

    etag: str = ""
    modified: str = ""
    fetched: datetime | None = None


EventKind = Literal["opened", "joined", "left", "merged", "split", "pinned", "unpinned", "moved", "undone", "retired"]
"""What can happen to a story from run to run."""


@dataclass(frozen=True, slots=True)
class StoryRecord:
    """A story as the store remembers it between runs; `articles` are ids, most central first."""

    id: str
    articles: tuple[str, ...]
    created: datetime
    updated: datetime
    """When it last gained an article."""
    headline: str = ""
    keywords: tuple[str, ...] = ()
    pinned: bool = False
    retired: bool = False


@dataclass(frozen=True, slots=True)
class StoryEvent:
    """One thing that happened to a story; `other` is the other story of a merge, a split or a move."""

    story: str
    time: datetime
    kind: EventKind
    text: str
    other: str = ""


@dataclass(frozen=True, slots=True)
class StorySnapshot:
    """A story as it was told once, for saying what changed since."""

    created: datetime
    articles: tuple[str, ...]
    headline: str
    sentences: tuple[str, ...]
    figures: tuple[tuple[str, str], ...]
    """(quantity, value) of every conflicting figure."""

    @classmethod
    def of(cls, story: Story, now: datetime) -> "StorySnapshot":
        """What is told of a story now."""
        figures = tuple((c.quantity, v.value) for c in story.conflicts for v in c.values)
        texts = tuple(s.text for s in (*story.summary.short, *story.summary.long))
        ids = tuple(sorted(article.id for article in story.cluster.articles))
        return cls(now, ids, story.summary.headline.text, texts, figures)

    def told(self) -> tuple[object, ...]:
        """All but the time: two snapshots that are equal in this tell the same."""
        return (self.articles, self.headline, self.sentences, self.figures)

    def row(self) -> dict[str, object]:
        """As JSON can keep it."""
        return {
            "created": self.created.isoformat(),
            "articles": list(self.articles),
            "headline": self.headline,
            "sentences": list(self.sentences),
            "figures": [list(pair) for pair in self.figures],
        }

    @classmethod
    def from_row(cls, row: Mapping[str, Any]) -> "StorySnapshot":
        """The inverse of `row`."""
        figures = tuple((str(q), str(v)) for q, v in row["figures"])
        created = datetime.fromisoformat(row["created"])
        return cls(created, tuple(row["articles"]), row["headline"], tuple(row["sentences"]), figures)


DecisionKind = Literal["merge", "split", "pin", "unpin", "move"]


@dataclass(frozen=True, slots=True)
class Decision:
    """A person's correction: what was asked, and the links it stands for, replayed on every run until undone."""

    number: int
    """1, 2, 3 … in the order they were taken; 0 before the store has numbered it."""
    kind: DecisionKind
    story: str
    other: str = ""
    articles: tuple[str, ...] = ()
    must_link: tuple[tuple[str, str], ...] = ()
    cannot_link: tuple[tuple[str, str], ...] = ()
    author: str = ""
    time: datetime | None = None
    undone: bool = False
    before: tuple[StoryRecord, ...] = ()
    """The stories that it touched, as they were when it was taken."""


def utc_iso(time: datetime | None) -> str | None:
    """The time in UTC as `2025-06-07T08:09:10Z`, or None."""
    return time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if time else None
