"""A person's corrections of stories -> links between articles that every later run keeps, until they are undone."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import combinations
from typing import Protocol

from summarizer.clusters.constraints import groups_of
from summarizer.errors import ConstraintError, InputError
from summarizer.types import Decision, StoryEvent, StoryRecord

Links = tuple[tuple[str, str], ...]


class Desk(Protocol):
    """What correcting needs of a store."""

    def stories(self, include_retired: bool = False) -> tuple[StoryRecord, ...]:
        """The stories."""

    def decisions(self) -> tuple[Decision, ...]:
        """The decisions so far."""

    def add_decision(self, decision: Decision) -> Decision:
        """Keep one."""

    def set_undone(self, number: int, undone: bool = True) -> None:
        """Undo one."""

    def save_stories(self, records: Iterable[StoryRecord], happened: Iterable[StoryEvent] = ()) -> None:
        """Keep records and events."""


def decided(decisions: Sequence[Decision]) -> dict[str, Links]:
    """The links of all decisions that stand, as `must_link` and `cannot_link`; of two that disagree the later wins."""
    must: dict[tuple[str, str], None] = {}
    cannot: dict[tuple[str, str], None] = {}
    for decision in decisions:
        if decision.undone:
            continue
        for pair in map(_ordered, decision.must_link):
            cannot.pop(pair, None)
            must[pair] = None
        for pair in map(_ordered, decision.cannot_link):
            must.pop(pair, None)
            cannot[pair] = None
    return {"must_link": tuple(must), "cannot_link": tuple(cannot)}


def _ordered(pair: tuple[str, str]) -> tuple[str, str]:
    return (pair[0], pair[1]) if pair[0] <= pair[1] else (pair[1], pair[0])


def find(desk: Desk, name: str) -> StoryRecord:
    """The story with this id, or the only one whose id begins so. Raises InputError otherwise."""
    matches = [record for record in desk.stories(include_retired=True) if record.id.startswith(name)]
    exact = [record for record in matches if record.id == name]
    if exact:
        return exact[0]
    if len(matches) != 1 or not name:
        reason = "no story" if not matches else f"{len(matches)} stories"
        raise InputError(f"{name!r} names {reason}.", "`summarize stories list` shows them.")
    return matches[0]


def merge(desk: Desk, first: str, second: str, author: str, now: datetime) -> Decision:
    """Make two stories one, now and on every later run."""
    a, b = find(desk, first), find(desk, second)
    if a.id == b.id:
        raise InputError("A story cannot be merged with itself.")
    links = tuple(_ordered((a.articles[0], other)) for other in (*a.articles[1:], *b.articles))
    return _add(desk, Decision(0, "merge", a.id, b.id, must_link=links, author=author, time=now))


def split(desk: Desk, story: str, articles: Sequence[str], author: str, now: datetime) -> Decision:
    """Take articles out of a story, into one of their own."""
    record = find(desk, story)
    out = [_article(record, name) for name in articles]
    rest = [article for article in record.articles if article not in out]
    if not out or not rest:
        raise InputError("Name some, but not all, of the story's articles.", "`summarize stories show ID` lists them.")
    together = tuple(_ordered((out[0], other)) for other in out[1:])
    apart = tuple(_ordered((a, b)) for a in out for b in rest)
    return _add(desk, Decision(0, "split", record.id, articles=tuple(out), must_link=together, cannot_link=apart, author=author, time=now))  # fmt: skip


def move(desk: Desk, article: str, story: str, author: str, now: datetime) -> Decision:
    """Take an article out of its story and put it into another."""
    target = find(desk, story)
    living_first = sorted(desk.stories(include_retired=True), key=lambda record: record.retired)
    home = next((r for r in living_first if any(a.startswith(article) for a in r.articles)), None)
    if home is None:
        raise InputError(f"{article!r} is in no story.", "`summarize stories show ID` lists a story's articles.")
    moved = _article(home, article)
    if home.id == target.id:
        raise InputError("The article is in that story already.")
    apart = tuple(_ordered((moved, other)) for other in home.articles if other != moved)
    together = (_ordered((moved, target.articles[0])),)
    return _add(desk, Decision(0, "move", target.id, home.id, (moved,), together, apart, author, now))


def pin(desk: Desk, story: str, author: str, now: datetime, pinned: bool = True) -> Decision:
    """Keep a story's articles together and the story alive; or let it go again."""
    record = find(desk, story)
    links = tuple(_ordered(pair) for pair in combinations(record.articles[:50], 2)) if pinned else ()
    return _add(desk, Decision(0, "pin" if pinned else "unpin", record.id, must_link=links, author=author, time=now))


