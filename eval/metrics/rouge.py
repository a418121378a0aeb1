"""ROUGE in two modes: `rouge155` equals the original (see rouge155.py); `rouge-score` calls Google's package."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from eval.metrics.base import Card, Case, UnscoredError
from eval.metrics.unicode_words import SIGNATURE, unicode_words
from summarizer.errors import ConfigError
from summarizer.text import sentences

if TYPE_CHECKING:
    from eval.metrics.rouge155 import Rouge155

METRICS = ("rouge1", "rouge2", "rougeL", "rougeLsum")


def split(text: str) -> list[str]:
    """A text's sentences; ROUGE-Lsum needs them apart."""
    return [text[start:end] for start, end in sentences(text)]


@dataclass(frozen=True, slots=True)
class GoogleRouge:
    """The package `rouge-score`, with stemming and sentence splitting stated; the mean over several references."""

    stemming: bool = True
    multi: str = "mean"
    unicode: bool = False

    def __post_init__(self) -> None:
        """Raises ConfigError for a way to combine references that the package has not."""
        if self.multi not in ("best", "mean"):
            raise ConfigError(f"rouge-score cannot combine references by {self.multi!r}.", "Use best or mean.")

    @property
    def signature(self) -> str:
        """Everything that two numbers must share to be compared."""
        from importlib.metadata import version

        stems = "nltk" if self.stemming else "no"
        tokens = f"|tok:{SIGNATURE}" if self.unicode else ""
        return f"rouge-score|v:{version('rouge-score')}|stem:{stems}|split:nupunkt|multi:{self.multi}{tokens}"

    def score(
        self, candidate: Sequence[str], references: Sequence[Sequence[str]], metrics: Sequence[str] = METRICS
    ) -> dict[str, Any]:
        """Recall, precision and F by metric: objects with `r`, `p`, `f`."""
        from eval.metrics.rouge155 import Score

        scorer = _scorer(tuple(metrics), self.stemming, self.unicode)
        text = "\n".join(candidate)
        each = [scorer.score("\n".join(reference), text) for reference in references]
        found = {}
        for metric in metrics:
            scores = [Score(s[metric].recall, s[metric].precision, s[metric].fmeasure) for s in each]
            if self.multi == "best":
                found[metric] = max(scores, key=lambda s: s.f)
            else:
                n = len(scores)
                found[metric] = Score(
                    sum(s.r for s in scores) / n, sum(s.p for s in scores) / n, sum(s.f for s in scores) / n
                )
        return found


@lru_cache(maxsize=8)
def _scorer(metrics: tuple[str, ...], stemming: bool, unicode: bool) -> Any:
    from rouge_score.rouge_scorer import RougeScorer

    if unicode:
        return RougeScorer(list(metrics), tokenizer=_UnicodeTokenizer(stemming))
    return RougeScorer(list(metrics), use_stemmer=stemming)


class _UnicodeTokenizer:
    """What the package asks of a tokenizer; it stems as the package's own does, words of more than three letters."""

    def __init__(self, stemming: bool) -> None:
        from nltk.stem.porter import PorterStemmer

        self._stemmer = PorterStemmer() if stemming else None

    def tokenize(self, text: str) -> list[str]:
        found = unicode_words(text)
        return [self._stemmer.stem(w) if len(w) > 3 else w for w in found] if self._stemmer else found


_MISSES = "meaning: a paraphrase scores low, and a wrong number costs one word"
_SOURCE = "Lin 2004; the package rouge-score"


def _cards(suffix: str, of: str) -> tuple[Card, ...]:
    what = {
        "rouge1": "words shared with the references",
        "rouge2": "pairs of words shared with the references",
        "rougeL": "the longest common subsequence with the references, the summary read as one sequence",
        "rougeLsum": "the longest common subsequences with the references, sentence by sentence",
    }
    return tuple(
        Card(f"{name}{suffix}", f"{text}: {of}", 0, 1, "higher", _MISSES, _SOURCE, "references")
        for name, text in what.items()
    )


def _against_references(rouge: "GoogleRouge | Rouge155", case: Case) -> Mapping[str, Any]:
    """A case's scores by metric. Raises UnscoredError without any reference."""
    if not case.references:
        raise UnscoredError("there is no reference.")
    return _scored(rouge, tuple(sentence.text for sentence in case.sentences), case.references)


@lru_cache(maxsize=4)
def _scored(
    rouge: "GoogleRouge | Rouge155", candidate: tuple[str, ...], references: tuple[str, ...]
) -> Mapping[str, Any]:
    """Kept for a moment: F and recall are two metrics, and the same texts need no second scoring."""
    return rouge.score(candidate, [split(reference) for reference in references])


class Rouge:
    """F of ROUGE-1, 2, L and Lsum with rouge-score, and ROUGE-2 of the headline where there are reference headlines."""

    cards = (
        *_cards("", "F1, the mean over the references"),
        Card(
            "headline_rouge2",
            "pairs of words shared by the headline and the reference headlines: F1, the mean over them",
            0,
            1,
            "higher",
            _MISSES,
            _SOURCE,
            "reference headlines",
        ),
    )

    def __init__(self) -> None:
        self._rouge = GoogleRouge()

    @property
    def signature(self) -> str:
        """The package's version and every option."""
        return self._rouge.signature

    def score(self, case: Case) -> Mapping[str, float | None]:
        """Raises UnscoredError without any reference."""
        found: dict[str, float | None] = {"headline_rouge2": None}
        if case.titles and case.headline:
            titles = [[title] for title in case.titles]
            found["headline_rouge2"] = self._rouge.score([case.headline], titles, ("rouge2",))["rouge2"].f
        elif not case.references:
            raise UnscoredError("there is no reference.")
        if case.references:
            found.update({name: value.f for name, value in _against_references(self._rouge, case).items()})
        return found


class RougeRecall:
    """Recall of the same: how much of the references is there, whatever else is."""

    cards = _cards("_recall", "recall, the mean over the references")

    def __init__(self) -> None:
        self._rouge = GoogleRouge()

    @property
    def signature(self) -> str:
        """The package's version and every option."""
        return f"{self._rouge.signature}|recall"

    def score(self, case: Case) -> Mapping[str, float | None]:
        """Raises UnscoredError without any reference."""
        scores = _against_references(self._rouge, case)
        return {f"{name}_recall": value.r for name, value in scores.items()}


class OriginalRouge:
    """Recall as ROUGE-1.5.5 gives it (`-m -f A`, without its table of irregular forms)."""

    cards = tuple(
        Card(
            f"{name}_155",
            f"{what} shared with the references, over those of the references: recall, pooled over the references",
            0,
            1,
            "higher",
            _MISSES,
            "Lin 2004; this project's port of ROUGE-1.5.5",
            "references",
        )
        for name, what in {
            "rouge1": "words",
            "rouge2": "pairs of words",
            "rouge3": "runs of three words",
            "rouge4": "runs of four words",
            "rougeL": "the longest common subsequence",
            "rougeSU4": "words, and pairs of words at most four apart,",
        }.items()
    )

    def __init__(self) -> None:
        from eval.metrics.rouge155 import Rouge155

        self._rouge = Rouge155()

    @property
    def signature(self) -> str:
        """The port's options."""
        return self._rouge.signature

    def score(self, case: Case) -> Mapping[str, float | None]:
        """Raises UnscoredError without any reference."""
        scores = _against_references(self._rouge, case)
        return {card.name: scores[card.name.removesuffix("_155")].r for card in self.cards}
