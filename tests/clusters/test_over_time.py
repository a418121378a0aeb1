"""Stories from run to run: ids that stay, what is told of merges and splits, corrections kept, undone and replayed."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from random import Random
from typing import Any

import pytest

from eval.metrics.clustering import agreement
from summarizer import clusters
from summarizer.clusters import decisions, tokens
from summarizer.clusters.explain import explain
from summarizer.config import Settings
from summarizer.errors import ConstraintError, InputError
from summarizer.pipeline import constraints_of
from summarizer.protocols import Constraints
from summarizer.store import Store, open_store
from summarizer.testing import article
from summarizer.types import Article, Cluster
from tests.clusters.news import NOON, day

SETTINGS = Settings(embeddings="none")
HOUR = timedelta(hours=1)
A = [article(f"Text number {place}.", f"Title {place}") for place in range(10)]


@pytest.fixture
def store() -> Iterator[Store]:
    with open_store(":memory:") as opened:
        yield opened


def carried(store: Store, groups: Sequence[Sequence[int]], hours: float = 0.0) -> list[str]:
    """The ids that clusters of these articles get."""
    made = [Cluster(f"{hash_of(group)}", tuple(A[i] for i in group)) for group in groups]
    return [cluster.id for cluster in clusters.carry_over(made, store, SETTINGS, NOON + hours * HOUR)]


def hash_of(group: Sequence[int]) -> str:
    return "".join(f"{i:02d}" for i in group).ljust(16, "f")


def run(store: Store, articles: Sequence[Article], hours: float) -> dict[str, str]:
    """One run as the pipeline does it: article id -> story id."""
    now = NOON + hours * HOUR
    store.save_articles(articles, now)
    constraints = Constraints(**clusters.decided(store.decisions()))
    found = clusters.load(SETTINGS, store).cluster(articles, constraints)
    return {a.id: c.id for c in clusters.carry_over(found, store, SETTINGS, now) for a in c.articles}


def kinds(store: Store, story: str) -> list[str]:
    return [event.kind for event in store.events(story)]


def test_a_story_keeps_its_id_as_it_grows(store: Store) -> None:
    (first, second) = carried(store, [[0, 1, 2], [3, 4]])
    assert carried(store, [[3, 4, 6], [0, 1, 2, 5]], 1) == [second, first]
    assert kinds(store, first) == ["opened", "joined"]
    assert carried(store, [[3, 4, 6], [0, 1, 2, 5]], 2) == [second, first]
    assert kinds(store, first) == ["opened", "joined"]  # nothing happened, nothing is told


def test_the_older_id_wins_a_merge_and_the_younger_is_retired(store: Store) -> None:
    (old,) = carried(store, [[0, 1]])
    (_, young) = carried(store, [[0, 1], [2, 3, 4]], 1)
    assert carried(store, [[0, 1, 2, 3, 4]], 2) == [old]
    assert kinds(store, old)[-1] == "merged"
    assert store.events(old)[-1].other == young
    assert [record.id for record in store.stories()] == [old]
    assert carried(store, [[0, 1, 2, 3, 4]], 3) == [old]
    assert kinds(store, old).count("merged") == 1


def test_a_part_that_splits_off_gets_a_new_id(store: Store) -> None:
    (whole,) = carried(store, [[0, 1, 2, 3, 4]])
    large, part = carried(store, [[0, 1, 2], [3, 4]], 1)
    assert large == whole
    assert part != whole
    assert [(e.kind, e.other) for e in store.events(part)] == [("split", whole)]


def test_an_article_that_changes_its_story_is_told(store: Store) -> None:
    first, second = carried(store, [[0, 1, 2], [3, 4]])
    assert carried(store, [[0, 1], [2, 3, 4]], 1) == [first, second]
    assert [(e.kind, e.other) for e in store.events(second)][-1] == ("moved", first)


def test_silence_retires_a_story_and_a_new_article_brings_it_back(store: Store) -> None:
    quiet, pinned = carried(store, [[0, 1], [2, 3]])
    decisions.pin(store, pinned, "me", NOON)
    carried(store, [[5, 6]], 24 * 8)
    assert {r.id: r.retired for r in store.stories(include_retired=True)}[quiet]
    assert not {r.id: r.retired for r in store.stories(include_retired=True)}[pinned]
    assert carried(store, [[0, 1, 7]], 24 * 8 + 1) == [quiet]
    assert quiet in {record.id for record in store.stories()}


def test_articles_outside_the_window_follow_their_story_through_a_merge(store: Store) -> None:
    (old,) = carried(store, [[0, 1, 2]])
    _, young = carried(store, [[0, 1, 2], [3, 4, 5]], 1)
    carried(store, [[0, 1, 2, 4, 5]], 2)
    record = next(r for r in store.stories() if r.id == old)
    assert A[3].id in record.articles
    assert young not in {r.id for r in store.stories()}


def test_merge_split_and_move_hold_on_every_later_run_and_undo_restores(store: Store) -> None:
    articles, _ = day(17, [4, 3, 3], 5)
    before = run(store, articles, 0)
    sizes = {story: [a for a in before if before[a] == story] for story in before.values()}
    first, second, third = sorted((s for s in sizes if len(sizes[s]) > 1), key=lambda s: (-len(sizes[s]), s))[:3]

    decisions.merge(store, first, second, "me", NOON)
    merged = run(store, articles, 1)
    assert len({merged[a] for a in (*sizes[first], *sizes[second])}) == 1
    assert decisions.undo(store).kind == "merge"
    assert run(store, articles, 2) == before

    out = sizes[first][0]
    decisions.split(store, first, [out], "me", NOON)
    parted = run(store, articles, 3)
    assert parted[out] not in {parted[a] for a in sizes[first][1:]}
    decisions.undo(store)
    assert run(store, articles, 4) == before

    decisions.move(store, out, third, "me", NOON)
    moved = run(store, articles, 5)
    assert moved[out] == third
    assert all(moved[a] == before[a] for a in before if a != out)
    decisions.undo(store)
    assert run(store, articles, 6) == before


def test_two_corrections_that_contradict_each_other_are_both_named(store: Store) -> None:
    carried(store, [[0, 1, 2], [3, 4], [5, 6]])
    first, second = hash_of([0, 1, 2]), hash_of([3, 4])
    split = decisions.split(store, first, [A[0].id], "me", NOON)
    carried(store, [[0], [1, 2], [3, 4], [5, 6]], 1)
    lone = next(r.id for r in store.stories() if r.articles == (A[0].id,))
    rest = next(r.id for r in store.stories() if A[1].id in r.articles)
    with pytest.raises(ConstraintError, match=rf"merge contradicts decision {split.number} \(split"):
        decisions.merge(store, lone, rest, "me", NOON)
    # Over two steps: 0 with 3, then 3 with 1, though 0 and 1 were parted.
    merge = decisions.merge(store, lone, second, "me", NOON)
    unrelated = decisions.pin(store, hash_of([5, 6]), "me", NOON)
    with pytest.raises(ConstraintError) as refused:
        decisions.merge(store, second, rest, "me", NOON)
    assert f"{split.number} (split" in str(refused.value)
    assert f"{merge.number} (merge" in str(refused.value)
    assert f"{unrelated.number} (pin" not in str(refused.value)
    assert len(store.decisions()) == 3


def test_wrong_names_are_answered(store: Store) -> None:
    carried(store, [[0, 1], [2, 3]])
    with pytest.raises(InputError, match="no story"):
        decisions.pin(store, "zzz", "me", NOON)
    with pytest.raises(InputError, match="2 stories"):
        decisions.pin(store, "0", "me", NOON)
    with pytest.raises(InputError, match="with itself"):
        decisions.merge(store, hash_of([0, 1]), hash_of([0, 1]), "me", NOON)
    with pytest.raises(InputError, match="not all"):
        decisions.split(store, hash_of([0, 1]), [A[0].id, A[1].id], "me", NOON)
    with pytest.raises(InputError, match="nothing to undo"):
        decisions.undo(store)


@pytest.mark.parametrize("seed", [1, 2])
def test_a_hundred_corrections_among_new_arrivals_always_hold_and_undo_restores(seed: int) -> None:
    """After every edit and every arrival all links hold; an edit that is undone leaves every article where it was."""
    random = Random(seed)
    articles, _ = day(23, [4, 4, 3, 3, 2], 10)
    shown = 12
    edits = undone = refused = 0
    with open_store(":memory:") as store:
        label = run(store, articles[:shown], 0)
        hour = 1
        while edits < 100:
            if shown < len(articles) and random.random() < 0.15:
                shown += 1
                label = run(store, articles[:shown], hour)
            before, links_before, count = label, clusters.decided(store.decisions()), len(store.decisions())
            try:
                _edit(store, label, random)
            except (ConstraintError, InputError):
                refused += 1
                assert clusters.decided(store.decisions()) == links_before  # nothing was kept
            edits += 1
            label = _kept(store, articles[:shown], hour)
            if random.random() < 0.4 and len(store.decisions()) > count:
                decisions.undo(store)
                undone += 1
                assert clusters.decided(store.decisions()) == links_before
                label = _kept(store, articles[:shown], hour)
                assert label == before
            hour += 1
    assert edits - refused >= 20
    assert undone >= 5


@pytest.mark.parametrize("kind", ["merge", "split", "move"])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_undo_after_new_arrivals_is_as_if_the_correction_had_never_been(kind: str, seed: int) -> None:
    """The articles of then are where they were, under the same ids; those that came since are where they fit."""
    articles, truth = day(40 + seed, [9, 8, 4], 6)
    early = [a for n, a in enumerate(articles) if n % 2 or truth[a.id] == 2]
    labels = {}
    for corrected in (False, True):
        with open_store(":memory:") as store:
            before = run(store, early, 0)
            first, second = (next(before[a.id] for a in early if truth[a.id] == story) for story in (0, 1))
            inside = [a.id for a in early if before[a.id] == second]
            if corrected and kind == "merge":
                decisions.merge(store, first, second, "me", NOON)
            elif corrected and kind == "split":
                decisions.split(store, second, inside[:2], "me", NOON)
            elif corrected:
                decisions.move(store, inside[0], first, "me", NOON)
            run(store, early, 1)
            then = run(store, articles, 2)
            if corrected:
                assert any(then[a] != before[a] for a in before)
                decisions.undo(store)
                known = {a: r.id for r in store.stories() for a in r.articles}
                assert {a: known[a] for a in before} == before  # at once, before any other run
                assert "undone" in kinds(store, second)
            labels[corrected] = run(store, articles, 3)
            assert {a: labels[corrected][a] for a in before} == before
    assert labels[True] == labels[False]


def _edit(store: Store, label: dict[str, str], random: Random) -> None:
    """One random correction. Raises ConstraintError or InputError when it is refused."""
    records = sorted((r for r in store.stories() if set(r.articles) & set(label)), key=lambda r: r.id)
    one, other = random.choice(records), random.choice(records)
    kind = random.choice(["merge", "split", "move", "pin", "undo"])
    if kind == "merge":
        decisions.merge(store, one.id, other.id, "me", NOON)
    elif kind == "split":
        decisions.split(store, one.id, [random.choice(sorted(one.articles))], "me", NOON)
    elif kind == "move":
        decisions.move(store, random.choice(sorted(one.articles)), other.id, "me", NOON)
    elif kind == "pin":
        decisions.pin(store, one.id, "me", NOON)
    else:
        decisions.undo(store)


def _kept(store: Store, articles: Sequence[Article], hour: int) -> dict[str, str]:
    """A run's labels, after a look that every link holds in them."""
    label = run(store, articles, hour)
    links = clusters.decided(store.decisions())
    assert all(label[a] == label[b] for a, b in links["must_link"] if a in label and b in label)
    assert all(label[a] != label[b] for a, b in links["cannot_link"] if a in label and b in label)
    assert sorted(label) == sorted(a.id for a in articles)
    return label


