"""A model's candidates -> the one to print, or none: whole, supported, not hanging, not repeating itself."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

from summarizer import grammar
from summarizer.protocols import Candidate, SourceSentence, Verdict
from summarizer.summaries.additions import added
from summarizer.summaries.clauses import is_whole
from summarizer.summaries.extractive import NO_TITLE, title_evidence, title_of, without_clutter
from summarizer.summaries.headline import MOST_WORDS, TitleWords, is_teaser, shared_titles
from summarizer.summaries.references import hangs
from summarizer.summaries.rewriting import has_title, joined, named, shorter
from summarizer.summaries.sentences import content_stems, is_closed, old_quotation_open, sentences_of, title_told
from summarizer.summaries.stuttering import stutters
from summarizer.summaries.verification.licence import licensed
from summarizer.text import fold, sentences, word_count, words
from summarizer.types import Article, Evidence, Kind, Sentence

Check = Callable[[str, Sequence[SourceSentence]], Verdict]

LEAST_WORDS, MOST_SENTENCE_WORDS = 5, 45
MOST_TITLED = 6
"""So many sentences are read for a name in full."""
FEW_SOURCES = 4
"""So few sources, a facet's, were shown together as telling one fact: any of them may tie a sentence's words."""
COVERAGE, FLUENCY = 0.6, 0.15
ENOUGH = 0.7
"""More support than this only says that a sentence is nearer to a copy: it makes it no better."""
HEADLINE_SUPPORT = 0.75
"""A title that people wrote is at hand, so the model's has to be better supported than a sentence."""
LEAST_TOLD = 0.4
"""So much of a headline's content must the articles' texts tell: a claim that stands in titles only has no evidence."""
NEAR_TITLE = 0.8
"""A headline that shares so much less with the titles than the best of them misses the story."""
_LIGHT = frozenset(
    ["put", "puts", "get", "gets", "take", "takes", "give", "gives", "make", "makes", "go", "goes", "keep", "keeps"]
)
"""Verbs that count as stop words, and say what the model has no word for."""
_WHOLE = re.compile(r"[.!?][\"'”’)]*$")
_AWKWARD = re.compile(r"\b(?:that|whether|if) [\"“][A-Z][^\"”]*[.!?][\"”]")
"""A whole quoted sentence made a clause: 'said that "It is short."'"""


@dataclass(frozen=True, slots=True)
class Scored:
    """A supported sentence and its score."""

    sentence: Sentence
    score: float


def well_formed(text: str, language: str) -> bool:
    """One whole sentence of a fair length that stands alone, does not stutter and closes its quotation marks."""
    return (
        is_closed(text, language, _WHOLE)
        and not old_quotation_open(text)
        and LEAST_WORDS <= word_count(text) <= MOST_SENTENCE_WORDS
        and not hangs(text, language)
        and not stutters(text)
        and not _AWKWARD.search(text)
        and len(content_stems(text, language)) >= 3
        and (language not in ("", "en") or is_whole(text))
    )


def retypes(text: str, sources: Sequence[SourceSentence]) -> bool:
    """Whether it is a whole source sentence but for its marks and capitals: then the source itself had better stand."""
    own = words(fold(text))
    return any(text not in source.text and own == words(fold(source.text)) for source in sources)


def kind_of(text: str, sources: Sequence[SourceSentence]) -> Kind:
    """A sentence that stands word for word in a source is quoted, whoever wrote it."""
    return "extractive" if any(text in source.text for source in sources) else "abstractive"


def supported_sentences(
    check: Check,
    threshold: float,
    sources: Sequence[SourceSentence],
    found: Sequence[Candidate],
    language: str,
    *,
    strict: bool = True,
) -> list[Scored]:
    """The supported candidates, best first: by support, coverage of the sources, and the model's own likelihood; `strict`
    ones are licensed by their sources' grammar too."""
    wanted = Counter(stem for source in sources for stem in set(content_stems(source.text, language)))
    total = sum(times for times in wanted.values()) or 1
    scored: list[Scored] = []
    for candidate in found:
        text = without_clutter(candidate.text.strip())
        if not candidate.stopped or len(sentences(text, language)) != 1 or not well_formed(text, language):
            continue
        verdict = check(text, sources)
        if not holds(text, verdict, threshold, sources, language, strict=strict) or retypes(text, sources):
            continue
        covered = sum(wanted[stem] for stem in set(content_stems(text, language)) if stem in wanted) / total
        score = min(verdict.support, ENOUGH) + COVERAGE * covered + FLUENCY * candidate.logprob
        sentence = Sentence(text, verdict.evidence, verdict.support, kind_of(text, sources))
        scored.append(Scored(sentence, score))
    return sorted(scored, key=lambda row: (-round(row.score, 9), row.sentence.text))


