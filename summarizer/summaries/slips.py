"""(sentence, its sources) -> the slips that small models make when they fuse; found before the verifier is asked.

English only. It errs on the side of refusing: another candidate, or the source's own words, can always stand in.
"""

import re
from collections.abc import Iterator, Sequence

from summarizer.text import fold, stem, stop_words, words

_MALE = frozenset(("he", "him", "his", "himself"))
_FEMALE = frozenset(("she", "her", "hers", "herself"))
_PEOPLE = frozenset(("they", "them", "their", "theirs", "we", "our", "us", "i", "my", "me"))
_NEGATIVE = ("un", "in", "im", "ir", "il", "dis", "non", "non-")
_DAYS = frozenset(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "yesterday"))
_REFERS = re.compile(
    r"\bthe (?:last|other|first|second|next|same) one\b|\bthe (?:latter|former)\b(?! \w)", re.IGNORECASE
)
_SPEECH_WORDS = (
    "said says told tells added announced reported claimed argued warned noted stated confirmed denied called "
    "wrote according insisted explained believed thought tweeted"
)
_SPEECH = frozenset(_SPEECH_WORDS.split())
_PAST_WORDS = (
    "ate beat became began bought broke brought built came caught chose cut dealt drew drove fell fled flew "
    "fought found froze gave grew held hit kept killed led left lost made met paid put ran rose sank saw sent set "
    "shook shot shut sold spent struck swept took tore threw upheld went withdrew won wrote"
)
_PAST = frozenset(_PAST_WORDS.split())
_BE = frozenset(("is", "are", "was", "were", "be", "been", "being", "get", "gets", "got"))
_OPENS = frozenset(
    ("who", "which", "that", "it", "he", "she", "they", "we", "i", "and", "but", "this", "these", "those")
)
_SKIPPED_WORDS = (
    "january february march april june july august september october november december early late last week month "
    "year morning afternoon evening night"
)
_SKIPPED = _DAYS | frozenset(_SKIPPED_WORDS.split())
_OPPOSITE = {
    one: other
    for a, b in (
        ("into", "out"), ("onto", "off"), ("before", "after"), ("above", "below"), ("more", "less"), ("more", "fewer"),
        ("rose", "fell"), ("rise", "fall"), ("up", "down"), ("increase", "decrease"), ("increased", "decreased"),
        ("higher", "lower"), ("won", "lost"), ("win", "lose"), ("north", "south"), ("east", "west"), ("with", "without"),
        ("accepted", "rejected"), ("guilty", "innocent"), ("opened", "closed"), ("alive", "dead"),
        ("inside", "outside"), ("majority", "minority"), ("best", "worst"), ("largest", "smallest"), ("lifted", "imposed"),
    )
    for one, other in ((a, b), (b, a))
}  # fmt: skip
_IN_YEAR = re.compile(r"^in ((?:1[89]|20)\d\d)\b,", re.IGNORECASE)
_PAIR = re.compile(r"\b([A-Z][\w-]+) and (?:the )?([A-Z][\w-]+)")
CLOSE = 4
"""Two names stand together when so few words apart."""
NEAR = 6
"""A subject stands at most so many content words before its verb."""


def slips(text: str, sources: Sequence[str]) -> tuple[str, ...]:
    """What is wrong, in words; nothing when nothing was found."""
    own = _tokens(text)
    theirs = [_tokens(source) for source in sources]
    found = [*_flipped(own, theirs), *_pronouns(own, theirs), *_subjects(own, theirs), *_pairs(text, theirs)]
    year = _IN_YEAR.match(text)
    if year and not any(f"in {year.group(1)}" in " ".join(source) for source in theirs):
        found.append(f"{year.group(1)} is not when it was")
    if any(own.count(day) > 1 for day in _DAYS) and not any(source.count(d) > 1 for source in theirs for d in _DAYS):
        found.append("the same day twice")
    if _REFERS.search(text):
        found.append("refers to one that is not there")
    return tuple(found)


def _tokens(text: str) -> list[str]:
    return [word.removesuffix("'s").removesuffix("'") for word in words(fold(text))]


