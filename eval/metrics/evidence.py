"""Whether the evidence that a summary gives is there at all, and holds what is said to be copied from it."""

import re
from collections.abc import Mapping

from eval.metrics.base import Card, Case
from summarizer.types import Article, Sentence


class EvidenceValidity:
    """The share of sentences with sound evidence, and of those that were written rather than copied."""

    cards = (
        Card(
            "evidence_valid",
            "the share of sentences whose evidence exists: every span lies within an article of the story and holds"
            " text, and an extractive sentence stands in one of its spans, but for white space",
            0,
            1,
            "higher",
            "whether the evidence supports an abstractive sentence",
            "this project",
            "a system that gives evidence",
        ),
        Card(
            "abstractive",
            "the share of sentences that a model wrote, by their own account",
            0,
            1,
            "neither",
            "everything else",
            "this project",
            "a summary of a sentence",
        ),
    )
    signature = "evidence"

    def score(self, case: Case) -> Mapping[str, float | None]:
        """Validity is None where no sentence carries evidence: the system gives none."""
        total = len(case.sentences)
        articles = {article.id: article for article in case.articles}
        given = any(sentence.evidence for sentence in case.sentences)
        valid = sum(is_valid(sentence, articles) for sentence in case.sentences)
        return {
            "evidence_valid": valid / total if given else None,
            "abstractive": sum(s.kind == "abstractive" for s in case.sentences) / total if total else None,
        }


def is_valid(sentence: Sentence, articles: Mapping[str, Article]) -> bool:
    """Whether there is evidence, all of it exists, and a copied sentence is in it (or is an article's title)."""
    spans = []
    for evidence in sentence.evidence:
        article = articles.get(evidence.article)
        if article is None or not 0 <= evidence.start < evidence.end <= len(article.text):
            return False
        spans.append(article.text[evidence.start : evidence.end])
    if not spans or not all(span.strip() for span in spans):
        return False
    if sentence.kind == "abstractive":
        return True
    titles = [articles[evidence.article].title for evidence in sentence.evidence]
    return any(_squeezed(sentence.text) in _squeezed(text) for text in (*spans, *titles))


def _squeezed(text: str) -> str:
    """Letters and digits alone: a trimmed sentence may end or begin in another way than its source."""
    return re.sub(r"[\W_]+", " ", text).strip().casefold()
