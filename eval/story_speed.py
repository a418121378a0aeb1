"""Stories -> what one costs on each engine, with the same requests for all, and what many cost in one go."""

import resource
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from eval.data import read_stories
from summarizer.config import Settings
from summarizer.errors import InputError
from summarizer.protocols import Candidate, Engine, Job, Request
from summarizer.text import word_count
from summarizer.types import Cluster

ARTICLES = 10


def jobs_of(path: Path, count: int) -> list[Job]:
    """The first stories of at least ten articles, cut to ten; taken again from the first when there are too few."""
    items = [item for item in read_stories(path).items if len(item.articles) >= ARTICLES]
    if not items:
        raise InputError(f"{path} has no story of {ARTICLES} articles.")
    jobs = []
    for number, item in enumerate(islice(cycle(items), count)):
        articles = item.articles[:ARTICLES]
        jobs.append(Job(Cluster(f"{item.id}-{number}", articles), tuple((article.id,) for article in articles)))
    return jobs


class Recorder:
    """An engine that keeps what it is asked."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.asked: list[Request] = []

    @property
    def signature(self) -> str:
        """The engine's."""
        return self._engine.signature

    def generate(self, requests: Sequence[Request]) -> Iterator[tuple[Candidate, ...]]:
        """The engine's answers."""
        self.asked += requests
        return self._engine.generate(requests)

    def close(self) -> None:
        """Free the engine's model."""
        self._engine.close()


def requests_of(jobs: Sequence[Job]) -> list[list[Request]]:
    """What the default model is asked for each story, short and long."""
    from summarizer.summaries.compose import AbstractiveSummarizer
    from summarizer.summaries.models.load import load_engine
    from summarizer.summaries.verification import load_verifier

    engine, card = load_engine(Settings(), "default")
    found = []
    for job in jobs:
        recorder = Recorder(engine)
        list(AbstractiveSummarizer(recorder, card, load_verifier(Settings())).summarize([job]))
        found.append(recorder.asked)
    return found


def engines(
    path: Path, names: Sequence[str], stories: int, rounds: int, beams: int, say: Callable[[str], None]
) -> dict[str, Any]:
    """The same requests on each engine in turn: median seconds a story, and how many times the first's speed that is.

    Tokens are the embedded model's, of the likeliest answers, over all the time an engine took: reading and writing are
    not told apart, and what other beams wrote is not counted. A name is an engine's or a server's address; `beams` replaces the requests' own (0: as they are asked). Beside other
    work the processor's seconds tell more than the clock's; a server's are its own and not counted.
    """
    jobs = jobs_of(path, stories)
    loaded = {name: _engine(name) for name in names}
    asked = requests_of(jobs)
    if beams:
        asked = [[replace(request, beams=beams, candidates=beams) for request in story] for story in asked]
    # Only some engines can be held to the sources' names, and the same work is to be compared.
    asked = [[replace(request, only_from=()) for request in story] for story in asked]
    for engine in loaded.values():
        list(engine.generate(asked[0][:1]))
    seconds: dict[str, list[float]] = {name: [] for name in names}
    cpu: dict[str, list[float]] = {name: [] for name in names}
    texts: dict[str, list[str]] = {name: [] for name in names}
    same: dict[str, int] = dict.fromkeys(names, 0)
    for _ in range(rounds):
        for story in asked:
            first: list[str] = []
            for name, engine in loaded.items():
                began, spent = time.perf_counter(), time.process_time()
                written = [found[0].text for found in engine.generate(story)]
                seconds[name].append(time.perf_counter() - began)
                cpu[name].append(time.process_time() - spent)
                texts[name] += written
                first = first or written
                same[name] += sum(a == b for a, b in zip(first, written, strict=True))
    count = token_counter()
    read = rounds * sum(count(request.prompt) for story in asked for request in story)
    wrote = {name: sum(map(count, written)) for name, written in texts.items()}
    medians = {name: statistics.median(values) for name, values in seconds.items()}
    total = rounds * sum(len(story) for story in asked)
    rows = {
        name: {
            "median_seconds": medians[name],
            "ratio": medians[names[0]] / medians[name],
            "cpu_seconds": statistics.median(cpu[name]),
            "tokens_in_a_second": read / sum(seconds[name]),
            "tokens_out_a_second": wrote[name] / sum(seconds[name]),
            "words_a_story": sum(map(word_count, texts[name])) / rounds / len(asked),
            "same_as_first": same[name] / total,
            "seconds": seconds[name],
            "signature": engine.signature,
        }
        for name, engine in loaded.items()
    }
    for name, row in rows.items():
        say(
            f"{name:28} {row['median_seconds']:7.2f} s a story (processor {row['cpu_seconds']:.2f} s), "
            f"{row['ratio']:.1f} times as fast as {names[0]}, {row['tokens_in_a_second']:.0f} tokens in and "
            f"{row['tokens_out_a_second']:.0f} out a second, {row['same_as_first']:.0%} of the texts as {names[0]}'s"
        )
    return {
        "stories": len(asked),
        "rounds": rounds,
        "requests": [len(story) for story in asked],
        "peak_mb": _peak(),
        "engines": rows,
    }


def token_counter() -> Callable[[str], int]:
    """Text -> its number of tokens for the embedded model. Raises WeightsMissing."""
    import openvino_genai

    from summarizer.summaries.models.weights import require

    tokenizer = openvino_genai.Tokenizer(str(require("smollm2-135m")))
    return lambda text: int(tokenizer.encode(text, add_special_tokens=False).input_ids.data.size)


def _engine(name: str) -> Engine:
    from summarizer.summaries.models.load import load_engine

    if name.startswith("http"):
        return load_engine(Settings(), name)[0]
    return load_engine(Settings(engine=name), "default")[0]


def run(path: Path, model: str, stories: int, say: Callable[[str], None]) -> dict[str, Any]:
    """So many stories of ten articles, short and long, verified, in one go: seconds, the first one's, and peak memory."""
    from summarizer import summaries

    jobs = jobs_of(path, stories)
    began = time.perf_counter()
    made = summaries.load(Settings(model=model))
    ready: list[float] = []
    for _ in made.summarize(jobs):
        ready.append(time.perf_counter() - began)
        if len(ready) % 10 == 0:
            say(f"{len(ready):4} stories in {ready[-1]:.0f} s, peak {_peak():.0f} MB")
    each = sorted(after - before for before, after in zip([0.0, *ready], ready, strict=False))
    say(
        f"{len(ready)} stories of {ARTICLES} articles in {ready[-1]:.1f} s, the first after {ready[0]:.1f} s, "
        f"median {statistics.median(each):.2f} s, nine of ten within {each[int(0.9 * (len(each) - 1))]:.2f} s, "
        f"peak {_peak():.0f} MB"
    )
    return {"stories": len(ready), "seconds": ready[-1], "first": ready[0], "ready": ready, "peak_mb": _peak()}


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
