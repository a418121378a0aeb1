"""What the interchangeable parts look like to the pipeline; each is a small protocol with several implementations."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable

from summarizer.types import Article, Cluster, Digest, Evidence, Summary


@runtime_checkable
class Progress(Protocol):
    """Told how a long stage is going; the command draws bars with it, tests collect, libraries ignore."""

    def start(self, stage: str, total: int | None = None) -> None:
        """A stage begins; `total` steps are expected (None: unknown)."""

    def advance(self, stage: str, steps: int = 1) -> None:
        """Some steps of the stage are done."""

    def finish(self, stage: str) -> None:
        """The stage is done."""


class Silent:
    """A `Progress` that says nothing."""

    def start(self, stage: str, total: int | None = None) -> None:
        """Ignore."""

    def advance(self, stage: str, steps: int = 1) -> None:
        """Ignore."""

    def finish(self, stage: str) -> None:
        """Ignore."""


SILENT = Silent()


class Cache(Protocol):
    """What keeping finished work between runs needs of a store: counted terms, embeddings, summaries."""

    def cached(self, kind: str, keys: Sequence[str]) -> dict[str, bytes]:
        """Cached values by key."""

    def cache(self, kind: str, items: Mapping[str, bytes]) -> None:
        """Keep values by key."""


@dataclass(frozen=True, slots=True)
class Constraints:
    """What a clusterer must respect, as pairs of article ids: people's corrections first, then near-copies."""

    must_link: tuple[tuple[str, str], ...] = ()
    cannot_link: tuple[tuple[str, str], ...] = ()
    near_copies: tuple[tuple[str, str], ...] = ()
    """Pairs that share so much text that they tell the same story, unless a person said otherwise."""


NO_CONSTRAINTS = Constraints()


class Clusterer(Protocol):
    """articles -> clusters. The clusters partition the articles, whatever their order."""

    @property
    def signature(self) -> str:
        """Its name and every parameter that changes the result."""

    def cluster(
        self, articles: Sequence[Article], constraints: Constraints = ..., progress: Progress = ...
    ) -> tuple[Cluster, ...]:
        """Group the articles, singles included; the largest cluster first. Ids are derived from the members."""


@dataclass(frozen=True, slots=True)
class Lengths:
    """How much is wanted, in words: at most `short` in the short summary, `long_min` to `long_max` in the long."""

    short: int = 60
    long_min: int = 120
    long_max: int = 250
    want_short: bool = True
    want_long: bool = True


@dataclass(frozen=True, slots=True)
class Job:
    """One cluster to be summarized, with the ids of its articles grouped by independent origin."""

    cluster: Cluster
    origin_groups: tuple[tuple[str, ...], ...]
    lengths: Lengths = field(default_factory=Lengths)


class Summarizer(Protocol):
    """clusters -> summaries."""

    @property
    def signature(self) -> str:
        """Model, weights' hash, engine, adapter, prompt versions, parameters and seed."""

    def summarize(self, jobs: Sequence[Job], progress: Progress = ...) -> Iterator[Summary]:
        """One summary a job, in the order of the jobs, each yielded as soon as it is ready."""


@dataclass(frozen=True, slots=True)
class Cut:
    """What of a prompt did not fit: `lost` of the `tokens` of its document number `document`, from that one's end.

    Documents count from 1; 0 is the whole prompt, from whose middle it was cut.
    """

    document: int
    lost: int
    tokens: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """One text a model proposes: `logprob` is its mean log-likelihood a token; `stopped` that it ended by itself;
    `cuts` what of its prompt the model did not read."""

    text: str
    logprob: float
    stopped: bool = True
    cuts: tuple[Cut, ...] = ()


@dataclass(frozen=True, slots=True)
class Request:
    """One prompt, as the model sees it, and how much may be written."""

    prompt: str
    max_tokens: int = 64
    candidates: int = 4
    beams: int = 4
    no_repeat: int = 0
    """Write no run of so many tokens twice (0: free). The prompt's own runs never count, so that only engines that can
    look at the output alone keep it: transformers, and CTranslate2, whose models read and write apart."""
    only_from: tuple[str, ...] = ()
    """Where not empty: write only names and numbers that these texts hold, where the engine can be held to it."""


class Engine(Protocol):
    """prompts -> candidate texts. It knows nothing of articles, evidence or clusters."""

    @property
    def signature(self) -> str:
        """Engine, its version, the weights' hash, the adapter and the number format."""

    def generate(self, requests: Sequence[Request]) -> Iterator[tuple[Candidate, ...]]:
        """The candidates of each request, best first, in the order of the requests; at least one each."""

    def close(self) -> None:
        """Free the model; the next `generate` loads it again."""


@runtime_checkable
class LoadsAhead(Protocol):
    """An engine that can load its model beside other work."""

    def load_ahead(self, beams: int) -> None:
        """Begin to load the model for requests of so many beams; the next `generate` waits for it, and tells what went wrong."""


@dataclass(frozen=True, slots=True)
class SourceSentence:
    """One sentence of an article: `text == article_text[start:end]`; `index` counts from 0 within the article."""

    article: str
    index: int
    start: int
    end: int
    text: str

    @property
    def evidence(self) -> Evidence:
        """Where it stands."""
        return Evidence(self.article, self.start, self.end)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a verifier says of a sentence: its support in [0, 1], what it rests on, and what is wrong with it."""

    support: float
    evidence: tuple[Evidence, ...]
    problems: tuple[str, ...] = ()


class Verifier(Protocol):
    """(sentence, source sentences) -> verdict. It knows nothing of how the sentence was made."""

    @property
    def signature(self) -> str:
        """Its name, version and weights."""

    @property
    def threshold(self) -> float:
        """The support below which a sentence is not printed."""

    def check(self, text: str, sources: Sequence[SourceSentence], articles: Sequence[Article]) -> Verdict:
        """Align `text` with the sources that state it and say how well they do; `articles` give dates and titles."""


class Writer(Protocol):
    """digest -> bytes of one output format."""

    def __call__(self, digest: Digest, *, length: str = "both", with_text: bool = False) -> bytes:
        """The whole document; `length` is short, long or both; `with_text` adds articles' texts where it can."""
