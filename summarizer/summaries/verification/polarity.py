"""Is something denied that the evidence affirms, or affirmed that it denies? By grammar, whatever stands between. English."""

from collections.abc import Iterator

from summarizer.summaries.verification.alignment import Alignment
from summarizer.summaries.verification.findings import Finding
from summarizer.summaries.verification.frames import alike, frames, told
from summarizer.summaries.verification.hedges import denies


def check(alignment: Alignment) -> Finding:
    """Fatal: a predicate with "not" that the evidence, which denies nothing, has without it; or the other way round."""
    return Finding({}, tuple(_turned(alignment)))


def _turned(alignment: Alignment) -> Iterator[str]:
    claim = alignment.claim
    for frame in frames(claim.text):
        views = [(reading, other) for reading, other in told(frame, alignment.evidence) if alike(frame, other)]
        if not views or any(other.negated == frame.negated for _, other in views):
            continue
        if frame.negated and not any(denies(reading) for reading, _ in views):
            yield f'"{frame.text}" is not denied in the evidence'
        if not frame.negated and frame.finite and not denies(claim):
            yield f'"{frame.text}" is denied in the evidence'
