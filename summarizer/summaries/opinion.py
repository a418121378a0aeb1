"""Which articles say what somebody thinks instead of what happened: opinion pieces, editorials, columns, letters to the editor."""

import re
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from summarizer.text import fold, quotation_open, sentences
from summarizer.types import Article

_KINDS = (
    r"opinion|op-?eds?|editorials?|commentary|comment|column|letters? to the editor|guest (?:essay|column)|"
    # Folded: German, French, Italian, Spanish and Portuguese.
    r"kommentar|meinung|leitartikel|gast(?:beitrag|kommentar)|kolumne|glosse|edito|point de vue|"
    r"opinione|editoriale|commento|columna|opiniao|coluna"
)
_LABEL = re.compile(rf"^\W*(?:{_KINDS})(?:\s*[:|]|\s+-)|\s[|-]\s*(?:{_KINDS})\s*$")
"""At either end of a folded title: "Opinion: …", "… | Opinion"."""
_SECTIONS = frozenset({
    "opinion", "opinions", "opinion-pieces", "editorial", "editorials", "op-ed", "oped", "commentisfree", "meinung", "kommentar",
    "kolumnen", "leitartikel", "tribunes", "editos", "idees", "opinioni", "editoriali", "tribunas", "columnas", "opiniao", "colunas",
    "editoriais",
})  # fmt: skip
"""Parts of an address under which outlets keep such pieces."""
_FIRST_SECTIONS = frozenset(("columns", "columnists", "letters"))
"""The same, but only as the first part: below others they are kinds of news."""
_QUOTED = re.compile(
    r"[“\"„«][^”\"“»]*[”\"“»]|``.*?(?:''|$)|‘.*?’(?!\w)|(?<!\w)'.*?'(?!\w)",
    re.DOTALL,
)
_WRITER = re.compile(
    # "World War I", "a phase I trial" and "said I" are nobody who writes.
    r"(?:^|[.!] |\b(?:and|but|as|that|if|when|what|where|while|because|since|so|year|month|week|day|ago|night),? |"
    r"\b(?:As|When|If|But|And|While|Because|Since|Where|What) |(?<!said)(?<!wrote)(?<!added)(?<!posted), )I(?:['’](?:m|ve|d|ll))? [a-z]"
)
_FIRST_PERSON = re.compile(r"\b(?:I(?=['’ ])|[Mm]y|me|[Ww]e|[Oo]ur|us)\b")
_ENGLISH = re.compile(r"\b(?:the|of|to|and)\b")
OPENING, LEAST_SAID = 3, 2
"""Who writes of himself does so in the first sentences, more than once: further down, or once, it may be anybody whose quotation marks were
lost."""


@lru_cache(maxsize=4096)
def is_opinion(article: Article) -> bool:
    """Whether its title or its address says so, or, in English, its writer speaks of himself before anybody is quoted."""
    return (
        bool(_LABEL.search(" ".join(fold(article.title).split())))
        or _in_section(article.url)
        or (article.language in ("", "en") and _told_by_writer(article.text))
    )


def _in_section(url: str) -> bool:
    """Whether an address lies in a section of opinions."""
    try:
        parts = fold(unquote(urlsplit(url).path)).split("/")[1:-1]
    except ValueError:
        return False
    return not _SECTIONS.isdisjoint(parts) or not _FIRST_SECTIONS.isdisjoint(parts[:1])


def _told_by_writer(text: str) -> bool:
    """Whether the first sentences, what they ask or quote aside, say "I", and speak of the writer once more."""
    opening = [text[start:end] for start, end in sentences(text[:2000], "en")[:OPENING]]
    # Somebody may be quoted with several sentences.
    whole = " ".join(line for line in opening if not line.endswith("?"))
    own = _QUOTED.sub("", whole)
    said = len(_FIRST_PERSON.findall(own))
    return said >= LEAST_SAID and not quotation_open(whole) and bool(_WRITER.search(own) and _ENGLISH.search(own))
