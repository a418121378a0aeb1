"""A system's name -> what writes a text for an item: models, baselines, the oracle, other people's outputs."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from eval.data import Item
from eval.metrics.rouge155 import Rouge155
from eval.peers import Outputs, Sumy
from summarizer.config import Settings
from summarizer.errors import InputError
from summarizer.protocols import Job, Lengths
from summarizer.text import sentences, word_count
from summarizer.types import Article, Cluster, Evidence, Sentence


@dataclass(frozen=True, slots=True)
class Output:
    """What a system wrote for one item, and how long it took."""

    sentences: tuple[Sentence, ...]
    headline: str
    seconds: float | None
    """None where nobody timed it."""
    signature: str = ""
    """What wrote it: method or model, weights, prompts, versions."""
    fallbacks: Mapping[str, int] = field(default_factory=dict)
    """How often which fall-back was used, by name."""

    @property
    def text(self) -> str:
        """The sentences, joined."""
        return " ".join(sentence.text for sentence in self.sentences)


System = Callable[[Item, int, str], Output]
"""(item, words, "short" or "long") -> output."""


def load_system(name: str, settings: Settings) -> System:
    """The system of that name. Raises ConfigError for a name nobody knows, or a package that is not installed."""
    if name in _BASELINES:
        return _timed(_BASELINES[name], name)
    if name.startswith("file:"):
        return _from_file(name.removeprefix("file:"))
    if name.startswith("sumy-"):
        sumy = Sumy(name.removeprefix("sumy-"))
        return _timed(sumy, sumy.signature)
    if name.startswith("unverified:"):
        from eval.unverified import Unverified

        unverified = Unverified(name.removeprefix("unverified:"), settings)
        return _timed(unverified, unverified.signature)
    return _summarizer(name, settings)


def check_names(names: Sequence[str], settings: Settings) -> None:
    """Refuse a name nobody knows before anything is written, not after hours; no model is loaded.

    Raises ConfigError, or InputError for a file of outputs that cannot be used.
    """
    from summarizer.summaries import EXTRACTIVE
    from summarizer.summaries.models.table import card_of

    for name in names:
        if name.startswith(("file:", "sumy-")):
            load_system(name, settings)
        elif name not in _BASELINES and name not in EXTRACTIVE:
            card_of(name.removeprefix("unverified:").split("#")[0])


def _timed(method: Callable[[Item, int], Sequence[Sentence]], signature: str) -> System:
    def run(item: Item, words: int, length: str) -> Output:
        began = time.perf_counter()
        found = tuple(method(item, words))
        title = item.articles[0].title
        return Output(found, title, time.perf_counter() - began, signature)

    return run


def _summarizer(name: str, settings: Settings) -> System:
    from dataclasses import replace

    from summarizer import summaries

    made = summaries.load(replace(settings, model=name))

    def run(item: Item, words: int, length: str) -> Output:
        lengths = Lengths(words, min(words, 120), words, want_short=length == "short", want_long=length == "long")
        cluster = Cluster(item.id, item.articles)
        job = Job(cluster, tuple((article.id,) for article in item.articles), lengths)
        began = time.perf_counter()
        summary = next(iter(made.summarize([job])))
        seconds = time.perf_counter() - began
        told = summary.short if length == "short" else summary.long
        return Output(told, summary.headline.text, seconds, summary.signature, summary.fallbacks)

    return run


def _spans(article: Article) -> list[Sentence]:
    return [
        Sentence(article.text[a:b], (Evidence(article.id, a, b),), 1.0, "extractive")
        for a, b in sentences(article.text)
    ]


def _lead_per_document(item: Item, words: int) -> Sequence[Sentence]:
    """One sentence a document in turn, from the beginning of each, within the budget; told document by document.

    A document whose next sentence does not fit is left there. At least one sentence.
    """
    left = {article.id: _spans(article) for article in item.articles}
    kept: dict[str, list[Sentence]] = {article.id: [] for article in item.articles}
    used = 0
    while any(left.values()):
        for name, waiting in left.items():
            if not waiting:
                continue
            size = word_count(waiting[0].text)
            if used and used + size > words:
                waiting.clear()
            else:
                kept[name].append(waiting.pop(0))
                used += size
    return [sentence for own in kept.values() for sentence in own]


def _title(item: Item, words: int) -> Sequence[Sentence]:
    """The first article's title."""
    article = item.articles[0]
    end = len(article.text)
    return [Sentence(article.title or article.text[:80], (Evidence(article.id, 0, end),), 1.0, "extractive")]


def _oracle(item: Item, words: int) -> Sequence[Sentence]:
    """The ceiling of choosing sentences: greedy by ROUGE-2 plus ROUGE-1 against the references."""
    if not item.references:
        raise InputError("the oracle needs a reference.")
    rouge = Rouge155()
    references = [[reference] for reference in item.references]
    pool = [s for article in item.articles for s in _spans(article)][:250]
    chosen: list[int] = []
    best = 0.0
    while True:
        gains = []
        for index, sentence in enumerate(pool):
            texts = [pool[i].text for i in chosen] + [sentence.text]
            if index in chosen or sum(word_count(t) for t in texts) > words:
                continue
            scores = rouge.score(texts, references, ("rouge1", "rouge2"))
            gains.append((scores["rouge1"].f + scores["rouge2"].f, -index))
        if not gains or max(gains)[0] <= best + 1e-9:
            return [pool[i] for i in sorted(chosen)]
        best, index = max(gains)
        chosen.append(-index)


_BASELINES: dict[str, Callable[[Item, int], Sequence[Sentence]]] = {
    "lead-per-document": _lead_per_document,
    "title": _title,
    "oracle": _oracle,
}


def _from_file(name: str) -> System:
    outputs = Outputs(name)

    def run(item: Item, words: int, length: str) -> Output:
        found, headline = outputs(item)
        return Output(found, headline, None, outputs.signature)

    return run
