"""A summary -> the same with what a reader should know of it: lengths that it does not keep, orders that were left out."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from summarizer.protocols import Job, Lengths
from summarizer.summaries.headline import MOST_WORDS
from summarizer.summaries.sentences import told_by
from summarizer.text import word_count
from summarizer.types import Article, Sentence, Summary

MOST_SHORT_SENTENCES = 3
LEAST_LONG_SENTENCES, MOST_LONG_SENTENCES = 5, 10
FULL_LONG = 120
"""With room for fewer words, fewer than five sentences are no shortcoming of a long summary."""
TOO_LITTLE = "The sources hold too little text for a full long summary"


def noted(summary: Summary, job: Job) -> Summary:
    """The summary with its notes and then these: none where it is as was asked for."""
    told = (*_headline(summary), *_short(summary, job.lengths), *_long(summary, job.lengths))
    return replace(summary, notes=(*summary.notes, *told, *_orders(job.cluster.articles)))


def _headline(summary: Summary) -> Iterator[str]:
    if (count := word_count(summary.headline.text)) > MOST_WORDS:
        yield f"The headline has {count} words, more than {MOST_WORDS}."


def _short(summary: Summary, lengths: Lengths) -> Iterator[str]:
    if lengths.want_short:
        yield from _most("short", summary.short, lengths.short, MOST_SHORT_SENTENCES)


def _long(summary: Summary, lengths: Lengths) -> Iterator[str]:
    if not lengths.want_long:
        return
    yield from _most("long", summary.long, lengths.long_max, MOST_LONG_SENTENCES)
    count = len(summary.long)
    if not count:
        return
    if (told := _words(summary.long)) < lengths.long_min:
        yield f"{TOO_LITTLE}: it has {_number(count, 'sentence')} and {_number(told, 'word')}."
    elif count < LEAST_LONG_SENTENCES and lengths.long_max >= FULL_LONG:
        yield f"The long summary has {_number(count, 'sentence')}, fewer than {LEAST_LONG_SENTENCES}."


def _most(name: str, sentences: Sequence[Sentence], words: int, most: int) -> Iterator[str]:
    if not sentences:
        yield f"The sources hold no sentence for a {name} summary."
    if (told := _words(sentences)) > words:
        yield f"The {name} summary has {told} words, more than {words}: no sentence could be left out."
    if len(sentences) > most:
        yield f"The {name} summary has {len(sentences)} sentences, more than {most}."


def _orders(articles: Sequence[Article]) -> Iterator[str]:
    if count := sum(told_by(article).orders for article in articles):
        yield f"{_number(count, 'sentence or title', 'sentences or titles')} that speak to a language model left out."


def _words(sentences: Sequence[Sentence]) -> int:
    return sum(word_count(sentence.text) for sentence in sentences)


def _number(count: int, thing: str, things: str = "") -> str:
    return f"{count} {thing if count == 1 else things or thing + 's'}"
