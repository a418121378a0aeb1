"""A sentence -> its hedges ("not", "denied", "alleged", "may") and the words they bear on. Knows no evidence.

English, and the languages of `hedge_words`: there a negation may stand after its verb ("trat nicht zurück", "ne … pas").
"""

from dataclasses import dataclass
from functools import cached_property

from summarizer.summaries.verification.forms import CORE_MODALS, HEDGES
from summarizer.summaries.verification.hedge_words import HedgeWords, hedge_words
from summarizer.summaries.verification.reading import Reading

_REACH = 2
"""A hedge bears on the content words so many content words after it, within its clause."""
_DENIED = 4
"""A denial bears on so many, within its clause and, in German, the next one."""
_BREAKS = frozenset(("but", "while", "although", "because"))
_NE_GOES_WITH = frozenset(("pas", "plus", "jamais", "rien", "personne", "aucun", "aucune", "guère", "nullement", "ni"))
_REFUTE = frozenset(("weist", "weisen", "wies", "wiesen"))
_LONGEST = 3


@dataclass(frozen=True)
class Scopes:
    """The hedges of one reading."""

    reading: Reading

    @cached_property
    def kinds(self) -> tuple[str | None, ...]:
        """For each token the kind of hedge it is: negation, denial, claim, possibility, or None."""
        words = hedge_words(self.reading.language)
        if words is None:
            return tuple(_english(token.folded) for token in self.reading.tokens)
        return tuple(_foreign(self.reading, words))

    @cached_property
    def bearing(self) -> dict[str, frozenset[str]]:
        """Stem -> the kinds of hedge that bear on it."""
        words = hedge_words(self.reading.language)
        found: dict[str, set[str]] = {}
        for index, (token, kind) in enumerate(zip(self.reading.tokens, self.kinds, strict=True)):
            if kind is None or not token.stem or (words is None and _no_hedge(self.reading, index)):
                continue
            for place in self._reached(index, kind) if words is None else self._reached_in(index, kind, words):
                found.setdefault(self.reading.tokens[place].stem, set()).add(kind)
        return {stem: frozenset(kinds) for stem, kinds in found.items()}

    def _reached(self, index: int, kind: str) -> list[int]:
        return self._after(index, _BREAKS, most=_REACH, commas=0)

    def _reached_in(self, index: int, kind: str, words: HedgeWords) -> list[int]:
        tokens = self.reading.tokens
        word = tokens[index].text.lower()
        contrast = any(token.folded == "sondern" for token in tokens[index:])
        wide = word in words.wide and not (contrast and kind == "negation")
        most = len(tokens) if wide and kind != "denial" else _DENIED if kind == "denial" else _REACH
        commas = 1 if kind == "denial" and wide else 0
        found = self._after(index, words.breaks, most=most, commas=commas)
        if word in words.whole and not contrast:
            return [*found, *self._before(index, words.breaks)]
        beside = word in words.back or kind in ("claim", "possibility")
        if beside and index and tokens[index - 1].content and self.kinds[index - 1] is None:
            found.append(index - 1)
        return found

    def _after(self, index: int, breaks: frozenset[str], *, most: int, commas: int) -> list[int]:
        """The content words after a token, to the end of its clause; a comma ends it once a word is reached."""
        tokens = self.reading.tokens
        found: list[int] = []
        for place in range(index + 1, min(index + 14, len(tokens))):
            other = tokens[place]
            if other.text == "," and found:
                commas -= 1
            if other.text in ";:." or commas < 0 or (other.stem and other.folded in breaks):
                break
            if other.content and self.kinds[place] is None:
                found.append(place)
                if len(found) >= most:
                    break
        return found

    def _before(self, index: int, breaks: frozenset[str]) -> list[int]:
        """The content words before a token, back to the beginning of its clause."""
        found = []
        for place in range(index - 1, -1, -1):
            other = self.reading.tokens[place]
            if not other.stem and other.text in ",;:–—":
                break
            if other.folded in breaks or other.folded in ("und", "oder"):
                break
            if other.content and self.kinds[place] is None:
                found.append(place)
        return found


def _english(folded: str) -> str | None:
    if folded.endswith("n't") or folded in HEDGES["negation"]:
        return "negation"
    for kind in ("denial", "claim"):
        if folded in HEDGES[kind]:
            return kind
    return "possibility" if folded in CORE_MODALS else None


def _no_hedge(reading: Reading, index: int) -> bool:
    """Whether it is the "No" of a number or the month of May."""
    token, following = reading.tokens[index], reading.tokens[index + 1 : index + 2]
    numbered = token.folded == "no" and any(other.stem.startswith("#") for other in following)
    return numbered or (token.folded == "may" and token.capital and not token.first)


def _foreign(reading: Reading, words: HedgeWords) -> list[str | None]:
    kinds: list[str | None] = [None] * len(reading.tokens)
    places = [index for index, token in enumerate(reading.tokens) if token.stem]
    said = [reading.tokens[index].text.lower().replace("’", "'") for index in places]
    at = 0
    while at < len(said):
        for size in range(min(_LONGEST, len(said) - at), 0, -1):
            phrase = tuple(said[at : at + size])
            if phrase in words.kinds:
                for index in places[at : at + size]:
                    kinds[index] = words.kinds[phrase]
                at += size
                break
        else:
            kinds[places[at]] = _discontinuous(said, at, reading.language)
            at += 1
    return kinds


def _discontinuous(said: list[str], at: int, language: str) -> str | None:
    """The kind of a hedge in two parts, by the first: "ne … plus", "wies … zurück"."""
    word, following = said[at], said[at + 1 : at + 12]
    if language == "fr" and word in ("ne", "n'") and _NE_GOES_WITH.intersection(following[:5]):
        return "negation"
    refutes = language == "de" and word in _REFUTE and ("zurück" in following or "von sich" in " ".join(following))
    return "denial" if refutes else None