def holds(
    text: str,
    verdict: Verdict,
    threshold: float,
    sources: Sequence[SourceSentence],
    language: str,
    *,
    strict: bool = True,
) -> bool:
    """Whether a sentence is supported, adds nothing of its own to one that it took over, and ties its words as they are
    tied there."""
    if verdict.support < threshold or not verdict.evidence:
        return False
    # By their ends: a sentence may stand without its dateline.
    ends = {(evidence.article, evidence.end) for evidence in verdict.evidence}
    cited = [s.text for s in sources if (s.article, s.end) in ends]
    if added(text, cited, language):
        return False
    if not strict or language not in ("", "en") or not grammar.available():
        return True
    resting = cited if len(sources) > FEW_SOURCES else [s.text for s in sources]
    return licensed(text, [without_clutter(source) for source in resting])


def said_otherwise(
    check: Check, threshold: float, seed: SourceSentence, story: Sequence[SourceSentence], language: str
) -> list[Sentence]:
    """Ways to say an English sentence otherwise by its grammar, as far as they hold: shorter, its name in full as another
    sentence of the story has it, joined to the one behind it."""
    if language not in ("", "en") or not grammar.available():
        return []
    text = without_clutter(seed.text)
    ways: list[tuple[str, tuple[SourceSentence, ...]]] = [(way, ()) for way in shorter(text)]
    titled = [other for other in story if other != seed and has_title(other.text, text.split(" ", 1)[0])][:MOST_TITLED]
    if full := named(text, [other.text for other in titled]):
        ways += [(way, (titled[full[1]],)) for way in (full[0], *shorter(full[0])[:3])]
    found = [
        sentence for way, others in ways if (sentence := otherwise(check, threshold, way, [seed, *others], language))
    ]
    for other in story:
        if other.article == seed.article and other.index == seed.index + 1 and (way := joined(other.text, text)):
            # Both halves are the source's; that they are one sentence is no tie to look for there.
            found += [s for s in [otherwise(check, threshold, way, [seed, other], language, tied=False)] if s]
    return found


def otherwise(
    check: Check, threshold: float, way: str, sources: Sequence[SourceSentence], language: str, *, tied: bool = True
) -> Sentence | None:
    """A sentence made by grammar, where it holds and is not a source's own."""
    if not well_formed(way, language) or kind_of(way, sources) == "extractive":
        return None
    verdict = check(way, sources)
    held = holds(way, verdict, threshold, sources, language, strict=tied)
    return Sentence(way, verdict.evidence, verdict.support, "abstractive") if held else None


def supported_texts(
    check: Check,
    threshold: float,
    sources: Sequence[SourceSentence],
    found: Sequence[Candidate],
    language: str,
    *,
    strict: bool = True,
) -> list[tuple[list[Sentence], int]]:
    """For each candidate text its supported sentences (`strict`: licensed too), and how many were dropped."""
    kept_texts = []
    for candidate in found:
        spans = sentences(candidate.text, language)
        kept: list[Sentence] = []
        for place, (start, end) in enumerate(spans):
            text = without_clutter(candidate.text[start:end])
            cut = not candidate.stopped and place == len(spans) - 1
            verdict = None if cut or not well_formed(text, language) else check(text, sources)
            if verdict is not None and holds(text, verdict, threshold, sources, language, strict=strict):
                kept.append(Sentence(text, verdict.evidence, verdict.support, kind_of(text, sources)))
        kept_texts.append((kept, len(spans) - len(kept)))
    return kept_texts


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
    texts = SourceWords.of([s for article in articles for s in sentences_of(article)])
    chosen = title_of([article for article in articles if article.id not in overtaken] or articles)
    best, best_score = None, float("-inf")
    for candidate in found:
        text = " ".join(candidate.text.split()).strip('"“”').removesuffix(".")
        if not 3 <= word_count(text) <= MOST_WORDS or is_teaser(text) or stutters(text) or not candidate.stopped:
            continue
        if any(outlet in f" {' '.join(words(fold(text)))} " for outlet in outlets) or text.count('"') % 2:
            continue
        score = titles.shared(text) + candidate.logprob
        if score <= best_score + 1e-9 or titles.shared(text) < NEAR_TITLE * titles.shared(chosen.text):
            continue
        plain = f"{_sentence_case(text, names)}."
        verdict = check(plain, sources)
        if verdict.support >= HEADLINE_SUPPORT and verdict.evidence and known.hold(plain) and texts.told(plain):
            best = Sentence(text, _told_in(check, plain, body, articles), verdict.support, "abstractive")
            best_score = score
    if best is not None:
        return best
    fallbacks["shared title" if shared_titles(articles) else NO_TITLE] += 1
    return Sentence(chosen.text, _told_in(check, f"{chosen.text}.", body, articles), chosen.support, chosen.kind)


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
