"""Labelled articles in order of time, in fetches -> how online grouping compares with batch, and whether ids replay.

Measured: B-cubed F1 after the last fetch against the batch over the same articles, and the share of articles that were
ever in more than one story (an article that followed its story into a merge counts as changed).
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from eval.labelled import read_labelled
from eval.metrics.clustering import agreement
from summarizer import __version__, clusters
from summarizer.config import Settings
from summarizer.store import open_store
from summarizer.types import Article

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def run(path: Path, fetch: int, limit: int, embeddings: bool, say: Callable[[str], None]) -> dict[str, Any]:
    """The figures of one file, in fetches of `fetch` articles."""
    labelled = read_labelled(path, limit)
    articles = labelled.articles
    truth = dict(zip((a.id for a in articles), labelled.labels, strict=True))
    ordered = sorted(articles, key=lambda a: (a.published or EPOCH, a.id))
    settings = replace(Settings(), embeddings="minilm" if embeddings else "none")
    clusterer = clusters.load(settings)
    batch = {a.id: c.id for c in clusterer.cluster(ordered) for a in c.articles}
    online, changed, history = arrive(ordered, fetch, settings, say)
    again = arrive(ordered, fetch, settings, lambda _: None)[2]
    wanted = [truth[a.id] for a in ordered]
    found = {
        "articles": len(ordered),
        "batch_f1": agreement(wanted, [batch[a.id] for a in ordered]).b3.f1,
        "online_f1": agreement(wanted, [online[a.id] for a in ordered]).b3.f1,
        "changed": changed / len(ordered),
        "replays": again == history,
        "unscored": len(labelled.problems),
        "signature": f"online|v:{__version__}|{clusterer.signature}|fetch:{fetch}|data:{path.name}:{labelled.sha256[:8]}"
        f":{len(ordered)}",
    }
    for problem in labelled.problems:
        say(problem)
    say(
        f"{path.name}: online {found['online_f1']:.3f}, batch {found['batch_f1']:.3f}, "
        f"{found['changed']:.1%} of articles ever change their story, history replays: {found['replays']}"
    )
    return found


def arrive(
    ordered: Sequence[Article], fetch: int, settings: Settings, say: Callable[[str], None]
) -> tuple[dict[str, str], int, list[tuple[Any, ...]]]:
    """Each article's last story, how many were ever in another, and every story with its events."""
    stories: dict[str, set[str]] = {}
    label: dict[str, str] = {}
    with open_store(":memory:") as store:
        for end in range(fetch, len(ordered) + fetch, fetch):
            so_far = ordered[:end]
            now = max((a.published or EPOCH for a in so_far), default=EPOCH)
            found = clusters.load(settings, store).cluster(so_far)
            label = {a.id: c.id for c in clusters.carry_over(found, store, settings, now) for a in c.articles}
            for id_, story in label.items():
                stories.setdefault(id_, set()).add(story)
            if end % (fetch * 5) == 0:
                say(f"{end} articles, {len(set(label.values()))} stories")
        history = [(record, store.events(record.id)) for record in store.stories(include_retired=True)]
    return label, sum(len(names) > 1 for names in stories.values()), history
