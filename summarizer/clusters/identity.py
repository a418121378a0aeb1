"""This run's clusters and the last run's stories -> clusters whose ids stay, and what happened to each story.

A cluster takes the id of the story it shares most articles with; of several the older wins (a merge), and a part that
splits off gets a new id, or the one it had before it was merged away. Stories without a new article for a while are
retired; pinned ones never.
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
    # A retired story keeps its articles, so that it can come back; where a living one has them too, they are there.
    home: dict[str, str] = {}
    for record in sorted(known.values(), key=lambda record: (not record.retired, record.id)):
        home.update(dict.fromkeys(record.articles, record.id))
    pinned = pinned_stories(memory.decisions())
    ids = _assign(clusters, known, pinned)
    named = tuple(replace(cluster, id=ids[cluster.id]) for cluster in clusters)
    silence = timedelta(days=settings.retire_days)
    records: list[StoryRecord] = []
    happened: list[StoryEvent] = []
    seen = {article.id for cluster in clusters for article in cluster.articles}
    for cluster in named:
        before = known.get(cluster.id)
        record = _record(cluster, before, seen, cluster.id in pinned, now)
        if now - record.updated > silence and not record.pinned:
            record = replace(record, retired=True)
        events = _events(cluster, before, record.retired, home, ids, settings, now)
        if record != before:
            records.append(record)
        happened += events
    current = {cluster.id for cluster in named}
    now_in = {article.id: cluster.id for cluster in named for article in cluster.articles}
    follow: dict[str, list[str]] = {}
    for record in known.values():
        if record.id in current or record.retired:
            continue
        taken = Counter(now_in[article] for article in record.articles if article in now_in)
        if taken:
            # Merged away: its articles outside this run's window follow those inside.
            taker = min(taken, key=lambda name: (-taken[name], name))
            follow.setdefault(taker, []).extend(article for article in record.articles if article not in now_in)
            records.append(replace(record, retired=True))
            happened.append(StoryEvent(record.id, now, "retired", f"its articles went to {taker}", taker))
        elif now - record.updated > silence and record.id not in pinned:
            records.append(replace(record, retired=True))
            happened.append(StoryEvent(record.id, now, "retired", f"no new article for {settings.retire_days:g} days"))
    for cluster in named:
        more = follow.get(cluster.id)
        if more:
            record = next((r for r in records if r.id == cluster.id), None) or known[cluster.id]
            records = [r for r in records if r.id != cluster.id]
            records.append(replace(record, articles=(*record.articles, *(a for a in more if a not in record.articles))))
    if records or happened:
        memory.save_stories(records, happened)
    return named


def homes(memory: Memory) -> dict[str, str]:
    """Article id -> its story at the last run, or as an undone correction restored it."""
    known = sorted(memory.stories(include_retired=True), key=lambda record: (not record.retired, record.id))
    return {article: record.id for record in known for article in record.articles}


def _assign(clusters: Sequence[Cluster], known: dict[str, StoryRecord], pinned: frozenset[str]) -> dict[str, str]:
    """Cluster id -> story id: the largest overlaps first, then the likest, then the oldest story.

    That the likest counts lets an undone merge find both its former ids again.
    """
    stories_of: dict[str, list[str]] = {}
    for record in known.values():
        for article in record.articles:
            stories_of.setdefault(article, []).append(record.id)
    wishes = []
    for cluster in clusters:
        shared = Counter(story for article in cluster.articles for story in stories_of.get(article.id, []))
        for story, count in shared.items():
            likeness = count / (len(cluster.articles) + len(known[story].articles) - count)
            wishes.append((-count, -likeness, known[story].created, story, cluster.id))
    taken: dict[str, str] = {}
    used: set[str] = set()
    best: dict[str, list[tuple[int, datetime, str]]] = {}
    for count, _, created, story, cluster_id in sorted(wishes):
        best.setdefault(cluster_id, []).append((count, created, story))
        if cluster_id not in taken and story not in used:
            taken[cluster_id] = story
            used.add(story)
    for cluster in clusters:
        _prefer_older(cluster.id, taken, used, best.get(cluster.id, []), known, pinned)
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
    pinned: frozenset[str],
) -> None:
    """When whole stories merged into one cluster, the oldest of them gives its id, a pinned one before others."""
    current = taken.get(cluster)
    if current is None:
        return
    whole = [
        story
        for count, _, story in wishes
        if -count * 2 >= len(known[story].articles)
        and (story == current or (story not in used and not known[story].retired))
    ]
    if whole:
        oldest = min(whole, key=lambda story: (story not in pinned, known[story].created, story))
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
    retires: bool,
    home: dict[str, str],
    ids: dict[str, str],
    settings: Settings,
    now: datetime,
) -> list[StoryEvent]:
    story, alive = cluster.id, set(ids.values())
    came_from = Counter(home[a.id] for a in cluster.articles if a.id in home and home[a.id] != story)
    new = sum(a.id not in home for a in cluster.articles)
    found: list[StoryEvent] = []
    if before is None and not came_from:
        return [StoryEvent(story, now, "opened", f"opened with {_articles(new)}")]
    if (before is None or before.retired) and came_from:
        other = min(came_from, key=lambda name: (-came_from[name], name))
        found.append(StoryEvent(story, now, "split", f"split off from {other} with {_articles(came_from[other])}", other))  # fmt: skip
        del came_from[other]
    elif before is not None and before.retired and not retires:
        found.append(StoryEvent(story, now, "opened", "opened again"))
    if new:
        found.append(StoryEvent(story, now, "joined", f"{_articles(new)} joined"))
    for other, moved in sorted(came_from.items()):
        if other not in alive:
            found.append(StoryEvent(story, now, "merged", f"took in {other} with {_articles(moved)}", other))
        else:
            found.append(StoryEvent(story, now, "moved", f"{_articles(moved)} came from {other}", other))
    if before is not None and retires and not before.retired:
        found.append(StoryEvent(story, now, "retired", f"no new article for {settings.retire_days:g} days"))
    return found


def _articles(count: int) -> str:
    return f"{count} article{'' if count == 1 else 's'}"
