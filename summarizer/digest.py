"""stories -> a digest: rank, what changed, title, signature. Knows nothing of where stories come from."""

import math
from collections.abc import Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from summarizer.config import Settings
from summarizer.types import Change, Cluster, Counts, Story, StorySnapshot, Window, content_id

HALF_LIFE_HOURS = 24.0


def rank(
    clusters: Sequence[Cluster], origins: Mapping[str, tuple[tuple[str, ...], ...]], now: datetime
) -> tuple[Cluster, ...]:
    """The most important stories first: independent origins, then size, freshness and spread of outlets.

    Score: log2(1 + origins) + 0.5 log2(1 + articles) + 0.5 freshness + 0.25 log2(1 + outlets), freshness halving with
    each day since the latest article. Ties go by id.
    """

    def score(cluster: Cluster) -> float:
        outlets = len({article.source for article in cluster.articles if article.source})
        span = cluster.span
        age = max(0.0, (now - span[1]).total_seconds() / 3600) if span else HALF_LIFE_HOURS
        return (
            math.log2(1 + len(origins.get(cluster.id, ())))
            + 0.5 * math.log2(1 + len(cluster.articles))
            + 0.5 * math.exp2(-age / HALF_LIFE_HOURS)
            + 0.25 * math.log2(1 + outlets)
        )

    return tuple(sorted(clusters, key=lambda c: (-round(score(c), 9), c.id)))


def changes(story: Story, before: StorySnapshot | None) -> tuple[Change, ...]:
    """What is different from the last time the story was told otherwise; a story never told is new."""
    if before is None:
        return (Change("new", f"new: {_count(len(story.cluster.articles), 'article')}"),)
    found = []
    added = [a for a in story.cluster.articles if a.id not in before.articles]
    gone = len(set(before.articles) - {a.id for a in story.cluster.articles})
    if added:
        outlets = sorted({a.source for a in added if a.source})
        by = f" from {', '.join(outlets[:5])}" if outlets else ""
        found.append(Change("articles", f"{_count(len(added), 'new article')}{by}"))
    if gone:
        found.append(Change("articles", f"{_count(gone, 'article')} left the story or the window"))
    known = set(before.figures)
    for conflict in story.conflicts:
        new = [v.value for v in conflict.values if (conflict.quantity, v.value) not in known]
        if new:
            found.append(Change("figures", f"{conflict.quantity}: now also {', '.join(new)}"))
    if story.summary.headline.text != before.headline:
        found.append(Change("summary", f"headline was: {before.headline}"))
    elif {s.text for s in (*story.summary.short, *story.summary.long)} != set(before.sentences):
        found.append(Change("summary", "the summary was rewritten"))
    return tuple(found)


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"


def title(window: Window, now: datetime) -> str:
    """What the digest is called, in its time zone: "News of 7 June 2025", "News of 1–7 June 2025" …"""
    zone = ZoneInfo(window.timezone)
    if window.start is None or window.end is None:
        return f"News up to {_day(now.astimezone(zone))}"
    first = window.start.astimezone(zone)
    last = datetime.fromtimestamp(window.end.timestamp() - 1, zone)
    if first.date() == last.date():
        return f"News of {_day(first)}"
    if (last - first).total_seconds() <= 25 * 3600:
        end = window.end.astimezone(zone)
        return f"News of the 24 hours to {_day(end)}, {end:%H:%M}"
    if (first.year, first.month) == (last.year, last.month):
        return f"News of {first.day}–{_day(last)}"
    return f"News of {_day(first)} to {_day(last)}"


def _day(time: datetime) -> str:
    return f"{time.day} {time:%B %Y}"


def why_nothing(counts: Counts, min_articles: int) -> tuple[str, str]:
    """Why there is no story, and what to do: message and hint."""
    if counts.read == 0:
        return "Nothing was read.", "Name a source, or add one with `summarize sources add ADDRESS`."
    if counts.single:
        return (
            f"No story has {min_articles} or more articles ({counts.single} stand alone).",
            "Try --min-articles 1, or a longer time with --cluster 7d.",
        )
    if counts.out_of_window:
        return f"All {counts.out_of_window} articles lie outside the window.", "Try --cluster all or --cluster 7d."
    return f"None of the {counts.read} items could be used.", "The reasons are above; -v lists them all."


def signature(version: str, settings: Settings, clusterer: str, summarizer: str) -> str:
    """Everything that made the digest, and a short hash of it in front."""
    limits = f"min:{settings.min_articles}|words:{settings.words_short}/{settings.words_long}|seed:{settings.seed}"
    whole = f"v{version}|{clusterer}|{summarizer}|{limits}|lang:{settings.language or 'any'}"
    return f"{content_id(whole)[:8]}|{whole}"
