"""Who does what to whom, by grammar: does each predicate of the sentence have its agent and its patient in the sources?

Dependency arcs as the unit of entailment follow Goyal and Durrett (2020, DAE), here by rules over frames. English.
"""

from collections.abc import Iterator

from summarizer.summaries.verification.aliases import alias
from summarizer.summaries.verification.alignment import Alignment
from summarizer.summaries.verification.findings import Finding
from summarizer.summaries.verification.frames import SPEAKS_FOR, Argument, Frame, frames, told
from summarizer.summaries.verification.reading import Reading, word_stem
from summarizer.summaries.verification.same_names import same_name

_WITH = frozenset(word_stem(word) for word in ("provide", "supply", "present", "serve", "equip", "arm", "entrust"))
"""Verbs of which one is given a thing, or given "with" a thing: "provide women with advice", "provide advice"."""
_COPIED = 3
"""So many words beside the agent, all from one frame, make a sentence that frame with another agent."""
_COPY = 0.75
"""In a sentence with so many of the other's neighbouring words, one such word will do."""
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
        if role == "patient" and frame.predicate in _WITH and any(_beside(mine, other) for other in everywhere):
            continue
        views = [(reading, o) for reading, o in nearby if _about(frame, o, role)]
        others = [(reading, _role(o, role)) for reading, o in views]
        two = all(theirs and theirs.known and _contrast(mine, theirs, reading) for reading, theirs in others)
        spliced = role == "agent" and all(_spliced(frame, other, reading, alignment) for reading, other in views)
        if others and (two or spliced):
            done = f"{mine.text} {frame.text}" if role == "agent" else f"{frame.text} {mine.text}"
            yield f'"{done}": the evidence has this of "{others[0][1].text if others[0][1] else ""}"'


def _role(frame: Frame, role: str) -> Argument | None:
    return frame.agent if role == "agent" else frame.patient


def _beside(mine: Argument, other: Frame) -> bool:
    """Whether the frame has these words elsewhere: behind "with", which a parser may tie to the patient."""
    return bool(mine.heads & (other.rest | (other.patient.words if other.patient else frozenset())))


def _same(mine: Argument, theirs: Argument | None) -> bool:
    """Whether the two name the same."""
    return theirs is not None and any(a == b or same_name(a, b) for a in mine.heads for b in theirs.heads)


def _contrast(mine: Argument, theirs: Argument, reading: Reading) -> bool:
    """Whether the evidence has both, as two: one beside the other, or one as what the other is of."""
    if not any(reading.has(stem) for stem in mine.heads):
        return False
    return not (mine.heads & theirs.words and theirs.heads & SPEAKS_FOR)


def _spliced(frame: Frame, other: Frame, reading: Reading, alignment: Alignment) -> bool:
    """Whether the frame is another one's, word for word, but for its agent: two names, or two nouns, that nothing ties."""
    mine, theirs = frame.agent, other.agent
    if not (mine and theirs and mine.known and theirs.known) or (mine.heads | theirs.heads) & SPEAKS_FOR:
        return False
    own = frame.rest | (frame.patient.heads if frame.patient else frozenset())
    held = other.rest | (other.patient.words if other.patient else frozenset())
    copied = len(alignment.claim.bigrams & reading.bigrams) >= _COPY * len(alignment.claim.bigrams)
    if (
        len(own) < (1 if copied else _COPIED)
        or not own <= held
        or mine.words & theirs.words
        or mine.named != theirs.named
    ):
        return False
    return not alias(alignment, mine.heads, theirs.heads)


def _about(one: Frame, other: Frame, role: str) -> bool:
    """Whether two frames of one predicate tell of one thing, going by all but the role in question."""
    left, right = (one.patient, other.patient) if role == "agent" else (one.agent, other.agent)
    if left and right and left.known and right.known:
        return bool(left.heads & right.heads) or len(one.rest & other.rest) >= _MUCH
    return bool(one.rest & other.rest) or not one.rest
