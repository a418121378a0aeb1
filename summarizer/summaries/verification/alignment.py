"""(sentence, source sentences) -> the few source sentences that state it, and how each clause is covered.

Greedy cover of the sentence's content words, names and numbers by as few sources as possible. Knows no check.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from summarizer.protocols import SourceSentence
from summarizer.summaries.verification.naming import names
from summarizer.summaries.verification.reading import Reading, read

MOST = 4
"""At most so many source sentences are given as evidence of one sentence."""


@dataclass(frozen=True)
class Source:
    """A source sentence with its parse."""

    sentence: SourceSentence
    reading: Reading


class Sources(tuple[Source, ...]):
    """All parsed sources, with what they have together."""

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of all words."""
        return frozenset(stem for source in self for stem in source.reading.positions)

    @cached_property
    def words(self) -> frozenset[str]:
        """All words, folded."""
        return frozenset(word for source in self for word in source.reading.words)

    @cached_property
    def bigrams(self) -> frozenset[tuple[str, str]]:
        """All neighbouring stems."""
        return frozenset(pair for source in self for pair in source.reading.bigrams)

    @cached_property
    def phrases(self) -> frozenset[tuple[str, str, str]]:
        """All runs of three words as they are written, folded."""
        return frozenset(phrase for source in self for phrase in source.reading.phrases)

    @cached_property
    def case(self) -> tuple[frozenset[str], frozenset[str]]:
        """Stems seen with a capital inside a sentence that is no headline, and stems seen without one."""
        upper: set[str] = set()
        lower: set[str] = set()
        for source in self:
            for token in source.reading.tokens:
                if token.stem and not token.capital:
                    lower.add(token.stem)
                elif token.capital and not token.first and not source.reading.title_case:
                    upper.add(token.stem)
        return frozenset(upper), frozenset(lower)


@dataclass(frozen=True)
class Alignment:
    """The claim, the evidence (best first) and the sentences it was chosen from."""

    claim: Reading
    evidence: tuple[Source, ...]
    sources: "Sources"

    def holds(self, stem: str) -> bool:
        """Whether some evidence has this stem, or the same country by another form."""
        return any(source.reading.has(stem) for source in self.evidence)


@lru_cache(maxsize=64)
def prepare(sentences: tuple[SourceSentence, ...], languages: tuple[tuple[str, str], ...]) -> Sources:
    """Parse the sources once for a set of articles; `languages` are (article id, language) pairs."""
    by_article = dict(languages)
    return Sources(Source(s, read(s.text, by_article.get(s.article, "en"))) for s in sentences)


def weights(claim: Reading) -> dict[str, float]:
    """What covering each stem is worth: names and numbers twice a common word."""
    found: dict[str, float] = {}
    for index in claim.content:
        token = claim.tokens[index]
        strong = token.stem.startswith("#") or (token.capital and not token.first and not claim.title_case)
        found[token.stem] = max(found.get(token.stem, 0.0), 2.0 if strong else 1.0)
    return found


def align(claim: Reading, sources: Sources, most: int = MOST) -> Alignment:
    """Choose the evidence: first the sentence nearest to the claim, then those that add at least a name or number,
    or two common words. Deterministic: ties go to the earlier source in the order of article id and offset."""
    wanted = weights(claim)
    total = sum(wanted.values()) or 1.0
    scored: list[tuple[float, Source, frozenset[str]]] = []
    for source in sources:
        covered = _covered(wanted, source.reading)
        if covered:
            gain = sum(wanted[stem] for stem in covered)
            pairs = len(claim.bigrams & source.reading.bigrams) / (len(claim.bigrams) or 1)
            brevity = 0.02 * len(source.reading.sequence) / 50
            scored.append((gain / total + 0.5 * pairs - brevity, source, covered))
    scored.sort(key=lambda item: (-item[0], item[1].sentence.article, item[1].sentence.start))
    chosen: list[Source] = []
    left = dict(wanted)
    while scored and len(chosen) < most:

        def worth(item: tuple[float, Source, frozenset[str]]) -> float:
            return sum(left.get(stem, 0.0) for stem in item[2])

        best = max(scored, key=lambda item: round(worth(item) / total + 0.3 * item[0], 9)) if chosen else scored[0]
        if chosen and worth(best) < 2.0:
            best = max(scored, key=worth)
            if worth(best) < 2.0 and not (worth(best) >= 1.0 and len(chosen) < 2):
                break
        chosen.append(best[1])
        for stem in best[2]:
            left.pop(stem, None)
        scored.remove(best)
        if not left:
            break
    rest = [source for _, source, _ in scored]
    return Alignment(claim, (*chosen, *_naming(claim, chosen, rest, sources))[:most], sources)


def _naming(claim: Reading, chosen: list[Source], rest: list[Source], sources: Sources) -> Iterator[Source]:
    """For each name that the chosen sentences have in another form ("Americans" for "American"), or of which they have
    only another part ("Brandt" for "Adela Brandt"): the best other sentence that has it as it is written."""
    held = {word for source in chosen for word in source.reading.words}
    found = names(claim, *sources.case)
    for place in found:
        token = claim.tokens[place]
        if token.folded in held:
            continue
        beside = [claim.tokens[i].stem for i in (place - 1, place + 1) if i in found]
        pairs = {pair for stem in beside for pair in ((stem, token.stem), (token.stem, stem))}
        varied = any(source.reading.has(token.stem) for source in chosen)
        for source in rest:
            if token.folded in source.reading.words and (varied or pairs & source.reading.bigrams):
                held |= source.reading.words
                yield source
                break


def _covered(wanted: dict[str, float], reading: Reading) -> frozenset[str]:
    direct = {stem for stem in wanted if stem in reading.positions}
    numbers = [s for s in wanted if s.startswith("#") and s not in direct]
    if numbers and reading.quantities:
        direct |= {s for s in numbers if any(_near(s, q.key) for q in reading.quantities)}
    for stem in wanted:
        if stem not in direct and reading.has(stem):
            direct.add(stem)
    return frozenset(direct)


def _near(stem: str, key: str) -> bool:
    """Whether a claim's number token may be a rounding of a source's."""
    try:
        a, b = float(stem[1:]), float(key)
    except ValueError:
        return False
    return abs(a - b) <= 0.05 * max(abs(a), abs(b)) and max(abs(a), abs(b)) >= 1000


def recall(claim: Reading, indexes: Sequence[int], reading: Reading) -> float:
    """The share of the claim's content tokens at `indexes` that one source sentence has; 1 when there are none."""
    stems = [claim.tokens[i].stem for i in indexes]
    if not stems:
        return 1.0
    return sum(reading.has(stem) for stem in stems) / len(stems)
