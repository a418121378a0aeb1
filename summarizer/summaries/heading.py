"""A model's headlines and the articles' titles -> the headline to print: supported, and as near to the titles as the best."""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from summarizer import grammar
from summarizer.protocols import Candidate, SourceSentence
from summarizer.summaries.candidates import Check
from summarizer.summaries.extractive import NO_TITLE, openings, title_evidence, title_of, without_clutter
from summarizer.summaries.headline import CUT, LEAST_WORDS, MOST_WORDS, TitleWords, is_teaser, shared_titles
from summarizer.summaries.rewriting import shorter
from summarizer.summaries.sentences import content_stems, sentences_of, title_told
from summarizer.summaries.stuttering import stutters
from summarizer.summaries.verification.licence import licensed, tied
from summarizer.text import fold, plain_words, quotation_open, word_count, words
from summarizer.types import Article, Evidence, Kind, Sentence

HEADLINE_SUPPORT = 0.75
"""A title that people wrote is at hand, so the model's has to be better supported than a sentence."""
LEAST_TOLD = 0.4
"""So much of a headline's content must the articles' texts tell: a claim that stands in titles only has no evidence."""
NEAR_TITLE = 0.8
"""A headline that shares so much less with the titles than the best of them misses the story."""
MOST_OPENINGS = 12
"""So many sentences are tried where there is no title."""
SAME_EVENT = 0.4
"""So much of its content must another sentence share with what would break off."""
_GOES_ON = frozenset(("after", "amid", "because", "before", "during", "following", "since", "when", "while"))
"""With these a title goes on to what it could do without."""
_BESIDE = re.compile(
    r"\bphoto by\b|\bfile photo\b|\bgetty images\b|/AFP\b|\bstory highlights\b|\btoggle caption\b|\bembed more\b|\bcrawl data\b|"
    r"\bsplash news\b|\(\d(?:st|nd|rd|th) [LR]\)",
    re.IGNORECASE,
)
"""What stands beside articles, and no headline says."""
_SWEEPING = frozenset(
    ("no", "not", "never", "nobody", "none", "nothing", "all", "every", "each", "only", "won't", "can't")
)
_ABBREVIATED = re.compile(r"\b[A-Z]\.[A-Z]\.$")
_LIGHT = frozenset(
    ["put", "puts", "get", "gets", "take", "takes", "give", "gives", "make", "makes", "go", "goes", "keep", "keeps"]
)
"""Verbs that count as stop words, and say what the model has no word for."""


def best_headline(
    check: Check,
    articles: Sequence[Article],
    found: Sequence[Candidate],
    overtaken: Collection[str],
    fallbacks: Counter[str],
) -> Sentence:
    """The supported candidate that shares most words with the titles, likely ones first; the title that most articles
    share where no candidate comes near it. Articles that the story has `overtaken` give no title
    while there are others."""
    body = [s for article in articles for s in sentences_of(article)[:8]]
    sources = [*body, *(t for article in articles for t in _title_as_source(article))]
    outlets = {f" {' '.join(words(fold(article.source)))} " for article in articles if words(article.source)}
    names = _names_in(body)
    titles, known = TitleWords.of(articles), SourceWords.of(sources)
    strict = grammar.reads(articles[0].language)
    pool = [*(without_clutter(s.text) for s in body), *(_sentence_case(s.text, names) for s in sources[len(body) :])]
    texts = SourceWords.of([s for article in articles for s in sentences_of(article)])
    standing = [article for article in articles if article.id not in overtaken] or articles
    chosen = title_of(standing)
    best, best_score = None, float("-inf")
    for candidate in found:
        text = unquoted(" ".join(candidate.text.split()))
        if (
            not LEAST_WORDS <= word_count(text) <= MOST_WORDS
            or is_teaser(text)
            or _BESIDE.search(text)
            or stutters(text)
            or not candidate.stopped
        ):
            continue
        if any(outlet in f" {' '.join(words(fold(text)))} " for outlet in outlets) or quotation_open(text):
            continue
        score = titles.shared(text) + candidate.logprob
        if score <= best_score + 1e-9 or titles.shared(text) < NEAR_TITLE * titles.shared(chosen.text):
            continue
        plain = f"{_sentence_case(text, names).removesuffix('.')}."
        verdict = check(plain, sources)
        if verdict.support < HEADLINE_SUPPORT or not verdict.evidence or not known.hold(plain):
            continue
        if texts.told(plain) and (not strict or begins_title(text, articles) or tied(plain, pool)):
            best = Sentence(text, _told_in(check, plain, body, articles), verdict.support, "abstractive")
            best_score = score
    if best is not None:
        return best
    fallbacks["shared title" if shared_titles(articles) else NO_TITLE] += 1
    whole = _unbroken(check, chosen, standing, sources) if strict else None
    text, support, kind = whole or (chosen.text, chosen.support, chosen.kind)
    return Sentence(text, _told_in(check, f"{text}.", body, articles), support, kind)


