"""What a sentence is worth as the beginning of a text."""

from summarizer.summaries.options import Option
from summarizer.summaries.sentences import content_stems

LATER, FAR = 0.93, 6
"""It is worth so much less for each place, up to so many, that it stands later in its article."""
HEADLINE = 1.0
"""One that tells all of the headline is worth so much more."""


def begins(option: Option, headline: str, language: str) -> float:
    """In (0, 1 + HEADLINE]: the more the nearer it stands to its article's beginning, where news has its event, and the more of
    the headline it tells."""
    wanted = frozenset(content_stems(headline, language))
    told = len(wanted & frozenset(content_stems(option.sentence.text, language)))
    share = told / len(wanted) if wanted else 0.0
    return LATER ** min(option.place[0], FAR) * (1 + HEADLINE * share)
