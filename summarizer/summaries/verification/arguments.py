"""Who does what to whom, by grammar: does each predicate of the sentence have its agent and its patient in the sources?

Dependency arcs as the unit of entailment follow Goyal and Durrett (2020, DAE), here by rules over frames. English.
"""

from collections.abc import Iterator

from summarizer.summaries.verification.alignment import Alignment
from summarizer.summaries.verification.findings import Finding
from summarizer.summaries.verification.frames import SPEAKS_FOR, Argument, Frame, frames, told
from summarizer.summaries.verification.reading import Reading
from summarizer.summaries.verification.same_names import same_name

_MUCH = 2
"""So many words beside agent and patient make two frames tell of one thing, whoever takes part."""


def check(alignment: Alignment) -> Finding:
    """Fatal: a predicate whose agent or patient is another one, also named in the same sentence, wherever the sources
    have the predicate: "the judge was shot" for "the son of the judge was shot"."""
    return Finding({}, tuple(problem for frame in frames(alignment.claim.text) for problem in _judge(frame, alignment)))


def _judge(frame: Frame, alignment: Alignment) -> Iterator[str]:
    everywhere = [other for _, other in told(frame, alignment.sources)]
    nearby = list(told(frame, alignment.evidence))
    for role, mine in (("agent", frame.agent), ("patient", frame.patient)):
        if mine is None or not mine.known or any(_same(mine, _role(other, role)) for other in everywhere):
            continue
        others = [(reading, _role(o, role)) for reading, o in nearby if _about(frame, o, role)]
        if others and all(theirs and theirs.known and _contrast(mine, theirs, reading) for reading, theirs in others):
            done = f"{mine.text} {frame.text}" if role == "agent" else f"{frame.text} {mine.text}"
            yield f'"{done}": the evidence has this of "{others[0][1].text if others[0][1] else ""}"'


def _role(frame: Frame, role: str) -> Argument | None:
    return frame.agent if role == "agent" else frame.patient


def _same(mine: Argument, theirs: Argument | None) -> bool:
    """Whether the two name the same."""
    return theirs is not None and any(a == b or same_name(a, b) for a in mine.heads for b in theirs.heads)


def _contrast(mine: Argument, theirs: Argument, reading: Reading) -> bool:
    """Whether the evidence has both, as two: one beside the other, or one as what the other is of."""
    if not any(reading.has(stem) for stem in mine.heads):
        return False
    return not (mine.heads & theirs.words and theirs.heads & SPEAKS_FOR)


def _about(one: Frame, other: Frame, role: str) -> bool:
    """Whether two frames of one predicate tell of one thing, going by all but the role in question."""
    left, right = (one.patient, other.patient) if role == "agent" else (one.agent, other.agent)
    if left and right and left.known and right.known:
        return bool(left.heads & right.heads) or len(one.rest & other.rest) >= _MUCH
    return bool(one.rest & other.rest) or not one.rest