def _unbroken(
    check: Check, chosen: Sentence, articles: Sequence[Article], sources: Sequence[SourceSentence]
) -> tuple[str, float, Kind] | None:
    """Where a headline would break off: the longest that grammar leaves of what it was cut from, or, without titles, of another
    sentence that an article begins with and that tells of the same; short enough, with its support. None where nothing holds."""
    begun = chosen.text.removesuffix(CUT)
    if begun == chosen.text:
        return None
    own = [s for s in sources if without_clutter(s.text).startswith(begun)][:1]
    told = set(content_stems(begun))
    for source in own if shared_titles(articles) else [*own, *openings(articles)[:MOST_OPENINGS]]:
        whole = without_clutter(source.text)
        ways = [way.removesuffix(".") for way in (whole, *shorter(whole))]
        fitting = [way for way in ways if LEAST_WORDS <= word_count(way) <= MOST_WORDS and not is_teaser(way)]
        for way in sorted(fitting, key=lambda w: (-word_count(w), w)):
            stems = set(content_stems(way))
            if source not in own and len(told & stems) < SAME_EVENT * len(stems):
                continue
            support = check(f"{way}.", sources).support
            if support >= HEADLINE_SUPPORT and licensed(f"{way}.", [whole]):
                return way, support, "extractive" if way in source.text else "abstractive"
    return None


def begins_title(text: str, articles: Sequence[Article]) -> bool:
    """Whether it is an article's title, or one goes on from it with when or why, "Whale freed off Brekken after 20 hours", and does not
    deny or say something of all."""
    own = plain_words(text)
    if not own or _SWEEPING.intersection(own):
        return False
    titles = (plain_words(title_told(article)) for article in articles)
    return any(title[: len(own)] == own and (len(title) == len(own) or title[len(own)] in _GOES_ON) for title in titles)


def unquoted(text: str) -> str:
    """Without quotation marks around the whole, and the full stop at the end, which "U.S." keeps."""
    text = _without_stop(text)
    if text[:1] in ('"', "“") and text[-1:] in ('"', "”") and not set('"“”') & set(text[1:-1]):
        text = text[1:-1]
    return _without_stop(text)


def _without_stop(text: str) -> str:
    return text if _ABBREVIATED.search(text) else text.removesuffix(".")


@dataclass(frozen=True, slots=True)
class SourceWords:
    """What sources of a headline say, for judging many of its candidates: stems of content words, and all words."""

    stems: frozenset[str]
    words: frozenset[str]

    @classmethod
    def of(cls, sources: Sequence[SourceSentence]) -> "SourceWords":
        """The words of all sentences."""
        stems = (stem for source in sources for stem in content_stems(source.text, "en"))
        return cls(frozenset(stems), frozenset(word for source in sources for word in words(fold(source.text))))

    def hold(self, text: str) -> bool:
        """Whether they hold each word of a headline: titles that people wrote are at hand, so it needs none of its own."""
        light = _LIGHT.intersection(words(fold(text)))
        return light <= self.words and self.stems.issuperset(content_stems(text, "en"))

    def told(self, text: str) -> bool:
        """Whether they hold enough of a headline's content words to be what it rests on: titles alone may say anything."""
        own = set(content_stems(text, "en"))
        return len(own & self.stems) >= LEAST_TOLD * len(own)


def _told_in(
    check: Check, text: str, body: Sequence[SourceSentence], articles: Sequence[Article]
) -> tuple[Evidence, ...]:
    """Where the articles' texts tell what a headline says: titles themselves lie outside the texts."""
    return check(text, body).evidence or (title_evidence(articles[0]),)


def _title_as_source(article: Article) -> list[SourceSentence]:
    """An article's title, standing for its first sentence, which tells the same."""
    first = sentences_of(article)[:1]
    title = title_told(article)
    return [replace(s, text=f"{title.rstrip('.')}.") for s in first if title]


def _names_in(body: Sequence[SourceSentence]) -> frozenset[str]:
    """The words that are capitalised within sentences: names."""
    return frozenset(
        token.strip(".,;:'\"“”’()")
        for s in body
        for token in s.text.split()[1:]
        if token[:1].isupper() or token.isupper()
    )


def _sentence_case(headline: str, names: frozenset[str]) -> str:
    """A headline in which only names and the first word are capitalised, so that it can be read as a sentence."""
    first, *rest = headline.split(" ")
    lowered = [
        word
        if word.strip(".,;:'\"“”’()").removesuffix("'s").removesuffix("’s") in names or word[1:] != word[1:].lower()
        else word.lower()
        for word in rest
    ]
    return " ".join([first, *lowered])
