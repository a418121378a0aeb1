"""Do "not", "may", "denied" and "alleged" stand where they stand in the evidence: neither lost nor added?"""

import itertools
from collections.abc import Iterable

from summarizer.summaries.verification.alignment import Alignment
from summarizer.summaries.verification.findings import Finding
from summarizer.summaries.verification.forms import CORE_MODALS, DENYING, SPEECH
from summarizer.summaries.verification.hedge_scopes import Scopes
from summarizer.summaries.verification.hedge_words import hedge_words
from summarizer.summaries.verification.reading import Reading

_KEEPS = {"claim": SPEECH, "possibility": CORE_MODALS | {"threat", "threats", "plan", "plans", "proposal"}}
"""English words anywhere in a sentence that keep a hedge of this kind."""
_HARDLY = frozenset(("barely", "hardly", "scarcely", "rarely", "refused", "refuses", "declined"))
_TOGETHER = 6
"""Two words of one statement stand at most so many tokens apart."""


def hedged(reading: Reading) -> dict[str, frozenset[str]]:
    """Stem -> the kinds of hedge that bear on it."""
    return Scopes(reading).bearing


def check(alignment: Alignment) -> Finding:
    """A hedge lost or added on words that claim and evidence share. Any evidence that agrees is enough."""
    claim = Scopes(alignment.claim)
    views = [Scopes(source.reading) for source in alignment.evidence]
    fatal: list[str] = []
    minor: list[str] = []
    features = {"negation_flipped": 0.0, "hedge_lost": 0.0, "hedge_added": 0.0}
    for kind, name in (
        ("negation", "negation_flipped"), ("denial", "hedge_lost"), ("claim", "hedge_lost"), ("possibility", "hedge_lost"),
    ):  # fmt: skip
        added = _disagree(claim, views, kind, in_claim=True)
        lost = _disagree(claim, views, kind, in_claim=False)
        if added:
            text = f'{kind} of "{added}" not in the evidence'
            (minor if kind in ("possibility", "claim") else fatal).append(text)
            features["hedge_added" if kind != "negation" else name] = 1.0
        if lost and not _kept(claim, kind):
            fatal.append(f'{kind} of "{lost}" in the evidence is lost')
            features[name] = 1.0
    if word := _denied_nowhere(alignment):
        fatal.append(f'the evidence denies nothing: "{word}"')
        features["negation_flipped"] = 1.0
    return Finding(features, tuple(fatal), tuple(minor))


def denies(reading: Reading) -> bool:
    """Whether an English sentence denies something, by whatever word."""
    return any(word in DENYING or word.endswith("n't") for word in reading.words)


def _denied_nowhere(alignment: Alignment) -> str:
    """A "not" or "never" of an English sentence all of whose evidence only affirms."""
    claim = alignment.claim
    if claim.language not in ("", "en") or any(denies(source.reading) for source in alignment.evidence):
        return ""
    return next((t.text for t in claim.tokens if t.folded in ("not", "never") or t.folded.endswith("n't")), "")


def _kept(claim: Scopes, kind: str) -> bool:
    """Whether a word anywhere in the claim keeps a hedge of this kind: an allegation told as someone's words."""
    words = hedge_words(claim.reading.language)
    if words is None:
        return bool(claim.reading.words & _KEEPS.get(kind, frozenset()))
    if kind == "claim":
        return any(token.text.lower() in words.speech for token in claim.reading.tokens)
    return kind == "possibility" and kind in claim.kinds


def _alike(kind: str) -> set[str]:
    """Kinds in the claim that keep a hedge of this kind: an allegation may be told as a possibility, not as a fact."""
    return {"negation": {"negation", "denial"}, "denial": {"denial", "negation", "claim"}}.get(
        kind, {"claim", "possibility", "denial"}
    )


def _disagree(claim: Scopes, views: Iterable[Scopes], kind: str, *, in_claim: bool) -> str:
    """The words on which claim and every evidence that has them differ about this hedge; empty when none.

    Two neighbouring content words must be shared in the scope, so that a word elsewhere in a sentence does not count.
    """
    reading, own = claim.reading, claim.bearing
    alike = _alike(kind) if not in_claim else {kind, *({"denial"} if kind == "negation" else set())}
    if kind in ("claim", "possibility") and hedge_words(reading.language) is not None:
        alike = _alike(kind)  # one form says both: "soll gestohlen haben", "aurait volé"
    stems = [reading.tokens[i].stem for i in reading.content if not claim.kinds[i]]
    shown = {reading.tokens[i].stem: reading.tokens[i].text for i in reading.content}
    for first, second in itertools.pairwise(stems):
        if kind == "claim" and (first.startswith("#") or second.startswith("#")):
            continue
        here = any(kind in own.get(stem, ()) for stem in (first, second))
        if here != in_claim or (not in_claim and any(own.get(s, frozenset()) & alike for s in (first, second))):
            continue
        seen = agree = False
        for view in views:
            if not _close_together(view.reading, first, second):
                continue
            seen = True
            kinds = [view.bearing.get(stem, frozenset()) for stem in (first, second)]
            near = in_claim and _near_hedge(view, (first, second), alike)
            agree = agree or near or (any(k & alike for k in kinds) if in_claim else not all(kind in k for k in kinds))
        if seen and not agree:
            return f"{shown.get(first, first)} {shown.get(second, second)}"
    return ""


def _close_together(reading: Reading, first: str, second: str) -> bool:
    """Whether both stems stand within six tokens, in this order (in any, where the verb moves: in German)."""
    least = -_TOGETHER if reading.language == "de" else 1
    return any(
        a != b and least <= b - a <= _TOGETHER
        for a in reading.positions.get(first, ())
        for b in reading.positions.get(second, ())
    )


def _near_hedge(view: Scopes, stems: tuple[str, ...], kinds: set[str]) -> bool:
    """Whether a hedge of these kinds stands within seven tokens of one of the stems, on either side."""
    words = hedge_words(view.reading.language)
    hardly = _HARDLY if words is None else words.hardly
    hedges_at = [
        i
        for i, (token, kind) in enumerate(zip(view.reading.tokens, view.kinds, strict=True))
        if token.stem and (kind in kinds or (token.folded if words is None else token.text.lower()) in hardly)
    ]
    return any(abs(i - j) <= 7 for stem in stems for i in view.reading.positions.get(stem, ()) for j in hedges_at)