def test_online_is_nearly_batch_and_articles_stay_where_they_are(store: Store) -> None:
    articles, truth = day(29, [9, 8, 7, 6, 5, 5, 4, 4, 3, 3], 60, hours=30)
    articles.sort(key=lambda a: (a.time or NOON, a.id))
    seen: dict[str, set[str]] = {}
    label: dict[str, str] = {}
    for size in range(20, len(articles) + 20, 20):
        label = run(store, articles[:size], size / 20)
        for id_, story in label.items():
            seen.setdefault(id_, set()).add(story)
    batch = {a.id: c.id for c in clusters.load(SETTINGS).cluster(articles) for a in c.articles}
    wanted = [truth[a.id] for a in articles]
    online_f1 = agreement(wanted, [label[a.id] for a in articles]).b3.f1
    assert online_f1 >= agreement(wanted, [batch[a.id] for a in articles]).b3.f1 - 0.01
    assert sum(len(stories) > 1 for stories in seen.values()) <= 0.1 * len(articles)


def test_the_same_fetches_replay_to_the_same_ids_and_history() -> None:
    articles, _ = day(31, [5, 4, 3], 10)
    told = []
    for _ in range(2):
        with open_store(":memory:") as store:
            labels = [run(store, articles[:size], size) for size in (8, 15, 22)]
            told.append((labels, store.stories(True), [store.events(r.id) for r in store.stories(True)]))
    assert told[0] == told[1]


