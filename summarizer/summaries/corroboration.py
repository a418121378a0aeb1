"""Told sentences -> the same, with the other origins that say as much: who reads [1] [4] knows that two wrote it.

An article backs a sentence when the sentence could be printed on that article's words alone: by the same verifier, the same
licence and the same threshold as if it had been written from them.
"""

from collections.abc import Sequence
from dataclasses import replace

from summarizer.protocols import SourceSentence
from summarizer.summaries.candidates import Check, holds
from summarizer.summaries.origins import Groups, origin_of
from summarizer.summaries.sentences import content_stems, reporting, sentences_of
from summarizer.types import Article, Evidence, Sentence

MOST_ORIGINS = 4
"""So many origins are cited for one sentence: more tell a reader nothing new."""
LEAST_SHARED = 0.6
"""So much of a sentence's content must one source sentence share to be asked at all."""
MOST_ASKED = 2
"""So many sentences of an article are asked, one at a time, the likeliest first."""


class Backing:
    """The articles of a story that report, by origin, for asking who else says a sentence."""

    def __init__(self, check: Check, threshold: float, articles: Sequence[Article], groups: Groups) -> None:
        self._check, self._threshold = check, threshold
        self._origins = origin_of(articles, groups)
        self._language = articles[0].language if articles else "en"
        lines = {a.id: sentences_of(a) for a in reporting(articles)}
        self._stems = {
            a: [(s, frozenset(content_stems(s.text, self._language))) for s in line] for a, line in lines.items()
        }
        self._known: dict[tuple[str, tuple[Evidence, ...]], Sentence] = {}

    def backed(self, sentence: Sentence) -> Sentence:
        """The sentence with evidence of at most `MOST_ORIGINS` origins: what it rests on first, then who else says it."""
        key = (sentence.text, sentence.evidence)
        if key not in self._known:
            self._known[key] = replace(sentence, evidence=(*sentence.evidence, *self._others(sentence)))
        return self._known[key]

    def _others(self, sentence: Sentence) -> list[Evidence]:
        cited = {self._origins[e.article] for e in sentence.evidence if e.article in self._origins}
        own = frozenset(content_stems(sentence.text, self._language))
        found: list[Evidence] = []
        for article, line in self._stems.items():
            if len(cited) >= MOST_ORIGINS:
                break
            if self._origins[article] in cited:
                continue
            near = [(len(own & stems), s) for s, stems in line if len(own & stems) >= LEAST_SHARED * len(own) > 0]
            near.sort(key=lambda row: (-row[0], row[1].index))
            for _, source in near[:MOST_ASKED]:
                if said := self._said(sentence.text, source):
                    found += said
                    cited.add(self._origins[article])
                    break
        return found

    def _said(self, text: str, source: SourceSentence) -> tuple[Evidence, ...]:
        """Where one source sentence says all of it; empty when it does not."""
        verdict = self._check(text, [source])
        held = holds(text, verdict, self._threshold, [source], self._language)
        return verdict.evidence if held and not verdict.problems else ()
