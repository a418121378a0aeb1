"""Text -> sentences, words, stems: the language tools that several stages share. Knows no stage and no type.

Sentences: nupunkt (a Punkt model trained on news-like text), with a few joints it misses mended; five languages by the
rules of `sentence_ends`; other scripts by their own full stops. Stems: snowball. Stop words: stopwords-iso. Language: py3langid over the languages we handle.
"""

import re
import threading
import unicodedata
from functools import cache, lru_cache
from typing import Any

from summarizer import sentence_ends

LANGUAGES = {
    "ar": "arabic", "da": "danish", "de": "german", "en": "english", "es": "spanish", "fi": "finnish",
    "fr": "french", "hu": "hungarian", "it": "italian", "nl": "dutch", "no": "norwegian", "pt": "portuguese",
    "ro": "romanian", "ru": "russian", "sv": "swedish", "tr": "turkish",
}  # fmt: skip
"""ISO 639-1 code -> snowball algorithm."""

WORD = re.compile(r"\w+(?:[’'.,]\w+)*", re.UNICODE)
"""A word or number: letters and digits, with inner apostrophes, points and commas ("U.S", "don't", "1,200.5")."""

_CJK_STOP = re.compile(r"[^。！？]+[。！？]*[」』”’）]*")
_CJK = re.compile(r"[぀-ヿ㐀-鿿가-힯]")
_LINE = re.compile(r"[^\n]+")
_MISSED = re.compile(
    r"(?<![\w.])(?:([^\W\d_A-ZÀ-Þ]{4,})(?:\.[\"”’)]*|[!?])|([ap])\.m\.(?=\s+(?:The|An?|In|On|At|By|Within|After|Before|When|He|She|It|They|But|"
    r"About|Some|Two|For|As)\s))(?=\s+[\"“‘(]*[A-ZÀ-Þ])"
)
_SHORTENED = frozenset(
    ["approx", "dept", "govt", "assn", "incl", "excl", "resp", "vols", "figs", "pres", "supt", "cont", "corp"]
)
_ABBREVIATION = re.compile(
    r"\b(?:Sr|Sra|Srta|Dr|Dra|Lic|Ing|Gral|EE|UU|p|ej|núm|pág|Mme|Mlle|M|MM|Hr|Fr|Nr|bzw|z\.B|d\.h|sig|dott|Mr|Mrs|Ms|"
    r"Profs?|Rear|Gens?|Col|Lts?|Sgts?|Capt|Govs?|Sens?|Reps?|Revs?|Drs|Messrs|Hon|Adm|Cmdr|Maj|Supt|St|Jr|No|vs|Inc|Ltd|Co|Corp)\.\s*$"
)
_INITIAL = re.compile(r"\b[A-Z]\.\s*$")
_GLUED = re.compile(
    r"(?<=\s)(?:[a-z]{2,}|[A-Z][a-z]{4,})\.(?!(?:NET|COM|ORG|GOV|Net|Com|Org|Gov|JS|UK|US|USA|GMT|Inc|Prof)\b)(?=[A-Z]+[a-z]*[\s’'])"
)
"""A missing space between two sentences: "he was using.The young man", "on Friday.The"."""


@cache
def _punkt() -> Any:
    from nupunkt import sent_spans

    return sent_spans


@lru_cache(maxsize=4096)
def sentences(text: str, language: str = "en") -> tuple[tuple[int, int], ...]:
    """Spans (start, end) of the sentences of `text`, in order, without the white space around them; `language` is an
    ISO 639-1 code, and one without rules of its own is cut as English is.

    A line break always ends a sentence. `text[start:end]` stands word for word in the text; the spans do not overlap.
    """
    spans: list[tuple[int, int]] = []
    for line in _LINE.finditer(text):
        base, body = line.start(), line.group()
        if len(_CJK.findall(body)) * 4 > len(body):
            pieces = [match.span() for match in _CJK_STOP.finditer(body)]
        elif language in sentence_ends.LANGUAGES:
            pieces = sentence_ends.split(body, language)
        else:
            pieces = _split_missed(body, _join_abbreviations(body, list(_punkt()(body))))
        for start, end in pieces:
            while start < end and body[start].isspace():
                start += 1
            while end > start and body[end - 1].isspace():
                end -= 1
            if start < end:
                spans.append((base + start, base + end))
    return tuple(spans)