def test_terms_are_counted_once_between_runs_and_give_the_same_stories(store: Store) -> None:
    articles, _ = day(41, [5, 4, 3], 12)
    more, _ = day(43, [3], 2)
    fresh = clusters.load(SETTINGS).cluster([*articles, *more])
    asked = _Watched(store)
    tokens.forget()
    clusters.load(SETTINGS, asked).cluster(articles)
    assert asked.kept == len(articles)
    tokens.forget()  # as in the next run
    assert clusters.load(SETTINGS, asked).cluster([*articles, *more]) == fresh
    assert asked.kept == len(articles) + len(more)


class _Watched:
    """A store that counts the terms it is given to keep."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.kept = 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def cache(self, kind: str, items: Mapping[str, bytes]) -> None:
        self.kept += len(items) if kind == "terms" else 0
        self._store.cache(kind, items)


def test_why_names_terms_nearest_story_and_how_firm_it_is(store: Store) -> None:
    articles, _ = day(37, [4, 3], 3)
    run(store, articles, 0)
    record = max(store.stories(), key=lambda r: len(r.articles))
    lines = list(explain(record, store, SETTINGS, lambda found: constraints_of(found, store)))
    assert sum(id_ in line for id_ in record.articles for line in lines) == len(record.articles)
    assert all("by: no shared term" not in line for line in lines)
    assert any("at a cut -0.05" in line for line in lines)
    assert any("at a cut +0.05" in line for line in lines)
    changes = any("would fall" in line or "would take in" in line for line in lines)
    assert lines[-1].strip().startswith("flagged" if changes else "firm")


def test_why_groups_as_the_run_did(store: Store) -> None:
    """A correction that parts two stories' look-alikes counts for the explanation too: no line says it falls apart."""
    articles, _ = day(37, [4, 3], 3)
    label = run(store, articles, 0)
    first, second = sorted((r for r in store.stories() if len(r.articles) > 2), key=lambda r: r.id)
    decisions.merge(store, first.id, second.id, "me", NOON)
    label = run(store, articles, 1)
    merged = next(r for r in store.stories() if r.id == label[first.articles[0]])
    assert len(merged.articles) == 7
    lines = list(explain(merged, store, SETTINGS, lambda found: constraints_of(found, store)))
    assert not any("would fall" in line for line in lines)
