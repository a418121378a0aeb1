"""Stages -> seconds and memory, measured in one run."""

import resource
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

from summarizer.clusters.default import DefaultClusterer, clusters_of
from summarizer.commands.progress import StageTimes
from summarizer.config import Settings
from summarizer.types import Article, content_id


def stream(count: int, seed: int = 0) -> list[Article]:
    """Invented articles: a vocabulary that grows as Heaps' law has it, stories of geometric size within a day."""
    rng = np.random.default_rng(seed)
    articles: list[Article] = []
    story = 0
    while len(articles) < count:
        story += 1
        vocabulary = int(40 * (len(articles) + 10) ** 0.6) + 500
        topic = rng.zipf(1.3, 400) % vocabulary
        names = [f"name{story}x{i}" for i in range(4)]
        when = 1_750_000_000 + float(rng.uniform(0, 86_400))
        for _ in range(min(count - len(articles), int(rng.geometric(0.4)))):
            body = [f"w{word}" for word in rng.choice(topic, 120)] + names * 2
            rng.shuffle(body)
            text = " ".join(body)
            title = " ".join([*names[:2], *(f"w{word}" for word in rng.choice(topic, 5))])
            published = datetime.fromtimestamp(when + float(rng.uniform(0, 7200)), UTC)
            articles.append(
                Article(
                    content_id(text), title, text, f"outlet {len(articles) % 40}", published=published, language="en"
                )
            )
    return articles


def clusters(sizes: Sequence[int], say: Callable[[str], None]) -> dict[str, Any]:
    """Seconds, candidate pairs and peak memory over growing streams, with the fitted exponents."""
    rows: list[dict[str, Any]] = []
    for size in sizes:
        articles = stream(size, seed=size)  # not those of the size before, whose terms are counted already
        times = StageTimes()
        began = time.perf_counter()
        clusterer = DefaultClusterer()
        space = clusterer.space(articles, progress=times)
        times.start("stories")
        found = clusters_of(space, clusterer.labels(space))
        times.finish("stories")
        seconds = time.perf_counter() - began
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        rows.append(
            {
                "articles": size,
                "seconds": seconds,
                "stories": len(found),
                "pairs": space.graph.candidates,
                "peak_mb": peak,
                "stages": times.seconds,
            }
        )
        steps = ", ".join(f"{name} {value:.1f}" for name, value in times.seconds.items())
        say(f"{size:7} articles {seconds:7.1f} s  {space.graph.candidates:10} pairs  {peak:6.0f} MB  ({steps})")
    logs = np.log([[r["articles"], r["seconds"], r["pairs"]] for r in rows])
    fitted = {
        name: float(np.polyfit(logs[:, 0], logs[:, column], 1)[0]) if len(rows) > 1 else None
        for name, column in (("seconds", 1), ("pairs", 2))
    }
    say(f"exponents: seconds {fitted['seconds']}, pairs {fitted['pairs']}")
    return {"rows": rows, "exponents": fitted}


def digest(samples: Path, model: str, say: Callable[[str], None]) -> dict[str, Any]:
    """The samples' digest, ten stories, stage by stage, with the time to the first story."""
    from summarizer import pipeline

    settings = Settings(offline=True, cluster="24h", model=model)
    now = datetime(2026, 1, 15, 12, tzinfo=UTC)
    times = StageTimes()
    began = time.perf_counter()
    gathered = pipeline.gather([str(samples / "articles")], settings, now=now, progress=times)
    first = None
    count = 0
    for _ in pipeline.tell(gathered, settings, now=now, progress=times):
        first = first or time.perf_counter() - began
        count += 1
    whole = time.perf_counter() - began
    say(f"{count} stories in {whole:.1f} s, the first after {first or 0:.1f} s")
    return {"seconds": whole, "first": first, "stages": times.seconds}
