"""Is what a source only fears, claims, promises or thinks possible told as a fact? English.

Which verbs and nouns leave open whether what they govern is true follows the non-factive classes of Kiparsky and
Kiparsky (1970) and Saurí and Pustejovsky (2009, FactBank).
"""

from collections.abc import Iterator

from summarizer.summaries.verification.alignment import Alignment
from summarizer.summaries.verification.findings import Finding
from summarizer.summaries.verification.forms import SPEECH
from summarizer.summaries.verification.frames import SPEAKS_FOR, Argument, Frame, alike, frames, told
from summarizer.summaries.verification.reading import word_stem

_OPEN_VERBS = (
    "affirm allege argue claim contend insist maintain assert believe think suspect fear worry hope wish expect predict "
    "forecast suggest imply doubt deny dispute reject promise vow pledge threaten plan intend want try attempt seek aim "
    "consider refuse urge demand propose accuse imagine pretend speculate rumor aspire vie appear seem"
)
_OPEN_NOUNS = (
    "possibility likelihood chance risk fear claim allegation accusation suggestion rumor rumour speculation hope belief "
    "threat proposal plan suspicion concern idea theory prediction doubt bid effort attempt promise vow pledge demand "
    "request call desire notion argument hypothesis offer"
)
_OPEN = frozenset((*_OPEN_VERBS.split(), *_OPEN_NOUNS.split()))
_OPEN_STEMS = frozenset(word_stem(word) for word in _OPEN)
_STATE = frozenset(["polic", "author", "offici", "govern", "depart", "ministri", "agenc", "offic", "administr"])
"""Stems of words for the state: what its police say, the authorities say."""
_SPEECH_WORDS = "say tell add state report warn note announce write testify explain declare estimate"
_SPEECH = frozenset(_SPEECH_WORDS.split())
_RULING = frozenset(("find", "rule", "conclude", "decide", "determine"))
_PARTIES_WORDS = (
    "judge prosecutor lawyer attorney lawsuit suit complaint indictment filing plaintiff defendant accuser critic opponent "
    "supporter activist candidate rival"
)
_PARTIES = frozenset(word_stem(word) for word in _PARTIES_WORDS.split())
"""What these say or find is theirs to say: told without them, it becomes the newspaper's word."""


def check(alignment: Alignment) -> Finding:
    """Fatal: a predicate told outright that hangs, wherever the evidence has it of the same things, on a word that
    leaves its truth open; one given as the words of somebody else."""
    return Finding({}, tuple(problem for frame in frames(alignment.claim.text) for problem in _judge(frame, alignment)))


def _judge(frame: Frame, alignment: Alignment) -> Iterator[str]:
    others = [other for _, other in told(frame, alignment.evidence) if alike(frame, other)]
    if not others:
        return
    if frame.finite and not frame.modal and all(other.modal for other in others):
        yield f'"{frame.text}" is told in the evidence with "would" or the like'
    if any(word in _OPEN or word in _SPEECH or word in _RULING for word in frame.governors):
        if (mine := frame.speaker) and mine.known and all(_of_another(mine, other.speaker) for other in others):
            theirs = others[0].speaker
            yield f'"{frame.text}" is not from "{mine.text}" but from "{theirs.text if theirs else ""}" in the evidence'
        return
    words = alignment.claim.words
    if "according" in words or '"' in alignment.claim.text or "“" in alignment.claim.text:
        return
    hanging = [_hangs_on(other, unattributed=not words & SPEECH) for other in others]
    if all(hanging) and not any(token.stem in _OPEN_STEMS for token in alignment.claim.tokens):
        yield f'"{frame.text}" hangs on "{hanging[0]}" in the evidence'


def _hangs_on(frame: Frame, *, unattributed: bool) -> str:
    """The word that leaves open whether the frame is true; `unattributed`: also one of telling by a party to a dispute."""
    party = unattributed and frame.speaker is not None and frame.speaker.heads & _PARTIES
    return next((w for w in frame.governors if w in _OPEN or (party and (w in _SPEECH or w in _RULING))), "")


def _of_another(mine: Argument, theirs: Argument | None) -> bool:
    """Whether the evidence has another one, by name or noun, say it, who shares no word with the sentence's speaker."""
    if theirs is None or not theirs.known or mine.words & theirs.words or mine.heads & SPEAKS_FOR:
        return False
    if mine.named != theirs.named:
        return False
    return not (mine.words & _STATE and theirs.words & _STATE)
