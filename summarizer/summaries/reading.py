"""What of a story a model is given to read as a whole, and what of it did not fit.

Encoder-decoders (PRIMERA, LED, PEGASUS, BART, T5) were taught to summarize whole documents and know no other task: they
are asked once, with all articles. Instruction models and the adapter are asked fact by fact.
"""

from collections.abc import Iterable, Sequence

from summarizer.protocols import Candidate, Cut, Lengths, SourceSentence
from summarizer.summaries.extractive import without_clutter
from summarizer.summaries.sentences import sentences_of
from summarizer.types import Article

LEAST_SHARE = 64
"""Of fewer tokens of an article than this a model makes nothing: it is given fewer articles instead."""
LEAST_TOKENS = 256
TOKENS_A_WORD = 1.5
NO_REPEAT = 8
"""So many tokens in a row are written once: loops end, and names, of up to six tokens, may come again."""


def readable(articles: Sequence[Article], context: int) -> tuple[list[Article], int]:
    """The first articles with text, as many as find their least share in `context` tokens, and how many are left out."""
    told = [article for article in articles if sentences_of(article)]
    read = told[: max(1, context // LEAST_SHARE)]
    return read, len(told) - len(read)


def whole(told: Sequence[SourceSentence]) -> str:
    """A text of an article's sentences, without dateline."""
    return " ".join(without_clutter(sentence.text) for sentence in told)


def tokens_for(lengths: Lengths) -> int:
    """How much may be written where one text has to serve for both lengths."""
    words = lengths.long_max if lengths.want_long else lengths.short
    return max(LEAST_TOKENS, int(words * TOKENS_A_WORD))


def cuts_of(answers: Iterable[Sequence[Candidate]]) -> list[Cut]:
    """What of the prompts was not read; the candidates of one prompt say the same."""
    return [cut for found in answers for cut in (found[0].cuts if found else ())]


def unread(model: str, cuts: Sequence[Cut], read: Sequence[Article] = (), left_out: int = 0) -> tuple[str, ...]:
    """A note on what the model did not read, or none; `read` are the articles that the cuts' documents count."""
    parts = [
        f"the last {cut.lost} of {cut.tokens} tokens of {read[cut.document - 1].source or f'article {cut.document}'}"
        for cut in cuts
        if 0 < cut.document <= len(read)
    ]
    if prompts := [cut for cut in cuts if cut.document == 0]:
        lost, tokens = sum(cut.lost for cut in prompts), sum(cut.tokens for cut in prompts)
        parts.append(f"{lost} of {tokens} tokens from the middle of {len(prompts)} of its prompts")
    if left_out:
        parts.append(f"{left_out} of {len(read) + left_out} articles")
    return (f"The model {model} did not read all of the story; cut were {', '.join(parts)}.",) if parts else ()
