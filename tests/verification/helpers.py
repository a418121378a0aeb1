"""What the verification tests share: check a claim against invented source texts."""

from summarizer.config import Settings
from summarizer.protocols import Verdict
from summarizer.summaries.verification import load_verifier, source_sentences
from summarizer.testing import article

VERIFIER = load_verifier(Settings())
WEDNESDAY = "2025-06-04T10:00:00"


def check(claim: str, *texts: str, published: str | None = WEDNESDAY, language: str = "en") -> Verdict:
    """The verdict on `claim` when each text is an article."""
    articles = [article(text, source=str(i), published=published, language=language) for i, text in enumerate(texts)]
    return VERIFIER.check(claim, source_sentences(articles), articles)


def passes(claim: str, *texts: str, **options: str) -> bool:
    """Whether the claim would be printed."""
    return check(claim, *texts, **options).support >= VERIFIER.threshold
