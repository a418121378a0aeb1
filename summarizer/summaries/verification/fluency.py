"""Is it a sentence: no participle for a verb, nothing done twice, no clause that the model made up? English, by grammar."""

from collections.abc import Iterator
from itertools import pairwise

from summarizer.grammar import Parse, Word, parse
from summarizer.summaries.verification.alignment import Alignment
from summarizer.summaries.verification.arcs import prep_objects
from summarizer.summaries.verification.findings import Finding
from summarizer.summaries.verification.forms import TIMES
from summarizer.summaries.verification.frames import Frame, frames, phrase, stem_of
from summarizer.summaries.verification.reading import word_stem
from summarizer.text import fold

_PARTICIPLES_WORDS = (
    "been begun bitten blown broken chosen done drawn driven eaten fallen flown forgotten frozen given gone grown "
    "hidden known ridden risen seen shaken spoken stolen sung sunk sworn taken thrown torn woken worn written"
)
_PARTICIPLES = frozenset(_PARTICIPLES_WORDS.split())
"""Irregular participles that are no past forms too."""
_SUBORDINATE = ("xcomp", "ccomp", "advcl", "acl", "relcl")
_WORDS = ("NOUN", "PROPN", "VERB", "ADJ")


def check(alignment: Alignment) -> Finding:
    """Fatal: a participle for a verb, a time for what is, one thing told twice, what stands in no source or evidence."""
    text = alignment.claim.text
    grammar = parse(text)
    found = (
        *_participles(grammar),
        *_nothing(grammar),
        *_twice(alignment),
        *_made_up(grammar, alignment),
        *_own(alignment),
        *_plurals(grammar, alignment),
    )
    return Finding({}, found)


def _participles(grammar: Parse) -> Iterator[str]:
    """ "The noise driven a whale ashore": a participle with a subject, and no auxiliary; "the crash did took place"."""
    for place, word in enumerate(grammar.words):
        alone = grammar.below(place, "nsubj") and not grammar.below(place, "aux", "auxpass")
        if alone and word.text.lower() in _PARTICIPLES:
            yield f'"{word.text}" stands where a verb should'
        helped = any(grammar.words[i].lemma == "do" for i in grammar.below(place, "aux"))
        if helped and word.tag in ("VBD", "VBN", "VBZ"):
            yield f'"did" stands before "{word.text}"'


def _nothing(grammar: Parse) -> Iterator[str]:
    """ "The tug is expected to be in the evening": of what is, only the time is told."""
    for place, word in enumerate(grammar.words):
        if (
            word.lemma != "be"
            or word.relation != "xcomp"
            or grammar.below(place, "attr", "acomp", "advmod", "npadvmod")
        ):
            continue
        inner = prep_objects(grammar, place)
        if inner and all(grammar.words[i].lemma in TIMES for i in inner):
            yield f'what is to be "{grammar.words[inner[0]].text}" is not said'


def _twice(alignment: Alignment) -> Iterator[str]:
    """ "They handed out soup and socks, while helpers handed out socks": one thing done twice, and not in the evidence."""
    told = {one.predicate for source in alignment.evidence for one, _ in _pairs(source.reading.text)}
    for one, other in _pairs(alignment.claim.text):
        if one.predicate not in told:
            yield f'"{one.text}" and "{other.text}" tell the same'


def _pairs(text: str) -> Iterator[tuple[Frame, Frame]]:
    """Frames of one sentence that have predicate and patient in common."""
    seen = frames(text)
    for index, one in enumerate(seen):
        for other in seen[index + 1 :]:
            if one.predicate != other.predicate or one.patient is None or other.patient is None:
                continue
            if one.patient.known and other.patient.known and one.patient.heads & other.patient.heads:
                yield one, other


def _made_up(grammar: Parse, alignment: Alignment) -> Iterator[str]:
    """A subordinate clause whose verb is in no source, and either one word more is in none, or its object is none there."""
    held = alignment.sources.stems
    done_to = frozenset[str]().union(
        *(f.patient.words for s in alignment.evidence for f in frames(s.reading.text) if f.patient is not None)
    )
    words = grammar.words
    for place, word in enumerate(words):
        if word.pos not in ("VERB", "AUX") or word.relation not in _SUBORDINATE:
            continue
        told = grammar.below(place, "attr", "acomp") if word.lemma == "be" else [place]
        if not told or _known(words[told[0]], held):
            continue
        inner = [words[i] for i in phrase(grammar, place) if i not in (place, told[0])]
        inner += [words[word.head]] * (word.relation == "xcomp")
        new = [w.text for w in inner if w.pos in _WORDS and w.text.isalpha() and not _known(w, held)]
        if new:
            yield f'"{words[told[0]].text} … {new[0]}" is in no source'
            continue
        objects = [words[i] for i in grammar.below(place, "dobj", "nsubjpass") if words[i].pos in ("NOUN", "PROPN")]
        if objects and done_to and not any(stem_of(w) in done_to for w in objects):
            yield f'"{words[told[0]].text} … {objects[0].text}" is not in the evidence'


def _own(alignment: Alignment) -> Iterator[str]:
    """Something done to something, and neither word is in the evidence."""
    held = frozenset(stem for source in alignment.evidence for stem in source.reading.positions)
    for frame in frames(alignment.claim.text):
        if frame.patient is None or not frame.patient.known or not frame.finite:
            continue
        done = {frame.predicate, word_stem(frame.text.lower())}
        if not done & held and not frame.patient.heads & held and not frame.governors:
            yield f'"{frame.text} {frame.patient.text}" is not in the evidence'


def _plurals(grammar: Parse, alignment: Alignment) -> Iterator[str]:
    """ "mosquitoes nets": a plural before the noun that the sources have behind the singular, and before no other."""
    for word, noun in pairwise(grammar.words):
        # Not by their relation: a parser that meets such a pair takes it for two things.
        if word.tag != "NNS" or noun.pos != "NOUN":
            continue
        pairs = {
            (a.folded, b.folded)
            for source in alignment.sources
            for a, b in pairwise(source.reading.tokens)
            if b.content and not b.verb_like
        }
        plural = any(before == fold(word.text) for before, _ in pairs)
        if not plural and (word.lemma, fold(noun.text)) in pairs:
            yield f'"{word.text} {noun.text}" is "{word.lemma} {noun.text}" in the sources'


def _known(word: Word, held: frozenset[str]) -> bool:
    return stem_of(word) in held or word_stem(word.text.lower()) in held
