"""A true sentence -> false ones, one kind of error each; for fitting and measuring the verifier.

names       one name becomes another of the same story
roles       two names of the sentence change places
numbers     a number becomes another
weekdays    a weekday becomes another
negation    "not" is put in or taken out
hedges      "may", "allegedly" and the like are lost
speakers    someone else of the story is made to say it
merged      the subject of one sentence does what another sentence says
"""

import random
import re
from collections.abc import Sequence

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
KINDS = ("names", "roles", "numbers", "weekdays", "negation", "hedges", "speakers", "merged")
_NAME = re.compile(r"(?<![.!?\"“] )(?<!^)\b[A-Z][a-z]+(?: [A-Z][a-z]+)*\b")
_NUMBER = re.compile(r"(?<![\w.,-])\d{1,3}(?:,\d{3})*(?:\.\d+)?(?![\w.,]*\d)")
_HEDGE = re.compile(r"\b(?:may|might|could) (?=[a-z]+\b)|\b(?:allegedly|reportedly) ")
_VERB = re.compile(r"\b(?:is|was|are|were|will|has|have|would|can|could)\b(?! not)")
_SAID = re.compile(r"^((?:[A-Z][\w.'-]+ ?){1,4})(said|says|told|claimed|added)\b")


def _people(text: str) -> list[str]:
    return [name for name in _NAME.findall(text) if name not in DAYS]


def corrupt(kind: str, sentence: str, others: Sequence[str], rng: random.Random) -> str | None:
    """The sentence with one error of this kind, or None when it has no place for it. `others` are of the same story."""
    mine = _people(sentence)
    theirs = sorted({n for other in others for n in _people(other)} - set(mine))
    theirs = [n for n in theirs if not any(n in m or m in n for m in mine)]
    if kind == "names" and mine and theirs:
        return sentence.replace(rng.choice(mine), rng.choice(theirs))
    if kind == "roles":
        distinct = sorted({n for n in mine if sentence.count(n) == 1})
        if len(distinct) < 2:
            return None
        a, b = rng.sample(distinct, 2)
        return sentence.replace(a, "\0").replace(b, a).replace("\0", b)
    if kind == "numbers" and (found := list(_NUMBER.finditer(sentence))):
        match = rng.choice(found)
        value = float(match.group().replace(",", ""))
        changed = value + rng.choice((1, 2, 3, 7, 10)) if value < 100 else round(value * rng.choice((0.5, 1.3, 2)))
        return sentence[: match.start()] + f"{changed:g}" + sentence[match.end() :]
    if kind == "weekdays" and (days := [d for d in DAYS if d in sentence]):
        day = rng.choice(days)
        return sentence.replace(day, rng.choice([d for d in DAYS if d != day]))
    if kind == "negation":
        if " not " in sentence:
            return sentence.replace(" not ", " ", 1)
        if match_verb := _VERB.search(sentence):
            return f"{sentence[: match_verb.end()]} not{sentence[match_verb.end() :]}"
    if kind == "hedges" and (hedge := _HEDGE.search(sentence)):
        word = "will " if hedge.group().strip() in ("may", "might", "could") else ""
        return sentence[: hedge.start()] + word + sentence[hedge.end() :]
    if kind == "speakers" and (said := _SAID.match(sentence)) and theirs:
        return f"{rng.choice(theirs)} {said[2]}{sentence[said.end() :]}"
    if kind == "merged":
        return _merged(sentence, others, rng)
    return None


def _merged(sentence: str, others: Sequence[str], rng: random.Random) -> str | None:
    """The subject of this sentence with the rest, after its first verb, of another that has another subject."""
    own = _VERB.search(sentence)
    tails = [(o, m) for o in others if o != sentence and (m := _VERB.search(o)) and 3 < m.start() < 60]
    if own is None or not 3 < own.start() < 60 or not tails:
        return None
    other, match = rng.choice(tails)
    head = sentence[: own.start()].strip()
    if head.split()[-1] in other[: match.start()]:
        return None
    return f"{head} {other[match.start() :]}"