def undo(desk: Desk, now: datetime | None = None) -> Decision:
    """Undo the last decision that stands. Raises InputError when there is none.

    The stories that it touched have the articles of then again, at once. What arrived since stays with the story it is
    in; the next run moves it where it fits.
    """
    standing = [decision for decision in desk.decisions() if not decision.undone]
    if not standing:
        raise InputError("There is nothing to undo.")
    last = standing[-1]
    records = _restored(last.before, desk.stories(include_retired=True))
    time = now or datetime.now(UTC)
    text = f"the {last.kind} was undone"
    desk.save_stories(records, [StoryEvent(record.id, time, "undone", text) for record in records])
    desk.set_undone(last.number)
    return last


def _restored(before: Sequence[StoryRecord], now: Sequence[StoryRecord]) -> list[StoryRecord]:
    """The records that change when the stories of `before` have their articles again."""
    former = {record.id: record for record in before}
    home = {article: record.id for record in before for article in record.articles}
    found: list[StoryRecord] = []
    for record in now:
        then = former.get(record.id)
        kept = tuple(article for article in record.articles if home.get(article, record.id) == record.id)
        if then is not None:
            since = tuple(article for article in kept if article not in then.articles)
            updated = max(record.updated, then.updated) if since else then.updated
            fresh = replace(then, articles=(*then.articles, *since), updated=updated)
        elif kept:
            fresh = replace(record, articles=kept)
        else:
            fresh = replace(record, retired=True)  # the decision made it, and nothing came since
        if fresh != record:
            found.append(fresh)
    return found


def pinned_stories(decisions: Sequence[Decision]) -> frozenset[str]:
    """The ids of the stories that are pinned now."""
    pinned: set[str] = set()
    for decision in decisions:
        if not decision.undone and decision.kind == "pin":
            pinned.add(decision.story)
        if not decision.undone and decision.kind == "unpin":
            pinned.discard(decision.story)
    return frozenset(pinned)


def _article(record: StoryRecord, name: str) -> str:
    matches = [article for article in record.articles if article.startswith(name)]
    if len(matches) != 1 or not name:
        raise InputError(f"{name!r} is not one article of the story.", "`summarize stories show ID` lists them.")
    return matches[0]


def _add(desk: Desk, decision: Decision) -> Decision:
    """Keep the decision if it can stand with the others; else name the one it contradicts."""
    earlier = [d for d in desk.decisions() if not d.undone]
    decision = replace(decision, before=_touched(desk, decision))
    for other in reversed(earlier):
        links = decided([other, decision])
        if _contradict(links) or _opposed(other, decision):
            raise ConstraintError(
                f"This {decision.kind} contradicts decision {other.number} ({other.kind} of story {other.story}).",
                "Undo that one first: `summarize stories undo`.",
            )
    if _contradict(decided([*earlier, decision])):
        # Leave out whatever is not needed for the contradiction, so that the message names the guilty ones only.
        guilty = earlier
        for other in earlier:
            rest = [d for d in guilty if d is not other]
            if _contradict(decided([*rest, decision])):
                guilty = rest
        names = " and ".join(f"{d.number} ({d.kind} of story {d.story})" for d in guilty)
        raise ConstraintError(
            f"This {decision.kind} contradicts decisions {names} together.",
            "Undo one of them first: `summarize stories undo`.",
        )
    return desk.add_decision(decision)


def _touched(desk: Desk, decision: Decision) -> tuple[StoryRecord, ...]:
    """The stories with an article that the decision speaks of; of a living and a retired one with it, the living."""
    spoken = {article for pair in (*decision.must_link, *decision.cannot_link) for article in pair}
    found, taken = [], set[str]()
    for record in sorted(desk.stories(include_retired=True), key=lambda record: (record.retired, record.id)):
        if spoken & set(record.articles) - taken:
            found.append(replace(record, articles=tuple(a for a in record.articles if a not in taken)))
            taken.update(record.articles)
    return tuple(found)


def _opposed(one: Decision, other: Decision) -> bool:
    """Whether one demands a pair together that the other demands apart, directly."""
    must = {*map(_ordered, one.must_link)} & {*map(_ordered, other.cannot_link)}
    apart = {*map(_ordered, one.cannot_link)} & {*map(_ordered, other.must_link)}
    return bool(must or apart)


def _contradict(links: dict[str, Links]) -> bool:
    names = sorted({name for pairs in links.values() for pair in pairs for name in pair})
    place = {name: index for index, name in enumerate(names)}
    tied = groups_of(len(names), [(place[a], place[b]) for a, b in links["must_link"]])
    return any(tied[place[a]] == tied[place[b]] for a, b in links["cannot_link"])
