"""Is a sentence supported by its sources, and where exactly? Names, numbers, dates, quotations, hedges, roles, words."""

from collections.abc import Sequence

from summarizer.config import Settings
from summarizer.protocols import SourceSentence, Verifier
from summarizer.registry import Registry
from summarizer.summaries.sentences import sentences_of
from summarizer.text import sentences
from summarizer.types import Article, Sentence

__all__ = ["VERIFIERS", "check_text", "load_verifier", "source_sentences"]

VERIFIERS = Registry("verifier", "verifiers", {"default": "summarizer.summaries.verification.verifier:RuleVerifier"})
"""Name -> a callable without arguments that makes a `Verifier`."""


def load_verifier(settings: Settings) -> Verifier:
    """The verifier that the settings name: one of the registry, or `nli:MODEL` with a hub id or local folder of an
    entailment model besides the rules. Raises UnknownNameError, or ModelError when the model cannot be loaded.
    """
    kind, _, model = settings.verifier.partition(":")
    if kind == "nli" and model:
        from summarizer.summaries.verification.nli import EntailmentVerifier

        return EntailmentVerifier(model, offline=settings.offline)
    verifier: Verifier = VERIFIERS.get(settings.verifier)()
    return verifier


def source_sentences(articles: Sequence[Article]) -> tuple[SourceSentence, ...]:
    """All sentences of the articles, in the order given, with their offsets; without orders to a model."""
    return tuple(sentence for article in articles for sentence in sentences_of(article))


def check_text(
    text: str, articles: Sequence[Article], settings: Settings
) -> tuple[tuple[Sentence, tuple[str, ...]], ...]:
    """Each sentence of a summary with its support and evidence, and its problems; `kind` is extractive for a copy."""
    verifier = load_verifier(settings)
    sources = source_sentences(articles)
    checked = []
    spoken = {article.language for article in articles}
    for start, end in sentences(text, min(spoken) if len(spoken) == 1 else "en"):
        verdict = verifier.check(text[start:end], sources, articles)
        copied = any(text[start:end] in article.text for article in articles)
        kind = "extractive" if copied else "abstractive"
        sentence = Sentence(text[start:end], verdict.evidence, verdict.support, kind)  # type: ignore[arg-type]
        checked.append((sentence, verdict.problems))
    return tuple(checked)
