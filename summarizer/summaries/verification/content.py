"""How much of a sentence's words, pairs and clauses its evidence has; words that are in no source, or no words."""

from functools import cache

from summarizer import grammar
from summarizer.numerals import WEEKDAYS
from summarizer.summaries.verification.alignment import Alignment, recall
from summarizer.summaries.verification.findings import Finding
from summarizer.summaries.verification.forms import CUT_OFF, IRREGULAR, UNCHANGED
from summarizer.summaries.verification.naming import HONORIFICS
from summarizer.summaries.verification.reading import Reading
from summarizer.text import fold

_DICTIONARIES = ("en", "es", "fr", "de", "it", "pt", "nl", "ru")
_PLAIN_OPENINGS = frozenset(("officials", "authorities", "people", "reports", "according", "police", "several", "many"))
"""Words with which a sentence may open though its sources say it otherwise."""


_TELLING_HOW = ("ADJ", "ADV", "ADP", "SCONJ")
"""Parts of speech with which a sentence opens without telling of them ("Unnamed officials", "Temporarily")."""


@cache
def _dictionary(language: str) -> frozenset[str]:
    if language not in _DICTIONARIES:
        return frozenset()
    from spellchecker import SpellChecker

    known = SpellChecker(language=language).word_frequency.words()
    return frozenset(known if language == "en" else map(fold, known))


def is_word(word: str, language: str) -> bool:
    """Whether a dictionary of common words has it, as it stands or without a usual ending; True when there is none."""
    known = _dictionary(language)
    if not known or not word.isalpha():
        return True
    stems = (word, word.removesuffix("s"), word.removesuffix("es"), word.removesuffix("ed"), word.removesuffix("d"),
             word.removesuffix("ing"), word.removesuffix("ing") + "e", word.removesuffix("ly"), word.removesuffix("er"),
             word.removeprefix("un"), word.removeprefix("re"), word.removeprefix("non"), word.removeprefix("anti"))  # fmt: skip
    return any(stem in known for stem in stems)


def _misformed(word: str) -> bool:
    """Whether it is an irregular verb with a regular ending: "forecasted", "teached"."""
    base = word.removesuffix("ed")
    if base == word or word in IRREGULAR:
        return False
    same = base in UNCHANGED or (base[-1:] == base[-2:-1] and base[:-1] in UNCHANGED)
    return same or (base in IRREGULAR.values() and word not in _dictionary("en"))


def longest_run(claim: Reading, source: Reading) -> int:
    """The longest run of words, by stems, that both have."""
    places: dict[str, list[int]] = {}
    for j, stem in enumerate(source.sequence):
        places.setdefault(stem, []).append(j)
    best = 0
    before: dict[int, int] = {}
    for stem in claim.sequence:
        now = {j: before.get(j - 1, 0) + 1 for j in places.get(stem, ())}
        best = max(best, max(now.values(), default=0))
        before = now
    return best


def check(alignment: Alignment) -> Finding:
    """Coverage by the evidence, of the whole sentence and of its worst clause."""
    claim, evidence = alignment.claim, [source.reading for source in alignment.evidence]
    content = [claim.tokens[i] for i in claim.content]
    covered = [any(reading.has(token.stem) for reading in evidence) for token in content]
    nowhere = [
        token
        for token, held in zip(content, covered, strict=True)
        if not held and not token.stem.startswith("#") and token.stem not in alignment.sources.stems
    ]
    nowhere = [t for t in nowhere if t.folded not in WEEKDAYS and t.folded not in HONORIFICS]
    # By the word, not its stem: "excoried" has the stem of "excoriated".
    unread = [t for t in content if not t.stem.startswith("#") and t.folded not in alignment.sources.words]
    invented = [
        t
        for t in unread
        if t.folded not in (*WEEKDAYS, *HONORIFICS) and not is_word(t.folded, claim.language) and _common(t.text, claim)
    ]
    pairs = list(claim.bigrams)
    triples = list(zip(claim.sequence, claim.sequence[1:], claim.sequence[2:], strict=False))
    held = {t for r in evidence for t in zip(r.sequence, r.sequence[1:], r.sequence[2:], strict=False)}
    clauses = [
        max(
            (recall(claim, [i for i in claim.content if start <= i < end], reading) for reading in evidence),
            default=0.0,
        )
        for start, end in claim.clauses
    ]
    size = len(content) or 1
    features = {
        "recall": sum(covered) / size,
        "nowhere": min(1.0, len(nowhere) / size),
        "best_recall": max((recall(claim, claim.content, reading) for reading in evidence), default=0.0),
        "clause_recall": min(clauses, default=0.0),
        "pair_recall": sum(any(p in r.bigrams for r in evidence) for p in pairs) / (len(pairs) or 1),
        "triple_recall": sum(t in held for t in triples) / (len(triples) or 1),
        "pair_anywhere": sum(p in alignment.sources.bigrams for p in pairs) / (len(pairs) or 1),
        "phrases_anywhere": sum(p in alignment.sources.phrases for p in claim.phrases) / (len(claim.phrases) or 1),
        "held_anywhere": sum(t.stem in alignment.sources.stems for t in content) / size,
        "run": max((longest_run(claim, r) for r in evidence), default=0) / (len(claim.sequence) or 1),
    }
    if claim.language in ("", "en"):
        invented += [t for t in unread if t not in invented and t.verb_like and _misformed(t.folded)]
    fatal = [f'"{token.text}" is no known word and in no source' for token in invented]
    if nowhere and content[0] is nowhere[0] and _tells_of_something_else(claim):
        fatal.append(f'"{content[0].text}", of which the sentence tells, is in no source')
    if content and sum(covered) / size < 0.5:
        fatal.append("most of its words are not in the evidence")
    last = next((token for token in reversed(claim.tokens) if token.stem or token.text == ","), None)
    if last is not None and (last.folded in CUT_OFF or (last.text == "," and claim.tokens[-1] is last)):
        fatal.append("the sentence is cut off")
    minor = [f'word "{token.text}" in no source' for token in nowhere if token not in invented]
    return Finding(features, tuple(fatal), tuple(minor))


def _tells_of_something_else(claim: Reading) -> bool:
    """Whether the word a sentence opens with is a common one that matters: names are judged elsewhere."""
    place = claim.content[0]
    token, following = claim.tokens[place], claim.tokens[place + 1 : place + 2]
    is_name = token.text.isupper() or any(other.capital for other in following)
    if is_name or claim.title_case or token.folded in _PLAIN_OPENINGS:
        return False
    if not grammar.reads(claim.language):
        return True
    word = next((word for word in grammar.parse(claim.text).words if word.text == token.text), None)
    return word is None or word.pos not in _TELLING_HOW


def _common(text: str, claim: Reading) -> bool:
    """Whether a word is written as a common one, so that a dictionary should know it (names are judged elsewhere)."""
    return (
        len(text) > 3 and text.isalpha() and (claim.title_case or not text[0].isupper() or claim.text.startswith(text))
    )
