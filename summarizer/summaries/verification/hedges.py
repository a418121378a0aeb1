"""Do "not", "may", "denied" and "alleged" stand where they stand in the evidence: neither lost nor added?"""

import itertools
from collections.abc import Iterable

from summarizer.summaries.verification.alignment import Alignment, Source
from summarizer.summaries.verification.findings import Finding
from summarizer.summaries.verification.forms import CORE_MODALS, HEDGES, SPEECH
from summarizer.summaries.verification.reading import Reading

_KEEPS = {"claim": SPEECH, "possibility": CORE_MODALS | {"threat", "threats", "plan", "plans", "proposal"}}
"""Words anywhere in a sentence that keep a hedge of this kind."""
_HARDLY = frozenset(("barely", "hardly", "scarcely", "rarely", "refused", "refuses", "declined"))
_REACH = 2
"""A hedge bears on the content words so many content words after it, within its clause (or right before it)."""


def _kind(folded: str) -> str | None:
    if folded.endswith("n't") or folded in HEDGES["negation"]:
        return "negation"
    for kind in ("denial", "claim"):
        if folded in HEDGES[kind]:
            return kind
    return "possibility" if folded in CORE_MODALS else None


def hedged(reading: Reading) -> dict[str, set[str]]:
    """Stem -> the kinds of hedge that bear on it."""
    found: dict[str, set[str]] = {}
    tokens = reading.tokens
    for index, token in enumerate(tokens):
        kind = _kind(token.folded) if token.stem else None
        if kind is None or (
            token.folded == "no" and index + 1 < len(tokens) and tokens[index + 1].stem.startswith("#")
        ):
            continue
        if token.folded == "may" and token.capital and not token.first:
            continue
        reached = 0
        for other in tokens[index + 1 : index + 14]:
            if other.text in ";:." or (other.text == "," and reached >= 1):
                break
            if other.folded in ("but", "while", "although", "because") and other.stem:
                break
            if other.content and _kind(other.folded) is None:
                found.setdefault(other.stem, set()).add(kind)
                reached += 1
                if reached >= _REACH:
                    break
    return found


def check(alignment: Alignment) -> Finding:
    """A hedge lost or added on words that claim and evidence share. Any evidence that agrees is enough."""
    claim = hedged(alignment.claim)
    views = [(source, hedged(source.reading)) for source in alignment.evidence]
    fatal: list[str] = []
    minor: list[str] = []
    features = {"negation_flipped": 0.0, "hedge_lost": 0.0, "hedge_added": 0.0}
    for kind, name in (
        ("negation", "negation_flipped"), ("denial", "hedge_lost"), ("claim", "hedge_lost"), ("possibility", "hedge_lost"),
    ):  # fmt: skip
        added = _disagree(alignment.claim, claim, views, kind, in_claim=True)
        lost = _disagree(alignment.claim, claim, views, kind, in_claim=False)
        if added:
            text = f'{kind} of "{added}" not in the evidence'
            (minor if kind in ("possibility", "claim") else fatal).append(text)
            features["hedge_added" if kind != "negation" else name] = 1.0
        if lost and not alignment.claim.words & _KEEPS.get(kind, frozenset()):
            fatal.append(f'{kind} of "{lost}" in the evidence is lost')
            features[name] = 1.0
    return Finding(features, tuple(fatal), tuple(minor))


def _alike(kind: str) -> set[str]:
    """Kinds in the claim that keep a hedge of this kind: an allegation may be told as a possibility, not as a fact."""
    return {"negation": {"negation", "denial"}, "denial": {"denial", "negation", "claim"}}.get(
        kind, {"claim", "possibility", "denial"}
    )


def _disagree(
    claim: Reading,
    own: dict[str, set[str]],
    views: Iterable[tuple[Source, dict[str, set[str]]]],
    kind: str,
    *,
    in_claim: bool,
) -> str:
    """The words on which claim and every evidence that has them differ about this hedge; empty when none.

    Two neighbouring content words must be shared in the scope, so that a word elsewhere in a sentence does not count.
    """
    alike = _alike(kind) if not in_claim else {kind, *({"denial"} if kind == "negation" else set())}
    stems = [claim.tokens[i].stem for i in claim.content if not _kind(claim.tokens[i].folded)]
    shown = {claim.tokens[i].stem: claim.tokens[i].text for i in claim.content}
    for first, second in itertools.pairwise(stems):
        if kind == "claim" and (first.startswith("#") or second.startswith("#")):
            continue
        here = any(kind in own.get(stem, ()) for stem in (first, second))
        if here != in_claim or (not in_claim and any(own.get(s, set()) & alike for s in (first, second))):
            continue
        seen = agree = False
        for source, view in views:
            if not _close_together(source.reading, first, second):
                continue
            seen = True
            kinds = [view.get(stem, set()) for stem in (first, second)]
            near = in_claim and _near_hedge(source.reading, (first, second), alike)
            agree = agree or near or (any(k & alike for k in kinds) if in_claim else not all(kind in k for k in kinds))
        if seen and not agree:
            return f"{shown.get(first, first)} {shown.get(second, second)}"
    return ""


def _close_together(reading: Reading, first: str, second: str) -> bool:
    """Whether both stems stand within six tokens, in this order."""
    return any(0 < b - a <= 6 for a in reading.positions.get(first, ()) for b in reading.positions.get(second, ()))


def _near_hedge(reading: Reading, stems: tuple[str, ...], kinds: set[str]) -> bool:
    """Whether a hedge of these kinds stands within seven tokens of one of the stems, on either side."""
    hedges_at = [
        i for i, t in enumerate(reading.tokens) if t.stem and (_kind(t.folded) in kinds or t.folded in _HARDLY)
    ]
    return any(abs(i - j) <= 7 for stem in stems for i in reading.positions.get(stem, ()) for j in hedges_at)
