"""A model's candidates -> the one to print, or none: whole, supported, not hanging, not repeating itself."""

import itertools
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from summarizer import grammar
from summarizer.protocols import Candidate, SourceSentence, Verdict
from summarizer.summaries.additions import added
from summarizer.summaries.clauses import is_whole
from summarizer.summaries.extractive import without_clutter
from summarizer.summaries.mending import mended
from summarizer.summaries.references import hangs
from summarizer.summaries.rewriting import has_title, joined, named, shorter
from summarizer.summaries.sentences import content_stems, is_closed, old_quotation_open
from summarizer.summaries.stuttering import stutters
from summarizer.summaries.verification.licence import licensed
from summarizer.text import fold, sentences, word_count, words
from summarizer.types import Kind, Sentence

Check = Callable[[str, Sequence[SourceSentence]], Verdict]

LEAST_WORDS, MOST_SENTENCE_WORDS = 5, 45
MOST_TITLED = 6
"""So many sentences are read for a name in full."""
FEW_SOURCES = 4
"""So few sources, a facet's, were shown together as telling one fact: any of them may tie a sentence's words."""
COVERAGE, FLUENCY = 0.6, 0.15
ENOUGH = 0.7
"""More support than this only says that a sentence is nearer to a copy: it makes it no better."""
MOST_MENDED = 3
_WHOLE = re.compile(r"[.!?][\"'”’)]*$")
_AWKWARD = re.compile(
    r"(?:^|[,;] )(?:President|Senator|Governor|Mayor|Minister) (?=(?:[a-z]+ed|says|met|told|will|has) )|\b(?:that|whether|if) [\"“][A-Z][^\"”]*[.!?][\"”]|^[\"“] ?[,;:]|\s“ ?[,;:]|\([RDI]\.\)"
)
"""A whole quoted sentence made a clause: 'said that "It is short."'; a quotation without its beginning: '", we remember'; a party whose
state was cut: '(R.)' for '(R., Ga.)'; a title alone: "President hinted"."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A supported sentence and its score."""

    sentence: Sentence
    score: float


def well_formed(text: str, language: str) -> bool:
    """One whole sentence of a fair length that stands alone, does not stutter and closes its quotation marks and brackets."""
    return (
        is_closed(text, language, _WHOLE)
        and not old_quotation_open(text)
        and LEAST_WORDS <= word_count(text) <= MOST_SENTENCE_WORDS
        and not hangs(text, language)
        and not stutters(text)
        and not _AWKWARD.search(text)
        and text.count("(") == text.count(")")
        and len(content_stems(text, language)) >= 3
        and (language not in ("", "en") or is_whole(text))
    )


def _sentence_of(candidate: Candidate, language: str) -> str:
    """A candidate's text without clutter; empty where it did not end by itself, or is not one sentence."""
    text = without_clutter(candidate.text.strip())
    return text if candidate.stopped and len(sentences(text, language)) == 1 else ""


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
        text = _sentence_of(candidate, language)
        if not well_formed(text, language):
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
    if not strict or not grammar.reads(language):
        return True
    resting = cited if len(sources) > FEW_SOURCES else [s.text for s in sources]
    return licensed(text, [without_clutter(source) for source in resting])


def said_otherwise(
    check: Check, threshold: float, seed: SourceSentence, story: Sequence[SourceSentence], language: str
) -> list[Sentence]:
    """Ways to say an English sentence otherwise by its grammar, as far as they hold: shorter, its name in full as another
    sentence of the story has it, joined to the one behind it."""
    if not grammar.reads(language):
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


def given_back(
    check: Check, threshold: float, sources: Sequence[SourceSentence], found: Sequence[Candidate]
) -> list[Sentence]:
    """English candidates with what they left out of their source, as far as they hold so, the likeliest first; at most `MOST_MENDED`."""
    plain = [without_clutter(source.text) for source in sources]
    held: list[Sentence] = []
    for text in dict.fromkeys(_sentence_of(candidate, "en") for candidate in found):
        ways = (way for way in mended(text, plain) if not retypes(way, sources))
        held += itertools.islice((s for way in ways if (s := otherwise(check, threshold, way, sources, "en"))), 1)
        if len(held) >= MOST_MENDED:
            break
    return held


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
