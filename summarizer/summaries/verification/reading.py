"""A sentence -> what the checks look at: tokens, stems, quantities, clauses. Parsed once a sentence and kept.

Robust against lower-cased names, spaced quotation marks and title case; knows neither sources nor articles.
"""

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from summarizer.quantities import Quantity, find
from summarizer.summaries.verification.forms import CLAUSE_OPENERS, FUNCTION_WORDS, IRREGULAR, NOUN_FORMS
from summarizer.summaries.verification.same_names import group
from summarizer.text import fold, stem, stop_words

_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|\d+(?:[.,:]\d+)*\w*|\w+(?:[’']\w+)*|[^\w\s]")
_ELIDED = {
    language: re.compile(rf"(?:{words})[’'](?=\w)|{_TOKEN.pattern}", re.IGNORECASE)
    for language, words in (
        ("fr", r"\b(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)"),
        ("it", r"\b(?:[cdlmstv]|un|all|dall|dell|nell|sull|coll|quest|quell|sant|tutt|anch|com|dov)"),
    )
}
"""Language -> tokens with the short words of French and Italian apart from what they are written to ("l'" + "eau")."""


@dataclass(frozen=True, slots=True)
class Token:
    """One word, number or mark. `stem` is "#…" for a number (a multi-word one is one token), empty for a mark."""

    text: str
    start: int
    end: int
    folded: str
    stem: str
    content: bool
    capital: bool
    first: bool
    """It opens the sentence or a quotation in it, so a capital says nothing."""

    @property
    def verb_like(self) -> bool:
        """A form in -ed or an irregular verb form: a guess, there is no tagger."""
        return (
            not self.capital
            and self.folded not in NOUN_FORMS
            and (self.folded in IRREGULAR or (self.folded.endswith("ed") and bool(self.stem)))
        )


@dataclass(frozen=True)
class Reading:
    """A parsed sentence. Indexes in `clauses` and `content` are into `tokens`."""

    text: str
    language: str
    tokens: tuple[Token, ...]
    quantities: tuple[Quantity, ...]

    @cached_property
    def content(self) -> tuple[int, ...]:
        """Indexes of the content words and numbers, in order."""
        return tuple(i for i, token in enumerate(self.tokens) if token.content)

    @cached_property
    def stems(self) -> frozenset[str]:
        """Stems of the content words and numbers."""
        return frozenset(self.tokens[i].stem for i in self.content)

    @cached_property
    def words(self) -> frozenset[str]:
        """All words, folded, without possessives."""
        return frozenset(token.folded for token in self.tokens if token.stem)

    @cached_property
    def sequence(self) -> tuple[str, ...]:
        """The stems of all words in order, function words included."""
        return tuple(token.stem for token in self.tokens if token.stem)

    @cached_property
    def bigrams(self) -> frozenset[tuple[str, str]]:
        """Neighbouring stems, function words included."""
        return frozenset(zip(self.sequence, self.sequence[1:], strict=False))

    @cached_property
    def phrases(self) -> tuple[tuple[str, str, str], ...]:
        """Runs of three words as they are written, folded, in order: inflections count, unlike in `bigrams`."""
        written = [token.folded for token in self.tokens if token.stem]
        return tuple(zip(written, written[1:], written[2:], strict=False))

    @cached_property
    def positions(self) -> dict[str, list[int]]:
        """Stem -> the indexes of its tokens."""
        found: dict[str, list[int]] = {}
        for index, token in enumerate(self.tokens):
            if token.stem:
                found.setdefault(token.stem, []).append(index)
        return found

    @cached_property
    def peoples(self) -> frozenset[int]:
        """Numbers of the countries, parties and peoples named, adjectives included."""
        return frozenset(number for stem_ in self.positions if (number := group(stem_)) is not None)

    def has(self, stem_: str) -> bool:
        """Whether the stem, or the same country by another form, stands here."""
        return stem_ in self.positions or group(stem_) in self.peoples

    @cached_property
    def title_case(self) -> bool:
        """Most longer words are capitalised, as in English headlines, so that a capital does not make a name."""
        longer = [t for t in self.tokens if t.content and not t.stem.startswith("#") and len(t.text) > 3]
        return len(longer) >= 3 and sum(t.capital for t in longer) >= 0.75 * len(longer) and (
            not self.text.rstrip().endswith(".")
        )  # fmt: skip

    @cached_property
    def clauses(self) -> tuple[tuple[int, int], ...]:
        """Ranges of tokens cut at marks and conjunctions; a piece with fewer than two content words joins the next."""
        cuts = [0]
        for index, token in enumerate(self.tokens):
            opens = token.folded in CLAUSE_OPENERS and token.stem
            if index and (opens or (token.text in ",;:—–" and not token.stem)):
                cuts.append(index)
        pieces: list[tuple[int, int]] = []
        start = 0
        for end in [*cuts[1:], len(self.tokens)]:
            if sum(token.content for token in self.tokens[start:end]) >= 2:
                pieces.append((start, end))
                start = end
        if start < len(self.tokens):
            if pieces:
                pieces[-1] = (pieces[-1][0], len(self.tokens))
            else:
                pieces.append((start, len(self.tokens)))
        return tuple(pieces)


def word_stem(word: str, language: str = "en") -> str:
    """The stem under which word forms meet; irregular English forms included."""
    if language == "en" and word in IRREGULAR:
        word = IRREGULAR[word]
    return stem(word, language)


@lru_cache(maxsize=50_000)
def read(text: str, language: str = "en") -> Reading:
    """Parse one sentence; `language` is an ISO 639-1 code, English when unknown."""
    language = language or "en"
    stops = FUNCTION_WORDS if language == "en" else FUNCTION_WORDS | stop_words(language)
    quantities = find(text, language)
    numbered = {q.start: q for q in quantities}
    covered = [(q.start, q.end) for q in quantities]
    tokens: list[Token] = []
    first, inside = True, 0
    for match in _ELIDED.get(language, _TOKEN).finditer(text):
        start, end, raw = match.start(), match.end(), match.group()
        quantity = next((numbered[s] for s, e in covered if s <= start < e), None)
        if quantity is not None:
            if quantity.start >= inside:
                stem_ = f"#{quantity.key}"
                tokens.append(Token(quantity.text, quantity.start, quantity.end, quantity.text.lower(), stem_,
                                    quantity.unit != "ordinal" and quantity.key != "1", False, first))  # fmt: skip
                inside = quantity.end
                first = False
            continue
        is_word = raw[0].isalnum()
        folded = fold(raw)
        if is_word:
            elided = folded.endswith("'") and language in _ELIDED
            folded = folded.removesuffix("'s").removesuffix("'")
            if re.fullmatch(r"(?:[a-z]\.)+", folded):
                folded = folded.replace(".", "")
            content = folded not in stops and (len(folded) > 1 or not folded.isascii())
            content = content and not elided
            content = content or (raw.isupper() and len(raw) > 1 and folded in ("us", "it", "who"))
            capital = raw[0].isupper()
            tokens.append(Token(raw, start, end, folded, word_stem(folded, language), content, capital, first))
            first = False
        else:
            tokens.append(Token(raw, start, end, folded, "", False, False, False))
            first = first or raw in '"“”`«„:‘.!?' or (raw == "'" and tokens[-2:-1] != [] and not tokens[-2].stem)
    return Reading(text, language, tuple(tokens), quantities)
