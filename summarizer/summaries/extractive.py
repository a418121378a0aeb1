"""Clusters -> summaries of source sentences, word for word: lead, lexrank, coverage. No weights, any language."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from summarizer.protocols import SILENT, Job, Progress, SourceSentence
from summarizer.summaries.coverage import items_of, select
from summarizer.summaries.headline import cut, is_teaser, shared_titles
from summarizer.summaries.lexrank import centrality, similarity
from summarizer.summaries.notes import MOST_LONG_SENTENCES, MOST_SHORT_SENTENCES, noted
from summarizer.summaries.origins import Groups, origin_of, shares, turns
from summarizer.summaries.references import hangs, leans
from summarizer.summaries.sentences import content_stems, reporting, sentences_of, usable_sentences
from summarizer.summaries.verification.forms import HEDGES
from summarizer.summaries.verification.hedge_words import hedge_words
from summarizer.text import word_count, words
from summarizer.types import Article, Evidence, Sentence, Summary

MOST_OVERLAP = 0.65
"""A sentence that shares more of its content with one already chosen tells the same fact again."""
ROUNDS = 6
"""How often coverage chooses again without the sentences that could not stand."""

_CLUTTER_FRONT = re.compile(
    r"^(?:\([A-Z][\w ]+\)\s*[—–-]\s*|"
    r"(?=[A-ZÀ-Þ]{3})[A-ZÀ-Þ .’'-]{3,41}(?:, [A-ZÀ-Þ][\w. ]{1,25})?(?: \([\w /]+\))?\.? ?(?:[—–_-]+ |--)(?=[A-ZÀ-Þ\d\"“‘`])|"
    # An answer's letter: "A. The House voted".
    r"A[.:] (?=(?:(?:Mr|Ms|Mrs|Sen|Rep|Gov)\.|Senate|House|Congress|The|An?|In|On|It|If|They|We|Yes|No|There|This|That|At|Not|[A-Z][a-z]+ (?:is|was|are|were|has|have|had|will|would)) )|"
    # A label of a newsletter: "Why it matters: The vote".
    r"(?:Why it matters|(?:The )?[Bb]ig picture|Driving the news|(?:The )?[Ss]tate of play|What['’]s (?:happening|new|next)|"
    r"What they['’]re saying|What to watch|Between the lines|By the numbers|Reality check|Topline|Zoom (?:in|out)|Catch up quick|"
    r"(?:The )?[Bb]ottom line|The (?:details|latest|backdrop|intrigue|facts)|THE (?:FACTS|DETAILS|LATEST)|EXCLUSIVE): (?=[A-ZÀ-Þ\d\"“])|"
    r"[A-ZÀ-Þ]{4,}(?: [A-ZÀ-Þ]{3,})?—(?=[A-ZÀ-Þ\"“])|"
    r"[A-Z][\w.]+(?: [A-Z][\w.]+)?(?:, [A-Z][\w. ]{1,18})? \((?:CNN|AP|AFP|Reuters|UPI|Bloomberg)\)[ —–_-]+(?=[A-ZÀ-Þ\"“])|"
    r"\((?:CNN|AP|AFP|Reuters|UPI|Bloomberg)\)\s*[—–-]*\s*(?=[A-ZÀ-Þ\"“])|"
    r"\d{1,2}[:.]\d{2}\s*(?:am|pm|GMT|BST|ET)?\s*[:|—–-]*\s+(?=[A-Z]))"
)
NO_TITLE = "no title that can stand"
"""The fall-back of a headline that is a sentence, or the beginning of one."""

Pick = Callable[[Sequence[Article], int, int, Groups], list[SourceSentence]]
"""(articles, words, sentences, article ids by origin) -> at most so much of their text."""


def lead(articles: Sequence[Article], budget: int, most: int, origin_groups: Groups = ()) -> list[SourceSentence]:
    """The first sentences of the articles, one article in turn, within the budget; one article of each origin before
    a second of any."""
    articles = reporting(articles)
    usable = set(usable_sentences(articles))
    lines = [[s for s in sentences_of(article) if s in usable] for article in articles]
    chosen: list[SourceSentence] = []
    left = budget
    rows = zip(turns(articles, origin_groups), range(len(lines)), lines, strict=True)
    queue = sorted((turn, depth, place) for turn, place, line in rows for depth in range(len(line)))
    for _, depth, place in queue:
        sentence = lines[place][depth]
        if len(chosen) < most and word_count(sentence.text) <= left:
            chosen.append(sentence)
            left -= word_count(sentence.text)
    return chosen or [line[0] for line in lines if line][:1]


def lexrank(articles: Sequence[Article], budget: int, most: int, origin_groups: Groups = ()) -> list[SourceSentence]:
    """The most central sentences, those too similar to a chosen one left out (MMR's threshold form)."""
    found = usable_sentences(articles)[:400]
    mass = shares(found, origin_of(articles, origin_groups))
    similar = similarity(found, articles[0].language, mass)
    rank = centrality(similar, mass)
    chosen: list[int] = []
    left = budget
    for place in sorted(range(len(found)), key=lambda i: (-round(float(rank[i]), 9), i)):
        cost = word_count(found[place].text)
        if len(chosen) < most and cost <= left and all(similar[place, other] < 0.5 for other in chosen):
            chosen.append(place)
            left -= cost
    return [found[i] for i in sorted(chosen or [0])] if found else []


def coverage(articles: Sequence[Article], budget: int, most: int, origin_groups: Groups = ()) -> list[SourceSentence]:
    """The sentences that cover most of what the articles say together; what a story cannot tell makes room for more."""
    items, concepts = items_of(articles, origin_groups)
    chosen: list[SourceSentence] = []
    for _ in range(ROUNDS):
        chosen = select(items, concepts, budget, most)
        lost = set(chosen) - set(standing(chosen, articles))
        if not lost or len(lost) == len(items):
            break
        items = [item for item in items if item.sentence not in lost]
    return chosen


METHODS: dict[str, Pick] = {"lead": lead, "lexrank": lexrank, "coverage": coverage}


class ExtractiveSummarizer:
    """A `Summarizer` of source sentences by one of the methods."""

    def __init__(self, method: str = "coverage") -> None:
        self._name = method
        self._pick = METHODS[method]

    @property
    def signature(self) -> str:
        """The method and its version."""
        return f"extractive-{self._name}|v9"

    def summarize(self, jobs: Sequence[Job], progress: Progress = SILENT) -> Iterator[Summary]:
        """One summary a job, in order."""
        progress.start("summaries", len(jobs))
        for job in jobs:
            yield self.one(job)
            progress.advance("summaries")
        progress.finish("summaries")

    def one(self, job: Job, notes: tuple[str, ...] = ()) -> Summary:
        """The summary of one cluster."""
        articles = job.cluster.articles
        short, long, title = [], [], title_of(articles)
        if job.lengths.want_short:
            short = self._told(job, title.text, job.lengths.short, MOST_SHORT_SENTENCES)
        if job.lengths.want_long:
            long = self._told(job, title.text, job.lengths.long_max, MOST_LONG_SENTENCES)
        fallbacks = {} if shared_titles(articles) else {NO_TITLE: 1}
        return noted(Summary(title, tuple(short), tuple(long), self.signature, fallbacks, notes), job)

    def _told(self, job: Job, headline: str, budget: int, most: int) -> list[Sentence]:
        """The chosen sentences as a summary tells them: none that hangs in the air, no fact twice."""
        articles = job.cluster.articles
        picked = self._pick(articles, budget, most, job.origin_groups)
        kept = standing(picked, articles)[:most]
        return [as_sentence(s) for s in _headline_first(kept, headline, articles[0].language)]


def standing(picked: Sequence[SourceSentence], articles: Sequence[Article]) -> list[SourceSentence]:
    """Without sentences that hang on one that is not there, or repeat one; at least one stays. What hangs on a sentence comes
    right after it."""
    chosen = {(s.article, s.index) for s in picked}
    kept: list[SourceSentence] = []
    for sentence in picked:
        if hangs(sentence.text, articles[0].language) and (sentence.article, sentence.index - 1) not in chosen:
            continue
        if not kept and leans(sentence.text, articles[0].language) and len(picked) > 1:
            continue
        if not repeats(sentence.text, [s.text for s in kept], articles[0].language):
            kept.append(sentence)
    return _led(kept, articles[0].language) or list(picked[:1])


def _led(kept: Sequence[SourceSentence], language: str) -> list[SourceSentence]:
    """The sentences in order, but that what hangs on another follows it; without that one it is left out."""
    places = {(s.article, s.index): s for s in kept}
    told: list[SourceSentence] = []
    for sentence in kept:
        if hangs(sentence.text, language):
            continue
        told.append(sentence)
        while (after := places.get((told[-1].article, told[-1].index + 1))) is not None and hangs(after.text, language):
            told.append(after)
    return told


def _headline_first(kept: Sequence[SourceSentence], headline: str, language: str) -> list[SourceSentence]:
    """The same sentences, the beginning of the article that tells most of the headline first, with what hangs on it."""
    wanted = frozenset(content_stems(headline, language))

    def told(place: int) -> int:
        return len(wanted & frozenset(content_stems(kept[place].text, language)))

    open_ = [i for i, s in enumerate(kept) if s.index == 0 and not leans(s.text, language)]
    first = max(open_, key=lambda i: (told(i), -i), default=0)
    behind = next((i for i in range(first + 1, len(kept)) if not hangs(kept[i].text, language)), len(kept))
    return [*kept[first:behind], *kept[:first], *kept[behind:]]


def repeats(text: str, told: Sequence[str], language: str, most: float = MOST_OVERLAP) -> bool:
    """Whether a sentence says again what is told already: more than `most` of the content stems of one are shared."""
    own = set(content_stems(text, language))
    for other in told:
        theirs = set(content_stems(other, language))
        smaller = min(len(own), len(theirs))
        if smaller and len(own & theirs) / smaller > most:
            return True
    return False


def without_clutter(text: str) -> str:
    """The text without a dateline or a live blog's time at its start."""
    match = _CLUTTER_FRONT.match(text)
    return text[match.end() :] if match and word_count(text[match.end() :]) >= 5 else text


def as_sentence(sentence: SourceSentence) -> Sentence:
    """The sentence word for word, without a dateline or a live blog's time at its start."""
    text = without_clutter(sentence.text)
    evidence = Evidence(sentence.article, sentence.end - len(text), sentence.end)
    return Sentence(text, (evidence,), 1.0, "extractive")


def title_of(articles: Sequence[Article]) -> Sentence:
    """The best shared title as a headline, cut at fourteen words where all are longer; without any that can stand, the
    first sentence that can, cut as well."""
    ranked = shared_titles(articles)
    if ranked:
        title, article = ranked[0]
        return Sentence(cut(title), (title_evidence(article),), 1.0, "extractive")
    found = openings(articles) or usable_sentences(articles)
    if not found:
        return Sentence("(untitled)", (), 0.0, "extractive")
    first = found[0]
    return replace(as_sentence(first), text=cut(without_clutter(first.text)).removesuffix("."))


def openings(articles: Sequence[Article]) -> list[SourceSentence]:
    """What can be a headline where no title can: the first sentence of each article, then the second of each, as far as they may stand there."""
    by_article: dict[str, list[SourceSentence]] = {}
    for sentence in usable_sentences(articles):
        by_article.setdefault(sentence.article, []).append(sentence)
    lines = [line[place] for place in (0, 1) for line in by_article.values() if place < len(line)]
    return [sentence for sentence in lines if _can_head(sentence.text, articles[0].language)]


def _can_head(text: str, language: str) -> bool:
    """Whether a sentence can stand as a headline: it does not hang or tease, and a cut loses no "not", "denied" or
    "allegedly"."""
    text = without_clutter(text)
    lost = frozenset(words(text)[len(words(cut(text))) :])
    return not (leans(text, language) or is_teaser(text.removesuffix(".")) or lost & _hedging(language))


@cache
def _hedging(language: str) -> frozenset[str]:
    """The words of a language that negate, deny or allege; English where there is no list."""
    if found := hedge_words(language):
        kinds = {phrase[0]: kind for phrase, kind in found.kinds.items() if len(phrase) == 1}
        return frozenset(word for word, kind in kinds.items() if kind in ("negation", "denial", "claim"))
    return HEDGES["claim"] | HEDGES["denial"] | HEDGES["negation"]


def title_evidence(article: Article) -> Evidence:
    """Titles lie outside the text: the first sentence, which tells the same, is what a reader can look up."""
    found = sentences_of(article)
    return found[0].evidence if found else Evidence(article.id, 0, len(article.text))