def _split_missed(body: str, pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Cut where Punkt takes a common word for an abbreviation ("… wall to wall. Of 62 houses …")."""
    found: list[tuple[int, int]] = []
    for start, end in pieces:
        missed = [m.end() for m in _MISSED.finditer(body, start, end) if fold(m[1] or "") not in _SHORTENED]
        glued = [m.end() for m in _GLUED.finditer(body, start, end)]
        for cut in sorted({*missed, *glued}):
            found.append((start, cut))
            start = cut
        found.append((start, end))
    return found


def _join_abbreviations(body: str, pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in pieces:
        before = body[joined[-1][0] : joined[-1][1]] if joined else ""
        # "F.W. de Klerk"
        if _ABBREVIATION.search(before) or (_INITIAL.search(before) and body[start:end].lstrip()[:1].islower()):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def words(text: str) -> list[str]:
    """The words and numbers of `text`, lower-cased, in order."""
    return [match.group().lower() for match in WORD.finditer(text)]


def plain_words(text: str) -> list[str]:
    """The words of `text` for comparing: folded, without "'s", in order."""
    return [word.removesuffix("'s") for word in words(fold(text))]


def word_count(text: str) -> int:
    """How many words a reader would count: runs of non-space characters with a letter or digit in them.

    Scripts without spaces count one word for two characters.
    """
    dense = len(_CJK.findall(text))
    spaced = _CJK.sub(" ", text) if dense else text
    return (dense + 1) // 2 + sum(1 for token in spaced.split() if any(char.isalnum() for char in token))


class _Stemmers(threading.local):
    """A thread's own stemmers, by language: each keeps the word that it is at."""

    def __init__(self) -> None:
        self.known: dict[str, Any] = {}

    def of(self, language: str) -> Any:
        import snowballstemmer

        if language not in self.known:
            self.known[language] = snowballstemmer.stemmer(LANGUAGES[language])
        return self.known[language]


_STEMMERS = _Stemmers()


@lru_cache(maxsize=200_000)
def stem(word: str, language: str = "en") -> str:
    """The stem of a lower-case word; the word itself where no stemmer for the language exists."""
    if language not in LANGUAGES:
        return word
    return str(_STEMMERS.of(language).stemWord(word))


@cache
def stop_words(language: str = "en") -> frozenset[str]:
    """The stop words of a language (ISO 639-1); none for a language without a list."""
    import stopwordsiso

    if not stopwordsiso.has_lang(language):
        return frozenset()
    return frozenset(stopwordsiso.stopwords(language))


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def detect_language(text: str, least_words: int = 4) -> str:
    """The language of `text` (ISO 639-1) from its first 2,000 characters; empty when it is too short or unclear."""
    sample = text[:2000]
    if not _CJK.search(sample) and len(WORD.findall(sample)) < least_words:
        return ""
    language, probability = _identifier().classify(sample)
    return str(language) if probability >= 0.6 else ""


_INVISIBLE = dict.fromkeys(
    # The last range are halves of surrogate pairs, which JSON can smuggle in and no file or database takes.
    [
        0xAD,
        0x200B,
        0x2060,
        0xFEFF,
        *range(0x00, 0x09),
        0x0B,
        0x0C,
        *range(0x0E, 0x20),
        0x7F,
        *range(0x80, 0xA0),
        *range(0xD800, 0xE000),
    ]
)


def tidy(text: str) -> str:
    """Composed (NFC), without soft hyphens, zero-width, control and half characters; white space folded, lines kept.

    Joiners and directional marks stay: Persian, Indic scripts, emoji and right-to-left text need them.
    """
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).translate(_INVISIBLE)
    lines = (re.sub(r"[^\S\n]+", " ", line).strip() for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def quotation_open(text: str) -> bool:
    """Whether a text has a quotation mark that it does not close, or open."""
    return text.count('"') % 2 == 1 or text.count("“") != text.count("”")


def dashes(text: str) -> int:
    """How many dashes a text has: one alone of a pair joins what the two parted."""
    return len(_DASH.findall(text))


_DASH = re.compile(r"—|(?<= )(?:–|--?)(?= )")


def fold(text: str) -> str:
    """Lower case, straight quotes and hyphens, no accents: for comparing, never for showing."""
    text = unicodedata.normalize("NFKD", text if text.isascii() else text.translate(_STRAIGHT)).casefold()
    if text.isascii():
        return text
    return "".join(char for char in text if not unicodedata.combining(char))


_STRAIGHT = str.maketrans({
    "‘": "'", "’": "'", "‚": "'", "‛": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‹": "'", "›": "'",
    "–": "-", "—": "-", "‐": "-", "‑": "-", "−": "-", "\u00a0": " ",
})  # fmt: skip
