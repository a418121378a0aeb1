"""Is a case, a bill or a victim further on than the evidence has it? Is what only appears told as reported? English.

"charges" for "convictions", "passed" for "introduced", "killed" for "wounded": near in meaning, so that shared words
and embeddings let them pass, and the worst that a newspaper can get wrong.
"""

from collections.abc import Iterator, Sequence

from summarizer.summaries.verification.alignment import Alignment
from summarizer.summaries.verification.findings import Finding
from summarizer.summaries.verification.forms import HEDGES, SPEECH
from summarizer.summaries.verification.reading import Reading

_COURSES = (
    (
        "arrest arrests arrested arresting detained detains detaining",
        "charge charges charged charging indict indicted indicts indictment indictments",
        "convict convicts convicted convicting conviction convictions",
        "sentenced sentencing",
        "acquit acquits acquitted acquittal exonerated exoneration",
        "pardon pardons pardoned pardoning clemency",
    ),
    (
        "introduce introduces introduced proposed proposes proposing drafted",
        "pass passes passed passing passage approve approves approved approving approval adopted adopts",
        "sign signs signed signing",
        "veto vetoes vetoed vetoing reject rejects rejected rejecting rejection repealed repeals repeal",
    ),
    (
        "kill kills killed killing killings dead die dies died dying death deaths murder murders murdered slain fatal fatally",
        "hurt hurting injure injures injured injuring injury injuries wound wounds wounded wounding",
    ),
)
_STAGES = tuple(tuple(frozenset(stage.split()) for stage in course) for course in _COURSES)
"""Courses of events: in each, the words of its stages."""
_HEARSAY = frozenset(("reportedly", "allegedly", "purportedly", "supposedly"))
_TAKEN_OVER = 0.6
"""A sentence with so many of the word pairs of its nearest evidence tells that one, and no other lends it a word."""
_SOMEONES = SPEECH | HEDGES["claim"] | frozenset(("report", "reporting", "saying", "say", "stating"))


def check(alignment: Alignment) -> Finding:
    """Fatal: a word of another stage where the evidence has its own beside the same words; hearsay of nobody."""
    evidence = [source.reading for source in alignment.evidence]
    if len(alignment.claim.bigrams & evidence[0].bigrams) >= _TAKEN_OVER * len(alignment.claim.bigrams):
        evidence = evidence[:1]
    held = frozenset(word for reading in evidence for word in reading.words)
    fatal = [*_moved(alignment.claim, evidence, held)]
    if not held & _SOMEONES:
        fatal += [f'nobody reports what is told "{word}"' for word in sorted(alignment.claim.words & _HEARSAY)]
    return Finding({}, tuple(fatal))


def _moved(claim: Reading, evidence: Sequence[Reading], held: frozenset[str]) -> Iterator[str]:
    for place, token in enumerate(claim.tokens):
        for course in _STAGES:
            own = next((stage for stage in course if token.folded in stage), None)
            if own is None or own & held:
                continue
            others = (frozenset().union(*course) & held) - claim.words
            near = _neighbours(claim, place)
            for reading in evidence:
                for at, other in enumerate(reading.tokens):
                    if other.folded in others and near & _neighbours(reading, at):
                        yield f'"{token.text}" stands for "{other.text}"'
                        return


def _neighbours(reading: Reading, place: int) -> set[str]:
    """The stems of the content words near a place."""
    return {t.stem for t in reading.tokens[max(0, place - 2) : place + 3] if t.content} - {reading.tokens[place].stem}
