"""This run's clusters and the last run's stories -> clusters whose ids stay, and what happened to each story.

A cluster takes the id of the story it shares most articles with; of several the older wins (a merge), and a part that
splits off gets a new id. Stories without a new article for a while are retired; pinned ones never.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Protocol

from summarizer.clusters.decisions import pinned_stories
from summarizer.config import Settings
from summarizer.types import Cluster, Decision, StoryEvent, StoryRecord


class Memory(Protocol):
    """What carrying ids over needs of a store."""

    def stories(self, include_retired: bool = False) -> tuple[StoryRecord, ...]:
        """The stories."""

    def decisions(self) -> tuple[Decision, ...]:
        """The decisions."""

    def save_stories(self, records: Iterable[StoryRecord], happened: Iterable[StoryEvent] = ()) -> None:
        """Keep records and events."""


def carry_over(clusters: Sequence[Cluster], memory: Memory, settings: Settings, now: datetime) -> tuple[Cluster, ...]:
    """The clusters, in their order, with the ids of the stories they continue; the store learns what happened."""
    known = {record.id: record for record in memory.stories(include_retired=True)}
    home = {article: record.id for record in known.values() for article in record.articles}
    ids = _assign(clusters, known, home)
    pinned = pinned_stories(memory.decisions())
    named = tuple(replace(cluster, id=ids[cluster.id]) for cluster in clusters)
    records, happened = [], []
    seen = {article.id for cluster in clusters for article in cluster.articles}
    for cluster in named:
        before = known.get(cluster.id)
        record = _record(cluster, before, seen, cluster.id in pinned, now)
        events = _events(cluster, before, home, known, ids, now)
        if record != before:
            records.append(record)
        happened += events
    current = {cluster.id for cluster in named}
    silence = timedelta(days=settings.retire_days)
    for record in known.values():
        if record.id in current:
            continue
        left = tuple(article for article in record.articles if article not in seen)
        gone = not left
        old = now - record.updated > silence and record.id not in pinned
        if (gone or old) and not record.retired:
            records.append(replace(record, articles=left or record.articles, retired=True))
            why = "its articles went to other stories" if gone else f"no new article for {settings.retire_days:g} days"
            happened.append(StoryEvent(record.id, now, "retired", why))
        elif len(left) != len(record.articles) and left:
            records.append(replace(record, articles=left))
    if records or happened:
        memory.save_stories(records, happened)
    return named


def _assign(clusters: Sequence[Cluster], known: dict[str, StoryRecord], home: dict[str, str]) -> dict[str, str]:
    """Cluster id -> story id: the largest overlaps first, the older story first among equals."""
    wishes = []
    for cluster in clusters:
        shared = Counter(home[article.id] for article in cluster.articles if article.id in home)
        for story, count in shared.items():
            wishes.append((-count, known[story].created, story, cluster.id))
    taken: dict[str, str] = {}
    used: set[str] = set()
    best: dict[str, list[tuple[int, datetime, str]]] = {}
    for count, created, story, cluster_id in sorted(wishes):
        best.setdefault(cluster_id, []).append((count, created, story))
        if cluster_id not in taken and story not in used:
            taken[cluster_id] = story
            used.add(story)
    for cluster in clusters:
        _prefer_older(cluster.id, taken, used, best.get(cluster.id, []), known)
    for cluster in clusters:
        if cluster.id not in taken:
            fresh = cluster.id
            while fresh in known or fresh in used:
                fresh = f"{fresh[:14]}{int(fresh[14:16] or '0', 16) + 1 & 0xFF:02x}"
            taken[cluster.id] = fresh
            used.add(fresh)
    return taken


def _prefer_older(
    cluster: str,
    taken: dict[str, str],
    used: set[str],
    wishes: list[tuple[int, datetime, str]],
    known: dict[str, StoryRecord],
) -> None:
    """When whole stories merged into one cluster, the oldest of them gives its id."""
    current = taken.get(cluster)
    if current is None:
        return
    whole = [
        story
        for count, _, story in wishes
        if -count * 2 >= len(known[story].articles) and (story not in used or story == current)
    ]
    if whole:
        oldest = min(whole, key=lambda story: (known[story].created, story))
        if oldest != current:
            used.discard(current)
            used.add(oldest)
            taken[cluster] = oldest


def _record(cluster: Cluster, before: StoryRecord | None, seen: set[str], pinned: bool, now: datetime) -> StoryRecord:
    ids = tuple(article.id for article in cluster.articles)
    # Articles of the story outside this run's window stay its own.
    kept = tuple(a for a in before.articles if a not in ids and a not in seen) if before else ()
    headline = cluster.articles[0].title or cluster.articles[0].text[:80]
    grown = before is None or any(i not in before.articles for i in ids)
    return StoryRecord(
        id=cluster.id,
        articles=(*ids, *kept),
        created=before.created if before else now,
        updated=now if grown or before is None else before.updated,
        headline=headline,
        keywords=cluster.keywords,
        pinned=pinned,
        retired=False,
    )


def _events(
    cluster: Cluster,
    before: StoryRecord | None,
    home: dict[str, str],
    known: dict[str, StoryRecord],
    ids: dict[str, str],
    now: datetime,
) -> list[StoryEvent]:
    count = len(cluster.articles)
    came_from = Counter(home[a.id] for a in cluster.articles if a.id in home and home[a.id] != cluster.id)
    found = []
    if before is None:
        if came_from:
            other = min(came_from, key=lambda story: (-came_from[story], story))
            found.append(StoryEvent(cluster.id, now, "split", f"split off from {other} with {count} articles", other))
        else:
            found.append(
                StoryEvent(cluster.id, now, "opened", f"opened with {count} article{'s' if count > 1 else ''}")
            )
        return found
    new = sum(a.id not in home for a in cluster.articles)
    if new:
        found.append(StoryEvent(cluster.id, now, "joined", f"{new} new article{'s' if new > 1 else ''}"))
    alive = set(ids.values())
    for other, moved in sorted(came_from.items()):
        if other not in alive:
            found.append(StoryEvent(cluster.id, now, "merged", f"took in {other} with {moved} articles", other))
        else:
            found.append(StoryEvent(cluster.id, now, "moved", f"{moved} articles came from {other}", other))
    return found
