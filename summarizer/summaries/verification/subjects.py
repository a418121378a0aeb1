"""Does the subject of each verb do in the sources what the sentence has it do? Finds merged sentences.

Without a parser: the words before a verb, and what stands before the same words wherever a source has them. English.
"""

from summarizer.summaries.verification.aliases import alias
from summarizer.summaries.verification.alignment import Alignment
from summarizer.summaries.verification.findings import Finding
from summarizer.summaries.verification.forms import CLAUSE_OPENERS, PRONOUNS
from summarizer.summaries.verification.naming import may_name
from summarizer.summaries.verification.reading import Reading
from summarizer.summaries.verification.same_names import same_name

_AUXILIARY = frozenset(
    ("is", "was", "are", "were", "will", "has", "have", "had", "would", "can", "could", "may", "might", "did")
)
_BE = _AUXILIARY | {"be", "been", "being"}
_RELATIVE = frozenset(("who", "which", "whose", "where"))
_STANDS_FOR = (
    PRONOUNS
    | {"nobody", "none", "nothing", "no", "someone", "everyone", "anyone", "one"}
    | {"who", "which", "that", "you", "this", "these", "those", "both", "all"}
)
"""Words that may stand for a subject named elsewhere, so that nothing can be said."""
_BEFORE_NOUN = frozenset(("a", "an", "the", "this", "of", "its", "his", "her", "their"))
"""What follows these is no verb ("a vote of 12 to 3"), and so has no subject."""
_DETERMINERS = frozenset(("no", "one", "this", "these", "those", "both", "all", "that"))
"""Of these, some stand for a subject alone, and for none before a noun ("at least one officer was")."""
_DONE = 3
"""So many content words after the verb tell what is done; two are the least."""
_SPAN = 9
"""They stand in a source within so many tokens."""
_BEFORE = 12
"""The subject stands in a source within so many tokens before them."""
_LONG = 9
"""A subject, with its apposition, of more content words is no subject but more of the sentence."""


def check(alignment: Alignment) -> Finding:
    """Fatal: a subject that does what every source with the same words has another one do."""
    found = _other_subject(alignment)
    return Finding({}, found)


def _other_subject(alignment: Alignment) -> tuple[str, ...]:
    claim = alignment.claim
    for verb, token in enumerate(claim.tokens):
        if not token.stem or token.capital or not (token.folded in _AUXILIARY or token.verb_like):
            continue
        subject = _subject(claim, verb)
        done = _done(claim, verb)
        if not subject or len(done) < 2:
            continue
        views = [
            (source.reading, place)
            for source in alignment.sources
            for place in _places(source.reading, token.stem, done)
        ]
        if not views or any(_same(claim, reading, place, subject) for reading, place in views):
            continue
        if token.verb_like and any((subject[0], token.stem) in s.reading.bigrams for s in alignment.sources):
            continue
        others = [_named(reading, place) for reading, place in views]
        if not all(others) or any(alias(alignment, subject, other) for other in others):
            continue
        shown = " ".join(t.text for t in claim.tokens[:verb] if t.stem in subject)
        reading, place = views[0]
        theirs = " ".join(t.text for t in reading.tokens[:place] if t.stem in others[0])
        return (f'"{shown} {token.text}": the sources say this of "{theirs}"',)
    return ()


def _subject(reading: Reading, verb: int) -> tuple[str, ...]:
    """Content stems of the noun phrase before the verb, appositions included; empty when a pronoun or a relative may be
    the subject, or another verb stands between."""
    stems: list[str] = []
    inside = crossed = False
    for token in reversed(reading.tokens[:verb]):
        if token.text in "()":
            inside = token.text == ")"
        if inside or token.text == "(":
            continue
        if not token.stem:
            if token.text in ';:—–"“”':
                break
            crossed = crossed or token.text == ","
        elif token.folded in _RELATIVE:
            return ()
        elif token.folded in CLAUSE_OPENERS or token.folded == "that":
            break
        elif token.folded in _STANDS_FOR or token.folded in _AUXILIARY or token.folded == "to" or token.verb_like:
            return ()
        elif token.content and not token.stem.startswith("#") and not token.folded.endswith("ly"):
            stems.append(token.stem)
    return tuple(stems) if len(stems) <= (_LONG if crossed else _LONG - 2) else ()


def _done(reading: Reading, verb: int) -> tuple[str, ...]:
    """The first content stems from the verb on, up to a mark."""
    found: list[str] = []
    for token in reading.tokens[verb:]:
        if not token.stem and token.text in ",;:—–" and len(found) > 1:
            break
        if token.content:
            found.append(token.stem)
        if len(found) == _DONE:
            break
    return tuple(found)


def _places(reading: Reading, verb: str, done: tuple[str, ...]) -> list[int]:
    """Where the words stand in this order and near each other: the token where the verb, or the first of them, is."""
    found = []
    for start in reading.positions.get(done[0], ()):
        at = start
        for stem in done[1:]:
            at = next((i for i in reading.positions.get(stem, ()) if at < i <= start + _SPAN), -1)
            if at < 0:
                break
        else:
            near = [i for i in reading.positions.get(verb, ()) if start - 4 <= i <= start]
            place = near[-1] if near else start
            if not place or reading.tokens[place - 1].folded not in _BEFORE_NOUN:
                found.append(place)
    return found


def _same(claim: Reading, reading: Reading, place: int, subject: tuple[str, ...]) -> bool:
    """Whether one of the subject's words stands before, or right before the verb a word that may stand for it."""
    before = [t for t in reading.tokens[max(0, place - _BEFORE) : place] if t.stem]
    if any(_one(stem, token.stem) for stem in subject for token in before if token.content):
        return True
    own = [token for token in claim.tokens if token.stem in subject]
    if any(may_name(t, reading) for t in own if t.text.isupper()) or any(
        may_name(t, claim) for t in before if t.text.isupper() and t.content
    ):
        return True
    near = [t for t in before[-3:] if t.folded not in _BE]
    if "there" in [t.folded for t in near[-1:]]:
        return False
    stands = any(
        t.folded in _STANDS_FOR and not (t.folded in _DETERMINERS and any(later.content for later in near[at + 1 :]))
        for at, t in enumerate(near)
    )
    return not near or stands or "to" in [t.folded for t in near] or not any(t.content for t in before)


def _one(a: str, b: str) -> bool:
    """Whether two stems are one, or forms of one name ("norvia", "norvian")."""
    return same_name(a, b) or (min(len(a), len(b)) >= 5 and (a.startswith(b) or b.startswith(a)))


def _named(reading: Reading, place: int) -> tuple[str, ...]:
    """The last content words before the place: who does it there; "there" where nobody does."""
    near = [t.folded for t in reading.tokens[max(0, place - 3) : place] if t.stem and t.folded not in _BE]
    if "there" in near[-1:]:
        return ("there",)
    before = [t for t in reading.tokens[max(0, place - _BEFORE) : place] if t.content and not t.stem.startswith("#")]
    return tuple(t.stem for t in before[-3:] if not t.folded.endswith("ly"))
