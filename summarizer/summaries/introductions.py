"""Told sentences -> the same, with a person's name in full, and title, where it first stands: "Sen. Chuck Hagel" for "Hagel".

The name is another sentence's of the story, so a quoted sentence becomes one that rests on two; it is checked like any other.
English.
"""

import re
from collections.abc import Callable, Sequence

from summarizer import grammar
from summarizer.protocols import SourceSentence
from summarizer.summaries.options import Option
from summarizer.summaries.rewriting import one_persons_titles
from summarizer.summaries.sentences import old_quotation_open
from summarizer.summaries.sequence import alone
from summarizer.text import quotation_open, word_count

MOST_TITLE = 6
"""Words of a name with its title; a longer one is a sentence of its own."""
_PARTICLE = re.compile(
    r"\b(?:bin|ibn|ben|al|abu|de|del|della|da|di|dos|du|la|le|van|von|der|den|ter|ten|el|st)[ -]$", re.IGNORECASE
)
"""Words that are part of the name behind them."""
_ARTICLE = re.compile(r"\b(?:the|an?|this|that) $", re.IGNORECASE)

_DESCRIBED = re.compile(r", (?:\d\d|who|whose|an?|the) ?\b")

_PEOPLES = ("i", "an", "ese", "ish", "ch", "ek", "ss")
"""How adjectives of countries and peoples end."""

Make = Callable[[str, Option, SourceSentence], Option | None]
"""(new text, what it was, whose the name in full is) -> the option, where it holds."""


def in_full(
    told: Sequence[Option], before: str, story: Sequence[SourceSentence], room: int, make: Make
) -> list[Option]:
    """The sentences in order, each name that stands alone and was not told yet in full, as far as there is `room` for more words;
    `before` is what stands above them."""
    found: list[Option] = []
    for option in told:
        new = _named(option, before, story, room, make)
        room -= word_count(new.sentence.text) - word_count(option.sentence.text)
        before += f" {new.sentence.text}"
        found.append(new)
    return found


def in_short(told: Sequence[Option], options: Sequence[Option]) -> list[Option]:
    """The sentences in order, but that one which begins with a name in full, told so before, begins with the last name where one of the
    options says the same so."""
    found: list[Option] = []
    for option in told:
        before = " ".join(other.sentence.text for other in found)
        text = option.sentence.text
        shorter = [
            other
            for other in options
            if other.facet == option.facet >= 0 and other.place == option.place
            and text.endswith(f" {other.sentence.text}")
            and re.search(rf"\b{re.escape(_name(text.removesuffix(other.sentence.text), other.sentence.text))}\b", before)
        ]  # fmt: skip
        found.append(min(shorter, key=lambda other: len(other.sentence.text), default=option))
    return found


def _name(title: str, text: str) -> str:
    """The first and the last name of who is told in full: "Kari Moe" of "Mayor Kari " and "Moe said"."""
    return f"{title.split()[-1]} {text.split()[0].removesuffix(',')}"


def _named(option: Option, before: str, story: Sequence[SourceSentence], room: int, make: Make) -> Option:
    text = option.sentence.text
    for name in alone(text):
        if not re.search(rf"\b{re.escape(name)}\b", before) and (full := full_name(text, name, story)):
            longer, source = full
            if word_count(longer) - word_count(text) <= room and (new := make(longer, option, source)):
                return new
    return option


def full_name(text: str, name: str, story: Sequence[SourceSentence]) -> tuple[str, SourceSentence] | None:
    """The text with a last name's first place in full, and the sentence of the story that has it so; None where that is no
    person's, or several people's, or stands in a quotation or behind an article."""
    place = re.search(rf"\b{re.escape(name)}\b", text)
    if place is None:
        return None
    before = text[: place.start()]
    if _ARTICLE.search(before) or _PARTICLE.search(before) or quotation_open(before) or old_quotation_open(before):
        return None
    if any(_a_thing(name, sentence.text) for sentence in story):
        return None
    full = [(title, story[place]) for title, place in one_persons_titles(name, [s.text for s in story])]
    # A capital at a sentence's start may be any word's, "Neighbouring Ostmark", but not before an age or a clause about a person.
    surely = not all(
        sentence.text.startswith(f"{title.split()[-2]} ") and not _DESCRIBED.match(sentence.text.removeprefix(title))
        for title, sentence in full
    )
    short = [row for row in full if len(row[0].split()) <= MOST_TITLE]
    if not surely or not short:
        return None
    title, sentence = max(short, key=lambda row: len(row[0]))
    first = title.split(" ", 1)[0]
    if not place.start():
        title = title[0].upper() + title[1:]
    elif _is_common(first, sentence.text):
        title = title[0].lower() + title[1:]
    return before + title + text[place.end() :], sentence


def _a_thing(name: str, text: str) -> bool:
    """Whether a name is told as a thing's, or a place's: "the Senate said", "a Muslim", "in Spain"."""
    if name not in text and name.lower() not in text:
        return False
    if re.search(rf"\b(?:in|at|near|across|outside|throughout) {re.escape(name)}\b(?! [A-ZÀ-Þ]|['’]s\b)", text):
        return True
    after = (
        r"(?:[.,;:!?]|$| (?:is|was|were|has|have|had|will|would|to|of|in|on|for|and|or|said|that|by|at|with|from)\b)"
    )
    thing = re.search(rf"\b(?:[Tt]he|[Aa]n?) {re.escape(name)}{after}", text)
    return bool(thing) or bool(re.search(rf"(?<![\w'’-]){re.escape(name.lower())}\b", text))


def _is_common(word: str, text: str) -> bool:
    """Whether a title's first word is capitalised only because the sentence begins with it."""
    tree = grammar.parse(text)
    if not tree.words or tree.words[0].text != word:
        return False
    return tree.words[0].pos == "NOUN" or (tree.words[0].pos == "ADJ" and not word.endswith(_PEOPLES))
