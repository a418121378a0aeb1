"""(sentence, source sentences) -> verdict: align, run the checks, score. Knows nothing of how the sentence was made."""

from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path

from summarizer import grammar
from summarizer.protocols import SourceSentence, Verdict
from summarizer.summaries import sentences
from summarizer.summaries.sentences import unmarked_quotations
from summarizer.summaries.verification import (
    appositions,
    arguments,
    attachments,
    attribution,
    content,
    crossing,
    dates,
    direction,
    exchanged,
    fluency,
    governors,
    hedges,
    names,
    numbers,
    polarity,
    prepositions,
    quotations,
    realis,
    roles,
    scoring,
    stages,
    subjects,
    wording,
)
from summarizer.summaries.verification.alignment import MOST, Alignment, align, prepare
from summarizer.summaries.verification.findings import Finding
from summarizer.summaries.verification.reading import Reading, read
from summarizer.types import Article, content_id

ENGLISH = (
    realis.check,
    appositions.check,
    direction.check,
    prepositions.check,
    subjects.check,
    wording.check,
    stages.check,
)
"""The checks that know English words: they are asked about English sentences only."""
GRAMMAR = (arguments.check, governors.check, attachments.check, fluency.check)
"""The checks that parse English sentences."""
_ALIKE = 0.4
"""So much of its neighbouring words must a sentence share with its nearest evidence for a changed tie to be an error: a
sentence told in other words has other ties."""
_FEW = 5
"""So few sentences may do without a name in the middle; in more, the capitals have been lost."""


class RuleVerifier:
    """The default verifier: rules for what must not be wrong, a fitted score for the rest. No weights to load."""

    threshold = scoring.THRESHOLD

    @property
    def signature(self) -> str:
        """Name, whether there is a parser, and a hash of the rules and weights as they are written."""
        return f"rules+{'grammar' if grammar.available() else 'no-grammar'}+{_written()}"

    def check(self, text: str, sources: Sequence[SourceSentence], articles: Sequence[Article]) -> Verdict:
        """Align `text` with the sources that state it; support 0 for an empty sentence or without any source,
        1 for a whole source sentence word for word (a part of one may lose its "denied that", so it is checked), unless it stands
        within a quotation that begins before it: there it is somebody's word.

        Parsed sources are kept, so checking many sentences against the same sources costs little more than one.
        """
        own = _own(_claim(text, articles), sources, articles)
        aligned = self.align(text, own, articles)
        if not aligned.claim.content:
            return Verdict(0.0, (), ("nothing is stated",))
        if not aligned.evidence:
            quoted = self.align(text, sources, articles).evidence if len(own) < len(sources) else ()
            if quoted:
                return Verdict(0.0, (quoted[0].sentence.evidence,), ("it is somebody's word, told as a fact",))
            return Verdict(0.0, (), ("no source states anything of this",))
        copied = [source.sentence for source in aligned.sources if source.reading.text.strip() == text.strip()]
        if copied:
            return Verdict(1.0, tuple(sorted({sentence.evidence for sentence in copied}))[:MOST])
        findings = self.findings(aligned, articles)
        fatal = tuple(problem for finding in findings for problem in finding.fatal)
        minor = tuple(problem for finding in findings for problem in finding.minor)
        score = round(scoring.support(scoring.features(findings), len(fatal)), 4)
        evidence = tuple(sorted({source.sentence.evidence for source in aligned.evidence}))
        return Verdict(score, evidence, (*fatal, *minor))

    def align(self, text: str, sources: Sequence[SourceSentence], articles: Sequence[Article]) -> Alignment:
        """The evidence for `text`."""
        languages = tuple(sorted((article.id, article.language or "en") for article in articles))
        return align(_claim(text, articles), prepare(tuple(sources), languages))

    def findings(self, aligned: Alignment, articles: Sequence[Article]) -> tuple[Finding, ...]:
        """What each check finds, in a fixed order."""
        texts = {article.id: article.text for article in articles}
        published: dict[str, date] = {a.id: a.published.date() for a in articles if a.published is not None}
        return (
            content.check(aligned),
            names.check(aligned),
            numbers.check(aligned),
            dates.check(aligned, published),
            quotations.check(aligned, texts),
            hedges.check(aligned),
            attribution.check(aligned),
            roles.check(aligned),
            exchanged.check(aligned),
            crossing.check(aligned),
            *(check(aligned) for check in ENGLISH if aligned.claim.language in ("", "en")),
            self._grammar(aligned),
        )

    def _grammar(self, aligned: Alignment) -> Finding:
        """What the parser's checks find: fatal in a sentence told nearly as its evidence tells it, else only noted, but for a
        "not" too many or too few."""
        if not grammar.reads(aligned.claim.language) or not _written_as_usual(aligned):
            return Finding()
        turned = polarity.check(aligned).fatal
        problems = tuple(problem for check in GRAMMAR for problem in check(aligned).fatal)
        alike = len(aligned.claim.bigrams & aligned.evidence[0].reading.bigrams) >= _ALIKE * len(aligned.claim.bigrams)
        return Finding({}, (*problems, *turned)) if alike else Finding({}, turned, problems)


@cache
def _written() -> str:
    """A hash of this package's code, and of what finds quotations: what was checked by other rules is checked again."""
    files = [*sorted(Path(__file__).parent.glob("*.py")), Path(sentences.__file__)]
    return content_id("\n".join(file.read_text(encoding="utf-8") for file in files))[:8]


def _claim(text: str, articles: Sequence[Article]) -> Reading:
    """A sentence, read in the articles' language where they have one."""
    spoken = {article.language or "en" for article in articles}
    return read(text, min(spoken) if len(spoken) == 1 else "en")


def _own(claim: Reading, sources: Sequence[SourceSentence], articles: Sequence[Article]) -> Sequence[SourceSentence]:
    """What the articles tell as their own: where an English sentence says of nobody that he said it, without the sources that stand
    within a quotation of several sentences."""
    marked = any(mark in claim.text for mark in ('"', "“", "”", "``"))
    if claim.language not in ("", "en") or marked or attribution.said(claim):
        return sources
    inner = {article.id: unmarked_quotations(article) for article in articles}
    return [s for s in sources if s.index not in inner.get(s.article, ())]


def _written_as_usual(aligned: Alignment) -> bool:
    """Whether capitals are as a parser expects them: neither a headline's, nor lost."""
    if aligned.claim.title_case:
        return False
    named = any(token.capital and not token.first for source in aligned.sources for token in source.reading.tokens)
    return named or len(aligned.sources) < _FEW