def _flipped(own: Sequence[str], theirs: Sequence[Sequence[str]]) -> Iterator[str]:
    """ "constitutional" where the sources only have "unconstitutional", and the other way round."""
    held = {word for source in theirs for word in source}
    for word in own:
        if word in held:
            continue
        if _OPPOSITE.get(word) in held:
            yield f"{word!r} stands for {_OPPOSITE[word]!r}"
        if len(word) < 6:
            continue
        for prefix in _NEGATIVE:
            if prefix + word in held or (word.startswith(prefix) and word.removeprefix(prefix) in held):
                yield f"{word!r} turns the meaning round"


def _pronouns(own: Sequence[str], theirs: Sequence[Sequence[str]]) -> Iterator[str]:
    """A "he" where the sources have "she" or "we", and the like."""
    held = {word for source in theirs for word in source}
    for mine, others in ((_MALE, _FEMALE | _PEOPLE), (_FEMALE, _MALE | _PEOPLE)):
        used = sorted(mine & set(own))
        if used and not mine & held and others & held:
            yield f"{used[0]!r} is nobody's pronoun in the sources"


def _pairs(text: str, theirs: Sequence[Sequence[str]]) -> Iterator[str]:
    """Two names joined by "and" that no source has side by side."""
    for pair in _PAIR.finditer(text):
        one, other = (_tokens(part)[-1] for part in pair.groups())
        close = any(
            abs(i - j) <= CLOSE for source in theirs for i in _places(source, one) for j in _places(source, other)
        )
        if not close:
            yield f"{pair.group()!r} are not named together"


def _subjects(own: Sequence[str], theirs: Sequence[Sequence[str]]) -> Iterator[str]:
    """A subject that does what every source with that verb has someone else do."""
    for place, verb in enumerate(own):
        if not _past(own, place):
            continue
        passive = own[place - 1] in _BE
        subject = _subject(own, place - passive)
        if not subject:
            continue
        if passive:
            # "Dahl was named" where Dahl named: what is done to someone is done by him in every source.
            done = [_active(source, at, subject) for source in theirs for at in _places(source, verb)]
            if done and all(done):
                yield f"{subject!r} {verb!r} in the sources, and is not {verb!r}"
            continue
        if not _acts(own, place):
            continue
        views = [_does(source, at, subject) for source in theirs for at in _places(source, verb)]
        if views and not any(views):
            yield f"{subject!r} does not {verb!r} in the sources"


def _past(tokens: Sequence[str], place: int) -> bool:
    """Whether a past form stands here that is no verb of speech."""
    word = tokens[place]
    return place > 0 and word not in _SPEECH and (word in _PAST or (word.endswith("ed") and len(word) > 4))


def _acts(tokens: Sequence[str], place: int) -> bool:
    """Whether a past form is no passive and no adjective."""
    before = tokens[max(0, place - 2) : place]
    articles = ("a", "an", "the", "of", "in", "by", "with", "and", "or", "two", "three", "some", "many")
    return not _BE & set(before) and before[-1] not in articles and not before[-1].isdigit()


def _active(tokens: Sequence[str], place: int, subject: str) -> bool:
    """Whether the subject stands right before a past form that is no passive: it does it."""
    return _past(tokens, place) and _acts(tokens, place) and _subject(tokens, place) == subject


def _content(tokens: Sequence[str]) -> list[str]:
    stops = stop_words("en")
    return [t for t in tokens if t not in stops and t not in _SKIPPED and not t[:1].isdigit() and not t.endswith("ly")]


def _subject(tokens: Sequence[str], place: int) -> str:
    """The last content word before the verb; empty where a pronoun or a relative stands between."""
    before = tokens[max(0, place - 4) : place]
    if _OPENS & set(before[-2:]):
        return ""
    found = _content(before)
    return stem(found[-1]) if found else ""


def _places(tokens: Sequence[str], verb: str) -> list[int]:
    wanted = stem(verb)
    return [i for i, token in enumerate(tokens) if token == verb or stem(token) == wanted]


def _does(tokens: Sequence[str], place: int, subject: str) -> bool:
    """Whether the subject may do it here: it stands before the verb and near, or who does it is not said."""
    before = tokens[:place]
    if tokens[place].endswith("ing") or _BE & set(before[-2:]) or _OPENS & set(before[-3:]) or "to" in before[-1:]:
        return True
    near = [stem(token) for token in _content(before)[-NEAR:]]
    return not near or subject in near
